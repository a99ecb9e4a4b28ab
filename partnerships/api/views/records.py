from django.db.models import F, Prefetch, QuerySet

from partnerships.api.filters import (
    EventFilter,
    FigureFilter,
    FundFilter,
    SourceFilter,
    StatementFilter,
    TrainingFilter,
)
from partnerships.api.serializers.evidence import SourceEntry
from partnerships.api.serializers.figures import FigureEntry
from partnerships.api.serializers.funds import FundEntry, FundSerializer
from partnerships.api.serializers.timeline import EventEntry
from partnerships.api.serializers.trainings import StatementSerializer, TrainingSerializer
from partnerships.api.views.base import RegistryDetail, RegistryList
from partnerships.models import Event, Figure, Fund, Partnership, Source, Statement, Training
from regions.models import Organisation


def funds() -> "QuerySet[Fund]":
    """Funds with what a list shows of each."""
    funders = Prefetch("funders", queryset=Organisation.objects.order_by("code"))
    return Fund.objects.order_by("code").select_related("operator").prefetch_related(funders, "themes")


class FundList(RegistryList):
    """Funds and financing lines open to local and regional governments, or once open to them."""

    serializer_class = FundEntry
    filterset_class = FundFilter
    counted = "fund"

    def get_queryset(self) -> "QuerySet[Fund]":
        return funds()


class FundDetail(RegistryDetail):
    """One fund, with its rules, calls and figures."""

    serializer_class = FundSerializer
    counted = "fund"

    def get_queryset(self) -> "QuerySet[Fund]":
        return funds().prefetch_related(
            "rules__source", "calls__source", "events__source", "figures__source", "citations__source"
        )


class FigureList(RegistryList):
    """Numbers somebody claims, each with its date, qualifier and source. Figures that disagree stand side by side."""

    serializer_class = FigureEntry
    filterset_class = FigureFilter

    def get_queryset(self) -> "QuerySet[Figure]":
        figures = Figure.objects.published().order_by("measure", "as_of", "pk")
        return figures.select_related("source", "fund", "partnership", "region", "training")


class EventList(RegistryList):
    """Dated, cited steps of partnerships, funds, sections and organisations, the earliest first."""

    serializer_class = EventEntry
    filterset_class = EventFilter

    def get_queryset(self) -> "QuerySet[Event]":
        events = Event.objects.published().order_by("date", "pk")
        return events.select_related("source", "fund", "partnership", "region", "organisation")


def trainings() -> "QuerySet[Training]":
    """Trainings with everything the public may see of them."""
    born = Prefetch("partnerships", queryset=Partnership.objects.published().order_by("code"))
    return (
        Training.objects.order_by("code")
        .select_related("region")
        .prefetch_related(
            born,
            "partners__organisation",
            "phases",
            "cohorts",
            "outcomes__source",
            "figures__source",
            "citations__source",
        )
    )


class TrainingList(RegistryList):
    """Deployments of the learning module on localising the goals."""

    serializer_class = TrainingSerializer
    filterset_class = TrainingFilter

    def get_queryset(self) -> "QuerySet[Training]":
        return trainings()


class TrainingDetail(RegistryDetail):
    """One training."""

    serializer_class = TrainingSerializer

    def get_queryset(self) -> "QuerySet[Training]":
        return trainings()


class StatementList(RegistryList):
    """What the sections say of themselves and of their regions: approach, stage, obstacles, needs, quotations."""

    serializer_class = StatementSerializer
    filterset_class = StatementFilter

    def get_queryset(self) -> "QuerySet[Statement]":
        of_all_first = F("region__order").asc(nulls_first=True)
        statements = Statement.objects.order_by(of_all_first, "region__code", "kind", "order", "code")
        return statements.select_related("region", "source")


class StatementDetail(RegistryDetail):
    """One statement."""

    serializer_class = StatementSerializer

    def get_queryset(self) -> "QuerySet[Statement]":
        return Statement.objects.select_related("region", "source")


class SourceList(RegistryList):
    """Where the registry has its facts from."""

    serializer_class = SourceEntry
    filterset_class = SourceFilter

    def get_queryset(self) -> "QuerySet[Source]":
        return Source.objects.published().order_by("code").select_related("region")


class SourceDetail(RegistryDetail):
    """One source."""

    serializer_class = SourceEntry

    def get_queryset(self) -> "QuerySet[Source]":
        return Source.objects.published().select_related("region")
