"""The map page: the same question as the list, answered by circles, arcs and a list of places."""

from typing import Any, cast

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
from partnerships.filters import PRESENTATION, PartnershipFilter
from partnerships.models import Partnership
from partnerships.question import Condition, conditions, sentence
from partnerships.views.asking import asked
from partnerships.views.beside_results import views_of
from partnerships.views.embedding import embeddable, is_embedded
from partnerships.views.missing import Missing

# What only steers how the map is shown, and what belongs to the list.
SHOWN = ("window", "zoom", "places", "embed", "view", "facet")


class MapForm(WindowFields):
    """What part of the world, and of the list of places, to show."""

    places = forms.IntegerField(required=False, min_value=1, max_value=100_000, label=gettext_lazy("Part of the list"))

    def clean(self) -> dict[str, Any]:
        query = cast(QueryDict, self.data)
        for name in self.fields:
            if len(query.getlist(name)) > 1 and name not in self.errors:
                self.add_error(name, _("Give this parameter once."))
        return self.cleaned_data


@embeddable
@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """Where the partners of the partnerships are that answer the question in the address; 400 if it is no question."""
    query = asked(request)
    question = PartnershipFilter(query, queryset=Partnership.objects.published(), accepts={*PRESENTATION, *SHOWN})
    form = MapForm(query)
    valid = question.form.is_valid() & form.is_valid()
    in_force = conditions(question)
    context: dict[str, Any] = {
        "layout": "embed.html" if is_embedded(request) else "base.html",
        "embedded": is_embedded(request),
        "words": query.get("q", ""),
        "conditions": [
            {"condition": condition, "without": address("map", without(query, condition))} for condition in in_force
        ],
        "carried": [condition for condition in in_force if condition.parameter != "q"],
        "list_address": address("partnerships", plain(query)),
    }
    if not valid:
        context |= {
            "page_title": _("This question cannot be answered"),
            "mistakes": mistakes(question.form, query) + mistakes(form, query),
        }
        return render(request, "partnerships/map.html", context, status=400)
    answer = Answer(question)
    chart = Chart(answer, form.cleaned_data["window"], form.cleaned_data["zoom"])
    words = sentence(answer.count, in_force)
    context |= {
        "answer": words,
        "page_title": _("Map: %(question)s") % {"question": words},
        "page_description": _("Where the partners are: places on a map of the world, and the same in a list."),
        "count": answer.count,
        "views": [
            *views_of(plain(query), "map")[:-1],
            {"label": _("Map"), "address": address("map", plain(query)), "current": True},
        ],
        "corrections": answer.corrections,
        "literal": address("map", changed(query, literal=1)),
        "chart": chart,
        "sheet": sheet_of(chart, query),
        "data_address": f"{reverse('api-map')}?{plain(query, lang=get_language()).urlencode()}",
        "places": listed(chart, query, form.cleaned_data["places"] or 1),
    }
    return render(request, "partnerships/map.html", context)


def sheet_of(chart: Chart, query: QueryDict) -> Sheet:
    """The drawing, every circle with its address: of a place the list narrowed to it, of several the map from nearer."""
    sheet = Sheet(chart)
    base = plain(query)
    for mark, drawn in zip(chart.marks, sheet.circles, strict=True):
        if mark.is_single:
            drawn.address = address("partnerships", changed(base, **{mark.place.parameter: mark.place.code}))
        else:
            drawn.address = address("map", changed(query, window=written(sheet.around(mark.circle.bounds)), zoom=None))
    sheet.nearer = address("map", changed(query, window=written(sheet.scaled(0.5) or WORLD), zoom=None))
    farther = sheet.scaled(2)
    sheet.farther = address("map", changed(query, window=farther and written(farther), zoom=None))
    sheet.whole = address("map", changed(query, window=None, zoom=None))
    sheet.area = address("partnerships", changed(base, bbox=written(chart.window)))
    return sheet


def listed(chart: Chart, query: QueryDict, page: int) -> dict[str, Any]:
    """The places as a list, `LISTED` at a time."""
    last = max(1, -(-chart.shown_count // LISTED))
    if page > last:
        raise Missing(_("There is no page %(number)s of this list; the last is %(last)s.") % {"number": page, "last": last})
    base = plain(query)
    return {
        "rows": [
            {"place": place, "address": address("partnerships", changed(base, **{place.parameter: place.code}))}
            for place in chart.listed(page)
        ],
        "unlocated": [
            {"place": place, "address": address("partnerships", changed(base, **{place.parameter: place.code}))}
            for place in chart.unlocated()
        ],
        "before": address("map", changed(query, places=page - 1)) if page > 1 else "",
        "after": address("map", changed(query, places=page + 1)) if page < last else "",
        "page": page,
        "last": last,
    }


def plain(query: QueryDict, **changes: str | None) -> QueryDict:
    """The question alone, as every door takes it."""
    return changed(query, **{**dict.fromkeys([*PRESENTATION, *SHOWN]), **changes})


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


def address(page: str, query: QueryDict) -> str:
    text = query.urlencode(safe=",")
    return reverse(page) + (f"?{text}" if text else "")


def without(query: QueryDict, condition: Condition) -> QueryDict:
    """Everything asked but this one condition."""
    rest = changed(query)
    values = rest.getlist(condition.parameter)
    kept = [value for value in values if value.strip().lower() != condition.value.lower()] if len(values) > 1 else []
    rest.setlist(condition.parameter, kept)
    return rest


def mistakes(form: forms.BaseForm, query: QueryDict) -> list[dict[str, object]]:
    """What is wrong with the address: which parameter, why, and the address without it."""
    found: list[dict[str, object]] = []
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        unknown = set(query) - {*form.fields, *PRESENTATION, *SHOWN} if field is None else {name}
        rest = address("map", changed(query, **dict.fromkeys(unknown)))
        label = "" if field is None else field.label
        found += [{"parameter": name if field else "", "label": label, "message": error, "rest": rest} for error in errors]
    return found
