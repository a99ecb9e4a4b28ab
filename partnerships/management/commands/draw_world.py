"""Draws the ground of the maps from Natural Earth; `docs/map.md` says when and how."""

import json
from argparse import ArgumentParser
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.core.management.base import BaseCommand

from partnerships.cartography.projection import northing
from partnerships.views.arcs import projected

Line = np.ndarray
Ring = list[int]

STATIC = Path(settings.BASE_DIR) / "static" / "site"
ANTARCTICA = -60
# Steps to a degree, smallest triangle kept and smallest island kept, in square degrees.
FILES = {
    "world.svg": (10, 0.035, 0.05),
    "world-detail.svg": (100, 0.0022, 0.0),
}
HOME = ("world-home.svg", 3, 0.25, 1.2)
# Land whose status or limits the United Nations, or those concerned, hold to be open: its limits are dashed.
OPEN_STATUS = {"Israel", "Kosovo", "N. Cyprus", "Palestine", "Siachen Glacier", "Somaliland", "W. Sahara"}
# With these neighbours there is a treaty.
AGREED = ({"Israel", "Egypt"}, {"Israel", "Jordan"})
# Limits not agreed on between two neighbours, with the box (west, south, east, north) in which they run.
OPEN_LIMITS = {
    frozenset({"India", "Pakistan"}): (72.5, 32.4, 81, 38),
    frozenset({"India", "China"}): (70, 26, 98, 38),
    frozenset({"Pakistan", "China"}): (70, 32, 80, 38),
    frozenset({"Russia", "Ukraine"}): (32, 44, 36, 46.4),
    frozenset({"Sudan", "S. Sudan"}): (24, 9, 30, 12),
    frozenset({"Sudan", "Egypt"}): (33, 21.5, 37.5, 23.2),
    frozenset({"Kenya", "S. Sudan"}): (33.9, 4, 36, 6),
}


def simplified(line: Line, area: float) -> Line:
    """Without the points that add less than `area` to the shape, the least important first; the ends stay."""
    count = len(line)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    x, y = line[:, 0], line[:, 1]

    def triangle(at: int) -> float:
        a, b = before[at], after[at]
        return abs((x[a] - x[at]) * (y[b] - y[at]) - (x[b] - x[at]) * (y[a] - y[at])) / 2

    sizes = {at: triangle(at) for at in range(1, count - 1)}
    heap = [(size, at) for at, size in sizes.items()]
    heapify(heap)
    while heap and heap[0][0] < area:
        size, at = heappop(heap)
        if sizes.get(at) != size:
            continue
        del sizes[at]
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if near in sizes:
                # Never less than the point just dropped, so that a slow bend does not vanish step by step.
                sizes[near] = max(triangle(near), size)
                heappush(heap, (sizes[near], near))
    return line[[0, *sorted(sizes), count - 1]]


def extent(ring: Line) -> float:
    """The area of a closed line."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def drawn(line: Line, close: bool) -> str:
    """A line of whole numbers as part of a path, each point from the one before; nothing if it has shrunk to a point."""
    line = line.astype(int)
    steps = np.diff(line, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (3 if close else 1):
        return ""
    if close:
        steps = steps[:-1]
    words = "".join(f"{x} {y}" if y >= 0 else f"{x}{y}" for x, y in steps[:1].tolist())
    words += "".join((f" {x}" if x >= 0 else f"{x}") + (f" {y}" if y >= 0 else f"{y}") for x, y in steps[1:].tolist())
    return f"M{line[0, 0]} {line[0, 1]}l{words}" + ("z" if close else "")


class World:
    """Natural Earth's countries as a topology: lines, each shared by the countries on its sides."""

    def __init__(self, topology: dict[str, Any]) -> None:
        scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
        self.lines = [unbroken(np.cumsum(np.array(line), axis=0) * scale + translate, 360) for line in topology["arcs"]]
        self.land = [ring for shape in topology["objects"]["land"]["geometries"] for ring in self._rings(shape)]
        self.sides: dict[int, set[str]] = {}
        for country in topology["objects"]["countries"]["geometries"]:
            for ring in self._rings(country):
                for line in ring:
                    self.sides.setdefault(line if line >= 0 else ~line, set()).add(country["properties"]["name"])

    @staticmethod
    def _rings(shape: dict[str, Any]) -> list[Ring]:
        if shape["type"] == "Polygon":
            return shape["arcs"]
        return [ring for polygon in shape.get("arcs", ()) for ring in polygon]

    def borders(self, *, agreed: bool) -> list[int]:
        """The lines between two countries on whose course both agree, or do not."""
        return [line for line, sides in self.sides.items() if len(sides) > 1 and self._is_open(line, sides) != agreed]

    def _is_open(self, line: int, sides: set[str]) -> bool:
        if sides & OPEN_STATUS and sides not in AGREED:
            return True
        west, south, east, north = OPEN_LIMITS.get(frozenset(sides), (0, 0, 0, 0))
        x, y = self.lines[line].mean(axis=0)
        return bool(west < x < east and south < y < north)

    def ring(self, ring: Ring, lines: list[Line], turn: int = 360) -> Line:
        """The lines of a ring, joined, in whatever units `turn` is once around the world."""
        parts = [lines[line] if line >= 0 else lines[~line][::-1] for line in ring]
        return unbroken(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]), turn)

    def inhabited(self) -> list[Ring]:
        """The rings of all land but Antarctica."""
        return [ring for ring in self.land if self.ring(ring, self.lines)[:, 1].max() > ANTARCTICA]


