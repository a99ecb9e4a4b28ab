"""What a page was asked: its parameters, the addresses of the same question with more or less in it, pages of results."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from partnerships.filters import PRESENTATION
from partnerships.question import Condition
from partnerships.templatetags.site import is_tracking
from partnerships.views.missing import NoSuchPage


def asked(request: HttpRequest) -> QueryDict:
    """The parameters a strict form is to judge: all but those that only follow visitors around."""
    query = request.GET.copy()
    for name in [name for name in query if is_tracking(name)]:
        del query[name]
    return query


def page_of(results: Any, number: int | None, size: int) -> Page:
    """One page of results, a queryset or what can be counted and sliced like one. Raises NoSuchPage beyond the last."""
    paginator = Paginator(results, size)
    number = number or 1
    if number > paginator.num_pages:
        raise NoSuchPage(number, paginator.num_pages)
    return paginator.page(number)


def less(query: QueryDict, names: Iterable[str]) -> QueryDict:
    """The parameters without some of them."""
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest


def address_of(query: QueryDict, page: str = "partnerships") -> str:
    """Where the list, or another page that takes them, answers these parameters."""
    # A comma stays readable, as in the boxes of the map.
    text = query.urlencode().replace("%2C", ",")
    return reverse(page) + (f"?{text}" if text else "")


def without(query: QueryDict, condition: Condition) -> QueryDict:
    """Everything asked but this one condition, from the first page on."""
    rest = less(query, ["page", "places"])
    values = rest.getlist(condition.parameter)
    kept = [value for value in values if value.strip().lower() != condition.value.lower()] if len(values) > 1 else []
    rest.setlist(condition.parameter, kept)
    return rest


def mistaken(form: forms.BaseForm, query: QueryDict, accepts: Iterable[str] = PRESENTATION) -> list[str]:
    """The parameters of the address that the form refuses; it knows nothing of those that the page `accepts` besides."""
    names = [name for name in form.errors if name != "__all__"]
    if "__all__" in form.errors:
        # Only parameters nobody knows are mistakes of the form as a whole.
        names += [name for name in query if name not in {*form.fields, *accepts}]
    return names


def mistakes(
    form: forms.BaseForm, query: QueryDict, page: str = "partnerships", accepts: Iterable[str] = PRESENTATION
) -> list[dict[str, object]]:
    """What is wrong with the address: which parameter, why, and the address without it."""
    found: list[dict[str, object]] = []
    for name, errors in form.errors.items():
        unknown = [key for key in mistaken(form, query, accepts) if key not in form.errors]
        rest = address_of(less(query, unknown if name == "__all__" else [name]), page)
        field = form.fields.get(name)
        found += [
            {"parameter": name if field else "", "label": field.label if field else "", "message": error, "rest": rest}
            for error in errors
        ]
    return found
