from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.admin import help_texts
from regions.admin.access import organisations_covered_by
from regions.admin.record import PartInline, RecordAdmin
from regions.admin.site import desk
from regions.dates import in_words
from regions.models import ContactPoint, Identifier, Membership, Organisation, OrganisationName


class NameInline(PartInline):
    """Exonyms, former names and the like. Usual names are typed above and kept here by the database."""

    model = OrganisationName
    help_texts = help_texts.ORGANISATION_NAME
    fields = [("name", "language", "kind")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrganisationName]:
        return super().get_queryset(request).exclude(kind=OrganisationName.Kind.USUAL)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kwargs["choices"] = [choice for choice in OrganisationName.Kind.choices if choice[0] != OrganisationName.Kind.USUAL]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class IdentifierInline(PartInline):
    """Codes by which others know the organisation."""

    model = Identifier
    help_texts = help_texts.IDENTIFIER
    fields = [("scheme", "value", "verified")]


class MembershipInline(PartInline):
    """Networks and associations it belongs to."""

    model = Membership
    fk_name = "organisation"
    help_texts = help_texts.MEMBERSHIP
    fields = [("network", "role"), ("since", "until")]
    autocomplete_fields = ["network"]


class ContactPointInline(PartInline):
    """The office to turn to."""

    model = ContactPoint
    help_texts = help_texts.CONTACT_POINT
    fields = [("office", "role"), ("email", "telephone", "website"), ("person", "consent_on")]


@admin.register(Organisation, site=desk)
class OrganisationAdmin(RecordAdmin):
    """Everyone who can be a partner: read and chosen by all staff, corrected by the staff of its sections."""

    desk_order = 3
    help_texts = help_texts.ORGANISATION
    fieldsets = [
        (gettext_lazy("Who it is"), {"fields": ["name", "acronym", ("kind", "country"), "parent", "description"]}),
        (gettext_lazy("Where it is"), {"fields": [("latitude", "longitude"), "population", "website"]}),
        (
            gettext_lazy("A partner nobody has identified yet"),
            {"fields": [("verbatim", "verbatim_language"), "resolved_to"], "classes": ["collapse"]},
        ),
        (
            gettext_lazy("The rest"),
            {"fields": ["sections", ("valid_from", "valid_to"), "successor", "code"], "classes": ["collapse"]},
        ),
    ]
    autocomplete_fields = ["country", "parent", "resolved_to", "successor"]
    checkboxes = ["sections"]
    inlines = [NameInline, IdentifierInline, MembershipInline, ContactPointInline]
    list_display = ["name", "kind", "country", "population", "code"]
    list_filter = ["kind"]
    list_select_related = ["country"]
    # Switches the search box and the autocompletes on; what they look into is named_like's business.
    search_fields = ["names"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        """Names that start so first, exonyms and former names included; among them larger places first."""
        text = search_term.strip()
        return (queryset.select_related("country").named_like(text) if text else queryset), False  # type: ignore[attr-defined]

    def has_change_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or organisations_covered_by(request.user).filter(pk=obj.pk).exists())

    @staticmethod
    def describe_choice(organisation: Organisation) -> str:
        """Enough to choose well: “Wellington, New Zealand, 212,000”."""
        parts = [organisation.name]
        if not organisation.is_government:
            parts.append(organisation.get_kind_display())
        if organisation.country:
            parts.append(organisation.country.name)
        if organisation.population:
            parts.append(number_format(organisation.population, force_grouping=True))
        if organisation.valid_to:
            parts.append(_("until %(date)s") % {"date": in_words(organisation.valid_to)})
        return ", ".join(parts)
