"""Dates as precise as a source allows: a year, a month or a day.

They are stored as text in the profile of ISO 8601 that EDTF level 0 names (`2022`, `2022-05`,
`2022-05-14`), so that they sort as text and never claim more than the source does.
"""

import calendar
import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

PARTIAL_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def first_day(value: str) -> datetime.date:
    """The first day a partial date may mean. Raises ValueError when it is no date (`2022-02-30`)."""
    parts = [int(part) for part in value.split("-")]
    return datetime.date(*[*parts, 1, 1][:3])


def last_day(value: str) -> datetime.date:
    """The last day a partial date may mean: 31 December of a year, the month's end of a month."""
    year, month, day = [*(int(part) for part in value.split("-")), 0, 0][:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def in_words(value: str) -> str:
    """A partial date as the active language writes it: `2022`, `May 2022`, `14 May 2022`."""
    day = first_day(value)
    match value.count("-"):
        case 0:
            return value
        case 1:
            return date_format(day, "YEAR_MONTH_FORMAT")
        case _:
            return date_format(day, "DATE_FORMAT")


def validate_partial_date(value: str) -> None:
    """Refuse what is not a year, a month or a day that exists."""
    try:
        if not (len(value) in {4, 7, 10} and value.replace("-", "").isascii()):
            raise ValueError
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a date. Write a year, a month or a day: 2022, 2022-05 or 2022-05-14."),
            code="partial_date",
            params={"value": value},
        ) from None


class PartialDateField(models.CharField):
    """A year, a month or a day as text; empty when unknown. See this module's docstring."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def deconstruct(self):  # type: ignore[no-untyped-def]
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs


def partial_date_check(field: str, name: str) -> models.CheckConstraint:
    """The database's own guard that `field` is empty or a partial date."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": PARTIAL_DATE}),
        name=name,
        violation_error_message=_("Write a year, a month or a day: 2022, 2022-05 or 2022-05-14."),
    )


def ordered_dates_check(start: str, end: str, name: str) -> models.CheckConstraint:
    """The database's guard that an interval does not end before it starts; either may be open.

    `2022` to `2022-05` is in order: only the digits both give are compared.
    """
    return models.CheckConstraint(
        condition=models.Q(**{end: ""}) | models.Q(**{f"{start}__lte": models.functions.Concat(end, models.Value("~"))}),
        name=name,
        violation_error_message=_("The end lies before the beginning."),
    )
