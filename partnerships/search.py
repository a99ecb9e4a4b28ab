"""What makes a partnership findable, defined once.

The database keeps one `SearchRow` per partnership, rebuilt whenever anything it is made of changes, by whatever way
(`partnerships/sql/search_row.sql`). A row holds the words of the partnership's own texts in every language, and
`codes`: everything it can be filtered by, as `kind:value` (`country:SN`, `goal:17`, `theme:water`). What the things
behind the codes are called is kept with these, in `SearchName` (`partnerships/sql/names.sql`).

A word that somebody types finds a partnership by its own texts or by what it carries; all words must be found, but
not in the same place, so that *Lyon eau* finds a partner and a theme. Accents and case do not count, every word may
be in any language, the last one may be the beginning of a word, "a phrase" stands in quotation marks, and a minus
excludes. OR between two words finds either, NOT excludes. A word that finds nothing is taken for the nearest name, and the
answer says so.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby
from typing import Self

from django.apps import apps
from django.db import connection, models
from django.db.models import Case, Value, When
from django.db.models.functions import Cast

from partnerships.conditions import Carries, Condition, Either, Every, Neither, Words, lexeme
from partnerships.typed import Typed, folded, typed_words

# What a name of it makes a good match, before what merely describes.
NAMED_KINDS = ("organisation:", "country:", "fund:")
# To look for the nearest name takes its time; nobody misspells more words than these.
MOST_FORGIVEN = 8


@dataclass(frozen=True)
class Term:
    """A word or phrase with what it finds: a query on the partnerships' texts, and codes of what is called so.

    The `whole_` ones are without beginnings of words.
    """

    typed: Typed
    used: str
    query: str
    codes: tuple[str, ...]
    whole_query: str
    whole_codes: tuple[str, ...]

    @property
    def found(self) -> Condition:
        return Either((Words(self.query), Carries(self.codes)))

    @property
    def found_whole(self) -> Condition:
        return Either((Words(self.whole_query), Carries(self.whole_codes)))

    def titled(self, *, codes: Iterable[str] = (), begun: bool = False) -> Condition:
        """That the title holds it, as a whole word unless it may be `begun`, or that one of `codes` is carried."""
        return Either((Words(of_title(self.query if begun else self.whole_query)), Carries(tuple(codes))))

    @property
    def is_named(self) -> bool:
        """Whether anything but goals and targets is called so."""
        return any(not code.startswith(("goal:", "target:")) for code in self.codes)

    @cached_property
    def named(self) -> tuple[str, ...]:
        return weighty(self.whole_codes)

    @cached_property
    def begun(self) -> tuple[str, ...]:
        return weighty(self.codes)


@dataclass(frozen=True)
class Understood:
    """What somebody typed, understood: what must hold, and what holds of the better matches, best first."""

    condition: Condition
    tiers: tuple[Condition, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    # The codes of who is called just so, whether or not they take part in anything.
    called: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said that one could look for, only signs or words that stop."""
        return self.condition == Either(())


def weighty(codes: Iterable[str]) -> tuple[str, ...]:
    """Of the codes of what is called so, those that make a good match: who takes part, and what it is mainly about."""
    return tuple(
        "main:" + code.removeprefix("theme:") if code.startswith("theme:") else code
        for code in codes
        if code.startswith((*NAMED_KINDS, "theme:", "form:", "direction:"))
    )


def of_title(query: str) -> str:
    """A query on texts as one on titles, where no order of words is kept."""
    return re.sub(r"'((?:[^']|'')*)'", r"'@\1'", re.sub(r"<(?:-|\d+)>", "&", query))


def holds(condition: Condition) -> bool:
    """Whether a condition holds of any published partnership."""
    found: bool = apps.get_model("partnerships", "Partnership").objects.published().meeting(condition).exists()
    return found


def understand(text: str, *, literal: bool = False, holds: Callable[[Condition], bool] = holds) -> Understood:
    """What `text` asks for; `literal` takes every word as it is written, errors included.

    Two queries, besides asking what `holds` and looking for the nearest name of what does not.
    """
    terms = _terms(typed_words(text))
    if not literal:
        terms = _forgiven(terms, holds)
    wanted = [term for term in terms if not term.typed.excluded]
    with connection.cursor() as cursor:
        # A name may hold words that ask or that stop elsewhere, so it is compared with all that was typed, too.
        names = [text, " ".join(term.used for term in wanted)]
        cursor.execute(
            "SELECT plain, ARRAY(SELECT code FROM partnerships_searchname WHERE names @> ARRAY[plain])"
            " FROM unnest(%s::text[]) AS name, registry_plain(name) AS plain WHERE plain <> ''",
            [names],
        )
        exact = cursor.fetchall()
    if not terms:
        return Understood(Either(()))
    corrections = tuple((term.typed.text, term.used) for term in terms if term.used != term.typed.text)
    terms = [_any_of(list(same)) for _place, same in groupby(terms, key=lambda term: term.typed.place)]
    wanted = [term for term in terms if not term.typed.excluded]
    condition = Every(tuple(Neither(term.found) if term.typed.excluded else term.found for term in terms))
    called = tuple(dict.fromkeys(code for _plain, codes in exact for code in codes if code.startswith(NAMED_KINDS)))
    return Understood(condition, _tiers(wanted, exact) if wanted else (), corrections, called)


