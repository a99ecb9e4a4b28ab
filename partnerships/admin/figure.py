from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from partnerships.admin import help_texts
from partnerships.admin.inlines import FigureInline
from partnerships.models import Figure
from regions.admin.record import RecordAdmin
from regions.admin.site import desk


@admin.register(Figure, site=desk)
class FigureAdmin(RecordAdmin):
    """Figures about no partnership, fund, section or training in particular. All others stand on the page of theirs."""

    help_texts = help_texts.FIGURE
    fields = FigureInline.fields
    autocomplete_fields = ["source"]
    list_display = ["label", "value", "as_of", "source"]
    list_select_related = ["source"]
    search_fields = ["label", "measure"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return super().get_queryset(request).filter(partnership=None, fund=None, region=None, training=None)

    def has_view_permission(self, request: HttpRequest, obj: Figure | None = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Figure | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Figure | None = None) -> bool:
        """Staff may delete their own draft, of which Django asks about each figure here."""
        return super().has_delete_permission(request, obj) and (request.user.is_superuser or obj is not None)
