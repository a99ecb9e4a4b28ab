"""What belongs to no page: the root, probes, the sitemap, errors."""

import re

import pytest
from django.conf import settings
from django.db import OperationalError
from django.template.loader import render_to_string

from dc_registry import views
from tests.pages import page

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize(("wanted", "language"), [("fr-CA,fr;q=0.9", "fr"), ("es", "es"), ("xx", "en"), ("", "en")])
def test_root_leads_to_the_visitors_language_and_keeps_the_query(client, wanted, language):
    response = client.get("/?utm_source=a", headers={"accept-language": wanted})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/?utm_source=a"
    assert "Accept-Language" in response["Vary"]


def test_probes_say_whether_process_and_database_answer(client, db, monkeypatch):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200

    def gone() -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(views.connection, "cursor", gone)
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200


def test_sitemap_names_public_pages_in_every_language_and_no_draft(client, make_partnership):
    make_partnership("shown")
    make_partnership("hidden", publication="draft")
    index = page(client, "/sitemap.xml")
    assert "/sitemap-partnerships.xml" in index
    assert "Sitemap: http://testserver/sitemap.xml" in page(client, "/robots.txt")
    listed = page(client, "/sitemap-partnerships.xml")
    for language in LANGUAGES:
        assert f"<loc>http://testserver/{language}/partnerships/shown/</loc>" in listed
    assert 'hreflang="x-default" href="http://testserver/partnerships/shown/"' in listed
    assert "hidden" not in listed
    for section in re.findall(r"/sitemap-([a-z]+)\.xml", index):
        assert "<urlset" in page(client, f"/sitemap-{section}.xml")


@pytest.mark.parametrize(
    ("address", "wanted", "language"),
    [
        ("/fr/partnerships/nothing/", "en", "fr"),
        ("/xx/partnerships/", "es", "es"),
        ("/en/nothing/at/all/", "fr", "en"),
        ("/en/partnerships/%3Cscript%3E/", "en", "en"),
    ],
)
def test_not_found_answers_in_the_visitors_language_with_a_search(client, db, address, wanted, language):
    html = page(client, address, 404, **{"accept-language": wanted})
    assert f'<html lang="{language}"' in html
    assert 'name="q"' in html
    said = {"en": "Not found – Partnership Registry", "es": "No encontrado – ", "fr": "Introuvable – "}[language]
    assert f"<title>{said}" in html


def test_not_found_in_the_api_is_a_problem_document(client, db):
    response = client.get("/api/nothing")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "500", "503"])
def test_error_pages_need_neither_database_nor_request_nor_collected_files(name, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    assert "<h1>" in render_to_string(f"{name}.html")


def test_an_error_of_ours_is_told_calmly(client, db, monkeypatch):
    def broken(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("partnerships.views.home.by_evidence", broken)
    client.raise_request_exception = False
    assert "The fault is ours" in page(client, "/en/", 500)
