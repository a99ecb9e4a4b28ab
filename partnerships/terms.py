"""The words and phrases that somebody typed, with what each finds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.db import connection

from partnerships.conditions import BegunBy, Carries, Condition, Either, Every, Neither, RunningSince, Words
from partnerships.typed import Typed

# What a name of it makes a good match, before what merely describes.
NAMED_KINDS = ("organisation:", "country:", "fund:")


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
    # Whether anything but goals and targets is called so.
    is_named: bool
    # What began or ended in these years is found, too.
    years: tuple[int, ...] = ()

    @property
    def found(self) -> Condition:
        return Either((Words(self.query), Carries(self.codes), *self._in_years))

    @property
    def own_query(self) -> str:
        """The query for what says the word itself: of one that may be a beginning, without the stems of any language."""
        return self.whole_query.split(" | ")[0] if self.typed.beginning else self.whole_query

    @property
    def is_only_said(self) -> bool:
        """Whether whatever it finds says the word itself."""
        return not (self.codes or self.years) and self.query == self.own_query

    @property
    def found_whole(self) -> Condition:
        return Either((Words(self.whole_query), Carries(self.whole_codes), *self._in_years))

    @property
    def _in_years(self) -> Iterator[Condition]:
        for year in self.years:
            yield Every((BegunBy(year), Neither(BegunBy(year - 1))))
            yield Every((RunningSince(year), Neither(RunningSince(year + 1))))

    def titled(self, *, codes: Iterable[str] = (), begun: bool = False) -> Condition:
        """That the title holds it, as a whole word unless it may be `begun`, or that one of `codes` is carried."""
        return Either((Words(of_title(self.query if begun else self.whole_query)), Carries(tuple(codes))))

    @cached_property
    def begun(self) -> tuple[str, ...]:
        return weighty(self.codes)


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


def terms_of(words: list[Typed]) -> list[Term]:
    """What some words or phrases find; those that stop in some language constrain nothing and are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_words(%s::text[], %s::boolean[])",
            [[word.text for word in words], [word.beginning for word in words]],
        )
        return [
            Term(word, word.text, query, tuple(codes), whole_query, tuple(whole_codes), called, years_in(word.text))
            for word, (query, codes, whole_query, whole_codes, called) in zip(words, cursor.fetchall(), strict=True)
            if query
        ]


def years_in(text: str) -> tuple[int, ...]:
    """The year that a word is, if it is one."""
    return (int(text),) if re.fullmatch(r"(?:18|19|20)\d\d", text) else ()


def any_of(terms: list[Term]) -> Term:
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
        is_named=any(term.is_named for term in terms),
        years=tuple(dict.fromkeys(chain.from_iterable(term.years for term in terms))),
    )
