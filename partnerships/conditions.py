"""What a partnership can be asked for, as values that can be joined, and what each means to the database.

Two readers understand them: the database, through `q`, which is the reference, and the tally of
`partnerships/tally`, which gives the same answers without it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from django.apps import apps
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, Value

# Longer lists are compared with the codes themselves, because a text query grows too slow to evaluate.
MOST_LEXEMES = 400


def lexeme(text: str) -> str:
    """A text as one lexeme of the database's query language."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


class Matching(SearchQuery):
    """A query in the database's own language, exactly as it stands."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query)
        self.set_source_expressions([Value(query)])


@dataclass(frozen=True)
class Condition:
    """Something that is so or not so of a partnership."""

    @property
    def query(self) -> str | None:
        """The condition in the language of the text index, or None if it cannot be said there."""
        return None

    @property
    def q(self) -> Q:
        """The condition for the database, on partnerships."""
        query = self.query
        if query is None:
            raise NotImplementedError
        return Q(search_row__vector=Matching(query))


@dataclass(frozen=True)
class Words(Condition):
    """That its own texts match a query of the database; an empty query matches nothing."""

    text: str

    @property
    def query(self) -> str | None:
        return f"({self.text})" if self.text else None

    @property
    def q(self) -> Q:
        return super().q if self.text else NOTHING


@dataclass(frozen=True)
class Carries(Condition):
    """That it carries at least one of some codes, such as `country:SN`."""

    codes: tuple[str, ...]

    @cached_property
    def query(self) -> str | None:
        if not 0 < len(self.codes) <= MOST_LEXEMES:
            return None
        return "(" + " | ".join(lexeme(f"#{code}") for code in self.codes) + ")"

    @property
    def q(self) -> Q:
        if len(self.codes) > MOST_LEXEMES:
            return Q(search_row__codes__overlap=list(self.codes))
        return super().q if self.codes else NOTHING


@dataclass(frozen=True)
class RunningSince(Condition):
    """That its beginning is known and it had not ended before a year."""

    year: int

    @property
    def q(self) -> Q:
        return Q(Q(search_row__year_to=None) | Q(search_row__year_to__gte=self.year), search_row__year_from__isnull=False)


@dataclass(frozen=True)
class BegunBy(Condition):
    """That it is known to have begun in a year or before."""

    year: int

    @property
    def q(self) -> Q:
        return Q(search_row__year_from__lte=self.year)


@dataclass(frozen=True)
class UpdatedSince(Condition):
    """That its record was changed at or after a moment."""

    moment: datetime.datetime

    @property
    def q(self) -> Q:
        return Q(updated__gte=self.moment)


@dataclass(frozen=True)
class Within(Condition):
    """That a partner lies in a box, in degrees; one with west > east crosses 180°."""

    west: float
    south: float
    east: float
    north: float

    def inside(self, prefix: str = "") -> Q:
        """The box as a condition on organisations, or on what leads to them by `prefix`."""
        across = Q(**{f"{prefix}longitude__gte": self.west}), Q(**{f"{prefix}longitude__lte": self.east})
        along = Q(**{f"{prefix}latitude__range": (self.south, self.north)})
        return along & (across[0] & across[1] if self.west <= self.east else across[0] | across[1])

    @property
    def q(self) -> Q:
        participations = apps.get_model("partnerships", "Participation").objects
        sides = participations.filter(self.inside("organisation__") | self.inside("organisation__resolved_to__"))
        return Q(pk__in=sides.values("partnership"))


@dataclass(frozen=True)
class Every(Condition):
    """That all of some conditions hold; without any, everything matches."""

    parts: tuple[Condition, ...]

    @cached_property
    def query(self) -> str | None:
        return _joined(self.parts, " & ")

    @property
    def q(self) -> Q:
        return _collected(self.parts, " & ", and_) if self.parts else Q()


@dataclass(frozen=True)
class Either(Condition):
    """That at least one of some conditions holds; without any, nothing matches."""

    parts: tuple[Condition, ...]

    @cached_property
    def query(self) -> str | None:
        return _joined(self._possible, " | ")

    @property
    def q(self) -> Q:
        return _collected(self._possible, " | ", or_) if self._possible else NOTHING

    @property
    def _possible(self) -> tuple[Condition, ...]:
        """The parts without those that nothing can meet, which the text index has no way to say."""
        return tuple(part for part in self.parts if part not in IMPOSSIBLE)


@dataclass(frozen=True)
class Neither(Condition):
    """That a condition does not hold."""

    part: Condition

    @property
    def query(self) -> str | None:
        return f"!{self.part.query}" if self.part.query else None

    @property
    def q(self) -> Q:
        return super().q if self.query else ~self.part.q


NOTHING = Q(pk__in=[])
IMPOSSIBLE = (Words(""), Carries(()))
EVERYTHING = Every(())


def _joined(parts: tuple[Condition, ...], operator: str) -> str | None:
    """Some conditions as one query of the text index, if each can be said there."""
    queries = [part.query for part in parts]
    if not queries or None in queries:
        return None
    return "(" + operator.join(str(query) for query in queries) + ")"


def _collected(parts: tuple[Condition, ...], operator: str, join: Callable[[Q, Q], Q]) -> Q:
    """Some conditions for the database; what the text index understands goes to it as one query."""
    said = tuple(part for part in parts if part.query)
    query = _joined(said, operator)
    asked = [Q(search_row__vector=Matching(query))] if query else []
    return reduce(join, asked + [part.q for part in parts if not part.query])
