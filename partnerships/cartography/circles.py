"""Many places as few circles: near ones become one, and how near is near depends on how far one has zoomed in."""

from dataclasses import dataclass

import numpy as np

from partnerships.cartography.projection import latitude_at

Box = tuple[float, float, float, float]

WORLD: Box = (-180.0, -90.0, 180.0, 90.0)
FARTHEST = 10
# At zoom 0 a map of the world 360 pixels wide is thought of, with room for a circle every 45 pixels.
LARGEST_CELL = 45.0
MOST_CIRCLES = 500
# Circles nearer than this part of a cell would cover each other.
CLOSE = 0.7
# More than anybody takes part: what a government counts besides when the foremost of a circle is chosen.
GOVERNMENT_FIRST = 1 << 40
# While there are no more cells than this, counting all is faster than sorting.
MOST_CELLS = 1 << 19


@dataclass
class Circle:
    """Places near each other: where, how many, how often they take part, between which limits, and the foremost of them.

    The foremost lends the circle its name: the government that takes part most often, or else whoever does.
    """

    longitude: float
    latitude: float
    places: int
    participations: int
    bounds: Box
    foremost: int


@dataclass(frozen=True)
class Clustering:
    """The circles of a part of the world, the foremost places first, at the zoom that kept them few enough."""

    circles: list[Circle]
    zoom: int
    cell: float
    inside: np.ndarray


def width_of(window: Box) -> float:
    """How many degrees a box spans from west to east, across 180° if west lies east of east."""
    west, _south, east, _north = window
    return east - west if east >= west else east - west + 360


def fitting_zoom(window: Box) -> int:
    """The zoom at which a box is shown when nobody says: its width on a screen of some 700 pixels."""
    return int(np.clip(round(np.log2(720 / max(width_of(window), 0.01))), 0, FARTHEST))


def clustered(
    longitude: np.ndarray,
    latitude: np.ndarray,
    y: np.ndarray,
    counts: np.ndarray,
    governs: np.ndarray,
    window: Box,
    zoom: int,
) -> Clustering:
    """The circles that show places at `zoom`, or at the nearest below it at which there are few enough.

    `y` is the northing of each latitude, `governs` whether a place is a government.
    """
    inside, x = _inside(window, longitude, latitude)
    y, weights = y[inside], counts[inside]
    standing = weights + GOVERNMENT_FIRST * governs[inside]
    # The cells lie still under a moving window, and each holds whole cells of the next zoom.
    column = ((longitude[inside] + 180) * (2**zoom / LARGEST_CELL)).astype(np.int32)
    row = ((180 - y) * (2**zoom / LARGEST_CELL)).astype(np.int32)
    while True:
        groups, number = _numbered(row * (8 << zoom) + column)
        if number <= MOST_CIRCLES or zoom == 0:
            break
        zoom, column, row = zoom - 1, column >> 1, row >> 1
    cell = LARGEST_CELL / 2**zoom
    sums = _Sums.of(groups, number, x, y, weights, standing)
    sums.join_close(CLOSE * cell)
    return Clustering(sums.circles(window[0], inside), zoom, cell, inside)


