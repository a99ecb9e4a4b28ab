"""What the registry answers to a question: how many partnerships, which, in what order, how they divide, where they are.

Every door asks here — page, API, map, exports, feed, embedded list — and so they all tell the same.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from django.db.models import Count

from partnerships.counts import counts_by_code
from partnerships.filters import PartnershipFilter
from partnerships.models import Participation
from partnerships.models.partnership import PartnershipQuerySet

CHUNK = 1000


class Answer:
    """The answer to one valid question about published partnerships."""

    def __init__(self, question: PartnershipFilter) -> None:
        self.question = question

    @cached_property
    def count(self) -> int:
        """How many partnerships answer the question; exact."""
        return self.question.qs.count()

    def keys(self, start: int, stop: int) -> list[int]:
        """The primary keys of the results from `start` up to, but not with, `stop`, in the order asked for."""
        return list(self.question.qs.values_list("pk", flat=True)[start:stop])

    def chunks(self, size: int = CHUNK) -> Iterator[list[int]]:
        """The primary keys of all results in the order asked for, `size` at a time."""
        for start in range(0, self.count, size):
            yield self.keys(start, start + size)

    def counts(self, kinds: Iterable[str], *, leaving_out: str = "") -> dict[str, dict[str, int]]:
        """By kind of code and value, how many results carry it; as if the parameter `leaving_out` had not been given."""
        return counts_by_code(self._without(leaving_out) if leaving_out else self.question.qs, kinds)

    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Who takes part in the results: primary keys of organisations, and of how many results each is a partner."""
        rows = (
            Participation.objects.filter(partnership__in=self.question.qs.order_by().values("pk"))
            .order_by("organisation")
            .values_list("organisation")
            .annotate(Count("partnership", distinct=True))
        )
        table = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def _without(self, name: str) -> PartnershipQuerySet:
        """The partnerships that answer the question when one parameter is left out."""
        partnerships = self.question.queryset.all()
        for other, value in self.question.form.cleaned_data.items():
            if other not in {name, "sort"}:
                partnerships = self.question.filters[other].filter(partnerships, value)
        return partnerships
