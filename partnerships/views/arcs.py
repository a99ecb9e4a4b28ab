"""The picture of the home page: an arc between the partners of each partnership, on the lines of a globe."""

from dataclasses import dataclass
from math import radians

from partnerships.models import Partnership
from partnerships.models.partnership import PartnershipQuerySet

# Enough to show a world that cooperates, few enough for a slow line.
DRAWN = 60
SIDES_DRAWN = 5
SCALE = 122
BEND = 0.25
SOUTH, NORTH = -58, 72


@dataclass(frozen=True)
class Picture:
    """Ready for an `<svg>`: the frame, the grid, the arcs, the points."""

    box: str
    grid: str
    arcs: list[str]
    points: list[tuple[float, float]]
    partnerships: int


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """The Natural Earth projection (Patterson and Šavrič), in units of the picture, north up."""
    x, y = radians(longitude), radians(latitude)
    y2 = y * y
    y4 = y2 * y2
    across = x * (0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4)))
    up = y * (1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4)))
    return round(across * SCALE, 1), round(-up * SCALE, 1)


def _line(places: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)


def _grid() -> str:
    meridians = [
        _line([projected(longitude, latitude) for latitude in range(SOUTH, NORTH + 1, 13)])
        for longitude in range(-180, 181, 30)
    ]
    parallels = [_line([projected(-180, latitude), projected(180, latitude)]) for latitude in range(-30, 61, 30)]
    return "".join(meridians + parallels)


GRID = _grid()
_LEFT, _TOP = projected(-180, 0)[0], projected(0, NORTH)[1]
BOX = f"{_LEFT - 4:g} {_TOP - 4:g} {-2 * _LEFT + 8:g} {projected(0, SOUTH)[1] - _TOP + 8:g}"


def _arc(start: tuple[float, float], end: tuple[float, float]) -> str:
    """From west to east over the top, from pole to pole in a bow: bent to one side by a quarter of its length."""
    (x1, y1), (x2, y2) = sorted((start, end))
    x = (x1 + x2) / 2 + (y2 - y1) * BEND
    y = (y1 + y2) / 2 - (x2 - x1) * BEND
    return f"M{x1:g} {y1:g}Q{x:.1f} {y:.1f} {x2:g} {y2:g}"


def arcs_of(partnerships: PartnershipQuerySet) -> Picture:
    """The latest of `partnerships` with places, drawn. Two queries."""
    latest = partnerships.order_by("-updated", "code").prefetch_related("participations__organisation")[:DRAWN]
    arcs: dict[str, None] = {}
    points: dict[tuple[float, float], None] = {}
    for partnership in latest:
        places = _places(partnership)
        for place in places:
            points[place] = None
        for place in places[1:]:
            arcs[_arc(places[0], place)] = None
    return Picture(BOX, GRID, list(arcs), list(points), len(latest))


def _places(partnership: Partnership) -> list[tuple[float, float]]:
    sides = [side.organisation for side in partnership.participations.all()]
    located = [
        projected(float(side.longitude), float(side.latitude))
        for side in sides
        if side.longitude is not None and side.latitude is not None and SOUTH < side.latitude < NORTH
    ]
    return list(dict.fromkeys(located))[:SIDES_DRAWN]
