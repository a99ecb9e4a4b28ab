"""What the search makes of words: which are names, which are forgiven, what joins them, and what it says of none."""

import pytest

from partnerships.models import Partnership
from partnerships.search import understand
from partnerships.typed import typed_words
from regions.models import Organisation
from tests.pages import page

pytestmark = pytest.mark.django_db


def found(typed: str) -> set[str]:
    return set(Partnership.objects.published().search(typed).values_list("code", flat=True))


def corrected(typed: str) -> dict[str, str]:
    return dict(understand(typed).corrections)


@pytest.mark.parametrize("code", ["CA", "FR", "TR", "JP", "SN"])
def test_the_name_of_a_country_finds_its_partnerships_and_no_others(registry, code):
    carrying = set(Partnership.objects.published().with_any_code("country", [code]).values_list("code", flat=True))
    names = {"CA": "Canada", "FR": "France", "TR": "Turquie", "JP": "日本", "SN": "السنغال"}
    assert found(names[code]) == carrying != set()


def test_a_name_that_also_describes_goes_on_describing(registry):
    Organisation.objects.create(code="eau", name_fr="Eau", kind="municipality")
    Organisation.objects.create(code="gardens", name_en="Gardens", kind="municipality")
    assert found("eau") == found("eaux") != set()
    assert found("gardens ") == found("garden") != set()


@pytest.mark.parametrize("typed", ["Paris", "Lima", "Santiago", "Geneva", "children", "gratis", "SDG18", "17.66", "Kisumu"])
def test_what_is_written_right_or_is_a_code_is_not_corrected(registry, typed):
    assert corrected(typed) == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Marsseille", "marseille"), ("Kitakushu", "kitakyushu"), ("menstural", "menstrual"), ("Lahour", "lahor")],
)
def test_errors_in_names_are_forgiven_and_single_ones_in_long_words(registry, typed, meant):
    assert corrected(typed) == {typed: meant}


def test_words_in_capitals_join_and_exclude(registry):
    assert found("Ostend OR Rabat") == found("Ostend") | found("Rabat")
    assert found("Dakar Ostend OR Rabat") == found("Dakar Rabat")
    assert found('waste OR "sustainable tourism" OU Pécs') == found('"waste"') | found('"sustainable tourism"') | found("Pécs")
    assert found("Dakar NOT Marseille") == found("Dakar -Marseille") != set()
    assert found("Dakar AND Marseille") == found("Dakar Marseille") == found("Dakar ET Marseille")
    assert found("OR Ostend") == found("Ostend OR") == found("Ostend")
    assert found("Ostend or Rabat") == found("Ostend OR Rabat")
    assert found("Dakar or Marseille") == found("Dakar Marseille")
    assert corrected("Marsseille OR Ostand") == {"Marsseille": "marseille", "Ostand": "ostend"}


def test_signs_part_words_and_an_open_quotation_mark_is_none(registry):
    both = found("Dakar Marseille")
    assert both != set()
    for typed in (
        "Dakar/Marseille",
        "Dakar,Marseille",
        "Dakar;Marseille",
        "Dakar، Marseille",
        'Dakar "Marseille',
        'Dakar" Marseille',
    ):
        assert found(typed) == both, typed
    assert found('"Dakar and" "Marseille') == found('"Dakar and" Marseille') != set()


def test_a_search_without_words_says_so(registry, client):
    for typed in ("-", "- --", "*", "%3F", "😀", "%22"):
        assert "There is no word to search for" in page(client, f"/en/partnerships/?q={typed}"), typed
    assert "There is no word to search for" not in page(client, "/en/partnerships/?q=xyzzy")


def test_who_takes_part_in_nothing_is_named_where_nothing_is_found(registry, client):
    html = page(client, "/en/partnerships/?q=kisumu")
    assert '<a href="/en/governments/kisumu/">Kisumu</a> is in the registry, without a partnership so far.' in html
    assert '<a href="/en/organisations/un-habitat/">' in page(client, "/en/partnerships/?q=UN-Habitat")
    assert '<a href="/en/regions/eurasia/">Eurasia</a> is in the registry' in page(client, "/en/partnerships/?q=Eurasia")
    assert '<a href="/en/countries/NE/">Niger</a> is in' in page(client, "/en/partnerships/?q=Niger")
    assert "without a partnership so far" not in page(client, "/en/partnerships/?q=dakar&goal=14")


