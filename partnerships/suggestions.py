"""What may be meant while somebody is still typing: who, what and where has a name that begins so.

Names are looked up in every language, accents and case left aside, from the beginning of any of their words on. How
250,000 governments with their million names are searched in milliseconds is told in `partnerships/sql/suggestions.sql`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from partnerships.answers import Answer, published_counts
from partnerships.filters import PartnershipFilter
from partnerships.models import Partnership
from partnerships.suggestion_words import Called, words_beginning
from partnerships.typed import SHORTEST_BEGINNING, folded
from partnerships.wording import number
from regions.models import Organisation
from regions.texts import text_of

MAX_TYPED = 100
PER_GROUP = 4
# So many of the best partnerships are looked at for those whose title shows the words.
LOOKED_AT = 12
IN_ALL = 12
# Fewer letters begin too many words to say which partnership is meant, or which name was mistyped.
LETTERS_OF_A_PARTNERSHIP = 3
LETTERS_OF_A_MISTAKE = 4


@dataclass(frozen=True)
class Suggestion:
    """One thing that may be meant, with its page and the question it stands for."""

    kind: str
    code: str
    label: str
    language: str
    matched: str
    detail: str
    partnerships: int | None
    path: str

    @property
    def question(self) -> str:
        """What finds its partnerships: `government=dakar`; nothing for a partnership itself."""
        return "" if self.kind == "partnership" else f"{self.kind}={self.code}"


@dataclass(frozen=True)
class Group:
    """Suggestions of one kind, the likeliest first."""

    kind: str
    label: str
    singular: str
    suggestions: list[Suggestion]


class Kind(NamedTuple):
    """How a kind of suggestion is called: the group, one of it, and the group when names are only similar."""

    plural: Promise
    singular: Promise
    similar: Promise | None = None


# In the order in which they are offered.
KINDS = {
    "government": Kind(_("Governments"), _("government"), _("Governments with a similar name")),
    "partnership": Kind(_("Partnerships"), _("partnership")),
    "organisation": Kind(_("Organisations"), _("organisation"), _("Organisations with a similar name")),
    "country": Kind(_("Countries and territories"), _("country or territory")),
    "region": Kind(_("Sections"), _("section")),
    "theme": Kind(_("Themes"), _("theme")),
    "goal": Kind(_("Goals"), _("goal")),
    "target": Kind(_("Targets"), _("target")),
    "fund": Kind(_("Funds"), _("fund")),
}


def suggestions(typed: str) -> list[Group]:
    """What may be meant by what was typed so far, at most a dozen, in groups; empty when nothing begins so."""
    letters = [letter for letter in typed if letter.isalnum()]
    if not letters:
        return []
    named = _organisations(
        "SELECT * FROM registry_suggested(%s, true, %s) UNION ALL SELECT * FROM registry_suggested(%s, false, %s)",
        [typed, PER_GROUP] * 2,
    )
    found = {**named, **{kind: _likeliest(kind, rows) for kind, rows in words_beginning(typed).items()}}
    # A sign of the Chinese script says as much as a few letters of others.
    enough = len(letters) >= LETTERS_OF_A_PARTNERSHIP or max(letters) >= "\u2e80"
    partnerships, written_right = _partnerships(typed) if enough else ([], False)
    similar = not (found or written_right) and len(letters) >= LETTERS_OF_A_MISTAKE
    if similar:
        found = _organisations("SELECT * FROM registry_nearly_called(%s, %s)", [typed, PER_GROUP])
    found["partnership"] = partnerships
    groups = [
        Group(kind, str(names.similar if similar and names.similar else names.plural), str(names.singular), found[kind])
        for kind, names in KINDS.items()
        if found.get(kind)
    ]
    return _shortened(groups)


def _shortened(groups: list[Group]) -> list[Group]:
    """At most a dozen in all: the longest group, the last of several, gives up its last suggestion first."""
    while sum(len(group.suggestions) for group in groups) > IN_ALL:
        longest = max(reversed(range(len(groups))), key=lambda place: len(groups[place].suggestions))
        groups[longest] = replace(groups[longest], suggestions=groups[longest].suggestions[:-1])
    return groups


def _organisations(statement: str, arguments: list[str | int]) -> dict[str, list[Suggestion]]:
    """Governments and other organisations that a statement finds, with the names that fit, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        names: dict[int, list[str]] = dict(cursor.fetchall())
    rows = Organisation.objects.select_related("country").in_bulk(list(names))
    counts = published_counts("organisation", [row.code for row in rows.values()]) if rows else {}
    found: dict[str, list[Suggestion]] = {}
    for row, fitting in ((rows[key], fitting) for key, fitting in names.items() if key in rows):
        kind = "government" if row.is_government else "organisation"
        label = text_of(row, "name")
        count = counts.get(row.code, 0)
        details = [
            "" if row.is_government else row.get_kind_display(),
            text_of(row.country, "name").value if row.country else "",
            _inhabitants(row.population),
            _partnerships_counted(count),
        ]
        matched = "" if not fitting or label.value in fitting else fitting[0]
        found.setdefault(kind, []).append(
            Suggestion(
                kind, row.code, label.value, label.language, matched, _listed(details), count, reverse(kind, args=[row.code])
            )
        )
    return found


