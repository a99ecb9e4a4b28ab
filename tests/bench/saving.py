"""Saving one partnership, with everything that follows it, beside the bare UPDATE; both end with their commit."""

import random
import time
from typing import Any

import psycopg
from django.db import transaction

from partnerships.models import Partnership, PartnershipTheme, Theme
from tests.bench.cases import Bench, Case, registered


class SavingCase(Case):
    against = "bare `UPDATE` and commit, without triggers"
    growth_at_most = (10_000, 1.5)
    rounds = 31

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.keys: list[int] = []
        # A text that an earlier run has left already would change nothing that is searched.
        self.run = time.time_ns()

    def prepare(self, rounds: int) -> str:
        self.link = psycopg.connect(self.bench.url)
        self.link.execute("SET session_replication_role = replica")
        self.link.commit()
        keys = list(Partnership.objects.published().values_list("pk", flat=True))
        chance = random.Random(self.name)  # noqa: S311
        self.keys = [chance.choice(keys) for _ in range(2 * rounds)]
        for number in range(3):
            self.ours(number)
            self.reference(number)
        return ""

    def reference(self, number: int) -> Any:
        # A new version of the row with what it held before, because nobody would follow a change.
        done = self.link.execute(
            "UPDATE partnerships_partnership SET lessons_en = lessons_en, updated = updated WHERE id = %s",
            [self.keys[-1 - number]],
        )
        self.link.commit()
        return done.rowcount

    def done(self) -> str:
        self.link.close()
        return ""


@registered
class Saving(SavingCase):
    name = "saving"
    work = "Saving one partnership: search, version and history follow"
    at_most = 4.0
    from_size = 1_000_000

    def prepare(self, rounds: int) -> str:
        remark = super().prepare(rounds)
        self.rows = Partnership.objects.in_bulk(self.keys)
        return remark

    def ours(self, number: int) -> Any:
        row = self.rows[self.keys[number]] if hasattr(self, "rows") else Partnership.objects.get(pk=self.keys[number])
        row.lessons_en = f"Measured {number} times, ours, in run {self.run}."
        row.save()
        return 1


@registered
class SavingForm(SavingCase):
    name = "saving-form"
    work = "Saving as the desk does: partnership, a side and a theme in one transaction"

    def prepare(self, rounds: int) -> str:
        self.themes = list(Theme.objects.all())
        return super().prepare(rounds)

    def ours(self, number: int) -> Any:
        with transaction.atomic():
            row = Partnership.objects.select_for_update().get(pk=self.keys[number])
            row.lessons_en = f"Measured {number} times, by form, in run {self.run}."
            row.save()
            side = row.participations.first()
            assert side
            side.contribution_en = f"Measured {number} times, in run {self.run}."
            side.save()
            theme = self.themes[number % len(self.themes)]
            removed, _each = PartnershipTheme.objects.filter(partnership=row, theme=theme, main=False).delete()
            if not removed and not row.theme_rows.filter(theme=theme).exists():
                PartnershipTheme.objects.create(partnership=row, theme=theme)
        return 1
