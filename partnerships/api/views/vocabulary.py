from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.api.filters import TargetFilter, ThemeListFilter
from partnerships.api.serializers.vocabulary import (
    AgendaReference,
    GoalEntry,
    TargetEntry,
    TargetGroupReference,
    ThemeEntry,
    ThemeListEntry,
)
from partnerships.api.views.base import RegistryDetail, RegistryList, RegistryView
from partnerships.models import Agenda, Goal, Target, TargetGroup, Theme, ThemeList
from partnerships.models import ThemeListEntry as Line
from partnerships.vocabularies import VOCABULARIES, codes_and_labels, vocabulary_name


class GoalList(RegistryList):
    """The 17 Sustainable Development Goals."""

    serializer_class = GoalEntry
    counted = "goal"
    counted_by = "number"

    def get_queryset(self) -> "QuerySet[Goal]":
        return Goal.objects.order_by("number").prefetch_related("targets")


class GoalDetail(RegistryDetail):
    """One goal, by its number."""

    serializer_class = GoalEntry
    lookup_field = "number"
    counted = "goal"
    counted_by = "number"

    def get_queryset(self) -> "QuerySet[Goal]":
        return Goal.objects.prefetch_related("targets")


class TargetList(RegistryList):
    """The 169 targets of the goals, in the official order."""

    serializer_class = TargetEntry
    filterset_class = TargetFilter
    counted = "target"

    def get_queryset(self) -> "QuerySet[Target]":
        return Target.objects.order_by("order")


class TargetDetail(RegistryDetail):
    """One target, by its code such as 17.6."""

    serializer_class = TargetEntry
    counted = "target"

    def get_queryset(self) -> "QuerySet[Target]":
        return Target.objects.all()


class ThemesList(RegistryList):
    """What partnerships are about: a tree of themes."""

    serializer_class = ThemeEntry
    counted = "theme"

    def get_queryset(self) -> "QuerySet[Theme]":
        return Theme.objects.order_by("order", "code").select_related("parent").prefetch_related("children")


class ThemeDetail(RegistryDetail):
    """One theme."""

    serializer_class = ThemeEntry
    counted = "theme"

    def get_queryset(self) -> "QuerySet[Theme]":
        return Theme.objects.select_related("parent").prefetch_related("children")


def theme_lists() -> "QuerySet[ThemeList]":
    """Published lists with their lines."""
    lines = Prefetch("entries", queryset=Line.objects.order_by("order", "pk").select_related("theme"))
    return ThemeList.objects.order_by("code").select_related("region", "source").prefetch_related(lines)


class ThemeListList(RegistryList):
    """Lists of themes that sections and others have published, each line with the theme of ours it corresponds to."""

    serializer_class = ThemeListEntry
    filterset_class = ThemeListFilter

    def get_queryset(self) -> "QuerySet[ThemeList]":
        return theme_lists()


class ThemeListDetail(RegistryDetail):
    """One published list of themes."""

    serializer_class = ThemeListEntry

    def get_queryset(self) -> "QuerySet[ThemeList]":
        return theme_lists()


class AgendaList(RegistryList):
    """Global and continental agendas other than the goals that partnerships serve."""

    serializer_class = AgendaReference

    def get_queryset(self) -> "QuerySet[Agenda]":
        return Agenda.objects.order_by("code")


class TargetGroupList(RegistryList):
    """Whom partnerships are meant to reach."""

    serializer_class = TargetGroupReference

    def get_queryset(self) -> "QuerySet[TargetGroup]":
        return TargetGroup.objects.order_by("code")


LABELLED_CODES = {
    "type": "object",
    "additionalProperties": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["code", "label"],
            "properties": {
                "code": {"type": "string", "description": "The same in every language."},
                "label": {"type": "string", "description": "What it means, in the language served."},
            },
        },
    },
}


class Vocabularies(RegistryView):
    """Every fixed vocabulary with its codes and their labels, under the name it has in the schema."""

    @extend_schema(operation_id="vocabulary", responses={200: LABELLED_CODES})
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(
            {
                vocabulary_name(choices): [{"code": code, "label": label} for code, label in codes_and_labels(choices)]
                for choices in VOCABULARIES
            }
        )
