"""Whole columns of numbers out of the database at once, and between bitmaps and arrays, without an object for each."""

import struct
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import psycopg
from django.db import connection
from psycopg.adapt import Dumper, Loader
from psycopg.pq import Format
from pyroaring import BitMap

# How an array looks in PostgreSQL's binary format: a heading of five words (one dimension, no nulls, the type of its values,
# how many, counted from one), then the length and the value of each.
HEADING = struct.Struct(">iiIii")
LENGTH = ("length", ">i4")
NUMBERS = {"int2": ">i2", "int4": ">i4", "int8": ">i8"}
# Where rows lie (ctid): the number of a block, and of a line in it.
PLACE, PLACES = 27, 1010
PLACE_CELL = np.dtype([LENGTH, ("block", ">u4"), ("line", ">u2")])
# The same, as short as can be: there may be one for each of very many.
PLACE_KEPT = np.dtype([("block", np.uint32), ("line", np.uint16)])


class _Numbers(Loader):
    format = Format.BINARY
    kind = ""

    def load(self, data: Any) -> np.ndarray:
        return _cells(data, np.dtype([LENGTH, ("value", self.kind)]))["value"].astype(self.kind[1:])


class _PlacesLoader(Loader):
    format = Format.BINARY

    def load(self, data: Any) -> np.ndarray:
        cells = _cells(data, PLACE_CELL)
        places = np.empty(len(cells), dtype=PLACE_KEPT)
        places["block"], places["line"] = cells["block"], cells["line"]
        return places


def _cells(data: Any, form: np.dtype) -> np.ndarray:
    content = bytes(data)
    # An empty array has no dimension, and a shorter heading.
    return np.frombuffer(content, dtype=form, offset=HEADING.size) if len(content) >= HEADING.size else np.empty(0, form)


class _NumbersDumper(Dumper):
    """Any whole numbers as an array of the database's widest."""

    format = Format.BINARY
    oid = psycopg.adapters.types["int8"].array_oid

    def dump(self, obj: np.ndarray) -> bytes:
        cells = np.empty(len(obj), dtype=[LENGTH, ("value", NUMBERS["int8"])])
        cells["length"], cells["value"] = cells["value"].itemsize, obj
        return HEADING.pack(1, 0, psycopg.adapters.types["int8"].oid, len(obj), 1) + cells.tobytes()


@dataclass(frozen=True)
class Places:
    """Places as the database gave them, to be given back to it."""

    places: np.ndarray


class _PlacesDumper(Dumper):
    format = Format.BINARY
    oid = PLACES

    def dump(self, obj: Places) -> bytes:
        cells = np.empty(len(obj.places), dtype=PLACE_CELL)
        cells["length"] = PLACE_CELL.itemsize - cells["length"].itemsize
        cells["block"], cells["line"] = obj.places["block"], obj.places["line"]
        return HEADING.pack(1, 0, PLACE, len(obj.places), 1) + cells.tobytes()


LOADERS: dict[int, type[Loader]] = {PLACES: _PlacesLoader} | {
    psycopg.adapters.types[name].array_oid: type("Numbers", (_Numbers,), {"kind": kind}) for name, kind in NUMBERS.items()
}


@contextmanager
def number_cursor(name: str = "") -> Iterator[psycopg.Cursor[Any]]:
    """A cursor of the database's own driver that takes and gives arrays of numbers, which hold no nulls, as numpy's.

    With a `name` the server keeps the result and hands it out in portions; that needs a transaction.
    """
    connection.ensure_connection()
    driver: psycopg.Connection[Any] = connection.connection
    # The program's usual cursors put parameters in by themselves, which leaves nothing for the binary format.
    with connection.wrap_database_errors, psycopg.ServerCursor(driver, name) if name else psycopg.Cursor(driver) as cursor:
        cursor.format = Format.BINARY
        for array_type, loader in LOADERS.items():
            cursor.adapters.register_loader(array_type, loader)
        cursor.adapters.register_dumper(np.ndarray, _NumbersDumper)
        cursor.adapters.register_dumper(Places, _PlacesDumper)
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
    """The numbers in a bitmap, in order. Not to be changed."""
    return np.frombuffer(partnerships.to_array(), dtype=np.uint32) if partnerships else np.empty(0, np.uint32)
