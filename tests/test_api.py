"""The API through its public door, with objects made for the purpose."""

import datetime
import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partnerships.models import (
    Agenda,
    Citation,
    Event,
    Figure,
    Financing,
    Fund,
    Goal,
    Partnership,
    PartnershipTarget,
    PartnershipTheme,
    Report,
    Source,
    Target,
    TargetGroup,
    Theme,
    Training,
)
from regions.models import ContactPoint, Country, Organisation, Region

LISTS = (
    "partnerships",
    "governments",
    "organisations",
    "regions",
    "countries",
    "funds",
    "goals",
    "targets",
    "themes",
    "theme-lists",
    "agendas",
    "target-groups",
    "figures",
    "events",
    "trainings",
    "statements",
    "sources",
)


def ask(client: Client, path: str, **headers: str) -> Any:
    """The JSON at an address under the API that must answer."""
    response = client.get(f"/api/v1/{path}", headers=headers)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def refused(client: Client, path: str, status: int = 400, **headers: str) -> Any:
    """The problem document with which an address under the API refuses."""
    response = client.get(f"/api/v1/{path}", headers=headers)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    return problem


def codes(answer: Any) -> list[str]:
    return [result["code"] for result in answer["results"]]


@pytest.fixture
def complete(make_partnership: Any) -> Partnership:
    """A partnership of which everything is known, part of a published one and of a training."""
    whole = make_partnership("whole")
    partnership = make_partnership(
        "one-two",
        part_of=whole,
        delivery="hybrid",
        summary_en="A summary.",
        description_en="A description.",
        lessons_en="A lesson.",
        oda="yes",
        oda_according_to="the donor",
        confirmed_on=datetime.date(2026, 1, 31),
        confirmed_by="officer of the section",
    )
    make_partnership("part", part_of=partnership)
    make_partnership("draft-part", part_of=partnership, publication="draft")
    source = Source.objects.get(code="a-publication")
    first, second = partnership.participations.all()
    Organisation.objects.filter(code="one").update(latitude="14.6937", longitude="-17.4441")
    first.contribution_en, first.gain_en, first.verbatim, first.verbatim_language, first.since, first.until = (
        "Brings.",
        "Gains.",
        "One",
        "fr",
        "2010",
        "2020-05",
    )
    first.roles = ["coordinator", "funder"]
    first.save()
    water = Theme.objects.create(code="water", name_en="Water")
    food = Theme.objects.create(code="food", name_en="Food")
    PartnershipTheme.objects.create(partnership=partnership, theme=food)
    PartnershipTheme.objects.create(partnership=partnership, theme=water, main=True)
    goals = [Goal.objects.create(number=number, title_en=f"Goal {number}", colour="#e5243b") for number in (2, 17)]
    target = Target.objects.create(code="17.6", goal=goals[1], order=1, title_en="Knowledge")
    PartnershipTarget.objects.create(partnership=partnership, target=target, why_en="The source names it.")
    partnership.goals.add(goals[0])
    partnership.agendas.add(Agenda.objects.create(code="agenda-2063", name_en="Agenda 2063", url="https://au.int/"))
    partnership.target_groups.add(TargetGroup.objects.create(code="women", name_en="Women"))
    place = {"source": source, "heading": "A heading", "page": "8", "quote": "deux villes", "quote_language": "fr"}
    Event.objects.create(partnership=partnership, kind="signed", date="2010-05", qualifier="about", note_en="A note.", **place)
    Event.objects.create(partnership=partnership, kind="ended", date="2020", source=source)
    fund = Fund.objects.create(code="a-fund", name_en="A fund")
    Financing.objects.create(
        partnership=partnership, payer=second.organisation, fund=fund, amount="1050000.50", currency="MAD", share="30",
        date="2021", note_en="Paid.", source=source,
    )  # fmt: skip
    Figure.objects.create(
        partnership=partnership, measure="projects", label_en="projects", value="27", qualifier="more-than", as_of="2022-10",
        scope_en="All of them.", source=source,
    )  # fmt: skip
    Report.objects.create(
        partnership=partnership, organisation=first.organisation, period_start="2019", period_end="2020", text_en="Well.",
        source=source,
    )  # fmt: skip
    training = Training.objects.create(code="a-training", title_en="A training", status="completed")
    training.partnerships.add(partnership)
    Partnership.objects.filter(pk=partnership.pk).update(updated=datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC))
    return partnership


