"""The list as files and as a feed: what stands in them, how they are asked for, and that they stay true."""

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import IO, Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from partnerships.api import documents
from partnerships.exports import asking, feed, workbook
from partnerships.exports.columns import COLUMNS
from partnerships.exports.formats import FORMATS
from partnerships.exports.tables import NAMES
from partnerships.models import Document, Event, Goal, Partnership, PartnershipTarget, PartnershipTheme, Source, Target, Theme
from regions.models import ContactPoint, Country, Organisation

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ndjson": "application/x-ndjson; charset=utf-8",
    "geojson": "application/geo+json",
    "atom": "application/atom+xml; charset=utf-8",
}
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def fetch(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    response = client.get(address, headers=headers)
    assert response.status_code == status, (address, response.status_code)
    return response


def content(client: Client, ending: str, query: str = "", language: str = "en") -> bytes:
    return fetch(client, f"/{language}/partnerships.{ending}?{query}").getvalue()


def table(client: Client, query: str = "", language: str = "en", delimiter: str = ",") -> list[dict[str, str]]:
    text = content(client, "csv", query, language).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def sheet_rows(raw: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(raw), read_only=True)["partnerships"].iter_rows(values_only=True))


def xml(client: Client, query: str = "", language: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(content(client, "atom", query, language))  # noqa: S314


@pytest.fixture
def full(make_partnership: Any) -> Partnership:
    """A partnership with something in every column, in English and French."""
    partnership = make_partnership(
        "one-two", delivery="hybrid", title_fr="Titre, « entre guillemets »", summary_en='A "summary",\nin two lines.'
    )
    first, second = partnership.participations.all()
    first.roles, second.roles = ["coordinator", "funder"], ["partner"]
    first.save()
    second.save()
    Country.objects.filter(alpha2="SN").update(name_fr="Sénégal")
    Organisation.objects.filter(code="one").update(latitude="14.6937", longitude="-17.4441", name_fr="Une")
    goal = Goal.objects.create(number=17, title_en="Partnerships", title_fr="Partenariats", colour="#19486a")
    target = Target.objects.create(code="17.6", goal=goal, order=1, title_en="Knowledge", title_fr="Savoir")
    PartnershipTarget.objects.create(partnership=partnership, target=target)
    partnership.goals.add(Goal.objects.create(number=2, title_en="Zero hunger", title_fr="Faim zéro", colour="#dda63a"))
    for code, main in (("food", False), ("water", True)):
        theme = Theme.objects.create(code=code, name_en=code.title(), name_fr=f"{code} en français")
        PartnershipTheme.objects.create(partnership=partnership, theme=theme, main=main)
    source = Source.objects.get(code="a-publication")
    Event.objects.create(partnership=partnership, kind="started", date="2010", source=source)
    Event.objects.create(partnership=partnership, kind="ended", date="2020-05", source=source)
    Partnership.objects.update(updated="2026-01-31T12:00:00Z")
    return partnership


class TestEveryFormat:
    @pytest.mark.parametrize("ending", FORMATS)
    def test_says_what_it_is(self, full: Partnership, client: Client, ending: str) -> None:
        response = fetch(client, f"/fr/partnerships.{ending}?country=SN")
        assert response.streaming
        assert response["Content-Type"] == MEDIA_TYPES[ending]
        assert response["Content-Language"] == "fr"
        assert response["Cache-Control"] == "public, max-age=60"
        assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
        if ending == "atom":
            assert response["Content-Disposition"] == "inline"
        else:
            name = rf'attachment; filename="partnerships-country-SN-\d{{4}}-\d\d-\d\d\.{ending}"'
            assert re.fullmatch(name, response["Content-Disposition"])

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            ("", ""),
            ("sort=title&page=2&lang=fr&delimiter=semicolon&utm_source=x", ""),
            ("q=Eau+et+%C3%A9coles", "-q-Eau-et-ecoles"),
            ("q=%D9%85%D8%A7%D8%A1", "-q"),
            ("q=%22%0D%0A%2F..%2F%5C%22;x", "-q-..-x"),
            ("country=SN&country=SN&evidence=document%2B", "-country-SN-evidence-document+"),
            ("goal=2&bbox=-20,0,20,30", "-bbox-20-0-20-30-goal-2"),
            (f"q={'water+' * 40}", "-q-water-water-water-water-wate"),
        ],
    )
    def test_is_named_after_the_question(self, full: Partnership, client: Client, query: str, told: str) -> None:
        day = timezone.now().date().isoformat()
        for language in ("en", "es"):
            kept = fetch(client, f"/{language}/partnerships.csv?{query}")["Content-Disposition"]
            assert kept == f'attachment; filename="partnerships{told}-{day}.csv"'
        assert len(f"partnerships{told}-{day}.csv") <= 60

    @pytest.mark.parametrize("ending", FORMATS)
    def test_answers_head_without_a_body(self, full: Partnership, client: Client, ending: str) -> None:
        whole = fetch(client, f"/en/partnerships.{ending}")
        head = client.head(f"/en/partnerships.{ending}")
        assert (head.status_code, head.getvalue()) == (200, b"")
        assert dict(head.items()) == dict(whole.items())

    @pytest.mark.parametrize("ending", FORMATS)
    def test_is_only_read(self, db: None, client: Client, ending: str) -> None:
        assert client.post(f"/en/partnerships.{ending}").status_code == 405
        assert client.delete(f"/en/partnerships.{ending}").status_code == 405

    @pytest.mark.parametrize("ending", FORMATS)
    def test_refuses_what_is_no_question_in_the_words_of_the_api(self, db: None, client: Client, ending: str) -> None:
        query = "contry=SN&country=QQ&year_from=soon&page_size=101"
        response = fetch(client, f"/fr/partnerships.{ending}?{query}", 400)
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        problem = client.get(f"/api/v1/partnerships/?{query}&lang=fr").json()
        first, empty, *reasons = response.content.decode().splitlines()
        assert (first, empty) == (problem["detail"], "")
        assert {reason.partition(":")[0] for reason in reasons} == {"contry", "country", "year_from", "page_size"}
        for name in ("country", "year_from", "page_size"):
            assert f"{name}: {' '.join(problem['errors'][name])}" in reasons

    @pytest.mark.parametrize("ending", FORMATS)
    def test_takes_the_query_string_of_the_list_and_of_the_api(self, full: Partnership, client: Client, ending: str) -> None:
        plain = "country=SN&sort=title"
        dressed = f"{plain}&page=7&page_size=5&lang=en&translations=&q=&utm_source=letter&fbclid=1"
        one, two = content(client, ending, plain), content(client, ending, dressed)
        if ending == "xlsx":
            assert sheet_rows(one) == sheet_rows(two) != []
        else:
            assert one == two

    def test_speaks_the_language_of_its_address_or_of_lang(self, full: Partnership, client: Client) -> None:
        by_address, by_parameter = content(client, "ndjson", "", "fr"), content(client, "ndjson", "lang=fr")
        assert by_address == by_parameter
        assert json.loads(by_address)["title"] == "Titre, « entre guillemets »"
        assert fetch(client, "/en/partnerships.csv?lang=fr")["Content-Language"] == "fr"
        refusal = fetch(client, "/fr/partnerships.csv?lang=xx", 400)
        assert refusal["Content-Language"] == "fr"
        assert "lang: " in refusal.content.decode()

    def test_of_an_unknown_kind_does_not_exist(self, db: None, client: Client) -> None:
        text = fetch(client, "/en/partnerships.pdf", 404).content.decode()
        assert "csv, xlsx, ndjson, geojson, atom" in text

    @pytest.mark.parametrize("ending", FORMATS)
    def test_never_names_a_person_or_what_is_not_published(self, full: Partnership, client: Client, ending: str) -> None:
        ContactPoint.objects.create(
            organisation=Organisation.objects.get(code="one"), office="An office", person="Ms Secret", consent_on="2026-01-01"
        )
        Partnership.objects.filter(pk=full.pk).update(publication="draft", title_en="Secret")
        text = content(client, ending)
        assert b"Secret" not in text
        assert b"one-two" not in text

    @pytest.mark.parametrize("ending", ["csv", "ndjson", "geojson"])
    def test_leaves_out_what_is_withdrawn_while_it_is_written(
        self, make_partnership: Any, client: Client, monkeypatch: pytest.MonkeyPatch, ending: str
    ) -> None:
        monkeypatch.setattr(asking, "AT_ONCE", 1)
        for number in range(4):
            make_partnership(f"number-{number}")
        # Kept ready, so that it is their withdrawal that matters and not that they have never been shown.
        assert content(client, ending, "sort=title").count(b"/en/partnerships/number-") == 4
        response = client.get(f"/en/partnerships.{ending}?sort=title")
        Partnership.objects.filter(code="number-2").update(publication="draft")
        Partnership.objects.filter(code="number-3").delete()
        text = response.getvalue()
        assert b"/number-0/" in text
        assert b"/number-1/" in text
        assert b"number-2" not in text
        assert b"number-3" not in text

    @pytest.mark.parametrize("ending", FORMATS)
    def test_costs_as_many_queries_for_many_as_for_one(
        self, full: Partnership, make_partnership: Any, client: Client, ending: str
    ) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                content(client, ending, "country=SN")
            return len(queries)

        first, again = cost(), cost()
        for number in range(12):
            make_partnership(f"p{number}", organisations=(f"from-{number}", f"to-{number}"))
        assert again < first
        assert cost() <= first
        assert cost() == again

    def test_may_be_read_by_other_sites(self, db: None, client: Client) -> None:
        response = fetch(client, "/en/partnerships.geojson", origin="https://example.org")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in response["Access-Control-Expose-Headers"]
        asked = {
            "origin": "https://example.org",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        }
        for address in ("/en/partnerships.geojson", "/api/v1/partnerships/"):
            preflight = client.options(address, headers=asked)
            assert "if-none-match" in preflight["Access-Control-Allow-Headers"]
        page = fetch(client, "/en/partnerships/", origin="https://example.org")
        assert "Access-Control-Allow-Origin" not in page


