"""A partnership as one row: what each column is called in every language, what it means and how it is filled.

Codes stand beside words. Where a cell holds several values, codes are joined by `|` and words by `; `, and all columns
about the partners list them in the same order.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.exports.labels import Labels

Entry = dict[str, Any]
Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """A column: its name, its meaning, and how to fill it from an object of the API."""

    name: str
    meaning: Promise
    cell: Callable[[Entry, Labels], Cell]


def codes(values: Iterable[object]) -> str:
    """Codes in one cell."""
    return "|".join(map(str, values))


def words(values: Iterable[str]) -> str:
    """Words in one cell."""
    return "; ".join(values)


def _own(name: str, meaning: Promise) -> Column:
    return Column(name, meaning, lambda entry, labels: entry[name])


def _coded(name: str, meaning: Promise, in_words: Promise) -> list[Column]:
    return [_own(name, meaning), Column(f"{name}_label", in_words, lambda entry, labels: labels.fixed[name][entry[name]])]


def _year(name: str, end: str, meaning: Promise) -> Column:
    return Column(name, meaning, lambda entry, labels: entry["years"][end])


def _partners(name: str, meaning: Promise, of_side: Callable[[Entry, Labels], str], join: Callable[..., str] = codes) -> Column:
    return Column(name, meaning, lambda entry, labels: join(of_side(side, labels) for side in entry["participations"]))


COLUMNS: list[Column] = [
    _own("code", _("Code of the partnership; never changes.")),
    _own("url", _("Its page.")),
    _own("title", _("Title.")),
    _own("summary", _("In one or two sentences.")),
    _own("lang", _("Language of title and summary; another than that of the file where they do not exist in it.")),
    *_coded("level", _("Relationship, programme or project, as a code."), _("The level in words.")),
    *_coded("form", _("Form of the cooperation, as a code."), _("The form in words.")),
    *_coded("direction", _("Between whom, as a code."), _("The direction in words.")),
    *_coded("delivery", _("In person, remote or both, as a code."), _("The same in words.")),
    *_coded("status", _("Where it stands today, as a code; follows from its events."), _("The status in words.")),
    *_coded("evidence", _("How well it is documented, as a code; follows from its sources."), _("The evidence in words.")),
    _year("year_from", "from", _("Year of its first documented event; empty when unknown.")),
    _year("year_to", "to", _("Last year named for its end; where the status is not documented, nobody has confirmed it.")),
    _partners("partners", _("Codes of the partners."), lambda side, labels: side["organisation"]["code"]),
    _partners("partner_names", _("Their names, in the same order."), lambda side, labels: side["organisation"]["name"], words),
    _partners(
        "partner_kinds", _("What kind of organisation each is, as a code."), lambda side, labels: side["organisation"]["kind"]
    ),
    _partners(
        "partner_kind_labels",
        _("The kinds in words."),
        lambda side, labels: labels.fixed["kind"][side["organisation"]["kind"]],
        words,
    ),
    _partners(
        "partner_countries",
        _("Country of each, ISO 3166-1 alpha-2; nothing when it has none."),
        lambda side, labels: side["organisation"]["country"] or "",
    ),
    _partners("partner_roles", _("What each does, as codes joined by +."), lambda side, labels: "+".join(side["roles"])),
    _partners(
        "partner_role_labels",
        _("The roles in words."),
        lambda side, labels: ", ".join(labels.fixed["role"][role] for role in side["roles"]),
        words,
    ),
    Column("countries", _("Countries of the partners, ISO 3166-1 alpha-2."), lambda entry, labels: codes(entry["countries"])),
    Column(
        "country_names",
        _("Their names."),
        lambda entry, labels: words(labels.countries.get(code, code) for code in entry["countries"]),
    ),
    Column(
        "regions",
        _("Sections that answer for it or to which a partner belongs."),
        lambda entry, labels: codes(entry["regions"]),
    ),
    Column(
        "region_names",
        _("Their names."),
        lambda entry, labels: words(labels.regions.get(code, code) for code in entry["regions"]),
    ),
    Column(
        "themes",
        _("Codes of the themes, the main one first."),
        lambda entry, labels: codes(theme["code"] for theme in entry["themes"]),
    ),
    Column("theme_names", _("Their names."), lambda entry, labels: words(theme["name"] for theme in entry["themes"])),
    Column("goals", _("Sustainable Development Goals, by number."), lambda entry, labels: codes(entry["goals"])),
    Column(
        "goal_titles",
        _("Their titles."),
        lambda entry, labels: words(labels.goals.get(str(number), str(number)) for number in entry["goals"]),
    ),
    Column("targets", _("Codes of the targets."), lambda entry, labels: codes(target["code"] for target in entry["targets"])),
    Column("target_titles", _("Their titles."), lambda entry, labels: words(target["title"] for target in entry["targets"])),
    _own("original_language", _("The language it was first written in.")),
    _own("updated", _("When the record was last changed.")),
]

# Formulas begin so, also in the wide letters of East Asian keyboards, and also after spaces.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it, so that it stays a text."""
    if isinstance(cell, str) and (cell.lstrip().startswith(FORMULA) or cell.startswith(("\t", "\r", "\n"))):
        return f"'{cell}"
    return cell


def row(entry: Entry, labels: Labels) -> list[Cell]:
    """The cells of one partnership, in the order of `COLUMNS`."""
    return [column.cell(entry, labels) for column in COLUMNS]
