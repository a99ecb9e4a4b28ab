"""The sections of the world organisation: who belongs to them, and what they say of themselves."""

import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnerships.models import Statement
from regions.models import CountryRegion, Organisation, Region

# In the order in which a reader wants to know; quotations stand apart.
HEADINGS: dict[Statement.Kind, Promise] = {
    Statement.Kind.STAGE: _("Where it stands"),
    Statement.Kind.APPROACH: _("How it cooperates"),
    Statement.Kind.MODALITY: _("Ways of working"),
    Statement.Kind.PRIORITY: _("Priorities"),
    Statement.Kind.PRINCIPLE: _("Principles"),
    Statement.Kind.POSITION: _("Positions"),
    Statement.Kind.OBSTACLE: _("What stands in the way"),
    Statement.Kind.NEED: _("What is needed"),
    Statement.Kind.LESSON: _("Lessons"),
    Statement.Kind.ACTION: _("What is planned"),
    Statement.Kind.CONTEXT: _("Context"),
}


class Chapter(NamedTuple):
    """All that a section says on one matter."""

    kind: str
    heading: Promise
    statements: list[Statement]

    @property
    def as_of(self) -> str:
        """The date that all of them share, to be said once; empty when they differ."""
        dates = {statement.as_of for statement in self.statements}
        return dates.pop() if len(dates) == 1 else ""


def chapters_of(statements: list[Statement]) -> list[Chapter]:
    """Statements by matter, in the readers' order; quotations are left out."""
    chapters = [
        Chapter(kind.value, heading, [statement for statement in statements if statement.kind == kind])
        for kind, heading in HEADINGS.items()
    ]
    return [chapter for chapter in chapters if chapter.statements]


def sections_of(organisation: Organisation) -> list[Region]:
    """The sections an organisation belongs to: its own if it names any, else those of its country today."""
    own = list(organisation.sections.order_by("order", "code"))
    if own or organisation.country_id is None:
        return own
    rows = CountryRegion.objects.on(datetime.date.today()).filter(country=organisation.country_id)
    return [row.region for row in rows.select_related("region").order_by("region__order", "region__code")]