CHANGES: dict[str, Callable[[], object]] = {
    "a title": lambda: Partnership.objects.update(title_en="Another"),
    "a role": lambda: Partnership.objects.get().participations.update(roles=["recipient"]),
    "the name of a partner": lambda: Organisation.objects.filter(code="one").update(name_en="Uno"),
    "where a partner is": lambda: Organisation.objects.filter(code="one").update(latitude="1", longitude="2"),
    "the name of a theme": lambda: Theme.objects.filter(code="water").update(name_en="Waters"),
    "the title of a target": lambda: Target.objects.update(title_en="Another"),
    "an event": lambda: Event.objects.filter(kind="ended").delete(),
    "its publication": lambda: Partnership.objects.update(publication="archived"),
    "its existence": lambda: Partnership.objects.get().delete(),
}


class TestAskedAgain:
    @pytest.mark.parametrize("ending", FORMATS)
    def test_there_is_nothing_new(self, full: Partnership, client: Client, ending: str) -> None:
        tag = fetch(client, f"/en/partnerships.{ending}?country=SN")["ETag"]
        assert tag.startswith('W/"')
        with CaptureQueriesContext(connection) as queries:
            again = fetch(client, f"/en/partnerships.{ending}?country=SN", 304, if_none_match=tag)
        assert (again.getvalue(), again["ETag"]) == (b"", tag)
        assert not [query["sql"] for query in queries if "partnerships_document" in query["sql"]]

    @pytest.mark.parametrize("change", CHANGES)
    def test_every_change_is_new(self, full: Partnership, client: Client, change: str) -> None:
        before = {ending: fetch(client, f"/en/partnerships.{ending}") for ending in ("ndjson", "csv", "geojson")}
        bodies = {ending: response.getvalue() for ending, response in before.items()}
        CHANGES[change]()
        for ending, response in before.items():
            after = fetch(client, f"/en/partnerships.{ending}", if_none_match=response["ETag"])
            if ending == "ndjson":
                assert after.getvalue() != bodies[ending]

    def test_the_name_of_a_country_is_new_where_it_stands(self, full: Partnership, client: Client) -> None:
        tag = fetch(client, "/en/partnerships.csv")["ETag"]
        Country.objects.update(name_en="Republic of Senegal")
        assert b"Republic of Senegal" in fetch(client, "/en/partnerships.csv", if_none_match=tag).getvalue()

    def test_every_question_has_its_own_tag(self, full: Partnership, client: Client) -> None:
        addresses = [
            "/en/partnerships.csv",
            "/fr/partnerships.csv",
            "/en/partnerships.ndjson",
            "/en/partnerships.csv?country=SN",
            "/en/partnerships.csv?sort=title",
            "/en/partnerships.csv?delimiter=semicolon",
            "/en/partnerships.csv?bom=1",
            "/en/partnerships.ndjson?translations=all",
        ]
        tags = [fetch(client, address)["ETag"] for address in addresses]
        tags.append(fetch(client, "/en/partnerships.csv", host="localhost")["ETag"])
        assert len(set(tags)) == len(tags)
        assert fetch(client, "/en/partnerships.csv?country=SN&page=2&utm_source=x")["ETag"] == tags[3]


