"""Times of repeated work, and what may be said of them."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Series:
    """Seconds that the same work took, again and again."""

    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def quartiles(self) -> tuple[float, float]:
        if len(self.seconds) < 2:
            return self.seconds[0], self.seconds[0]
        first, _second, third = statistics.quantiles(self.seconds, n=4, method="inclusive")
        return first, third


@dataclass
class Pair:
    """Our time and the reference's, round by round."""

    ours: Series = field(default_factory=Series)
    reference: Series = field(default_factory=Series)

    def add(self, ours: float, reference: float) -> None:
        self.ours.seconds.append(ours)
        self.reference.seconds.append(reference)

    @property
    def ratio(self) -> float:
        """Our median as a multiple of the reference's."""
        return self.ours.median / self.reference.median


def duration(seconds: float) -> str:
    """A time as one reads it: three digits, in ms below ten seconds."""
    if seconds >= 10:
        return f"{seconds:.1f} s"
    milliseconds = seconds * 1000
    digits = 0 if milliseconds >= 100 else 1 if milliseconds >= 10 else 2
    return f"{milliseconds:,.{digits}f} ms"


def spread(series: Series) -> str:
    """The median with the middle half of the times."""
    first, third = series.quartiles
    return f"{duration(series.median)} ({duration(first)} – {duration(third)})"
