"""The words that people use: those that only ask, and what places and their people are called."""

import pytest

from partnerships.models import Partnership, SearchName
from partnerships.typed import ASKING, asks
from regions.models import Country, Organisation

# Whole names that ask all the same, because everything here is one.
EVERYTHING_IS = {"cities", "villes", "ciudades", "ayuntamiento", "mairie", "alcaldia"}


def found(typed: str) -> set[str]:
    return set(Partnership.objects.published().search(typed).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("projets financés par l'Union européenne", "Union européenne"),
        ("proyectos financiados por la Unión Europea", "Unión Europea"),
        ("projets soutenus par l'UNESCO", "UNESCO"),
        ("cities fighting food waste", "food waste"),
        ("lutte contre le gaspillage alimentaire", "gaspillage alimentaire"),
        ("how does Istanbul help Palestinian cities with water?", "Istanbul Palestinian water"),
        ("ongoing bilateral projects with France", "France"),
    ],
)
def test_whose_money_and_help_it_is_and_against_what_only_asks(registry, typed, told):
    assert found(typed) == found(told) != set()


@pytest.mark.parametrize("word", ["financés", "FINANCÉES", "finance\u0301s", "soutenues", "Financiadas"])
def test_a_word_asks_with_its_accents_and_in_any_case(word):
    assert asks(word)


@pytest.mark.parametrize("word", ["finances", "finance", "est", "l'Est"])
def test_the_same_letters_can_mean_something(word):
    assert not asks(word)


def test_what_asks_is_no_name(registry):
    said = SearchName.objects.exclude(code__startswith="level:").values_list("names", flat=True)
    assert ASKING & {name for names in said for name in names} <= EVERYTHING_IS | {"work", "au"}


@pytest.mark.parametrize(
    ("said", "of"),
    [
        ("villes asiatiques", "Asia-Pacífico"),
        ("villes latino-américaines", "Latin America"),
        ("ciudades latinoamericanas", "Latin America"),
        ("Norteamérica", "North America"),
        ("municipalités nord-américaines", "North America"),
        ("Suramérica", "Latin America"),
        ("villes africaines", "Afrique"),
        ("ciudades europeas", "Europe"),
        ("villes ouest-africaines", "West Africa"),
        ("Afrika", "Africa"),
        ("villes maghrébines", "North Africa"),
    ],
)
def test_sections_are_found_by_what_is_said_of_their_cities(registry, said, of):
    assert found(said) >= found(f'"{of}"') != set()


@pytest.mark.parametrize(
    ("said", "country"),
    [
        ("belges", "BE"),
        ("flamenca", "BE"),
        ("turques", "TR"),
        ("turcas", "TR"),
        ("pakistaníes", "PK"),
        ("coreana", "KR"),
        ("Senegalese", "SN"),
        ("villes sénégalaises", "SN"),
        ("marroquíes", "MA"),
        ("Hungarians", "HU"),
        ("Marokko", "MA"),
        ("Turchia", "TR"),
        ("Macaristan", "HU"),
        ("Zuid-Afrika", "ZA"),
        ("Vlaanderen", "BE"),
    ],
)
def test_countries_are_found_by_what_their_people_and_others_call_them(registry, said, country):
    assert found(said) == set(
        Partnership.objects.published().with_any_code("country", [country]).values_list("code", flat=True)
    )


def test_two_countries_are_found_by_one_adjective_of_both(registry):
    assert found("franco sénégalaise") == found("France Sénégal") != set()
    assert found("belgo gambien") == {"ostend-banjul"}


def test_a_name_that_is_an_ordinary_word_is_left_out(registry):
    assert not Country.objects.filter(also__regex=r"\m(Island|fines)\M").exists()


@pytest.mark.parametrize(("said", "code"), [("馬賽", "marseille"), ("蒙特婁", "montreal"), ("اسطنبول", "istanbul")])
def test_cities_are_found_as_other_scripts_write_them(registry, said, code):
    assert found(said) >= set(
        Partnership.objects.published().with_any_code("organisation", [code]).values_list("code", flat=True)
    )


def test_a_city_is_meant_with_its_bodies_by_whatever_name(registry):
    utility = {"istanbul-palestinian-cities"}
    for name in ("Istanbul", "Istambul água", "Стамбул", "Stamboul", "イスタンブール"):
        assert found(name) >= utility, name
    Organisation.objects.get(code="istanbul").names.create(name="Tsarigrad", language="bg")
    assert found("Tsarigrad") >= utility
    Organisation.objects.filter(code="iski").update(parent=None)
    assert not found("Tsarigrad") & utility
    assert found("Tsarigrad") == {"lahore-istanbul"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("South Africa", "country:ZA"),
        ("Afrique du Sud", "country:ZA"),
        ("West Africa", "region:africa-west"),
        ("Afrique de l'Est", "region:africa-east"),
        ("North America", "region:north-america"),
    ],
)
def test_the_whole_name_of_a_country_or_region_means_nothing_else(registry, typed, code):
    """Else its words would find *South-South* in *Africa*, and all of Africa, because *est* stops in French."""
    carrying = Partnership.objects.published().filter(search_row__codes__contains=[code])
    assert found(typed) == set(carrying.values_list("code", flat=True))
