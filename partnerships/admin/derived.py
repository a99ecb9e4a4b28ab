"""What the database derives from a partnership, in words, for the read-only fields of its form and its list."""

from django.contrib import admin
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.admin.completeness import in_a_sentence, missing_for_publication
from partnerships.models import Evidence, Partnership, SearchRow
from partnerships.standing import Standing
from regions.dates import in_words
from regions.models import Region


def row_of(partnership: Partnership) -> SearchRow | None:
    """Its search row; None for a partnership that is only being entered."""
    return getattr(partnership, "search_row", None) if partnership.pk else None


class Derived:
    """Read-only fields for the admin of partnerships."""

    @admin.display(description=gettext_lazy("status"))
    def status(self, partnership: Partnership) -> str:
        row = row_of(partnership)
        return row.get_status_display() if row else _("follows from the events")  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("years"))
    def years(self, partnership: Partnership) -> str:
        row = row_of(partnership)
        return Standing.of(row).years if row else _("follow from the events")

    @admin.display(description=gettext_lazy("status"), ordering="search_row__year_from")
    def status_and_years(self, partnership: Partnership) -> str:
        row = row_of(partnership)
        return str(Standing.of(row)) if row else self.status(partnership)

    @admin.display(description=gettext_lazy("updated"), ordering="updated")
    def updated_on(self, partnership: Partnership) -> str:
        return in_words(localtime(partnership.updated).date().isoformat())

    @admin.display(description=gettext_lazy("evidence"), ordering="search_row__evidence")
    def evidence_in_short(self, partnership: Partnership) -> str:
        return self.evidence(partnership).partition(":")[0].strip()

    @admin.display(description=gettext_lazy("evidence"))
    def evidence(self, partnership: Partnership) -> str:
        row = row_of(partnership)
        return str(Evidence(row.evidence).label) if row else _("follows from the citations")

    @admin.display(description=gettext_lazy("found under the sections"))
    def sections(self, partnership: Partnership) -> str:
        row = row_of(partnership)
        if row is None:
            return _("follow from the partners")
        names = {region.code: str(region) for region in Region.objects.filter(code__in=row.values_of("region"))}
        return ", ".join(names.values()) or "–"

    @admin.display(description=gettext_lazy("still missing"))
    def missing(self, partnership: Partnership) -> str:
        if not partnership.pk:
            return _("you will see it once the record is saved")
        return in_a_sentence(missing_for_publication(partnership)) or _("nothing")

    @admin.display(description=gettext_lazy("partners"))
    def partners(self, partnership: Partnership) -> str:
        names = [str(side.organisation) for side in partnership.participations.all()]
        more = len(names) - 3
        return " · ".join(names[:3]) + (_(" and %(count)s more") % {"count": more} if more > 0 else "")
