"""A question to the registry in words: its conditions by their real names, and one sentence about the answer."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, npgettext, pgettext, pgettext_lazy

from partnerships.facets import NAMED
from partnerships.filters import PartnershipFilter
from partnerships.models import Evidence, Participation, Partnership
from partnerships.wording import either, number


def _choices(vocabulary: type[models.TextChoices]) -> Callable[[list[str]], dict[str, str]]:
    return lambda codes: {code: str(vocabulary(code).label) for code in codes}


def _numbered(parameter: str) -> Callable[[list[str]], dict[str, str]]:
    return lambda codes: {code: f"{code} {title}" for code, title in NAMED[parameter].labels.of(codes).items()}


def evidence_name(code: str) -> str:
    """A level in words; with a `+` it and everything above."""
    label = str(Evidence.from_code(code.removesuffix("+")).label)
    return gettext("%(level)s, or better") % {"level": label} if code.endswith("+") else label


# How codes of each parameter get their names; the other parameters carry words, years, areas and moments.
NAMES: dict[str, Callable[[list[str]], dict[str, str]]] = {
    "region": NAMED["region"].labels.of,
    "country": NAMED["country"].labels.of,
    "government": NAMED["government"].labels.of,
    "organisation": NAMED["organisation"].labels.of,
    "role": _choices(Participation.Role),
    "goal": _numbered("goal"),
    "target": _numbered("target"),
    "theme": NAMED["theme"].labels.of,
    "form": _choices(Partnership.Form),
    "direction": _choices(Partnership.Direction),
    "level": _choices(Partnership.Level),
    "status": _choices(Partnership.Status),
    "evidence": lambda codes: {code: evidence_name(code) for code in codes},
    "fund": NAMED["fund"].labels.of,
}

# What each parameter adds to “12 partnerships …”, in the order in which one says it; several values are joined by “or”.
PHRASES: dict[str, Promise] = {
    "q": pgettext_lazy("question", "matching “%(values)s”"),
    "direction": pgettext_lazy("question", "%(values)s"),
    "form": pgettext_lazy("question", "in the form of %(values)s"),
    "level": pgettext_lazy("question", "at the level of %(values)s"),
    "theme": pgettext_lazy("question", "on %(values)s"),
    "goal": pgettext_lazy("question", "for goal %(values)s"),
    "target": pgettext_lazy("question", "for target %(values)s"),
    "region": pgettext_lazy("question", "in %(values)s"),
    "country": pgettext_lazy("question", "with partners from %(values)s"),
    "government": pgettext_lazy("question", "with %(values)s"),
    "organisation": pgettext_lazy("question", "with %(values)s"),
    "role": pgettext_lazy("question", "with a partner as %(values)s"),
    "fund": pgettext_lazy("question", "with money from %(values)s"),
    "status": pgettext_lazy("question", "with the status “%(values)s”"),
    "evidence": pgettext_lazy("question", "with the evidence “%(values)s”"),
    "year_from": pgettext_lazy("question", "running in %(values)s or later"),
    "year_to": pgettext_lazy("question", "begun by %(values)s"),
    "bbox": pgettext_lazy("question", "with a partner in the chosen area of the map"),
    "updated_since": pgettext_lazy("question", "changed since %(values)s"),
}
# Up to so many phrases, each of one value, read well without commas.
FEW = 3


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
        moment = localtime(value)
        if moment.time() == datetime.time.min:
            return date_format(moment, "DATE_FORMAT")
        return f"{date_format(moment, 'DATETIME_FORMAT')} {moment.tzname()}"
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
    """“12 South–South partnerships on water and sanitation in Africa running in 2015 or later”."""
    values: dict[str, list[Condition]] = {}
    for condition in asked:
        values.setdefault(condition.parameter, []).append(condition)
    parts = [_subject(count, [condition.value for condition in values.pop("direction", [])])]
    few = len(values) == 1 or (len(values) <= FEW and all(len(several) == 1 for several in values.values()))
    first, last = values.get("year_from"), values.get("year_to")
    for parameter, several in values.items():
        if parameter == "year_to" and first:
            continue
        if parameter == "year_from" and last:
            parts.append(_running(several[0].name, last[0].name))
            continue
        parts.append(str(PHRASES[parameter]) % {"values": either(_within(condition) for condition in several)})
    separator = " " if few else pgettext("between the conditions of a question", ", ")
    # Some languages say a condition in brackets, and a bracket follows no comma.
    return separator.join(parts).replace(", (", " (")


def _running(first: str, last: str) -> str:
    """Both conditions on years in one: begun by the last year and not over before the first."""
    if first == last:
        return pgettext("question", "running in %(year)s") % {"year": first}
    return pgettext("question", "running at some time from %(first)s to %(last)s") % {"first": first, "last": last}


def _subject(count: int, directions: list[str]) -> str:
    """“12 partnerships”, “1 triangular partnership”, “No South–South or triangular partnership”."""
    if not directions:
        if not count:
            return pgettext("question", "No partnership")
        return ngettext("%(count)s partnership", "%(count)s partnerships", count) % {"count": number(count)}
    words = {"count": number(count), "direction": either(_direction(code, max(count, 1)) for code in directions)}
    if not count:
        return pgettext("question", "No %(direction)s partnership") % words
    pattern = npgettext("question", "%(count)s %(direction)s partnership", "%(count)s %(direction)s partnerships", count)
    return pattern % words


def _direction(code: str, count: int) -> str:
    """A direction as what one says of a number of partnerships."""
    match code:
        case Partnership.Direction.TRIANGULAR:
            return npgettext("direction of partnerships", "triangular", "triangular", count)
        case Partnership.Direction.NETWORK:
            return npgettext("direction of partnerships", "network", "network", count)
    return str(Partnership.Direction(code).label)


def _within(condition: Condition) -> str:
    """A name as it stands inside a sentence: a theme begins small, unless with an abbreviation."""
    name = condition.name
    if condition.parameter != "theme":
        return name
    small = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return pgettext("a theme within a sentence", "%(name)s") % {"name": small}