def unbroken(line: Line, turn: int) -> Line:
    """A line that runs on beyond 180° rather than jump to the other edge of the sheet."""
    return np.column_stack([np.unwrap(line[:, 0], period=turn), line[:, 1]])


def west_of(ring: Line, limit: float) -> Line:
    """The part of a closed line that lies west of a meridian."""
    kept: list[Line] = []
    for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if start[0] <= limit:
            kept.append(start)
        if (start[0] <= limit) != (end[0] <= limit):
            kept.append(start + (end - start) * (limit - start[0]) / (end[0] - start[0]))
    return np.array(kept).reshape(-1, 2)


def cut(ring: Line) -> list[Line]:
    """A closed line in one piece or, if it crosses 180°, in one on each edge of the sheet."""
    mirror = np.array([-1, 1])
    turned = [ring + np.array([turn, 0]) for turn in (-360, 0, 360)]
    pieces = [west_of(west_of(one, 180) * mirror, 180) * mirror for one in turned]
    return [piece for piece in pieces if len(piece) > 2]


def paths(world: World, lines: list[Line], steps: int, smallest: float) -> dict[str, str]:
    """Land, agreed borders and others, as paths."""
    whole = [np.rint(line * (steps, -steps)).astype(int) for line in lines]
    kept = [ring for ring in world.inhabited() if extent(world.ring(ring, lines)) >= smallest]
    return {
        "land": "".join(drawn(world.ring(ring, whole, 360 * steps), close=True) for ring in kept),
        "borders": "".join(drawn(whole[line], close=False) for line in world.borders(agreed=True)),
        "open": "".join(drawn(whole[line], close=False) for line in world.borders(agreed=False)),
    }


def globe(world: World, steps: int, area: float, smallest: float) -> str:
    """Land as the home page shows it, on the lines of a globe, whose edges it must not cross."""
    pieces = [piece for ring in world.inhabited() for piece in cut(world.ring(ring, world.lines))]
    rounded = [np.array([projected(x, y) for x, y in [*piece.tolist(), piece[0].tolist()]]) for piece in pieces]
    kept = [simplified(piece, area) for piece in rounded if extent(piece) >= smallest]
    return "".join(drawn(np.rint(piece * steps).astype(int), close=True) for piece in kept)


def document(drawings: dict[str, str], steps: int) -> str:
    """A file of which pages use the parts by their names."""
    shapes = "".join(
        f'<path id="{name}" transform="scale({1 / steps:g})" vector-effect="non-scaling-stroke" d="{path}"/>'
        for name, path in drawings.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>\n'


class Command(BaseCommand):
    help = "Draws the ground of the maps from a topology of Natural Earth's countries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("topology", help="countries-50m.json of the npm package world-atlas")
        parser.add_argument("--to", default=str(STATIC), help="directory for the drawings")

    def handle(self, *args: object, topology: str, to: str, **options: object) -> None:
        world = World(json.loads(Path(topology).read_text()))
        flat = [np.column_stack([line[:, 0], northing(line[:, 1])]) for line in world.lines]
        for name, (steps, area, smallest) in FILES.items():
            lines = [simplified(line, area) for line in flat]
            self.write(Path(to) / name, document(paths(world, lines, steps, smallest), steps))
        name, steps, area, smallest = HOME
        self.write(Path(to) / name, document({"land": globe(world, steps, area, smallest)}, steps))

    def write(self, file: Path, content: str) -> None:
        file.write_text(content)
        self.stdout.write(f"{file.name}: {len(content):,} bytes")
