"""Journeys in a real browser over the whole registry, and what must hold on every kind of page."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.chromium import RULES, needs_chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db, needs_chromium]

PAGES = [
    "",
    "partnerships/",
    "partnerships/?q=dakar&region=africa",
    "partnerships/?country=SN&country=JP&theme=water-sanitation",
    "partnerships/?colour=red",
    "partnerships/dakar-marseille/",
    "partnerships/metropolis-public-space-exchange/",
    "partnerships/blantyre-cultural-exchange/",
    "partnerships/dakhla-rufisque/",
    "governments/",
    "governments/dakar/",
    "organisations/",
    "organisations/metropolis/",
    "organisations/palestinian-cities/",
    "countries/",
    "countries/UZ/",
    "regions/",
    "regions/africa/",
    "funds/",
    "funds/facdi/",
    "sdgs/",
    "sdgs/17/",
    "sdgs/targets/17.6/",
    "themes/",
    "themes/water-sanitation/",
    "about/",
    "about/glossary/",
    "api/",
    "nothing-here/",
]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[object]:
    """A function that opens a page and keeps an eye on it: no error on its console, no request to anybody else."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(address: str, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        origin = re.match(r"https?://[^/]+", address).group()

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error" and "the server responded with a status of 40" not in message.text:
                complaints.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request", lambda request: None if request.url.startswith((origin, "data:")) else complaints.append(request.url)
        )
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_accessible_and_fits_a_phone(site, open_page, address):
    page = open_page(f"{site}/fr/{address}", width=360, color_scheme="light")
    assert (violations(page), overflow(page)) == ([], 0)
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


def test_a_visitor_finds_dakar_and_marseille_and_reads_on_in_french(site, open_page):
    page = open_page(f"{site}/en/")
    page.get_by_role("combobox").first.fill("dakar marsei")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Dakar and Marseille", exact=True).click()
    expect(page).to_have_url(f"{site}/en/partnerships/dakar-marseille/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dakar and Marseille")
    page.get_by_role("link", name="Français", exact=True).click()
    expect(page).to_have_url(f"{site}/fr/partnerships/dakar-marseille/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dakar et Marseille")


def test_without_javascript_filters_narrow_and_chips_widen(site, open_page):
    page = open_page(f"{site}/en/partnerships/", java_script_enabled=False)
    page.get_by_label("Triangular, 1 partnership").check()
    page.get_by_role("button", name="Show partnerships").click()
    expect(page).to_have_url(re.compile("direction=triangular"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 triangular partnership")
    page.get_by_role("link", name=re.compile("triangular.*drop this condition")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("25 partnerships")


def test_the_keyboard_reaches_the_content_first(site, open_page):
    page = open_page(f"{site}/es/partnerships/dakar-marseille/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
