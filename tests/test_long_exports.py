"""Files of very many partnerships: read ahead and by versions known since the beginning, they hold what short ones do."""

import time

import pytest
from django.db import connection
from django.test import Client

from partnerships.exports import asking
from partnerships.exports.ahead import AT_A_TIME, ahead
from partnerships.models import Partnership
from tests.records import load_records

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry, of which every file is a long one."""
    load_records()
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    monkeypatch.setattr(asking, "MANY", 0)


def test_hold_what_short_ones_do_and_what_has_changed_since_they_began(
    client: Client, long: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/en/partnerships.ndjson?sort=title"
    whole = client.get(address).getvalue()
    assert whole == client.get(address).getvalue()
    assert whole.count(b"\n") == Partnership.objects.published().count()
    with monkeypatch.context() as short:
        short.setattr(asking, "MANY", 100)
        assert client.get(address).getvalue() == whole
    response = client.get(address)
    blocks = iter(response.streaming_content)
    first = next(blocks)
    codes = [line.split(b'"code":"')[1].split(b'"')[0].decode() for line in whole.splitlines()]
    Partnership.objects.filter(code=codes[-1]).update(publication="archived")
    Partnership.objects.filter(code=codes[-2]).update(title_en="Renamed on the way")
    rest = b"".join(blocks).splitlines()
    assert (first + b"\n".join(rest)).count(b"\n") + 1 == len(codes) - 1
    assert b"Renamed on the way" in rest[-1]


def test_are_read_beside_in_order_and_leave_nothing_open() -> None:
    began: list[int] = []

    def read(number: int) -> bytes:
        began.append(number)
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::text", [number])
            return cursor.fetchone()[0].encode()

    def connected() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            return cursor.fetchone()[0]

    def settled() -> int:
        """The server notices a little later that a connection is closed."""
        deadline = time.monotonic() + 10
        while connected() > before and time.monotonic() < deadline:
            time.sleep(0.05)
        return connected()

    before = connected()
    read_so_far = ahead(read, range(100))
    assert [next(read_so_far), next(read_so_far)] == [b"0", b"1"]
    assert len(began) <= 2 + AT_A_TIME
    read_so_far.close()
    assert settled() == before
    assert list(ahead(read, range(100))) == [str(number).encode() for number in range(100)]
    assert settled() == before


def test_tell_what_prevents_them() -> None:
    def read(number: int) -> bytes:
        if number:
            raise RuntimeError("Nothing more.")
        return b"one"

    blocks = ahead(read, range(5))
    assert next(blocks) == b"one"
    with pytest.raises(RuntimeError, match="Nothing more"):
        next(blocks)


def test_find_what_has_been_moved_or_was_never_ready(client: Client, long: None) -> None:
    address = "/en/partnerships.ndjson?sort=oldest"
    whole = client.get(address).getvalue()
    response = client.get(address)
    blocks = iter(response.streaming_content)
    first = next(blocks)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_document SET language = language")
        cursor.execute("DELETE FROM partnerships_document WHERE partnership_id % 3 = 0")
        cursor.execute("VACUUM partnerships_document")
    assert first + b"".join(blocks) == whole
    assert client.get(address).getvalue() == whole
