"""A question to the registry in words: its conditions by their real names, and one sentence about the answer."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from babel.dates import format_datetime
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from partnerships.filters import PartnershipFilter
from partnerships.models import Evidence, Fund, Goal, Participation, Partnership, Target, Theme
from partnerships.wording import either, locale, number
from regions.models import Country, Organisation, Region
from regions.texts import text_of


def _choices(vocabulary: type[models.TextChoices]) -> Callable[[list[str]], dict[str, str]]:
    return lambda codes: {code: str(vocabulary(code).label) for code in codes}


def _records(model: type[models.Model], field: str = "name", key: str = "code") -> Callable[[list[str]], dict[str, str]]:
    return lambda codes: {
        getattr(record, key): text_of(record, field).value for record in model._default_manager.filter(**{f"{key}__in": codes})
    }


def _goals(codes: list[str]) -> dict[str, str]:
    return {str(goal.number): f"{goal.number} {text_of(goal, 'title').value}" for goal in Goal.objects.filter(number__in=codes)}


def _targets(codes: list[str]) -> dict[str, str]:
    return {target.code: f"{target.code} {text_of(target, 'title').value}" for target in Target.objects.filter(code__in=codes)}


def evidence_name(code: str) -> str:
    """A level in words; with a `+` it and everything above."""
    label = str(Evidence.from_code(code.removesuffix("+")).label)
    return gettext("%(level)s, or better") % {"level": label} if code.endswith("+") else label


# How a code of each parameter gets its name; the other parameters carry words, years, areas and moments.
NAMES: dict[str, Callable[[list[str]], dict[str, str]]] = {
    "region": _records(Region),
    "country": _records(Country, key="alpha2"),
    "government": _records(Organisation),
    "organisation": _records(Organisation),
    "role": _choices(Participation.Role),
    "goal": _goals,
    "target": _targets,
    "theme": _records(Theme),
    "form": _choices(Partnership.Form),
    "direction": _choices(Partnership.Direction),
    "level": _choices(Partnership.Level),
    "status": _choices(Partnership.Status),
    "evidence": lambda codes: {code: evidence_name(code) for code in codes},
    "fund": _records(Fund),
}

# Each completes “12 partnerships: …”; several values are joined by “or”.
PHRASES: dict[str, Promise] = {
    "q": _("with the words “%(values)s”"),
    "direction": _("%(values)s"),
    "form": _("in the form of %(values)s"),
    "level": _("at the level of %(values)s"),
    "theme": _("about %(values)s"),
    "goal": _("for goal %(values)s"),
    "target": _("for target %(values)s"),
    "region": _("in %(values)s"),
    "country": _("with partners from %(values)s"),
    "government": _("with %(values)s taking part"),
    "organisation": _("with %(values)s taking part"),
    "role": _("with a partner as %(values)s"),
    "fund": _("with money from %(values)s"),
    "status": _("with the status %(values)s"),
    "evidence": _("known by %(values)s"),
    "year_from": _("running in %(values)s or later"),
    "year_to": _("begun in %(values)s or before"),
    "bbox": _("with a partner in the chosen area of the map"),
    "updated_since": _("changed since %(values)s"),
}


@dataclass(frozen=True)
class Condition:
    """One value of one parameter, with the name a reader knows it by."""

    parameter: str
    value: str
    name: str
    label: str


def raw(value: object) -> str:
    """A cleaned value as one writes it in an address."""
    if isinstance(value, tuple):
        return ",".join(f"{part:g}" for part in value)
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value)


def spoken(value: object) -> str:
    """A value without a code, as one says it."""
    if isinstance(value, tuple):
        return raw(value)
    if isinstance(value, datetime.datetime):
        return str(format_datetime(value, "medium", locale=locale()))
    return str(value)


def conditions(asked: PartnershipFilter) -> list[Condition]:
    """What is asked, in the order in which one would say it. One query for each kind of code."""
    active = asked.active
    found = []
    for parameter in PHRASES:
        if parameter not in active:
            continue
        label = str(asked.filters[parameter].label)
        value = active[parameter]
        if isinstance(value, list):
            names = NAMES[parameter](value)
            found += [Condition(parameter, code, names.get(code) or code, label) for code in value]
        else:
            found.append(Condition(parameter, raw(value), spoken(value), label))
    return found


def sentence(count: int, asked: Iterable[Condition]) -> str:
    """“12 partnerships: South–South, about water, in Africa”."""
    names: dict[str, list[str]] = {}
    for condition in asked:
        names.setdefault(condition.parameter, []).append(condition.name)
    phrases = [str(PHRASES[parameter]) % {"values": either(values)} for parameter, values in names.items()]
    if not phrases:
        return ngettext("%(count)s partnership", "%(count)s partnerships", count) % {"count": number(count)}
    pattern = ngettext("%(count)s partnership: %(conditions)s", "%(count)s partnerships: %(conditions)s", count)
    separator = pgettext("between the conditions of a question", ", ")
    return pattern % {"count": number(count), "conditions": separator.join(phrases)}
