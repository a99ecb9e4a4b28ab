"""What somebody probably meant by words that find nothing as they were typed.

Words joined by a hyphen, or by an *and* that is written without spaces, are words of their own where nobody joins them; a
space may be missing or too many; and a word with an error is taken for the nearest name, or for a word of a title
(`partnerships/sql/forgiving.sql`).
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from django.db import connection

from partnerships.conditions import Condition, Every
from partnerships.terms import NAMED_KINDS, Term, terms_of
from partnerships.typed import Typed, asks, folded

# Where words may be parted that are written as one: Dakar-Marseille, and in Arabic, Chinese and Japanese at the *and*.
SEAM = re.compile(r"-|^و(?=\w{3})|(?<=[\u3040-\u9fff]{2})[和与與及跟と・](?=[\u3040-\u9fff]{2})")
# To look for the nearest name takes its time; nobody misspells more words than these.
MOST_FORGIVEN = 8
# What may be meant by a word, surest first.
NEAREST = """
    SELECT coalesce(registry_meant(%(typed)s), registry_meant_name(%(typed)s), registry_meant_nearly(%(typed)s),
                    registry_parted(%(typed)s))
"""
NEAREST_NAME = "SELECT registry_meant_name(%(typed)s)"

Holds = Callable[[Condition], bool]

# How a word may be written otherwise: as in British or American English, without its hyphen, with one, in the plural.
SPELLINGS = (
    (r"-", ""),
    (r"(?<=[a-z]{3})(?=\d)", "-"),
    (r"is(e[ds]?|ing|ations?|ers?)$", r"iz\1"),
    (r"iz(e[ds]?|ing|ations?|ers?)$", r"is\1"),
    (r"(?<=\w\w)our(s|ed|ing|hoods?)?$", r"or\1"),
    (r"(?<=\w\w)or(s|ed|ing|hoods?)?$", r"our\1"),
    (r"tre(s?)$", r"ter\1"),
    (r"ter(s?)$", r"tre\1"),
    (r"wom[ae]ns?$", "women"),
    (r"\bmans?$", "men"),
    (r"child$", "children"),
)


def spellings(word: str) -> list[str]:
    """How else a word may be written."""
    plain = word.lower()
    others = [re.sub(pattern, other, plain) for pattern, other in SPELLINGS]
    return [other for other in dict.fromkeys(others) if other != plain]


def forgiven(terms: list[Term], holds: Holds) -> list[Term]:
    """The terms, those that find nothing with what was probably meant instead.

    What all is found together needs no single look, except where only a goal or target is called so: that the stem of
    its title is the same by chance does not make a word right.
    """
    wanted = [term for term in terms if not term.typed.excluded]
    doubtful = [term for term in wanted[:MOST_FORGIVEN] if not (term.typed.phrase or term.is_named)]
    if not doubtful:
        return terms
    terms = _names_parted(terms, doubtful)
    wanted = [term for term in terms if not term.typed.excluded]
    doubtful = [term for term in doubtful if term in terms]
    if holds(Every(tuple(term.found for term in wanted))):
        # Else it is the stem of a name that is carried.
        doubtful = [term for term in doubtful if term.codes and not _of_names(term)]
    else:
        lost = [term for term in doubtful if not _finds(term, holds)]
        terms = _parted(_respelt(terms, lost, holds), lost)
        wanted = [term for term in terms if not term.typed.excluded]
        doubtful = [term for term in wanted[:MOST_FORGIVEN] if not (term.typed.phrase or term.is_named)]
    lost = [term for term in doubtful if not _finds(term, holds)]
    return _corrected(terms, lost)


def _of_names(term: Term) -> tuple[str, ...]:
    return tuple(code for code in term.codes if not code.startswith(("goal:", "target:")))


def _finds(term: Term, holds: Holds) -> bool:
    """Whether it finds anything, not counting that it resembles the title of a goal or target."""
    return holds(replace(term, codes=_of_names(term)).found)


def _respelt(terms: list[Term], lost: list[Term], holds: Holds) -> list[Term]:
    """The terms, what finds nothing as it is spelt in the other English, or without the hyphen, if that finds anything."""
    instead = {}
    for term in lost:
        spelt = [replace(term.typed, text=text) for text in spellings(term.typed.text)]
        found = terms_of(spelt) if spelt else []
        instead[term] = next((replace(other, typed=term.typed) for other in found if _finds(other, holds)), term)
    return [instead.get(term, term) for term in terms]


def _names_parted(terms: list[Term], doubtful: list[Term]) -> list[Term]:
    """The terms, what a hyphen joins as words of their own where both are names: Marseille-Dakar is about both."""
    beside = Counter(term.typed.place for term in terms)
    named = [term for term in doubtful if beside[term.typed.place] == 1 and re.fullmatch(r"\w{2,}-\w{2,}", term.typed.text)]
    parts = {term: terms_of(_parts(term, term.typed.text.split("-"))) for term in named}
    both = {term: found for term, found in parts.items() if len(found) > 1 and all(_is_name(part) for part in found)}
    return [part for term in terms for part in both.get(term, [term])]


def _is_name(term: Term) -> bool:
    return any(code.startswith(NAMED_KINDS) for code in term.whole_codes)


def _parts(term: Term, parts: list[str]) -> list[Typed]:
    """What somebody typed as one word as several, of which only the last may be a beginning."""
    return [
        replace(term.typed, text=part, part=number, beginning=term.typed.beginning and part is parts[-1])
        for number, part in enumerate(parts)
    ]


def _parted(terms: list[Term], lost: list[Term]) -> list[Term]:
    """The terms, what finds nothing as one word as those it joins (`SEAM`), without those that only ask.

    A single letter is no word: *e-government* is more than *government*.
    """
    beside = Counter(term.typed.place for term in terms)
    found: list[Term] = []
    for term in terms:
        parts = [part for part in SEAM.split(term.typed.text) if any(map(str.isalnum, part))]
        if (
            term in lost
            and parts != [term.typed.text]
            and min(map(len, parts), default=0) > 1
            and beside[term.typed.place] == 1
        ):
            telling = [part for part in parts if not asks(part)] or parts
            found += terms_of(_parts(term, telling))
        else:
            found.append(term)
    return found


def _corrected(terms: list[Term], lost: list[Term]) -> list[Term]:
    """The terms, those lost as the nearest name, alone or with a neighbour, or as the nearest word of a title."""
    beside = Counter((term.typed.place, term.typed.part) for term in terms)
    for first, second in pairwise(terms):
        alone = all(beside[one.typed.place, one.typed.part] == 1 for one in (first, second))
        kept = any(one.typed.phrase or one.typed.excluded for one in (first, second))
        if alone and not kept and (first in lost or second in lost):
            both = replace(first.typed, text=f"{first.typed.text} {second.typed.text}", beginning=False)
            if name := _meant(both, NEAREST_NAME):
                rest = [term for term in lost if term not in (first, second)]
                place = terms.index(first)
                return _corrected([*terms[:place], name, *terms[place + 2 :]], rest)
    meant = {term: _meant(term.typed, NEAREST) for term in lost}
    return [meant.get(term) or term for term in terms]


def _meant(typed: Typed, question: str) -> Term | None:
    """What is near to what was typed, as a term for it; None if nothing is."""
    with connection.cursor() as cursor:
        cursor.execute(question, {"typed": typed.text})
        (name,) = cursor.fetchone()
    # The word itself, if it is one of theirs after all, needs no correction.
    if name is None or name == folded(typed.text):
        return None
    return next((replace(near, typed=typed) for near in terms_of([replace(typed, text=name)])), None)
