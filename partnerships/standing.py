"""Since when a partnership runs and where it stands today, in words that claim no more than its timeline does."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext, pgettext

from partnerships.models import Partnership, SearchRow


@dataclass(frozen=True)
class Standing:
    """The first year its timeline names, the last one if it names an end, and its status as a code."""

    first: int | None
    last: int | None
    code: str

    @classmethod
    def of(cls, row: SearchRow) -> Self:
        """What the database derives from the timeline."""
        return cls(row.year_from, row.year_to, row.status)

    @property
    def years(self) -> str:
        """“since 1968” only of what is known to go on: a first contact is no beginning."""
        if self.first is None:
            return gettext("dates not documented")
        if self.last is not None:
            return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        match self.code:
            case Partnership.Status.ACTIVE:
                return gettext("since %(date)s") % {"date": self.first}
            case Partnership.Status.UNKNOWN:
                return pgettext("a partnership", "known from %(year)s") % {"year": self.first}
        return pgettext("a partnership", "from %(year)s") % {"year": self.first}

    @property
    def status(self) -> str:
        """Its status; where that is not known, what is not."""
        if self.code != Partnership.Status.UNKNOWN:
            return str(Partnership.Status(self.code).label)
        # An end that is named and does not decide the status was only planned.
        return gettext("status not documented") if self.last is None else gettext("end not confirmed")

    def __str__(self) -> str:
        if self.first is None and self.code == Partnership.Status.UNKNOWN:
            return gettext("dates and status not documented")
        return f"{self.years} · {self.status}"
