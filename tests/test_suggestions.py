"""What is offered while somebody types, over the registry's real records."""

import pytest
from django.test import Client

from tests.suggested import ADDRESS, ask, codes, entries
from tests.test_api_registry import described


@pytest.mark.parametrize("typed", ["kuta", "Kütah", "KÜTA", "kutahya"])
def test_accents_and_case_do_not_count(registry, typed):
    assert codes(typed) == ["kutahya"]


def test_a_place_found_by_a_name_in_another_language_says_which(registry):
    [ostend] = entries("oosten")
    assert (ostend["code"], ostend["label"], ostend["matched"]) == ("ostend", "Ostend", "Oostende")
    assert entries("ostend")[0]["matched"] == ""


def test_a_suggestion_has_its_page_its_question_and_what_tells_it_from_others(registry):
    [dakar] = entries("dakar")
    assert dakar == {
        "code": "dakar",
        "label": "Dakar",
        "lang": "en",
        "matched": "",
        "detail": "Senegal, 4 partnerships",
        "partnerships": 4,
        "url": "http://testserver/en/governments/dakar/",
        "question": "government=dakar",
    }
    found = Client().get("/api/v1/partnerships/?government=dakar").json()
    assert found["count"] == 4


def test_words_and_pages_are_in_the_language_asked_for(registry):
    [senegal] = entries("seneg", "country", lang="fr")
    assert (senegal["label"], senegal["url"]) == ("Sénégal", "http://testserver/fr/countries/SN/")
    [same] = entries("sénégal", "country", lang="en")
    assert (same["label"], same["matched"]) == ("Senegal", "")


def test_a_theme_found_by_a_word_of_another_language_says_which(registry):
    [theme] = entries("desarrollo urb", "theme", lang="fr")
    assert (theme["label"], theme["matched"]) == ("Développement urbain", "Desarrollo urbano")


def test_codes_lead_to_what_they_mean(registry):
    [target] = entries("17.6", "target")
    assert (target["code"], target["label"][:5], target["question"]) == ("17.6", "17.6 ", "target=17.6")
    assert codes("facdi", "fund") == ["facdi"]
    assert codes("sdg 6", "goal") == ["6"]
    assert codes("ODD 11", "goal") == ["11"]


def test_partnerships_are_found_by_title_and_by_code(registry):
    assert codes("dakhla ruf", "partnership") == ["dakhla-rufisque"]
    assert codes("blantyre-cultural-exchange", "partnership") == ["blantyre-cultural-exchange"]
    [entry] = entries("dakhla ruf", "partnership")
    assert (entry["partnerships"], entry["question"]) == (None, "")
    assert entry["url"] == "http://testserver/en/partnerships/dakhla-rufisque/"


def test_partnerships_whose_title_shows_the_words_come_first(registry):
    titles = [entry["label"] for entry in entries("mar", "partnership", lang="fr")]
    assert titles[0] == "Dakar et Marseille"
    assert titles.index("Ostende et Banjul") == len(titles) - 1


def test_a_country_is_found_by_its_older_name(registry):
    [myanmar] = entries("burm", "country")
    assert (myanmar["label"], myanmar["matched"]) == ("Myanmar", "Burma")


def test_a_city_that_is_not_there_is_taken_for_no_other_word(registry):
    assert ask("paris", lang="fr")["groups"] == ask("lima", lang="es")["groups"] == []


def test_a_mistyped_name_is_forgiven_when_nothing_begins_so(registry):
    [group] = [group for group in ask("marsseille")["groups"] if group["kind"] == "government"]
    assert group["label"] == "Governments with a similar name"
    assert [entry["code"] for entry in group["suggestions"]] == ["marseille"]
    assert codes("mrs") == []


def test_a_dozen_at_most_and_four_of_a_kind(registry):
    answer = ask("a")
    sizes = [len(group["suggestions"]) for group in answer["groups"]]
    assert answer["count"] == sum(sizes) == 12
    assert max(sizes) <= 4
    assert answer["summary"] == "12 suggestions. Choose one with the arrow keys."


@pytest.mark.parametrize("typed", ["", "   ", "!?", "\u0301", "'"])
def test_nothing_typed_means_nothing_suggested(registry, typed):
    assert ask(typed) == {"count": 0, "summary": "No suggestions.", "groups": []}


ODD_TEXTS = ["%", "_", "a_", "(", "[a", "\\", "a|b", "*", "'; --", "𝔸𝔹", "日本", "\U0001f600", "-dakar", '"dak', "dakar:* & !x"]


@pytest.mark.parametrize("typed", ODD_TEXTS)
def test_any_text_is_only_text(registry, typed):
    answer = ask(typed)
    assert answer["count"] == sum(len(group["suggestions"]) for group in answer["groups"])


def test_signs_of_patterns_find_nothing(registry):
    assert codes("d_kar") == codes("d.kar") == codes("%akar") == []


def test_the_answer_is_as_described_and_may_be_kept_for_a_minute(registry):
    schema = Client().get("/api/v1/schema/").json()
    for typed in ("d", "water", "marsseille", ""):
        described(schema, "suggestions/").validate(ask(typed, "fr"))
    response = Client().get(f"{ADDRESS}?q=dak")
    assert response["Cache-Control"] == "public, max-age=60"
    assert Client().get(f"{ADDRESS}?q=dak", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_search_boxes_ask_here_and_work_without(registry):
    for address in ("/fr/", "/fr/partnerships/", "/fr/nothing-here/"):
        html = Client().get(address).content.decode()
        assert html.count(f'data-suggestions="{ADDRESS}"') == 1, address
        assert 'type="submit"' in html


def test_a_section_is_found_by_what_is_said_of_its_cities(registry):
    [africa] = [entry for entry in entries("africaines", "region", lang="fr") if entry["code"] == "africa"]
    assert (africa["label"], africa["matched"]) == ("Afrique", "africaines")
    assert "TR" in codes("turqu", "country")


@pytest.mark.parametrize("typed", ["lake v", "lake vi", "Lake  V", "lake vic"])
def test_a_partnership_is_offered_from_the_first_letter_of_its_second_word(registry, typed):
    assert codes(typed, "partnership") == ["lake-victoria-competitions"]
    assert codes("lake q", "partnership") == []


@pytest.mark.parametrize("typed", ["6", "goal 6", "SDG6", "sdg 6", "ODD6", "objectif 6", "Objetivo 6"])
def test_a_goal_is_offered_for_its_number_however_said(registry, typed):
    assert codes(typed, "goal")[0] == "6"


def test_a_target_is_offered_for_its_number_and_for_that_of_its_goal(registry):
    assert codes("11", "goal") == ["11"]
    assert set(codes("1", "goal")) > {"1", "17"}
    for typed in ("6", "target 6", "cible 6", "meta 6"):
        assert {code.split(".")[0] for code in codes(typed, "target")} == {"6"}, typed
    assert codes("target 6.1", "target") == ["6.1"]


@pytest.mark.parametrize("typed", ["dakar marseille", "senegal marseille"])
def test_what_is_typed_right_is_taken_for_no_similar_name(registry, typed):
    assert codes(typed, "partnership")[0] == "dakar-marseille"
    assert codes(typed) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("marssei", "marseille"),
        ("kitakush", "kitakyushu"),
        ("instanb", "istanbul"),
        ("bello hor", "belo-horizonte"),
        ("dakr", "dakar"),
        ("bogotta", "bogota"),
    ],
)
def test_a_mistyped_name_is_forgiven_before_it_is_complete(registry, typed, meant):
    assert codes(typed)[0] == meant
