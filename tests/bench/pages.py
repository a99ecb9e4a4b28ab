"""The work behind a page of results: the exact count, seven facets, twenty ranked results with what is shown of them."""

import itertools
import math
from typing import Any

from django.db import connection

from partnerships.answers import Answer
from partnerships.api.documents import documents_of
from tests.bench.cases import Bench, Case, registered
from tests.bench.words import Words, asked, counted, counting, database_count

FACETS = ("region", "country", "goal", "theme", "form", "status", "evidence")
RESULTS = 20
ORIGIN = "https://registry.example.org"


def page(query: str) -> int:
    """All the work of a page; gives the count."""
    question = asked(query)
    answer = Answer(question)
    given = [name for name in question.active if name in FACETS]
    answer.counts([name for name in FACETS if name not in given])
    for name in given:
        answer.counts([name], leaving_out=name)
    keys = answer.keys(0, RESULTS)
    documents_of(keys, "en", ORIGIN, answer.versions(keys))
    return answer.count


class PageCase(Case):
    """A page beside the bare count of the same condition."""

    from_size = 1_000_000

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        if bench.words is None:
            bench.words = Words(bench.size)
        self.queries: list[str] = []

    def queries_for(self, rounds: int) -> list[str]:
        """What is asked, round by round."""
        raise NotImplementedError

    def prepare(self, rounds: int) -> str:
        self.queries = self.queries_for(rounds)
        self.statements = [counting(query) for query in self.queries]
        # The database has read the rows before; only our own process has not seen the question.
        counts = [database_count(query) for query in self.queries]
        return f"{min(counts):,} – {max(counts):,} of {self.bench.size:,} match"

    def ours(self, number: int) -> Any:
        return page(self.queries[number])

    def reference(self, number: int) -> Any:
        return counted(self.statements[number])


class SeenPageCase(PageCase):
    """The same question in every round, asked once before."""

    query = ""

    def queries_for(self, rounds: int) -> list[str]:
        page(self.query)
        return [self.query] * rounds


@registered
class UnseenWord(PageCase):
    name = "unseen-word"
    work = "Page work, broad word not seen before"
    at_most = 2.0

    def queries_for(self, rounds: int) -> list[str]:
        return [f"q={word}" for word in self.bench.words.fresh(rounds, 0.1, 0.6)]


@registered
class SeenWord(SeenPageCase):
    name = "seen-word"
    work = "Page work, broad word seen before (water)"
    at_most = 0.2
    query = "q=water"


@registered
class Everything(SeenPageCase):
    name = "everything"
    work = "Page work, no question at all"
    at_most = 0.2
    query = ""


@registered
class Filters(PageCase):
    name = "filters"
    work = "Page work, filters only (goal, status, region, since), few results, never combined before"
    at_most = 0.2

    def queries_for(self, rounds: int) -> list[str]:
        return [f"goal=6&goal=11&status=active&region=africa&year_from={1990 + number}" for number in range(rounds)]


@registered
class UnseenFilters(PageCase):
    name = "unseen-filters"
    work = "Page work, filters only (goal, status, since), many results, never combined before"
    at_most = 0.2

    def queries_for(self, rounds: int) -> list[str]:
        return [f"goal={1 + number % 17}&goal=11&status=active&year_from={1990 + number}" for number in range(rounds)]


@registered
class SeenWordAndFilters(SeenPageCase):
    name = "seen-word-filters"
    work = "Page work, word and two filters seen before"
    at_most = 0.2
    query = "q=water&direction=south-south&theme=sanitation"


@registered
class WarmedCombination(PageCase):
    name = "warmed-combination"
    work = "Page work, two common words and a filter never combined before, each word seen"
    at_most = 0.5

    def queries_for(self, rounds: int) -> list[str]:
        # Enough for a pair of their own in every round.
        words = self.bench.words.fresh(2 + math.isqrt(2 * rounds), 0.1, 0.6)
        pairs = [(a, b) for place, a in enumerate(words) for b in words[place + 1 :]]
        # Seen in either place: the last word may be the beginning of a longer one.
        for word in words:
            page(f"q={word}+-zzz")
            page(f"q={word}")
        return [f"q={a}+{b}&goal={1 + place}" for place, (a, b) in enumerate(pairs[:rounds])]


@registered
class Narrow(PageCase):
    name = "narrow"
    work = "Page work, two words, few results, not seen before"
    growth_at_most = (100_000, 3.0)

    def queries_for(self, rounds: int) -> list[str]:
        return [f"q={a}+{b}" for a, b in itertools.islice(self.bench.words.fresh_pairs(), rounds)]


@registered
class NarrowPlace(PageCase):
    name = "narrow-place"
    work = "Page work, name of a city, not seen before"
    growth_at_most = (100_000, 3.0)

    def queries_for(self, rounds: int) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT o.name FROM regions_organisation o JOIN partnerships_participation p ON p.organisation_id = o.id
                   WHERE o.name ~ '^[A-Z][a-z]{5,}$' GROUP BY o.id HAVING count(*) BETWEEN 5 AND 60
                   ORDER BY md5(o.code) LIMIT %s""",
                [rounds],
            )
            return [f"q={name}" for (name,) in cursor.fetchall()]
