"""The fixed vocabularies: codes that never change, with labels in the language served."""

from typing import Any

from django.db import models

from partnerships.models import (
    Event,
    Evidence,
    Figure,
    Financing,
    Fund,
    FundRule,
    Partnership,
    Source,
    Statement,
    Training,
    TrainingPartner,
)
from partnerships.models.partnership import ParticipationRole
from regions.models import Country, CountryRegion, Identifier, Membership, Organisation, OrganisationName, Region

VOCABULARIES: tuple[Any, ...] = (
    Partnership.Level,
    Partnership.Form,
    Partnership.Direction,
    Partnership.Delivery,
    Partnership.Status,
    Partnership.Oda,
    Evidence,
    ParticipationRole,
    Organisation.Kind,
    OrganisationName.Kind,
    Identifier.Scheme,
    Membership.Role,
    Region.Kind,
    Country.Association,
    CountryRegion.Role,
    Event.Kind,
    Event.Qualifier,
    Figure.Qualifier,
    Financing.Kind,
    Fund.Status,
    FundRule.Kind,
    Source.Kind,
    Statement.Kind,
    Training.Status,
    TrainingPartner.Role,
)

# The parameters of PartnershipFilter whose values are a fixed vocabulary.
BY_PARAMETER: dict[str, Any] = {
    "role": ParticipationRole,
    "form": Partnership.Form,
    "direction": Partnership.Direction,
    "level": Partnership.Level,
    "status": Partnership.Status,
    "evidence": Evidence,
}


def vocabulary_name(choices: Any) -> str:
    """The name of a vocabulary in the schema and at `vocabulary/`: `PartnershipForm`."""
    return choices.__qualname__.replace(".", "")


def codes_and_labels(choices: Any) -> list[tuple[str, str]]:
    """The public codes of a vocabulary in their own order, each with its label in the active language."""
    numbered = issubclass(choices, models.IntegerChoices)
    return [(choice.code if numbered else choice.value, str(choice.label)) for choice in choices]