def test_signs_that_join_words_part_them_in_texts_as_in_what_is_typed(registry, make_partnership):
    make_partnership("signs", title_fr="L’avenir de l’eau", summary_en="Done 2013-2015 after COVID-19, “quoted”, 20 °C.")
    for typed in ('"avenir de l\'eau"', '"avenir de l’eau"', "COVID-19", "covid19x OR COVID‑19", "2015", "2013–2015", "quoted"):
        assert "signs" in found(typed), typed


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ODD n°6", ["ODD 6"]),
        ("SDG06 water", ["SDG 6", "water"]),
        ("ods-6, objetivos 11", ["ods 6", "objetivo 11"]),
        ("cible n° 11,7", ["11.7"]),
        ("SDG 6.b", ["6.b"]),
        ("6b", ["6.b"]),
        ('"SDG 6" -SDG 7', ["SDG 6", "SDG 7"]),
        ("goal 2030", ["goal", "2030"]),
        ("3D 12.5.3 1,234", ["3D", "12.5.3", "1", "234"]),
        ("1,5 million", ["1", "5", "million"]),
    ],
)
def test_goals_and_targets_are_understood_as_people_number_them(typed, words):
    assert [word.text for word in typed_words(typed)] == words


def test_the_number_of_a_goal_or_target_finds_no_other(registry):
    def carrying(kind: str, value: str) -> set[str]:
        return set(Partnership.objects.published().with_any_code(kind, [value]).values_list("code", flat=True))

    assert found("ODS1") == carrying("goal", "1")
    assert found("SDG 3") == carrying("goal", "3") != set()
    assert found("6.a") == carrying("target", "6.a") != carrying("target", "6.b") == found("6b")


def test_joined_words_that_stop_in_some_language_count(registry):
    south = set(Partnership.objects.published().with_any_code("direction", ["south-south"]).values_list("code", flat=True))
    assert found("cooperación Sur-Sur Mozambique") == {"anamm-south-south"}
    assert found("Sur-Sur Canadá").isdisjoint(found("Canadá") - south)
    assert found("Dakar Sur-Sur") == found("Dakar") & found("Sur-Sur") != found("Dakar")


@pytest.mark.parametrize(
    "typed",
    [
        "Dakar und Marseille",
        "Dakar ve Marsilya",
        "Дакар и Марсель",
        "داكار و مرسيليا",
        "达喀尔和马赛",
        "达喀尔 和 马赛",
        "ダカールとマルセイユ",
    ],
)
def test_two_cities_are_joined_as_one_writes_it_in_their_language(registry, typed):
    assert found(typed) == found("Dakar Marseille") != set()
    assert corrected(typed) == {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("¿Dakar?", "Dakar"),
        ("¡Rabat!", "Rabat"),
        ("Dakar+Marsella", "Dakar Marsella"),
        ("Dakar·Marsella", "Dakar Marsella"),
        ("Dakar\u200bMarseille", "Dakar Marseille"),
        ("Dakar −Marseille", "Dakar -Marseille"),
        ("Dakar SANS Marseille", "Dakar -Marseille"),
        ("Marseille-Dakar", "Marseille Dakar"),
        ("existe-t-il un partenariat avec la Palestine", "Palestine"),
        ("Qu'est-ce que le FACDI ?", "FACDI"),
        ("depuis quand Marseille et Dakar sont-elles jumelées ?", "Marseille Dakar jumelées"),
        ("mairie de Rabat", "Rabat"),
        ("necesito información sobre salud menstrual", "salud menstrual"),
        ("When did Dakar and Marseille start their twinning?", "Dakar Marseille twinning"),
        ("SDG number 7", "SDG 7"),
        ("Objetivo de Desarrollo Sostenible nº 6", "ODS 6"),
        ("north south cooperation Belgium", "north-south Belgium"),
        ("Quito ou Lahore", "Quito OU Lahore"),
        ("transports publiques", "transports publics"),
    ],
)
def test_however_one_writes_or_asks_it_is_the_same_question(registry, typed, told):
    assert found(typed) == found(told) != set()


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("2018", {"dakhla-rufisque"}),
        ("Dakar 2013", {"dakar-marseille", "dakar-marseille-sustainable-tourism"}),
        ("2013-2015", {"dakar-marseille", "dakar-marseille-sustainable-tourism"}),
        ("AVANTIA 2022", {"avantia", "bogota-learning-in-action"}),
        ("1850", set()),
    ],
)
def test_a_year_finds_what_began_or_ended_then(registry, typed, codes):
    assert found(typed) == codes


