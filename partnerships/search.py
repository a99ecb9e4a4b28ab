"""What makes a partnership findable, defined once.

The database keeps one `SearchRow` per partnership, rebuilt whenever anything it is made of changes, by whatever way
(`partnerships/sql/search_row.sql`). A row holds the words of the partnership's own texts in every language, and
`codes`: everything it can be filtered by, as `kind:value` (`country:SN`, `goal:17`, `theme:water`). What the things
behind the codes are called is kept with these, in `SearchName` (`partnerships/sql/names.sql`).

A word that somebody types finds a partnership by its own texts or by what it carries; all words must be found, but
not in the same place, so that *Lyon eau* finds a partner and a theme. Accents and case do not count, every word may
be in any language, the last one may be the beginning of a word, "a phrase" stands in quotation marks, and a minus
excludes. OR between two words finds either, NOT excludes. What finds nothing is taken for what was probably meant
(`partnerships/forgiving.py`), and the answer says so.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Self

from django.apps import apps
from django.db import connection, models
from django.db.models import Case, Value, When
from django.db.models.functions import Cast

from partnerships.conditions import Carries, Condition, Either, Every, Neither, Words, lexeme
from partnerships.forgiving import forgiven
from partnerships.terms import NAMED_KINDS, Term, any_of, terms_of, weighty
from partnerships.typed import typed_words

# Large places, whose names are often those of others with a point of the compass, and what is made of such points.
PLACES = ("country:", "region:", "direction:")
# Of what somebody typed as a whole, what the page can name.
CALLED_KINDS = (*NAMED_KINDS, "region:")
# An "or" in small letters between two words.
EITHER = re.compile(r"(?<=\w)\s(?:or|ou|o|u)\s(?=\w)")


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


def holds(condition: Condition) -> bool:
    """Whether a condition holds of any published partnership."""
    found: bool = apps.get_model("partnerships", "Partnership").objects.published().meeting(condition).exists()
    return found


def understand(text: str, *, literal: bool = False, holds: Callable[[Condition], bool] = holds) -> Understood:
    """What `text` asks for; `literal` takes every word as it is written, errors included.

    Two queries, besides asking what `holds` and looking for the nearest name of what does not.
    """
    terms = terms_of(typed_words(text))
    if not literal:
        terms = forgiven(terms, holds)
    wanted = [term for term in terms if not term.typed.excluded]
    # A name may hold words that ask or that stop elsewhere, so it is compared with all that was typed, too.
    whole = [text, " ".join(term.used for term in wanted)]
    known = _called([*whole, *map(_bare, wanted)])
    names = [known[name] for name in dict.fromkeys(whole) if name in known]
    exact = [(name.plain, name.codes) for name in names]
    if not terms:
        return Understood(Either(()))
    either = EITHER.sub(" OR ", text)
    if either != text and not (literal or holds(Every(tuple(term.found for term in wanted)))):
        # *Quito ou Lahore*: where nothing holds both.
        return understand(either, holds=holds)
    corrections = tuple((term.typed.text, term.used) for term in terms if term.used != term.typed.text)
    terms = [any_of(list(same)) for _place, same in groupby(terms, key=lambda term: (term.typed.place, term.typed.part))]
    wanted = [term for term in terms if not term.typed.excluded]
    condition: Condition = Every(tuple(Neither(term.found) if term.typed.excluded else term.found for term in terms))
    called = tuple(dict.fromkeys(code for _plain, codes in exact for code in codes if code.startswith(CALLED_KINDS)))
    parted = [name for name in names if name.codes and " " in name.plain]
    if parted and wanted == terms:
        carried = Carries(tuple(dict.fromkeys(chain.from_iterable(name.codes for name in parted))))
        if any(code.startswith(PLACES) for code in carried.codes) or (called and not holds(carried)):
            # Apart the words of a name mean something else: North Korea is not Seoul, nor South Africa what is south in Africa.
            condition = Either((Words(" | ".join(name.phrase for name in parted)), carried))
    return Understood(condition, _tiers(wanted, exact, known) if wanted else (), corrections, called)


@dataclass(frozen=True)
class _Name:
    """A text as names are compared, the codes of what is called exactly so, and the text as a phrase to search for."""

    plain: str
    codes: list[str]
    phrase: str


def _called(texts: list[str]) -> dict[str, _Name]:
    """What each text is the name of; without those in which there is nothing to compare."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, plain, codes, phrase FROM registry_named(%s::text[])", [texts])
        return {text: _Name(*rest) for text, *rest in cursor.fetchall()}


def names_in_full(texts: list[str]) -> dict[str, str]:
    """By text the code of the government, organisation, country, section or fund called just so, where there is exactly one."""
    found = {}
    for text, name in _called(texts).items() if texts else ():
        codes = [code for code in name.codes if code.startswith(CALLED_KINDS)]
        if len(codes) == 1:
            found[text] = codes[0]
    return found


def _bare(term: Term) -> str:
    """The word without what French puts before a vowel: *l'eau* is called *eau*."""
    return re.sub(r"^(?:[cdjlmnst]|qu)['’](?=\w)", "", term.used, flags=re.IGNORECASE)


def _meant(term: Term, known: dict[str, _Name]) -> tuple[str, ...]:
    """The codes of what is called so; of themes only those called just so, if any is: *eau* is not *montée des eaux*."""
    themes = {code for code in known[_bare(term)].codes if code.startswith("theme:")} if _bare(term) in known else set()
    return tuple(code for code in term.whole_codes if not themes or code in themes or not code.startswith("theme:"))


def _named(codes: list[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code.startswith(NAMED_KINDS))


def _tiers(wanted: list[Term], exact: list[tuple[str, list[str]]], known: dict[str, _Name]) -> tuple[Condition, ...]:
    """An exact name in the title; of a partner; all words in the title; of the main theme; any exact name; then by parts.

    By parts: in title and partners; in title and all it carries; in its own texts; in one thing it carries; in all it
    carries; anywhere; the same, begun. So what its own texts say comes before what only other names of themes say. Among
    equals comes first what has at least one word in the title, and what says the name itself.
    """
    named_so = Either(tuple(Either((Words(lexeme(f"={plain}")), Carries(_named(codes)))) for plain, codes in exact))
    called = Either(tuple(Carries(weighty(codes)) for _plain, codes in exact))
    called_in_passing = Either(tuple(Carries(tuple(codes)) for _plain, codes in exact))
    titled = Every(tuple(term.titled() for term in wanted))
    partly_titled = Either(tuple(term.titled() for term in wanted))
    # What is only found by its texts says all words anyway.
    worded = [] if all(term.is_only_said for term in wanted) else [Every(tuple(Words(term.own_query) for term in wanted))]
    beside_names = worded if any(codes for _plain, codes in exact) else []
    meant = [(term, _meant(term, known)) for term in wanted]
    named = Every(tuple(term.titled(codes=weighty(codes)) for term, codes in meant))
    one_thing = Carries(tuple(sorted(set.intersection(*(set(codes) for _term, codes in meant)))))
    carried = Every(tuple(term.titled(codes=codes) for term, codes in meant))
    tiers: list[Condition] = [
        Every((Either((named_so, called_in_passing)), titled)),
        *(Every((named_so, words)) for words in beside_names),
        named_so,
        titled,
        called,
        *(Every((called_in_passing, words)) for words in beside_names),
        called_in_passing,
        Every((named, partly_titled)),
        named,
        Every((carried, partly_titled)),
        *(Every((words, partly_titled)) for words in worded),
        *worded,
        one_thing,
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
