"""Database constraints that several models share."""

from django.db import models
from django.db.models import Func, Q
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils.translation import gettext_lazy as _


def _named(*fields: str) -> Func:
    return Func(*fields, function="num_nonnulls", output_field=models.IntegerField())


def exactly_one(*fields: str, name: str) -> models.CheckConstraint:
    """That a row speaks of exactly one of several kinds of subject."""
    return models.CheckConstraint(
        condition=Exact(_named(*fields), 1), name=name, violation_error_message=_("It must belong to exactly one subject.")
    )


def at_most_one(*fields: str, name: str) -> models.CheckConstraint:
    """That a row speaks of one of several kinds of subject, or of none in particular."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(_named(*fields), 1),
        name=name,
        violation_error_message=_("It may belong to one subject at most."),
    )


def percentage(field: str, name: str) -> models.CheckConstraint:
    """That a share, if given, lies between 0 and 100."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__range": (0, 100)}),
        name=name,
        violation_error_message=_("A percentage lies between 0 and 100."),
    )


def amount_with_currency(name: str) -> models.CheckConstraint:
    """That an amount names its currency, and a currency its amount; amounts are not negative."""
    return models.CheckConstraint(
        condition=Q(amount=None, currency="") | Q(amount__isnull=False, amount__gte=0, currency__regex=r"^[A-Z]{3}$"),
        name=name,
        violation_error_message=_("Give an amount and its currency (ISO 4217, such as MAD), or neither."),
    )
