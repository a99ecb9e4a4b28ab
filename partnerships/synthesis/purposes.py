"""What synthetic partnerships are for: goals, targets, themes, and the funds that pay."""

import itertools
from collections.abc import Iterator

import numpy as np

from partnerships.models import Fund, Goal, Target, Theme
from partnerships.synthesis.evidence import Ground
from partnerships.synthesis.governments import Government
from partnerships.synthesis.texts import cumulated, drawn

MOST_TARGETS = 5
MOST_THEMES = 3
GOAL_DECAY, THEME_DECAY, FUND_DECAY = 0.5, 0.7, 0.8
# The goals that partnerships name most often come first.
GOALS_BY_FREQUENCY = (11, 17, 4, 13, 16, 8, 10, 5, 3, 9, 6, 12, 1, 15, 7, 2, 14)
WITH_FUND = 0.35
WITH_BARE_GOAL = 0.1
CURRENCIES = ("EUR", "EUR", "USD", "XOF", "MAD")

WHY = {"en": "Named by a partner.", "fr": "Citée par un partenaire.", "es": "Mencionada por un socio."}


class Purposes:
    """Draws goals, targets, themes and funds for partnerships, some often and some rarely."""

    def __init__(self) -> None:
        targets: dict[int, list[str]] = {}
        for code, goal in Target.objects.order_by("order").values_list("code", "goal"):
            targets.setdefault(goal, []).append(code)
        goals = set(Goal.objects.values_list("number", flat=True))
        self.goals = [goal for goal in GOALS_BY_FREQUENCY if goal in goals]
        self.targets = [targets[goal] for goal in self.goals]
        # Branches take turns, so that frequent themes do not all lie under one root.
        themes = list(Theme.objects.order_by("order", "code").values_list("pk", flat=True))
        self.themes = list(itertools.chain.from_iterable(themes[start::7] for start in range(7)))
        self.funds = list(Fund.objects.order_by("code").values_list("pk", flat=True))

    def target_rows(self, chance: np.random.Generator, keys: range) -> Iterator[tuple[str, ...]]:
        """Rows of partnership, target, and why: as such and in every language. Up to five different ones each."""
        goals = drawn(chance, cumulated(len(self.goals), GOAL_DECAY), (len(keys), MOST_TARGETS))
        numbers = chance.integers(0, 1000, (len(keys), MOST_TARGETS))
        counts = 1 + chance.binomial(MOST_TARGETS - 1, 0.35, len(keys))
        why = (WHY["en"], *WHY.values())
        for key, row, places, count in zip(keys, goals.tolist(), numbers.tolist(), counts.tolist(), strict=True):
            codes = [self.targets[goal][place % len(self.targets[goal])] for goal, place in zip(row, places, strict=True)]
            for code in dict.fromkeys(codes[:count]):
                yield str(key), code, *why

    def goal_rows(self, chance: np.random.Generator, keys: range) -> Iterator[tuple[str, str]]:
        """Rows of partnership and goal, for the few that name a goal without a target."""
        goals = drawn(chance, cumulated(len(self.goals), GOAL_DECAY), len(keys)).tolist()
        there = (chance.random(len(keys)) < WITH_BARE_GOAL).tolist()
        for key, goal, is_there in zip(keys, goals, there, strict=True):
            if is_there:
                yield str(key), str(self.goals[goal])

    def theme_rows(self, chance: np.random.Generator, keys: range) -> Iterator[tuple[str, str, str]]:
        """Rows of partnership, theme, and whether it is the main one."""
        themes = drawn(chance, cumulated(len(self.themes), THEME_DECAY), (len(keys), MOST_THEMES))
        counts = chance.integers(1, MOST_THEMES + 1, len(keys))
        for key, row, count in zip(keys, themes.tolist(), counts.tolist(), strict=True):
            for place, theme in enumerate(dict.fromkeys(row[:count])):
                yield str(key), str(self.themes[theme]), "f" if place else "t"

    def financing_rows(
        self,
        chance: np.random.Generator,
        keys: range,
        grounds: list[Ground],
        partners: list[list[int]],
        governments: list[Government],
    ) -> Iterator[tuple[str, ...]]:
        """Rows of partnership, payer, fund, amount, currency, date, source and page."""
        funds = drawn(chance, cumulated(len(self.funds), FUND_DECAY), len(keys)).tolist()
        there = (chance.random(len(keys)) < WITH_FUND).tolist()
        amounts = np.round(chance.lognormal(11, 1.2, len(keys)), -3).astype(int).tolist()
        for place, key in enumerate(keys):
            if there[place]:
                payer = governments[partners[place][0]].key
                amount = (str(amounts[place]), CURRENCIES[amounts[place] // 1000 % len(CURRENCIES)])
                year = str(2010 + amounts[place] // 1000 % 16)
                yield str(key), str(payer), str(self.funds[funds[place]]), *amount, year, *grounds[place][:2]
