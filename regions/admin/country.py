from django.contrib import admin

from regions.admin import help_texts
from regions.admin.record import PartInline, RecordAdmin
from regions.admin.site import desk
from regions.models import Country, CountryRegion


class SectionInline(PartInline):
    """The sections a country belongs to."""

    model = CountryRegion
    help_texts = help_texts.COUNTRY_REGION
    fields = [("region", "role"), ("valid_from", "valid_to"), "source"]


@admin.register(Country, site=desk)
class CountryAdmin(RecordAdmin):
    """Countries and territories. Section staff read them; administrators keep them."""

    help_texts = help_texts.COUNTRY
    fields = ["name", "also", ("alpha2", "alpha3", "m49"), "association", "association_note", "recognition", "first_contact"]
    autocomplete_fields = ["first_contact"]
    inlines = [SectionInline]
    list_display = ["name", "alpha2", "association"]
    list_filter = ["regions", "association"]
    search_fields = ["name", "alpha2", "alpha3"]

    def get_readonly_fields(self, request, obj=None):  # type: ignore[no-untyped-def]
        """The alpha-2 code is the key of the row: to change it would make a second country."""
        return [*super().get_readonly_fields(request, obj), *(["alpha2"] if obj else [])]
