"""Who takes part in synthetic partnerships, in which roles, and which section answers for them."""

from collections.abc import Iterator

import numpy as np

from partnerships.models import Participation
from partnerships.synthesis.governments import Government
from partnerships.synthesis.texts import cumulated, drawn
from regions.models import CountryRegion, Region

CITY_DECAY = 0.9
# How many in a thousand have two, three, four and five partners.
NUMBER_OF_PARTNERS = {2: 620, 3: 220, 4: 100, 5: 60}
MOST = max(NUMBER_OF_PARTNERS)

_Role = Participation.Role
FIRST_ROLES = ("{partner}", "{coordinator}", "{coordinator,partner}", "{provider}", "{partner,funder}")
OTHER_ROLES = ("{partner}", "{partner}", "{partner}", "{recipient}", "{implementer}", "{facilitator}", "{technical-support}")


class Sides:
    """Draws the partners of partnerships: large cities often, small ones rarely, and no city twice in one."""

    def __init__(self, governments: list[Government]) -> None:
        self.governments = governments
        self.shares = cumulated(len(governments), CITY_DECAY)
        self.numbers = np.array([number for number, share in NUMBER_OF_PARTNERS.items() for _ in range(share)])
        fallback = Region.objects.values_list("pk", flat=True)[0]
        rows = CountryRegion.objects.filter(valid_to=None).order_by("role", "region").values_list("country", "region")
        sections: dict[str, int] = {}
        for country, region in rows:
            sections.setdefault(country, region)
        self.sections = [sections.get(government.country, fallback) for government in governments]

    def draw(self, chance: np.random.Generator, count: int) -> list[list[int]]:
        """For each of `count` partnerships the positions of its partners among the governments."""
        drawn_cities = drawn(chance, self.shares, (count, MOST))
        numbers = chance.choice(self.numbers, count)
        partners = []
        for row, number in zip(drawn_cities.tolist(), numbers.tolist(), strict=True):
            sides = list(dict.fromkeys(row[:number]))
            while len(sides) < 2:
                city = int(drawn(chance, self.shares, 1)[0])
                if city not in sides:
                    sides.append(city)
            partners.append(sides)
        return partners

    def participations(
        self, chance: np.random.Generator, keys: range, partners: list[list[int]]
    ) -> Iterator[tuple[str, str, str, str]]:
        """Rows of partnership, organisation, roles and order."""
        first = chance.integers(0, len(FIRST_ROLES), len(partners)).tolist()
        others = chance.integers(0, len(OTHER_ROLES), len(partners)).tolist()
        for key, sides, one, other in zip(keys, partners, first, others, strict=True):
            for order, side in enumerate(sides):
                roles = OTHER_ROLES[(other + order) % len(OTHER_ROLES)] if order else FIRST_ROLES[one]
                yield str(key), str(self.governments[side].key), roles, str(order)

    def stewards(self, keys: range, partners: list[list[int]]) -> Iterator[tuple[str, str]]:
        """Rows of partnership and section: that of the first partner, and of the second where the key is even."""
        for key, sides in zip(keys, partners, strict=True):
            for section in {self.sections[side] for side in sides[: 1 if key % 2 else 2]}:
                yield str(key), str(section)