class TestTable:
    def test_has_codes_beside_words_in_the_language_of_the_reader(self, full: Partnership, client: Client) -> None:
        (row,) = table(client, language="fr")
        retrieved = row.pop("retrieved")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", retrieved)
        assert row == {
            "code": "one-two",
            "url": "http://testserver/fr/partnerships/one-two/",
            "title": "Titre, « entre guillemets »",
            "summary": 'A "summary",\nin two lines.',
            "lang": "fr",
            "level": "relationship",
            "level_label": "relation",
            "form": "twinning",
            "form_label": "jumelage",
            "direction": "south-south",
            "direction_label": "Sud-Sud",
            "delivery": "hybrid",
            "delivery_label": "hybride",
            "status": "ended",
            "status_label": "terminé",
            "evidence": "section",
            "evidence_label": "compte rendu d’une section ou d’un tiers",
            "year_from": "2010",
            "year_to": "2020",
            "partners": "one|two",
            "partner_names": "Une; Two",
            "partner_kinds": "municipality|municipality",
            "partner_kind_labels": "municipalité; municipalité",
            "partner_countries": "SN|SN",
            "partner_roles": "coordinator+funder|partner",
            "partner_role_labels": "coordinateur, bailleur de fonds; partenaire",
            "countries": "SN",
            "country_names": "Sénégal",
            "regions": "africa",
            "region_names": "Africa",
            "themes": "water|food",
            "theme_names": "water en français; food en français",
            "goals": "2|17",
            "goal_titles": "Faim zéro; Partenariats",
            "targets": "17.6",
            "target_titles": "Savoir",
            "original_language": "en",
            "updated": "2026-01-31T12:00:00Z",
            "licence": "CC BY 4.0",
        }

    def test_has_the_same_columns_in_every_language_the_code_first(self, full: Partnership, client: Client) -> None:
        headings = {content(client, "csv", "", language).split(b"\r\n")[0] for language, name in settings.LANGUAGES}
        assert len(headings) == 1
        assert headings.pop().startswith(b"code,url,title,")

    def test_has_its_columns_described(self) -> None:
        described = (settings.BASE_DIR / "docs" / "exports.md").read_text()
        names = [name for name in NAMES if not name.endswith("_label")]
        assert [name for name in names if f"`{name}`" not in described] == []

    def test_follows_the_standard(self, full: Partnership, client: Client) -> None:
        text = content(client, "csv").decode()
        assert text.endswith("CC BY 4.0," + text[-12:-2] + "\r\n")
        assert '"A ""summary"",\nin two lines."' in text
        assert not text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")

    def test_suits_spreadsheets_that_want_semicolons_and_a_mark(self, full: Partnership, client: Client) -> None:
        raw = content(client, "csv", "delimiter=semicolon&bom=1", "fr")
        assert raw.startswith(b"\xef\xbb\xbfcode;url;title;")
        assert table(client, "delimiter=semicolon&bom=1", "fr", ";") == table(client, "delimiter=comma&bom=0", "fr")

    @pytest.mark.parametrize("query", ["delimiter=tab", "delimiter=;", "bom=yes", "bom=1&bom=1"])
    def test_is_written_in_no_other_way(self, db: None, client: Client, query: str) -> None:
        assert query.partition("=")[0] + ": " in fetch(client, f"/en/partnerships.csv?{query}", 400).content.decode()

    @pytest.mark.parametrize("ending", ["xlsx", "ndjson", "geojson", "atom"])
    def test_alone_has_delimiters(self, db: None, client: Client, ending: str) -> None:
        for query in ("delimiter=semicolon", "bom=1"):
            fetch(client, f"/en/partnerships.{ending}?{query}", 400)

    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "＠x", '=HYPERLINK("http://x","y")'],
    )
    def test_holds_no_formula(self, make_partnership: Any, client: Client, text: str) -> None:
        make_partnership(title_en=text, summary_en="Plain - and = inside")
        Organisation.objects.filter(code="one").update(name_en=text)
        (row,) = table(client)
        assert (row["title"], row["summary"]) == (f"'{text}", "Plain - and = inside")
        assert row["partner_names"] == f"'{text}; Two"
        sheet = load_workbook(io.BytesIO(content(client, "xlsx")))["partnerships"]
        titles = sheet["C2"]
        assert titles.data_type == "s"
        # XML knows one end of a line.
        assert titles.value == f"'{text}".replace("\r", "\n")
        assert json.loads(content(client, "ndjson"))["title"] == text

    def test_has_only_its_heading_when_nothing_is_found(self, db: None, client: Client) -> None:
        assert content(client, "csv").count(b"\r\n") == 1


