"""Files of very many partnerships: read ahead and by versions known since the beginning, they hold what short ones do."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from partnerships.exports import asking
from partnerships.exports.ahead import ahead
from partnerships.loading import load_registry
from partnerships.models import Partnership
from tests.conftest import FIXTURES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry, of which every file is a long one."""
    load_registry(FIXTURES)
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


def test_are_made_beside_and_leave_nothing_open() -> None:
    closed = []

    def made() -> Iterator[bytes]:
        try:
            for number in range(100):
                with connection.cursor() as cursor:
                    cursor.execute("SELECT %s::text", [number])
                    yield cursor.fetchone()[0].encode()
        finally:
            closed.append(True)

    blocks = ahead(made())
    assert [next(blocks), next(blocks)] == [b"0", b"1"]
    assert not closed
    blocks.close()
    assert closed == [True]
    assert list(ahead(made())) == [str(number).encode() for number in range(100)]


def test_tell_what_prevents_them() -> None:
    def made() -> Iterator[bytes]:
        yield b"one"
        raise RuntimeError("Nothing more.")

    blocks = ahead(made())
    assert next(blocks) == b"one"
    with pytest.raises(RuntimeError, match="Nothing more"):
        next(blocks)
