"""Evidence on the pages of organisations, countries and sections, which `regions` itself knows nothing of."""

from partnerships.admin.inlines import CitationInline, EventInline, FigureInline
from regions.admin.country import CountryAdmin
from regions.admin.organisation import OrganisationAdmin
from regions.admin.region import RegionAdmin
from regions.admin.site import desk
from regions.models import Country, Organisation, Region


class OrganisationWithEvidence(OrganisationAdmin):
    """An organisation, its own timeline, and how we know of it."""

    inlines = [*OrganisationAdmin.inlines, EventInline, CitationInline]


class CountryWithEvidence(CountryAdmin):
    """A country and how we know what is said of it."""

    inlines = [*CountryAdmin.inlines, CitationInline]


class RegionWithEvidence(RegionAdmin):
    """A section, its timeline, its figures, and how we know of it."""

    inlines = [*RegionAdmin.inlines, EventInline, FigureInline, CitationInline]


for model, admin_class in (
    (Organisation, OrganisationWithEvidence),
    (Country, CountryWithEvidence),
    (Region, RegionWithEvidence),
):
    desk.unregister(model)
    desk.register(model, admin_class)
