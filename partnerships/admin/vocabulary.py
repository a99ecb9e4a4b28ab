"""The vocabularies: chosen from by all staff, kept by administrators."""

from django.contrib import admin

from partnerships.admin import help_texts
from partnerships.admin.inlines import PLACE_IN_SOURCE
from partnerships.models import Agenda, Goal, Target, TargetGroup, Theme, ThemeList, ThemeListEntry
from regions.admin.record import PartInline, RecordAdmin
from regions.admin.site import desk


@admin.register(Goal, site=desk)
class GoalAdmin(RecordAdmin):
    """The 17 goals."""

    help_texts = help_texts.VOCABULARY
    fields = ["number", "title", "colour"]
    list_display = ["__str__"]
    search_fields = ["number", "title"]


@admin.register(Target, site=desk)
class TargetAdmin(RecordAdmin):
    """The 169 targets."""

    help_texts = help_texts.VOCABULARY
    fields = ["code", "goal", "title", "order"]
    list_display = ["code", "title", "goal"]
    list_filter = ["goal"]
    list_select_related = ["goal"]
    search_fields = ["code", "title"]


@admin.register(Theme, site=desk)
class ThemeAdmin(RecordAdmin):
    """The tree of themes."""

    help_texts = help_texts.VOCABULARY
    fields = ["name", "also", "description", "parent", "dac", "order", "code"]
    autocomplete_fields = ["parent"]
    list_display = ["name", "parent", "dac"]
    list_select_related = ["parent"]
    search_fields = ["name", "also", "code", "dac"]

    @staticmethod
    def describe_choice(theme: Theme) -> str:
        """The theme, under the wider one it belongs to."""
        return f"{theme.parent} › {theme}" if theme.parent else str(theme)


@admin.register(Agenda, site=desk)
class AgendaAdmin(RecordAdmin):
    """Agendas other than the goals."""

    help_texts = help_texts.VOCABULARY
    fields = ["name", "url", "code"]
    list_display = ["name", "code"]
    search_fields = ["name", "code"]


@admin.register(TargetGroup, site=desk)
class TargetGroupAdmin(RecordAdmin):
    """Whom partnerships are meant to reach."""

    help_texts = help_texts.VOCABULARY
    fields = ["name", "code"]
    list_display = ["name", "code"]
    search_fields = ["name", "code"]


class EntryInline(PartInline):
    """The lines of a published list."""

    model = ThemeListEntry
    help_texts = help_texts.THEME_LIST
    fields = [("theme", "verbatim", "order")]
    autocomplete_fields = ["theme"]


@admin.register(ThemeList, site=desk)
class ThemeListAdmin(RecordAdmin):
    """Lists of themes as somebody published them."""

    help_texts = help_texts.THEME_LIST
    fields = ["name", "region", ("valid_from", "valid_to"), *PLACE_IN_SOURCE, "code"]
    autocomplete_fields = ["source"]
    inlines = [EntryInline]
    list_display = ["name", "region", "valid_from"]
    list_select_related = ["region"]
    search_fields = ["name", "code"]
