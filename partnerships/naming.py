"""What the fixed vocabularies are called, for the search: *jumelage* finds twinnings.

The labels live in the translations of the program, so the program tells the database whenever it is installed anew.
"""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import connection, models
from django.utils.translation import override

from partnerships.models import Partnership

SEARCHED: dict[str, type[models.TextChoices]] = {
    "form": Partnership.Form,
    "direction": Partnership.Direction,
    "level": Partnership.Level,
}

# What people call them besides: by kind, value and language, words separated by commas.
ALSO: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "also_called.yaml").read_text(encoding="utf-8")
)

NAME = """
    INSERT INTO partnerships_searchname AS n (code, names, called, vector)
    SELECT %(code)s, array_agg(DISTINCT registry_plain(label)), string_agg(DISTINCT registry_plain(label), ' | '),
           registry_concat(to_tsvector(registry_config(language), label) || to_tsvector('registry_simple', label)
                           ORDER BY language, label)
    FROM unnest(%(labels)s::text[], %(languages)s::text[]) AS said (label, language)
    ON CONFLICT (code) DO UPDATE SET names = excluded.names, called = excluded.called, vector = excluded.vector
    WHERE (n.names, n.vector) IS DISTINCT FROM (excluded.names, excluded.vector)
"""


def name_fixed_vocabularies(**kwargs: Any) -> None:
    """Tell the database what every form, direction and level is called in every language. A receiver of `post_migrate`."""
    languages = list(settings.MODELTRANSLATION_LANGUAGES)
    with connection.cursor() as cursor:
        for kind, vocabulary in SEARCHED.items():
            for choice in vocabulary:
                code = f"{kind}:{choice.value}"
                said = [(label, language) for language in languages for label in _labels(kind, choice, language)]
                labels, of = zip(*said, strict=True)
                cursor.execute(NAME, {"code": code, "labels": list(labels), "languages": list(of)})
        cursor.execute("SELECT registry_renamed()")


def _labels(kind: str, choice: models.TextChoices, language: str) -> list[str]:
    also = ALSO.get(kind, {}).get(choice.value, {}).get(language, "")
    with override(language):
        return [str(choice.label).replace("–", "-"), *(word.strip() for word in also.split(",") if word.strip())]
