"""What each file of `fixtures/` holds, and how its short forms are spelled out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from django.conf import settings
from django.db import models

from partnerships import models as registry
from regions import models as places

Record = dict[str, Any]

# Languages besides those of the registry in which a country's name is found by the search: those of the United Nations,
# and others of many cities that write to cities abroad. Not where the name is an ordinary word in the registry's languages.
ALSO_CALLED_IN = ("ar", "de", "en", "es", "fr", "it", "nl", "pt", "ru", "tr", "zh")
MEANING_SOMETHING_ELSE = frozenset({"Island", "Gana"})


@dataclass(frozen=True)
class Concept:
    """How one file becomes rows of one model, `children` being lists inside a record that become rows of others."""

    file: str
    model: type[models.Model]
    children: dict[str, type[models.Model]] = field(default_factory=dict)
    prepare: Callable[[Record], Record] = lambda record: record


def _country(record: Record) -> Record:
    """Add the country's names, from CLDR unless `country_names.yaml` decides otherwise, and what CLDR calls it besides.

    What its people are called, `people`, is searched as its other names are.
    """
    alpha2 = record["alpha2"]
    languages = dict.fromkeys([*settings.MODELTRANSLATION_LANGUAGES, *ALSO_CALLED_IN])
    usual = {code: Locale.parse(code).territories.get(alpha2, "") for code in languages}
    names = {code: usual[code] for code in settings.MODELTRANSLATION_LANGUAGES} | record.pop("name", {})
    said = ",".join([record.get("also", ""), *record.pop("people", {}).values()])
    also = dict.fromkeys([*re.split(r",\s*", said), *map(_plainly, [*names.values(), *usual.values()])])
    for needless in ("", *names.values(), *MEANING_SOMETHING_ELSE):
        also.pop(needless, None)
    rows = [{**row, "country": alpha2} for row in record.get("regions", [])]
    return {**record, "name": names, "also": ", ".join(also), "region_rows": rows, "regions": None}


def _plainly(name: str) -> str:
    """A name without what explains it in brackets at its end: “Saint Martin (French part)”; of commas a list is made."""
    return re.sub(r"\s*\([^)]*\)$", "", name).replace(",", "")


def _organisation(record: Record) -> Record:
    latitude, longitude = record.pop("location", None) or (None, None)
    return {**record, "latitude": latitude, "longitude": longitude}


def _target(record: Record) -> Record:
    return {**record, "goal": int(record["code"].split(".")[0])}


def _partnership(record: Record) -> Record:
    """Spell out the short forms: the first theme is the main one, published unless the record says otherwise."""
    themes = [{"theme": code, "main": position == 0} for position, code in enumerate(record.pop("themes", []))]
    return {"publication": "published", **record, "theme_rows": themes, "target_rows": record.pop("targets", [])}


def _theme_list(record: Record) -> Record:
    return {**record, "entries": record.pop("themes", []), "themes": None}


CONCEPTS = (
    Concept("regions.yaml", places.Region, {"citations": registry.Citation}),
    Concept("sources.yaml", registry.Source),
    Concept("themes.yaml", registry.Theme),
    Concept("goals.yaml", registry.Goal),
    Concept("targets.yaml", registry.Target, prepare=_target),
    Concept("agendas.yaml", registry.Agenda),
    Concept("target_groups.yaml", registry.TargetGroup),
    Concept(
        "countries.yaml",
        places.Country,
        {"region_rows": places.CountryRegion, "citations": registry.Citation},
        prepare=_country,
    ),
    Concept(
        "organisations.yaml",
        places.Organisation,
        {
            "names": places.OrganisationName,
            "identifiers": places.Identifier,
            "memberships": places.Membership,
            "citations": registry.Citation,
        },
        prepare=_organisation,
    ),
    Concept("theme_lists.yaml", registry.ThemeList, {"entries": registry.ThemeListEntry}, prepare=_theme_list),
    Concept(
        "funds.yaml",
        registry.Fund,
        {
            "rules": registry.FundRule,
            "calls": registry.Call,
            "events": registry.Event,
            "figures": registry.Figure,
            "citations": registry.Citation,
        },
    ),
    Concept(
        "partnerships.yaml",
        registry.Partnership,
        {
            "participations": registry.Participation,
            "theme_rows": registry.PartnershipTheme,
            "target_rows": registry.PartnershipTarget,
            "events": registry.Event,
            "financing": registry.Financing,
            "figures": registry.Figure,
            "reports": registry.Report,
            "citations": registry.Citation,
        },
        prepare=_partnership,
    ),
    Concept(
        "trainings.yaml",
        registry.Training,
        {
            "partners": registry.TrainingPartner,
            "phases": registry.TrainingPhase,
            "cohorts": registry.Cohort,
            "outcomes": registry.TrainingOutcome,
            "figures": registry.Figure,
            "citations": registry.Citation,
        },
    ),
    Concept("statements.yaml", registry.Statement),
)

# Rows without a natural key that belong to nothing with one: compared and replaced as a whole.
COLLECTIONS = (
    ("figures.yaml", registry.Figure, {"fund": None, "partnership": None, "training": None}),
    ("gatherings.yaml", registry.Event, {"fund": None, "partnership": None}),
)
