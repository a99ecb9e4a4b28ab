"""The equal page here and in Datasette: exact count, seven facets, twenty results, over HTTP and as JSON."""

import itertools
import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import orjson

from partnerships.synthesis.words import SUBJECTS
from tests.bench.cases import Bench, Case, registered
from tests.bench.doors import requests_a_second
from tests.bench.rival import ARRAYS, COLUMNS, file_of, page_of, total_of
from tests.bench.web import Client
from tests.bench.words import WEB, Words, database_count

RIVAL_SIZE = 100_000
CLIENTS = 8
MIX = 24
WARMING = 10
BROAD, MIDDLE = (0.08, 0.6), (0.01, 0.05)


def here(question: str) -> str:
    """The address of the page."""
    facets = "&".join(f"facets={name}" for name in (*ARRAYS, *COLUMNS))
    return f"/api/v1/partnerships/?{question}&page_size=20&{facets}"


class RivalCase(Case):
    against = "Datasette, equal page"
    only_sizes = (RIVAL_SIZE,)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.client, self.rival = Client(bench.port), Client(bench.rival_port)
        self.file = sqlite3.connect(f"file:{file_of(bench.size)}?mode=ro", uri=True)

    def prepare(self, rounds: int) -> str:
        if self.bench.words is None:
            self.bench.words = Words(self.bench.size)
        self.searches = self.searches_for(rounds)
        # Datasette reads its whole file for every page; the documents here are read once, too, before pages are measured.
        self.client.get("/en/partnerships.ndjson")
        # Neither is measured while its processes do what they do once: compiling, planning, connecting.
        for one, other in itertools.islice(zip(SUBJECTS, reversed(SUBJECTS), strict=True), WARMING):
            words = [one[0], other[0]]
            self.client.get(here(self.question(words)))
            self.rival.get(page_of(" ".join(words)))
        counts = [self._rival_count(words) for words in self.searches]
        return f"{min(counts):,} – {max(counts):,} of {self.bench.size:,} match, the same number in both"

    def searches_for(self, rounds: int) -> list[list[str]]:
        """What is searched for, round by round."""
        raise NotImplementedError

    def words_between(self, least: float, most: float) -> Iterator[list[str]]:
        """Single words found in such a share of the partnerships."""
        while True:
            yield self.bench.words.fresh(1, least, most, to=WEB)

    def equal(self, searches: Iterator[list[str]], rounds: int) -> list[list[str]]:
        """Those by which both find the same number; stemming makes a few differ, and these are not compared."""
        both = (words for words in searches if self._rival_count(words) == database_count(self.question(words)))
        found = list(itertools.islice(both, rounds))
        if len(found) < rounds:
            raise AssertionError(f"Only {len(found)} of {rounds} questions have the same number of answers in both.")
        return found

    @staticmethod
    def question(words: list[str]) -> str:
        """The question to us: words as they stand, none the beginning of another."""
        return "q=" + quote(" ".join(f'"{word}"' for word in words))

    def ours(self, number: int) -> Any:
        found = orjson.loads(self.client.get(here(self.question(self.searches[number]))))
        assert found["facets"].keys() == {*ARRAYS, *COLUMNS}
        return found["count"]

    def reference(self, number: int) -> Any:
        return total_of(self.rival.get(page_of(" ".join(self.searches[number]))))

    def _rival_count(self, words: list[str]) -> int:
        match = " ".join(f'"{word}"' for word in words)
        found = self.file.execute("SELECT count(*) FROM partnership_fts WHERE partnership_fts MATCH ?", [match]).fetchone()
        return int(found[0])


@registered
class RivalBroad(RivalCase):
    name = "rival-broad"
    work = "Equal page as JSON over HTTP, broad word not seen before"
    at_most = 0.01

    def searches_for(self, rounds: int) -> list[list[str]]:
        return self.equal(self.words_between(*BROAD), rounds)


@registered
class RivalNarrow(RivalCase):
    name = "rival-narrow"
    work = "Equal page as JSON over HTTP, two words, few results, not seen before"
    at_most = 1 / 8

    def searches_for(self, rounds: int) -> list[list[str]]:
        return self.equal(self.bench.words.fresh_pairs(to=WEB, whole=True), rounds)


@registered
class RivalLoad(RivalCase):
    name = "rival-load"
    work = f"Time a page at {CLIENTS} clients at once, {MIX} questions broad and narrow, ours ten times over"
    at_most = 1 / 50
    rounds = 3

    def searches_for(self, rounds: int) -> list[list[str]]:
        # Asked ten times over, none stays new; so those that other cases have used will do.
        self.bench.words.given[WEB].clear()
        return [
            *self.equal(self.words_between(*BROAD), MIX // 3),
            *self.equal(self.words_between(*MIDDLE), MIX // 3),
            *self.equal(self.bench.words.fresh_pairs(to=WEB, whole=True), MIX // 3),
        ]

    def timed(self, number: int) -> tuple[float, float]:
        """Seconds a page, while all clients ask."""
        pages = [here(self.question(search)) for search in self.searches] * 10
        ours = requests_a_second(self.bench.port, pages, CLIENTS)
        rivals = [page_of(" ".join(search)) for search in self.searches]
        return 1 / ours, 1 / requests_a_second(self.bench.rival_port, rivals, CLIENTS)
