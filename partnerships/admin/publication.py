"""Who may publish, and who answers for what: the rules a partnership's form checks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnerships.admin.access import reviews_for
from partnerships.models import Partnership
from regions.models import Region

Publication = Partnership.Publication
# What the public sees or has seen: to enter or to leave this needs a reviewer.
REVIEWED = {Publication.PUBLISHED, Publication.ARCHIVED}


def check_publication(user: Any, before: Partnership | None, chosen: str, stewards: list[Region]) -> None:
    """Refuse what only a reviewer of a section that answers for it may do.

    For a record that exists those sections count that answer for it already: nobody becomes its
    reviewer by adding their own.
    """
    stored = before.publication if before else Publication.DRAFT
    if chosen == stored or not {chosen, stored} & REVIEWED:
        return
    sections = list(before.stewards.values_list("pk", flat=True)) if before else [region.pk for region in stewards]
    if reviews_for(user, sections):
        return
    if stored in REVIEWED:
        raise ValidationError(
            _("This is “%(stored)s”, and only a reviewer of its section can change that. Leave it so and tell a reviewer."),
            code="reviewer",
            params={"stored": Publication(stored).label},
        )
    raise ValidationError(
        _("Only a reviewer of its section can set “%(chosen)s”. Choose “%(review)s”: a reviewer will then see it."),
        code="reviewer",
        params={"chosen": Publication(chosen).label, "review": Publication.IN_REVIEW.label},
    )


def check_stewards(user: Any, before: Partnership | None, chosen: list[Region]) -> None:
    """Let staff add any section, but neither leave out their own nor take off one that answers for it already."""
    if user.is_superuser:
        return
    if before:
        dropped = [region for region in before.stewards.all() if region not in chosen]
        if dropped:
            raise ValidationError(
                _("Only an administrator can take off a section that answers for it. Tick again: %(sections)s."),
                code="stewards_dropped",
                params={"sections": ", ".join(str(region) for region in dropped)},
            )
    elif not any(region.staff.filter(user=user).exists() for region in chosen):
        raise ValidationError(_("Tick at least one section you work for, or you could not open it again."), code="own_section")
