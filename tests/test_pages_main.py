"""The home page, the list and the page of a partnership, over the real records."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from partnerships.models import Goal, Partnership
from tests.pages import cards, counted, main_of, page

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_shows_numbers_that_lead_to_exactly_that_set(client, registry, language):
    html = main_of(page(client, f"/{language}/"))
    numbers = re.findall(r'<a href="([^"]+)"><strong>(\d+)</strong>', html)
    assert len(numbers) == 5
    for address, number in numbers[:1] + numbers[4:]:
        assert counted(page(client, address)) == int(number)
    for address, _number in numbers:
        page(client, address.partition("#")[0])


def test_each_gap_on_the_home_page_leads_to_what_lacks(client, registry):
    html = page(client, "/en/")
    gaps = re.findall(r'class="gap" href="([^"]+)"><strong>(\d+)', html)
    assert gaps
    for address, number in gaps:
        assert counted(page(client, address)) == int(number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_example_questions_have_answers(client, registry, language):
    html = page(client, f"/{language}/")
    examples = re.search(r'<ul class="examples".*?</ul>', html, re.DOTALL)
    assert examples
    addresses = re.findall(r'href="([^"]+)"', examples[0])
    assert len(addresses) == 3
    for address in addresses:
        assert counted(page(client, address)) > 0


def test_the_question_is_a_sentence_with_real_names_and_chips_that_drop_one_value_each(client, registry):
    html = page(client, "/en/partnerships/?direction=south-south&region=africa&region=mewa&page_size=50")
    assert "in Africa or Middle East and West Asia" in html
    assert "South–South" in html
    chips = re.findall(r'class="chip chip-drop" href="([^"]+)"', html)
    assert sorted(chips) == [
        "/en/partnerships/?direction=south-south&region=africa&page_size=50",
        "/en/partnerships/?direction=south-south&region=mewa&page_size=50",
        "/en/partnerships/?region=africa&region=mewa&page_size=50",
    ]
    assert counted(page(client, chips[0])) > 0
    assert counted(page(client, "/en/partnerships/?region=africa&region=mewa&page_size=50")) > counted(html)


def test_the_form_keeps_what_it_has_no_field_for_and_ticks_what_is_in_force(client, registry):
    html = page(client, "/en/partnerships/?organisation=dakar&bbox=-20,0,20,30&view=table&evidence=section%2B&country=SN")
    assert '<input type="hidden" name="organisation" value="dakar">' in html
    assert '<input type="hidden" name="bbox" value="-20,0,20,30">' in html
    assert '<input type="hidden" name="view" value="table">' in html
    assert 'name="evidence" value="section+" checked ' in html
    assert 'name="country" value="SN" checked ' in html
    assert 'name="country" value="AQ"' not in html


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("banana=1", "banana"),
        ("country=ZZ", "country"),
        ("goal=99", "goal"),
        ("year_from=soon", "year_from"),
        ("bbox=1,2", "bbox"),
        ("page=abc", "page"),
        ("page=0", "page"),
        ("page_size=101", "page_size"),
        ("page_size=0", "page_size"),
        ("page=1&page=2", "page"),
        ("q=%00", "q"),
        ("sort=best", "sort"),
        ("lang=de", "lang"),
        ("lang=fr&lang=es", "lang"),
    ],
)
def test_a_bad_question_gives_no_results_and_names_the_parameter(client, registry, query, named):
    html = main_of(page(client, f"/en/partnerships/?{query}", 400))
    assert not cards(html)
    assert named in html[html.index('role="alert"') :]


@pytest.mark.parametrize("path", ["", "partnerships/", "map/", "partnerships/dakar-marseille/"])
def test_a_language_asked_for_leads_to_the_page_in_that_language(client, registry, path):
    response = client.get(f"/en/{path}?lang=fr&country=SN")
    assert (response.status_code, response["Location"]) == (302, f"/fr/{path}?country=SN")
    page(client, f"/fr/{path}?lang=fr")


def test_an_organisation_asked_for_as_a_government_is_told_its_parameter(client, registry):
    query = "government=iski"
    html = main_of(page(client, f"/en/partnerships/?{query}", 400))
    assert "There is nothing with the code “iski” here; ask for it with “organisation=”." in html
    assert "organisation=" in client.get(f"/api/v1/partnerships/?{query}").json()["errors"]["government"][0]
    assert "There is nothing with the code “atlantis”." in page(client, "/en/partnerships/?government=atlantis", 400)


def test_a_mistake_is_told_with_the_signs_of_the_language(client, registry):
    french = main_of(page(client, "/fr/partnerships/?country=QQ", 400))
    assert "(<code>country</code>)\u00a0: Rien ne porte le code «\u00a0QQ\u00a0»." in french
    assert "No hay nada con el código «QQ»." in page(client, "/es/partnerships/?country=QQ", 400)


@pytest.mark.parametrize(("language", "noun"), [("en", "Search"), ("fr", "Recherche"), ("es", "Búsqueda")])
def test_the_words_searched_are_named_by_a_noun(client, registry, language, noun):
    assert f'<span class="chip-label">{noun}</span> Dakar' in page(client, f"/{language}/partnerships/?q=Dakar")


def test_a_mistake_offers_the_question_without_it(client, registry):
    html = page(client, "/en/partnerships/?banana=1&country=SN&page=abc", 400)
    ways = re.findall(r'<a href="([^"]+)">Ask without it', html)
    assert "/en/partnerships/?country=SN&page=abc" in ways
    assert "/en/partnerships/?banana=1&country=SN" in ways


def test_beyond_the_last_page_is_not_found_and_says_which_is_the_last(client, registry):
    assert "its last page is 2" in page(client, "/en/partnerships/?page=99", 404)


@pytest.mark.parametrize("embed", ["", "&embed=1"])
def test_beyond_the_last_page_the_last_of_the_same_search_is_offered(client, registry, embed):
    html = page(client, f"/en/partnerships/?country=SN&page_size=2&page=9999&utm_source=x{embed}", 404)
    address = re.search(r'<a class="button" href="([^"]+)"[^>]*>Go to the last page', main_of(html))[1]
    assert address.startswith("/en/partnerships/?country=SN&page_size=2&page=")
    assert address.endswith(embed)
    last = page(client, address)
    assert cards(last)
    assert 'rel="next"' not in last
    places = page(client, "/en/map/?country=SN&places=99", 404)
    assert re.search(r'<a class="button" href="/en/map/\?country=SN&places=1"', places)


def test_pages_hold_twenty_and_together_everything(client, registry):
    first, second = (cards(page(client, f"/en/partnerships/?page={number}")) for number in (1, 2))
    assert len(first) == 20
    assert len({*first, *second}) == Partnership.objects.published().count()
    assert len(cards(page(client, "/en/partnerships/?page_size=100"))) == len({*first, *second})


def test_tracking_parameters_change_nothing_and_are_not_passed_on(client, registry):
    html = page(client, "/en/partnerships/?utm_source=letter&fbclid=1&country=SN")
    assert counted(html) == counted(page(client, "/en/partnerships/?country=SN"))
    assert "utm_source" not in html
    assert "fbclid" not in html


def test_without_results_the_page_says_which_condition_to_drop(client, registry):
    html = page(client, "/en/partnerships/?q=bogota&country=SN")
    assert counted(html) == 0
    ways = re.findall(r'<a href="(/en/partnerships/\?[^"]+)">without “([^”]+)”</a> <span class="count">(\d+)', html)
    assert {name for _address, name, _count in ways} == {"Search: bogota", "Country: Senegal"}
    for address, _name, count in ways:
        assert counted(page(client, address)) == int(count)
    assert cards(html)


def test_a_single_condition_without_results_leads_to_everything(client, registry):
    html = page(client, "/en/partnerships/?q=xyzzy")
    assert "Check the spelling" in html
    assert re.search(r'<a href="/en/partnerships/">without “Search: xyzzy”</a> <span class="count">25', html)
    assert not cards(html)


def test_conditions_of_which_none_can_be_dropped_alone_lead_to_everything(client, registry):
    assert "Show all partnerships" in page(client, "/en/partnerships/?q=xyzzy&bbox=-1,-1,0,0")


def test_conditions_without_words_are_not_a_matter_of_spelling(client, registry):
    html = main_of(page(client, "/en/partnerships/?country=TR&country=CL&theme=education&direction=network"))
    assert counted(html) == 0
    assert "Check the spelling" not in html
    ways = re.findall(r'<a href="(/en/partnerships/\?[^"]+)">only “([^”]+)”</a> <span class="count">(\d+)', html)
    assert "Country: Türkiye or Chile" in {name for _address, name, _count in ways}
    for address, _name, count in ways:
        assert counted(page(client, address)) == int(count) > 0
    alone = main_of(page(client, "/en/partnerships/?bbox=-1,-1,0,0"))
    assert "No partnership meets this condition so far." in alone
    assert '<a href="/en/partnerships/">without “Map area: ' in alone


@pytest.mark.parametrize("query", ["q=---", "q=%3F!%22'()%26|,", "q=OR", "q=quels sont", "q=¿Cuáles son?", "q=---&country=SN"])
def test_where_there_is_no_word_spelling_is_no_matter(client, registry, query):
    html = main_of(page(client, f"/en/partnerships/?{query}"))
    assert counted(html) == 0
    assert "There is no word to search for in this." in html
    assert "Check the spelling" not in html
    assert "without “Search: " in html


def test_the_language_switch_keeps_page_and_question(client, registry):
    html = page(client, "/en/partnerships/?country=SN&page=1")
    assert '<a href="/fr/partnerships/?country=SN&page=1" lang="fr" hreflang="fr">Français</a>' in html
    assert '<link rel="alternate" hreflang="es" href="http://testserver/es/partnerships/?country=SN&page=1">' in html
    assert '<link rel="canonical" href="http://testserver/en/partnerships/">' in html


def test_french_signs_keep_with_their_words_on_pages_and_plain_in_data(client, registry):
    title = "Rabat et Dakar : le patrimoine de l’espace public"
    assert title.replace(" :", "\u00a0:") in page(client, "/fr/partnerships/?page_size=100")
    assert title in client.get("/api/v1/partnerships/?lang=fr&page_size=100").content.decode()


def test_the_page_tells_both_sides_the_course_and_the_sources(client, registry):
    html = main_of(page(client, "/en/partnerships/dakar-marseille/"))
    assert "ended on 28 December 2015, and resumed in 2023" in html
    assert html.count("has not reported yet") == 2
    assert "nobody has confirmed this yet" in html
    assert '<q lang="fr" dir="ltr">' in html
    assert "pastel.diplomatie.gouv.fr" in html
    for number in set(re.findall(r'href="#source-(\d+)"', html)):
        assert f'id="source-{number}"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_partnership_has_a_page_in_every_language(client, registry, language):
    for code in Partnership.objects.published().values_list("code", flat=True):
        html = page(client, f"/{language}/partnerships/{code}/")
        assert f'<html lang="{language}" dir="ltr">' in html


def test_a_partner_nobody_could_name_is_shown_as_such(client, registry):
    html = page(client, "/en/partnerships/istanbul-palestinian-cities/")
    assert "not yet identified" in html
    assert "“les villes palestiniennes”" in html or ">les villes palestiniennes<" in html


def test_nothing_inline_that_the_content_security_policy_forbids(client, registry):
    for address in ("", "partnerships/", "partnerships/?q=water", "partnerships/?x=1", "partnerships/dakar-marseille/", "nix/"):
        html = client.get(f"/en/{address}").content.decode()
        assert not re.search(r'\sstyle="|<style|\son\w+="|javascript:', html)
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert not re.findall(r'(?:src|srcset|<link[^>]+href)="https?://(?!testserver)', html)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_each_goal_has_its_colour_and_a_readable_number_on_it(registry):
    css = (Path(settings.BASE_DIR) / "static/site/components.css").read_text()
    classes = dict(re.findall(r"\.goal-(\d+) \{ background-color: (#\w{6}; color: #\w{6});", css))
    assert len(classes) == 17
    for goal in Goal.objects.all():
        background, text = classes[str(goal.number)].split("; color: ")
        assert background == goal.colour
        darker, lighter = sorted((luminance(background), luminance(text)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, goal