def _terms(words: list[Typed]) -> list[Term]:
    """What some words or phrases find; those that stop in some language constrain nothing and are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_words(%s::text[], %s::boolean[])",
            [[word.text for word in words], [word.beginning for word in words]],
        )
        return [
            Term(word, word.text, query, tuple(codes), whole_query, tuple(whole_codes))
            for word, (query, codes, whole_query, whole_codes) in zip(words, cursor.fetchall(), strict=True)
            if query
        ]


def _any_of(terms: list[Term]) -> Term:
    """Terms that stand for each other, as one that finds what any of them does."""

    def queries(of: Iterable[str]) -> str:
        return " | ".join(query for query in of if query)

    def codes(of: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(chain.from_iterable(of)))

    return Term(
        typed=terms[0].typed,
        used=terms[0].used,
        query=queries(term.query for term in terms),
        codes=codes(term.codes for term in terms),
        whole_query=queries(term.whole_query for term in terms),
        whole_codes=codes(term.whole_codes for term in terms),
    )


def _forgiven(terms: list[Term], holds: Callable[[Condition], bool]) -> list[Term]:
    """The terms, those that find nothing with the nearest name instead.

    What all is found together needs no single look, except where only a goal or target is called so: that the stem of
    its title is the same by chance does not make a word right.
    """
    wanted = [term for term in terms if not term.typed.excluded]
    doubtful = [term for term in wanted[:MOST_FORGIVEN] if not (term.typed.phrase or term.is_named)]
    if doubtful and holds(Every(tuple(term.found for term in wanted))):
        doubtful = [term for term in doubtful if term.codes]
    meant = {term: _meant(term) for term in doubtful if not holds(Words(term.query))}
    return [meant.get(term) or term for term in terms]


def _meant(term: Term) -> Term | None:
    """A term with the nearest name in place of the word typed; None if no name is near."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_meant(%s)", [term.typed.text])
        (name,) = cursor.fetchone()
    # The word itself, if it is one of theirs after all, needs no correction.
    if name is None or name == folded(term.typed.text):
        return None
    return next((replace(near, typed=term.typed) for near in _terms([replace(term.typed, text=name)])), None)


def _tiers(wanted: list[Term], exact: list[tuple[str, list[str]]]) -> tuple[Condition, ...]:
    """An exact name in the title; of a partner or the main theme; all words in the title; any exact name; then by parts.

    By parts: in title and partners; in one thing it carries; in all it carries; anywhere; the same, begun. Among equals
    comes first what has at least one word in the title.
    """
    called = Either(tuple(Either((Words(lexeme(f"={plain}")), Carries(weighty(codes)))) for plain, codes in exact))
    called_in_passing = Either(tuple(Carries(tuple(codes)) for _plain, codes in exact))
    titled = Every(tuple(term.titled() for term in wanted))
    partly_titled = Either(tuple(term.titled() for term in wanted))
    named = Every(tuple(term.titled(codes=term.named) for term in wanted))
    one_thing = Carries(tuple(sorted(set.intersection(*(set(term.whole_codes) for term in wanted)))))
    carried = Every(tuple(term.titled(codes=term.whole_codes) for term in wanted))
    tiers: list[Condition] = [
        Every((Either((called, called_in_passing)), titled)),
        called,
        titled,
        called_in_passing,
        Every((named, partly_titled)),
        named,
        one_thing,
        Every((carried, partly_titled)),
        carried,
    ]
    if wanted[-1].codes != wanted[-1].whole_codes or wanted[-1].query != wanted[-1].whole_query:
        tiers += [
            Every(tuple(term.titled(begun=True) for term in wanted)),
            Every(tuple(term.titled(codes=term.begun, begun=True) for term in wanted)),
            Every(tuple(term.found_whole for term in wanted)),
        ]
    return (*tiers, partly_titled)


class SearchQuerySet(models.QuerySet):
    """Partnerships by what their search row says."""

    def meeting(self, condition: Condition) -> Self:
        """Those of which a condition holds."""
        return self.filter(condition.q)

    def search(self, text: str) -> Self:
        """Those that match every word of `text`, each with its `relevance`: higher is better."""
        return self.understood(understand(text))

    def understood(self, meant: Understood) -> Self:
        """Those that match what somebody typed, each with its `relevance`: higher is better."""
        best_first = [When(tier.q, then=Value(len(meant.tiers) - place)) for place, tier in enumerate(meant.tiers)]
        # Cast, because without any tier the database would take the bare number for that of a column.
        relevance = Cast(Case(*best_first, default=Value(0)), models.IntegerField())
        return self.meeting(meant.condition).annotate(relevance=relevance)

    def with_any_code(self, kind: str, values: Iterable[object]) -> Self:
        """Those that carry at least one of `values` of one kind, such as `country` and `["SN", "FR"]`."""
        return self.meeting(Carries(tuple(f"{kind}:{value}" for value in values)))
