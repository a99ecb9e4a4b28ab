"""What makes a partnership findable, defined once.

The database keeps one `SearchRow` per partnership, rebuilt by `registry_refresh` (see
`partnerships/sql/search_row.sql`) whenever anything it is made of changes, by whatever way. A row holds

* `vector`: every text that should find the partnership, in every language: title (weight A), partner
  names and exonyms, countries, funds and codes (B), themes, goals, targets, summary (C), description
  and lessons (D);
* `codes`: every choice it can be filtered by, as `kind:value` (`country:SN`, `goal:17`, `theme:water`).

`registry_query` in the same file turns what somebody typed into a query: all words must occur, each in
any language and without regard to accents, the last one may be the beginning of a word, "a phrase"
stands in quotation marks, and a minus excludes.
"""

from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import F, Q


class RegistryQuery(SearchQuery):
    """What somebody typed into the search box, as the database's own query."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.function = "registry_query"


class SearchQuerySet(models.QuerySet):
    """Partnerships by what their search row says."""

    def search(self, text: str) -> Self:
        """Those that match every word of `text`, each with its `relevance`."""
        query = RegistryQuery(text)
        return self.filter(search_row__vector=query).annotate(relevance=SearchRank(F("search_row__vector"), query))

    def with_any_code(self, kind: str, values: Iterable[object]) -> Self:
        """Those that carry at least one of `values` of one kind, such as `country` and `["SN", "FR"]`."""
        return self.filter(search_row__codes__overlap=[f"{kind}:{value}" for value in values])

    def running_since(self, year: int) -> Self:
        """Those with a known beginning that had not ended before `year`."""
        return self.filter(Q(search_row__year_to=None) | Q(search_row__year_to__gte=year), search_row__year_from__isnull=False)

    def begun_by(self, year: int) -> Self:
        """Those known to have begun in `year` or before."""
        return self.filter(search_row__year_from__lte=year)

    def within(self, west: float, south: float, east: float, north: float) -> Self:
        """Those with at least one partner inside the box, in degrees; a box with west > east crosses 180°."""
        inside = Q(organisation__latitude__range=(south, north))
        if west <= east:
            inside &= Q(organisation__longitude__range=(west, east))
        else:
            inside &= Q(organisation__longitude__gte=west) | Q(organisation__longitude__lte=east)
        participations = self.model._meta.get_field("participations").related_model
        return self.filter(pk__in=participations.objects.filter(inside).values("partnership"))
