"""The map of an answer: circles for the places that take part, arcs between them, and the same in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.answers import Answer
from partnerships.cartography.circles import WORLD, Box, Circle, Clustering, clustered, fitting_zoom
from partnerships.cartography.curves import Point, curve
from partnerships.cartography.positions import positions_of
from partnerships.models import Participation
from partnerships.wording import number
from regions.models import Organisation
from regions.texts import Text, text_of

# So many partnerships are still told apart by their arcs.
MOST_ARCS = 60
LISTED = 50
UNLOCATED_LISTED = 20


@dataclass(frozen=True)
class Place:
    """Somebody who takes part: by name, in how many of the results, and which parameter of a question asks for it alone."""

    code: str
    name: Text
    country: str
    country_name: str
    count: int
    parameter: str

    @property
    def full_name(self) -> str:
        """“Dakar, Senegal”."""
        if not self.country_name or self.country_name == self.name.value:
            return self.name.value
        return _("%(place)s, %(country)s") % {"place": self.name.value, "country": self.country_name}


@dataclass(frozen=True)
class Mark:
    """A circle with its foremost place, which names it."""

    circle: Circle
    place: Place

    @property
    def is_single(self) -> bool:
        return self.circle.places == 1

    @property
    def others(self) -> int:
        """How many places there are besides the foremost."""
        return self.circle.places - 1

    @property
    def name(self) -> str:
        """What is written beside it: “Dakar”, or “Dakar +2”."""
        return self.place.name.value if self.is_single else f"{self.place.name.value} +{number(self.others)}"

    @property
    def label(self) -> str:
        """“Dakar, Senegal: 5 partnerships”, or how many partners there are and how often they take part."""
        if self.is_single:
            count = self.circle.participations
            words = ngettext("%(place)s: %(count)s partnership", "%(place)s: %(count)s partnerships", count)
            return words % {"place": self.place.full_name, "count": number(count)}
        words = ngettext(
            "%(place)s and %(others)s more partner; together they take part %(times)s times",
            "%(place)s and %(others)s more partners; together they take part %(times)s times",
            self.others,
        )
        return words % {
            "place": self.place.full_name, "others": number(self.others), "times": number(self.circle.participations)
        }  # fmt: skip


@dataclass(frozen=True)
class Arc:
    """A line between two places, and the codes of the partnerships it stands for."""

    lines: list[list[Point]]
    partnerships: tuple[str, ...]

    @property
    def ends(self) -> tuple[Point, Point]:
        return self.lines[0][0], self.lines[-1][-1]


@dataclass(frozen=True)
class Located:
    """The partners with a known position: keys, in how many results each takes part, where and whether a government."""

    keys: np.ndarray
    counts: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    y: np.ndarray
    governs: np.ndarray


class Chart:
    """The map of an answer, or of the part of it inside a window."""

    def __init__(self, answer: Answer, window: Box | None = None, zoom: int | None = None) -> None:
        self.answer = answer
        asked = answer.question.active
        box: Box | None = asked.get("bbox")  # type: ignore[assignment]
        self.window: Box = window or box or WORLD
        self.zoom = fitting_zoom(self.window) if zoom is None else zoom
        # The value of a parameter given twice means either; one that is free narrows.
        self._government = "organisation" if "government" in asked else "government"

    @cached_property
    def partners(self) -> tuple[np.ndarray, np.ndarray]:
        """Whoever takes part in the results, and in how many."""
        keys, counts = self.answer.places()
        order = np.argsort(keys, kind="stable")
        return np.asarray(keys)[order], np.asarray(counts)[order]

    @cached_property
    def _located(self) -> Located:
        keys, counts = self.partners
        positions = positions_of(keys)
        at = positions.index(keys)
        known = at >= 0
        at = at[known]
        where = (positions.longitude[at], positions.latitude[at], positions.y[at])
        return Located(keys[known], counts[known], *where, positions.governs[at])

    @cached_property
    def clustering(self) -> Clustering:
        """The circles inside the window."""
        located = self._located
        where = (located.longitude, located.latitude, located.y)
        return clustered(*where, located.counts, located.governs, self.window, self.zoom)

    @property
    def partner_count(self) -> int:
        return len(self.partners[0])

    @property
    def located_count(self) -> int:
        """How many partners have a known position."""
        return len(self._located.keys)

    @property
    def shown_count(self) -> int:
        """How many partners lie inside the window."""
        return len(self.clustering.inside)

    @cached_property
    def marks(self) -> list[Mark]:
        """The circles inside the window, the largest first."""
        keys, counts = self._located.keys, self._located.counts
        foremost = [circle.foremost for circle in self.clustering.circles]
        places = self._places(keys[foremost], counts[foremost])
        return [Mark(circle, place) for circle, place in zip(self.clustering.circles, places, strict=True) if place]

    def listed(self, page: int = 1) -> list[Place]:
        """The places inside the window that take part most often, `LISTED` at a time."""
        keys, counts = self._located.keys, self._located.counts
        inside = self.clustering.inside
        order = np.lexsort((keys[inside], -counts[inside]))[(page - 1) * LISTED : page * LISTED]
        chosen = inside[order]
        return [place for place in self._places(keys[chosen], counts[chosen]) if place]

    def unlocated(self) -> list[Place]:
        """The partners of no known position that take part most often."""
        keys, counts = self.partners
        missing = np.flatnonzero(~np.isin(keys, self._located.keys, assume_unique=True))
        chosen = missing[np.lexsort((keys[missing], -counts[missing]))][:UNLOCATED_LISTED]
        return [place for place in self._places(keys[chosen], counts[chosen]) if place]

    @cached_property
    def arcs(self) -> list[Arc] | None:
        """Arcs from the first partner of each result to the others, or None if there are too many results."""
        if self.answer.count > MOST_ARCS:
            return None
        sides = (
            Participation.objects.filter(partnership__in=self.answer.keys(0, MOST_ARCS))
            .order_by("partnership__code", "order", "pk")
            .values_list("partnership__code", "organisation__longitude", "organisation__latitude")
        )
        partners: dict[str, dict[Point, None]] = {}
        for code, longitude, latitude in sides:
            if longitude is not None and latitude is not None:
                partners.setdefault(code, {})[float(longitude), float(latitude)] = None
        pairs: dict[tuple[Point, Point], list[str]] = {}
        for code, (first, *others) in partners.items():
            for other in others:
                one, two = sorted((first, other))
                pairs.setdefault((one, two), []).append(code)
        return [Arc(curve(*pair), tuple(codes)) for pair, codes in pairs.items()]

    @property
    def summary(self) -> str:
        """What the map shows, in a sentence."""
        known, shown = self.located_count, self.shown_count
        if not known:
            return _("No partner has a known position.")
        if shown == known:
            words = ngettext("%(count)s partner is on the map.", "%(count)s partners are on the map.", known)
            return words % {"count": number(known)}
        words = ngettext(
            "%(shown)s of %(count)s partner is in this part of the world.",
            "%(shown)s of %(count)s partners are in this part of the world.",
            known,
        )
        return words % {"shown": number(shown), "count": number(known)}

    def _places(self, keys: Iterable[int], counts: Iterable[int]) -> list[Place | None]:
        """Organisations by their keys, in that order; None for what is gone since. One query, if any."""
        sought = {int(key): int(count) for key, count in zip(keys, counts, strict=True)}
        missing = [key for key in sought if key not in self._named]
        if missing:
            names = [f"name_{language}" for language in settings.MODELTRANSLATION_LANGUAGES]
            shown = ["code", "kind", *names, "country__alpha2", *(f"country__{name}" for name in names)]
            for row in Organisation.objects.filter(pk__in=missing).select_related("country").only(*shown):
                country = text_of(row.country, "name").value if row.country else ""
                self._named[row.pk] = Place(
                    row.code, text_of(row, "name"), row.country_id or "", country, sought[row.pk],
                    self._government if row.is_government else "organisation",
                )  # fmt: skip
        return [self._named.get(key) for key in sought]

    @cached_property
    def _named(self) -> dict[int, Place]:
        return {}
