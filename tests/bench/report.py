"""The results as a table for the screen and for docs/benchmarks.md."""

import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from tests.bench.cases import Case
from tests.bench.figures import Series, duration, spread
from tests.bench.measuring import Result
from tests.bench.registries import SETTINGS
from tests.bench.starting import AT_MOST_BYTES, AT_MOST_SECONDS
from tests.bench.web import cores

HEADINGS = (
    "Partnerships",
    "Ours, median (middle half)",
    "Reference, median (middle half)",
    "Ratio",
    "Growth",
    "Must reach",
    "Reached",
)


def machine() -> str:
    """The machine in general terms, and what runs on it."""
    memory = Path("/proc/meminfo")
    total = f", {int(memory.read_text().split()[1]) / 1e6:.0f} GB of memory" if memory.exists() else ""
    programs = ", ".join(
        f"{name} {version(name)}" for name in ("django", "psycopg", "pyroaring", "numpy", "gunicorn", "datasette")
    )
    return (
        f"{cores()} processors ({platform.machine()}){total}; Python {platform.python_version()} on {sys.platform}, "
        f"{programs}; PostgreSQL {postgres()} with "
        + ", ".join(f"{name} = {value}" for name, value in SETTINGS.items() if name != "max_connections")
        + "."
    )


def postgres() -> str:
    """The version of the database program."""
    from dc_registry.embedded import _programs

    said = subprocess.run([_programs() / "postgres", "--version"], capture_output=True, text=True).stdout
    return said.split()[-1] if said else "of unknown version"


def section(case: type[Case], results: dict[int, Result]) -> list[str]:
    """One case: a heading, a table, a line of remarks."""
    sizes = sorted(results)
    lines = [f"### {case.work}", "", f"Against: {case.against}.", "", row(HEADINGS), row(["---"] * len(HEADINGS))]
    for size in sizes:
        lines.append(row(cells(case, size, results)))
    remarks = dict.fromkeys(f"{size:,}: {remark}" for size in sizes for remark in results[size].remarks if remark)
    lines += ["", "; ".join(remarks) + "."] if remarks else []
    if case.bound and any("no" in cells(case, size, results)[-1] for size in sizes):
        lines += ["", f"What bounds it: {case.bound}"]
    return [*lines, ""]


def cells(case: type[Case], size: int, results: dict[int, Result]) -> list[str]:
    """One line of a case's table."""
    pair = results[size].pair
    first = min(results)
    growth = pair.ours.median / results[first].pair.ours.median if size != first else None
    goals, reached = [], []
    if case.at_most is not None and size >= case.from_size:
        goals.append(f"ratio ≤ {case.at_most:.2g}" if case.at_most >= 0.1 else f"≥ {1 / case.at_most:.0f} × faster")
        reached.append(pair.ratio <= case.at_most)
    if case.growth_at_most and case.growth_at_most[0] in results and size > case.growth_at_most[0]:
        base, most = case.growth_at_most
        goals.append(f"≤ {most:g} × the time at {base:,}")
        reached.append(pair.ours.median <= most * results[base].pair.ours.median)
    return [
        f"{size:,}",
        spread(pair.ours),
        spread(pair.reference),
        ratio_in_words(pair.ratio),
        f"{growth:.2f} ×" if growth else "",
        ", ".join(goals),
        "" if not reached else "yes" if all(reached) else "no",
    ]


def ratio_in_words(ratio: float) -> str:
    """How our time stands to the reference's."""
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.4f} ({1 / ratio:,.0f} × faster)"


def start_section(started: dict[int, tuple[Series, Series, int]]) -> list[str]:
    """How a server process starts."""
    headings = ("Partnerships", "Ready", "First question answered", "Largest process", "Must reach", "Reached")
    lines = ["### Start of a server process", "", row(headings), row(["---"] * len(headings))]
    goal = f"≤ {AT_MOST_SECONDS} s, ≤ {AT_MOST_BYTES / 1e6:.0f} MB"
    for size, (ready, answered, largest) in sorted(started.items()):
        reached = answered.median <= AT_MOST_SECONDS and largest <= AT_MOST_BYTES
        lines.append(
            row(
                [
                    f"{size:,}",
                    duration(ready.median),
                    duration(answered.median),
                    f"{largest / 1e6:,.0f} MB",
                    goal,
                    "yes" if reached else "no",
                ]
            )
        )
    return [*lines, ""]


def row(texts: object) -> str:
    return "| " + " | ".join(texts) + " |"  # type: ignore[call-overload]
