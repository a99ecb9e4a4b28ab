"""The map: which circles, arcs and places answer a question, at the API and on the page."""

import re
from itertools import pairwise, product

import numpy as np
import pytest
from django.http import QueryDict
from django.utils import translation

from partnerships.answers import Answer
from partnerships.cartography import positions
from partnerships.cartography.chart import Chart
from partnerships.cartography.circles import clustered
from partnerships.cartography.curves import curve
from partnerships.cartography.projection import latitude_at, northing
from partnerships.cartography.sheet import ENLARGED, Sheet
from partnerships.models import Partnership
from partnerships.views.beside_results import question_of
from regions.models import Country, Organisation
from tests.maps import MAP, asked, circles_of
from tests.pages import main_of, page


@pytest.fixture
def place(make_partnership):
    """A function that puts an organisation at a longitude and latitude."""

    def put(code, longitude, latitude, **fields):
        Organisation.objects.filter(code=code).update(longitude=longitude, latitude=latitude, **fields)

    return put


@pytest.fixture
def triangle(make_partnership, place):
    """Dakar and Lyon three times, Dakar and Fiji once, and somebody without a position."""
    for number in range(3):
        make_partnership(f"north-{number}", ("dakar", "lyon"))
    make_partnership("far", ("dakar", "fiji", "nowhere"))
    place("dakar", "-17.4441", "14.6928")
    place("lyon", "4.8357", "45.7640")
    place("fiji", "178.4419", "-18.1416")


def seen(answer):
    return {
        (circle["place"]["code"], circle["places"], circle["participations"], circle["longitude"], circle["latitude"])
        for circle in answer["circles"]
    }


def test_each_place_is_a_circle_with_its_number_of_results(client, triangle):
    answer = asked(client)
    assert answer["count"] == 4
    assert answer["partners"] == {"all": 4, "located": 3, "shown": 3}
    assert seen(answer) == {
        ("dakar", 1, 4, -17.4441, 14.6928),
        ("lyon", 1, 3, 4.8357, 45.764),
        ("fiji", 1, 1, 178.4419, -18.1416),
    }
    assert [circle["participations"] for circle in answer["circles"]] == [4, 3, 1]
    assert answer["circles"][0]["label"] == "Dakar, Senegal: 4 partnerships"
    assert answer["circles"][2]["label"] == "Fiji, Senegal: 1 partnership"
    assert (answer["window"], answer["zoom"], answer["cell"]) == ([-180, -90, 180, 90], 1, 22.5)
    assert answer["summary"] == "3 partners are on the map."


def test_the_list_is_the_same_as_the_circles(client, triangle):
    places = asked(client)["places"]
    assert [(place["code"], place["count"]) for place in places] == [("dakar", 4), ("lyon", 3), ("fiji", 1)]
    assert places[0] == {
        "code": "dakar",
        "name": "Dakar",
        "lang": "en",
        "country": "SN",
        "country_name": "Senegal",
        "count": 4,
        "parameter": "government",
    }


def test_near_places_share_a_circle_until_one_looks_closer(client, make_partnership, place):
    for number in range(3):
        make_partnership(f"one-{number}", ("a", "b"))
    make_partnership("two", ("a", "c"))
    place("a", "10", "10")
    place("b", "12", "10")
    place("c", "40", "10")
    (near, far) = asked(client, "zoom=1")["circles"]
    assert (near["places"], near["participations"], near["place"]["code"]) == (2, 7, "a")
    # The mean, weighted by participations: 4 at 10° and 3 at 12°.
    assert (near["longitude"], near["latitude"]) == (10.8571, 10)
    assert near["bounds"] == [10, 10, 12, 10]
    assert near["label"] == "A, Senegal and 1 more partner; together they take part 7 times"
    assert far["place"]["code"] == "c"
    assert [circle["place"]["code"] for circle in asked(client, "zoom=6")["circles"]] == ["a", "b", "c"]


def test_a_circle_is_called_after_a_government_if_there_is_one(client, make_partnership, place):
    for number in range(3):
        make_partnership(f"one-{number}", ("network", "union", "far-away"))
    make_partnership("two", ("network", "city", "town"))
    make_partnership("three", ("city", "far-away"))
    for code, longitude in (("network", 10), ("union", 10), ("city", 11), ("town", 10)):
        place(code, longitude, 10)
    place("far-away", 90, 10)
    Organisation.objects.filter(code__in=("network", "union", "far-away")).update(kind=Organisation.Kind.NETWORK)
    near, far = asked(client, "zoom=1")["circles"]
    assert (near["place"]["code"], near["places"], near["participations"]) == ("city", 4, 10)
    assert (far["place"]["code"], far["places"]) == ("far-away", 1)


