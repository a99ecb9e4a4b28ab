"""Who: local and regional governments and everyone else who can be a partner."""

from typing import Any

from django.urls import reverse
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
    date_of,
    words,
)
from partnerships.api.serializers.evidence import citations_of
from partnerships.api.serializers.timeline import EventSerializer
from regions.models import Identifier, Membership, Organisation, OrganisationName, Region


class Location(serializers.Serializer):
    """A point, in degrees (WGS 84)."""

    latitude = serializers.FloatField(help_text="−90 to 90.", read_only=True)
    longitude = serializers.FloatField(help_text="−180 to 180.", read_only=True)


class LocationField(serializers.Field):
    """Where an organisation is, or null."""

    def __init__(self) -> None:
        super().__init__(read_only=True, allow_null=True, help_text="Where it is; null when unknown.")

    def get_attribute(self, instance: Organisation) -> Organisation:
        return instance

    def to_representation(self, value: Organisation) -> dict[str, float] | None:
        if value.latitude is None or value.longitude is None:
            return None
        return {"latitude": float(value.latitude), "longitude": float(value.longitude)}


class OrganisationReference(RegistrySerializer):
    """An organisation in short. `organisations/{code}/` says more."""

    code = code_of("Code of the organisation.")
    name = TextField("Usual name.")
    lang = LangField()
    kind = CodeField(Organisation.Kind, "What kind of organisation it is.")
    country = serializers.CharField(
        source="country_id", allow_null=True, read_only=True, help_text="Country, ISO 3166-1 alpha-2; null when none."
    )
    location = LocationField()


class OrganisationAddressField(AddressField):
    """Governments have their page under another address than everyone else."""

    def __init__(self) -> None:
        super().__init__("organisation")

    def get_attribute(self, instance: Any) -> Any:
        path = reverse("government" if instance.is_government else "organisation", args=[instance.code])
        request = self.context.get("request")
        return request.build_absolute_uri(path) if request else path


class SectionsField(serializers.ListField):
    """The sections of an organisation: its own if it names any, else those its country belongs to today."""

    def __init__(self) -> None:
        super().__init__(
            child=serializers.CharField(), read_only=True, help_text="Codes of the sections and sub-regions it belongs to."
        )

    def get_attribute(self, instance: Organisation) -> list[str]:
        sections: list[Region] = list(instance.sections.all())
        if not sections and instance.country:
            sections = [row.region for row in instance.country.current_region_rows]  # type: ignore[attr-defined]
        return [region.code for region in sorted(sections, key=lambda region: (region.order, region.code))]


class OrganisationEntry(OrganisationReference):
    """Anyone who can be a partner, as lists show it."""

    url = OrganisationAddressField()
    acronym = words("Acronym.")
    regions = SectionsField()
    population = serializers.IntegerField(allow_null=True, read_only=True, help_text="Inhabitants; null when unknown.")
    website = words("Its own website.")
    verbatim = words("How the source speaks of it, word for word; always there for partners not yet identified.")
    verbatim_language = words("Language of that wording.")
    partnerships = CountField()


class NameSerializer(serializers.Serializer):
    """One more name of an organisation."""

    name = words("The name.")
    language = words("Language of the name.")
    kind = CodeField(OrganisationName.Kind, "What kind of name it is.")


class IdentifierSerializer(serializers.Serializer):
    """A code by which others know the organisation."""

    scheme = CodeField(Identifier.Scheme, "Whose code it is.")
    value = words("The code.")
    url = words("Where it leads on the web; empty if nowhere.", source="address")
    verified = serializers.BooleanField(read_only=True, help_text="Whether somebody has checked that it is the same body.")


class MembershipSerializer(RegistrySerializer):
    """That it belongs to a network or an association."""

    network = OrganisationReference(read_only=True, help_text="The network or association.")
    role = CodeField(Membership.Role, "As what.")
    since = date_of("Since when.")
    until = date_of("Until when.")


class MemberSerializer(RegistrySerializer):
    """That somebody belongs to it."""

    organisation = OrganisationReference(read_only=True, help_text="The member.")
    role = CodeField(Membership.Role, "As what.")
    since = date_of("Since when.")
    until = date_of("Until when.")


class ContactSerializer(serializers.Serializer):
    """The office to turn to. The API never names persons."""

    office = words("The office.")
    role = words("What it is there for.")
    email = words("E-mail of the office.")
    telephone = words("Telephone of the office.")
    website = words("Website of the office.")


class OrganisationSerializer(OrganisationEntry):
    """Anyone who can be a partner, with all that is known."""

    description = TextField("What it is and does.")
    lang_of = LangOfField()
    names = NameSerializer(
        many=True, read_only=True, help_text="All its names: in other languages, former, official, acronyms."
    )
    identifiers = IdentifierSerializer(many=True, read_only=True, help_text="Codes by which others know it.")
    memberships = MembershipSerializer(many=True, read_only=True, help_text="Networks and associations it belongs to.")
    members = MemberSerializer(many=True, read_only=True, help_text="Who belongs to it.")
    parent = OrganisationReference(allow_null=True, read_only=True, help_text="The body it belongs to.")
    parts = OrganisationReference(many=True, read_only=True, help_text="Bodies that belong to it.")
    valid_from = date_of("Exists since.")
    valid_to = date_of("Existed until.")
    successor = OrganisationReference(allow_null=True, read_only=True, help_text="The body that took its place.")
    predecessors = OrganisationReference(many=True, read_only=True, help_text="Bodies whose place it took.")
    resolved_to = OrganisationReference(
        many=True, read_only=True, help_text="For a partner once not identified: the organisations that were meant."
    )
    stood_in_by = OrganisationReference(
        many=True, read_only=True, help_text="Partners not identified at first that turned out to be this organisation."
    )
    contact_points = ContactSerializer(many=True, read_only=True, help_text="Offices to turn to.")
    represents = RelatedCodesField("Codes of the sections it acts for.")
    first_contact_for = RelatedCodesField("Countries whose first contact it is, ISO alpha-2.", by="alpha2")
    operated_funds = RelatedCodesField("Codes of the funds it operates.")
    funded_funds = RelatedCodesField("Codes of the funds it pays into.")
    events = EventSerializer(many=True, read_only=True, help_text="Its dated, cited steps.")
    citations = citations_of()
