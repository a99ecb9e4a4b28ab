"""How well the search finds what people mean: the queries of `judged.yaml`, asked of the real registry through the API."""

import logging
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from django.test import Client
from pytest_django import DjangoDbBlocker

from partnerships.models import Partnership

Query = dict[str, Any]

GROUPS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "judged.yaml").read_text(encoding="utf-8"))
QUERIES: list[Query] = [query for group in GROUPS for query in group["queries"]]
FINDING = [query for query in QUERIES if "expect" in query]
LANGUAGES = ("en", "fr", "es")
LEAST = {"all": 0.95, "language": 0.9, "group": 0.85}


def found(client: Client, query: Query) -> list[str]:
    """The codes of everything a query finds, best first."""
    response = client.get(f"/api/v1/partnerships/?{urlencode({'q': query['q'], 'lang': query['lang'], 'page_size': 100})}")
    assert response.status_code == 200, (query["q"], response.content)
    return [record["code"] for record in response.json()["results"]]


def reciprocal_rank(codes: list[str], expected: list[str]) -> float:
    """1 for a right answer in the first place, 1/2 in the second …, 0 if there is none."""
    return next((1 / place for place, code in enumerate(codes, start=1) if code in expected), 0.0)


def mean(ranks: list[float]) -> float:
    return sum(ranks) / len(ranks)


@pytest.fixture(scope="module")
def judged(loaded_registry: None, django_db_blocker: DjangoDbBlocker) -> list[tuple[Query, list[str], float]]:
    """Every query that should find something, what it finds, and its reciprocal rank."""
    with django_db_blocker.unblock():
        answers = [(query, found(Client(), query)) for query in FINDING]
    return [(query, codes, reciprocal_rank(codes, query["expect"])) for query, codes in answers]


def misses(judged: list[tuple[Query, list[str], float]]) -> str:
    """The queries with something else in the first place, for whoever reads the failure."""
    return "\n".join(
        f"{rank:.2f} {query['lang']} {query['q']!r}: wanted {query['expect'][:2]}, found {codes[:3] or 'nothing'}"
        for query, codes, rank in judged
        if rank < 1
    )


def test_the_judgements_are_about_the_registry(registry: None) -> None:
    known = set(Partnership.objects.published().values_list("code", flat=True))
    named = {code for query in QUERIES for code in (*query.get("expect", ()), *query.get("exclude", ()))}
    assert named == known, "every partnership is looked for, and nothing else"
    assert all(("expect" in query) != ("none" in query) and query["lang"] in LANGUAGES for query in QUERIES)
    assert max(Counter((query["q"], query["lang"]) for query in QUERIES).values()) == 1
    assert all(count >= 50 for count in Counter(query["lang"] for query in QUERIES).values())


def test_the_right_partnership_comes_first(judged: list[tuple[Query, list[str], float]]) -> None:
    logging.getLogger(__name__).info("Not in the first place:\n%s", misses(judged))
    ranks = [rank for _query, _codes, rank in judged]
    assert mean(ranks) >= LEAST["all"], misses(judged)
    for language in LANGUAGES:
        assert mean([rank for query, _codes, rank in judged if query["lang"] == language]) >= LEAST["language"], language
    rank_of = {(query["q"], query["lang"]): rank for query, _codes, rank in judged}
    for group in GROUPS:
        of_group = [rank_of[query["q"], query["lang"]] for query in group["queries"] if "expect" in query]
        assert not of_group or mean(of_group) >= LEAST["group"], group["about"]


def test_what_a_query_excludes_is_not_found(judged: list[tuple[Query, list[str], float]]) -> None:
    for query, codes, _rank in judged:
        assert not set(codes) & set(query.get("exclude", ())), query["q"]


@pytest.mark.parametrize("query", [query for query in QUERIES if "none" in query], ids=lambda query: query["q"])
def test_nothing_is_found_where_nothing_is_right(registry: None, client: Client, query: Query) -> None:
    assert found(client, query) == []
