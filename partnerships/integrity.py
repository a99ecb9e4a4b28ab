"""Rules of the registry that the database cannot express, each a function that yields what breaks it."""

from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.db import connection, models
from django.db.models import Count, Q, Sum

from partnerships.models import Figure, Financing, Goal, Partnership, Source, Target, Theme, Training
from partnerships.translation import TRANSLATED
from regions.models import CountryRegion, Organisation, Region

Rule = Callable[[], Iterator[str]]


def published_partnerships_are_complete() -> Iterator[str]:
    """What is public names its sides, cites something, and some section answers for it."""
    counted = Partnership.objects.published().annotate(
        sides=Count("participations", distinct=True),
        sources=Count("citations", distinct=True),
        answering=Count("stewards", distinct=True),
    )
    for partnership in counted.filter(Q(sides=0) | Q(sources=0) | Q(answering=0)).order_by("code"):
        lacking = [
            word
            for word, number in (
                ("partner", partnership.sides),
                ("citation", partnership.sources),
                ("section that answers for it", partnership.answering),
            )
            if not number
        ]
        yield f"Partnership {partnership.code} is published without any {' or '.join(lacking)}."


def texts_are_in_every_language() -> Iterator[str]:
    """A text of a vocabulary or a public record that is there in one language is there in all."""
    for model, fields in TRANSLATED.items():
        rows = model._default_manager.all()
        if model is Partnership:
            rows = rows.published()
        elif any(f.name == "partnership" for f in model._meta.fields):
            rows = rows.filter(Q(partnership=None) | Q(partnership__in=Partnership.objects.published()))
        for field in fields:
            columns = [f"{field}_{language}" for language in settings.MODELTRANSLATION_LANGUAGES]
            empty = [Q(**{f"{column}__isnull": True}) | Q(**{column: ""}) for column in columns]
            for row in rows.filter(reduce(or_, empty)).exclude(reduce(and_, empty)).order_by("pk"):
                yield f"{model._meta.object_name} {getattr(row, 'code', None) or row.pk}: “{field}” is not in every language."


def cohorts_add_up() -> Iterator[str]:
    """The cohorts of a training add up to a number of people that some source claims for it."""
    for training in Training.objects.annotate(total=Sum("cohorts__participants")).exclude(total=None).order_by("code"):
        claimed = list(Figure.objects.filter(training=training, measure="people").values_list("value", flat=True))
        if claimed and training.total not in claimed:
            yield f"Training {training.code}: cohorts add up to {training.total}, which no figure on people claims."


def shares_add_up() -> Iterator[str]:
    """The shares of those who pay for a partnership do not exceed the whole."""
    sums = Financing.objects.values("partnership__code").annotate(total=Sum("share")).filter(total__gt=100)
    for row in sums.order_by("partnership__code"):
        yield f"Partnership {row['partnership__code']}: the shares of its financing add up to {row['total']} %."


def trees_have_roots() -> Iterator[str]:
    """Nothing is, by way of others, a part of itself."""
    for model, field in (
        (Partnership, "part_of"),
        (Theme, "parent"),
        (Region, "parent"),
        (Organisation, "parent"),
        (Organisation, "successor"),
    ):
        for code in _in_circles(model, field):
            yield f"{model._meta.object_name} {code} is, by way of others, its own “{field}”."


def _in_circles(model: type[models.Model], field: str) -> list[str]:
    table, column = model._meta.db_table, model._meta.get_field(field).column
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE up AS (
                  SELECT id AS start, {column} AS above, ARRAY[id] AS seen FROM {table} WHERE {column} IS NOT NULL
                  UNION ALL
                  SELECT up.start, t.{column}, up.seen || t.id FROM up JOIN {table} t ON t.id = up.above
                  WHERE t.id <> ALL (up.seen))
                SELECT DISTINCT t.code FROM up JOIN {table} t ON t.id = up.start WHERE up.above = up.start ORDER BY 1"""  # noqa: S608
        )
        return [code for (code,) in cursor.fetchall()]


def governments_lie_in_a_country() -> Iterator[str]:
    """Every local or regional government lies in a country."""
    for code in Organisation.objects.governments().filter(country=None).order_by("code").values_list("code", flat=True):
        yield f"Government {code} has no country."


def sections_of_countries_are_sourced() -> Iterator[str]:
    """Every statement that a country belongs to a section names a source the registry knows."""
    unknown = CountryRegion.objects.exclude(source__in=Source.objects.values("code")).select_related("region")
    for row in unknown.order_by("country_id", "region_id"):
        yield f"Country {row.country_id}: its place in {row.region.code} names no known source (“{row.source}”)."


def goals_and_targets_are_all_there() -> Iterator[str]:
    """There are 17 goals and 169 targets."""
    for model, number in ((Goal, 17), (Target, 169)):
        if (found := model._default_manager.count()) != number:
            yield f"There are {found} {model._meta.verbose_name_plural} instead of {number}."


def search_rows_are_in_step() -> Iterator[str]:
    """What the database derived is what it would derive now; a status may have changed because time passed."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT p.code FROM partnerships_partnership p
               LEFT JOIN partnerships_searchrow r ON r.partnership_id = p.id
               LEFT JOIN registry_rows(ARRAY(SELECT id FROM partnerships_partnership)) n ON n.partnership_id = p.id
               WHERE (r.status, r.evidence, r.year_from, r.year_to, r.codes, r.vector, r.published, r.rank)
                 IS DISTINCT FROM (n.status, n.evidence, n.year_from, n.year_to, n.codes, n.vector, n.published, n.rank)
               ORDER BY 1"""
        )
        for (code,) in cursor.fetchall():
            yield f"Partnership {code}: what is derived from it is out of date; run manage.py rebuild_search."


RULES: tuple[Rule, ...] = (
    published_partnerships_are_complete,
    texts_are_in_every_language,
    cohorts_add_up,
    shares_add_up,
    trees_have_roots,
    governments_lie_in_a_country,
    sections_of_countries_are_sourced,
    goals_and_targets_are_all_there,
    search_rows_are_in_step,
)


def problems() -> list[str]:
    """Everything that breaks a rule, as sentences."""
    return [sentence for rule in RULES for sentence in rule()]
