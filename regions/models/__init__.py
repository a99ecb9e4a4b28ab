"""Who and where: sections, countries, and everyone who can be a partner."""

from regions.models.country import Country, CountryRegion
from regions.models.organisation import ContactPoint, Identifier, Membership, Organisation, OrganisationName
from regions.models.region import Region
from regions.models.staff import StaffAssignment

__all__ = [
    "ContactPoint",
    "Country",
    "CountryRegion",
    "Identifier",
    "Membership",
    "Organisation",
    "OrganisationName",
    "Region",
    "StaffAssignment",
]