class TestWorkbook:
    def test_holds_the_rows_of_the_table(self, full: Partnership, make_partnership: Any, client: Client) -> None:
        make_partnership("three-four", organisations=("three", "four"))
        heading, *rows = sheet_rows(content(client, "xlsx", "", "fr"))
        told = [{name: "" if cell is None else str(cell) for name, cell in zip(heading, row, strict=True)} for row in rows]
        expected = table(client, language="fr")
        for row in told + expected:
            # Here a date, there a text.
            row["updated"], row["retrieved"] = row["updated"][:10], row["retrieved"][:10]
        assert told == expected
        assert isinstance(dict(zip(heading, rows[[row[0] for row in rows].index("one-two")], strict=True))["year_from"], int)

    def test_can_be_filtered_and_its_dates_reckoned_with(self, full: Partnership, client: Client) -> None:
        sheet = load_workbook(io.BytesIO(content(client, "xlsx")))["partnerships"]
        assert sheet.auto_filter.ref == sheet.dimensions
        columns = {cell.value: cell.column for cell in sheet[1]}
        updated, retrieved = sheet.cell(2, columns["updated"]), sheet.cell(2, columns["retrieved"])
        assert updated.value == datetime.datetime(2026, 1, 31, 12)
        assert (updated.is_date, "UTC" in updated.number_format) == (True, True)
        assert retrieved.value.date() == timezone.now().date()

    def test_explains_itself(self, full: Partnership, client: Client) -> None:
        book = load_workbook(io.BytesIO(content(client, "xlsx", "country=SN&sort=title", "fr")), read_only=True)
        assert book.sheetnames[0] == "partnerships"
        about = list(book.worksheets[1].iter_rows(values_only=True))
        values = [row[1] for row in about if len(row) > 1]
        assert "http://testserver/fr/partnerships/?country=SN&sort=title" in values
        assert "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/" in values
        explained = {row[0]: row[1] for row in about if len(row) > 1}
        assert all(explained[column.name] for column in COLUMNS)

    def test_holds_texts_that_the_format_cannot(self, make_partnership: Any, client: Client) -> None:
        make_partnership(title_en="A\x01\x0b\ufffe\uffffB", summary_en="x" * 40_000)
        row = load_workbook(io.BytesIO(content(client, "xlsx")))["partnerships"][2]
        assert row[2].value == "AB"
        assert row[3].value == "x" * 32_767

    @pytest.mark.parametrize("typed", ["%EF%BF%BE", "%EF%BF%BF", "%01", "water%EF%BF%BE"])
    def test_is_well_formed_whatever_was_searched(self, full: Partnership, client: Client, typed: str) -> None:
        with zipfile.ZipFile(io.BytesIO(content(client, "xlsx", f"q={typed}"))) as book:
            for name in book.namelist():
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(book.read(name))  # noqa: S314
        assert xml(client, f"q={typed}").tag == f"{ATOM}feed"

    def test_that_cannot_hold_them_all_says_what_can(
        self, full: Partnership, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workbook, "MAX_ROWS", 0)
        text = fetch(client, "/en/partnerships.xlsx", 400).content.decode()
        assert "CSV" in text
        assert client.head("/en/partnerships.xlsx").status_code == 400