SOURCE = {
    "code": "a-publication",
    "title": "A publication",
    "kind": "publication",
    "url": "",
    "publisher": "",
    "published": "2022-10",
}
NOWHERE = {"source": SOURCE, "heading": "", "page": "", "quote": "", "quote_language": ""}
ONE = {
    "code": "one",
    "name": "One",
    "lang": "en",
    "kind": "municipality",
    "country": "SN",
    "location": {"latitude": 14.6937, "longitude": -17.4441},
}
TWO = ONE | {"code": "two", "name": "Two", "location": None}
ENTRY = {
    "code": "one-two",
    "url": "http://testserver/en/partnerships/one-two/",
    "level": "relationship",
    "form": "twinning",
    "direction": "south-south",
    "delivery": "hybrid",
    "title": "Title of one-two",
    "summary": "A summary.",
    "lang": "en",
    "lang_of": {},
    "original_language": "en",
    "status": "ended",
    "evidence": "one-side",
    "years": {"from": 2010, "to": 2020},
    "participations": [
        {
            "organisation": ONE,
            "roles": ["coordinator", "funder"],
            "contribution": "Brings.",
            "gain": "Gains.",
            "lang": "en",
            "lang_of": {},
            "verbatim": "One",
            "verbatim_language": "fr",
            "since": "2010",
            "until": "2020-05",
        },
        {
            "organisation": TWO,
            "roles": ["partner"],
            "contribution": "",
            "gain": "",
            "lang": "",
            "lang_of": {},
            "verbatim": "",
            "verbatim_language": "",
            "since": "",
            "until": "",
        },
    ],
    "regions": ["africa"],
    "countries": ["SN"],
    "themes": [
        {"code": "water", "name": "Water", "lang": "en", "main": True},
        {"code": "food", "name": "Food", "lang": "en", "main": False},
    ],
    "goals": [2, 17],
    "targets": [{"code": "17.6", "title": "Knowledge", "why": "The source names it.", "lang": "en", "lang_of": {}}],
    "updated": "2026-02-01T12:00:00Z",
}
DETAIL = {
    "description": "A description.",
    "lessons": "A lesson.",
    "stewards": ["africa"],
    "agendas": [{"code": "agenda-2063", "name": "Agenda 2063", "lang": "en", "url": "https://au.int/"}],
    "target_groups": [{"code": "women", "name": "Women", "lang": "en"}],
    "oda": "yes",
    "oda_according_to": "the donor",
    "events": [
        {
            "kind": "signed",
            "date": "2010-05",
            "qualifier": "about",
            "title": "",
            "place": "",
            "note": "A note.",
            "lang": "en",
            "lang_of": {},
            "source": SOURCE,
            "heading": "A heading",
            "page": "8",
            "quote": "deux villes",
            "quote_language": "fr",
        },
        {"kind": "ended", "date": "2020", "qualifier": "exact", "title": "", "place": "", "note": "", "lang": "", "lang_of": {}}
        | NOWHERE,
    ],
    "financing": [
        {
            "payer": TWO,
            "fund": "a-fund",
            "kind": "cash",
            "amount": 1050000.5,
            "currency": "MAD",
            "share": 30,
            "date": "2021",
            "note": "Paid.",
            "lang": "en",
        }
        | NOWHERE
    ],
    "figures": [
        {
            "measure": "projects",
            "label": "projects",
            "value": 27,
            "unit": "",
            "qualifier": "more-than",
            "as_of": "2022-10",
            "scope": "All of them.",
            "lang": "en",
            "lang_of": {},
        }
        | NOWHERE
    ],
    "reports": [{"organisation": ONE, "period_start": "2019", "period_end": "2020", "text": "Well.", "lang": "en"} | NOWHERE],
    "citations": [NOWHERE | {"page": "1"}],
    "part_of": "whole",
    "parts": ["part"],
    "trainings": ["a-training"],
    "confirmed_on": "2026-01-31",
    "confirmed_by": "officer of the section",
}


