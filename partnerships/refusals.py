"""What a parameter says when it cannot take what it was given: in plain words, and with what it can take."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# More choices are not listed in a sentence.
MOST_LISTED = 12

NO_TEXT = _("There is a character in this that belongs to no text (U+0000). Write it without.")


def refusals(field: forms.Field) -> dict[str, Any]:
    """By code of error, what to say of a field instead of the library's words."""
    match field:
        case forms.IntegerField():
            return dict.fromkeys(("invalid", "min_value", "max_value"), _number(field.min_value, field.max_value))
        case forms.ChoiceField():
            choices: Any = field.choices
            return {"invalid_choice": one_of([str(value) for value, _label in choices if value])}
        case forms.DateTimeField():
            return {"invalid": _("Give a day or a moment, such as 2026-01-31 or 2026-01-31T12:00:00Z.")}
        case forms.CharField():
            longest = format_lazy(_("Give at most {limit} characters."), limit=field.max_length)
            return {"max_length": longest, "null_characters_not_allowed": NO_TEXT}
    return {}


def one_of(values: list[str]) -> str | Promise:
    """That only certain values are possible, and which, unless there are many."""
    if len(values) > MOST_LISTED:
        return _("This is none of the values there are.")
    if len(values) == 1:
        return format_lazy(_("Give {value}, or leave it out."), value=values[0])
    return format_lazy(_("Give one of these: {values}."), values=", ".join(values))


def _number(first: Any, last: Any) -> str | Promise:
    if first is None:
        return _("Give a whole number.")
    if last is None:
        return format_lazy(_("Give a whole number, {first} or more."), first=first)
    return format_lazy(_("Give a whole number from {first} to {last}."), first=first, last=last)
