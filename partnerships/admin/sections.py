"""Records that belong to a section, and shared ones that several may correct."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnerships.admin import help_texts
from partnerships.admin.access import used_by_others
from partnerships.admin.inlines import PLACE_IN_SOURCE
from partnerships.models import Source, Statement
from regions.admin.access import sections_of
from regions.admin.record import RecordAdmin
from regions.admin.site import desk


class OfSection(RecordAdmin):
    """A record with a section: changed by its staff, and entered by them for no other."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or self.answers_for(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or self.answers_for(request.user, obj))

    def answers_for(self, user: Any, obj: Any) -> bool:
        """Whether it is theirs; what belongs to no section is the administrators'."""
        return user.is_superuser or sections_of(user).filter(pk=obj.region_id).exists()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer one's own sections."""
        if db_field.name != "region" or request.user.is_superuser:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        field = super().formfield_for_foreignkey(db_field, request, queryset=sections_of(request.user), **kwargs)
        field.required = self.needs_section
        return field

    needs_section = True


@admin.register(Source, site=desk)
class SourceAdmin(OfSection):
    """Sources: read and chosen by all staff, corrected by those whose partnerships alone rest on them."""

    needs_section = False
    desk_order = 2
    help_texts = help_texts.SOURCE
    fieldsets = [
        (None, {"fields": ["title", ("kind", "language"), ("publisher", "published"), "url", "region", "note"]}),
        (None, {"fields": [("told_by", "told_on", "heard_by"), "code"]}),
    ]
    list_display = ["title", "kind", "publisher", "published", "region"]
    list_filter = ["kind", ("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["title", "publisher", "code", "published"]

    def answers_for(self, user: Any, obj: Source) -> bool:
        if obj.region_id is None:
            return user.is_superuser or not used_by_others(obj, user)
        return super().answers_for(user, obj)

    @staticmethod
    def describe_choice(source: Source) -> str:
        """Title, date and kind."""
        return f"{source} · {source.get_kind_display()}"


@admin.register(Statement, site=desk)
class StatementAdmin(OfSection):
    """What sections say of themselves."""

    desk_order = 6
    help_texts = help_texts.STATEMENT
    fields = [
        ("region", "kind", "as_of"),
        "text",
        ("author", "author_role"),
        ("verbatim", "verbatim_language"),
        *PLACE_IN_SOURCE,
        ("order", "code"),
    ]
    autocomplete_fields = ["source"]
    list_display = ["__str__", "kind", "region", "as_of"]
    list_filter = ["kind", ("region", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["region"]
    search_fields = ["text", "author", "code"]
