"""The counts in memory give what the database gives, at once after any change, and step aside when they must."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from partnerships.answers import Answer, published_counts
from partnerships.api.documents import versions_of
from partnerships.filters import PartnershipFilter
from partnerships.models import Partnership
from partnerships.tally.changes import PLACED_ONE_BY_ONE
from partnerships.tally.keeping import TALLY, Tally
from partnerships.tally.keepsake import kept_content
from regions.models import Organisation
from tests.records import load_records

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = ("country", "goal", "theme", "status", "organisation", "evidence")
QUESTIONS = [
    "",
    "q=dakar",
    "q=Lyon+eau",
    "q=Marsseille",
    "q=dak",
    "q=dakar+-marseille",
    'q="sustainable+tourism"',
    "q=xyzzy",
    "q=--",
    "q=Marsseille+OR+Rabat+-tourism",
    "q=Niger",
    "country=SN&country=MA",
    "theme=water-sanitation&region=africa",
    "government=dakar&q=tourism",
    "year_from=2016",
    "year_to=2012",
    "year_from=2010&year_to=2020&direction=south-south",
    "bbox=-20,0,20,30",
    "bbox=100,-20,-150,60",
    "updated_since=2021-01-01",
    "evidence=section%2B&level=project",
    "q=tourisme&sort=newest",
    "sort=oldest",
    "sort=newest",
    "sort=updated",
    "sort=title",
]


def ask(query: str) -> Answer:
    question = PartnershipFilter(QueryDict(query), queryset=Partnership.objects.published())
    assert question.is_valid(), question.errors
    return Answer(question)


def everything(answer: Answer, leaving_out: str = "") -> tuple:
    places = dict(zip(*(part.tolist() for part in answer.places()), strict=True))
    return (
        answer.count,
        answer.keys(0, 100),
        answer.keys(3, 7),
        [key for chunk in answer.chunks(4) for key in chunk.tolist()],
        answer.counts(KINDS),
        answer.counts(KINDS, leaving_out=leaving_out),
        places,
        answer.undated,
        answer.corrections,
    )


def told(query: str) -> tuple:
    """What memory tells, after making sure that it is memory that tells."""
    with TALLY.up_to_date() as reading:
        assert reading is not None
    answer = ask(query)
    keys = answer.keys(0, 100)
    assert (answer.versions(keys) or []) == versions_of(keys)
    return everything(answer, leaving_out=query.split("=")[0])


def counted(query: str) -> tuple:
    """What the database counts: inside a transaction memory is never asked."""
    with transaction.atomic():
        return everything(ask(query), leaving_out=query.split("=")[0])


def counted_themes(query: str) -> dict[str, dict[str, int]]:
    with transaction.atomic():
        return ask(query).counts(["theme"])


@pytest.fixture
def ready(transactional_db: None) -> Iterator[None]:
    load_records()
    TALLY.load()
    yield
    TALLY.content = None


def test_memory_tells_what_the_database_counts(ready):
    for query in QUESTIONS:
        assert told(query) == counted(query), query
    assert told("q=Marsseille")[-1] == (("Marsseille", "marseille"),)
    assert told("")[0] == Partnership.objects.published().count() > 20


@pytest.mark.parametrize(("few", "many"), [(0, 1), (0, 0), (200, 0), (2, 0.2)])
def test_in_whichever_way_words_are_asked_for_the_answer_is_the_same(ready, monkeypatch, few, many):
    monkeypatch.setattr("partnerships.tally.reading.FEW", few)
    monkeypatch.setattr("partnerships.tally.reading.MANY", many)
    for query in [query for query in QUESTIONS if "q=" in query] + [
        "q=water+cities+plan",
        "q=local+governments+-dakar",
        "q=sdg+dakar",
    ]:
        assert told(query) == counted(query), query


@pytest.mark.parametrize("large", [False, True])
def test_changes_by_any_way_are_told_at_once(ready, monkeypatch, large):
    if large:
        # What is done for very many only: the latest kept apart, few counted by those that are left.
        monkeypatch.setattr("partnerships.tally.latest.MANY", 4)
        monkeypatch.setattr("partnerships.tally.counting.FEW", 0)
        monkeypatch.setattr("partnerships.tally.counting.LISTED", 1)
    for query in QUESTIONS:
        told(query)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_partnership SET title_en = 'Dakar kelp forests' WHERE code = 'kutahya-pecs'")
    assert told("q=kelp")[0] == 1
    Partnership.objects.filter(code="dakar-marseille").update(publication="draft")
    Organisation.objects.get(code="dakar").names.create(name="Kelpville", language="xx")
    assert told("q=kelpville")[0] == counted("government=dakar")[0] > 0
    Partnership.objects.get(code="ostend-banjul").delete()
    copy = Partnership.objects.get(code="kutahya-pecs")
    copy.pk, copy.code = None, "dakar-a-new-one"
    copy.save()
    new = Organisation.objects.create(code="new", name_en="New", kind="network")
    copy.participations.create(organisation=new, roles=["partner"])
    for query in QUESTIONS:
        assert told(query) == counted(query), query
    assert published_counts("organisation", ["new", "dakar"]) == {"new": 1, "dakar": counted("government=dakar")[0]}
    Partnership.objects.filter(code="dakar-marseille").update(publication="published")
    for query in QUESTIONS:
        assert told(query) == counted(query), query


def test_what_is_kept_ready_is_shown_for_as_long_as_it_holds(ready, client):
    def titles() -> dict[str, str]:
        answer = client.get("/api/v1/partnerships/?page_size=100")
        return {entry["code"]: entry["title"] for entry in answer.json()["results"]}

    before = titles()
    assert titles() == before
    Partnership.objects.filter(code="ostend-banjul").update(title_en="Kelp")
    assert titles() == before | {"ostend-banjul": "Kelp"}
    Organisation.objects.filter(code="dakar").update(name_en="Kelpville")
    entry = client.get("/api/v1/partnerships/?government=dakar").json()["results"][0]
    assert "Kelpville" in [side["organisation"]["name"] for side in entry["participations"]]


def test_who_asked_before_a_change_leaves_nothing_stale_behind(ready):
    before = ask("country=SN")
    assert before.count == counted("country=SN")[0]
    Partnership.objects.filter(code="dakar-marseille").update(publication="archived")
    after = ask("country=SN")
    assert after.count == before.count - 1
    before.counts(["theme"])
    assert ask("country=SN").counts(["theme"]) == counted_themes("country=SN")


def test_another_process_sees_a_change_with_its_next_question(ready):
    other = Tally()
    other.load()
    with other.up_to_date() as reading:
        assert reading is not None
        before = len(reading.content.public)
    Partnership.objects.filter(code="ostend-banjul").update(publication="archived")
    with other.up_to_date() as reading:
        assert reading is not None
        assert len(reading.content.public) == before - 1


def test_what_is_not_committed_is_not_told(ready):
    with transaction.atomic():
        Partnership.objects.filter(code="ostend-banjul").update(publication="draft")
        assert ask("q=ostend").count == 0
        transaction.set_rollback(True)
    assert told("q=ostend")[0] == 1


def test_many_new_ones_find_their_places(ready):
    pattern = Partnership.objects.get(code="kutahya-pecs")
    columns = [field.attname for field in Partnership._meta.concrete_fields if not field.primary_key]
    fields = {column: getattr(pattern, column) for column in columns}
    for first, number in ((0, 60), (60, PLACED_ONE_BY_ONE + 1)):
        Partnership.objects.bulk_create(
            Partnership(**fields | {"code": f"m-{place:04d}", "part_of_id": None}) for place in range(first, first + number)
        )
        assert told("sort=oldest") == counted("sort=oldest")


def test_the_first_question_waits_for_what_is_nearly_loaded_and_no_longer(ready, monkeypatch):
    with Tally().up_to_date() as reading:
        assert reading is not None
    monkeypatch.setattr("partnerships.tally.keeping.WORTH_WAITING", 0)
    impatient = Tally()
    with impatient.up_to_date() as reading:
        assert reading is None
    assert impatient.idle.wait(60)
    with impatient.up_to_date() as reading:
        assert reading is not None


def test_what_was_kept_is_not_used_once_everything_has_changed(ready, monkeypatch):
    monkeypatch.setattr("partnerships.tally.keepsake.WORTH_KEEPING", 1)
    TALLY.load()
    with transaction.atomic():
        kept = kept_content()
    assert kept is not None
    assert (len(kept.public), kept.codes, kept.begun) == (len(TALLY.content.public), TALLY.content.codes, TALLY.content.begun)
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_touch(ARRAY[0])")
    with TALLY.up_to_date() as reading:
        assert reading is None
    with transaction.atomic():
        assert kept_content() is None
    TALLY.load()
    for query in QUESTIONS:
        assert told(query) == counted(query), query


def test_a_start_from_what_was_kept_tells_what_changed_since(ready, monkeypatch):
    monkeypatch.setattr("partnerships.tally.keepsake.WORTH_KEEPING", 1)
    TALLY.load()
    Partnership.objects.filter(code="ostend-banjul").update(publication="archived", title_en="Gone")
    other = Tally()
    other.load()
    with other.up_to_date() as reading:
        assert reading is not None
        assert len(reading.content.public) == counted("")[0]


def test_emptying_the_table_empties_memory(ready):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE partnerships_partnership CASCADE")
    with TALLY.up_to_date() as reading:
        assert reading is None
    assert ask("").count == 0
    TALLY.load()
    assert told("")[0] == 0
