"""The kinds of question a parameter can put, and the form that refuses what it does not know."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.functional import SimpleLazyObject, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from partnerships.models import Goal
from partnerships.refusals import NO_TEXT, one_of, refusals
from partnerships.tally.keeping import TALLY

MAX_QUERY_LENGTH = 300
MAX_VALUES = 50


Known = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True)
class Vocabulary:
    """Which of some codes are among a few fixed ones; `known` says it where one may write more than just these."""

    codes: list[str]
    known: Known | None = None

    def __call__(self, codes: Iterable[str]) -> Iterable[str]:
        return self.known(codes) if self.known else [code for code in codes if code in self.codes]


class CodesField(forms.Field):
    """Several public codes, by repeating the parameter. An unknown code is an error that names it.

    `other` is a parameter for which it may be meant instead, with what that knows.
    """

    widget = forms.SelectMultiple

    def __init__(
        self, *, known: Known, normalise: Callable[[str], str], other: tuple[str, Known] | None = None, **kwargs: object
    ):
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.known = known
        self.normalise = normalise
        self.other = other

    def to_python(self, value: object) -> list[str]:
        values = [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]
        return list(dict.fromkeys(self.normalise(text.strip()) for text in values if text.strip()))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if not value:
            return
        if len(value) > MAX_VALUES:
            raise ValidationError(_("At most %(limit)s values."), params={"limit": MAX_VALUES})
        if any("\x00" in text for text in value):
            raise ValidationError(NO_TEXT)
        unknown = set(value) - set(self.known(value))
        if not unknown:
            return
        if self.other:
            parameter, known = self.other
            misplaced = unknown & set(known(unknown))
            if misplaced:
                message = _("There is nothing with the code %(codes)s here; ask for it with “%(parameter)s=”.")
                raise ValidationError(message, code="unknown", params={"codes": quoted(misplaced), "parameter": parameter})
        message = _("There is nothing with the code %(codes)s.")
        if isinstance(self.known, Vocabulary):
            message = format_lazy("{} {}", message, one_of(self.known.codes))
        raise ValidationError(message, code="unknown", params={"codes": quoted(unknown)})


def _quoted(codes: Iterable[str]) -> str:
    """Codes as a message names them, no matter how long somebody made them."""
    return ", ".join(pgettext("a word somebody typed", "“%(word)s”") % {"word": code[:60]} for code in sorted(codes))


# Lazy as the message around it: the language of an answer may be settled after its parameters are read.
quoted = lazy(_quoted, str)


class GivenOnceForm(forms.Form):
    """A form of parameters, none of them required, of which only lists of codes may be repeated.

    Of the many there are, few are given: only for these are there fields. The others have the values of empty ones.
    """

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.known_fields = self.base_fields
        self.base_fields = {name: field for name, field in self.known_fields.items() if name in (data or {})}  # type: ignore[misc]
        super().__init__(data, **kwargs)
        for field in self.fields.values():
            field.error_messages |= refusals(field)

    def clean(self) -> dict[str, Any]:
        for name, field in self.known_fields.items():
            if name not in self.fields:
                self.cleaned_data[name] = field.clean(None)
        for name, field in self.fields.items():
            values = self.data.getlist(name) if hasattr(self.data, "getlist") else []
            if len(values) > 1 and not isinstance(field, CodesField) and name not in self.errors:
                self.add_error(name, ValidationError(_("Give this parameter once.")))
        return self.cleaned_data


class StrictForm(GivenOnceForm):
    """The form of a strict FilterSet: parameters it does not know are errors."""

    also_accepted: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        known = {*self.known_fields, *self.fields, *self.also_accepted}
        for name in sorted(set(self.data) - known):
            message = _("There is no parameter “%(name)s”. Known are: %(known)s.")
            params = {"name": name[:60], "known": ", ".join(sorted(known))}
            self.add_error(None, ValidationError(message, code="unknown_parameter", params=params))
        super().clean()
        first, last = self.cleaned_data.get("year_from"), self.cleaned_data.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", ValidationError(_("The last year lies before the first.")))
        return self.cleaned_data


@cache
def form_class(questions: type[django_filters.FilterSet]) -> type[forms.Form]:
    """The form that reads the parameters of a FilterSet."""
    fields = {name: parameter.field for name, parameter in questions.base_filters.items()}
    return type(f"{questions.__name__}Form", (questions._meta.form,), fields)


class StrictFilterSet(django_filters.FilterSet):
    """Parameters that are all known and all sound, or an error."""

    class Meta:
        fields: list[str] = []
        form = StrictForm

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: models.QuerySet | SimpleLazyObject | None = None,
        *,
        accepts: Iterable[str] = (),
    ) -> None:
        """`accepts` names the further parameters that the asking door deals with itself, such as `page`."""
        # Not the library's: it copies every filter for every question, for filters that want to know who asks. Ours do not.
        self.is_bound = data is not None
        self.data = data or QueryDict()
        # Most questions are answered from memory and need none.
        self.queryset = SimpleLazyObject(self._meta.model._default_manager.all) if queryset is None else queryset
        self.request = self.form_prefix = None
        self.filters = self.base_filters
        self.form.also_accepted = tuple(accepts)

    def get_form_class(self) -> type[forms.Form]:
        return form_class(type(self))  # type: ignore[arg-type]


class BoxField(forms.CharField):
    """A box on the map: west, south, east, north in degrees, separated by commas."""

    def clean(self, value: object) -> tuple[float, float, float, float] | None:
        text = super().clean(value)
        if not text:
            return None
        parts = text.split(",")
        if len(parts) != 4 or not all(re.fullmatch(r"\s*-?[0-9]{1,3}(\.[0-9]{1,15})?\s*", part) for part in parts):
            raise ValidationError(_("Give four numbers: west,south,east,north in degrees."))
        west, south, east, north = (float(part) for part in parts)
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            raise ValidationError(_("Longitudes lie between −180 and 180, latitudes between −90 and 90, south before north."))
        return west, south, east, north


def among(model: type[models.Model], field: str = "code") -> Known:
    """Which of some codes the table of `model` knows."""
    return lambda codes: model._default_manager.filter(**{f"{field}__in": codes}).values_list(field, flat=True)


def carried_or(kind: str, known: Known) -> Known:
    """The same as `known`, which is not asked for codes of a kind that published partnerships carry: those there are."""

    def known_of(codes: Iterable[str]) -> Iterable[str]:
        carried = TALLY.carried(kind, codes)
        rest = set(codes) - carried
        return carried | set(known(rest)) if rest else carried

    return known_of


def among_choices(choices: type[models.TextChoices]) -> Known:
    """Which of some codes a fixed vocabulary knows."""
    return Vocabulary(choices.values)


def known_goals(codes: Iterable[str]) -> Iterable[str]:
    """Which of some texts are numbers of goals."""
    numbers = [code for code in codes if re.fullmatch(r"[1-9][0-9]?", code)]
    return [str(number) for number in Goal.objects.filter(number__in=numbers).values_list("number", flat=True)]