def test_places_on_both_sides_of_a_line_of_the_grid_share_a_circle(client, make_partnership, place):
    make_partnership("one", ("a", "b"))
    place("a", "-0.1", "10")
    place("b", "0.1", "10")
    assert [circle["places"] for circle in asked(client, "zoom=3")["circles"]] == [2]


def test_places_of_one_position_never_come_apart(client, make_partnership, place):
    make_partnership("one", ("a", "b"))
    place("a", "10", "10")
    place("b", "10", "10")
    (circle,) = asked(client, "zoom=10&window=9.9,9.9,10.1,10.1")["circles"]
    assert (circle["places"], circle["bounds"]) == (2, [10, 10, 10, 10])


def test_a_window_shows_a_part_and_leaves_the_question_as_it_is(client, triangle):
    answer = asked(client, "window=-30,0,30,60")
    assert answer["count"] == 4
    assert answer["partners"] == {"all": 4, "located": 3, "shown": 2}
    assert {circle["place"]["code"] for circle in answer["circles"]} == {"dakar", "lyon"}
    assert answer["summary"] == "2 of 3 partners are in this part of the world."


def test_bbox_asks_as_everywhere_and_is_what_is_shown(client, triangle):
    answer = asked(client, "bbox=170,-30,-170,0")
    assert answer["count"] == 1
    assert answer["partners"] == {"all": 3, "located": 2, "shown": 1}
    assert [circle["place"]["code"] for circle in answer["circles"]] == ["fiji"]
    wider = asked(client, "bbox=170,-30,-170,0&window=-180,-90,180,90")
    assert {circle["place"]["code"] for circle in wider["circles"]} == {"fiji", "dakar"}


def test_a_window_across_180_is_of_one_piece(client, make_partnership, place):
    make_partnership("one", ("west", "east"))
    place("west", "179.5", "-17")
    place("east", "-179.5", "-17")
    (circle,) = asked(client, "window=170,-30,-170,0&zoom=2")["circles"]
    assert circle["places"] == 2
    assert abs(circle["longitude"]) == 180
    assert circle["bounds"] == [179.5, -17, -179.5, -17]
    assert {circle["longitude"] for circle in asked(client, "window=170,-30,-170,0&zoom=8")["circles"]} == {179.5, -179.5}


def test_what_is_not_published_is_on_no_map(client, triangle):
    Partnership.objects.filter(code="far").update(publication="draft")
    assert {circle["place"]["code"] for circle in asked(client)["circles"]} == {"dakar", "lyon"}


def test_arcs_join_the_first_partner_with_the_others(client, triangle):
    arcs = asked(client)["arcs"]
    assert {tuple(sorted(arc["partnerships"])): len(arc["lines"]) for arc in arcs} == {
        ("north-0", "north-1", "north-2"): 1,
        ("far",): 2,
    }
    (line,) = next(arc["lines"] for arc in arcs if "north-0" in arc["partnerships"])
    assert (line[0], line[-1]) == ([-17.4441, 14.6928], [4.8357, 45.764])


def test_no_arc_crosses_the_map_from_edge_to_edge(client, make_partnership, place):
    make_partnership("across", ("seoul", "vancouver"))
    place("seoul", "126.9780", "37.5665")
    place("vancouver", "-123.1207", "49.2827")
    ((west, east),) = [arc["lines"] for arc in asked(client)["arcs"]]
    assert (west[0], east[-1]) == ([126.978, 37.5665], [-123.1207, 49.2827])
    assert (west[-1][0], east[0][0]) == (180, -180)
    assert west[-1][1] == east[0][1]
    for line in (west, east):
        assert all(abs(one[0] - two[0]) < 30 for one, two in pairwise(line))


def test_more_results_than_can_be_told_apart_have_no_arcs(client, make_partnership, place):
    for number in range(61):
        make_partnership(f"one-{number}")
    place("one", "1", "1")
    place("two", "30", "30")
    make_partnership("other", ("three", "two"))
    place("three", "50", "50")
    assert asked(client)["arcs"] is None
    assert [arc["partnerships"] for arc in asked(client, "government=three")["arcs"]] == [["other"]]


@pytest.mark.parametrize("query", ["", "window=-30,0,30,60", "window=10,10,10,10", "bbox=5,5,5,5", "window=180,0,-180,10"])
def test_any_window_is_drawn(client, triangle, query):
    assert client.get(f"{MAP}?{query}").status_code == 200
    page(client, f"/en/map/?{query}")


