"""Where: sections and countries."""

from typing import Any

from rest_framework import serializers

from partnerships.api.serializers.base import (
    AddressField,
    CodeField,
    CountField,
    LangField,
    LangOfField,
    RegistrySerializer,
    RelatedCodesField,
    TextField,
    code_of,
    words,
)
from partnerships.api.serializers.evidence import citations_of
from partnerships.api.serializers.organisations import OrganisationReference
from partnerships.api.serializers.timeline import EventSerializer
from regions.models import Country, CountryRegion, Region


class CountryRegionSerializer(serializers.Serializer):
    """That a country belongs to a section, and as what."""

    code = code_of("Code of the section or sub-region.", "region.code")
    role = CodeField(CountryRegion.Role, "As what.")
    valid_from = serializers.DateField(allow_null=True, read_only=True, help_text="Since when; null when always.")
    valid_to = serializers.DateField(allow_null=True, read_only=True, help_text="First day on which it no longer holds.")
    source = words("Code of the source that says so.")  # type: ignore[assignment]


class CountryEntry(RegistrySerializer):
    """A country or territory of ISO 3166-1. A name says nothing about the legal status of a place."""

    alpha2 = code_of("ISO 3166-1 alpha-2 code.")
    alpha3 = code_of("ISO 3166-1 alpha-3 code.")
    m49 = code_of("UN M49 code.")
    url = AddressField("country", by="alpha2")
    name = TextField("Name.")
    association = CodeField(Country.Association, "Whether there is a national association of local governments.")
    association_note = TextField("About the association.")
    recognition = TextField("How the state recognises decentralised cooperation in its law.")
    lang = LangField()
    lang_of = LangOfField()
    first_contact = OrganisationReference(allow_null=True, read_only=True, help_text="Whom a city abroad should ask first.")
    regions = CountryRegionSerializer(many=True, source="region_rows", read_only=True, help_text="Its sections.")
    partnerships = CountField(by="alpha2")


class CountrySerializer(CountryEntry):
    """A country or territory, with its sources."""

    citations = citations_of()


class RegionEntry(RegistrySerializer):
    """A section of the world organisation, or one of its sub-regions."""

    code = code_of("Code of the section.")
    url = AddressField("region")
    name = TextField("Name.")
    lang = LangField()
    kind = CodeField(Region.Kind, "Regional, or thematic and overlapping all regions.")
    parent = code_of("Code of the section it is a sub-region of.", "parent.code")  # type: ignore[assignment]
    sub_regions = RelatedCodesField("Codes of its sub-regions.")
    bodies = OrganisationReference(many=True, read_only=True, help_text="Organisations that act for it.")
    website = words("Its website.")
    partnerships = CountField()


class RegionCountrySerializer(RegistrySerializer):
    """A country of a section."""

    alpha2 = code_of("ISO 3166-1 alpha-2 code.", "country_id")
    name = TextField("Name.", of="country")
    lang = LangField()
    role = CodeField(CountryRegion.Role, "As what.")


class CurrentCountriesField(serializers.ListField):
    """The countries that belong to a section today."""

    def __init__(self) -> None:
        super().__init__(child=RegionCountrySerializer(), read_only=True, help_text="Countries that belong to it today.")

    def to_representation(self, value: Any) -> list[Any]:
        return [self.child.to_representation(row) for row in value]

    def get_attribute(self, instance: Region) -> Any:
        return instance.current_country_rows  # type: ignore[attr-defined]


class RegionSerializer(RegionEntry):
    """A section with its countries. What it says of itself is at `statements/?region=`."""

    countries = CurrentCountriesField()
    trainings = RelatedCodesField("Codes of its trainings.")
    theme_lists = RelatedCodesField("Codes of the lists of themes it has published.")
    events = EventSerializer(many=True, read_only=True, help_text="Its dated, cited steps.")
    citations = citations_of()
