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

from partnerships.conditions import Carries, Condition, Either, Every, Words
from partnerships.terms import Term, terms_of
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


def forgiven(terms: list[Term], holds: Holds) -> list[Term]:
    """The terms, those that find nothing with what was probably meant instead.

    What all is found together needs no single look, except where only a goal or target is called so: that the stem of
    its title is the same by chance does not make a word right.
    """
    wanted = [term for term in terms if not term.typed.excluded]
    doubtful = [term for term in wanted[:MOST_FORGIVEN] if not (term.typed.phrase or term.is_named)]
    if not doubtful:
        return terms
    if holds(Every(tuple(term.found for term in wanted))):
        # Else it is the stem of a name that is carried.
        doubtful = [term for term in doubtful if term.codes and not _of_names(term)]
    else:
        terms = _parted(terms, [term for term in doubtful if not _finds(term, holds)], holds)
        wanted = [term for term in terms if not term.typed.excluded]
        doubtful = [term for term in wanted[:MOST_FORGIVEN] if not (term.typed.phrase or term.is_named)]
    lost = [term for term in doubtful if not _finds(term, holds)]
    return _corrected(terms, lost)


def _of_names(term: Term) -> tuple[str, ...]:
    return tuple(code for code in term.codes if not code.startswith(("goal:", "target:")))


def _finds(term: Term, holds: Holds) -> bool:
    """Whether it finds anything, not counting that it resembles the title of a goal or target."""
    return holds(Either((Words(term.query), Carries(_of_names(term)))))


def _parted(terms: list[Term], lost: list[Term], holds: Holds) -> list[Term]:
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
            words = [
                replace(term.typed, text=part, part=number, beginning=term.typed.beginning and part is parts[-1])
                for number, part in enumerate(telling)
            ]
            found += terms_of(words)
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
