"""Asking for suggestions in tests."""

from typing import Any

from django.test import Client

ADDRESS = "/api/v1/suggestions/"


def ask(typed: str, lang: str = "en") -> Any:
    response = Client().get(ADDRESS, {"q": typed, "lang": lang})
    assert response.status_code == 200, response.content
    return response.json()


def entries(typed: str, kind: str = "government", lang: str = "en") -> list[Any]:
    """The suggestions of one kind."""
    return [entry for group in ask(typed, lang)["groups"] if group["kind"] == kind for entry in group["suggestions"]]


def codes(typed: str, kind: str = "government") -> list[str]:
    return [entry["code"] for entry in entries(typed, kind)]