class TestLines:
    @pytest.mark.parametrize("query", ["lang=fr", "lang=en&translations=all"])
    def test_are_what_the_api_lists_byte_for_byte(
        self, full: Partnership, make_partnership: Any, client: Client, query: str
    ) -> None:
        make_partnership("three-four", title_en='Line\u2028end, \\u0000, "\x01" and \\', organisations=("three", "four"))
        listed = fetch(client, f"/api/v1/partnerships/?{query}").content
        lines = content(client, "ndjson", query)
        assert lines.count(b"\n") == 2
        assert listed.endswith(b'"results":[' + lines.rstrip(b"\n").replace(b"\n", b",") + b"]}")
        assert {json.loads(line)["code"] for line in lines.splitlines()} == {"one-two", "three-four"}


class TestMap:
    def test_has_the_places_of_the_partners(self, full: Partnership, client: Client) -> None:
        collection = json.loads(content(client, "geojson", "country=SN", "fr"))
        (feature,) = collection.pop("features")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", collection.pop("retrieved"))
        assert collection == {
            "type": "FeatureCollection",
            "question": "http://testserver/fr/partnerships/?country=SN",
            "licence": "CC BY 4.0",
            "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        }
        properties = feature.pop("properties")
        assert feature == {
            "type": "Feature",
            "id": "one-two",
            "geometry": {"type": "MultiPoint", "coordinates": [[-17.4441, 14.6937]]},
        }
        (row,) = table(client, language="fr")
        assert {name: str(value) for name, value in properties.items()} == {name: row[name] for name in properties}
        assert len(properties) == len(row) - 2

    def test_joins_no_places_and_names_each_once(self, make_partnership: Any, client: Client) -> None:
        make_partnership(organisations=("fiji", "samoa", "suva"))
        Organisation.objects.filter(code="fiji").update(latitude="-18", longitude="178.5")
        Organisation.objects.filter(code="samoa").update(latitude="-13.8", longitude="-171.8")
        Organisation.objects.filter(code="suva").update(latitude="-18", longitude="178.5")
        (feature,) = json.loads(content(client, "geojson"))["features"]
        assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[178.5, -18.0], [-171.8, -13.8]]}

    def test_of_nobody_knows_where_is_empty(self, make_partnership: Any, client: Client) -> None:
        make_partnership()
        (feature,) = json.loads(content(client, "geojson"))["features"]
        assert feature["geometry"] is None

    def test_of_nothing_is_a_collection(self, db: None, client: Client) -> None:
        assert json.loads(content(client, "geojson"))["features"] == []


