"""What an export is asked: the question of the list, how the file should be written, and for whom."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import numpy as np
import orjson
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from partnerships.answers import Answer
from partnerships.api.documents import HOST, bodies_of, entries_in_full
from partnerships.api.presentation import PagedPresentation, parameter_errors
from partnerships.api.problems import ParameterErrors
from partnerships.exports.ahead import ahead
from partnerships.exports.edition import Edition
from partnerships.exports.labels import Labels
from partnerships.filters import PRESENTATION, PartnershipFilter
from partnerships.models import Partnership
from partnerships.sorting import Sort
from partnerships.tally.keeping import give_back_memory

# Few enough to be held in memory several times over, many enough that asking for them costs little.
AT_ONCE = 2000
# Beyond so many portions it is worth finding out at the beginning where all of them lie.
MANY = 10


class AsFile(PagedPresentation):
    """Parameters that do not change which partnerships there are.

    How the list is shown is welcome, too, and means nothing here: a file holds all pages.
    """


class AsTable(AsFile):
    """How a file of separated values is written."""

    delimiter = forms.ChoiceField(
        choices=[("comma", ","), ("semicolon", ";")],
        required=False,
        help_text=_("What stands between the columns: comma, or semicolon for spreadsheets set to French or Spanish."),
    )
    bom = forms.ChoiceField(
        choices=[("0", "0"), ("1", "1")],
        required=False,
        help_text=_("With 1 the file begins with a byte order mark, by which spreadsheets know UTF-8."),
    )


@dataclass(frozen=True)
class Export:
    """One question with its answer, in one language, for a reader at `origin` (scheme and host)."""

    answer: Answer
    language: str
    origin: str
    query: QueryDict
    presentation: dict[str, Any]
    retrieved: datetime.datetime = field(default_factory=timezone.now)

    @cached_property
    def labels(self) -> Labels:
        return Labels.in_active_language()

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What is asked, without how it is shown; in a fixed order, because the same question may be written in many."""
        asked = PartnershipFilter.base_filters
        return sorted((name, value) for name, values in self.query.lists() for value in values if name in asked and value)

    @property
    def options(self) -> list[tuple[str, str]]:
        """How the file is to be written, where it is not as usual."""
        return sorted((name, value) for name, value in self.presentation.items() if value and name not in PRESENTATION)

    @property
    def suffix(self) -> str:
        """The question as the end of an address."""
        return f"?{urlencode(self.parameters)}" if self.parameters else ""

    @property
    def address(self) -> str:
        """The page that shows the same partnerships."""
        return self.origin + reverse("partnerships") + self.suffix

    def lines(self) -> Iterator[bytes]:
        """The API's objects in the order asked for, some lines at a time.

        Which partnerships there are is settled at the beginning. One that is no longer public when its turn comes is
        left out.
        """
        yield from chain.from_iterable(self._portions())

    def batches(self) -> Iterator[list[dict[str, Any]]]:
        """The API's objects, `AT_ONCE` at a time."""
        for pieces in self._portions():
            yield parsed(b"".join(pieces))

    def _portions(self) -> Iterator[list[bytes]]:
        """Lines in pieces, `AT_ONCE` lines at a time."""
        portions = list(self.answer.chunks(AT_ONCE))
        if self.presentation["translations"]:
            yield from ahead(self._in_full, portions)
            return
        read = self._bodies
        content = self.answer.content
        if content and len(portions) > MANY:
            # What putting them in order took is not to be taken twice.
            give_back_memory()
            read = Edition(self.language, content).lines_of
            give_back_memory()
        yield from ahead(lambda keys: self._addressed(read(keys)), portions)

    def _bodies(self, keys: np.ndarray) -> list[bytes]:
        bodies = bodies_of(keys.tolist(), self.language)
        return [b"\n".join([*bodies, b""])] if bodies else []

    def _addressed(self, pieces: list[bytes]) -> list[bytes]:
        origin = self.origin.encode()
        # One after the other in the same list, because there is not to be twice of all.
        for place, piece in enumerate(pieces):
            pieces[place] = piece.replace(HOST, origin)
        return pieces

    def _in_full(self, keys: np.ndarray) -> list[bytes]:
        # The reader's language is active, but not in every thread.
        with override(self.language):
            return [b"".join(entry + b"\n" for entry in entries_in_full(keys.tolist(), self.origin))]

    def latest(self, number: int) -> list[dict[str, Any]]:
        """The `number` of them that were updated last."""
        query = self.query.copy()
        query["sort"] = Sort.UPDATED
        question = PartnershipFilter(query, queryset=Partnership.objects.published(), accepts=query)
        question.form.is_valid()
        keys = np.array(Answer(question).keys(0, number), dtype=np.int64)
        shown = self._in_full(keys) if self.presentation["translations"] else self._addressed(self._bodies(keys))
        return parsed(b"".join(shown))


def parsed(lines: bytes) -> list[dict[str, Any]]:
    """What lines of JSON say. Within them JSON has no line ends."""
    return orjson.loads(b"[" + lines.rstrip().replace(b"\n", b",") + b"]")


def export_of(query: QueryDict, form: type[AsFile], language: str, origin: str) -> Export:
    """What `query` asks for, in the active language. Raises `ParameterErrors` if it is no question."""
    presentation = form(query)
    presentation.also_accepted = (*PartnershipFilter.base_filters, *PRESENTATION)
    question = PartnershipFilter(query, queryset=Partnership.objects.published(), accepts={*form.base_fields, *PRESENTATION})
    errors = parameter_errors(question.form) | parameter_errors(presentation)
    if errors:
        raise ParameterErrors(errors)
    return Export(Answer(question), language, origin, query, presentation.cleaned_data)
