"""The API's list as one would write it without further thought: nested model serializers, and what they need prefetched."""

from typing import Any

from rest_framework import generics, serializers

from partnerships.models import Participation, Partnership, PartnershipTarget, PartnershipTheme, Target, Theme
from regions.models import Organisation

SIZE = 100


class OrganisationPlain(serializers.ModelSerializer):
    class Meta:
        model = Organisation
        fields = ("code", "kind", "name", "country")


class ParticipationPlain(serializers.ModelSerializer):
    organisation = OrganisationPlain()

    class Meta:
        model = Participation
        fields = ("organisation", "roles", "contribution", "gain", "verbatim", "verbatim_language", "since", "until")


class ThemePlain(serializers.ModelSerializer):
    class Meta:
        model = Theme
        fields = ("code", "name")


class PartnershipThemePlain(serializers.ModelSerializer):
    theme = ThemePlain()

    class Meta:
        model = PartnershipTheme
        fields = ("theme", "main")


class TargetPlain(serializers.ModelSerializer):
    class Meta:
        model = Target
        fields = ("code", "title", "goal")


class PartnershipTargetPlain(serializers.ModelSerializer):
    target = TargetPlain()

    class Meta:
        model = PartnershipTarget
        fields = ("target", "why")


class PartnershipPlain(serializers.ModelSerializer):
    participations = ParticipationPlain(many=True)
    theme_rows = PartnershipThemePlain(many=True)
    target_rows = PartnershipTargetPlain(many=True)
    status = serializers.CharField(source="search_row.status")
    evidence = serializers.IntegerField(source="search_row.evidence")
    year_from = serializers.IntegerField(source="search_row.year_from")
    year_to = serializers.IntegerField(source="search_row.year_to")
    codes = serializers.ListField(source="search_row.codes")

    class Meta:
        model = Partnership
        fields = (
            *("code", "level", "form", "direction", "delivery", "title", "summary", "original_language", "updated"),
            *("status", "evidence", "year_from", "year_to", "codes", "participations", "theme_rows", "target_rows"),
        )


class PlainList(generics.ListAPIView):
    """The last updated partnerships from a place on, without counting them: what is measured is their form alone."""

    serializer_class = PartnershipPlain
    pagination_class = None

    def get_queryset(self) -> Any:
        first = int(self.request.query_params["from"])
        rows = Partnership.objects.published().select_related("search_row").defer("search_row__vector")
        rows = rows.prefetch_related("participations__organisation", "theme_rows__theme", "target_rows__target")
        return rows.order_by("-updated", "code")[first : first + SIZE]
