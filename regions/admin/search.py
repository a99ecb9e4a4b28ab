"""Finding a row of a short table by any of its names."""

from typing import Any

from django.db.models import Func, QuerySet, TextField, Value
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import get_translation_fields


def in_any_language(queryset: QuerySet[Any], text: str, *fields: str) -> QuerySet[Any]:
    """Rows whose `fields`, taken together in every language, contain each word of `text`; accents do not count.

    Reads the whole table, so it is for vocabularies, sources and the like. Organisations have
    `named_like`, partnerships `search`.
    """
    try:
        translated = set(translator.get_options_for_model(queryset.model).all_fields)
    except NotRegistered:
        translated = set()
    names = [name for field in fields for name in (get_translation_fields(field) if field in translated else [field])]
    queryset = queryset.alias(named=_folded(Func(Value(" "), *names, function="concat_ws", output_field=TextField())))
    for word in text.split():
        queryset = queryset.filter(named__contains=_folded(Value(word)))
    return queryset


def _folded(expression: Func | Value) -> Func:
    return Func(expression, function="registry_fold", output_field=TextField())
