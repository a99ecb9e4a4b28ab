"""The API over the registry's real records: complete, described truthfully, and never more than a few queries."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from partnerships.filters import PartnershipFilter
from partnerships.vocabularies import VOCABULARIES

ROOT = "/api/v1/"
MOST_QUERIES = 15

DETAILS = {
    "partnerships": ("code", "{code}"),
    "governments": ("code", "{code}"),
    "organisations": ("code", "{code}"),
    "regions": ("code", "{code}"),
    "countries": ("alpha2", "{alpha2}"),
    "funds": ("code", "{code}"),
    "goals": ("number", "{number}"),
    "targets": ("code", "{code}"),
    "themes": ("code", "{code}"),
    "theme-lists": ("code", "{code}"),
    "trainings": ("code", "{code}"),
    "statements": ("code", "{code}"),
    "sources": ("code", "{code}"),
}
LISTS = (*DETAILS, "agendas", "target-groups", "figures", "events")


@pytest.fixture(scope="module", autouse=True)
def _records(loaded_registry: None) -> None:
    """The registry, loaded once for all tests of this module, which only read."""


@pytest.fixture(scope="module")
def schema() -> Any:
    """The description of the API, as it serves it."""
    return Client().get(f"{ROOT}schema/").json()


def ask(path: str) -> Any:
    response = Client().get(f"{ROOT}{path}")
    assert response.status_code == 200, (path, response.content)
    return response.json()


def everything(endpoint: str, query: str = "") -> list[Any]:
    """All results of a list, from all of its pages."""
    found: list[Any] = []
    page = 1
    while True:
        answer = ask(f"{endpoint}/?page_size=100&page={page}{query}")
        found += answer["results"]
        if answer["next"] is None:
            assert len(found) == answer["count"]
            return found
        page += 1


def described(schema: Any, path: str, status: str = "200") -> OAS31Validator:
    """What judges whether an answer is as the schema describes it."""
    content = schema["paths"][f"{ROOT}{path}"]["get"]["responses"][status]["content"]
    pointer = f"/paths/{ROOT.replace('/', '~1')}{path.replace('/', '~1')}/get/responses/{status}/content"
    media = next(iter(content)).replace("/", "~1")
    registry = Registry().with_resource("urn:api", DRAFT202012.create_resource(schema))
    return OAS31Validator({"$ref": f"urn:api#{pointer}/{media}/schema"}, registry=registry)


def test_schema_is_valid(schema: Any) -> None:
    assert schema["openapi"] == "3.1.1"
    validate(schema)


def test_schema_is_made_without_a_warning(tmp_path: Path) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))


def test_schema_can_be_had_as_yaml() -> None:
    response = Client().get(f"{ROOT}schema/", headers={"Accept": "application/yaml"})
    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    assert response.content.startswith(b"openapi: 3.1.1\n")


def test_schema_describes_every_endpoint(schema: Any) -> None:
    index = ask("")
    assert all(Client().get(address).status_code == 200 for address in index.values())
    listed = {f"{ROOT}{name}/" for name in index if name != "schema"}
    details = {f"{ROOT}{endpoint}/{key}/" for endpoint, (_name, key) in DETAILS.items()}
    assert set(schema["paths"]) == {ROOT} | listed | details


def test_schema_describes_problems(schema: Any) -> None:
    for path in schema["paths"].values():
        for status in ("400", "404", "406"):
            content = path["get"]["responses"][status]["content"]
            assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    described(schema, "partnerships/", "400").validate(Client().get(f"{ROOT}partnerships/?banana=1").json())


def test_schema_names_every_parameter_with_its_help(schema: Any) -> None:
    parameters = {row["name"]: row for row in schema["paths"][f"{ROOT}partnerships/"]["get"]["parameters"]}
    assert set(parameters) == {*PartnershipFilter.base_filters, "lang", "translations", "page", "page_size", "facets"}
    assert all(row["description"] for row in parameters.values())
    assert "document+" in parameters["evidence"]["schema"]["items"]["enum"]


def test_schema_explains_every_field(schema: Any) -> None:
    unexplained = [
        f"{name}.{field}"
        for name, component in schema["components"]["schemas"].items()
        if not name.startswith("Paginated")
        for field, described_field in component.get("properties", {}).items()
        if not described_field.get("description")
    ]
    assert unexplained == []


@pytest.mark.parametrize("query", ["", "&lang=fr", "&lang=es&translations=all"])
@pytest.mark.parametrize("endpoint", LISTS)
def test_list_is_as_described(schema: Any, endpoint: str, query: str) -> None:
    described(schema, f"{endpoint}/").validate(ask(f"{endpoint}/?page_size=100{query}"))


@pytest.mark.parametrize("endpoint", DETAILS)
def test_details_are_as_described_and_agree_with_their_list(schema: Any, endpoint: str) -> None:
    name, key = DETAILS[endpoint]
    validator = described(schema, f"{endpoint}/{key}/")
    for entry in everything(endpoint)[:30]:
        detail = ask(f"{endpoint}/{entry[name]}/")
        validator.validate(detail)
        # The detail has more texts, and so may say of more that they are in another language.
        assert [key for key in entry if entry[key] != detail[key] and key != "lang_of"] == []


@pytest.mark.parametrize("endpoint", LISTS)
def test_list_is_complete_and_in_the_same_order_on_small_pages(endpoint: str) -> None:
    total = ask(f"{endpoint}/?page_size=1")["count"]
    whole = everything(endpoint)
    assert len(whole) == total > 0
    assert ask(f"{endpoint}/?page_size=2&page=2")["results"] == whole[2:4]


@pytest.mark.parametrize("endpoint", LISTS)
def test_list_needs_few_queries_however_long(endpoint: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        ask(f"{endpoint}/?page_size=100")
    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize(
    "path", ["facets/", "facets/?region=africa&lang=fr", "facets/?evidence=section%2B&direction=south-south"]
)
def test_facets_count_what_the_list_finds(schema: Any, path: str) -> None:
    answer = ask(path)
    described(schema, "facets/").validate(answer)
    query = path.partition("?")[2]
    assert ask(f"partnerships/?{query}")["count"] == answer["count"]
    for parameter, choices in answer["facets"].items():
        kept = "&".join(part for part in query.split("&") if part and not part.startswith(f"{parameter}="))
        for choice in choices[:4]:
            assert choice["label"]
            assert ask(f"partnerships/?{kept}&{parameter}={choice['code']}".replace("?&", "?"))["count"] == choice["count"]


def test_counts_beside_objects_are_what_the_list_finds() -> None:
    asked = {"organisations": "organisation", "governments": "government", "regions": "region", "countries": "country",
             "funds": "fund", "goals": "goal", "targets": "target", "themes": "theme"}  # fmt: skip
    for endpoint, parameter in asked.items():
        entries = sorted(everything(endpoint), key=lambda entry: -entry["partnerships"])
        assert entries[0]["partnerships"] > 0
        for entry in [*entries[:3], entries[-1]]:
            key = entry[DETAILS[endpoint][0]]
            assert ask(f"partnerships/?{parameter}={key}")["count"] == entry["partnerships"], (endpoint, key)


def test_vocabulary_explains_every_code_of_the_schema(schema: Any) -> None:
    vocabulary = ask("vocabulary/?lang=fr")
    described(schema, "vocabulary/").validate(vocabulary)
    enumerated = {name: part["enum"] for name, part in schema["components"]["schemas"].items() if "enum" in part}
    assert {name: [choice["code"] for choice in choices] for name, choices in vocabulary.items()} == enumerated
    assert len(vocabulary) == len(VOCABULARIES)


def test_conflicting_figures_stand_side_by_side() -> None:
    projects = everything("figures", "&fund=facdi&measure=projects")
    claims = {(figure["qualifier"], figure["value"], figure["source"]["code"]) for figure in projects}
    assert ("more-than", 27, "uclg-localisation-2022") in claims
    assert 26 in {value for qualifier, value, source in claims}


def test_sections_speak_for_themselves() -> None:
    said = everything("statements", "&region=mewa")
    assert {"stage", "approach", "obstacle"} <= {statement["kind"] for statement in said}
    assert {statement["region"] for statement in said} == {"mewa"}
    assert any(statement["author"] for statement in everything("statements", "&kind=quotation"))


def test_the_main_source_is_known() -> None:
    source = ask("sources/uclg-localisation-2022/")
    assert (source["kind"], source["language"], source["published"]) == ("publication", "fr", "2022-10")


def test_countries_without_association_can_be_asked_for() -> None:
    assert {"UZ", "TM"} <= {country["alpha2"] for country in everything("countries", "&association=no")}
