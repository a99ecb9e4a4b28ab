"""What the public registry holds on a subject: how many published partnerships, and the first of them as cards."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from partnerships.answers import Answer
from partnerships.filters import PartnershipFilter
from partnerships.models import Participation, Partnership
from partnerships.views.cards import Card, cards_of
from regions.models import Organisation
from regions.models.organisation import OrganisationQuerySet

CARDS = 6


class Holding(NamedTuple):
    """The published partnerships on a subject: their number, the first as cards, and the address of them all."""

    total: int
    cards: list[Card]
    address: str

    @property
    def rest(self) -> int:
        """How many there are beyond the cards."""
        return self.total - len(self.cards)


def list_address(**parameters: object) -> str:
    """Where the list of partnerships answers this question, in the reader's language."""
    return f"{reverse('partnerships')}?{urlencode(parameters)}"


def answer_about(**parameters: object) -> Answer:
    """What the registry answers to these parameters. They come from our own pages, so they are valid."""
    question = PartnershipFilter(QueryDict(urlencode(parameters)), queryset=Partnership.objects.published())
    question.is_valid()
    return Answer(question)


def holding_of(**parameters: object) -> Holding:
    """What the list of partnerships holds for these parameters, its first cards included."""
    answer = answer_about(**parameters)
    return Holding(answer.count, cards_of(answer.keys(0, CARDS)), list_address(**parameters))


def cooperating(organisations: OrganisationQuerySet) -> OrganisationQuerySet:
    """Those of `organisations` that take part in a published partnership, by name or behind a placeholder."""
    taking_part = Participation.objects.filter(partnership__in=Partnership.objects.published())
    resolved = Organisation.resolved_to.through.objects.filter(from_organisation__in=taking_part.values("organisation"))
    return organisations.filter(Q(pk__in=taking_part.values("organisation")) | Q(pk__in=resolved.values("to_organisation")))
