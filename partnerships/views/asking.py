"""What a page was asked: its parameters, the addresses of the same question with more or less in it, pages of results."""

from collections.abc import Iterable

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.filters import PRESENTATION
from partnerships.question import Condition
from partnerships.templatetags.site import is_tracking
from partnerships.views.missing import Missing


def asked(request: HttpRequest) -> QueryDict:
    """The parameters a strict form is to judge: all but those that only follow visitors around."""
    query = request.GET.copy()
    for name in [name for name in query if is_tracking(name)]:
        del query[name]
    return query


def page_of(results: QuerySet, number: int | None, size: int) -> Page:
    """One page of results. Raises Missing, with a sentence, beyond the last."""
    paginator = Paginator(results, size)
    number = number or 1
    if number > paginator.num_pages:
        raise Missing(
            _("There is no page %(number)s of this list; the last is %(last)s.")
            % {"number": number, "last": paginator.num_pages}
        )
    return paginator.page(number)


def less(query: QueryDict, names: Iterable[str]) -> QueryDict:
    """The parameters without some of them."""
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest


def address_of(query: QueryDict) -> str:
    """Where the list answers these parameters."""
    text = query.urlencode()
    return reverse("partnerships") + (f"?{text}" if text else "")


def without(query: QueryDict, condition: Condition) -> str:
    """The list's address with everything asked but this one condition, from its first page."""
    rest = less(query, ["page"])
    values = rest.getlist(condition.parameter)
    kept = [value for value in values if value.strip().lower() != condition.value.lower()] if len(values) > 1 else []
    rest.setlist(condition.parameter, kept)
    return address_of(rest)


def mistaken(form: forms.BaseForm, query: QueryDict) -> list[str]:
    """The parameters of the address that the form refuses."""
    names = [name for name in form.errors if name != "__all__"]
    if "__all__" in form.errors:
        # Only parameters nobody knows are mistakes of the form as a whole.
        names += [name for name in query if name not in {*form.fields, *PRESENTATION}]
    return names


def mistakes(form: forms.BaseForm, query: QueryDict) -> list[dict[str, object]]:
    """What is wrong with the address: which parameter, why, and the address without it."""
    found: list[dict[str, object]] = []
    for name, errors in form.errors.items():
        unknown = [key for key in mistaken(form, query) if key not in form.errors]
        rest = address_of(less(query, unknown if name == "__all__" else [name]))
        field = form.fields.get(name)
        found += [
            {"parameter": name if field else "", "label": field.label if field else "", "message": error, "rest": rest}
            for error in errors
        ]
    return found