def _likeliest(kind: str, called: list[Called]) -> list[Suggestion]:
    """The best of one kind: so called exactly, so called in the reader's language, those most often in partnerships."""
    counts = published_counts(kind, [row.key for row in called])
    best = sorted(called, key=lambda row: (*row.distance, -counts.get(row.key, 0), row.key))
    return [
        Suggestion(
            kind=kind,
            code=row.key,
            label=row.label,
            language=row.language,
            matched=row.matched,
            detail=_partnerships_counted(counts.get(row.key, 0)),
            partnerships=counts.get(row.key, 0),
            path=reverse(kind, args=[row.key]),
        )
        for row in best[:PER_GROUP]
    ]


def _partnerships(typed: str) -> tuple[list[Suggestion], bool]:
    """The most relevant published partnerships that the search finds with what was typed so far; whether just as typed.

    It takes no one or two letters for a beginning. So where nothing is found, such a last word is looked for in titles.
    """
    keys, written_right = _best(typed)
    *whole, last = typed.split() or [""]
    begun = not keys and bool(whole) and len(last) < SHORTEST_BEGINNING
    if begun:
        keys, _right = _best(" ".join(whole))
    rows = Partnership.objects.published().select_related("search_row").in_bulk(keys)
    titled = [(rows[key], text_of(rows[key], "title")) for key in keys if key in rows]
    if begun:
        titled = [entry for entry in titled if _begins_in(entry[1].value, typed)]
    # What the reader sees in the title comes before what stands in a title of another language.
    titled.sort(key=lambda entry: not _begins_in(entry[1].value, typed))
    found = []
    for row, title in titled[:PER_GROUP]:
        known = row.search_row.status != Partnership.Status.UNKNOWN
        detail = _listed([row.get_form_display(), row.search_row.get_status_display() if known else ""])
        path = reverse("partnership", args=[row.code])
        found.append(Suggestion("partnership", row.code, title.value, title.language, "", detail, None, path))
    return found, written_right or bool(found and begun)


def _best(typed: str) -> tuple[list[int], bool]:
    """The primary keys of the best partnerships that the search finds, and whether it corrected nothing for that."""
    question = PartnershipFilter({"q": typed}, queryset=Partnership.objects.published())
    if not question.form.is_valid():
        return [], False
    answer = Answer(question)
    keys = answer.keys(0, LOOKED_AT)
    return keys, bool(keys) and not answer.corrections


def _begins_in(title: str, typed: str) -> bool:
    """Whether every word typed begins a word of the title."""
    return all(re.search(rf"\b{re.escape(word)}", folded(title)) for word in re.findall(r"\w+", folded(typed)))


def _listed(details: Iterable[str]) -> str:
    return ", ".join(str(detail) for detail in details if detail)


def _inhabitants(count: int | None) -> str:
    if not count:
        return ""
    return ngettext("%(count)s inhabitant", "%(count)s inhabitants", count) % {"count": number(count)}


def _partnerships_counted(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s partnership", "%(count)s partnerships", count) % {"count": number(count)}


def in_words(count: int) -> str:
    """How many suggestions there are, for those who hear the page."""
    if not count:
        return gettext("No suggestions.")
    pattern = ngettext(
        "%(count)s suggestion. Choose one with the arrow keys.", "%(count)s suggestions. Choose one with the arrow keys.", count
    )
    return pattern % {"count": number(count)}