class TestPartnership:
    def test_detail_carries_everything(self, client: Client, complete: Partnership) -> None:
        assert ask(client, "partnerships/one-two/") == ENTRY | DETAIL

    def test_list_carries_what_a_card_needs(self, client: Client, complete: Partnership) -> None:
        answer = ask(client, "partnerships/?fund=a-fund")
        assert answer == {"count": 1, "next": None, "previous": None, "results": [ENTRY]}

    def test_address_is_the_page_in_the_language_served(self, client: Client, complete: Partnership) -> None:
        assert ask(client, "partnerships/one-two/?lang=fr")["url"] == "http://testserver/fr/partnerships/one-two/"

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_title_orders_by_language_served(self, client: Client, make_partnership: Any, language: str) -> None:
        make_partnership("a", title_en="Alpha", title_fr="Zoé")
        make_partnership("b", title_en="Beta", title_fr="Élan")
        expected = {"en": ["a", "b"], "fr": ["b", "a"]}[language]
        assert codes(ask(client, f"partnerships/?sort=title&lang={language}")) == expected


class TestLanguage:
    @pytest.fixture(autouse=True)
    def _partnership(self, make_partnership: Any) -> None:
        make_partnership(title_en="Two cities", title_fr="Deux villes", summary_en="In English only.")

    @pytest.mark.parametrize(
        ("query", "header", "expected"),
        [
            ("", "", "en"),
            ("", "fr", "fr"),
            ("", "fr-CA,en;q=0.5", "fr"),
            ("", "de,xx;q=0.9,es;q=0.5", "es"),
            ("", "*", "en"),
            ("", "tlh", "en"),
            ("", "fr;q=banana", "en"),
            ("?lang=en", "fr", "en"),
            ("?lang=fr", "en", "fr"),
        ],
    )
    def test_is_that_of_the_parameter_or_else_of_the_header(
        self, client: Client, query: str, header: str, expected: str
    ) -> None:
        response = client.get(f"/api/v1/partnerships/one-two/{query}", headers={"Accept-Language": header})
        assert response["Content-Language"] == expected
        assert {"Accept", "Accept-Language"} <= set(response["Vary"].split(", "))
        assert response.json()["title"] == {"en": "Two cities", "fr": "Deux villes", "es": "Two cities"}[expected]

    def test_a_cookie_does_not_change_it(self, client: Client) -> None:
        client.cookies["django_language"] = "fr"
        assert ask(client, "partnerships/one-two/")["lang"] == "en"

    def test_texts_in_another_language_say_so(self, client: Client) -> None:
        french = ask(client, "partnerships/one-two/?lang=fr")
        assert (french["title"], french["summary"]) == ("Deux villes", "In English only.")
        assert (french["lang"], french["lang_of"]) == ("fr", {"summary": "en"})
        spanish = ask(client, "partnerships/one-two/?lang=es")
        assert (spanish["title"], spanish["lang"], spanish["lang_of"]) == ("Two cities", "en", {})

    def test_translations_all_gives_every_language_of_every_text(self, client: Client) -> None:
        answer = ask(client, "partnerships/?translations=all&lang=fr")["results"][0]
        assert answer["title"] == "Deux villes"
        assert answer["translations"] == {
            "title": {"en": "Two cities", "fr": "Deux villes"},
            "summary": {"en": "In English only."},
        }
        assert answer["participations"][0]["organisation"]["translations"] == {"name": {"en": "One"}}
        assert "translations" not in ask(client, "partnerships/")["results"][0]

    def test_errors_are_in_the_language_asked_for(self, client: Client) -> None:
        french = refused(client, "partnerships/?sort=banana&lang=fr")
        assert french["errors"]["sort"] == ["Donnez l’une de ces valeurs\u00a0: relevance, newest, oldest, updated, title."]
        assert refused(client, "partnerships/?sort=banana", **{"Accept-Language": "fr"}) == french
        assert client.post("/api/v1/partnerships/?lang=fr").json()["detail"] == "Méthode «\xa0POST\xa0» non autorisée."

    def test_labels_are_in_the_language_served(self, client: Client) -> None:
        facets = ask(client, "facets/?lang=fr")["facets"]
        assert facets["country"] == [{"code": "SN", "label": "Senegal", "count": 1}]
        vocabulary = ask(client, "vocabulary/")
        assert vocabulary["PartnershipDelivery"][0] == {"code": "in-person", "label": "in person"}
        assert [choice["code"] for choice in vocabulary["Evidence"]] == [
            "placeholder",
            "oral",
            "section",
            "one-side",
            "both-sides",
            "document",
            "evaluation",
        ]


