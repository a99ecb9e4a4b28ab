"""Telling how far a long work has come, how fast it goes and how long it will still take."""

import time
from collections.abc import Callable

SECONDS_BETWEEN_LINES = 3

Report = Callable[[str], None]


class Progress:
    """One work of `total` steps. A line every few seconds, and one at the end."""

    def __init__(self, report: Report, what: str, total: int) -> None:
        self.report, self.what, self.total = report, what, total
        self.done = 0
        self.began = self.spoke = time.monotonic()

    def advance(self, steps: int) -> None:
        """Say that `steps` more are done."""
        self.done += steps
        now = time.monotonic()
        if self.done >= self.total or now - self.spoke >= SECONDS_BETWEEN_LINES:
            self.spoke = now
            seconds = max(now - self.began, 0.001)
            rate = self.done / seconds
            left = (self.total - self.done) / rate
            rest = f"{left:,.0f} s left" if self.done < self.total else f"done in {seconds:,.1f} s"
            self.report(f"{self.what}: {self.done:,} of {self.total:,}, {rate:,.0f} a second, {rest}")
