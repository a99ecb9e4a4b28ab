"""Whole columns of numbers out of the database at once, and between bitmaps and arrays, without an object for each."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import psycopg
from django.db import connection
from psycopg.adapt import Loader
from psycopg.pq import Format
from pyroaring import BitMap

# How an array of numbers looks in PostgreSQL's binary format: five words of heading, then length and value, again and again.
HEADING = 20
NUMBERS = {"int2": ">i2", "int4": ">i4", "int8": ">i8"}


class _Numbers(Loader):
    format = Format.BINARY
    kind = ""

    def load(self, data: Any) -> np.ndarray:
        content = bytes(data)
        if len(content) < HEADING:
            return np.empty(0, dtype=self.kind[1:])
        cells = np.frombuffer(content, dtype=[("length", ">i4"), ("value", self.kind)], offset=HEADING)
        return cells["value"].astype(self.kind[1:])


LOADERS = {
    psycopg.adapters.types[name].array_oid: type("Numbers", (_Numbers,), {"kind": kind}) for name, kind in NUMBERS.items()
}


@contextmanager
def number_cursor(name: str = "") -> Iterator[psycopg.Cursor[Any]]:
    """A cursor of the database's own driver that gives arrays of numbers, which hold no nulls, as numpy's.

    With a `name` the server keeps the result and hands it out in portions; that needs a transaction.
    """
    connection.ensure_connection()
    driver: psycopg.Connection[Any] = connection.connection
    # The program's usual cursors put parameters in by themselves, which leaves nothing for the binary format.
    with connection.wrap_database_errors, psycopg.ServerCursor(driver, name) if name else psycopg.Cursor(driver) as cursor:
        cursor.format = Format.BINARY
        for array_type, loader in LOADERS.items():
            cursor.adapters.register_loader(array_type, loader)
        yield cursor


def row_of(statement: Any, parameters: Iterable[Any] = ()) -> tuple[Any, ...]:
    """The only row of a statement, arrays of numbers as numpy's."""
    with number_cursor() as cursor:
        row: tuple[Any, ...] | None = cursor.execute(statement, tuple(parameters)).fetchone()
    if row is None:
        raise LookupError("The statement gave no row.")
    return row


def bitmap_of(numbers: np.ndarray) -> BitMap:
    """The numbers of an array as a bitmap."""
    return BitMap(array("I", numbers.astype(np.uint32).tobytes()))


def numbers_of(partnerships: BitMap) -> np.ndarray:
    """The numbers in a bitmap, in order."""
    return np.frombuffer(partnerships.to_array(), dtype=np.uint32).astype(np.int64) if partnerships else np.empty(0, np.int64)
