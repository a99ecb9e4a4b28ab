"""A chart as a drawing: what lies where on the sheet, in its units."""

from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt

import numpy as np
from babel.numbers import format_compact_decimal

from partnerships.cartography.chart import Arc, Chart, Mark
from partnerships.cartography.circles import WORLD, Box, width_of
from partnerships.cartography.curves import Point
from partnerships.cartography.projection import BOTTOM, TOP, latitude_at, y_of
from partnerships.wording import locale

# The sheet is cut through the Bering Strait, where it parts the least.
EDGE = -169.0
# What the drawing is thought to measure, in pixels, for the sizes of circles and letters.
PIXELS = 840
SMALLEST, LARGEST, GROWTH = 5.0, 20.0, 4.0
DIGIT, ROOM = 6.6, 2.6
# So many of the largest circles are named, in two lines if the name is longer than so many letters. A letter is thought
# of as rather too wide than too narrow.
NAMED = 40
LONGEST = 24
LETTER, LINE = 7.2, 13
# So much larger is what stands at a place on a phone; map.css knows it too.
ENLARGED = 2
# From here on coasts and borders are drawn in detail.
CLOSE = 3
# A window around a few places is never narrower, in degrees.
NARROWEST = 0.4
GRATICULE = 30

# Left, top, right and bottom of what is drawn, in pixels.
Room = tuple[float, float, float, float]


@dataclass
class Drawn:
    """A circle on the sheet."""

    mark: Mark
    x: float
    y: float
    radius: float
    figure: str
    address: str = ""
    names: list["Name"] = field(default_factory=list)

    def room(self, x: float, y: float, enlarged: float) -> Room:
        """What the circle covers at a point."""
        r = self.radius * enlarged
        return x - r, y - r, x + r, y + r


@dataclass
class Name:
    """Lines beside a circle: where the first stands, in pixels from its middle, and which end of them lies there."""

    lines: list[str]
    x: float
    y: float
    anchor: str
    is_enlarged: bool

    def room(self, x: float, y: float, enlarged: float) -> Room:
        """What the lines cover if they stand beside a circle at a point."""
        length = length_of(self.lines)
        left = self.x - {"start": 0, "middle": length / 2, "end": length}[self.anchor]
        sides = (left - 2, self.y - 11, left + length + 2, self.y + LINE * (len(self.lines) - 1) + 3)
        left, top, right, bottom = (side * enlarged for side in sides)
        return x + left, y + top, x + right, y + bottom


@dataclass
class Sheet:
    """The window of a chart as a rectangle, its circles and arcs in it, and where one can go from here."""

    chart: Chart
    nearer: str = ""
    farther: str = ""
    whole: str = ""
    area: str = ""
    circles: list[Drawn] = field(default_factory=list)

    def __post_init__(self) -> None:
        west, south, _east, north = self.chart.window
        width, top, bottom = width_of(self.chart.window), min(TOP, y_of(north)), max(BOTTOM, y_of(south))
        self.is_whole = width >= 360
        # Whoever asks for a point, or for a line, sees a little around it.
        self.width, self.height = max(width, NARROWEST), max(top - bottom, NARROWEST / 2)
        self.left = EDGE if self.is_whole else west - (self.width - width) / 2
        self.top = -(top + bottom + self.height) / 2
        self.scale = max(self.width / PIXELS, self.height / (PIXELS / 2))
        most = max((mark.circle.participations for mark in self.chart.marks), default=1)
        self.circles = [self._drawn(mark, most) for mark in self.chart.marks]
        for enlarged in (1, ENLARGED):
            self._name_largest(enlarged)

    @property
    def is_close(self) -> bool:
        """Whether one looks so closely that coarse coasts would be wrong."""
        return self.chart.zoom >= CLOSE

    @property
    def box(self) -> str:
        """For `viewBox`."""
        return f"{self.left:.4g} {self.top:.6g} {self.width:.6g} {self.height:.6g}"

    @property
    def arcs(self) -> list[str]:
        """The arcs as paths."""
        return [path_of(arc) for arc in self.chart.arcs or ()]

    @property
    def ends(self) -> str:
        """A point at each place to which an arc leads, as one path; what a circle stands for may lie beside it."""
        ends = {(x, -y_of(y)) for arc in self.chart.arcs or () for x, y in arc.ends}
        return "".join(f"M{x:.3f} {y:.3f}h0" for x, y in sorted(ends))

    @property
    def graticule(self) -> str:
        """Meridians and parallels, once around the world."""
        meridians = "".join(f"M{x} -100V100" for x in range(-180, 180, GRATICULE))
        return meridians + "".join(f"M-180 {-y_of(y):.2f}h360" for y in range(-60, 90, GRATICULE))

    def across(self, longitude: float) -> float:
        """Where a longitude lies on the sheet, from its left edge on."""
        return self.left + (longitude - self.left) % 360

    def around(self, bounds: Box) -> Box:
        """A window with room around some places."""
        west, south, _east, north = bounds
        width = max(width_of(bounds) * 1.5, NARROWEST)
        height = max((y_of(north) - y_of(south)) * 1.5, NARROWEST / 2)
        middle_y = (y_of(north) + y_of(south)) / 2
        return self._window(west + width_of(bounds) / 2, middle_y, width, height)

    def scaled(self, factor: float) -> Box | None:
        """The window seen from nearer or farther; None for the whole world."""
        width, height = self.width * factor, self.height * factor
        if width >= 300:
            return None
        return self._window(self.left + self.width / 2, -(self.top + self.height / 2), width, height)

    def _window(self, x: float, y: float, width: float, height: float) -> Box:
        if width >= 360:
            return WORLD
        west, east = ((x + side * width / 2 + 180) % 360 - 180 for side in (-1, 1))
        south, north = (float(latitude_at(y + side * height / 2)) for side in (-1, 1))  # type: ignore[arg-type]
        return west, max(south, -90.0), east, min(north, 90.0)

    def _name_largest(self, enlarged: float) -> None:
        """Names beside the largest circles, where all this, enlarged, covers neither another name nor a circle."""
        across = self.width / self.scale
        placed = [((drawn.x - self.left) / self.scale, (drawn.y - self.top) / self.scale, drawn) for drawn in self.circles]
        taken = np.array([drawn.room(x, y, enlarged) for x, y, drawn in placed])
        for x, y, drawn in placed[:NAMED]:
            for name in _beside(drawn, x / enlarged, across / enlarged, is_enlarged=enlarged > 1):
                room = name.room(x, y, enlarged)
                if room[0] >= 0 and room[2] <= across and not _meets(room, taken):
                    drawn.names.append(name)
                    taken = np.vstack([taken, room])
                    break

    def _drawn(self, mark: Mark, most: int) -> Drawn:
        count = mark.circle.participations
        figure = str(format_compact_decimal(count, locale=locale())).replace("\u00a0", "") if count > 1 else ""
        # Room for the figure; but 2K must not look smaller than 430.
        letters = max(len(figure), 3) if count >= 1000 else len(figure)
        radius = max(radius_of(count, most), DIGIT * letters / 2 + ROOM if figure else 0)
        return Drawn(mark, self.across(mark.circle.longitude), -y_of(mark.circle.latitude), radius, figure)