def _inside(window: Box, longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which of some points lie in a box, and how far east of its western edge, so that a box across 180° is of one piece."""
    west, south, _east, north = window
    if window == WORLD:
        return np.arange(len(longitude)), longitude - west
    x = (longitude - west) % 360
    inside = np.flatnonzero((x <= width_of(window)) & (latitude >= south) & (latitude <= north))
    return inside, x[inside]


def _numbered(cells: np.ndarray) -> tuple[np.ndarray, int]:
    """For each place the number of its cell among those that hold any, and how many these are."""
    if not len(cells):
        return cells, 0
    low = cells.min()
    if cells.max() - low > MOST_CELLS:
        held, groups = np.unique(cells, return_inverse=True)
        return groups, len(held)
    cells = cells - low
    held = np.zeros(cells.max() + 1, dtype=bool)
    held[cells] = True
    return (np.cumsum(held, dtype=np.int32) - 1)[cells], int(held.sum())


@dataclass
class _Sums:
    """What adds up in each circle."""

    places: np.ndarray
    weight: np.ndarray
    x: np.ndarray
    y: np.ndarray
    bounds: np.ndarray
    highest: np.ndarray
    foremost: np.ndarray

    @classmethod
    def of(
        cls, groups: np.ndarray, number: int, x: np.ndarray, y: np.ndarray, weights: np.ndarray, standing: np.ndarray
    ) -> "_Sums":
        # Small whole numbers are sorted in one go over them.
        order = np.argsort(groups.astype(np.uint16 if number < 1 << 16 else np.int64), kind="stable")
        places = np.bincount(groups, minlength=number)
        starts = np.concatenate(([0], np.cumsum(places)[:-1])).astype(np.int64)
        if not number:
            nothing = np.zeros(0)
            return cls(places, nothing, nothing, nothing, np.zeros((4, 0)), nothing, places)
        x, y, weights, standing = x[order], y[order], weights[order], standing[order]
        weight, highest = np.add.reduceat(weights, starts), np.maximum.reduceat(standing, starts)
        bounds = np.array(
            [np.minimum.reduceat(x, starts), np.minimum.reduceat(y, starts),
             -np.maximum.reduceat(x, starts), -np.maximum.reduceat(y, starts)]
        )  # fmt: skip
        # Of several that stand highest the first.
        best = np.flatnonzero(standing == np.repeat(highest, places))
        foremost = order[best[np.searchsorted(best, starts)]]
        middle_x, middle_y = (np.add.reduceat(weights * axis, starts) / weight for axis in (x, y))
        return cls(places, weight, middle_x, middle_y, bounds, highest, foremost)

    def join_close(self, distance: float) -> None:
        """The larger take in the smaller that lie closer than `distance`."""
        alive = np.ones(len(self.places), dtype=bool)
        for at in np.lexsort((self.foremost, -self.weight)):
            if not alive[at]:
                continue
            near = alive & (np.hypot(self.x - self.x[at], self.y - self.y[at]) < distance)
            if near.sum() == 1:
                continue
            self._join(at, np.flatnonzero(near))
            alive[near] = False
            alive[at] = True
        for name in ("places", "weight", "x", "y", "highest", "foremost"):
            setattr(self, name, getattr(self, name)[alive])
        self.bounds = self.bounds[:, alive]

    def _join(self, at: int, near: np.ndarray) -> None:
        weight = self.weight[near].sum()
        self.x[at] = np.dot(self.weight[near], self.x[near]) / weight
        self.y[at] = np.dot(self.weight[near], self.y[near]) / weight
        self.weight[at] = weight
        self.places[at] = self.places[near].sum()
        self.bounds[:, at] = self.bounds[:, near].min(axis=1)
        first = near[np.lexsort((self.foremost[near], -self.highest[near]))[0]]
        self.highest[at], self.foremost[at] = self.highest[first], self.foremost[first]

    def circles(self, west: float, inside: np.ndarray) -> list[Circle]:
        """As circles, the largest first."""
        order = np.lexsort((self.foremost, -self.weight))
        longitude = _around(self.x[order] + west)
        latitude = latitude_at(self.y[order])
        low_x, low_y, high_x, high_y = self.bounds[:, order] * np.array([[1], [1], [-1], [-1]])
        bounds = np.column_stack([_around(low_x + west), latitude_at(low_y), _around(high_x + west), latitude_at(high_y)])
        rows = zip(
            longitude.round(4).tolist(), latitude.round(4).tolist(), self.places[order].tolist(),
            self.weight[order].astype(np.int64).tolist(), bounds.round(4).tolist(), inside[self.foremost[order]].tolist(),
            strict=True,
        )  # fmt: skip
        return [Circle(x, y, places, weight, tuple(limits), first) for x, y, places, weight, limits, first in rows]


def _around(longitude: np.ndarray) -> np.ndarray:
    """Longitudes between −180 and 180."""
    return (longitude + 180) % 360 - 180
