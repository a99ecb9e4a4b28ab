"""Partnerships as cards, for templates that have the partnerships themselves."""

from collections.abc import Iterable

from django import template

from partnerships.models import Partnership
from partnerships.views.cards import Card
from partnerships.views.cards import cards_of as cards_by_key

register = template.Library()


@register.simple_tag
def cards_of(partnerships: Iterable[Partnership]) -> list[Card]:
    """What the cards of published partnerships show, in their order."""
    return cards_by_key([partnership.pk for partnership in partnerships])