class TestStrictness:
    @pytest.mark.parametrize("endpoint", [*LISTS, "facets", "vocabulary", "schema", ""])
    def test_unknown_parameter_is_named(self, client: Client, db: None, endpoint: str) -> None:
        problem = refused(client, f"{endpoint}/?banana=1".lstrip("/"))
        assert list(problem["errors"]) == ["banana"]
        assert problem["detail"] == "These parameters cannot be used as given: banana."
        assert problem["errors"]["banana"][0].startswith("There is no parameter “banana”. Known are: ")

    def test_unknown_parameter_of_a_detail_is_named(self, client: Client, complete: Partnership) -> None:
        assert list(refused(client, "partnerships/one-two/?page=1")["errors"]) == ["page"]

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("page=0", "Give a whole number, 1 or more."),
            ("page_size=101", "Give a whole number from 1 to 100."),
            ("page_size=many", "Give a whole number from 1 to 100."),
            ("year_from=1", "Give a whole number from 1800 to 2200."),
            ("sort=best", "Give one of these: relevance, newest, oldest, updated, title."),
            ("lang=de", "Give one of these: en, fr, es."),
            ("literal=2", "Give 1, or leave it out."),
            ("updated_since=soon", "Give a day or a moment, such as 2026-01-31 or 2026-01-31T12:00:00Z."),
            (f"q={'x' * 3000}", "Give at most 300 characters."),
            ("q=%00", "There is a character in this that belongs to no text (U+0000). Write it without."),
            ("country=%00", "There is a character in this that belongs to no text (U+0000). Write it without."),
            (
                "level=zzz",
                "There is nothing with the code “zzz”. Give one of these: relationship, programme, project.",
            ),
        ],
    )
    def test_a_wrong_value_is_told_what_may_be_given(self, client: Client, db: None, query: str, said: str) -> None:
        name = query.partition("=")[0]
        assert refused(client, f"partnerships/?{query}")["errors"] == {name: [said]}

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ("fr/map/?zoom=99", "Donnez un nombre entier de 0 à 10."),
            ("fr/partnerships/?view=zzz", "Donnez l’une de ces valeurs\u00a0: list, table."),
            ("es/partnerships/?page=0", "Indique un número entero de 1 a 1000000."),
            ("es/partnerships.csv?delimiter=tab", "Indique uno de estos valores: comma, semicolon."),
            ("en/governments/?page=x", "Give a whole number from 1 to 100000."),
        ],
    )
    def test_every_door_tells_what_may_be_given(self, client: Client, db: None, address: str, said: str) -> None:
        response = client.get(f"/{address}")
        assert response.status_code == 400
        assert said in unescape(response.content.decode())

    def test_every_wrong_parameter_is_named_at_once(self, client: Client, db: None) -> None:
        problem = refused(client, "partnerships/?country=ZZ&page_size=101&lang=xx&banana=1")
        assert problem["errors"].keys() == {"country", "page_size", "lang", "banana"}

    @pytest.mark.parametrize(
        "query",
        [
            "partnerships/?format=json",
            "partnerships/?format=banana",
            "partnerships/?utm_source=x",
            "partnerships/?page=0",
            "partnerships/?page=-1",
            "partnerships/?page=last",
            "partnerships/?page=1.5",
            "partnerships/?page=1&page=2",
            "partnerships/?page_size=0",
            "partnerships/?page_size=101",
            "partnerships/?page_size=many",
            "partnerships/?lang=xx",
            "partnerships/?lang=FR",
            "partnerships/?lang=fr&lang=en",
            "partnerships/?translations=some",
            "partnerships/?q=%00",
            "partnerships/?q=" + "x" * 10_000,
            "partnerships/?page=" + "9" * 5_000,
            "partnerships/?country=%00",
            "partnerships/?year_from=banana",
            "partnerships/?bbox=1,2,3",
            "partnerships/?updated_since=yesterday",
            "partnerships/?" + "&".join(f"country=X{number}" for number in range(60)),
            "partnerships/?" + "&".join(f"p{number}=1" for number in range(2_000)),
            "partnerships/?%00=1",
            "partnerships/?%FF=%FE",
            "facets/?evidence=banana",
            "facets/?page_size=101",
            "governments/?kind=banana",
            "governments/?q=%00",
            "governments/?country=ZZ",
            "organisations/?region=atlantis",
            "organisations/?q=" + "x" * 301,
            "organisations/?q=a&q=b",
            "countries/?association=banana",
            "countries/?region=atlantis",
            "targets/?goal=18",
            "targets/?goal=1e0",
            "funds/?status=banana",
            "figures/?fund=atlantis",
            "figures/?measure=atlantis",
            "figures/?training=atlantis",
            "events/?organisation=atlantis",
            "events/?kind=banana",
            "trainings/?status=banana",
            "statements/?kind=banana",
            "sources/?kind=banana",
            "theme-lists/?region=atlantis",
        ],
    )
    def test_nonsense_is_refused(self, client: Client, db: None, query: str) -> None:
        refused(client, query)

    @pytest.mark.parametrize(
        "path",
        [
            "partnerships/atlantis/",
            "governments/atlantis/",
            "organisations/atlantis/",
            "regions/atlantis/",
            "countries/ZZ/",
            "countries/" + "x" * 3_000 + "/",
            "funds/atlantis/",
            "goals/18/",
            "goals/" + "9" * 50 + "/",
            "goals/" + "9" * 5_000 + "/",
            "goals/banana/",
            "targets/17.99/",
            "targets/banana/",
            "targets/17.6%0A/",
            "themes/atlantis/",
            "theme-lists/atlantis/",
            "trainings/atlantis/",
            "statements/atlantis/",
            "sources/atlantis/",
            "partnerships/%00/",
            "partnerships/a/b/",
            "banana/",
            "banana/?banana=1",
            "partnerships/?page=2",
            "partnerships/?page=99999999999999999999",
        ],
    )
    def test_what_does_not_exist_is_a_problem_too(self, client: Client, db: None, path: str) -> None:
        assert refused(client, path, 404)["title"] == "Not found"

    def test_address_without_its_slash_leads_to_the_one_with_it(self, client: Client, db: None) -> None:
        response = client.get("/api/v1/partnerships?country=SN")
        assert (response.status_code, response["Location"]) == (301, "/api/v1/partnerships/?country=SN")

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
    def test_nothing_can_be_written(self, client: Client, complete: Partnership, method: str) -> None:
        for path in ("partnerships/", "partnerships/?banana=1", "partnerships/one-two/", "facets/", ""):
            response = getattr(client, method)(f"/api/v1/{path}")
            assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
            assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert getattr(client, method)("/api/v1/banana/").status_code == 404

    def test_options_names_the_methods(self, client: Client, db: None) -> None:
        response = client.options("/api/v1/partnerships/")
        assert (response.status_code, response["Allow"], response.content) == (204, "GET, HEAD, OPTIONS", b"")

    @pytest.mark.parametrize(
        "accept", ["text/html", "application/xml", "application/json; x*=banana''%41", "application/problem+json"]
    )
    def test_what_is_not_json_is_not_acceptable(self, client: Client, db: None, accept: str) -> None:
        refused(client, "partnerships/", 406, Accept=accept)

    @pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json", "text/html, */*;q=0.1"])
    def test_json_is_acceptable_under_many_names(self, client: Client, db: None, accept: str) -> None:
        assert client.get("/api/v1/partnerships/", headers={"Accept": accept}).status_code == 200


class TestDrafts:
    """What is not published is nowhere."""

    @pytest.fixture(autouse=True, params=["draft", "in-review", "archived"])
    def _hidden(self, request: Any, complete: Partnership) -> None:
        Partnership.objects.filter(code="one-two").update(publication=request.param)
        secret = Source.objects.create(code="secret-agreement", kind="agreement", title="Secret")
        Citation.objects.create(partnership=complete, source=secret)

    def test_partnership_is_not_found(self, client: Client) -> None:
        assert codes(ask(client, "partnerships/?sort=title")) == ["part", "whole"]
        refused(client, "partnerships/one-two/", 404)

    def test_whole_and_part_do_not_mention_it(self, client: Client) -> None:
        assert ask(client, "partnerships/whole/")["parts"] == []
        assert ask(client, "partnerships/part/")["part_of"] is None

    def test_nothing_is_counted(self, client: Client) -> None:
        facets = ask(client, "facets/")
        assert facets["count"] == 2
        assert facets["facets"]["country"] == [{"code": "SN", "label": "Senegal", "count": 2}]
        assert facets["facets"]["theme"] == facets["facets"]["goal"] == facets["facets"]["fund"] == []
        assert ask(client, "organisations/one/")["partnerships"] == 2
        assert ask(client, "governments/")["results"][0]["partnerships"] == 2
        assert ask(client, "countries/SN/")["partnerships"] == ask(client, "regions/africa/")["partnerships"] == 2
        for path in ("goals/2/", "targets/17.6/", "themes/water/", "funds/a-fund/"):
            assert ask(client, path)["partnerships"] == 0

    def test_its_figures_events_and_sources_are_hidden(self, client: Client) -> None:
        for endpoint in ("figures", "events"):
            assert ask(client, f"{endpoint}/")["results"] == []
            assert list(refused(client, f"{endpoint}/?partnership=one-two")["errors"]) == ["partnership"]
        assert list(refused(client, "figures/?measure=projects")["errors"]) == ["measure"]
        assert codes(ask(client, "sources/")) == ["a-publication"]
        refused(client, "sources/secret-agreement/", 404)

    def test_trainings_do_not_mention_it(self, client: Client) -> None:
        assert ask(client, "trainings/a-training/")["partnerships"] == []
        assert ask(client, "trainings/")["results"][0]["partnerships"] == []


class TestPages:
    def test_follow_one_another(self, client: Client, make_partnership: Any) -> None:
        for number in range(5):
            make_partnership(f"p{number}", title_en=f"Title {number}")
        path = "/api/v1/partnerships/?sort=title&page_size=2&q=title"
        seen: list[str] = []
        pages = []
        while path:
            answer = client.get(path).json()
            assert answer["count"] == 5
            pages.append(answer)
            seen += codes(answer)
            path = answer["next"]
        assert seen == ["p0", "p1", "p2", "p3", "p4"]
        assert pages[0]["next"] == "http://testserver/api/v1/partnerships/?page=2&page_size=2&q=title&sort=title"
        assert [page["previous"] for page in pages] == [
            None,
            "http://testserver/api/v1/partnerships/?page_size=2&q=title&sort=title",
            "http://testserver/api/v1/partnerships/?page=2&page_size=2&q=title&sort=title",
        ]

    def test_hold_twenty_unless_told(self, client: Client, make_partnership: Any) -> None:
        for number in range(21):
            make_partnership(f"p{number:02}")
        assert len(ask(client, "partnerships/")["results"]) == 20
        assert len(ask(client, "partnerships/?page_size=100")["results"]) == 21
        problem = refused(client, "partnerships/?page=3", 404)
        assert problem["detail"] == "There is no such page: the last one is 2."


class TestFacets:
    def test_ignore_their_own_parameter_and_heed_the_others(self, client: Client, make_partnership: Any) -> None:
        make_partnership("a", form="twinning", direction="south-south")
        make_partnership("b", form="friendship", direction="south-south")
        make_partnership("c", form="friendship", direction="triangular")
        answer = ask(client, "facets/?form=twinning")
        assert answer["count"] == 1
        assert answer["facets"]["form"] == [
            {"code": "twinning", "label": "twinning", "count": 1},
            {"code": "friendship", "label": "friendship", "count": 2},
        ]
        assert answer["facets"]["direction"] == [{"code": "south-south", "label": "South–South", "count": 1}]
        assert answer["facets"]["evidence"] == [
            {"code": "section", "label": "account of a section or a third party", "count": 1}
        ]

    def test_keep_a_choice_that_finds_nothing(self, client: Client, make_partnership: Any) -> None:
        make_partnership()
        Theme.objects.create(code="water", name_en="Water")
        answer = ask(client, "facets/?theme=water")
        assert answer["count"] == 0
        assert answer["facets"]["theme"] == [{"code": "water", "label": "Water", "count": 0}]

    def test_accept_the_query_string_of_a_list(self, client: Client, make_partnership: Any) -> None:
        make_partnership()
        assert ask(client, "facets/?q=title&sort=title&page=7&page_size=5&lang=en&translations=all")["count"] == 1

    def test_come_with_the_list_if_asked_for(self, client: Client, make_partnership: Any) -> None:
        make_partnership()
        query = "?form=twinning&lang=fr"
        listed = ask(client, f"partnerships/{query}&facets=all")
        facets = ask(client, f"facets/{query}")["facets"]
        assert listed["facets"] == facets
        assert {name: listed[name] for name in listed if name != "facets"} == ask(client, f"partnerships/{query}")
        assert "facets" not in ask(client, f"partnerships/{query}")
        few = {name: facets[name] for name in ("country", "form")}
        assert ask(client, f"partnerships/{query}&facets=form&facets=country")["facets"] == few
        assert ask(client, f"facets/{query}&facets=form&facets=country")["facets"] == few

    def test_words_that_match_nothing_are_named_with_what_was_searched(self, client: Client, make_partnership: Any) -> None:
        make_partnership(title_en="Marseille")
        answer = ask(client, "partnerships/?q=Marsseille")
        assert (answer["count"], answer["corrections"]) == (1, [{"typed": "Marsseille", "searched": "marseille"}])
        assert "corrections" not in ask(client, "partnerships/?q=Marseille")
        assert ask(client, "partnerships/?q=Marsseille&literal=1").keys() == {"count", "next", "previous", "results"}

    @pytest.mark.parametrize("path", ["partnerships/", "facets/"])
    def test_that_do_not_exist_are_an_error(self, client: Client, path: str) -> None:
        assert refused(client, f"{path}?facets=weather")["errors"].keys() == {"facets"}


class TestQueries:
    """Answers cost the same for one row and for many."""

    def test_of_a_list_do_not_grow_with_it(
        self,
        client: Client,
        complete: Partnership,
        make_partnership: Any,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        made, kept = 16, 5
        with django_assert_max_num_queries(made):
            assert ask(client, "partnerships/?theme=water")["count"] == 1
        with django_assert_max_num_queries(kept):
            assert ask(client, "partnerships/?theme=water")["count"] == 1
        for number in range(19):
            partnership = make_partnership(f"p{number}", organisations=(f"from-{number}", f"to-{number}"))
            PartnershipTheme.objects.create(partnership=partnership, theme=Theme.objects.get(code="water"))
            PartnershipTarget.objects.create(partnership=partnership, target=Target.objects.get(code="17.6"))
            partnership.goals.add(Goal.objects.get(number=2))
        with django_assert_max_num_queries(made):
            assert ask(client, "partnerships/?theme=water")["count"] == 20
        with django_assert_max_num_queries(kept):
            assert ask(client, "partnerships/?theme=water")["count"] == 20

    def test_of_a_partnership_do_not_grow_with_what_is_known(
        self,
        client: Client,
        complete: Partnership,
        make_partnership: Any,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        source = Source.objects.get(code="a-publication")
        for number in range(10):
            Event.objects.create(partnership=complete, kind="renewed", date=f"201{number}", source=source)
            Citation.objects.create(partnership=complete, source=source)
            make_partnership(f"part-{number}", part_of=complete)
        with django_assert_max_num_queries(30):
            assert len(ask(client, "partnerships/one-two/")["events"]) == 12

    def test_of_facets_are_one_for_all_free_parameters_and_one_for_each_given(
        self, client: Client, complete: Partnership, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        total, labels, free, known, words = 1, 8, 1, 1, 3
        with django_assert_num_queries(total + labels + free):
            ask(client, "facets/")
        with django_assert_num_queries(total + labels + free + known + words + 2):
            ask(client, "facets/?theme=water&form=twinning&q=title")


class TestAnswers:
    def test_may_be_kept_and_asked_for_again(self, client: Client, complete: Partnership) -> None:
        for path in ("partnerships/", "partnerships/one-two/", "facets/", "schema/"):
            first = client.get(f"/api/v1/{path}")
            assert first["Cache-Control"] == "public, max-age=60"
            again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
            assert (again.status_code, again.content) == (304, b"")
        french = client.get("/api/v1/partnerships/", headers={"If-None-Match": first["ETag"], "Accept-Language": "fr"})
        assert french.status_code == 200

    def test_are_readable_from_any_site(self, client: Client, db: None) -> None:
        response = client.get("/api/v1/partnerships/", headers={"Origin": "https://example.org"})
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_never_name_a_person(self, client: Client, complete: Partnership) -> None:
        one = Organisation.objects.get(code="one")
        ContactPoint.objects.create(
            organisation=one, office="International office", email="office@example.org", person="Ms X", consent_on="2026-01-01"
        )
        answer = ask(client, "governments/one/")
        assert answer["contact_points"] == [
            {"office": "International office", "role": "", "email": "office@example.org", "telephone": "", "website": ""}
        ]
        assert "Ms X" not in json.dumps(answer)
        assert "contact_points" not in ask(client, "governments/")["results"][0]

    def test_of_organisations_tell_governments_from_others(self, client: Client, complete: Partnership) -> None:
        senegal = Country.objects.get(alpha2="SN")
        Organisation.objects.create(code="network", kind="network", name_en="Réseau Été", country=senegal)
        assert codes(ask(client, "governments/")) == ["one", "two"]
        assert codes(ask(client, "organisations/")) == ["network", "one", "two"]
        assert codes(ask(client, "organisations/?q=ete")) == codes(ask(client, "organisations/?kind=network")) == ["network"]
        assert codes(ask(client, "organisations/?country=sn")) == ["network", "one", "two"]
        assert ask(client, "organisations/network/")["url"] == "http://testserver/en/organisations/network/"
        assert ask(client, "organisations/one/")["url"] == "http://testserver/en/governments/one/"
        refused(client, "governments/network/", 404)

    def test_of_organisations_know_their_sections(self, client: Client, complete: Partnership) -> None:
        africa = Region.objects.get(code="africa")
        west = Region.objects.create(code="africa-west", name_en="West Africa", parent=africa)
        mewa = Region.objects.create(code="mewa", name_en="MEWA")
        Country.objects.get(alpha2="SN").region_rows.create(region=west)
        Organisation.objects.get(code="two").sections.add(mewa)
        assert ask(client, "organisations/one/")["regions"] == ["africa-west"]
        assert ask(client, "organisations/two/")["regions"] == ["mewa"]
        assert codes(ask(client, "organisations/?region=africa")) == ["one"]
        assert codes(ask(client, "organisations/?region=mewa&region=africa-west")) == ["one", "two"]
        assert [country["alpha2"] for country in ask(client, "countries/?region=africa")["results"]] == ["SN"]
