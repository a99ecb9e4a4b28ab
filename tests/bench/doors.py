"""What goes through the whole of the program or of the web server: pages, the API, the map, the export."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

import orjson
import psycopg
from django.test import Client as Program

from partnerships.api.documents import form
from tests.bench.cases import Bench, Case, registered
from tests.bench.pages import PageCase
from tests.bench.plain import SIZE
from tests.bench.web import Client, children_of, memory, registry_server
from tests.bench.words import WEB

# Seconds between two looks at how much memory is taken.
WATCH = 0.1


class WebPage(PageCase):
    """The page of results as a reader gets it."""

    at_most = None

    def prepare(self, rounds: int) -> str:
        self.client = Client(self.bench.port)
        self.client.get("/en/partnerships/")
        return super().prepare(rounds)

    def ours(self, number: int) -> Any:
        content = self.client.get(f"/en/partnerships/?{self.queries[number]}")
        assert b"</html>" in content
        return self.statements[number]

    def reference(self, number: int) -> Any:
        super().reference(number)
        return self.statements[number]


@registered
class WebUnseenWord(WebPage):
    name = "web-unseen-word"
    work = "HTML page over HTTP, broad word not seen before"

    def queries_for(self, rounds: int) -> list[str]:
        return [f"q={word}" for word in self.bench.words.fresh(rounds, 0.1, 0.6, to=WEB)]


@registered
class WebSeenWord(WebPage):
    name = "web-seen-word"
    work = "HTML page over HTTP, broad word seen before"

    def queries_for(self, rounds: int) -> list[str]:
        # Each of the server's processes must have seen it.
        for _turn in range(8):
            Client(self.bench.port).get("/en/partnerships/?q=water")
        return ["q=water"] * rounds


@registered
class WebNarrow(WebPage):
    name = "web-narrow"
    work = "HTML page over HTTP, two words, few results, not seen before"
    growth_at_most = (100_000, 3.0)

    def queries_for(self, rounds: int) -> list[str]:
        return [f"q={a}+{b}" for a, b in islice(self.bench.words.fresh_pairs(to=WEB), rounds)]


@registered
class ApiPage(Case):
    name = "api-page"
    work = "API page of 100 nested partnerships, whole program"
    against = "plain nested ModelSerializer"
    at_most = 0.1

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.program = Program(SERVER_NAME="localhost")

    def prepare(self, rounds: int) -> str:
        for number in range(rounds):
            self.ours(number)
            self.reference(number)
        return "documents kept ready; ours also counts"

    def ours(self, number: int) -> Any:
        return self.program.get(f"/api/v1/partnerships/?sort=updated&page_size={SIZE}&page={number + 1}").content

    def reference(self, number: int) -> Any:
        return self.program.get(f"/plain/?from={number * SIZE}").content

    def told(self, result: Any) -> Any:
        found = orjson.loads(result)
        return [entry["code"] for entry in (found["results"] if isinstance(found, dict) else found)]


@registered
class WorldMap(PageCase):
    name = "map"
    work = "Map, world view, of a broad word seen before, whole program"
    at_most = 2.0

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.program = Program(SERVER_NAME="localhost")

    def queries_for(self, rounds: int) -> list[str]:
        self.program.get("/api/v1/map/?q=water&zoom=0")
        return ["q=water"] * rounds

    def ours(self, number: int) -> Any:
        return orjson.loads(self.program.get(f"/api/v1/map/?{self.queries[number]}&zoom=0").content)["count"]


@registered
class WholeWorldMap(WorldMap):
    name = "map-everything"
    work = "Map, world view, of everything, whole program"

    def queries_for(self, rounds: int) -> list[str]:
        self.program.get("/api/v1/map/?zoom=0")
        return [""] * rounds


@registered
class Export(Case):
    name = "export"
    work = "NDJSON export of everything over HTTP"
    against = "bare `COPY` of the same documents"
    at_most = 2.0

    def prepare(self, rounds: int) -> str:
        self.client = Client(self.bench.port)
        self.processes = children_of(_master_of(self.bench.port))
        self.before = max(memory(process) for process in self.processes)
        self.peak = 0
        return ""

    def ours(self, number: int) -> Any:
        lines, peak = self._sent(self.client, self.processes)
        self.peak = max(self.peak, peak)
        return lines

    def _sent(self, client: Client, processes: list[int]) -> tuple[int, int]:
        """How many lines a server sends, and how many bytes the largest of its processes takes meanwhile."""
        lines, peak, block, watched = 0, 0, bytearray(1 << 20), 0.0
        with client.opened("/en/partnerships.ndjson") as response:
            while length := response.readinto(block):
                lines += block.count(b"\n", 0, length)
                # To be asked stops a process for a millisecond or so.
                if time.monotonic() > watched + WATCH:
                    peak = max(peak, *(memory(process) for process in processes))
                    watched = time.monotonic()
        return lines, peak

    def reference(self, number: int) -> Any:
        lines = 0
        documents = f"SELECT body FROM partnerships_document WHERE language = 'en' AND form = {form()}"  # noqa: S608
        statement = f"COPY ({documents}) TO STDOUT (FORMAT binary)"
        with psycopg.connect(self.bench.url) as link, link.cursor() as cursor, cursor.copy(statement) as copy:
            for _block in copy:
                lines += 1
        # One block for each row, and the trailer.
        return lines - 1

    def done(self) -> str:
        with registry_server(self.bench.url) as new:
            _lines, of_new = self._sent(Client(new.port), new.workers())
        return (
            f"a web process takes {of_new / 1e6:,.0f} MB at most if it has just started, {self.peak / 1e6:,.0f} MB after all "
            f"that was measured before, {max(self.peak - self.before, 0) / 1e6:,.0f} MB of them since the export began"
        )


def _master_of(port: int) -> int:
    """The process that was started to listen on a port."""
    import subprocess

    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout.splitlines()
    rows = [line.split(None, 2) for line in listed if f"--bind=127.0.0.1:{port}" in line]
    own = {pid for pid, _parent, _args in rows}
    return next(int(pid) for pid, parent, _args in rows if parent not in own)


def requests_a_second(port: int, addresses: list[str], clients: int) -> float:
    """How many pages a second a server gives to several clients at once."""

    def work(mine: list[str]) -> None:
        client = Client(port)
        for address in mine:
            client.get(address)

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(work, [addresses[number::clients] for number in range(clients)]))
    return len(addresses) / (time.perf_counter() - began)
