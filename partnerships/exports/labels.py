"""The words beside codes that the API's objects leave out."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partnerships.models import Evidence, Goal, Partnership
from partnerships.models.partnership import ParticipationRole
from partnerships.vocabularies import codes_and_labels
from regions.models import Country, Organisation, Region
from regions.texts import text_of


@dataclass(frozen=True)
class Labels:
    """Code to words, for everything that is too short a list to be asked for row by row."""

    countries: dict[str, str]
    regions: dict[str, str]
    goals: dict[int, str]
    fixed: dict[str, dict[str, str]]

    @classmethod
    def in_active_language(cls) -> "Labels":
        """Read them all: three queries."""
        vocabularies: dict[str, Any] = {
            "level": Partnership.Level,
            "form": Partnership.Form,
            "direction": Partnership.Direction,
            "delivery": Partnership.Delivery,
            "status": Partnership.Status,
            "evidence": Evidence,
            "role": ParticipationRole,
            "kind": Organisation.Kind,
        }
        return cls(
            countries={country.alpha2: text_of(country, "name").value for country in Country.objects.order_by("alpha2")},
            regions={region.code: text_of(region, "name").value for region in Region.objects.order_by("code")},
            goals={goal.number: text_of(goal, "title").value for goal in Goal.objects.order_by("number")},
            fixed={name: dict(codes_and_labels(choices)) for name, choices in vocabularies.items()},
        )

    @cached_property
    def fingerprint(self) -> str:
        """A text that differs when any label does."""
        return repr((self.countries, self.regions, self.goals))
