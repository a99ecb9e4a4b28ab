"""Which rows of the shared reference data a member of staff answers for."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from regions.models import CountryRegion, Organisation, Region


def own_sections(user: Any) -> QuerySet[Region]:
    """The sections somebody is assigned to; none for an administrator who works for none."""
    return Region.objects.filter(staff__user=user)


def sections_of(user: Any) -> QuerySet[Region]:
    """The sections somebody works for, with their sub-regions; every section for an administrator."""
    if user.is_superuser:
        return Region.objects.all()
    return Region.objects.filter(Q(staff__user=user) | Q(parent__staff__user=user)).distinct()


def organisations_covered_by(user: Any) -> QuerySet[Organisation]:
    """What somebody may correct: organisations of their sections, and placeholders that no section covers.

    An organisation lies in the sections it names or else in those its country belongs to today, as in
    the database's `registry_codes`.
    """
    if user.is_superuser:
        return Organisation.objects.all()
    sections = sections_of(user).values("pk")
    belongs = CountryRegion.objects.on(datetime.date.today())
    return Organisation.objects.filter(
        Q(sections__in=sections)
        | Q(sections=None, country__in=belongs.filter(region__in=sections).values("country"))
        | Q(sections=None, country=None, kind__in=Organisation.UNNAMED_KINDS)
    ).distinct()