def queries_of(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", [MAP, "/en/map/"])
def test_the_number_of_queries_does_not_grow(client, make_partnership, place, address, django_assert_max_num_queries):
    for number in range(2):
        make_partnership(f"p-{number}", (f"a-{number}", f"b-{number}"))
    Organisation.objects.exclude(code="b-0").update(latitude=1, longitude=1)
    few = queries_of(client, address, django_assert_max_num_queries)
    for number in range(2, 20):
        make_partnership(f"p-{number}", (f"a-{number}", f"b-{number}"))
        place(f"a-{number}", 9 * number, 2 * number)
    assert queries_of(client, address, django_assert_max_num_queries) <= few


def test_many_places_are_found_in_memory_and_the_same(client, triangle, place, monkeypatch):
    expected = asked(client)
    monkeypatch.setattr(positions, "FEW", 0)
    monkeypatch.setattr(positions, "PATIENCE", 0)
    monkeypatch.setattr(positions, "_memory", positions.Memory())
    assert asked(client) == expected
    place("lyon", "5", "46")
    assert ("lyon", 1, 3, 5.0, 46.0) in seen(asked(client))


def test_circles_stay_few_enough():
    longitude, latitude = (axis.ravel() for axis in np.meshgrid(np.linspace(-170, 170, 120), np.linspace(-50, 70, 60)))
    counts = np.ones(len(longitude), dtype=np.int64)
    found = clustered(longitude, latitude, northing(latitude), counts, counts > 1, (-180, -90, 180, 90), 8)
    assert found.zoom < 8
    assert len(found.circles) <= 500
    assert sum(circle.places for circle in found.circles) == len(longitude)


def test_the_sheet_can_be_read_back():
    latitudes = np.linspace(-85, 85, 35)
    assert np.allclose(latitude_at(northing(latitudes)), latitudes, atol=0.001)
    assert northing(np.float64(45)) == pytest.approx(-northing(np.float64(-45)))


@pytest.mark.parametrize("ends", [((0, 0), (10, 0)), ((170, 10), (-170, 10)), ((-170, -40), (170, 50)), ((5, -30), (5, 40))])
def test_an_arc_begins_and_ends_where_it_should_whichever_way_it_is_asked(ends):
    there, back = curve(*ends), curve(*reversed(ends))
    assert there == back
    assert {there[0][0], there[-1][-1]} == {tuple(map(float, end)) for end in ends}
    assert all(-180 <= x <= 180 for line in there for x, _y in line)


def test_the_page_lists_the_places_and_leads_to_their_partnerships(client, triangle):
    html = main_of(page(client, "/en/map/?direction=south-south&window=-30,0,30,60"))
    rows = re.findall(r'<tr><td><a href="([^"]*)">([^<]*)</a>.*?<td class="numeric">(\d+)</td>', html)
    assert rows == [
        ("/en/partnerships/?direction=south-south&government=dakar", "Dakar", "4"),
        ("/en/partnerships/?direction=south-south&government=lyon", "Lyon", "3"),
    ]
    assert "Without a known position" in html
    assert "/en/partnerships/?direction=south-south&government=nowhere" in html
    assert "/en/partnerships/?direction=south-south&bbox=-30,0,30,60" in html


def test_the_buttons_are_links_that_work_without_a_program(client, triangle):
    html = page(client, "/en/map/?q=title&window=0,0,40,20")
    found = dict(re.findall(r'id="map-(nearer|farther|whole)" href="([^"]*)"', html))
    assert found["nearer"].startswith("/en/map/?q=title&window=10,")
    assert found["farther"].startswith("/en/map/?q=title&window=-20,")
    assert found["whole"] == "/en/map/?q=title"
    for address in found.values():
        page(client, address)


def test_a_circle_of_several_leads_to_where_they_come_apart(client, make_partnership, place):
    make_partnership("one", ("a", "b"))
    place("a", "10", "10")
    place("b", "12", "10")
    html = page(client, "/en/map/")
    (address,) = re.findall(r'<a class="map-circle map-many" href="([^"]*)"', html)
    assert circles_of(page(client, address)) == ["A, Senegal: 1 partnership", "B, Senegal: 1 partnership"]


def test_places_come_in_pages(client, make_partnership):
    for number in range(26):
        make_partnership(f"p-{number}", (f"a-{number}", f"b-{number}"))
    Organisation.objects.update(latitude=1, longitude=1)
    first, second = page(client, "/en/map/"), page(client, "/en/map/?places=2")
    assert [len(re.findall('<td class="numeric">', html)) for html in (first, second)] == [50, 2]
    assert 'href="/en/map/?places=2" rel="next"' in first
    page(client, "/en/map/?places=3", 404)


def test_nothing_found_and_nothing_located_are_said(client, make_partnership):
    make_partnership("one")
    assert "No partner has a known position." in page(client, "/en/map/")
    html = page(client, "/en/map/?q=zzzzz")
    assert "No partnership answers this. Check the spelling" in html
    assert '<a href="/en/map/">without “Search: zzzzz”</a>' in html
    both = page(client, "/en/map/?q=one+zzzzz&country=SN&window=-20,0,20,30")
    assert '<a href="/en/map/?country=SN">without “Search: one zzzzz”</a>' in both
    assert 'id="map"' not in html


def test_names_come_in_the_language_of_the_page(client, make_partnership, place):
    make_partnership("one", ("marseille", "two"))
    place("marseille", "5.3698", "43.2965", name_es="Marsella")
    Country.objects.update(name_es="Senegal (es)")
    with translation.override("es"):
        assert asked(client, "lang=es")["places"][0]["name"] == "Marsella"
    assert 'data-name="Marsella"' in page(client, "/es/map/")


def names_on(html):
    """What stands beside the circles of the drawing, at its own size and enlarged."""
    found = re.findall(r'<text class="map-label( map-label-large)?"[^>]*>(.*?)</text>', html)
    lines = [(bool(large), re.findall("<tspan[^>]*>([^<]*)</tspan>", text)) for large, text in found]
    return [words for large, words in lines if not large], [words for large, words in lines if large]


def test_the_drawing_names_its_circles_where_there_is_room(client, triangle, make_partnership, place):
    assert names_on(page(client, "/en/map/")) == ([["Dakar"], ["Lyon"], ["Fiji"]],) * 2
    make_partnership("more", ("beside", "below"))
    place("beside", "-15", "14", name_en="The Union of the Towns beside Dakar")
    assert ["Dakar +1"] in names_on(page(client, "/en/map/"))[0]
    named, enlarged = names_on(page(client, "/en/map/?window=-25,5,-5,25"))
    assert named == [["Dakar"], ["The Union of the", "Towns beside Dakar"]]
    assert enlarged == [["Dakar"], ["The Union of the", "Towns beside Dakar"]]


def test_names_cover_neither_each_other_nor_a_circle(client, make_partnership, place):
    for number in range(30):
        make_partnership(f"p-{number}", (f"place-{number}", "middle"))
        place(f"place-{number}", 3 * (number % 6), 6 * (number // 6))
    place("middle", "7", "11")
    sheet = Sheet(Chart(Answer(question_of(QueryDict(""))), (-10.0, -10.0, 30.0, 40.0), 5))
    at = {id(drawn): ((drawn.x - sheet.left) / sheet.scale, (drawn.y - sheet.top) / sheet.scale) for drawn in sheet.circles}
    for enlarged in (1, ENLARGED):
        circles = [(drawn, drawn.room(*at[id(drawn)], enlarged)) for drawn in sheet.circles]
        names = [
            (drawn, name.room(*at[id(drawn)], enlarged))
            for drawn in sheet.circles
            for name in drawn.names
            if name.is_enlarged == (enlarged > 1)
        ]
        assert len(names) > 2
        for (one, (left, top, right, bottom)), (other, room) in product(names, [*circles, *names]):
            apart = room[0] >= right or room[2] <= left or room[1] >= bottom or room[3] <= top
            assert apart or one is other, (one.mark.name, other.mark.name)


@pytest.mark.parametrize(("query", "ground"), [("", "world.svg"), ("window=1.3,40.9,6.2,43.8", "world-detail.svg")])
def test_from_near_the_drawing_has_the_finer_ground(client, triangle, query, ground):
    assert f"site/{ground}#land" in page(client, f"/en/map/?{query}")


def test_embedded_it_leads_out_of_its_frame(client, triangle):
    html = page(client, "/en/map/?embed=1&q=title")
    assert re.findall(r'<a class="map-circle"[^>]*target="([^"]*)"', html) == ["_top"] * 3
    assert re.search(r'id="map-whole" href="([^"]*)" target="_self"', html)[1] == "/en/map/?embed=1&q=title"
    response = client.get("/en/map/?embed=1")
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert client.get("/en/map/")["X-Frame-Options"] == "DENY"
    assert "Change filters" not in html
