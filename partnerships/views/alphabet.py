"""Names in the alphabetical order of the reader's language."""

import unicodedata

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language


def by_name(field: str = "name") -> models.Func:
    """The name a reader sees, without accents and case: what to sort by. Follow it with the key.

    It is an expression of columns, never `F("name")`: translation would choose the column when the
    module is imported, and everybody would get the order of one language.
    """
    first = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    columns = [f"{field}_{code}" for code in dict.fromkeys([first, *settings.MODELTRANSLATION_LANGUAGES])]
    versions = [NullIf(models.F(column), models.Value("")) for column in columns]
    return models.Func(Coalesce(*versions, models.Value("")), function="registry_fold", output_field=models.TextField())


def folded(text: str) -> str:
    """A text without accents, case and leading signs, to sort short lists by in Python."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return "".join(letters).casefold().lstrip("“”«»‘’\"'([ ")
