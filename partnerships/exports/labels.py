"""The words beside codes that the API's objects leave out."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partnerships.facets import NAMED
from partnerships.models import Evidence, Partnership
from partnerships.models.partnership import ParticipationRole
from partnerships.vocabularies import codes_and_labels
from regions.models import Organisation


@dataclass(frozen=True)
class Labels:
    """Code to words, for everything that is too short a list to be asked for row by row."""

    countries: dict[str, str]
    regions: dict[str, str]
    goals: dict[str, str]
    fixed: dict[str, dict[str, str]]

    @classmethod
    def in_active_language(cls) -> "Labels":
        """All of them, as facets call them too."""
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
            countries=NAMED["country"].labels.every(),
            regions=NAMED["region"].labels.every(),
            goals=NAMED["goal"].labels.every(),
            fixed={name: dict(codes_and_labels(choices)) for name, choices in vocabularies.items()},
        )

    @cached_property
    def fingerprint(self) -> str:
        """A text that differs when any label does."""
        return repr((self.countries, self.regions, self.goals))
