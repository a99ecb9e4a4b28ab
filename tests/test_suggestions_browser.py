"""The search box that suggests, in a real browser: keyboard, mouse, screen reader's tree, phone, and without a server."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.chromium import RULES, needs_chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db, needs_chromium]

ASKED = "**/api/v1/suggestions/**"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An open window that must not complain."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def box(page: Page):
    return page.get_by_role("combobox", name="Search partnerships")


def options(page: Page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_into_box(page: Page, text: str) -> None:
    box(page).press_sequentially(text)
    expect(options(page).first).to_be_visible()


def selected(page: Page):
    return page.locator("[role=option][aria-selected=true]")


@pytest.mark.parametrize("address", ["/en/", "/en/partnerships/", "/en/nothing-here/"])
def test_every_search_box_suggests(site, page, address):
    page.goto(f"{site}{address}")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    type_into_box(page, "kuta")
    expect(options(page).first).to_have_text(re.compile("Kütahya"))


def test_the_keyboard_goes_from_a_few_letters_to_the_page(site, page):
    page.goto(f"{site}/en/")
    type_into_box(page, "dak")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(f"#{box(page).get_attribute('aria-controls')}")).to_have_role("listbox")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", options(page).first.get_attribute("id"))
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    expect(selected(page)).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/governments/dakar/")


def test_up_and_down_go_round_through_the_box(site, page):
    page.goto(f"{site}/en/")
    type_into_box(page, "dak")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(selected(page)).to_have_count(0)
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft", "ArrowRight"])
def test_keys_that_move_in_the_text_lead_back_to_it(site, page, key):
    page.goto(f"{site}/en/")
    type_into_box(page, "dak")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    expect(selected(page)).to_have_count(0)
    page.keyboard.type("x")
    assert box(page).input_value() == {"Home": "xdak", "ArrowLeft": "daxk"}.get(key, "dakx")


def test_escape_closes_and_down_opens_again(site, page):
    page.goto(f"{site}/en/")
    type_into_box(page, "dak")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(options(page)).to_have_count(0)
    assert box(page).input_value() == "dak"
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")


def test_the_mouse_reaches_the_list_and_closes_it_when_it_goes_on(site, page):
    page.goto(f"{site}/en/")
    heading = page.get_by_role("heading", level=1)
    heading.hover()
    type_into_box(page, "dak")
    options(page).nth(1).hover()  # from outside, it comes to choose
    page.wait_for_timeout(300)
    expect(options(page).first).to_be_visible()
    heading.hover()
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_be_focused()


def test_tab_leaves_the_box_and_chooses_nothing(site, page):
    page.goto(f"{site}/en/")
    type_into_box(page, "dak")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    assert (page.url, box(page).input_value()) == (f"{site}/en/", "dak")


@pytest.mark.parametrize("address", ["/en/", "/en/partnerships/"])
def test_enter_without_a_choice_searches_as_ever(site, page, address):
    page.goto(f"{site}{address}")
    type_into_box(page, "dakhla")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/partnerships/\?.*q=dakhla"))


def test_a_click_goes_to_the_page(site, page):
    page.goto(f"{site}/fr/")
    page.get_by_role("combobox").press_sequentially("sénég")
    page.get_by_role("option", name="Sénégal").click()
    expect(page).to_have_url(f"{site}/fr/countries/SN/")


def test_options_say_what_they_are_and_by_which_name_they_were_found(site, page):
    page.goto(f"{site}/en/")
    type_into_box(page, "oosten")
    expect(page.get_by_role("group", name="Governments")).to_be_visible()
    expect(options(page).first).to_have_accessible_name(re.compile(r"^Ostend \(Oostende\) government, Belgium, 1 partnership$"))
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_have_text(
        re.compile(r"^\d+ suggestions?\. Choose one with the arrow keys\.$")
    )


def test_the_open_list_is_accessible_and_fits_a_phone(site, browser):
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{site}/fr/")
        page.get_by_role("combobox").press_sequentially("eau")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        bounds = page.get_by_role("listbox").bounding_box()
        assert bounds["x"] >= 0
        assert bounds["x"] + bounds["width"] <= 360
        context.close()


def test_a_pause_is_waited_for_and_the_same_text_is_not_asked_twice(site, page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggestions/" in request.url else None)
    page.goto(f"{site}/en/")
    type_into_box(page, "dakhl")
    assert [re.search("q=([^&]*)", url)[1] for url in asked][-1] == "dakhl"
    count = len(asked)
    assert count < 5
    box(page).press_sequentially(" ")
    page.keyboard.press("Backspace")
    page.wait_for_timeout(400)
    assert len(asked) == count


def test_a_late_answer_never_replaces_a_newer_one(site, page):
    held = []

    def answer(route):
        if "q=da&" in route.request.url:
            held.append(route)
        else:
            route.continue_()

    page.route(ASKED, answer)
    page.goto(f"{site}/en/")
    box(page).press_sequentially("da")
    page.wait_for_timeout(300)
    assert len(held) == 1
    box(page).fill("kuta")
    expect(options(page).first).to_have_text(re.compile("Kütahya"))
    # The page has given the first request up, so that its answer may well have nobody to go to.
    held[0].fulfill(json={"count": 0, "summary": "", "groups": []})
    page.wait_for_timeout(200)
    expect(options(page).first).to_have_text(re.compile("Kütahya"))


def test_when_the_server_fails_the_box_still_searches(site, page):
    page.route(ASKED, lambda route: route.abort())
    page.goto(f"{site}/en/")
    box(page).press_sequentially("dakhla")
    page.wait_for_timeout(300)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/partnerships/?q=dakhla")


def test_a_box_that_comes_later_suggests_as_well(site, page):
    page.goto(f"{site}/en/")
    page.evaluate("""() => {
        const form = document.querySelector("form.search");
        const copy = document.createElement("div");
        copy.innerHTML = form.outerHTML.replaceAll('id="search"', 'id="later"').replaceAll('for="search"', 'for="later"');
        copy.querySelectorAll("[role=listbox], [role=status]").forEach((made) => made.remove());
        copy.querySelectorAll("input").forEach((input) => input.removeAttribute("role"));
        form.replaceWith(copy);
    }""")
    page.locator("#later").press_sequentially("kuta")
    expect(options(page).first).to_have_text(re.compile("Kütahya"))
    expect(page.locator("#later")).to_have_role("combobox")


def test_without_javascript_the_box_searches(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/")
    page.get_by_role("searchbox").fill("dakhla")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/partnerships/?q=dakhla")
    context.close()
