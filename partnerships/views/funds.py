"""Funds and financing lines: who may apply with whom, at which share, until when."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.answers import published_counts
from partnerships.models import Call, Citation, Event, Figure, Fund, FundRule, Theme
from partnerships.views.alphabet import folded
from partnerships.views.footnotes import Footnotes
from partnerships.views.holdings import holding_of
from partnerships.views.missing import Missing
from regions.models import Organisation
from regions.texts import text_of


@require_safe
def fund_list(request: HttpRequest) -> HttpResponse:
    """Every fund the registry knows, whether it is open or not."""
    funds = Fund.objects.select_related("operator__country").prefetch_related(
        Prefetch("themes", Theme.objects.order_by("order", "code")),
        Prefetch("calls", Call.objects.order_by("-closes", "-opens", "pk")),
    )
    context = {
        "page_title": _("Funds"),
        "page_description": _("Funds and financing lines for cooperation between cities: who may apply with whom, until when."),
        "funds": sorted(funds, key=lambda fund: (folded(text_of(fund, "name").value), fund.code)),
        "counts": published_counts("fund"),
    }
    return render(request, "partnerships/funds.html", context)


@require_safe
def fund_page(request: HttpRequest, code: str) -> HttpResponse:
    """A fund: its rules, its calls, its figures with their disagreement, what it paid for."""
    fund = (
        Fund.objects.select_related("operator__country")
        .prefetch_related(
            Prefetch("funders", Organisation.objects.select_related("country").order_by("code")),
            Prefetch("themes", Theme.objects.order_by("order", "code")),
            Prefetch("rules", FundRule.objects.select_related("source").order_by("order", "pk")),
            Prefetch("calls", Call.objects.select_related("source").order_by("opens", "closes", "pk")),
            Prefetch("events", Event.objects.select_related("source").order_by("date", "pk")),
            Prefetch("figures", Figure.objects.select_related("source").order_by("measure", "as_of", "pk")),
            Prefetch("citations", Citation.objects.select_related("source").order_by("source__code", "page", "pk")),
        )
        .filter(code=code)
        .first()
    )
    if fund is None:
        raise Missing(_("There is no fund with the code “%(code)s”.") % {"code": code[:80]})
    rules = _by_kind(fund.rules.all())
    calls = sorted(fund.calls.all(), key=lambda call: call.closes or call.decided or call.opens, reverse=True)
    measures = _by_measure(fund.figures.all())
    notes = Footnotes()
    notes.number(*[group for kind, group in rules], calls, *measures, fund.events.all(), fund.citations.all())
    name = text_of(fund, "name").value
    context = {
        "page_title": f"{name} ({fund.acronym})" if fund.acronym else name,
        "page_description": text_of(fund, "summary").value,
        "fund": fund,
        "rules": rules,
        "calls": calls,
        "measures": measures,
        "holding": holding_of(fund=fund.code),
        "notes": notes,
    }
    return render(request, "partnerships/fund.html", context)


def _by_kind(rules: Iterable[FundRule]) -> list[tuple[FundRule.Kind, list[FundRule]]]:
    """Rules in the order in which an applicant asks."""
    rules = list(rules)
    groups = [(kind, [rule for rule in rules if rule.kind == kind]) for kind in FundRule.Kind]
    return [(kind, group) for kind, group in groups if group]


def _by_measure(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures that count the same thing stand together, whether or not they agree."""
    measures: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        measures.setdefault((figure.measure, figure.unit), []).append(figure)
    return list(measures.values())
