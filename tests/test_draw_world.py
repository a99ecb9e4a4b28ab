"""Drawing the ground of the map from a topology."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command

# Two countries side by side, the eastern one across 180°, and Antarctica. Steps of one degree, from 170° E, 0° N.
WORLD = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [170, 0]},
    "arcs": [
        [[5, 0], [0, 10]],
        [[5, 10], [-5, 0], [0, -10], [5, 0]],
        [[5, 0], [-340, 0], [0, 10], [340, 0]],
        [[0, -80], [-100, 0], [0, 5], [100, -5]],
    ],
    "objects": {
        "land": {"type": "GeometryCollection", "geometries": [{"type": "MultiPolygon", "arcs": [[[1, 2]], [[3]]]}]},
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "Polygon", "arcs": [[2, -1]], "properties": {"name": "East"}},
            ],
        },
    },
}


@pytest.fixture
def draw(tmp_path):
    """A function that draws a world and gives one of its drawings, part by part."""

    def drawn(world, name="world.svg"):
        (tmp_path / "world.json").write_text(json.dumps(world))
        call_command("draw_world", str(tmp_path / "world.json"), to=str(tmp_path), stdout=StringIO())
        return dict(re.findall(r'<path id="(\w+)"[^>]* d="([^"]*)"', (tmp_path / name).read_text()))

    return drawn


def points_of(path):
    """Where a path of one line leads."""
    start, steps = re.fullmatch(r"M(-?\d+ -?\d+)l([-\d ]+)z?", path).groups()
    x, y = map(int, start.split())
    numbers = iter(map(int, re.findall(r"-?\d+", steps)))
    points = [(x, y)]
    for across, down in zip(numbers, numbers, strict=True):
        x, y = x + across, y + down
        points.append((x, y))
    return points


def test_land_runs_on_beyond_180_and_antarctica_is_left_out(draw):
    land = draw(WORLD)["land"]
    assert land.count("M") == 1
    assert {x for x, _y in points_of(land)} == {1700, 1750, 1950}


def test_a_border_is_drawn_once(draw):
    drawing = draw(WORLD)
    assert [x for x, _y in points_of(drawing["borders"])] == [1750, 1750]
    assert drawing["open"] == ""


def test_a_border_that_is_not_agreed_on_is_drawn_apart(draw):
    countries = WORLD["objects"]["countries"]["geometries"]
    disputed = [{**countries[0], "properties": {"name": "W. Sahara"}}, countries[1]]
    world = {**WORLD, "objects": {**WORLD["objects"], "countries": {"type": "GeometryCollection", "geometries": disputed}}}
    drawing = draw(world)
    assert (drawing["borders"], len(points_of(drawing["open"]))) == ("", 2)


def test_the_globe_of_the_home_page_is_cut_at_its_edges(draw):
    assert draw(WORLD, "world-home.svg")["land"].count("M") == 2
