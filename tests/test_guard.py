"""The same question gives the same partnerships at every door; one example for each filter."""

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook

from partnerships.facets import FACETS
from partnerships.filters import UNFILTERING, PartnershipFilter
from partnerships.models import Partnership
from tests.pages import cards, page
from tests.test_filters import EXAMPLES

ATOM = "{http://www.w3.org/2005/Atom}"


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.getvalue()


def on_the_page(client: Client, query: str) -> list[str]:
    return cards(page(client, f"/en/partnerships/?{query}&page_size=100"))


def in_the_api(client: Client, query: str) -> list[str]:
    answer = json.loads(content(client, f"/api/v1/partnerships/?{query}&page_size=100"))
    assert answer["count"] == len(answer["results"])
    return [result["code"] for result in answer["results"]]


def in_csv(client: Client, query: str) -> list[str]:
    text = content(client, f"/en/partnerships.csv?{query}").decode()
    return [row["code"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def in_xlsx(client: Client, query: str) -> list[str]:
    sheet = load_workbook(io.BytesIO(content(client, f"/en/partnerships.xlsx?{query}")), read_only=True)["partnerships"]
    return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]


def in_ndjson(client: Client, query: str) -> list[str]:
    return [json.loads(line)["code"] for line in content(client, f"/en/partnerships.ndjson?{query}").splitlines()]


def in_geojson(client: Client, query: str) -> list[str]:
    features = json.loads(content(client, f"/en/partnerships.geojson?{query}"))["features"]
    return [feature["properties"]["code"] for feature in features]


def in_atom(client: Client, query: str) -> list[str]:
    feed = ElementTree.fromstring(content(client, f"/en/partnerships.atom?{query}"))  # noqa: S314
    links = [link.attrib["href"] for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    return [link.removesuffix("/").rpartition("/")[2] for link in links]


# Doors that show which partnerships there are.
DOORS: dict[str, Callable[[Client, str], list[str]]] = {
    "page": on_the_page,
    "api": in_the_api,
    "csv": in_csv,
    "xlsx": in_xlsx,
    "ndjson": in_ndjson,
    "geojson": in_geojson,
    "atom": in_atom,
}
# Doors under the API that only say how many.
COUNTING = ("facets", "map")


@pytest.fixture
def changed_long_ago(registry: None) -> None:
    """All but one record were last changed before the example's moment."""
    Partnership.objects.exclude(code="avantia").update(updated="2020-01-01T00:00:00Z")


def test_every_filter_has_an_example() -> None:
    assert set(EXAMPLES) == set(PartnershipFilter.base_filters) - set(UNFILTERING)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_question_has_one_answer(changed_long_ago: None, client: Client, name: str) -> None:
    query = f"{name}={EXAMPLES[name]}"
    found = {door: answer(client, query) for door, answer in DOORS.items()}
    expected = sorted(found["api"])
    assert 0 < len(expected) < Partnership.objects.published().count()
    assert len(expected) == len(set(expected))
    assert {door: sorted(codes) for door, codes in found.items()} == dict.fromkeys(DOORS, expected)
    for door in COUNTING:
        assert json.loads(content(client, f"/api/v1/{door}/?{query}"))["count"] == len(expected), door


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name in FACETS])
def test_the_count_beside_a_choice_is_what_it_finds(changed_long_ago: None, client: Client, name: str) -> None:
    value = EXAMPLES[name]
    found = len(in_the_api(client, f"{name}={value}"))
    for query in ("", f"?{name}={value}"):
        choices = json.loads(content(client, f"/api/v1/facets/{query}"))["facets"][name]
        assert [choice["count"] for choice in choices if choice["code"] == value] == [found]


@pytest.mark.parametrize("query", ["sort=title", "q=dakar", "theme=water-sanitation&sort=oldest", "country=SN&sort=newest"])
def test_files_keep_the_order_of_the_list(registry: None, client: Client, query: str) -> None:
    expected = on_the_page(client, query)
    assert len(expected) > 2
    for door in ("api", "csv", "xlsx", "ndjson", "geojson"):
        assert DOORS[door](client, query) == expected, door


def test_a_question_without_an_answer_is_empty_everywhere(registry: None, client: Client) -> None:
    query = "country=SN&direction=north-north"
    assert {door: answer(client, query) for door, answer in DOORS.items() if door != "page"} == {
        door: [] for door in DOORS if door != "page"
    }


def test_the_list_says_of_each_what_its_own_address_says(registry: None, client: Client) -> None:
    for _made_then_kept in range(2):
        listed = json.loads(content(client, "/api/v1/partnerships/?page_size=100&lang=es"))["results"]
        assert len(listed) == Partnership.objects.published().count() > 20
        for entry in listed:
            detail = json.loads(content(client, f"/api/v1/partnerships/{entry['code']}/?lang=es"))
            assert {key: detail[key] for key in entry} == entry
