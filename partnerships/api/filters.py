"""Every parameter of the lists other than partnerships, as strict as `PartnershipFilter`."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Event, Figure, Fund, Partnership, Source, Statement, Training
from partnerships.parameters import MAX_QUERY_LENGTH, CodesField, Known, StrictFilterSet, among, among_choices, known_goals
from regions.models import Country, CountryRegion, Organisation, Region
from regions.models.organisation import OrganisationQuerySet

Narrow = Callable[[models.QuerySet, list[str]], models.QuerySet]


class CodesFilter(django_filters.Filter):
    """Keeps what carries any of some public codes; `choices` is there when they come from a fixed vocabulary."""

    field_class = CodesField

    def __init__(
        self,
        narrow: Narrow,
        *,
        known: Known | None = None,
        choices: Any = None,
        normalise: Callable[[str], str] = str.lower,
        **kwargs: object,
    ):
        super().__init__(known=known or among_choices(choices), normalise=normalise, **kwargs)
        self.narrow = narrow
        self.choices = choices

    def filter(self, qs: models.QuerySet, value: list[str]) -> models.QuerySet:
        """Keep what carries any of the codes."""
        return self.narrow(qs, value) if value else qs


class NameFilter(django_filters.CharFilter):
    """Looks a text up in every name of an organisation."""

    def filter(self, qs: OrganisationQuerySet, value: str) -> OrganisationQuerySet:
        """Keep what has such a name, the best first."""
        return qs.named_like(value) if value else qs


def having(field: str) -> Narrow:
    """Narrows to rows whose `field` is one of the codes."""
    return lambda rows, codes: rows.filter(**{f"{field}__in": codes})


def with_sub_regions(codes: list[str]) -> models.QuerySet[Region]:
    """The sections of some codes, each together with its sub-regions."""
    return Region.objects.filter(Q(code__in=codes) | Q(parent__code__in=codes))


def of_sections(rows: models.QuerySet, codes: list[str]) -> models.QuerySet:
    """Rows whose `region` is one of the sections or lies in it."""
    return rows.filter(region__in=with_sub_regions(codes))


def countries_of_sections(rows: models.QuerySet[Country], codes: list[str]) -> models.QuerySet[Country]:
    """Countries that belong to one of the sections today."""
    memberships = CountryRegion.objects.on(datetime.date.today()).filter(region__in=with_sub_regions(codes))
    return rows.filter(pk__in=memberships.values("country"))


def organisations_of_sections(rows: models.QuerySet[Organisation], codes: list[str]) -> models.QuerySet[Organisation]:
    """Organisations of one of the sections: by their own word, or else by their country's."""
    own = Organisation.sections.through.objects.filter(region__in=with_sub_regions(codes)).values("organisation")
    by_country = Q(country__in=countries_of_sections(Country.objects.all(), codes), sections=None)
    return rows.filter(Q(pk__in=own) | by_country)


def published_partnerships(codes: Iterable[str]) -> Iterable[str]:
    """Which of some codes name a partnership the public may see."""
    return Partnership.objects.published().filter(code__in=codes).values_list("code", flat=True)


def public_measures(codes: Iterable[str]) -> Iterable[str]:
    """Which of some codes are the measure of a figure the public may see."""
    return Figure.objects.published().filter(measure__in=codes).order_by().values_list("measure", flat=True).distinct()


def region_filter(narrow: Narrow = of_sections) -> CodesFilter:
    """Asks for sections."""
    return CodesFilter(
        narrow, known=among(Region), label=_("Section"), help_text=_("Sections, each together with its sub-regions.")
    )


class NoFilter(StrictFilterSet):
    """For lists that can only be read as a whole."""


class OrganisationFilter(StrictFilterSet):
    q = NameFilter(
        label=_("Name"),
        max_length=MAX_QUERY_LENGTH,
        help_text=_("A name or a part of one, in any language, former names and acronyms included."),
    )
    country = CodesFilter(
        having("country"),
        known=among(Country, "alpha2"),
        normalise=str.upper,
        label=_("Country"),
        help_text=_("Countries by ISO 3166-1 alpha-2 code, such as SN."),
    )
    region = region_filter(organisations_of_sections)
    kind = CodesFilter(having("kind"), choices=Organisation.Kind, label=_("Kind"), help_text=_("Kinds of organisation."))


class CountryFilter(StrictFilterSet):
    region = region_filter(countries_of_sections)
    association = CodesFilter(
        having("association"),
        choices=Country.Association,
        label=_("National association"),
        help_text=_("Whether there is a national association of local governments: yes, no or unknown."),
    )


class TargetFilter(StrictFilterSet):
    goal = CodesFilter(having("goal"), known=known_goals, label=_("Goal"), help_text=_("Goals by number, 1 to 17."))


class FundFilter(StrictFilterSet):
    status = CodesFilter(having("status"), choices=Fund.Status, label=_("Status"), help_text=_("Whether one can apply."))


class SubjectFilter(StrictFilterSet):
    """What figures and events are about."""

    partnership = CodesFilter(
        having("partnership__code"),
        known=published_partnerships,
        label=_("Partnership"),
        help_text=_("Partnerships by code, such as dakar-marseille."),
    )
    fund = CodesFilter(having("fund__code"), known=among(Fund), label=_("Fund"), help_text=_("Funds by code, such as facdi."))
    region = region_filter()


class FigureFilter(SubjectFilter):
    training = CodesFilter(
        having("training__code"), known=among(Training), label=_("Training"), help_text=_("Trainings by code.")
    )
    measure = CodesFilter(
        having("measure"),
        known=public_measures,
        label=_("Measure"),
        help_text=_("What is counted, such as projects or people."),
    )


class EventFilter(SubjectFilter):
    organisation = CodesFilter(
        having("organisation__code"),
        known=among(Organisation),
        label=_("Organisation"),
        help_text=_("Organisations by code, such as metropolis."),
    )
    kind = CodesFilter(having("kind"), choices=Event.Kind, label=_("What happened"), help_text=_("Kinds of event."))


class TrainingFilter(StrictFilterSet):
    region = region_filter()
    status = CodesFilter(having("status"), choices=Training.Status, label=_("Status"), help_text=_("How far it is."))


class StatementFilter(StrictFilterSet):
    region = region_filter()
    kind = CodesFilter(having("kind"), choices=Statement.Kind, label=_("Kind"), help_text=_("Kinds of statement."))


class SourceFilter(StrictFilterSet):
    kind = CodesFilter(having("kind"), choices=Source.Kind, label=_("Kind"), help_text=_("Kinds of source."))
    region = region_filter()


class ThemeListFilter(StrictFilterSet):
    region = region_filter()
