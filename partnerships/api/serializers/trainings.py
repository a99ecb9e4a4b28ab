"""Trainings on localising the goals, and what the sections say of themselves."""

from rest_framework import serializers

from partnerships.api.serializers.base import (
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
from partnerships.api.serializers.organisations import OrganisationReference
from partnerships.models import Figure, Partnership, Statement, Training, TrainingPartner


class TrainingPartnerSerializer(RegistrySerializer):
    """Who organised, developed or hosted a training."""

    organisation = OrganisationReference(read_only=True, help_text="Who.")
    role = CodeField(TrainingPartner.Role, "As what.")


class PhaseSerializer(RegistrySerializer):
    """One dated step of a training."""

    name = TextField("Name.")
    starts = date_of("Starts.")
    ends = date_of("Ends.")
    note = TextField("What else there is to know.")
    lang = LangField()
    lang_of = LangOfField()


class CohortSerializer(RegistrySerializer):
    """A group trained together."""

    name = TextField("Name.")
    lang = LangField()
    participants = serializers.IntegerField(read_only=True, help_text="How many people.")
    qualifier = CodeField(Figure.Qualifier, "How exact that number is.")
    countries = serializers.IntegerField(
        allow_null=True, read_only=True, help_text="From how many countries; null when unknown."
    )
    language = words("Language of the training.")
    starts = date_of("Starts.")


class OutcomeSerializer(LocatedSerializer):
    """What came out of a training."""

    text = TextField("The outcome.")
    lang = LangField()


class TrainingSerializer(RegistrySerializer):
    """A deployment of the learning module in one section."""

    code = code_of("Code of the training.")
    region = code_of("Section it was for.", "region.code")
    title = TextField("Title.")
    summary = TextField("In one or two sentences.")
    lang = LangField()
    lang_of = LangOfField()
    status = CodeField(Training.Status, "How far it is.")
    delivery = CodeField(Partnership.Delivery, "In person, remote or both.")
    starts = date_of("Starts.")
    ends = date_of("Ends.")
    partners = TrainingPartnerSerializer(many=True, read_only=True, help_text="Who organised, developed or hosted it.")
    phases = PhaseSerializer(many=True, read_only=True, help_text="Its steps.")
    cohorts = CohortSerializer(many=True, read_only=True, help_text="The groups that were trained.")
    outcomes = OutcomeSerializer(many=True, read_only=True, help_text="What came out of it.")
    figures = figures_of()
    partnerships = RelatedCodesField("Codes of the published partnerships born from it.")
    citations = citations_of()


class StatementSerializer(LocatedSerializer):
    """What a section, or all of them together, say of themselves or of their region: dated and sourced."""

    code = code_of("Code of the statement.")
    kind = CodeField(Statement.Kind, "What kind of statement it is.")
    region = code_of("Section that says it; null when all say it together.", "region.code")
    text = TextField("The statement, in the registry's words.")
    as_of = date_of("When it was said.")
    author = words("Of quotations: who said it.")
    author_role = TextField("Of quotations: in which role.")
    lang = LangField()
    lang_of = LangOfField()
    verbatim = words("The original words.")
    verbatim_language = words("Language of the original words.")
