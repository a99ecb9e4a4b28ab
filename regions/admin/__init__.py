"""The desk's pages for who and where. `partnerships.admin` adds those of the registry itself."""

from regions.admin import country, organisation, region, staff
from regions.admin.site import desk

__all__ = ["country", "desk", "organisation", "region", "staff"]
