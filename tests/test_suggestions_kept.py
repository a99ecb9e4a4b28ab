"""What is offered while somebody types: who comes first among names of the test's own, and that it stays right."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerships.models import Participation, Partnership
from regions.models import Organisation, OrganisationName
from tests.suggested import ADDRESS, ask, codes, entries


def make_town(code: str, *names: str, population: int | None = None, **fields: Any) -> Organisation:
    """A municipality with a usual name and further ones."""
    values = {"kind": "municipality", "name_en": names[0], "population": population}
    town = Organisation.objects.create(code=code, **values | fields)
    for name in names[1:]:
        OrganisationName.objects.create(organisation=town, name=name, language="xx")
    return town


def test_what_is_not_published_is_never_suggested(make_partnership):
    make_partnership("hidden", title_en="Xylophones", publication=Partnership.Publication.DRAFT)
    assert ask("xylophones")["groups"] == []
    Partnership.objects.filter(code="hidden").update(publication=Partnership.Publication.PUBLISHED)
    assert codes("xylophones", "partnership") == ["hidden"]


def test_exactly_so_called_come_first_then_those_who_take_part_then_the_larger(make_partnership):
    make_town("large", "Zarabel", population=900_000)
    make_town("huge", "Zaratown", population=5_000_000)
    make_town("exact", "Zara", population=700)
    make_town("involved", "Zarafield", population=3_000)
    assert codes("zara") == ["exact", "huge", "large", "involved"]
    make_partnership("p", organisations=("involved", "other"))
    assert codes("zara") == ["exact", "involved", "huge", "large"]


def test_a_name_counts_from_the_beginning_of_any_of_its_words_but_never_inside(db):
    make_town("sao-paulo", "São Paulo")
    make_town("laquila", "L'Aquila")
    assert codes("paulo") == codes("sao pau") == codes("são-pa") == ["sao-paulo"]
    assert codes("aqui") == codes("l aquila") == codes("l’aq") == ["laquila"]
    assert ask("aulo")["count"] == ask("quila")["count"] == 0


def test_one_or_two_letters_count_from_the_beginning_of_a_name_only(db):
    make_town("sao-paulo", "São Paulo")
    assert codes("s") == codes("sa") == codes("pau") == ["sao-paulo"]
    assert codes("pa") == []


def test_other_scripts_are_names_like_any(db):
    make_town("tokyo", "Tokyo", "东京", "Токио")
    assert [entry["matched"] for entry in entries("东京")] == ["东京"]
    assert [entry["matched"] for entry in entries("ток")] == ["Токио"]


def test_a_rare_name_is_found_among_many_larger_ones_that_begin_alike(db):
    Organisation.objects.bulk_create(
        Organisation(code=f"x-{place}", kind="municipality", name_en=f"Santown {place}", population=1_000_000 + place)
        for place in range(120)
    )
    make_town("small", "Sangallen", population=5)
    make_town("tiny", "San Gallo", population=3)
    assert codes("sanga") == ["small"]
    assert codes("san ga") == ["tiny"]
    assert codes("sa") == ["x-119", "x-118", "x-117", "x-116"]


def test_several_of_the_same_name_are_told_apart(db):
    make_town("one", "Wellington", population=212_000, country_id=None)
    make_town("two", "Wellington", population=1)
    assert [entry["detail"] for entry in entries("welli")] == ["212,000 inhabitants", "1 inhabitant"]


def test_nobody_is_offered_whom_nobody_can_name(db):
    make_town("somebody", "Zweibund", kind="unresolved", verbatim="two cities")
    assert ask("zweib")["count"] == 0
    Organisation.objects.filter(code="somebody").update(kind="network")
    assert codes("zweib", "organisation") == ["somebody"]


def test_renaming_is_followed_by_whatever_way_it_comes(db):
    town = make_town("town", "Quarrow", "Quibble")
    assert codes("quar") == codes("quib") == ["town"]
    town.name_en = "Zquirrel"
    town.save()
    assert (codes("quar"), codes("zqui")) == ([], ["town"])
    OrganisationName.objects.filter(name="Quibble").update(name="Quoll")
    assert (codes("quib"), codes("quol")) == ([], ["town"])
    other = make_town("other", "Vvother")
    OrganisationName.objects.filter(name="Quoll").update(organisation=other)
    assert codes("quol") == ["other"]
    OrganisationName.objects.filter(name="Quoll").delete()
    assert codes("quol") == []
    other.delete()
    assert codes("vvoth") == []


def test_who_takes_part_is_followed_by_whatever_way_it_comes(make_partnership):
    make_town("large", "Zarabel", population=900_000)
    make_town("small", "Zarafield", population=3_000)
    make_partnership("p", organisations=("small", "other"))
    assert codes("zaraf zar") == []
    assert codes("zar") == ["small", "large"]
    Partnership.objects.update(publication=Partnership.Publication.DRAFT)
    assert codes("zar") == ["large", "small"]
    Partnership.objects.update(publication=Partnership.Publication.PUBLISHED)
    assert codes("zar") == ["small", "large"]
    Participation.objects.filter(organisation__code="small").update(organisation=Organisation.objects.get(code="large"))
    assert codes("zar") == ["large", "small"]
    Organisation.objects.filter(code="large").update(population=1)
    Partnership.objects.all().delete()
    assert codes("zar") == ["small", "large"]


def test_whoever_a_placeholder_turned_out_to_be_takes_part(make_partnership):
    make_town("large", "Zarabel", population=900_000)
    small = make_town("small", "Zarafield", population=3_000)
    placeholder = make_town("a-city", "A city", kind="unresolved", verbatim="a city")
    make_partnership("p", organisations=("a-city", "other"))
    assert codes("zar") == ["large", "small"]
    placeholder.resolved_to.add(small)
    assert codes("zar") == ["small", "large"]
    placeholder.resolved_to.clear()
    assert codes("zar") == ["large", "small"]


def test_names_copied_in_with_triggers_off_are_found_after_a_rebuild(db):
    gone = make_town("gone", "Wwgone")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("regions_organisation", "regions_organisationname"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        town = make_town("copied", "Wwcopied", "Wwcopy")
        gone.names.all().delete()
        Organisation.objects.filter(pk=gone.pk).delete()
        for table in ("regions_organisation", "regions_organisationname"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        assert codes("wwc") == []
        cursor.execute("SELECT registry_suggestions_rebuild()")
        assert codes("wwc") == ["copied"]
        cursor.execute("SELECT DISTINCT organisation_id FROM partnerships_namestart")
        assert cursor.fetchall() == [(town.pk,)]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("q=a&colour=red", "colour"), (f"q={'a' * 101}", "q"), ("q=a&q=b", "q"), ("q=a%00b", "q"), ("q=a&lang=xx", "lang")],
)
def test_a_wrong_question_gets_an_error_that_names_the_parameter(db, query, parameter):
    response = Client().get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert list(response.json()["errors"]) == [parameter]


def test_queries_do_not_grow_with_what_is_found(db):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert codes("mana")[0] == "mana-0"
        return len(captured)

    make_town("mana-0", "Manatown", population=10)
    few = queries()
    for place in range(1, 8):
        make_town(f"mana-{place}", f"Manatown {place}", "Manabel", "Manaus", population=9)
    assert queries() == few <= 8
