"""Which partnerships, sources and the like a member of staff sees and may change."""

from typing import Any

from partnerships.models import Partnership, Source
from partnerships.models.partnership import PartnershipQuerySet
from regions.models import StaffAssignment


def visible_on_desk(user: Any) -> PartnershipQuerySet:
    """What everybody may see, and what one's own sections answer for. Drafts of others stay theirs."""
    editable = Partnership.objects.editable_by(user)
    return editable if user.is_superuser else Partnership.objects.published() | editable


def may_edit(user: Any, partnership: Partnership) -> bool:
    """Whether a section of theirs answers for it."""
    return Partnership.objects.editable_by(user).filter(pk=partnership.pk).exists()


def reviews_for(user: Any, sections: list[int]) -> bool:
    """Whether somebody is a reviewer of one of `sections`, or an administrator."""
    reviewer = StaffAssignment.Role.REVIEWER
    return user.is_superuser or StaffAssignment.objects.filter(user=user, role=reviewer, region__in=sections).exists()


def used_by_others(source: Source, user: Any) -> bool:
    """Whether a partnership cites the source that `user` does not answer for: to change it would change theirs."""
    mine = Partnership.objects.editable_by(user).values("pk")
    uses = (source.citations, source.events, source.reports, source.financings, source.figures)
    return any(rows.exclude(partnership=None).exclude(partnership__in=mine).exists() for rows in uses)
