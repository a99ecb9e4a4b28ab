"""What the registry is, what its words mean, and how programs ask it."""

from typing import NamedTuple

from django.db.models import Prefetch, TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from partnerships.answers import published_counts
from partnerships.filters import PartnershipFilter
from partnerships.glossary import ENTRIES
from partnerships.models import Evidence, Participation, Partnership, Source
from partnerships.sorting import Sort
from partnerships.views.alphabet import folded
from regions.models import ContactPoint, Region

SOURCES = 300

EVIDENCE_MEANINGS: dict[Evidence, Promise] = {
    Evidence.PLACEHOLDER: _(
        "Somebody mentioned it, but a partner is not named, or no source is cited. It stands here so that it can be found out."
    ),
    Evidence.ORAL: _("Somebody told it. Who, when and to whom is noted; nothing written is known."),
    Evidence.SECTION: _("A section, the press or another third party describes it. Neither side has reported itself."),
    Evidence.ONE_SIDE: _("One side has given its own account. The page names the side that has not."),
    Evidence.BOTH_SIDES: _("At least two sides have given their own accounts; they stand side by side."),
    Evidence.DOCUMENT: _("The agreement itself, or another original document, is cited."),
    Evidence.EVALUATION: _("Somebody who is not a partner has evaluated it, and the evaluation is cited."),
}

VALUES: dict[str, type[TextChoices]] = {
    "role": Participation.Role,
    "form": Partnership.Form,
    "direction": Partnership.Direction,
    "level": Partnership.Level,
    "status": Partnership.Status,
    "sort": Sort,
}


class Level(NamedTuple):
    """A line of the table of evidence levels."""

    level: Evidence
    meaning: Promise
    held: int


class Parameter(NamedTuple):
    """A parameter of the API as its documentation shows it."""

    name: str
    label: str
    help: str
    values: list[str]


class Endpoint(NamedTuple):
    """An address of the API, with a question one can ask there."""

    path: str
    meaning: Promise
    example: str


ENDPOINTS = (
    Endpoint("partnerships/", _("Partnerships, with all the parameters below"), "partnerships/?country=SN&goal=17"),
    Endpoint("facets/", _("How many partnerships each choice would give"), "facets/?region=africa"),
    Endpoint("suggestions/", _("What may be meant by what was typed so far"), "suggestions/?q=dak"),
    Endpoint("map/", _("Where the partners are: circles, arcs and places"), "map/?region=africa&zoom=2"),
    Endpoint("governments/", _("Local and regional governments"), "governments/?country=FR"),
    Endpoint("organisations/", _("Everyone who can be a partner, governments included"), "organisations/"),
    Endpoint("countries/", _("Countries and territories with their sections and first contacts"), "countries/SN/"),
    Endpoint("regions/", _("The sections and their sub-regions"), "regions/africa/"),
    Endpoint("funds/", _("Funds with their rules and calls"), "funds/facdi/"),
    Endpoint("goals/", _("The 17 goals"), "goals/17/"),
    Endpoint("targets/", _("The 169 targets"), "targets/17.6/"),
    Endpoint("themes/", _("The tree of themes"), "themes/"),
    Endpoint("theme-lists/", _("Lists of themes that others have published"), "theme-lists/"),
    Endpoint("figures/", _("Dated and sourced numbers, conflicting ones included"), "figures/?fund=facdi"),
    Endpoint("events/", _("Dated events of partnerships, funds, sections and organisations"), "events/?region=africa"),
    Endpoint("trainings/", _("Trainings of the sections with their cohorts and outcomes"), "trainings/"),
    Endpoint("statements/", _("What the sections say of themselves"), "statements/?region=mewa"),
    Endpoint("sources/", _("Where every fact comes from"), "sources/"),
    Endpoint("vocabulary/", _("Every code and what it means"), "vocabulary/"),
    Endpoint("schema/", _("The description of the API for machines (OpenAPI 3.1)"), "schema/"),
)

EXAMPLES = (
    Endpoint("partnerships/", _("What involves Senegal?"), "partnerships/?country=SN"),
    Endpoint(
        "partnerships/",
        _("South–South or triangular, for goal 6, running in 2015 or later, in French"),
        "partnerships/?direction=south-south&direction=triangular&goal=6&year_from=2015&lang=fr",
    ),
    Endpoint("partnerships/", _("What contributes to target 17.6?"), "partnerships/?target=17.6"),
    Endpoint("partnerships/", _("What is backed by an agreement or an evaluation?"), "partnerships/?evidence=document%2B"),
    Endpoint("partnerships/", _("One partnership, with every language"), "partnerships/dakar-marseille/?translations=all"),
    Endpoint("figures/", _("What the sources say of the fund FACDI, with every disagreement"), "figures/?fund=facdi"),
)


@require_safe
def about_page(request: HttpRequest) -> HttpResponse:
    """What the registry is and is not, how it knows, and how to correct it."""
    held = published_counts("evidence")
    sources = Source.objects.published()
    shown = list(sources.order_by("-published", "code")[:SOURCES])
    kinds = [(kind, [source for source in shown if source.kind == kind]) for kind in Source.Kind]
    offices = Prefetch("bodies__contact_points", ContactPoint.objects.order_by("office", "pk"))
    sections = list(Region.objects.filter(parent=None).prefetch_related("bodies", offices).order_by("order", "code"))
    context = {
        "sections": [(section, _office_of(section)) for section in sections],
        "page_title": _("About the registry"),
        "page_description": _("What this registry is and is not, how it knows what it says, and how to correct it."),
        "levels": [Level(level, EVIDENCE_MEANINGS[level], held.get(str(level.value), 0)) for level in Evidence],
        "sources": [(kind, group) for kind, group in kinds if group],
        "shown_count": len(shown),
        "source_count": sources.count(),
    }
    return render(request, "partnerships/about.html", context)


@require_safe
def glossary_page(request: HttpRequest) -> HttpResponse:
    """The words of decentralised cooperation in plain ones."""
    context = {
        "page_title": _("Glossary"),
        "page_description": _("The words of decentralised cooperation, explained in plain ones."),
        "entries": sorted(ENTRIES, key=lambda entry: folded(str(entry.term))),
    }
    return render(request, "partnerships/glossary.html", context)


@require_safe
def api_docs_page(request: HttpRequest) -> HttpResponse:
    """The API explained to whoever writes a program."""
    context = {
        "page_title": _("API for programs"),
        "page_description": _("How programs ask the registry the same questions as its pages, and get the same answers."),
        "endpoints": ENDPOINTS,
        "examples": EXAMPLES,
        "parameters": _parameters(),
        "root": request.build_absolute_uri(reverse("api-index")),
    }
    return render(request, "partnerships/api.html", context)


def _office_of(section: Region) -> ContactPoint | None:
    """The office to write to, if one of its bodies names one with an address."""
    contacts = (contact for body in section.bodies.all() for contact in body.contact_points.all())
    return next((contact for contact in contacts if contact.email), None)


def _parameters() -> list[Parameter]:
    """The parameters of `PartnershipFilter`, so that this page can never say anything else."""
    parameters = []
    for name, parameter in PartnershipFilter.base_filters.items():
        values = [f"{value}" for value in VALUES[name].values] if name in VALUES else []
        if name == "evidence":
            values = [level.code for level in Evidence]
        parameters.append(Parameter(name, capfirst(parameter.label), str(parameter.extra.get("help_text", "")), values))
    return parameters
