"""A partnership as the API shows it. Known readers: the site's exports, other registries, researchers' scripts.

Taking a key away, or changing what it means, breaks them; adding one does not.
"""

from typing import Any

from rest_framework import serializers

from partnerships.api.serializers.base import (
    AddressField,
    CodeField,
    LangField,
    LangOfField,
    RegistrySerializer,
    RelatedCodesField,
    TextField,
    code_of,
    date_of,
    words,
)
from partnerships.api.serializers.evidence import LocatedSerializer, citations_of
from partnerships.api.serializers.figures import figures_of
from partnerships.api.serializers.funds import FinancingSerializer
from partnerships.api.serializers.organisations import OrganisationReference
from partnerships.api.serializers.timeline import EventSerializer
from partnerships.api.serializers.vocabulary import AgendaReference, TargetGroupReference
from partnerships.models import Evidence, Partnership
from partnerships.models.partnership import ParticipationRole


class Years(serializers.Serializer):
    """The years a partnership is known to span."""

    def get_fields(self) -> dict[str, serializers.Field]:
        year: dict[str, Any] = {"allow_null": True, "read_only": True}
        return {
            "from": serializers.IntegerField(
                source="year_from", help_text="Year of its first documented event; null when unknown.", **year
            ),
            "to": serializers.IntegerField(
                source="year_to", help_text="Year in which it ended; null when it has not, or unknown.", **year
            ),
        }


class ParticipationSerializer(RegistrySerializer):
    """One side of a partnership: who, in which roles, what it brings and what it gains."""

    organisation = OrganisationReference(read_only=True, help_text="Who.")
    roles = serializers.ListField(
        child=CodeField(ParticipationRole, "A role."), read_only=True, help_text="What it does; one side may do several things."
    )
    contribution = TextField("What it brings.")
    gain = TextField("What it gains.")
    lang = LangField()
    lang_of = LangOfField()
    verbatim = words("How the source speaks of it, word for word.")
    verbatim_language = words("Language of these words.")
    since = date_of("Since when.")
    until = date_of("Until when.")


class PartnershipThemeSerializer(RegistrySerializer):
    """A theme of a partnership."""

    code = code_of("Code of the theme.", "theme.code")
    name = TextField("Name.", of="theme")
    lang = LangField()
    main = serializers.BooleanField(read_only=True, help_text="Whether it is the main theme.")


class PartnershipTargetSerializer(RegistrySerializer):
    """A target that a partnership contributes to."""

    code = serializers.CharField(source="target_id", read_only=True, help_text="Code of the target, such as 17.6.")
    title = TextField("Short title.", of="target")
    why = TextField("Who names the target, or from what it follows.")
    lang = LangField()
    lang_of = LangOfField()


class DerivedCodesField(serializers.ListField):
    """Codes of one kind that the database derives for a partnership."""

    def __init__(self, kind: str, help_text: str, *, child: serializers.Field | None = None) -> None:
        super().__init__(child=child or serializers.CharField(), read_only=True, help_text=help_text)
        self.kind = kind

    def get_attribute(self, instance: Partnership) -> list[str]:
        return instance.search_row.values_of(self.kind)

    def to_representation(self, value: list[str]) -> list[Any]:
        return sorted(self.child.to_representation(text) for text in value)


class ReportSerializer(LocatedSerializer):
    """One side's own account of a period."""

    organisation = OrganisationReference(read_only=True, help_text="Whose account it is.")
    period_start = date_of("From.")
    period_end = date_of("Until.")
    text = TextField("The account.")
    lang = LangField()


class PartnershipEntry(RegistrySerializer):
    """A partnership, with what a list of results needs."""

    code = code_of("Code of the partnership; never changes.")
    url = AddressField("partnership")
    level = CodeField(Partnership.Level, "A long-lived relationship, a programme or a dated project.")
    form = CodeField(Partnership.Form, "Form of the cooperation.")
    direction = CodeField(Partnership.Direction, "Between whom.")
    delivery = CodeField(Partnership.Delivery, "In person, remote or both.")
    title = TextField("Title.")
    summary = TextField("In one or two sentences.")
    lang = LangField()
    lang_of = LangOfField()
    original_language = words("The language it was first written in.")
    status = CodeField(Partnership.Status, "Where it stands today; follows from its events.", source="search_row.status")
    evidence = CodeField(Evidence, "How well it is documented; follows from its sources.", source="search_row.evidence_code")
    years = Years(source="search_row", read_only=True, help_text="The years it is known to span.")
    participations = ParticipationSerializer(many=True, read_only=True, help_text="Its sides, as equals.")
    regions = DerivedCodesField("region", "Sections that answer for it or to which a partner belongs.")
    countries = DerivedCodesField("country", "Countries of the partners, ISO alpha-2.")
    themes = PartnershipThemeSerializer(many=True, source="theme_rows", read_only=True, help_text="Themes, the main one first.")
    goals = DerivedCodesField("goal", "Sustainable Development Goals, by number.", child=serializers.IntegerField())
    targets = PartnershipTargetSerializer(many=True, source="target_rows", read_only=True, help_text="Targets, and why.")
    updated = serializers.DateTimeField(read_only=True, help_text="When the record was last changed.")


class PartnershipSerializer(PartnershipEntry):
    """A partnership, with everything the registry knows of it."""

    description = TextField("In full.")
    lessons = TextField("What others can learn from it.")
    stewards = RelatedCodesField("Codes of the sections that answer for it.")
    agendas = AgendaReference(many=True, read_only=True, help_text="Other agendas it serves.")
    target_groups = TargetGroupReference(many=True, read_only=True, help_text="Whom it is meant to reach.")
    oda = CodeField(Partnership.Oda, "Whether it is counted as official development assistance.")
    oda_according_to = words("Who counts it so.")
    events = EventSerializer(many=True, read_only=True, help_text="Its dated, cited steps.")
    financing = FinancingSerializer(many=True, read_only=True, help_text="Who paid what.")
    figures = figures_of()
    reports = ReportSerializer(many=True, read_only=True, help_text="What each side reports.")
    citations = citations_of()
    part_of = code_of("Code of the published partnership it is part of.", "part_of.code")
    parts = RelatedCodesField("Codes of the published partnerships that are part of it.")
    trainings = RelatedCodesField("Codes of the trainings it was born from.")
    confirmed_on = serializers.DateField(
        allow_null=True, read_only=True, help_text="When it was last confirmed; null if never."
    )
    confirmed_by = words("Role and office of who confirmed it.")