def _beside(drawn: Drawn, x: float, across: float, *, is_enlarged: bool) -> list[Name]:
    """Where the name of a circle may stand, the best place first; above and below it keeps clear of the edges."""
    lines, r = in_lines(drawn.mark.name), drawn.radius
    more = LINE * (len(lines) - 1)
    room = length_of(lines) / 2 + 3
    aside, edge = min(across - room, max(room, x)) - x, 0.75 * r
    spots = [
        (r + 3, 4 - more / 2, "start"), (-r - 3, 4 - more / 2, "end"),
        (aside, r + 13, "middle"), (aside, -r - 5 - more, "middle"),
        (edge, -edge - more, "start"), (-edge, -edge - more, "end"), (edge, edge + 9, "start"), (-edge, edge + 9, "end"),
    ]  # fmt: skip
    return [Name(lines, *spot, is_enlarged) for spot in spots]


def in_lines(words: str) -> list[str]:
    """Words in one line, or in two of about the same length."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    if len(words) <= LONGEST or not spaces:
        return [words]
    middle = min(spaces, key=lambda at: abs(2 * at - len(words)))
    return [words[:middle], words[middle + 1 :]]


def length_of(lines: list[str]) -> float:
    """How long lines are thought to be, in pixels."""
    return LETTER * max(map(len, lines))


def _meets(room: Room, taken: np.ndarray) -> bool:
    """Whether a room overlaps with any that is taken."""
    left, top, right, bottom = room
    meets = (taken[:, 0] < right) & (taken[:, 2] > left) & (taken[:, 1] < bottom) & (taken[:, 3] > top)
    return bool(meets.any())


def radius_of(count: int, most: int) -> float:
    """The radius of a circle in pixels: the area grows with the count, up to that of the largest."""
    largest = min(LARGEST, SMALLEST + GROWTH * log(most))
    return SMALLEST + (largest - SMALLEST) * (sqrt((count - 1) / (most - 1)) if most > 1 else 0)


def path_of(arc: Arc) -> str:
    """An arc as a path on the sheet, smooth however near one looks."""
    return "".join(_smooth([(x, -y_of(y)) for x, y in line]) for line in arc.lines)


def _smooth(line: list[Point]) -> str:
    """A path from the first point to the last that bends towards each point between and passes halfway to the next."""
    (x, y), *between, end = line
    halfway = [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in pairwise(between)]
    bends = "".join(f"Q{a:.2f} {b:.2f} {c:.2f} {d:.2f}" for (a, b), (c, d) in zip(between, [*halfway, end], strict=False))
    return f"M{x:.3f} {y:.3f}{bends or f'L{end[0]:.2f} {end[1]:.2f}'}"


def written(window: Box) -> str:
    """A window as an address has it, no more precise than its size asks for."""
    digits = 1 if width_of(window) > 20 else 3
    return ",".join(f"{side:.{digits}f}".rstrip("0").rstrip(".") or "0" for side in window)