class TestFeed:
    def test_tells_the_latest_first_whatever_the_order_of_the_list(self, make_partnership: Any, client: Client) -> None:
        for number in (1, 3, 2):
            make_partnership(f"number-{number}")
            Partnership.objects.filter(code=f"number-{number}").update(updated=f"2026-01-0{number}T12:00:00Z")
        root = xml(client, "sort=title&country=SN")
        assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == [
            "Title of number-3",
            "Title of number-2",
            "Title of number-1",
        ]
        assert root.findtext(f"{ATOM}updated") == "2026-01-03T12:00:00Z"
        assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-01-03T12:00:00Z"

    def test_says_what_it_is(self, full: Partnership, client: Client) -> None:
        root = xml(client, "country=SN&utm_source=x&page=3", "fr")
        assert root.tag == f"{ATOM}feed"
        assert root.attrib == {LANG: "fr"}
        links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
        assert links == {
            "self": "http://testserver/fr/partnerships.atom?country=SN",
            "alternate": "http://testserver/fr/partnerships/?country=SN",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }
        assert root.findtext(f"{ATOM}rights") == "CC BY 4.0"
        assert root.findtext(f"{ATOM}author/{ATOM}name")
        (entry,) = root.iter(f"{ATOM}entry")
        assert entry.find(f"{ATOM}link").attrib == {
            "rel": "alternate",
            "href": "http://testserver/fr/partnerships/one-two/",
            "type": "text/html",
            "hreflang": "fr",
        }
        assert entry.findtext(f"{ATOM}summary") == 'A "summary",\nin two lines.'
        assert entry.find(f"{ATOM}summary").attrib == {LANG: "en"}
        assert [category.attrib["term"] for category in entry.iter(f"{ATOM}category")] == ["water", "food"]

    def test_names_an_entry_the_same_everywhere(self, full: Partnership, client: Client) -> None:
        names = set()
        for language, host in (("en", "testserver"), ("fr", "testserver"), ("en", "localhost")):
            root = ElementTree.fromstring(  # noqa: S314
                fetch(client, f"/{language}/partnerships.atom", host=host).getvalue()
            )
            names.add(root.findtext(f"{ATOM}entry/{ATOM}id"))
        assert names == {"urn:uuid:" + next(iter(names))[9:]}

    def test_of_every_question_has_its_own_name(self, full: Partnership, client: Client) -> None:
        asked = [("country=SN", "en"), ("", "en"), ("country=SN", "fr")]
        assert len({xml(client, query, language).findtext(f"{ATOM}id") for query, language in asked}) == 3

    def test_holds_what_xml_cannot(self, make_partnership: Any, client: Client) -> None:
        make_partnership(title_en="<b>A & B</b>\x01\x0b\ufffe", summary_en="]]> &amp;")
        (entry,) = xml(client).iter(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "<b>A & B</b>"
        assert entry.findtext(f"{ATOM}summary") == "]]> &amp;"

    def test_names_the_partners_when_there_is_no_summary(self, make_partnership: Any, client: Client) -> None:
        make_partnership()
        assert xml(client).findtext(f"{ATOM}entry/{ATOM}summary") == "One; Two"

    def test_says_when_there_is_more(self, make_partnership: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(feed, "MAX_ENTRIES", 2)
        for number in range(2):
            make_partnership(f"number-{number}")
        assert xml(client).find(f"{ATOM}subtitle") is None
        make_partnership("number-2")
        root = xml(client)
        assert root.findtext(f"{ATOM}subtitle") == "The last 2 to be updated."
        assert len(list(root.iter(f"{ATOM}entry"))) == 2

    def test_of_nothing_is_a_feed(self, db: None, client: Client) -> None:
        root = xml(client)
        assert list(root.iter(f"{ATOM}entry")) == []
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", root.findtext(f"{ATOM}updated"))


class TestDocuments:
    """What the API's list and the exports keep ready."""

    @pytest.mark.parametrize("change", CHANGES)
    def test_never_outlive_what_they_say(self, full: Partnership, client: Client, change: str) -> None:
        def listed() -> Any:
            return fetch(client, "/api/v1/partnerships/").json()["results"]

        before = listed()
        assert listed() == before
        CHANGES[change]()
        after = listed()
        assert after != before
        Document.objects.all().delete()
        assert listed() == after

    def test_never_outlive_the_code_that_made_them(
        self, full: Partnership, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        content(client, "ndjson")
        Document.objects.update(body=b"{}")
        assert content(client, "ndjson") == b"{}\n"
        monkeypatch.setattr(documents, "form", lambda: 1)
        assert json.loads(content(client, "ndjson"))["code"] == "one-two"

    def test_are_read_in_one_query(self, full: Partnership, make_partnership: Any, client: Client) -> None:
        for number in range(12):
            make_partnership(f"p{number}")
        fetch(client, "/api/v1/partnerships/")
        with CaptureQueriesContext(connection) as queries:
            fetch(client, "/api/v1/partnerships/")
        assert [query["sql"] for query in queries if "partnerships_participation" in query["sql"]] == []

    def test_are_addressed_to_each_reader(self, full: Partnership, client: Client) -> None:
        for host in ("testserver", "localhost"):
            (entry,) = fetch(client, "/api/v1/partnerships/", host=host).json()["results"]
            assert entry["url"] == f"http://{host}/en/partnerships/one-two/"

    @pytest.mark.parametrize("text", ['"\\u0000', "\\u0000/en/", "\x01", '"\x01', "\x7f", '","url":"/'])
    def test_take_no_words_for_an_address(self, make_partnership: Any, client: Client, text: str) -> None:
        make_partnership(title_en=text, summary_en=f"{text}{text}")
        for _ in range(2):
            (entry,) = fetch(client, "/api/v1/partnerships/").json()["results"]
            assert (entry["title"], entry["summary"]) == (text, f"{text}{text}")
            assert entry["url"] == "http://testserver/en/partnerships/one-two/"

    def test_are_given_also_where_they_cannot_be_kept(self, full: Partnership, client: Client) -> None:
        connection.check_constraints()
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        assert [entry["code"] for entry in fetch(client, "/api/v1/partnerships/").json()["results"]] == ["one-two"]
        assert Document.objects.count() == 0

    def test_can_be_made_beforehand(self, full: Partnership, make_partnership: Any, client: Client) -> None:
        made_now = content(client, "ndjson"), content(client, "ndjson", "", "fr")
        Document.objects.all().delete()
        draft = make_partnership("draft", publication="draft")
        assert documents.fill_documents([full.pk, draft.pk], "en", "fr") == 2
        assert documents.fill_documents([full.pk, draft.pk], "en", "fr") == 0
        assert (content(client, "ndjson"), content(client, "ndjson", "", "fr")) == made_now
        Partnership.objects.filter(pk=full.pk).update(title_fr="Autre")
        assert documents.fill_documents([full.pk, draft.pk], "fr") == 1

    def test_are_indented_for_who_asks(self, full: Partnership, client: Client) -> None:
        plain = fetch(client, "/api/v1/partnerships/")
        indented = fetch(client, "/api/v1/partnerships/", accept="application/json; indent=2")
        assert plain.json() == indented.json()
        assert b"\n  " in indented.content


class TestCommand:
    @pytest.mark.parametrize("ending", ["csv", "ndjson", "geojson", "atom"])
    def test_writes_what_the_site_gives(
        self, full: Partnership, client: Client, ending: str, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Any
    ) -> None:
        expected = content(client, ending, "country=SN", "fr")
        asked = {"format": ending, "query": "country=SN", "lang": "fr", "site": "http://testserver/"}
        call_command("export_partnerships", **asked)
        assert capfdbinary.readouterr().out == expected
        file = tmp_path / "file"
        call_command("export_partnerships", **asked, output=file)
        assert file.read_bytes() == expected
        assert [path.name for path in tmp_path.iterdir()] == ["file"]

    def test_writes_a_workbook(self, full: Partnership, tmp_path: Any) -> None:
        call_command("export_partnerships", format="xlsx", output=tmp_path / "file.xlsx")
        sheet = load_workbook(tmp_path / "file.xlsx")["partnerships"]
        assert (sheet["A2"].value, sheet["B2"].value) == ("one-two", "http://testserver/en/partnerships/one-two/")

    def test_takes_the_address_of_make_run_where_only_this_machine_is_answered(
        self, full: Partnership, settings: Any, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
        call_command("export_partnerships", format="csv")
        assert b"http://127.0.0.1:8000/en/partnerships/one-two/" in capfdbinary.readouterr().out

    @pytest.mark.parametrize(("query", "named"), [("contry=SN", "contry"), ("country=QQ", "country"), ("lang=xx", "lang")])
    def test_says_what_is_no_question(self, db: None, query: str, named: str) -> None:
        with pytest.raises(CommandError, match=f"^{named}: "):
            call_command("export_partnerships", format="csv", query=query)

    def test_leaves_no_half_a_file(self, full: Partnership, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(CommandError, match="cannot be written"):
            call_command("export_partnerships", format="csv", output=tmp_path / "missing" / "file")

        def breaks(*arguments: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(asking, "bodies_of", breaks)
        with pytest.raises(RuntimeError):
            call_command("export_partnerships", format="csv", output=tmp_path / "file")
        assert list(tmp_path.iterdir()) == []

    def test_is_quiet_when_nobody_reads_on(
        self, full: Partnership, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        class NobodyReads:
            def __init__(self, file: IO[bytes]) -> None:
                self.buffer, self.fileno = self, file.fileno

            def write(self, block: bytes) -> None:
                raise BrokenPipeError

        with (tmp_path / "out").open("wb") as file:
            monkeypatch.setattr("sys.stdout", NobodyReads(file))
            call_command("export_partnerships", format="csv")
            monkeypatch.undo()
        assert capsys.readouterr() == ("", "")
