from typing import Any

from django.db.models import Prefetch

from partnerships.api.filters import OrganisationFilter
from partnerships.api.serializers.organisations import OrganisationEntry, OrganisationSerializer
from partnerships.api.views.base import RegistryDetail, RegistryList
from partnerships.api.views.places import with_current_sections
from regions.models import Organisation
from regions.models.organisation import OrganisationQuerySet


def for_list(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    """With what a list shows of each."""
    return organisations.select_related("country").prefetch_related("sections", with_current_sections("country__"))


def for_detail(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    """With all there is to show of each."""
    related = Organisation.objects.order_by("code")
    return (
        for_list(organisations)
        .select_related("parent", "successor")
        .prefetch_related(
            "names",
            "identifiers",
            "memberships__network",
            "members__organisation",
            "contact_points",
            "represents",
            "first_contact_for",
            "operated_funds",
            "funded_funds",
            "events__source",
            "citations__source",
            *(Prefetch(name, queryset=related) for name in ("parts", "predecessors", "resolved_to", "stood_in_by")),
        )
    )


class OrganisationList(RegistryList):
    """Anyone who can be a partner: governments, associations, networks, utilities and so on."""

    serializer_class = OrganisationEntry
    filterset_class = OrganisationFilter
    counted = "organisation"

    def get_queryset(self) -> OrganisationQuerySet:
        return for_list(Organisation.objects.order_by("code"))


class OrganisationDetail(RegistryDetail):
    """One organisation, with all that is known of it."""

    serializer_class = OrganisationSerializer
    counted = "organisation"

    def get_queryset(self) -> OrganisationQuerySet:
        return for_detail(Organisation.objects.all())


class GovernmentList(OrganisationList):
    """Local and regional governments."""

    def get_queryset(self) -> Any:
        return super().get_queryset().governments()


class GovernmentDetail(OrganisationDetail):
    """One local or regional government, with all that is known of it."""

    def get_queryset(self) -> Any:
        return super().get_queryset().governments()