def test_a_noun_on_cion_is_found_by_its_plural_and_the_other_way_round(registry):
    assert found("capacitación") == found("capacitaciones") == found("capacitacion") != set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("harbor", "harbour"), ("eco-tourism", "ecotourism"), ("woman", "women"), ("covid19", "covid-19")],
)
def test_another_way_to_spell_a_word_finds_it(registry, typed, meant):
    assert corrected(typed) == {typed: meant}
    assert found(typed) == found(meant) != set()


@pytest.mark.parametrize(("typed", "meant"), [("Rufisk", "rufisque"), ("Vogota", "bogota"), ("jénero", "genero")])
def test_a_word_may_be_written_as_it_sounds(registry, typed, meant):
    assert corrected(typed) == {typed: meant}


def test_a_first_letter_is_seldom_another_one(registry):
    assert corrected("Reading") == corrected("Leeds") == {}


def test_what_the_texts_say_comes_before_what_themes_are_also_called(registry, client):
    def first(typed: str) -> str:
        return client.get("/api/v1/partnerships/", {"q": typed}).json()["results"][0]["code"]

    assert first("parité") == "fcm-canadian-women-local-leadership"
    assert first("Flanders") == "vvsg-salga"
    assert first("teaching hospital") == "ostend-banjul"


def test_an_arabic_and_is_written_with_the_next_word(registry):
    assert found("اسطنبول وفلسطين") == {"istanbul-palestinian-cities"}


def test_where_a_lake_lies_finds_who_works_around_it(registry):
    assert found("East Africa") == {"lake-victoria-competitions"} < found("Africa")


def test_words_joined_by_a_hyphen_that_nobody_joins_are_words_of_their_own(registry):
    assert found("Kitakyushu–Surabaya") == found("Kitakyushu Surabaya") != set()
    assert found("Belgian-Gambian partnership") == {"ostend-banjul"}
    assert found("-Medellín-Quito Quito") == found("Quito") != set()
    assert found("Rabat-Dakar beaches") == set() != found("Dakar beaches")
    assert found("Guinea-Bissau") == found("x-government") == set()
    assert corrected("Kitakushu-Surabya") == {"Kitakushu": "kitakyushu", "Surabya": "surabaya"}
    assert found("_-_ Dakar") == found("Dakar")
    assert understand("Ostend-Lahore OR Rabat").condition == understand("Ostend-Lahore OR Rabat", literal=True).condition


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bello Horizonte", "belo horizonte"),
        ("belohorizonte", "belo horizonte"),
        ("Neww Taipei", "new taipei"),
        ("NewTaipei", "new taipei"),
        ("lakevictoria", "lake victoria"),
        ("PMIWILL", "pmi will"),
        ("AVNTIA", "avantia"),
        ("Стамбол", "стамбул"),
        ("كوتاهيا", "كوتاهية"),
        ("Hongie", "hongrie"),
        ("Quio", "quito"),
    ],
)
def test_spaces_titles_and_other_alphabets_are_forgiven_too(registry, typed, meant):
    assert corrected(typed) == {typed: meant}
    assert corrected(f"Quito {typed}").get(typed) in {meant, None}
    assert found(typed) == found(meant) != set()


def test_the_whole_name_of_who_takes_part_in_nothing_is_no_error(registry):
    assert corrected("Neww Taipei") == {"Neww Taipei": "new taipei"}
    Organisation.objects.create(code="neww-taipei", name_en="Neww Taipei", kind="municipality")
    assert corrected("Neww Taipei") == {}


def test_the_words_of_a_name_that_nobody_carries_are_not_put_together_from_others(registry, client, make_partnership):
    assert found("North Korea") == found("Green Municipal Fund") == found("Corea del Norte") == set() != found("South Korea")
    html = page(client, "/en/partnerships/?q=North+Korea")
    assert '<a href="/en/countries/KP/">North Korea</a> is in the registry, without a partnership so far.' in html
    make_partnership("told", summary_en="As was told in North Korea.")
    assert found("North Korea") == {"told"}
    assert found("South Africa") >= {"vvsg-salga"}
    assert found("North Korea -Seoul") == found("Korea North -Seoul")
