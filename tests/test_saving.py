"""Saving a partnership writes what has changed and leaves the rest to others."""

import json
from typing import Any

from django.db import connection

from partnerships.models import Partnership


def columns(code: str) -> dict[str, Any]:
    """The row as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(p) FROM partnerships_partnership p WHERE code = %s", [code])
        return json.loads(cursor.fetchone()[0])


def test_what_somebody_else_has_saved_meanwhile_stays(make_partnership: Any) -> None:
    make_partnership()
    first, second = (Partnership.objects.get(code="one-two") for _number in range(2))
    first.summary_fr = "Un résumé"
    first.save()
    before = columns("one-two")
    second.title_en = "A new title"
    second.save()
    after = columns("one-two")
    assert {name for name in after if after[name] != before[name]} == {"title_en", "updated"}
    assert (after["summary_fr"], after["title_en"]) == ("Un résumé", "A new title")
    assert after["updated"] > before["updated"]


def test_only_changed_columns_are_written(make_partnership: Any, django_assert_num_queries: Any) -> None:
    partnership = Partnership.objects.get(pk=make_partnership().pk)
    partnership.lessons_es = "Lo aprendido"
    with django_assert_num_queries(1) as asked:
        partnership.save()
    written = asked[0]["sql"].split(" WHERE ")[0]
    assert {name for name in columns("one-two") if f'"{name}" =' in written} == {"lessons_es", "updated"}
    partnership.lessons_es = ""
    partnership.save()
    assert columns("one-two")["lessons_es"] == ""


def test_a_copy_and_a_record_read_again_are_saved_whole(make_partnership: Any) -> None:
    pk = make_partnership().pk
    partnership = Partnership.objects.get(pk=pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_partnership SET title_en = 'Another' WHERE id = %s", [pk])
    partnership.refresh_from_db()
    partnership.title_en = "Title of one-two"
    partnership.save()
    assert columns("one-two")["title_en"] == "Title of one-two"
    partnership.pk, partnership.code = None, "three"
    partnership.save()
    assert columns("three")["title_en"] == "Title of one-two"
    assert partnership.pk != pk


def test_a_record_read_in_part_keeps_what_was_not_read(make_partnership: Any) -> None:
    pk = make_partnership(summary_en="A summary", lessons_en="A lesson").pk
    partnership = Partnership.objects.only("code").get(pk=pk)
    partnership.lessons_en = ""
    partnership.save()
    after = columns("one-two")
    assert (after["summary_en"], after["lessons_en"], after["title_en"]) == ("A summary", "", "Title of one-two")
