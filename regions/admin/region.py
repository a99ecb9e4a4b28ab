from django.contrib import admin

from regions.admin import help_texts
from regions.admin.record import RecordAdmin
from regions.admin.site import desk
from regions.models import Region


@admin.register(Region, site=desk)
class RegionAdmin(RecordAdmin):
    """Sections and their sub-regions. Section staff read them; administrators keep them."""

    help_texts = help_texts.REGION
    fields = ["name", "also", "kind", "parent", "bodies", "website", "order", "code"]
    autocomplete_fields = ["bodies"]
    list_display = ["name", "kind", "parent", "code"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
