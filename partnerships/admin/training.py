from django.contrib import admin

from partnerships.admin import help_texts
from partnerships.admin.inlines import PLACE_IN_SOURCE, CitationInline, FigureInline
from partnerships.admin.sections import OfSection
from partnerships.models import Cohort, Training, TrainingOutcome, TrainingPartner, TrainingPhase
from regions.admin.record import PartInline, TranslatedPartInline
from regions.admin.site import desk


class TrainingPartnerInline(PartInline):
    """Who organised, developed or hosted it."""

    model = TrainingPartner
    help_texts = help_texts.TRAINING_PARTNER
    fields = [("organisation", "role")]
    autocomplete_fields = ["organisation"]


class PhaseInline(TranslatedPartInline):
    """Its dated steps."""

    model = TrainingPhase
    help_texts = help_texts.TRAINING_PHASE
    fields = ["name", ("starts", "ends", "order"), "note"]


class CohortInline(TranslatedPartInline):
    """Groups trained together."""

    model = Cohort
    help_texts = help_texts.COHORT
    fields = ["name", ("qualifier", "participants", "countries"), ("language", "starts")]


class OutcomeInline(TranslatedPartInline):
    """What came out of it."""

    model = TrainingOutcome
    help_texts = help_texts.TRAINING_OUTCOME
    fields = ["text", *PLACE_IN_SOURCE, "order"]
    autocomplete_fields = ["source"]


@admin.register(Training, site=desk)
class TrainingAdmin(OfSection):
    """Deployments of the learning module."""

    desk_order = 5
    help_texts = help_texts.TRAINING
    fields = ["title", ("region", "status", "delivery"), ("starts", "ends"), "summary", "partnerships", "code"]
    autocomplete_fields = ["partnerships"]
    inlines = [TrainingPartnerInline, PhaseInline, CohortInline, OutcomeInline, FigureInline, CitationInline]
    list_display = ["title", "region", "status", "starts"]
    list_filter = ["status", ("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["title", "code"]
