"""Countries and territories, and the sections of the world organisation."""

import datetime
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.answers import published_counts
from partnerships.models import Citation, Event, Figure, Source, Statement, ThemeList, ThemeListEntry
from partnerships.views.alphabet import by_name
from partnerships.views.asking import asked
from partnerships.views.country_search import CountrySearch
from partnerships.views.footnotes import Footnotes
from partnerships.views.holdings import cooperating, holding_of
from partnerships.views.missing import Missing
from partnerships.views.sections import Chapter, chapters_of
from partnerships.views.trainings import trainings_of
from regions.models import Country, CountryRegion, Organisation, Region
from regions.models.organisation import OrganisationQuerySet
from regions.texts import text_of

GOVERNMENTS = 24
ASSOCIATIONS = 30
REPORTS = 12
# What a page of a section begins with; the rest follows further down.
OPENING = (Statement.Kind.STAGE, Statement.Kind.APPROACH)


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    """Every country and territory, those with partnerships first."""
    form = CountrySearch(asked(request))
    context: dict[str, Any] = {
        "page_title": _("Countries and territories"),
        "page_description": _("By country: its association of local governments, its first contact, its partnerships."),
        "form": form,
        "sections": Region.objects.filter(parent=None).order_by("order", "code"),
        "association_choices": Country.Association.choices,
    }
    if not form.is_valid():
        return render(request, "partnerships/countries.html", context, status=400)
    countries = list(form.find(Country.objects.all()))
    counts = published_counts("country")
    context |= {
        "countries": countries,
        "counts": counts,
        "cooperating": [country for country in countries if country.pk in counts],
        "narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "partnerships/countries.html", context)


@require_safe
def country_page(request: HttpRequest, alpha2: str) -> HttpResponse:
    """A country: its association, how its law sees cooperation, whom to ask first, its partnerships."""
    if alpha2 != alpha2.upper() and len(alpha2) == 2:
        return HttpResponsePermanentRedirect(reverse("country", args=[alpha2.upper()]))
    country = (
        Country.objects.select_related("first_contact__country")
        .prefetch_related(
            Prefetch(
                "region_rows",
                CountryRegion.objects.on(datetime.date.today())
                .select_related("region__parent")
                .order_by(F("region__parent").asc(nulls_first=True), "-role", "region__order", "region__code"),
            ),
            Prefetch("citations", Citation.objects.select_related("source").order_by("source__code", "page", "pk")),
        )
        .filter(pk=alpha2)
        .first()
    )
    if country is None:
        raise Missing(_("There is no country or territory with the code “%(code)s”.") % {"code": alpha2[:80]})
    here = Organisation.objects.filter(country=country)
    governments = cooperating(here.governments()).order_by(by_name(), "code")
    others = cooperating(here.others()).order_by(by_name(), "code")
    shown_governments, shown_others = list(governments[:GOVERNMENTS]), list(others[:GOVERNMENTS])
    notes = Footnotes()
    notes.number(country.citations.all())
    section_sources = Source.objects.in_bulk({row.source for row in country.region_rows.all() if row.source}, field_name="code")
    context = {
        "page_title": text_of(country, "name").value,
        "page_description": _("%(name)s: association of local governments, first contact, partnerships.")
        % {"name": text_of(country, "name").value},
        "country": country,
        "holding": holding_of(country=country.pk),
        "section_sources": section_sources,
        "governments": shown_governments,
        "government_count": governments.count(),
        "others": shown_others,
        "counts": published_counts("organisation", [shown.code for shown in (*shown_governments, *shown_others)]),
        "associations": here.filter(kind=Organisation.Kind.ASSOCIATION).order_by(by_name(), "code")[:GOVERNMENTS],
        "notes": notes,
    }
    return render(request, "partnerships/country.html", context)


@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """The sections as doors, and what all of them say together."""
    sections = list(Region.objects.filter(parent=None).prefetch_related("bodies").order_by("order", "code"))
    statements = Statement.objects.select_related("source")
    together = list(statements.filter(region=None).order_by("order", "code"))
    # Oldest first, so that the latest of a section stays.
    latest = statements.filter(kind=Statement.Kind.STAGE, region__in=sections).order_by("as_of", "-order", "-code")
    stages = {stage.region_id: stage for stage in latest}
    figures = Figure.objects.published().filter(fund=None, partnership=None, region=None, training=None)
    everywhere = Organisation.objects.others().filter(country=None, sections=None, represents=None)
    figures = figures.select_related("source").order_by("measure", "as_of", "pk")
    events = Event.objects.filter(organisation__in=everywhere).select_related("organisation", "source")
    events = events.order_by("date", "pk")
    trainings = trainings_of(None)
    notes = Footnotes()
    notes.number([stages[section.pk] for section in sections if section.pk in stages])
    quotations, chapters = _said(together, notes)
    notes.number(figures)
    for training in trainings:
        training.number_sources(notes)
    notes.number(events)
    context = {
        "page_title": _("Sections"),
        "page_description": _("The sections of the world organisation of cities, and what they say together."),
        "sections": sections,
        "stages": stages,
        "counts": published_counts("region"),
        "quotations": quotations,
        "chapters": chapters,
        "figures": figures,
        "trainings": trainings,
        "events": events,
        "notes": notes,
    }
    return render(request, "partnerships/regions.html", context)


@require_safe
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """A section or sub-region in its own sourced words, with its bodies, countries, trainings and partnerships."""
    entries = ThemeListEntry.objects.select_related("theme").order_by("order")
    lists = ThemeList.objects.select_related("source").prefetch_related(Prefetch("entries", entries)).order_by("code")
    region = (
        Region.objects.select_related("parent")
        .prefetch_related(
            Prefetch("sub_regions", Region.objects.order_by("order", "code")),
            Prefetch("bodies", Organisation.objects.select_related("country").order_by("code")),
            Prefetch("statements", Statement.objects.select_related("source").order_by("order", "code")),
            Prefetch("figures", Figure.objects.published().select_related("source").order_by("measure", "as_of", "pk")),
            Prefetch("theme_lists", lists),
            Prefetch("citations", Citation.objects.select_related("source").order_by("source__code", "page", "pk")),
        )
        .filter(code=code)
        .first()
    )
    if region is None:
        raise Missing(_("There is no section with the code “%(code)s”.") % {"code": code[:80]})
    rows = CountryRegion.objects.on(datetime.date.today()).filter(region=region).select_related("country")
    countries = list(rows.order_by(by_name("country__name"), "country"))
    trainings = trainings_of(region)
    reports = Source.objects.published().filter(region=region, kind__in=(Source.Kind.PUBLICATION, Source.Kind.REPORT))
    events = Event.objects.filter(Q(region=region) | Q(organisation__in=_acting_for(region)))
    events = events.select_related("source", "organisation").order_by("date", "pk")
    notes = Footnotes()
    quotations, chapters = _said(list(region.statements.all()), notes)
    opening = {chapter.kind: chapter for chapter in chapters if chapter.kind in OPENING}
    for training in trainings:
        training.number_sources(notes)
    notes.number(region.figures.all(), events, region.theme_lists.all(), region.citations.all())
    context = {
        "page_title": text_of(region, "name").value,
        "page_description": _("%(name)s: how this section cooperates, its countries, trainings and partnerships.")
        % {"name": text_of(region, "name").value},
        "region": region,
        "holding": holding_of(region=region.code),
        "quotations": quotations,
        "stage": opening.get(Statement.Kind.STAGE),
        "approach": opening.get(Statement.Kind.APPROACH),
        "chapters": [chapter for chapter in chapters if chapter.kind not in OPENING],
        "events": events,
        "associations": _associations(region, [row.country_id for row in countries]),
        "reports": reports.order_by("-published", "code")[:REPORTS],
        "counts": published_counts("country", [row.country_id for row in countries]),
        "full": [row for row in countries if row.role == CountryRegion.Role.FULL],
        "associate": [row for row in countries if row.role == CountryRegion.Role.ASSOCIATE],
        "trainings": trainings,
        "notes": notes,
    }
    return render(request, "partnerships/region.html", context)


def _said(statements: list[Statement], notes: Footnotes) -> tuple[list[Statement], list[Chapter]]:
    """Quotations, and the other statements by matter, with their sources numbered in that order."""
    quotations = [statement for statement in statements if statement.kind == Statement.Kind.QUOTATION]
    chapters = chapters_of(statements)
    notes.number(quotations, *[chapter.statements for chapter in chapters])
    return quotations, chapters


def _acting_for(region: Region) -> OrganisationQuerySet:
    """Bodies, networks and associations whose doings are the section's own story."""
    return Organisation.objects.others().filter(Q(represents=region) | Q(sections=region)).order_by().distinct()


def _associations(region: Region, countries: list[str]) -> QuerySet[Organisation]:
    """Its associations and networks, other than the bodies that act for it."""
    kinds = (Organisation.Kind.ASSOCIATION, Organisation.Kind.NETWORK, Organisation.Kind.ACADEMY)
    exceptions = Organisation.sections.through.objects.all()
    own = Q(pk__in=exceptions.filter(region=region).values("organisation"))
    by_country = Q(country__in=countries) & ~Q(pk__in=exceptions.values("organisation"))
    found = Organisation.objects.filter(own | by_country, kind__in=kinds).exclude(represents=region)
    return found.select_related("country").order_by(by_name(), "code")[:ASSOCIATIONS]
