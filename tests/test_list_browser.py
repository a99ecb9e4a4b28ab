"""Asking the list in a real browser: it answers at once, and address, back button, focus and words stay right."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import needs_chromium
from tests.test_browser import open_page, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db, needs_chromium]

__all__ = ["open_page"]


def heading(page: Page) -> object:
    return page.get_by_role("heading", level=1)


@pytest.fixture
def documents() -> list[str]:
    """Whole pages that were loaded."""
    return []


@pytest.fixture
def listed(site, open_page, documents):
    def opened(query: str = "", **options: object) -> Page:
        page = open_page(f"{site}/en/partnerships/{query}", **options)
        # What htmx says of questions given up for the next one is no complaint.
        page.evaluate("const say = console.error; console.error = (text) => String(text).startsWith('htmx:') || say(text); 0")
        page.on("request", lambda request: documents.append("loaded") if request.is_navigation_request() else None)
        return page

    return opened


def test_a_tick_narrows_without_loading_the_page_and_keeps_focus_and_what_is_open(listed, documents):
    page = listed()
    page.locator("#facet-country summary").click()
    page.get_by_role("checkbox", name="Senegal, 5 partnerships").check()
    expect(page).to_have_url(re.compile(r"/en/partnerships/\?country=SN$"))
    expect(heading(page)).to_have_text("5 partnerships with partners from Senegal")
    expect(page).to_have_title("5 partnerships with partners from Senegal – Partnership Registry")
    expect(page.locator("#country-SN")).to_be_focused()
    expect(page.locator("#facet-country")).to_have_attribute("open", "")
    expect(page.locator("#announcement")).to_have_text("5 partnerships with partners from Senegal")
    expect(page.locator(".card")).to_have_count(5)
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/en/partnerships/$"))
    expect(page.locator("#facet-country")).to_have_attribute("open", "")
    assert "loaded" not in documents


def test_typing_answers_while_one_types_and_is_one_step_back(listed, documents):
    page = listed("?direction=south-south")
    steps = page.evaluate("history.length")
    search = page.locator("#search")
    search.press_sequentially("dakar", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=dakar&direction=south-south$"))
    search.press_sequentially(" rabat", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=dakar%20rabat&direction=south-south$"))
    expect(search).to_be_focused()
    expect(search).to_have_value("dakar rabat")
    expect(heading(page)).to_have_text("1 South–South partnership matching “dakar rabat”")
    assert page.evaluate("history.length") == steps + 1
    page.keyboard.press("Enter")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?direction=south-south$"))
    expect(search).to_have_value("")
    expect(heading(page)).to_have_text("9 South–South partnerships")
    page.go_forward()
    expect(search).to_have_value("dakar rabat")
    expect(heading(page)).to_have_text("1 South–South partnership matching “dakar rabat”")
    assert "loaded" not in documents


def test_on_a_slow_line_the_last_word_counts_and_is_one_step_back(listed):
    page = listed("?direction=south-south")
    steps = page.evaluate("history.length")
    slow = {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.locator("#search").press_sequentially("dak", delay=350)
    page.locator("#search").press_sequentially("ar rabat", delay=20)
    expect(heading(page)).to_have_text("1 South–South partnership matching “dakar rabat”")
    expect(page).to_have_url(re.compile(r"\?q=dakar%20rabat&direction=south-south$"))
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(heading(page)).to_have_text("9 South–South partnerships")
    expect(page).to_have_url(re.compile(r"\?direction=south-south$"))


def test_back_and_forward_over_ticks_chips_pages_and_order(listed, documents):
    page = listed()
    page.get_by_role("checkbox", name=re.compile("^North–South")).check()
    expect(page.locator(".chip-drop")).to_have_count(1)
    page.get_by_role("link", name=re.compile("drop this condition")).click()
    expect(page.locator(".chip-drop")).to_have_count(0)
    expect(heading(page)).to_be_focused()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".results-bar > p")).to_have_text("21–25 of 25")
    expect(page.locator("#results")).to_be_focused()
    page.get_by_label("Sort by").select_option("title")
    expect(page).to_have_url(re.compile(r"/\?sort=title$"))
    expect(page.locator(".results-bar > p")).to_have_text("1–20 of 25")
    page.get_by_role("link", name="Table").click()
    expect(page.get_by_role("table")).to_be_visible()
    for _step in range(3):
        page.go_back()
    expect(page).to_have_url(re.compile(r"/en/partnerships/$"))
    expect(page.get_by_role("table")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("^North–South"))).to_be_checked()
    expect(page.locator(".chip-drop")).to_have_count(1)
    page.reload()
    expect(page.get_by_role("checkbox", name=re.compile("^North–South"))).to_be_checked()


def test_the_language_switch_follows_the_question(listed):
    page = listed()
    page.locator("#direction-triangular").check()
    expect(heading(page)).to_have_text("1 triangular partnership")
    page.get_by_role("link", name="Français", exact=True).click()
    expect(page).to_have_url(re.compile(r"/fr/partnerships/\?direction=triangular$"))
    expect(page.locator(".chip-drop")).to_have_count(1)


def test_searching_inside_a_long_facet(listed):
    page = listed()
    page.locator("#facet-country summary").click()
    page.get_by_label("Find a country").fill("turk")
    expect(page.locator("#choices-country .tick:visible")).to_have_count(1)
    page.get_by_role("checkbox", name="Türkiye").check()
    expect(page).to_have_url(re.compile("country=TR"))
    expect(page.get_by_label("Find a country")).to_have_value("turk")
    expect(page.locator("#choices-country .tick:visible")).to_have_count(1)


def test_a_name_that_no_choice_has_is_said(listed):
    page = listed()
    page.locator("#facet-theme summary").click()
    find, said = page.get_by_label("Find a theme"), page.locator("#announcement")
    find.fill("zzz")
    expect(page.locator("#facet-theme .unfound")).to_have_text("Nothing here is called so.")
    expect(said).to_have_text("Nothing here is called so.")
    find.fill("water")
    expect(page.locator("#facet-theme .unfound")).to_have_count(0)
    expect(said).to_be_empty()


def test_a_mistake_in_a_field_is_not_sent_and_one_in_the_question_is_told(listed):
    page = listed()
    page.locator("#facet-years summary").click()
    page.get_by_label("Running in this year or later").fill("12")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"/en/partnerships/$"))
    page.get_by_label("Running in this year or later").fill("2020")
    expect(heading(page)).to_contain_text("running in 2020 or later")
    page.get_by_label("Begun in this year or before").fill("2010")
    page.keyboard.press("Tab")
    expect(heading(page)).to_have_text("This question cannot be answered")
    expect(page.get_by_role("alert").filter(has_text="The last year lies before the first.")).to_be_visible()
    page.go_back()
    expect(heading(page)).to_contain_text("running in 2020 or later")


def test_years_that_exclude_each_other_stay_to_be_mended_and_nothing_is_asked_by_itself(listed):
    page = listed()
    asked = []
    page.on("response", lambda one: asked.append((one.status, one.url)) if "/partnerships/" in one.url else None)
    page.locator("#facet-years summary").click()
    first, last = page.get_by_label("Running in this year or later"), page.get_by_label("Begun in this year or before")
    last.fill("2012")
    expect(heading(page)).to_contain_text("begun by 2012")
    first.press_sequentially("2015")
    expect(heading(page)).to_have_text("This question cannot be answered")
    page.wait_for_timeout(600)
    assert asked[-1] == (400, page.url)
    expect(first).to_have_value("2015")
    expect(first).to_be_focused()
    expect(last).to_have_value("2012")
    expect(last).to_have_accessible_description("The last year lies before the first.")
    expect(page.get_by_role("alert").filter(has_text="The last year lies before the first.")).to_be_visible()
    page.keyboard.press("Tab")
    page.wait_for_timeout(400)
    assert asked[-1] == (400, page.url)
    last.fill("2020")
    expect(heading(page)).to_contain_text("2015")
    expect(page.locator(".mistake")).to_have_count(0)
    last.fill("12")
    page.locator("#facet-years summary").click()
    page.locator("#facet-direction input").first.check()
    expect(last).to_be_focused()  # with what the browser says of it


def test_without_a_connection_the_page_says_so_and_its_link_works_again(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/en/partnerships/")
    page.route("**/en/partnerships/*", lambda route: route.abort())
    page.locator("#direction-triangular").check()
    alert = page.locator("#trouble")
    expect(alert).to_be_visible()
    expect(alert.get_by_role("link", name="Try again")).to_have_attribute("href", re.compile(r"\?direction=triangular$"))
    page.unroute("**/en/partnerships/*")
    alert.get_by_role("link", name="Try again").click()
    expect(heading(page)).to_have_text("1 triangular partnership")
    page.close()


def test_without_results_a_click_drops_the_condition(listed):
    page = listed("?q=bogota&country=SN")
    expect(heading(page)).to_have_text("No partnership matching “bogota” with partners from Senegal")
    page.get_by_role("link", name="without “Country: Senegal”").click()
    expect(heading(page)).to_have_text("2 partnerships matching “bogota”")
    expect(heading(page)).to_be_focused()


def test_on_a_phone_the_sheet_stays_open_while_one_ticks(listed):
    page = listed(width=390)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name=re.compile("^South–South")).check()
    expect(page.get_by_role("button", name="Show 9 partnerships")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Africa")).check()
    page.get_by_role("button", name=re.compile(r"Show \d partnerships")).click()
    expect(page.locator("#filter-sheet")).to_be_hidden()
    expect(page.locator(".chip-drop")).to_have_count(2)


def test_the_sheet_on_a_phone_keeps_the_keyboard_and_shows_what_it_focuses(listed):
    page = listed(width=360)
    opener, sheet = page.get_by_role("button", name="Filters"), page.locator("#filter-sheet")
    opener.click()
    page.locator("#facet-country summary").click()
    page.get_by_role("checkbox", name="Senegal, 5 partnerships").check()
    expect(page.get_by_role("button", name="Show 5 partnerships")).to_be_visible()
    bar = page.locator(".filters-foot")
    seen = """document.activeElement === document.body ? [true, 0]
      : [document.getElementById("filter-sheet").contains(document.activeElement),
         document.activeElement.closest(".filters-foot") ? 0 : document.activeElement.getBoundingClientRect().bottom]"""
    for _step in range(80):
        page.keyboard.press("Tab")
        within, end = page.evaluate(seen)
        assert within
        assert end <= bar.bounding_box()["y"] + 1
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    expect(page.locator("[inert]")).to_have_count(0)
    page.keyboard.press("Tab")
    assert not page.evaluate("document.getElementById('filter-sheet').contains(document.activeElement)")


def test_a_sheet_left_open_by_a_phone_that_is_turned_does_not_block_the_page(listed):
    page = listed(width=390)
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("header[inert]")).not_to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator("[inert]")).to_have_count(0)


def test_the_sheet_says_that_it_waits_and_that_it_waited_in_vain(site, browser):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/en/partnerships/")
    held = []
    page.get_by_role("button", name="Filters").click()
    page.route("**/en/partnerships/*", lambda route: held.append(route))
    page.get_by_role("checkbox", name=re.compile("^South–South")).check()
    expect(page.get_by_role("button", name="Updating …")).to_be_visible()
    held.pop().continue_()
    expect(page.get_by_role("button", name="Show 9 partnerships")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Africa")).check()
    expect(page.get_by_role("button", name="Updating …")).to_be_visible()
    held.pop().abort()
    expect(page.get_by_role("alert").filter(has_text="could not be brought up to date")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Show partnerships", exact=True)).to_be_visible()
    top = page.evaluate("""(() => { const { left, top } = document.getElementById("trouble").getBoundingClientRect();
      return document.elementFromPoint(left + 20, top + 20).closest("#trouble") !== null; })()""")
    assert top
    page.unroute("**/en/partnerships/*")
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator(".chip-drop")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"region=africa&direction=south-south$"))
    page.close()


def test_far_down_the_page_one_sees_that_the_list_is_not_up_to_date(site, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    page.goto(f"{site}/en/partnerships/")
    page.route("**/en/partnerships/*", lambda route: route.abort())
    page.locator("#facet-evidence summary").click()
    page.locator("#facet-evidence input").last.check()
    again = page.get_by_role("alert").get_by_role("link", name="Try again")
    expect(again).to_be_in_viewport(ratio=1)
    page.unroute("**/en/partnerships/*")
    again.click()
    expect(page.locator(".chip-drop")).to_have_count(1)
    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator("#sentence")).to_be_focused()
    page.close()


def test_a_word_without_end_stays_within_a_phone(site, open_page):
    page = open_page(f"{site}/en/partnerships/?q={'x' * 130}", width=360)
    expect(page.locator(".chip-drop")).to_be_visible()
    assert overflow(page) == 0


def test_what_one_can_take_away_folds_up_by_escape_and_by_a_click_elsewhere(listed):
    page = listed()
    summary, sheet = page.locator("#take summary"), page.locator(".take-sheet")
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.get_by_label("Show these results on your own site").click()
    expect(sheet).to_be_visible()
    heading(page).click()
    expect(sheet).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_suggestions_leave_the_views_of_what_is_found_within_reach(listed, width):
    page = listed(width=width)
    page.locator("#search").press_sequentially("dak")
    expect(page).to_have_url(re.compile("q=dak"))
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("link", name="Table", exact=True).click(timeout=3000)
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("query", ["view=table", "q=bogota&country=SN", "facet=country&theme=mobility", "embed=1"])
def test_no_barrier_and_no_overflow_in_any_view(site, open_page, query):
    page = open_page(f"{site}/fr/partnerships/?{query}", width=360)
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    assert (violations(page), overflow(page)) == ([], 0)


def test_in_the_readers_own_colours_bullets_and_gauges_are_seen(listed):
    page = listed(forced_colors="active", color_scheme="dark")
    colour = "getComputedStyle(document.querySelector(%r), %r).backgroundColor"
    assert page.evaluate(colour % (".card-partners li", "::before")) == "rgb(255, 255, 255)"
    assert page.evaluate(colour % (".gauge .on", "")) == "rgb(255, 255, 255)"
    assert page.evaluate(colour % (".gauge i:not(.on)", "")) == "rgb(0, 0, 0)"


def test_without_javascript_table_pages_and_all_of_a_facet_are_links(site, open_page):
    page = open_page(f"{site}/en/partnerships/", java_script_enabled=False)
    page.get_by_role("link", name="Table").click()
    page.get_by_role("link", name="Partnership", exact=True).click()
    expect(page.get_by_role("columnheader", name="Partnership")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"view=table&sort=title&page=2$"))
    page.get_by_label("Sort by").select_option("oldest")
    page.get_by_role("button", name="Sort").click()
    expect(page).to_have_url(re.compile("sort=oldest"))
    expect(page.get_by_role("table")).to_be_visible()
