import datetime

from django.db.models import Prefetch, QuerySet

from partnerships.api.filters import CountryFilter
from partnerships.api.serializers.places import CountryEntry, CountrySerializer, RegionEntry, RegionSerializer
from partnerships.api.views.base import RegistryDetail, RegistryList
from regions.models import Country, CountryRegion, Organisation, Region


def with_current_sections(path: str = "") -> Prefetch:
    """The sections that countries belong to today, as `current_region_rows`."""
    rows = CountryRegion.objects.on(datetime.date.today()).select_related("region")
    return Prefetch(f"{path}region_rows", queryset=rows, to_attr="current_region_rows")


class CountryList(RegistryList):
    """Countries and territories."""

    serializer_class = CountryEntry
    filterset_class = CountryFilter
    counted = "country"
    counted_by = "alpha2"

    def get_queryset(self) -> "QuerySet[Country]":
        return Country.objects.order_by("alpha2").select_related("first_contact").prefetch_related("region_rows__region")


class CountryDetail(RegistryDetail):
    """One country or territory, by its ISO alpha-2 code."""

    serializer_class = CountrySerializer
    lookup_field = "alpha2"
    counted = "country"
    counted_by = "alpha2"

    def get_object(self) -> Country:
        self.kwargs["alpha2"] = self.kwargs["alpha2"].upper()
        return super().get_object()

    def get_queryset(self) -> "QuerySet[Country]":
        return Country.objects.select_related("first_contact").prefetch_related("region_rows__region", "citations__source")


def regions() -> "QuerySet[Region]":
    """Sections and sub-regions with what a list shows of each."""
    bodies = Prefetch("bodies", queryset=Organisation.objects.order_by("code"))
    return Region.objects.order_by("order", "code").select_related("parent").prefetch_related("sub_regions", bodies)


class RegionList(RegistryList):
    """The sections and their sub-regions."""

    serializer_class = RegionEntry
    counted = "region"

    def get_queryset(self) -> "QuerySet[Region]":
        return regions()


class RegionDetail(RegistryDetail):
    """One section, with its countries, events and sources. What it says of itself is at `statements/?region=`."""

    serializer_class = RegionSerializer
    counted = "region"

    def get_queryset(self) -> "QuerySet[Region]":
        today = CountryRegion.objects.on(datetime.date.today()).select_related("country").order_by("country", "pk")
        return regions().prefetch_related(
            Prefetch("country_rows", queryset=today, to_attr="current_country_rows"),
            "trainings",
            "theme_lists",
            "events__source",
            "citations__source",
        )
