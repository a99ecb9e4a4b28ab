import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.answers import Answer
from partnerships.api.documents import documents_of, entries_in_full
from partnerships.api.pagination import KeysInOrder, PagesWithFacets
from partnerships.api.presentation import FacetsPresentation
from partnerships.api.serializers.partnerships import PartnershipEntry, PartnershipSerializer
from partnerships.api.views.base import RegistryDetail, RegistryList, RegistryView
from partnerships.facets import FACETS, facets
from partnerships.filters import PartnershipFilter
from partnerships.models import Partnership
from partnerships.models.partnership import PartnershipQuerySet

JSON = "application/json"


class PartnershipList(RegistryList):
    """Partnerships that answer a question: the same parameters, and the same partnerships, as on the page of the site."""

    serializer_class = PartnershipEntry
    filterset_class = PartnershipFilter
    pagination_class = PagesWithFacets
    presentation_class = FacetsPresentation
    presentation: FacetsPresentation
    paginator: PagesWithFacets

    def get_queryset(self) -> PartnershipQuerySet:
        return Partnership.objects.published()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """The page asked for, put together from documents that are JSON already."""
        answer = Answer(self.filterset)
        keys = self.paginate_queryset(KeysInOrder(answer))
        origin = request.build_absolute_uri("/").removesuffix("/")
        if self.presentation.cleaned_data["translations"]:
            entries = entries_in_full(keys, origin)
        else:
            entries = documents_of(keys, get_language() or settings.LANGUAGE_CODE, origin, answer.versions(keys))
        beside: dict[str, Any] = {"facets": facets(answer, self.presentation.wanted)} if self.presentation.wanted else {}
        if answer.corrections:
            beside["corrections"] = [{"typed": typed, "searched": searched} for typed, searched in answer.corrections]
        page = self.paginator.envelope(entries, **beside)
        # Somebody who asks for indented JSON, by the Accept header, wants to read it and can wait for it.
        return Response(json.loads(page)) if "indent" in request.accepted_media_type else HttpResponse(page, JSON)


class PartnershipDetail(RegistryDetail):
    """One partnership, with everything the registry knows of it."""

    serializer_class = PartnershipSerializer

    def get_queryset(self) -> PartnershipQuerySet:
        return Partnership.objects.published().for_page()


class FacetChoice(serializers.Serializer):
    """A value of a parameter, and how many partnerships one finds with it."""

    code = serializers.CharField(help_text="The value, as the parameter takes it.")
    label = serializers.CharField(help_text="The value in words, in the language served.")  # type: ignore[assignment]
    count = serializers.IntegerField(
        help_text="How many partnerships answer the question with this value in place of those the question gives."
    )


class Facets(serializers.Serializer):
    """How the partnerships that answer a question divide."""

    count = serializers.IntegerField(help_text="How many partnerships answer the question.")
    facets = serializers.DictField(
        child=serializers.ListField(child=FacetChoice()),
        help_text=f"By parameter ({', '.join(FACETS)}), its values with their counts.",
    )


class FacetList(RegistryView):
    """How many partnerships there are for each choice, for the same query string as `partnerships/`.

    Each parameter is counted as if it were not given itself. Choices without partnerships are left out, except those
    the question gives. Of governments and organisations the hundred most frequent are listed.
    """

    serializer_class = Facets
    filterset_class = PartnershipFilter
    # A query string pasted from the list is welcome with its page; the page changes nothing here.
    presentation_class = FacetsPresentation
    presentation: FacetsPresentation

    def get_queryset(self) -> PartnershipQuerySet:
        return Partnership.objects.published()

    @extend_schema(operation_id="facets")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = Answer(self.filterset)
        return Response({"count": answer.count, "facets": facets(answer, self.presentation.wanted or FACETS)})
