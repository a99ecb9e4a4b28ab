"""The map in a real browser: keys, buttons, wheel, mouse and fingers, and what remains without a program."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.chromium import RULES, needs_chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db, needs_chromium]

WIDTH = "Number(document.querySelector('svg.map').getAttribute('viewBox').split(' ')[2])"
BOX = "document.querySelector('svg.map').getAttribute('viewBox').split(' ').map(Number)"
MIDDLE = f"(([x, y, w, h]) => [x + w / 2, y + h / 2])({BOX})"


@pytest.fixture
def open_map(browser: Browser, site: str) -> Iterator[object]:
    """A function that opens the map and keeps an eye on it: no error on its console, no request to anybody else."""
    contexts = []
    complaints: list[str] = []

    def opened(address: str = "en/map/", width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(site) else complaints.append(request.url))
        page.goto(f"{site}/{address}")
        if options.get("java_script_enabled", True):
            expect(page.locator("#map")).to_have_attribute("role", "application")
            page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


ADDRESSES = ["fr/map/", "en/map/?region=africa&window=-30,0,30,50", "es/map/?q=zzzz", "en/map/?embed=1"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_map_is_accessible_and_fits_a_phone(browser, site, address, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/{address}")
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options=RULES).response["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert ([(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]], overflow) == ([], 0)


def labels(page: Page) -> list[str]:
    return page.eval_on_selector_all(".map-circle", "marks => marks.map(mark => mark.getAttribute('aria-label'))")


def settled(page: Page, act: object) -> None:
    """Do something that changes what the map shows, and wait for its new circles."""
    with page.expect_response(lambda response: "/api/v1/map/" in response.url):
        act()
    expect(page.locator("#map")).not_to_have_attribute("aria-busy", "true")


def test_keys_zoom_move_and_lead_back(open_map):
    page = open_map()
    whole, world = labels(page), page.evaluate(WIDTH)
    page.locator("#map").focus()
    settled(page, lambda: page.keyboard.press("+"))
    assert page.evaluate(WIDTH) == pytest.approx(world / 2)
    assert labels(page) != whole
    x, y = page.evaluate(MIDDLE)
    settled(page, lambda: page.keyboard.press("ArrowLeft"))
    settled(page, lambda: page.keyboard.press("ArrowUp"))
    moved_x, moved_y = page.evaluate(MIDDLE)
    assert (moved_x < x, moved_y < y) == (True, True)
    settled(page, lambda: page.keyboard.press("0"))
    assert (page.evaluate(WIDTH), labels(page)) == (pytest.approx(world), whole)


def test_buttons_zoom_and_stop_at_the_whole_world(open_map):
    page = open_map()
    nearer, farther = page.get_by_role("button", name="Zoom in"), page.get_by_role("button", name="Zoom out")
    expect(farther).to_have_attribute("aria-disabled", "true")
    world = page.evaluate(WIDTH)
    settled(page, nearer.click)
    assert page.evaluate(WIDTH) == pytest.approx(world / 2)
    nearer.focus()
    settled(page, lambda: page.keyboard.press("Space"))
    assert page.evaluate(WIDTH) == pytest.approx(world / 4)
    settled(page, page.get_by_role("button", name="Whole world").click)
    assert page.evaluate(WIDTH) == pytest.approx(world)


def test_the_keyboard_reaches_the_buttons_before_the_circles(open_map):
    page = open_map()
    page.get_by_role("button", name="Zoom in").focus()
    for expected in ("map-farther", "map-whole", "map"):
        page.keyboard.press("Tab")
        expect(page.locator(f"#{expected}")).to_be_focused()
    world = page.evaluate(WIDTH)
    page.locator("#map-nearer").focus()
    settled(page, lambda: page.keyboard.press("+"))
    assert page.evaluate(WIDTH) == pytest.approx(world / 2)


@pytest.mark.parametrize("query", ["", "?country=CA"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_circle_of_the_whole_world_has_its_name(open_map, query, width):
    page = open_map(f"fr/map/{query}", width=width)
    page.wait_for_load_state("networkidle")
    assert page.locator(".map-circle:not(:has(.map-label))").count() <= (2 if width == 360 and not query else 0)


def test_the_address_keeps_the_view_and_back_returns_to_it(open_map):
    page = open_map("en/map/?region=africa")
    page.locator("#map").focus()
    settled(page, lambda: page.keyboard.press("+"))
    settled(page, lambda: page.keyboard.press("+"))
    address, shown, width = page.url, labels(page), page.evaluate(WIDTH)
    assert re.search(r"/en/map/\?region=africa&window=-?[\d.]+,-?[\d.]+,-?[\d.]+,-?[\d.]+$", address)
    page.locator("#map-rows a").first.click()
    expect(page).to_have_url(re.compile("/en/partnerships/"))
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert page.url == address
    assert page.evaluate(WIDTH) == pytest.approx(width, rel=0.01)
    assert labels(page) == shown


def test_a_place_leads_to_its_partnerships(open_map):
    page = open_map("en/map/?region=africa&window=-30,0,10,30")
    # A press on the circle itself, as with a mouse.
    name = "Dakar, Senegal: "
    mark = page.locator(f".map-circle[aria-label^='{name}']")
    if not mark.count():
        for _turn in range(4):
            settled(page, page.locator(".map-circle[aria-label^='Dakar'] .map-dot").click)
            if mark.count():
                break
    count = re.search(r"(\d+) partnership", mark.get_attribute("aria-label"))[1]
    mark.locator(".map-dot").click()
    expect(page).to_have_url(re.compile(r"/en/partnerships/\?region=africa&government=dakar$"))
    expect(page.locator("h1")).to_contain_text(count)


def test_a_circle_of_several_opens_into_its_places(open_map):
    page = open_map()
    several = page.locator(".map-many").first
    count = int(re.search(r"and (\d+) more", several.get_attribute("aria-label"))[1]) + 1
    world = page.evaluate(WIDTH)
    settled(page, several.locator(".map-dot").click)
    assert page.evaluate(WIDTH) <= world / 2
    assert page.locator("#map-rows tr").count() >= count
    assert page.url != several.get_attribute("href")


def test_the_list_beside_follows_the_map(open_map):
    every = open_map().locator("#map-rows tr").count()
    page = open_map("en/map/?window=-80,0,20,50")
    summary, rows = page.locator("#map-summary"), page.locator("#map-rows tr")
    expect(summary).to_have_attribute("role", "status")
    before = rows.count()
    expect(summary).to_have_text(f"{before} of {every} partners are in this part of the world.")
    page.locator("#map").focus()
    settled(page, lambda: page.keyboard.press("ArrowRight"))
    expect(summary).to_have_text(f"{rows.count()} of {every} partners are in this part of the world.")
    assert rows.count() != before
    area = page.locator("#map-area")
    expect(area).to_be_visible()
    assert re.search(r"/en/partnerships/\?bbox=[-\d.,]+$", area.get_attribute("href"))


def test_the_wheel_scrolls_the_page_until_the_map_has_the_focus(open_map):
    page = open_map(width=1280)
    world = page.evaluate(WIDTH)
    page.locator("#map").hover()
    page.mouse.wheel(0, 120)
    page.wait_for_function("window.scrollY > 0")
    assert page.evaluate(WIDTH) == world
    page.locator("#map").focus()
    settled(page, lambda: page.mouse.wheel(0, -240))
    assert page.evaluate(WIDTH) < world


def test_dragging_moves_the_map_and_opens_nothing(open_map):
    page = open_map("en/map/?window=-30,0,30,30")
    x, _y = page.evaluate(MIDDLE)
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 380, box["y"] + 200, steps=4)
    settled(page, page.mouse.up)
    expected = 80 * page.evaluate(WIDTH) / box["width"]
    assert page.evaluate(MIDDLE)[0] == pytest.approx(x - expected, rel=0.1)
    assert "/en/map/" in page.url


def test_around_the_world_without_an_edge(open_map):
    page = open_map("en/map/?window=150,-20,180,50")
    x, _y = page.evaluate(MIDDLE)
    page.locator("#map").focus()
    for _turn in range(6):
        settled(page, lambda: page.keyboard.press("ArrowRight"))
    west, _south, east, _north = (float(side) for side in re.search(r"window=([-\d.,]+)", page.url)[1].split(","))
    assert page.evaluate(MIDDLE)[0] > 180 > x
    assert -180 <= west < east < 0


def test_a_failed_update_is_said_and_leaves_the_map(open_map, browser, site):
    page = open_map()
    shown = labels(page)
    page.route("**/api/v1/map/**", lambda route: route.fulfill(status=200, body="no map"))
    page.locator("#map").focus()
    page.keyboard.press("+")
    again = page.get_by_role("alert").get_by_role("button", name="Try again")
    expect(page.get_by_role("alert")).to_contain_text("The map could not be updated. Try again, or use the list.")
    expect(again).to_be_in_viewport(ratio=1)
    assert labels(page) == shown
    page.unroute("**/api/v1/map/**")
    settled(page, again.click)
    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator("#map")).to_be_focused()
    expect(page.locator("#map-summary")).to_contain_text("partners are in this part of the world.")


def test_when_the_connection_returns_the_map_catches_up(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}/en/map/")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.locator("#map").press("+")
    expect(page.locator("#trouble")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("#trouble")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_readers_own_colours_land_arcs_places_and_buttons_can_be_told_apart(open_map, scheme):
    page = open_map(forced_colors="active", color_scheme=scheme)

    def colour(selector: str, what: str) -> str:
        return page.locator(selector).first.evaluate(f"part => getComputedStyle(part).{what}")

    sea, land = colour("#map", "backgroundColor"), colour(".map-land", "fill")
    assert sea == land == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(0, 0, 0)")
    assert land not in {colour(".map-land", "stroke"), colour(".map-arcs", "stroke"), colour(".map-dot", "fill")}
    assert colour(".map-arcs", "stroke") != colour(".map-land", "stroke")
    assert colour("#map-farther[aria-disabled=true]", "color") != colour("#map-nearer", "color")
    assert colour(".views [aria-current]", "backgroundColor") != sea
    assert colour(".main-nav a:not([aria-current])", "borderBlockEndColor") == sea
    assert colour(".main-nav [aria-current]", "textDecorationLine") == "underline"
    assert colour(".language-nav [aria-current]", "textDecorationLine") == "underline"


def test_a_phone_shows_it_whole_and_scrolls_past_it(open_map):
    page = open_map("fr/map/", width=360, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.evaluate("getComputedStyle(document.getElementById('map')).touchAction") == "pan-y"
    assert page.evaluate(WIDTH) == pytest.approx(360, rel=0.01)
    frame = page.locator("#map").bounding_box()
    for tool in page.locator(".map-tool").all():
        box = tool.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["y"] + box["height"] <= frame["y"]


def test_without_a_program_the_links_do_the_work(open_map):
    page = open_map(java_script_enabled=False)
    assert page.locator(".map-circle").count() > 5
    page.get_by_role("link", name="Zoom in").click()
    assert "window=" in page.url
    page.get_by_role("link", name="Whole world").click()
    page.locator("#map-rows a").first.click()
    assert "/en/partnerships/" in page.url


def test_the_ground_is_there(open_map):
    page = open_map()
    box = page.evaluate("(({ width, height }) => [width, height])(document.querySelector('.map-land').getBBox())")
    assert box[0] > 350
    assert box[1] > 120
