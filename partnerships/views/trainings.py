"""Deployments of the learning module: phases, cohorts that add up, outcomes, partnerships born from them."""

from django.db.models import Prefetch

from partnerships.models import Citation, Cohort, Figure, Partnership, Training, TrainingOutcome, TrainingPartner, TrainingPhase
from partnerships.views.footnotes import Footnotes
from regions.models import Organisation, Region


class TrainingAccount:
    """A training as its reader sees it. Everything is loaded by `trainings_of`."""

    def __init__(self, training: Training) -> None:
        self.training = training
        self.cohorts = list(training.cohorts.all())

    @property
    def sum(self) -> int:
        """How many people all cohorts together come to."""
        return sum(cohort.participants for cohort in self.cohorts)

    @property
    def sum_is_exact(self) -> bool:
        """Whether every addend is."""
        return all(cohort.qualifier == Figure.Qualifier.EXACT for cohort in self.cohorts)

    @property
    def roles(self) -> list[tuple[TrainingPartner.Role, list[Organisation]]]:
        """Who did what for it."""
        partners = list(self.training.partners.all())
        groups = [(role, [row.organisation for row in partners if row.role == role]) for role in TrainingPartner.Role]
        return [(role, organisations) for role, organisations in groups if organisations]

    def number_sources(self, notes: Footnotes) -> None:
        """Give its facts their footnotes."""
        notes.number(self.training.figures.all(), self.training.outcomes.all(), self.training.citations.all())


def trainings_of(region: Region | None) -> list[TrainingAccount]:
    """The trainings of a section, or those of no section in particular, with all that is public of them."""
    public = Partnership.objects.published().select_related("search_row").order_by("code")
    sourced = [
        Prefetch(name, model.objects.select_related("source").order_by(*order))
        for name, model, order in (
            ("outcomes", TrainingOutcome, ("order", "pk")),
            ("figures", Figure, ("measure", "as_of", "pk")),
            ("citations", Citation, ("source__code", "page", "pk")),
        )
    ]
    trainings = Training.objects.filter(region=region).prefetch_related(
        Prefetch("partners", TrainingPartner.objects.select_related("organisation__country").order_by("pk")),
        Prefetch("phases", TrainingPhase.objects.order_by("order", "pk")),
        Prefetch("cohorts", Cohort.objects.order_by("starts", "pk")),
        Prefetch("partnerships", public),
        *sourced,
    )
    return [TrainingAccount(training) for training in trainings.order_by("starts", "code")]
