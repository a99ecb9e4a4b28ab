"""Words to search for, by how many partnerships they find; none is given out twice for the same process to see."""

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.http import QueryDict

from partnerships.filters import PartnershipFilter
from partnerships.models import SearchRow
from partnerships.synthesis.words import SUBJECTS, vocabulary

LANGUAGES = ("en", "fr", "es")
# The share of partnerships that counts as few: less would say little about counting.
FEW = (0.002, 0.005)
TRIES = 40

# Who sees the words: the process that measures, or those of the web server.
HERE, WEB = "here", "web"


class Words:
    """The words of one registry. A share is that of all partnerships."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.given: dict[str, set[str]] = {HERE: set(), WEB: set()}
        self.counts: dict[str, int] = {}

    def fresh(self, count: int, least: float, most: float, *, to: str = HERE) -> list[str]:
        """`count` words that this process, or the web server, has not seen, each in a share of `least` to `most`."""
        given = self.given[to]
        found: list[str] = []
        for word in self._candidates():
            if len(found) == count:
                break
            if word not in given and least <= self.count(word) / self.size <= most:
                found.append(word)
        if len(found) < count:
            raise AssertionError(f"Only {len(found)} of {count} words are found in {least:.1%} to {most:.1%}.")
        given |= set(found)
        return found

    def fresh_pairs(self, *, to: str = HERE, whole: bool = False) -> Iterator[list[str]]:
        """Pairs of words not seen before that together are found in `FEW` of the partnerships.

        With `whole` they count as whole words only, else the second may be the beginning of a longer one.
        """
        given = self.given[to]
        for words in itertools.zip_longest(*(self._pairs_in(language, given, whole) for language in LANGUAGES)):
            for pair in words:
                if pair:
                    given |= set(pair)
                    yield pair

    def _pairs_in(self, language: str, given: set[str], whole: bool) -> Iterator[list[str]]:
        """Of one language, because words of two rarely stand together."""
        words = [
            word for word in self._candidates([language]) if word not in given and 0.01 <= self.count(word) / self.size <= 0.15
        ]
        while words:
            first = words.pop(0)
            for second in words[:TRIES]:
                least, most = FEW
                question = f'q="{first}"+"{second}"' if whole else f"q={first}+{second}"
                if least <= database_count(question) / self.size <= most:
                    words.remove(second)
                    yield [first, second]
                    break

    def count(self, word: str) -> int:
        """In how many partnerships the database finds a word."""
        if word not in self.counts:
            self.counts[word] = database_count(f"q={word}")
        return self.counts[word]

    @staticmethod
    def _candidates(languages: Sequence[str] = LANGUAGES) -> list[str]:
        """Frequent words first, the languages in turns. The shortest are left out: more words begin like them."""
        lists = [vocabulary(language, 400) for language in languages]
        turns = [word for words in zip(*lists, strict=True) for word in words]
        subjects = {word for subject in SUBJECTS for word in subject}
        return [word for word in dict.fromkeys(turns) if len(word) > 4 and word.isascii() and word not in subjects]


def counting(query: str) -> tuple[str, tuple[object, ...]]:
    """The bare count of what a query string asks for, as a statement with its parameters."""
    rows = SearchRow.objects.filter(published=True)
    for condition in asked(query).conditions.values():
        rows = rows.filter(_of_row(condition.q))
    statement, parameters = rows.order_by().values("pk").query.sql_with_params()
    return f"SELECT count(*) FROM ({statement}) AS matches", parameters  # noqa: S608


def _of_row(condition: Q) -> Q:
    """A condition on partnerships as one on their search rows, where it can be asked with the least work."""
    own = [_of_row(part) if isinstance(part, Q) else (_own(part[0]), part[1]) for part in condition.children]
    return Q(*own, _connector=condition.connector, _negated=condition.negated)


def _own(name: str) -> str:
    if name.startswith("search_row__"):
        return name.removeprefix("search_row__")
    if name in {"pk__in", "pk"}:
        return name
    raise AssertionError(f"“{name}” is not a column of the search row.")


def database_count(query: str) -> int:
    return counted(counting(query))


def counted(statement: tuple[str, tuple[object, ...]]) -> int:
    """The count that a statement gives, by the index on words: whole tables of long texts are slower to read."""
    with reference().cursor() as cursor:
        cursor.execute(*statement)
        return int(cursor.fetchone()[0])


@cache
def reference() -> BaseDatabaseWrapper:
    """A connection of its own, which counts in the quickest way there is: ours finds its own way, as on a server."""
    own = connection.copy()
    with own.cursor() as cursor:
        for setting in ("enable_seqscan = off", "jit = off", "max_parallel_workers_per_gather = 0"):
            cursor.execute(f"SET {setting}")
    return own


def asked(query: str) -> PartnershipFilter:
    """The question in a query string."""
    question = PartnershipFilter(QueryDict(query))
    if not question.form.is_valid():
        raise AssertionError(f"{query}: {question.form.errors}")
    return question
