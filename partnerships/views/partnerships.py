"""The list of partnerships, which answers any question, and the page of one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from partnerships import presentation
from partnerships.answers import YEARS, Answer
from partnerships.parameters import GivenOnceForm
from partnerships.question import Condition, conditions
from partnerships.views.asking import address_of, asked, less, mistaken, mistakes, page_of, without
from partnerships.views.beside_results import (
    VIEWS,
    about_words,
    columns,
    orders,
    question_of,
    searched,
    views_of,
    way_out,
)
from partnerships.views.cards import Card, cards_of
from partnerships.views.embedding import embeddable, is_embedded
from partnerships.views.filter_choices import SHOWN, carried_along, groups_of
from partnerships.views.footnotes import Footnotes
from partnerships.views.language import LanguageField, in_language_asked_for
from partnerships.views.missing import Missing
from partnerships.views.take_away import embedding, feed_of, takings
from regions.texts import text_of

# What one writes into fields of the form; a refused value stays there to be mended.
WRITTEN = ("q", "year_from", "year_to")
PAGE_SIZE = 20
MAX_PAGE_SIZE = 100


class PageForm(LanguageField, GivenOnceForm):
    """Which part of the results to show, and how."""

    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000, label=gettext_lazy("Page"))
    page_size = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGE_SIZE, label=gettext_lazy("Results per page"))
    view = forms.ChoiceField(required=False, choices=VIEWS, label=gettext_lazy("View"))
    facet = forms.ChoiceField(
        required=False, choices=[(name, name) for name in SHOWN], label=gettext_lazy("Filter shown in full")
    )
    embed = forms.ChoiceField(required=False, choices=[("0", "0"), ("1", "1")], label=gettext_lazy("Embedded"))


class Results:
    """The results of a question as Django's paginator takes them; a page is fetched by its keys."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def count(self) -> int:
        return self.answer.count

    def __getitem__(self, part: slice) -> list[Card]:
        keys = self.answer.keys(part.start, part.stop)
        return cards_of(keys, self.answer.versions(keys))


@embeddable
@require_safe
@in_language_asked_for
def partnership_list(request: HttpRequest) -> HttpResponse:
    """The published partnerships that answer the question in the address, or 400 if it is no question."""
    query = asked(request)
    question, paging = question_of(query), PageForm(query)
    refused = [name for form in (question.form, paging) if not form.is_valid() for name in mistaken(form, query)]
    context: dict[str, Any] = {"mistakes": mistakes(question.form, query) + mistakes(paging, query)}
    written = {name: str(query[name]) for name in WRITTEN if name in refused}
    context["wrong"] = {name: question.form.errors[name][0] for name in written}
    if refused:
        # The form goes on with what can be understood.
        query = less(query, refused)
        question, paging = question_of(query), PageForm(query)
        paging.is_valid()
    answer = Answer(question)
    in_force = conditions(question)
    part = paging.cleaned_data
    if not is_embedded(request):
        context |= form_context(query, answer, in_force, part, written)
    context |= {
        "embedded": is_embedded(request),
        "layout": "embed.html" if is_embedded(request) else "base.html",
        "conditions": [{"condition": condition, "without": address_of(without(query, condition))} for condition in in_force],
        "page_description": _("Partnerships between local and regional governments, with their sources."),
    }
    if refused:
        context["page_title"] = _("This question cannot be answered")
    else:
        context |= results_context(request, query, answer, in_force, part)
    partial = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    template = "partnerships/results.html" if partial else "partnerships/list.html"
    response = render(request, template, context, status=400 if refused else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


def form_context(
    query: QueryDict, answer: Answer, in_force: list[Condition], part: dict[str, Any], written: dict[str, str]
) -> dict[str, Any]:
    """What the filter form needs: the choices with their numbers, what goes along unseen, and what is to be mended."""
    values = answer.question.form.cleaned_data | written
    carried = [(condition.parameter, condition.value) for condition in carried_along(in_force)]
    carried += [(name, part[name]) for name in ("page_size", "view", "facet") if part.get(name)]
    carried += [("literal", "1")] if values.get("literal") else []
    groups = groups_of(answer, in_force, part.get("facet", ""))
    without_facet = address_of(less(query, ["page", "facet"]))
    whole_facet = without_facet + ("&" if "?" in without_facet else "?") + "facet="
    return {"groups": groups, "whole_facet": whole_facet, "carried": carried, "values": values, "orders": orders(values)}


def results_context(
    request: HttpRequest, query: QueryDict, answer: Answer, in_force: list[Condition], part: dict[str, Any]
) -> dict[str, Any]:
    """What the answer shows: its sentence, one page of results, other views of it, what one can take away."""
    page = page_of(Results(answer), part.get("page"), part.get("page_size") or PAGE_SIZE)
    told = searched(query, answer, in_force)
    context: dict[str, Any] = {"page": page, "count": answer.count, "page_title": told["sentence"], **told}
    if any(condition.parameter in YEARS for condition in in_force):
        context["undated"] = answer.undated
    if not answer.count:
        return context | {"help": way_out(query, in_force), **about_words(answer)}
    return context | {
        "view": part.get("view") or "list",
        "views": views_of(query, part.get("view") or "list"),
        "columns": columns(query, answer.question.form.cleaned_data),
        "takings": takings(query),
        "feed": feed_of(query),
        "embedding": embedding(request, query, told["sentence"]),
    }


@require_safe
@in_language_asked_for
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
        "similar": cards_of(presentation.similar_to(found)),
        "footnotes": footnotes,
        "page_title": text_of(found, "title").value,
        "page_description": text_of(found, "summary").value,
    }
    return render(request, "partnerships/partnership.html", context)
