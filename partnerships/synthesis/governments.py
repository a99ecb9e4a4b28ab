"""Synthetic governments: one for each of the largest places of the gazetteer."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.text import slugify

from partnerships.models import Citation, Source
from partnerships.progress import Progress, Report
from partnerships.synthesis.copying import Table, reserved_keys
from partnerships.synthesis.gazetteer import Place, largest_places
from regions.models import Country, Identifier, Organisation, OrganisationName

GAZETTEER = "synthetic-gazetteer"
BATCH = 20_000
METROPOLITAN_FROM = 3_000_000

NAMES = [f"name_{language}" for language in settings.MODELTRANSLATION_LANGUAGES]
TABLES = (Organisation, OrganisationName, Identifier, Citation)


class Government(NamedTuple):
    """What a partnership must know of a government that takes part."""

    key: int
    country: str
    name: str


def make_governments(count: int, report: Report) -> list[Government]:
    """Write `count` governments, or as many as the gazetteer has places; the largest come first."""
    report("Reading the gazetteer …")
    countries = set(Country.objects.values_list("alpha2", flat=True))
    places = [place for place in largest_places(count) if place.country in countries]
    source = Source.objects.create(
        code=GAZETTEER,
        kind=Source.Kind.WEBSITE,
        title="Synthetic data: places of the GeoNames gazetteer",
        publisher="GeoNames",
        note_en="These governments were made to measure with; nobody has checked them.",
        note_fr="Ces collectivités ont été créées pour mesurer ; personne ne les a vérifiées.",
        note_es="Estos gobiernos se crearon para medir; nadie los ha verificado.",
    )
    governments = [
        Government(key, place.country, place.name)
        for key, place in zip(reserved_keys(Organisation, len(places)), places, strict=True)
    ]
    codes = _codes(places)
    known = set(Identifier.objects.filter(scheme=Identifier.Scheme.GEONAMES).values_list("value", flat=True))
    organisations = Table(Organisation, "id", "code", "kind", "name", *NAMES, "country", "latitude", "longitude", "population")
    names = Table(OrganisationName, "organisation", "name", "language", "kind")
    identifiers = Table(Identifier, "organisation", "scheme", "value")
    citations = Table(Citation, "organisation", "source")
    progress = Progress(report, "Governments", len(places))
    for start in range(0, len(places), BATCH):
        batch = [
            (str(government.key), code, place)
            for government, code, place in zip(
                governments[start : start + BATCH], codes[start : start + BATCH], places[start : start + BATCH], strict=True
            )
        ]
        organisations.fill(_organisation(*one) for one in batch)
        names.fill(row for key, _code, place in batch for row in _names(key, place))
        identifiers.fill(
            (key, Identifier.Scheme.GEONAMES, str(place.geonames))
            for key, _code, place in batch
            if str(place.geonames) not in known
        )
        citations.fill((key, str(source.pk)) for key, _code, _place in batch)
        progress.advance(len(batch))
    return governments


def _organisation(key: str, code: str, place: Place) -> tuple[str, ...]:
    kinds = Organisation.Kind
    kind = kinds.METROPOLITAN if place.population >= METROPOLITAN_FROM else kinds.MUNICIPALITY
    names = [place.name] * (1 + len(NAMES))
    return (key, code, kind, *names, place.country, str(place.latitude), str(place.longitude), str(place.population))


def _names(key: str, place: Place) -> Iterator[tuple[str, ...]]:
    """The usual name in every language, as the database would note it, and the names in others."""
    for language in settings.MODELTRANSLATION_LANGUAGES:
        yield key, place.name, language, OrganisationName.Kind.USUAL
    for name in place.other_names:
        yield key, name, "", OrganisationName.Kind.EXONYM


def _codes(places: list[Place]) -> list[str]:
    """Plain codes: the name, with the country or the gazetteer's number where the name alone is taken."""
    taken = set(Organisation.objects.values_list("code", flat=True))
    codes = []
    for place in places:
        name = slugify(place.name)[:60]
        number = f"{name or 'place'}-{place.geonames}"
        options = [name, f"{name}-{place.country.lower()}", number] if name else [number]
        code = next(option for option in options if option not in taken)
        taken.add(code)
        codes.append(code)
    return codes
