"""Where organisations are: from the database for a few, from memory for many."""

import time
from dataclasses import dataclass

import numpy as np
from django.db import connection

from partnerships.cartography.projection import northing
from regions.models import Organisation

# So many are read from the database faster than it matters, and are then never out of date.
FEW = 5000
# A server process sees a moved organisation after this many seconds at the latest.
PATIENCE = 2.0
# Up to such a key a place is looked up in a row of all numbers; beyond, it is searched for.
MOST_NUMBERS = 4_000_000


@dataclass(frozen=True)
class Positions:
    """Organisations that have a position: primary keys, ascending, where each is, and whether it is a government."""

    keys: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    y: np.ndarray
    governs: np.ndarray

    @classmethod
    def of(cls, keys: list[int], longitude: list[float], latitude: list[float], governs: list[bool]) -> "Positions":
        x, degrees = np.array(longitude, dtype=np.float64), np.array(latitude, dtype=np.float64)
        return cls(np.array(keys, dtype=np.int64), x, degrees, northing(degrees), np.array(governs, dtype=bool))

    def index(self, keys: np.ndarray) -> np.ndarray:
        """For each of some organisations its place in this table, or -1."""
        if not len(self.keys) or not len(keys):
            return np.full(len(keys), -1)
        last = max(int(self.keys[-1]), int(keys.max()))
        if last > MOST_NUMBERS:
            at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
            return np.where(self.keys[at] == keys, at, -1)
        place = np.full(last + 1, -1, dtype=np.int32)
        place[self.keys] = np.arange(len(self.keys), dtype=np.int32)
        return place[keys]


class Memory:
    """Every position, kept by this process and read anew when something was written."""

    def __init__(self) -> None:
        self.positions: Positions | None = None
        self.version: tuple[str, int] | None = None
        self.checked = 0.0

    def recall(self) -> Positions:
        """Every position, at most `PATIENCE` seconds old."""
        now = time.monotonic()
        if self.positions is None or now - self.checked > PATIENCE:
            version = last_change()
            if self.positions is None or version is None or version != self.version:
                self.positions = _read("")
                self.version = version
            self.checked = now
        return self.positions


_memory = Memory()


def last_change() -> tuple[str, int] | None:
    """A number that grows with every change of a partnership or of what is shown with it; None while one is under way.

    What is under way has its number already, but cannot be read yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last_value, pg_snapshot_xmin(moment) = pg_snapshot_xmax(moment)"
            " FROM registry_version, pg_current_snapshot() AS moment"
        )
        number, settled = cursor.fetchone()
    return (str(connection.settings_dict["NAME"]), number) if settled else None


def positions_of(keys: np.ndarray) -> Positions:
    """The positions of some organisations, and perhaps of others."""
    return _read("WHERE id = ANY(%s)", keys.tolist()) if len(keys) <= FEW else _memory.recall()


def _read(condition: str, *parameters: list[int]) -> Positions:
    kinds = [kind.value for kind in Organisation.GOVERNMENT_KINDS]
    table = connection.ops.quote_name(Organisation._meta.db_table)
    located = f"{condition} {'AND' if condition else 'WHERE'} latitude IS NOT NULL"
    with connection.cursor() as cursor:
        # One row of four arrays is read several times faster than many rows. The condition is written in this module.
        cursor.execute(
            "SELECT coalesce(array_agg(id), '{}'), coalesce(array_agg(longitude::float8), '{}'),"  # noqa: S608
            " coalesce(array_agg(latitude::float8), '{}'), coalesce(array_agg(kind = ANY(%s)), '{}')"
            f" FROM (SELECT id, longitude, latitude, kind FROM {table} {located} ORDER BY id) AS located",
            [kinds, *parameters],
        )
        return Positions.of(*cursor.fetchone())
