"""What records are called in the reader's language, remembered until anything may be called otherwise."""

from collections.abc import Callable, Iterable

from django.db import connection, models
from django.utils.translation import get_language

from partnerships.tally.keeping import TALLY
from regions.texts import text_of

# Of organisations; more are forgotten again.
MOST_REMEMBERED = 20_000


class Labels:
    """The names of the rows of one table, by code."""

    def __init__(
        self, rows: Callable[[], models.QuerySet], *, by: str = "code", text: str = "name", many: bool = False
    ) -> None:
        """`by` names the field of the code, `text` that of the name. Without `many`, the whole table is read at once."""
        self.rows = rows
        self.by = by
        self.text = text
        self.many = many
        self.remembered: dict[str, dict[str, str]] = {}
        self.naming = -1

    def every(self) -> dict[str, str]:
        """The names of all rows of a table that is read at once, in their order."""
        known = self._remembered()
        return self._read(None) if known is None else known

    def of(self, codes: Iterable[str]) -> dict[str, str]:
        """The names of those rows that there are, in the order of the rows or, of `many`, of the codes."""
        wanted = list(dict.fromkeys(codes))
        known = self._remembered()
        if known is None:
            return self._ordered(self._read(wanted), wanted)
        if self.many and (missing := [code for code in wanted if code not in known]):
            # An empty name stands for a code that no row of this table has.
            known |= dict.fromkeys(missing, "") | self._read(missing)
        return self._ordered(known, wanted)

    def _remembered(self) -> dict[str, str] | None:
        """What is remembered in the active language; None where nothing may be, as inside a transaction."""
        if connection.in_atomic_block or not TALLY.is_fresh():
            return None
        if self.naming != TALLY.naming:
            self.remembered, self.naming = {}, TALLY.naming
        language = get_language() or ""
        known = self.remembered.get(language)
        if known is None or len(known) > MOST_REMEMBERED:
            known = self.remembered[language] = {} if self.many else self._read(None)
        return known

    def _ordered(self, known: dict[str, str], wanted: list[str]) -> dict[str, str]:
        if self.many:
            return {code: known[code] for code in wanted if known.get(code)}
        among = set(wanted)
        return {code: label for code, label in known.items() if code in among}

    def _read(self, codes: list[str] | None) -> dict[str, str]:
        rows = self.rows() if codes is None else self.rows().filter(**{f"{self.by}__in": codes})
        return {str(getattr(row, self.by)): text_of(row, self.text).value for row in rows}
