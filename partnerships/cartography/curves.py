"""Arcs between places, as lines that never cross the map from one edge to the other."""

from itertools import pairwise

import numpy as np

from partnerships.cartography.projection import latitude_at, y_of

Point = tuple[float, float]

POINTS = 17
# How far an arc bends to the north, as a part of its length, and in units of the sheet at most.
BEND, MOST_BENT = 0.22, 24.0


def curve(start: Point, end: Point) -> list[list[Point]]:
    """A bow between two places (longitude, latitude), the short way round; in two lines if it crosses 180°."""
    first, last = sorted((start, end))
    if last[0] - first[0] > 180:
        first, last = last, first
    (x1, y1), (x2, y2) = _on_sheet(first), _on_sheet(last)
    x2 += 360 if x2 < x1 else 0
    across, up = x2 - x1, y2 - y1
    length = float(np.hypot(across, up))
    bend = min(BEND * length, MOST_BENT) / max(length, 1e-9)
    share = np.linspace(0, 1, POINTS)
    swing = 4 * share * (1 - share) * bend
    line = np.column_stack([x1 + share * across - swing * up, y1 + share * up + swing * across])
    lines = [_in_degrees(part) for part in _parted(line)]
    lines[0][0], lines[-1][-1] = first, last
    return lines


def _on_sheet(place: Point) -> Point:
    return place[0], y_of(place[1])


def _parted(line: np.ndarray) -> list[np.ndarray]:
    """A line that runs beyond 180° in parts that do not."""
    for edge in (180, -180):
        beyond = line[:, 0] > edge
        if beyond.any() and not beyond.all():
            cuts = [at for at, (one, two) in enumerate(pairwise(beyond)) if one != two]
            parts, start = [], np.empty((0, 2))
            begin = 0
            for at in cuts:
                here, there = line[at], line[at + 1]
                crossing = here + (there - here) * (edge - here[0]) / (there[0] - here[0])
                parts.append(np.vstack([start, line[begin : at + 1], crossing]))
                start, begin = crossing[None], at + 1
            return [*parts, np.vstack([start, line[begin:]])]
    return [line]


def _in_degrees(line: np.ndarray) -> list[Point]:
    middle = line[:, 0].mean()
    turn = 360 * np.floor((middle + 180) / 360)
    longitude, latitude = (line[:, 0] - turn).round(3), latitude_at(line[:, 1]).round(3)
    return list(zip(longitude.tolist(), latitude.tolist(), strict=True))
