"""Reading a translated text, and saying in which language it turned out to be."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import get_language


class Text(NamedTuple):
    """A text and the language it is in; both empty when there is none in any language."""

    value: str
    language: str


def reading_order(instance: models.Model, language: str | None = None) -> list[str]:
    """Languages to try: the reader's, then the one the record was written in, then the registry's own order."""
    first = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
    original = getattr(instance, "original_language", "") or first
    return list(dict.fromkeys([first, original, *settings.MODELTRANSLATION_LANGUAGES]))


def text_of(instance: models.Model, field: str, language: str | None = None) -> Text:
    """The text of a translated field in the reader's language, or in the nearest one there is."""
    for code in reading_order(instance, language):
        value = getattr(instance, f"{field}_{code}", "")
        if value:
            return Text(value, code)
    return Text("", "")


def texts_of(instance: models.Model, field: str) -> dict[str, str]:
    """Every language version there is of a translated field, by language code."""
    versions = {code: getattr(instance, f"{field}_{code}", "") for code in settings.MODELTRANSLATION_LANGUAGES}
    return {code: value for code, value in versions.items() if value}
