"""The map page: the same question as the list, answered by circles, arcs and a list of places."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.answers import Answer
from partnerships.cartography.chart import LISTED, Chart
from partnerships.cartography.circles import WORLD
from partnerships.cartography.parameters import WindowFields
from partnerships.cartography.sheet import Sheet, written
from partnerships.filters import PRESENTATION
from partnerships.parameters import GivenOnceForm
from partnerships.question import conditions
from partnerships.views.asking import address_of, asked, mistakes, without
from partnerships.views.beside_results import about_words, question_of, searched, views_of, way_out
from partnerships.views.embedding import embeddable, is_embedded
from partnerships.views.language import LanguageField, in_language_asked_for
from partnerships.views.missing import NoSuchPage

# What only steers how the map is shown, and what belongs to the list.
SHOWN = ("window", "zoom", "places", "embed", "view", "facet")
ACCEPTED = (*PRESENTATION, *SHOWN)


class MapForm(WindowFields, LanguageField, GivenOnceForm):
    """What part of the world, and of the list of places, to show."""

    places = forms.IntegerField(required=False, min_value=1, max_value=100_000, label=gettext_lazy("Part of the list"))


@embeddable
@require_safe
@in_language_asked_for
def map_page(request: HttpRequest) -> HttpResponse:
    """Where the partners of the partnerships are that answer the question in the address; 400 if it is no question."""
    query = asked(request)
    question, form = question_of(query, ACCEPTED), MapForm(query)
    valid = question.form.is_valid() & form.is_valid()
    in_force = conditions(question)
    context: dict[str, Any] = {
        "layout": "embed.html" if is_embedded(request) else "base.html",
        "embedded": is_embedded(request),
        "words": query.get("q", ""),
        "conditions": [
            {"condition": condition, "without": address_of(without(query, condition), "map")} for condition in in_force
        ],
        "carried": [condition for condition in in_force if condition.parameter != "q"],
        "list_address": address_of(plain(query)),
    }
    if not valid:
        context |= {
            "page_title": _("This question cannot be answered"),
            "mistakes": mistakes(question.form, query, "map", ACCEPTED) + mistakes(form, query, "map", ACCEPTED),
        }
        return render(request, "partnerships/map.html", context, status=400)
    answer = Answer(question)
    chart = Chart(answer, form.cleaned_data["window"], form.cleaned_data["zoom"])
    told = searched(query, answer, in_force, "map")
    context |= {
        **told,
        "page_title": _("Map: %(question)s") % {"question": told["sentence"]},
        "page_description": _("Where the partners are: places on a map of the world, and the same in a list."),
        "count": answer.count,
        "views": [
            *views_of(plain(query), "map")[:-1],
            {"label": _("Map"), "address": address_of(plain(query), "map"), "current": True},
        ],
        "chart": chart,
        "sheet": sheet_of(chart, query),
        "data_address": f"{reverse('api-map')}?{plain(query, lang=get_language()).urlencode()}",
        "places": listed(chart, query, form.cleaned_data["places"] or 1),
    }
    if not answer.count:
        context |= {"help": way_out(plain(query), in_force, "map"), **about_words(answer)}
    return render(request, "partnerships/map.html", context)


def sheet_of(chart: Chart, query: QueryDict) -> Sheet:
    """The drawing, every circle with its address: of a place the list narrowed to it, of several the map from nearer."""
    sheet = Sheet(chart)
    base = plain(query)
    for mark, drawn in zip(chart.marks, sheet.circles, strict=True):
        if mark.is_single:
            drawn.address = address_of(changed(base, **{mark.place.parameter: mark.place.code}))
        else:
            drawn.address = address_of(changed(query, window=written(sheet.around(mark.circle.bounds)), zoom=None), "map")
    sheet.nearer = address_of(changed(query, window=written(sheet.scaled(0.5) or WORLD), zoom=None), "map")
    farther = sheet.scaled(2)
    sheet.farther = address_of(changed(query, window=farther and written(farther), zoom=None), "map")
    sheet.whole = address_of(changed(query, window=None, zoom=None), "map")
    sheet.area = address_of(changed(base, bbox=written(chart.window)))
    return sheet


def listed(chart: Chart, query: QueryDict, page: int) -> dict[str, Any]:
    """The places as a list, `LISTED` at a time."""
    last = max(1, -(-chart.shown_count // LISTED))
    if page > last:
        raise NoSuchPage(page, last, "places")
    base = plain(query)
    return {
        "rows": [
            {"place": place, "address": address_of(changed(base, **{place.parameter: place.code}))}
            for place in chart.listed(page)
        ],
        "unlocated": [
            {"place": place, "address": address_of(changed(base, **{place.parameter: place.code}))}
            for place in chart.unlocated()
        ],
        "before": address_of(changed(query, places=page - 1), "map") if page > 1 else "",
        "after": address_of(changed(query, places=page + 1), "map") if page < last else "",
        "page": page,
        "last": last,
    }


def plain(query: QueryDict, **changes: str | None) -> QueryDict:
    """The question alone, as every door takes it."""
    return changed(query, **{**dict.fromkeys(ACCEPTED), **changes})


def changed(query: QueryDict, **changes: object) -> QueryDict:
    """A query with some parameters set, or dropped with None."""
    other = query.copy()
    if "places" not in changes:
        other.pop("places", None)
    for name, value in changes.items():
        if value is None:
            other.pop(name, None)
        else:
            other[name] = str(value)
    return other
