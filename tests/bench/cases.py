"""What is measured: each case is some work of ours beside a reference that gives the same answer."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass
class Bench:
    """What the cases of one registry have in common."""

    size: int
    url: str
    port: int
    rival_port: int
    words: Any = None


class Case:
    """One work. `ours` and `reference` must give the same; what they give is compared in every round."""

    name: ClassVar[str]
    work: ClassVar[str]
    against: ClassVar[str] = "bare `count(*)`"
    # The ratio of the times must be at most this, or the reverse at least this; None where only growth counts.
    at_most: ClassVar[float | None] = None
    at_least: ClassVar[float | None] = None
    # The goal holds for registries of at least this size: for smaller ones what every page costs outweighs counting.
    from_size: ClassVar[int] = 0
    # The largest size must take at most so many times as long as the size named first.
    growth_at_most: ClassVar[tuple[int, float] | None] = None
    only_sizes: ClassVar[tuple[int, ...] | None] = None
    rounds: ClassVar[int | None] = None
    # What bounds it, said where the goal is not reached.
    bound: ClassVar[str] = ""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def prepare(self, rounds: int) -> str:
        """Make ready, and check that both sides do the same. May give a remark on what is measured."""
        return ""

    def ours(self, number: int) -> Any:
        raise NotImplementedError

    def reference(self, number: int) -> Any:
        raise NotImplementedError

    def told(self, result: Any) -> Any:
        """What is compared of a result. Finding that out is no part of the work, and is not timed."""
        return result

    def timed(self, number: int) -> tuple[float, float]:
        """Seconds of ours and of the reference, which take turns in being the first."""
        gc.collect()
        seconds, results = {}, {}
        sides = {"ours": self.ours, "reference": self.reference}
        for side in sorted(sides, reverse=bool(number % 2)):
            began = time.perf_counter()
            result = sides[side](number)
            seconds[side] = time.perf_counter() - began
            results[side] = self.told(result)
        if results["ours"] != results["reference"]:
            raise AssertionError(f"{self.name}, round {number}: {results['ours']!r} is not {results['reference']!r}")
        return seconds["ours"], seconds["reference"]

    def done(self) -> str:
        """After the last round: a further remark, such as the memory that was taken."""
        return ""


REGISTERED: dict[str, Callable[[Bench], Case]] = {}


def registered(case: type[Case]) -> type[Case]:
    """Have a case measured, in the order in which they are written."""
    REGISTERED[case.name] = case
    return case
