"""`make bench`: SCALE names the sizes, ROUNDS how often each work is done, ONLY single cases."""

import contextlib
import os
import sys
import time
from pathlib import Path

from dc_registry.embedded import BASE_DIR
from tests.bench import report
from tests.bench.registries import partnerships_in, registry_of, server

DOCUMENT = BASE_DIR / "docs" / "benchmarks.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"
START_ROUNDS = 3
MANY = 1_000_000


def main() -> None:
    sizes = sorted({int(size) for size in os.environ.get("SCALE", "10000,100000").split(",")})
    rounds = int(os.environ.get("ROUNDS", "9"))
    only = {name for name in os.environ.get("ONLY", "").split(",") if name}
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        address = stack.enter_context(server())
        urls = {size: registry_of(address, size) for size in sizes}
        for size, url in urls.items():
            assert partnerships_in(url) == size
        lines = Measurement(stack, urls, rounds, only).lines()
    if not only:
        write(DOCUMENT, [*heading(sizes, rounds), *lines])
        say(f"\n{time.monotonic() - began:,.0f} s in all; written to docs/benchmarks.md.")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def heading(sizes: list[int], rounds: int) -> list[str]:
    listed = " and ".join(f"{size:,}" for size in sizes)
    day = time.strftime("%d %B %Y").lstrip("0")
    return [f"Measured on {day}: {listed} partnerships, {rounds} rounds unless said otherwise.", "", report.machine(), ""]


def write(path: Path, lines: list[str]) -> None:
    """Put the results into the document, between its two marks."""
    text = path.read_text(encoding="utf-8")
    before, _old = text.split(BEGIN)
    _old, after = text.split(END)
    path.write_text("\n".join([before + BEGIN, "", *lines, END + after]), encoding="utf-8")


class Measurement:
    """Everything that is measured in one run."""

    def __init__(self, stack: contextlib.ExitStack, urls: dict[int, str], rounds: int, only: set[str]) -> None:
        self.stack, self.urls, self.rounds, self.only = stack, urls, rounds, only

    def lines(self) -> list[str]:
        """Measure, tell each result at once, and return what belongs into the document."""
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dc_registry.settings")
        os.environ["DATABASE_URL"] = next(iter(self.urls.values()))
        django.setup()
        from tests.bench.cases import Bench
        from tests.bench.catalogue import REGISTERED
        from tests.bench.measuring import Measurer, measured
        from tests.bench.rival import made_of, rival_server
        from tests.bench.rivalry import RIVAL_SIZE
        from tests.bench.starting import started
        from tests.bench.web import registry_server

        lines: list[str] = []

        def keep(some: list[str]) -> None:
            say("\n".join(some))
            lines.extend(some)

        if not self.only or "start" in self.only:
            keep(report.start_section({size: started(url, START_ROUNDS) for size, url in self.urls.items()}))
        rival = 0
        wanted = [case for name, case in REGISTERED.items() if not self.only or name in self.only]
        if RIVAL_SIZE in self.urls and any(case.only_sizes for case in wanted):
            say("Datasette …")
            rival = self.stack.enter_context(rival_server(made_of(self.urls[RIVAL_SIZE], RIVAL_SIZE))).port
        measurers = []
        for size, url in self.urls.items():
            web = self.stack.enter_context(registry_server(url))
            measurers.append(Measurer(Bench(size, url, web.port, rival)))
            self.stack.callback(measurers[-1].end)
        for case in wanted:
            taking_part = [one for one in measurers if not case.only_sizes or one.size in case.only_sizes]
            if taking_part:
                keep(report.section(case, measured(case.name, taking_part, case.rounds or self.rounds)))
        return lines


if __name__ == "__main__":
    main()
