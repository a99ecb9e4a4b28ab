"""Governments and other organisations, countries, sections, funds, goals, themes, and what explains the registry."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.filters import PartnershipFilter
from partnerships.glossary import ENTRIES
from partnerships.models import (
    Call,
    Citation,
    Cohort,
    Event,
    Evidence,
    Figure,
    Financing,
    Fund,
    FundRule,
    Goal,
    Partnership,
    PartnershipTarget,
    PartnershipTheme,
    Source,
    Statement,
    Target,
    Theme,
    Training,
    TrainingOutcome,
    TrainingPhase,
)
from partnerships.views.about import ENDPOINTS, EXAMPLES
from regions.models import ContactPoint, Country, Membership, Organisation, Region

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PAGES = [
    "governments/",
    "governments/dakar/",
    "organisations/",
    "organisations/metropolis/",
    "organisations/palestinian-cities/",
    "organisations/uclg-mewa/",
    "countries/",
    "countries/SN/",
    "countries/UZ/",
    "regions/",
    "regions/africa/",
    "regions/africa-west/",
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
]


def page(client: Client, address: str, status: int = 200) -> str:
    """What a reader finds in the main part of a page, without mark-up."""
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return words(response.content.decode())


def words(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"</?(?:d[dtl]|t[dhr]|li|[uo]l|p|h[1-6]|div|br|caption)\b[^>]*>", " ", main)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", main)).split())


def links(client: Client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    return [unescape(found) for found in re.findall(r'href="([^"]*)"', html[html.index("<main") : html.index("</main>")])]


def cards(client: Client, address: str) -> list[str]:
    """The codes of the partnerships shown as cards."""
    html = client.get(address).content.decode()
    return re.findall(r'class="card-title"><a href="/\w\w/partnerships/([\w-]+)/"', html)


# Every kind of page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language(client, registry, language):
    for address in PAGES:
        html = client.get(f"/{language}/{address}").content.decode()
        assert f'<html lang="{language}"' in html, address
        assert html.count("<h1") == 1, address
        assert re.search(r"<title>[^<]{10,}</title>", html), address
        assert re.search(r'<meta name="description" content="[^"]{15,}">', html), address
        assert re.search(r"[\s<]style[=>]", html) is None, address
        identifiers = re.findall(r'\sid="([^"]+)"', html)
        assert len(identifiers) == len(set(identifiers)), address


@pytest.mark.parametrize(
    "address",
    [
        "governments/nowhere/",
        "organisations/nobody/",
        "countries/XX/",
        "countries/xx1/",
        "regions/atlantis/",
        "funds/none/",
        "sdgs/0/",
        "sdgs/18/",
        "sdgs/99999999999999999999/",
        "sdgs/targets/18.1/",
        "sdgs/targets/%00/",
        "sdgs/targets/' OR 1/",
        "themes/none/",
    ],
)
def test_what_does_not_exist_is_not_found(client, db, address):
    assert "This page does not exist" in page(client, f"/en/{address}", 404)


def test_a_country_in_lower_case_leads_to_its_page(client, db):
    response = client.get("/fr/countries/sn/")
    assert (response.status_code, response["Location"]) == (301, "/fr/countries/SN/")


def test_a_government_and_another_organisation_each_have_one_address(client, registry):
    assert client.get("/en/organisations/dakar/")["Location"] == "/en/governments/dakar/"
    assert client.get("/en/governments/metropolis/")["Location"] == "/en/organisations/metropolis/"
    assert client.get("/en/organisations/dakar/").status_code == 301


def test_pages_answer_only_to_those_who_read(client, db):
    for address in ("governments/", "countries/", "regions/", "funds/", "sdgs/", "themes/", "about/", "api/"):
        assert client.post(f"/en/{address}").status_code == 405


# Lists one can ask


@pytest.mark.parametrize("name", ["governments", "organisations", "countries"])
def test_a_parameter_that_does_not_exist_is_an_error_that_names_it(client, db, name):
    assert "There is no parameter “colour”" in page(client, f"/en/{name}/?colour=red", 400)


@pytest.mark.parametrize(
    "query",
    [
        "country=ZZ",
        "kind=castle",
        "kind=network",
        "q=a&q=b",
        "page=0",
        "page=x",
        "page=99999999999999999999",
        "q=%00",
        f"q={'x' * 301}",
    ],
)
def test_a_question_that_means_nothing_is_an_error(client, registry, query):
    assert "This question cannot be answered as it stands" in page(client, f"/en/governments/?{query}", 400)


@pytest.mark.parametrize("query", ["region=atlantis", "association=perhaps", "q=%00"])
def test_a_question_about_countries_that_means_nothing_is_an_error(client, db, query):
    assert "This question cannot be answered as it stands" in page(client, f"/en/countries/?{query}", 400)


@pytest.mark.parametrize("query", ["utm_source=mail", "fbclid=1", "q=", "country=&kind="])
def test_what_only_follows_visitors_and_empty_fields_change_nothing(client, registry, query):
    assert page(client, f"/en/governments/?{query}") == page(client, "/en/governments/")


def test_beyond_the_last_page_there_is_nothing(client, registry):
    assert "its last page is 1" in page(client, "/en/governments/?page=2", 404)


@pytest.mark.parametrize("typed", ["oostende", "Ostende", "OSTEND", "%27%22%3Cb%3E", "%25", "_"])
def test_a_government_is_found_by_any_of_its_names(client, registry, typed):
    found = page(client, f"/en/governments/?q={typed}")
    assert ("Ostend" in found) == typed.casefold().startswith("o")


def test_a_list_says_by_which_name_it_found_somebody(client, registry):
    found = client.get("/en/governments/?q=oostende").content.decode()
    assert '<bdi lang="nl">Oostende</bdi>' in found
    assert "row-match" not in client.get("/en/governments/?q=ostend&country=BE&kind=municipality").content.decode()


def test_governments_and_others_are_two_lists(client, registry):
    governments = set(links(client, "/en/governments/"))
    organisations = set(links(client, "/en/organisations/"))
    assert "/en/governments/dakar/" in governments - organisations
    assert "/en/organisations/metropolis/" in organisations - governments


def test_lists_are_in_the_alphabet_of_the_reader(client, db):
    for code, names in {"a": ("Zug", "Abricot"), "b": ("Élan", "Milieu"), "c": ("Fir", "Zèbre")}.items():
        Organisation.objects.create(code=code, kind="municipality", name_en=names[0], name_fr=names[1])
    shown = {
        language: re.findall(r"/governments/(\w)/", client.get(f"/{language}/governments/").content.decode())
        for language in ("en", "fr")
    }
    assert shown == {"en": ["b", "c", "a"], "fr": ["a", "b", "c"]}


def test_long_lists_come_in_pages(client, db):
    for number in range(51):
        Organisation.objects.create(code=f"c{number:02}", kind="municipality", name_en=f"City {number:02}")
    assert "Page 1 of 2" in page(client, "/en/governments/")
    assert "City 50" not in page(client, "/en/governments/")
    assert "City 50" in page(client, "/en/governments/?page=2")


def test_countries_by_section_by_association_and_by_name_in_any_language(client, registry):
    assert {"/en/countries/UZ/", "/en/countries/TM/"} == {
        link
        for link in links(client, "/en/countries/?association=no")
        if link.startswith("/en/countries/") and link != "/en/countries/"
    }
    assert "/en/countries/CI/" in links(client, "/en/countries/?q=cote")
    assert "/en/countries/DE/" in links(client, "/en/countries/?q=Alemania")
    assert "/en/countries/SN/" in links(client, "/en/countries/?q=sn")
    mewa = links(client, "/en/countries/?region=mewa")
    assert "/en/countries/TR/" in mewa
    assert "/en/countries/SN/" not in mewa


# What the pages say


def test_a_government_says_with_whom_it_cooperates_on_what(client, registry):
    dakar = page(client, "/en/governments/dakar/")
    network = dakar[dakar.index("Who it cooperates with") : dakar.index("What about")]
    assert network.index("Marseille, France") < network.index("Rabat, Morocco"), "most in common first"
    assert "14.69° N, 17.44° W" in dakar
    assert "Ndakaaru" in dakar
    assert "Q3718 (not checked)" in dakar
    assert "https://www.wikidata.org/wiki/Q3718" in links(client, "/en/governments/dakar/")
    assert "/en/partnerships/?government=dakar&theme=sustainable-tourism" in links(client, "/en/governments/dakar/")
    assert set(cards(client, "/en/governments/dakar/")) >= {"dakar-marseille", "rabat-dakar"}


def test_a_body_that_came_to_an_end_names_its_successor_and_the_other_way_round(client, db):
    new = Organisation.objects.create(code="new", kind="municipality", name_en="New Town")
    Organisation.objects.create(code="old", kind="municipality", name_en="Old Town", valid_to="2015-12-31", successor=new)
    assert "It existed until 31 December 2015. Its place was taken by New Town." in page(client, "/en/governments/old/")
    assert "Took the place of Old Town" in page(client, "/en/governments/new/")


def test_an_office_is_named_and_whom_it_serves(client, db):
    country = Country.objects.create(alpha2="QZ", alpha3="QZZ", name_en="Quezal")
    network = Organisation.objects.create(code="net", kind="network", name_en="The Network")
    city = Organisation.objects.create(code="city", kind="municipality", name_en="The City", country=country)
    Membership.objects.create(organisation=city, network=network, since="2010")
    ContactPoint.objects.create(organisation=city, office="International relations", email="office@example.org")
    country.first_contact = network
    country.save()
    shown = page(client, "/en/governments/city/")
    assert "International relations office@example.org" in shown
    assert "First contact for Quezal: The Network" in shown
    assert "Member of The Network since 2010" in shown
    listed = page(client, "/en/organisations/net/")
    assert "Members 1" in listed
    assert "Quezal" in listed[listed.index("First contact for") :]


def test_a_partner_nobody_has_named_says_what_is_not_known(client, registry):
    shown = page(client, "/en/organisations/palestinian-cities/")
    assert "A source speaks of this partner without saying which organisation it is" in shown
    assert "les villes palestiniennes" in shown
    organisation = Organisation.objects.get(code="palestinian-cities")
    organisation.resolved_to.add(Organisation.objects.get(code="dakar"))
    assert "It has since been found out who is meant: Dakar, Senegal" in page(client, "/en/organisations/palestinian-cities/")
    assert "Sources also speak of it as Palestinian cities (not named)" in page(client, "/en/governments/dakar/")
    assert "istanbul-palestinian-cities" in [
        partnership.code for partnership in Partnership.objects.published().with_any_code("organisation", ["dakar"])
    ]


def test_a_country_gives_its_three_answers(client, registry):
    uzbekistan = page(client, "/en/countries/UZ/")
    assert "Association of local governments There is none." in uzbekistan
    turkiye = page(client, "/en/countries/TR/")
    assert "There is one." in turkiye
    assert turkiye.index("Middle East and West Asia") < turkiye.index("Europe (associate)"), "full before associate"
    assert "TR, TUR" in turkiye
    assert "Istanbul Metropolitan Municipality" in turkiye
    assert "First contact Not documented." in page(client, "/en/countries/AQ/")


def test_a_training_adds_up(client, registry):
    africa = page(client, "/en/regions/africa/")
    assert re.search(r"English-speaking countries ?June 2021 ?12 ?25", africa)
    assert re.search(r"French-speaking countries ?September 2021 ?14 ?46", africa)
    assert re.search(r"Together ?71", africa)
    Cohort.objects.filter(training__code="module4-africa").update(qualifier="about")
    assert "Togetherabout 71" in page(client, "/en/regions/africa/").replace("Together about", "Togetherabout")


def test_sections_are_doors_with_their_stage_and_number(client, registry):
    doors = page(client, "/en/regions/")
    for section in Region.objects.filter(parent=None):
        assert section.name in doors
    assert len([link for link in links(client, "/en/regions/") if re.fullmatch(r"/en/regions/[\w-]+/", link)]) >= 8
    assert "La coopération décentralisée est dans l’ADN" in doors.replace("'", "’")
    assert "Emilia Saiz" in doors


def test_figures_that_disagree_stand_side_by_side(client, registry):
    facdi = page(client, "/en/funds/facdi/")
    assert "4 figures: they differ in date, source or in what they count." in facdi
    for claim in ("more than 27", "MAD 16,270,000", "as of October 2022", "Morocco applies"):
        assert claim in facdi.replace("\u00a0", " ")
    assert "Fifth call" in facdi
    assert "17 August 2025" in facdi
    assert cards(client, "/en/funds/facdi/") == ["dakhla-rufisque"]


@pytest.mark.parametrize(
    ("least", "most", "said"), [(60, 60, "60%"), (None, 50, "at most 50%"), (10, None, "at least 10%"), (30, 60, "30% to 60%")]
)
def test_the_share_of_a_rule_is_said_in_words(client, db, least, most, said):
    source = Source.objects.create(code="s", kind="publication", title="S")
    fund = Fund.objects.create(code="f", name_en="The Fund")
    FundRule.objects.create(
        fund=fund,
        kind="share",
        text_en="Its part.",
        percent_min=least,
        percent_max=most,
        amount=10000,
        currency="USD",
        source=source,
        valid_from="2017",
        valid_to="2020",
    )
    assert f"{said}, USD 10,000 Its part." in page(client, "/en/funds/f/").replace("\u00a0", " ")


def test_goals_and_targets_count_and_lead_to_each_other(client, registry):
    goals = page(client, "/en/sdgs/")
    assert re.search(r"17 ?Partnerships for the goals ?\d+ partnerships", goals)
    assert re.search(r"1 ?No poverty ?no partnership yet", goals)
    target = links(client, "/en/sdgs/targets/17.6/")
    assert "https://metadata.un.org/sdg/17.6" in target
    assert "/en/sdgs/targets/17.9/" in target
    assert "/en/sdgs/17/" in target
    assert "https://sdgs.un.org/goals/goal17" in links(client, "/en/sdgs/17/")
    why = PartnershipTarget.objects.filter(target="17.6").order_by("partnership__code")[0]
    assert " ".join(why.why_en.split()) in page(client, "/en/sdgs/targets/17.6/")


def test_a_theme_shows_who_lists_it_in_which_words(client, registry):
    health = page(client, "/en/themes/health/")
    assert "la santé et l'éducation" in health
    assert "coopération sanitaire" in health
    assert "/en/funds/facdi/" in links(client, "/en/themes/health/")
    theme = Theme.objects.get(code="health")
    assert theme.dac in health


def test_six_cards_and_the_way_to_the_rest(client, make_partnership):
    for number in range(8):
        make_partnership(f"p{number}")
    assert len(cards(client, "/en/countries/SN/")) == 6
    total = Partnership.objects.published().with_any_code("country", ["SN"]).count()
    assert f"All {total} partnerships" in page(client, "/en/countries/SN/")
    assert "/en/partnerships/?country=SN" in links(client, "/en/countries/SN/")


def test_the_registry_explains_itself(client, registry):
    about = page(client, "/en/about/")
    for level in Evidence:
        assert str(level.label) in about
    for anchor in ("corrections", "contribute", "evidence", "status", "accessibility", "sources"):
        assert f'id="{anchor}"' in client.get("/en/about/").content.decode()
    for source in Source.objects.all():
        assert " ".join(source.title.split()) in about
    glossary = page(client, "/en/about/glossary/")
    for entry in ENTRIES:
        assert str(entry.term) in glossary


def test_the_documentation_of_the_api_names_every_parameter(client, db):
    html = client.get("/en/api/").content.decode()
    for name in PartnershipFilter.base_filters:
        assert f'<tr id="{name}">' in html


@pytest.mark.parametrize("example", sorted({entry.example for entry in (*ENDPOINTS, *EXAMPLES)}))
def test_every_example_of_the_documentation_works(client, registry, example):
    assert client.get(f"/api/v1/{example}").status_code == 200


def test_every_record_that_belongs_to_no_partnership_is_shown_somewhere(client, registry):
    shown = {
        address: page(client, address)
        for address in [
            "/en/regions/",
            *(f"/en/regions/{region.code}/" for region in Region.objects.all()),
            *(f"/en/funds/{fund.code}/" for fund in Fund.objects.all()),
            *(
                f"/en/organisations/{code}/"
                for code in Event.objects.exclude(organisation=None).values_list("organisation__code", flat=True)
            ),
        ]
    }

    def assert_shown(text: str | None, address: str) -> None:
        if not text:
            return
        assert " ".join(text.split()) in shown[address], (address, text)

    def of_region(region: Region | None) -> str:
        return f"/en/regions/{region.code}/" if region else "/en/regions/"

    for statement in Statement.objects.select_related("region"):
        assert_shown(statement.text_en, of_region(statement.region))
    for training in Training.objects.select_related("region"):
        assert_shown(training.title_en, of_region(training.region))
        for model, field in ((TrainingOutcome, "text_en"), (TrainingPhase, "name_en"), (Cohort, "name_en")):
            for row in model.objects.filter(training=training):
                assert_shown(getattr(row, field), of_region(training.region))
    for figure in Figure.objects.filter(partnership=None).select_related("region", "fund", "training__region"):
        where = (
            f"/en/funds/{figure.fund.code}/"
            if figure.fund
            else of_region(figure.training.region if figure.training else figure.region)
        )
        assert_shown(figure.label_en, where)
        assert_shown(figure.scope_en, where)
    for event in Event.objects.filter(partnership=None).select_related("region", "fund", "organisation"):
        where = f"/en/funds/{event.fund.code}/" if event.fund else of_region(event.region)
        where = f"/en/organisations/{event.organisation.code}/" if event.organisation else where
        assert_shown(event.title_en, where)
        assert_shown(event.note_en, where)
    for rule in FundRule.objects.select_related("fund"):
        assert_shown(rule.text_en, f"/en/funds/{rule.fund.code}/")
    for call in Call.objects.select_related("fund"):
        assert_shown(call.name_en, f"/en/funds/{call.fund.code}/")


# What must not be seen, and what a page may cost


def entangle(partnership: Any) -> None:
    """Tie a partnership to everything these pages are about."""
    source = Source.objects.get_or_create(
        code=f"of-{partnership.code}", defaults={"kind": "agreement", "title": f"Secret {partnership.code}"}
    )[0]
    goal = Goal.objects.get_or_create(number=6, defaults={"title_en": "Water", "colour": "#26bde2"})[0]
    target = Target.objects.get_or_create(code="6.1", defaults={"goal": goal, "order": 1, "title_en": "Water for all"})[0]
    theme = Theme.objects.get_or_create(code="water", defaults={"name_en": "Water"})[0]
    fund = Fund.objects.get_or_create(code="fund", defaults={"name_en": "The Fund"})[0]
    africa = Region.objects.get(code="africa")
    training = Training.objects.get_or_create(
        code="training", defaults={"title_en": "The Training", "status": "completed", "region": africa}
    )[0]
    payer = Organisation.objects.get(code="one")
    training.partnerships.add(partnership)
    PartnershipTheme.objects.create(partnership=partnership, theme=theme, main=True)
    PartnershipTarget.objects.create(partnership=partnership, target=target, why_en=f"Secret reason of {partnership.code}")
    Citation.objects.create(partnership=partnership, source=source)
    Financing.objects.create(partnership=partnership, payer=payer, fund=fund, source=source)
    Event.objects.create(
        partnership=partnership, kind="signed", date="2020", source=source, note_en=f"Secret {partnership.code}"
    )
    Figure.objects.create(
        partnership=partnership, measure="people", label_en=f"Secret {partnership.code}", value=1, source=source
    )


TIED = [
    "governments/",
    "governments/one/",
    "organisations/",
    "countries/",
    "countries/SN/",
    "regions/",
    "regions/africa/",
    "funds/",
    "funds/fund/",
    "sdgs/",
    "sdgs/6/",
    "sdgs/targets/6.1/",
    "themes/",
    "themes/water/",
    "about/",
]


@pytest.mark.parametrize("publication", ["draft", "in-review", "archived"])
def test_nothing_unpublished_shows_or_counts(client, make_partnership, publication):
    entangle(make_partnership("shown"))
    before = {address: page(client, f"/en/{address}") for address in TIED}
    assert "Title of shown" in before["governments/one/"]
    entangle(make_partnership("hidden", organisations=("one", "three"), publication=publication))
    for address in TIED:
        after = page(client, f"/en/{address}")
        assert "hidden" not in after, address
        if address not in {"governments/", "countries/SN/"}:
            assert after == before[address], address
    assert re.search(r"Three ?municipality · Senegal ?no partnership yet", page(client, "/en/governments/"))
    three = page(client, "/en/governments/three/")
    assert "No published partnership is known here yet." in three
    assert "Who it cooperates with" not in three
    assert "The Fund" not in three


@pytest.mark.parametrize("address", TIED)
def test_the_number_of_queries_does_not_grow(client, make_partnership, address):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/en/{address}").status_code == 200
        return len(captured)

    entangle(make_partnership("p0"))
    queries()
    few = queries()
    for number in range(1, 20):
        entangle(make_partnership(f"p{number}", organisations=("one", f"other{number}")))
    # What cards show is made when it is first asked for, and then kept.
    queries()
    assert queries() == few
