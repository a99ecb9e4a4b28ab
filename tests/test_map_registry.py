"""The map of the registry's real records: it adds up, and tells the same as every other door."""

import re

import pytest

from partnerships.models import Participation, Partnership
from regions.models import Organisation
from tests.maps import asked, circles_of
from tests.pages import main_of, page


def test_the_whole_registry_adds_up(client, registry):
    answer = asked(client, "zoom=4")
    sides = set(
        Participation.objects.filter(partnership__in=Partnership.objects.published()).values_list("partnership", "organisation")
    )
    located = set(Organisation.objects.exclude(latitude=None).values_list("pk", flat=True))
    takers = {organisation for _partnership, organisation in sides}
    assert answer["count"] == Partnership.objects.published().count()
    assert answer["partners"]["all"] == len(takers)
    assert answer["partners"]["shown"] == answer["partners"]["located"] == len(takers & located)
    assert sum(circle["places"] for circle in answer["circles"]) == len(takers & located)
    assert sum(circle["participations"] for circle in answer["circles"]) == sum(one in located for _code, one in sides)


@pytest.mark.parametrize(
    "query", ["q=dakar", "region=africa", "country=SN&country=JP", "theme=water-sanitation", "bbox=-20,0,20,60"]
)
def test_the_map_counts_the_same_partnerships_as_the_list(client, registry, query):
    listed = client.get(f"/api/v1/partnerships/?{query}").json()
    assert asked(client, query)["count"] == listed["count"] > 0
    partners = {side["organisation"]["code"] for one in listed["results"] for side in one["participations"]}
    shown = {place["code"] for place in asked(client, f"{query}&window=-180,-90,180,90")["places"]}
    assert shown == partners & set(Organisation.objects.exclude(latitude=None).values_list("code", flat=True))


def test_a_place_narrows_the_question_to_as_many_as_its_circle_says(client, registry):
    for query in ("", "region=africa", "government=dakar"):
        for place in asked(client, query)["places"]:
            narrowed = client.get(f"/api/v1/partnerships/?{query}&{place['parameter']}={place['code']}").json()
            assert (place["code"], narrowed["count"]) == (place["code"], place["count"])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("window=1,2,3", "window"),
        ("window=a,b,c,d", "window"),
        ("window=0,10,10,0", "window"),
        ("window=0,0,1,1&window=0,0,2,2", "window"),
        ("zoom=11", "zoom"),
        ("zoom=-1", "zoom"),
        ("zoom=close", "zoom"),
        ("bbox=200,0,10,10", "bbox"),
        ("colour=red", "colour"),
        ("country=XX", "country"),
    ],
)
def test_a_malformed_parameter_is_named(client, registry, query, parameter):
    assert list(asked(client, query, 400)["errors"]) == [parameter]
    html = page(client, f"/en/map/?{query}", 400)
    assert parameter in main_of(html)
    assert 'id="map"' not in html


def test_the_page_draws_the_circles_of_the_api(client, registry):
    for query in ("", "region=africa", "window=-30,0,30,60"):
        html = page(client, f"/en/map/?{query}")
        assert circles_of(html) == [circle["label"] for circle in asked(client, f"{query}&lang=en")["circles"]]


def test_the_page_takes_what_the_list_takes(client, registry):
    html = page(client, "/en/map/?region=africa&page=2&page_size=50&sort=title&view=table&utm_source=x")
    assert "utm_source" not in main_of(html)
    assert re.search(r'<a href="(/en/partnerships/[^"]*)">List</a>', html)[1] == "/en/partnerships/?region=africa&sort=title"


def test_dropping_a_condition_stays_on_the_map(client, registry):
    html = page(client, "/en/map/?country=SN&country=FR&q=dakar")
    dropped = re.findall(r'<a class="chip chip-drop" href="([^"]*)"', html)
    assert dropped == ["/en/map/?country=SN&country=FR", "/en/map/?country=FR&q=dakar", "/en/map/?country=SN&q=dakar"]


def test_the_map_credits_its_source_and_takes_no_side(client, registry):
    html = page(client, "/en/map/")
    assert "Made with Natural Earth" in html
    assert "say nothing about the legal status" in html


def test_a_misspelt_name_is_said_and_can_be_insisted_on(client, registry):
    html = page(client, "/en/map/?q=Marsseille")
    assert "nothing matches “marsseille”. showing results for “marseille”." in html.lower()
    (literal,) = re.findall(r'<a href="([^"]*literal=1[^"]*)"', html)
    assert literal == "/en/map/?q=Marsseille&literal=1"
    assert "No partnership answers this" in page(client, literal)
