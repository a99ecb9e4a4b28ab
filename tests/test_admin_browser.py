"""The desk in a real browser: one journey of an editor, and no barrier on its main pages.

A module of its own: these tests commit, and must not wait for the transaction in which another module keeps the registry.
"""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from django.test import Client
from django.urls import reverse, reverse_lazy
from playwright.sync_api import sync_playwright

from partnerships.models import Partnership
from tests.chromium import CHROMIUM, FLAGS, needs_chromium
from tests.test_admin import ADD, LIST, staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def editor() -> Client:
    return staff("editor")


@pytest.fixture
def complaints() -> Any:
    """What the browser complains of: nothing, and least of all the content security policy."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def page(live_server: Any, complaints: list[str]) -> Any:
    """A page of a real Chromium."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}).new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        browser.close()
        # Beside Playwright's loop the test has a connection of its own, which would keep the database from being removed.
        connections.close_all()


def signed_in(page: Any, live_server: Any, client: Client, language: str) -> Any:
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
    return page


def barriers(page: Any) -> list[str]:
    """What axe finds."""
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in Axe().run(page).response["violations"]]


def test_an_editor_enters_a_partnership_in_french(page: Any, live_server: Any, editor: Client, make_partnership: Any) -> None:
    make_partnership("other", organisations=("dakar", "marseille"))
    signed_in(page, live_server, editor, "fr").goto(reverse(ADD))
    assert page.locator("#id_title_fr").is_visible()
    assert page.locator("#id_title_en").is_hidden()
    page.fill("#id_title_fr", "Dakar et Marseille")
    for field, value in {"level": "relationship", "form": "twinning", "direction": "south-north"}.items():
        page.select_option(f"#id_{field}", value)
    for row, name in enumerate(["dak", "marse"]):
        # By keyboard alone: open, type, take the first.
        page.locator(f"#id_participations-{row}-organisation + .select2 .select2-selection").focus()
        page.keyboard.press("Enter")
        page.keyboard.type(name)
        page.locator(".select2-results__option--highlighted").filter(has_text=name.title()).wait_for()
        page.keyboard.press("Enter")
        page.check(f"#id_participations-{row}-roles_1")
    page.locator("#events-group .add-row a").click()
    assert page.locator("#id_events-0-note_fr").is_visible()
    assert page.locator("#id_events-0-note_en").is_hidden()
    page.locator("#events-0 .inline-deletelink").click()
    page.get_by_role("button", name="English 0/1").click()
    page.fill("#id_title_en", "Dakar and Marseille")
    page.get_by_role("button", name="English 1/1").wait_for()
    page.click("[name=_continue]")
    page.locator(".messagelist").wait_for()
    partnership = Partnership.objects.exclude(code="other").get()
    assert (partnership.title_fr, partnership.title_en) == ("Dakar et Marseille", "Dakar and Marseille")
    assert [side.organisation.code for side in partnership.participations.all()] == ["dakar", "marseille"]


@pytest.mark.parametrize("address", [reverse_lazy(LIST), reverse_lazy(ADD), reverse_lazy("admin:index")])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_on_the_desk_is_a_barrier(
    live_server: Any, page: Any, complaints: list[str], editor: Client, make_partnership: Any, address: str, width: int
) -> None:
    make_partnership()
    page.set_viewport_size({"width": width, "height": 900})
    signed_in(page, live_server, editor, "en").goto(str(address))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    assert barriers(page) == []
    # Axe tries to style the page for its checks, which the policy rightly refuses.
    complaints.clear()
