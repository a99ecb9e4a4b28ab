"""The words by which countries, sections, themes, goals, targets and funds can be meant, in every language."""

from typing import NamedTuple

from django.conf import settings
from django.db import connection, models
from django.utils.translation import get_language

from partnerships.models import Fund, Goal, SearchName, Target, Theme
from regions.models import Country, Region


class Vocabulary(NamedTuple):
    """A table whose rows can be meant: its key, its translated name, and what else it is called, in SQL."""

    model: type[models.Model]
    key: str
    text: str
    shown: str = "''"
    also: str = "'{}'::text[]"

    def statement(self, kind: str) -> str:
        """Every word of the rows that may fit: kind, key, what is shown beside the name, names by language, the word.

        Folding a word costs microseconds, so rows are chosen by the folded names that the search keeps of each, all at once.
        """
        names = ", ".join(f"{self.text}_{language}" for language in settings.MODELTRANSLATION_LANGUAGES)
        return (
            f"SELECT '{kind}', {self.key}::text, {self.shown}::text, ARRAY[{names}]::text[], word "  # noqa: S608 -- ours
            f"FROM {self.model._meta.db_table} AS called, LATERAL (SELECT FROM sought, {SearchName._meta.db_table} AS kept "
            f"WHERE kept.code = '{kind}:' || called.{self.key} AND (kept.called ~ sought.somewhere "
            f"OR starts_with(called.{self.key}::text, sought.spoken)) OFFSET 0) AS fitting, "
            f"unnest(ARRAY[{names}]::text[] || {self.also}) AS word"
        )


def _numbered(number: str, joined: str, apart: str) -> str:
    """A number alone, after some words, and after others with a space between: `6`, `SDG6`, `Goal 6`; in SQL."""
    words = ["", *joined.split(), *(f"{word} " for word in apart.split())]
    return "ARRAY[{}]".format(", ".join(f"'{word}' || {number}" for word in words))


VOCABULARIES = {
    "country": Vocabulary(Country, "alpha2", "name", also="string_to_array(also, ',')"),
    "region": Vocabulary(Region, "code", "name", also="string_to_array(name_also, ',')"),
    "theme": Vocabulary(
        Theme,
        "code",
        "name",
        also="string_to_array(concat_ws(',', {}), ',')".format(
            ", ".join(f"also_{language}" for language in settings.MODELTRANSLATION_LANGUAGES)
        ),
    ),
    "goal": Vocabulary(
        Goal, "number", "title", "number", _numbered("number", "SDG ODD ODS", "SDG ODD ODS Goal Objectif Objetivo")
    ),
    "target": Vocabulary(Target, "code", "title", "code", _numbered("code", "", "Target Cible Meta")),
    "fund": Vocabulary(Fund, "code", "name", "acronym", "ARRAY[acronym]"),
}


class Called:
    """A row of a vocabulary with those of its words that begin as typed."""

    def __init__(self, kind: str, key: str, shown: str, names: list[str]) -> None:
        self.kind, self.key, self.shown, self.names = kind, key, shown, names
        by_language = dict(zip(settings.MODELTRANSLATION_LANGUAGES, names, strict=True))
        first = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        self.language = next((code for code in (first, *by_language) if by_language.get(code)), "")
        self.name = by_language.get(self.language, "")
        self.words: list[tuple[bool, bool, str]] = []

    def add(self, word: str, whole: bool, leading: bool) -> None:
        """Another word that fits: as a whole, or from its beginning."""
        self.words.append((not whole, not leading, word))

    @property
    def fits_in_view(self) -> bool:
        """Whether the label itself shows why this is offered."""
        fitting = {word for _not_whole, _not_leading, word in self.words}
        return self.name in fitting or (bool(self.shown) and not fitting & set(self.names))

    @property
    def distance(self) -> tuple[bool, bool, bool]:
        """How far it is from what was typed; less is better."""
        not_whole, not_leading, _word = min(self.words)
        return not_whole, not self.fits_in_view, not_leading

    @property
    def label(self) -> str:
        """The name with what it is also known by: “17.6 Knowledge sharing”, “Fund for cooperation (FACDI)”."""
        if not self.shown or self.shown == self.name:
            return self.name
        return f"{self.name} ({self.shown})" if self.kind == "fund" else f"{self.shown} {self.name}"

    @property
    def matched(self) -> str:
        """The word it is offered for, where the label does not show it."""
        return "" if self.fits_in_view else min(self.words)[2]


def words_beginning(typed: str) -> dict[str, list[Called]]:
    """By kind, the rows of every vocabulary with a word that begins as typed; one query."""
    statement = " UNION ALL ".join(vocabulary.statement(kind) for kind, vocabulary in VOCABULARIES.items())
    with connection.cursor() as cursor:
        cursor.execute(
            # What begins a name begins a text of names parted by strokes, too, or follows one.
            "WITH sought (spoken, pattern, somewhere) AS MATERIALIZED ("  # noqa: S608 -- ours
            "SELECT spoken, pattern, regexp_replace(pattern, '^\\^', '(^|[|])') "
            "FROM registry_spoken(registry_fold(%s)) AS spoken, registry_beginning(spoken) AS pattern WHERE spoken <> '') "
            "SELECT kind, key, shown, names, word, registry_spoken(registry_fold(word)) = spoken, "
            "starts_with(registry_spoken(registry_fold(word)), spoken) "
            f"FROM sought, ({statement}) AS called (kind, key, shown, names, word) WHERE registry_fold(word) ~ pattern",
            [typed],
        )
        rows = cursor.fetchall()
    called: dict[str, dict[str, Called]] = {}
    for kind, key, shown, names, word, whole, leading in rows:
        called.setdefault(kind, {}).setdefault(key, Called(kind, key, shown, names)).add(word.strip(), whole, leading)
    return {kind: list(by_key.values()) for kind, by_key in called.items()}
