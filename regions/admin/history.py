"""Who changed what and when, read from the rows that database triggers keep."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

# Columns that change with every save and tell nothing.
SILENT = {"created", "updated", "order"}
LABELS = {"insert": _("added"), "update": _("changed"), "delete": _("removed")}


@dataclasses.dataclass
class Change:
    """One row added, changed or removed, with the fields that differ from before."""

    when: datetime.datetime
    who: str
    what: str
    which: str
    label: Any
    fields: list[tuple[str, str, str]]


def keeps_history(model: type[models.Model]) -> bool:
    """Whether triggers record the rows of `model`."""
    return any(relation.name == "history" for relation in model._meta.related_objects)


def changes_of(record: models.Model, parts: Iterable[tuple[type[models.Model], str]] = ()) -> list[Change]:
    """Everything recorded about `record`, newest first.

    `parts` are the models whose rows belong to it, each with its foreign key: the partners of a
    partnership, say. Reads the whole history of the one record: a few hundred rows at most.
    """
    rows = _rows(type(record), "pgh_obj", record.pk)
    for model, key in parts:
        if keeps_history(model):
            rows += _rows(model, key, record.pk)
    names = _Names(row for _fields, row, _before in rows)
    changes = []
    # Sorting is stable: of what was saved together, the record itself stays before its parts.
    for fields, row, before in sorted(rows, key=lambda found: found[1].pgh_created_at, reverse=True):
        model = row.pgh_tracked_model
        values = (names.value(field, getattr(row, field.attname)) for field in fields)
        change = Change(
            when=row.pgh_created_at,
            who=names.user(row),
            what=_what(model),
            which="" if model is type(record) else next(filter(None, values), ""),
            label=LABELS[row.pgh_label],
            fields=_differences(fields, row, before, names),
        )
        if change.fields or row.pgh_label != "update":
            changes.append(change)
    return changes


def _what(model: type[models.Model]) -> str:
    if model._meta.auto_created:
        _own, other = (field for field in model._meta.fields if field.is_relation)
        return str(other.related_model._meta.verbose_name)  # type: ignore[union-attr]
    return str(model._meta.verbose_name)


def _rows(model: type[models.Model], key: str, value: Any) -> list[tuple[list[Any], Any, Any]]:
    """The history rows of `model` that `key` ties to the record, each with the row before it."""
    history: Any = model._meta.get_field("history").related_model
    translated = {getattr(field, "translated_field", None) for field in model._meta.concrete_fields}
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated and field.name not in {key, *SILENT} and field not in translated
    ]
    before: dict[Any, Any] = defaultdict(lambda: None)
    found = []
    for row in history.objects.filter(**{f"{key}_id": value}).select_related("pgh_context").order_by("pgh_id"):
        found.append((fields, row, before[row.pgh_obj_id]))
        before[row.pgh_obj_id] = row
    return found


def _differences(fields: list[Any], row: Any, before: Any, names: "_Names") -> list[tuple[str, str, str]]:
    if row.pgh_label == "delete":
        before, row = row, None
    found = []
    for field in fields:
        old, new = (names.value(field, getattr(side, field.attname, None)) if side else "" for side in (before, row))
        if old != new:
            found.append((_label(field), old, new))
    return found


def _label(field: Any) -> str:
    if language := getattr(field, "language", ""):
        return f"{field.translated_field.verbose_name} – {get_language_info(language)['name_local']}"
    return str(field.verbose_name)


class _Names:
    """What foreign keys and users in history rows are called, read in one query a model."""

    def __init__(self, rows: Iterable[Any]) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for row in rows:
            wanted[get_user_model()].add(self._user_key(row))
            for field in row._meta.concrete_fields:
                if field.is_relation and not field.name.startswith("pgh_"):
                    wanted[field.related_model].add(getattr(row, field.attname))
        self.known = {model: model._default_manager.in_bulk(keys - {None}) for model, keys in wanted.items()}

    @staticmethod
    def _user_key(row: Any) -> Any:
        return row.pgh_context.metadata.get("user") if row.pgh_context else None

    def user(self, row: Any) -> str:
        """Who did it; imports and commands run without a user."""
        key = self._user_key(row)
        found = self.known[get_user_model()].get(key)
        if found:
            return found.get_full_name() or found.get_username()
        return str(_("the registry itself (an import or a command)")) if key is None else f"#{key}"

    def value(self, field: Any, value: Any) -> str:
        """A value as people read it."""
        if value in (None, "", []):
            return ""
        if field.is_relation:
            return str(self.known.get(field.related_model, {}).get(value, f"#{value}"))
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        choices = dict(getattr(getattr(field, "base_field", field), "flatchoices", ()))
        if isinstance(value, list):
            return ", ".join(str(choices.get(item, item)) for item in value)
        return str(choices.get(value, value))
