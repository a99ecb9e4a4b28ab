"""The list of partnerships, which answers any question, and the page of one."""

from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from partnerships import presentation
from partnerships.filters import PRESENTATION, PartnershipFilter, Sort
from partnerships.models import Partnership
from partnerships.question import Condition, conditions, sentence
from partnerships.views.asking import asked
from partnerships.views.filter_choices import carried_along, groups_of
from partnerships.views.footnotes import Footnotes
from partnerships.views.missing import Missing
from regions.texts import text_of

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
NEAREST = 3


class PageForm(forms.Form):
    """Which part of the results to show."""

    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000, label=gettext_lazy("Page"))
    page_size = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE_SIZE, label=gettext_lazy("Results per page"))

    def clean(self) -> dict[str, Any]:
        query = cast(QueryDict, self.data)
        for name in self.fields:
            if len(query.getlist(name)) > 1:
                self.add_error(name, _("Give this parameter once."))
        return self.cleaned_data


@require_safe
def partnership_list(request: HttpRequest) -> HttpResponse:
    """The published partnerships that answer the question in the address, or 400 if it is no question."""
    query = asked(request)
    question = PartnershipFilter(query, queryset=Partnership.objects.published().for_cards(), accepts=PRESENTATION)
    paging = PageForm(query)
    valid = question.form.is_valid() & paging.is_valid()
    in_force = conditions(question)
    context: dict[str, Any] = {
        "question": question,
        "conditions": [{"condition": condition, "without": without(query, condition)} for condition in in_force],
        "groups": groups_of(question, in_force),
        "carried": carried_along(in_force),
        "values": question.form.cleaned_data,
        "orders": orders(question.form.cleaned_data),
        "page_size": paging.cleaned_data.get("page_size"),
    }
    if not valid:
        context |= {
            "page_title": _("This question cannot be answered"),
            "mistakes": mistakes(question.form, query) + mistakes(paging, query),
        }
        return render(request, "partnerships/list.html", context, status=400)
    paginator = Paginator(question.qs, paging.cleaned_data["page_size"] or PAGE_SIZE)
    number = paging.cleaned_data["page"] or 1
    if number > paginator.num_pages:
        raise Missing(
            _("This list has no page %(number)s; its last page is %(last)s.") % {"number": number, "last": paginator.num_pages}
        )
    page = paginator.page(number)
    answer = sentence(paginator.count, in_force)
    context |= {
        "page": page,
        "answer": answer,
        "page_title": answer,
        "page_description": _("Partnerships between local and regional governments, with their sources."),
    }
    if not paginator.count:
        context["help"] = way_out(query, in_force)
    return render(request, "partnerships/list.html", context)


def orders(values: dict[str, Any]) -> list[dict[str, object]]:
    """The orders one may choose. Without words to search there is no relevance, and the last updated come first."""
    default = Sort.RELEVANCE if values.get("q") else Sort.UPDATED
    chosen = values.get("sort") or default
    if chosen == Sort.RELEVANCE:
        chosen = default
    return [
        {"value": order.value, "label": order.label, "chosen": order == chosen}
        for order in Sort
        if order != Sort.RELEVANCE or default == Sort.RELEVANCE
    ]


def without(query: QueryDict, condition: Condition) -> str:
    """The list's address with everything asked but this one condition, from its first page."""
    rest = query.copy()
    values = rest.getlist(condition.parameter)
    kept = [value for value in values if value.strip().lower() != condition.value.lower()] if len(values) > 1 else []
    rest.setlist(condition.parameter, kept)
    rest.pop("page", None)
    return address_of(rest)


def address_of(query: QueryDict) -> str:
    text = query.urlencode()
    return reverse("partnerships") + (f"?{text}" if text else "")


def mistakes(form: forms.BaseForm, query: QueryDict) -> list[dict[str, object]]:
    """What is wrong with the address: which parameter, why, and the address without it."""
    found: list[dict[str, object]] = []
    for name, errors in form.errors.items():
        rest = query.copy()
        rest.pop(name, None)
        if name == "__all__":
            # Only parameters nobody knows are mistakes of the form as a whole.
            known = {*form.fields, *PRESENTATION}
            for unknown in [key for key in rest if key not in known]:
                del rest[unknown]
        field = form.fields.get(name)
        found += [
            {"parameter": "" if field is None else name, "label": field.label if field else "", "message": error,
             "rest": address_of(rest)}
            for error in errors
        ]  # fmt: skip
    return found


def way_out(query: QueryDict, in_force: list[Condition]) -> dict[str, object] | None:
    """For a question without results: which condition to drop, what that would give, and the nearest of it."""
    ways = []
    for parameter in dict.fromkeys(condition.parameter for condition in in_force):
        rest = query.copy()
        for name in (parameter, "page"):
            rest.pop(name, None)
        asked_less = PartnershipFilter(rest, queryset=Partnership.objects.published(), accepts=PRESENTATION).qs
        names = [condition.name for condition in in_force if condition.parameter == parameter]
        label = next(condition.label for condition in in_force if condition.parameter == parameter)
        count = asked_less.count()
        if count:
            ways.append({"label": label, "names": names, "count": count, "address": address_of(rest), "results": asked_less})
    ways.sort(key=lambda way: (way["count"], way["label"]))
    if not ways:
        return None
    # Without its only condition a question asks for everything, and nothing is near.
    alone = len({condition.parameter for condition in in_force}) == 1
    return {"ways": ways, "nearest": [] if alone else ways[0]["results"].for_cards()[:NEAREST]}


@require_safe
def partnership_page(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the public may know of one published partnership."""
    found = presentation.page_queryset().filter(code=code.lower()).first()
    if found is None:
        raise Missing(_("There is no partnership “%(code)s”, or it is not public.") % {"code": code[:80]})
    if code != found.code:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    footnotes = Footnotes()
    sides = presentation.sides_of(found)
    footnotes.number(
        [side.report for side in sides if side.report],
        found.events.all(),
        found.financing.all(),
        found.figures.all(),
        found.citations.all(),
    )
    context = {
        "partnership": found,
        "sides": sides,
        "layout": presentation.layout_of(sides),
        "status_sentence": presentation.status_sentence(found),
        "figures": presentation.figures_by_measure(found),
        "account": presentation.account_of_evidence(found),
        "similar": presentation.similar_to(found),
        "footnotes": footnotes,
        "page_title": text_of(found, "title").value,
        "page_description": text_of(found, "summary").value,
    }
    return render(request, "partnerships/partnership.html", context)
