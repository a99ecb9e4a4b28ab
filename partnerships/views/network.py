"""With whom an organisation cooperates, about what, and paid by which funds: only what is published."""

from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from partnerships.models import Financing, Fund, Participation, Partnership, Theme
from partnerships.models.partnership import PartnershipQuerySet
from regions.models import Organisation

TIES = 12
SHOWN_PER_TIE = 3
THEMES = 12


class Tie(NamedTuple):
    """Another organisation, with the number of shared partnerships and the first of them."""

    partner: Organisation
    shared: int
    partnerships: list[Partnership]

    @property
    def rest(self) -> int:
        return self.shared - len(self.partnerships)


class Network(NamedTuple):
    """The closest partners of an organisation, and how many partners it has in all."""

    ties: list[Tie]
    total: int

    @property
    def rest(self) -> int:
        return self.total - len(self.ties)


def partnerships_of(organisation: Organisation) -> PartnershipQuerySet:
    """The published partnerships it takes part in, by name or behind a placeholder that was found to mean it."""
    return Partnership.objects.published().with_any_code("organisation", [organisation.code])


def network_of(organisation: Organisation) -> Network:
    """Its partners, those with most in common first. Three queries, whatever its size."""
    others = (
        Participation.objects.filter(partnership__in=partnerships_of(organisation))
        .exclude(organisation=organisation)
        .exclude(organisation__in=organisation.stood_in_by.all())
    )
    counted = (
        others.order_by()
        .values("organisation")
        .annotate(shared=Count("partnership", distinct=True))
        .order_by("-shared", "organisation__code")
    )
    shared = {row["organisation"]: row["shared"] for row in counted[:TIES]}
    first = Window(RowNumber(), partition_by=F("organisation"), order_by=["partnership__code", "pk"])
    rows = (
        others.filter(organisation__in=shared)
        .annotate(place=first)
        .filter(place__lte=SHOWN_PER_TIE)
        .select_related("organisation__country", "partnership__search_row")
        .order_by("place", "pk")
    )
    partners: dict[int, Organisation] = {}
    partnerships: dict[int, dict[int, Partnership]] = {}
    for row in rows:
        partners[row.organisation_id] = row.organisation
        partnerships.setdefault(row.organisation_id, {})[row.partnership_id] = row.partnership
    ties = [Tie(partners[key], count, list(partnerships[key].values())) for key, count in shared.items()]
    return Network(ties, counted.count())


def themes_of(organisation: Organisation) -> QuerySet[Theme]:
    """What its partnerships are about, the most frequent first, each with its number as `held`."""
    return (
        Theme.objects.filter(partnership_rows__partnership__in=partnerships_of(organisation))
        .annotate(held=Count("partnership_rows"))
        .order_by("-held", "order", "code")[:THEMES]
    )


def funds_of(organisation: Organisation) -> list[Fund]:
    """The funds it runs, pays into, or whose money reached its partnerships: each says which."""
    paid = Financing.objects.filter(partnership__in=partnerships_of(organisation)).values("fund")
    funds = (
        Fund.objects.annotate(
            runs=Q(operator=organisation),
            pays=Q(pk__in=Fund.funders.through.objects.filter(organisation=organisation).values("fund")),
            reached=Q(pk__in=paid),
        )
        .filter(Q(runs=True) | Q(pays=True) | Q(reached=True))
        .order_by("code")
    )
    return list(funds)
