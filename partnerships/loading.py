"""Loads the registry's own records from `fixtures/`, readable YAML with natural keys.

Loading twice changes nothing. Loading overwrites what somebody changed in a record that the files
also hold, and leaves alone every record they do not hold. The format is described in
`fixtures/README.md`; anything the loader does not understand stops it, with the file and the record.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError, models, transaction

from partnerships.concepts import COLLECTIONS, CONCEPTS, Concept, Record
from regions import models as places


class FixtureError(Exception):
    """A file of `fixtures/` cannot be loaded; the message names the file, the record and what is wrong."""


def load_registry(directory: Path, report: Callable[[str], None] = lambda line: None) -> None:
    """Load every file of `directory` in one transaction: all of it or, with a FixtureError, nothing.

    `report` is told each file once it is done, as one line.
    """
    files = {name: _read(directory / name) for name in [concept.file for concept in CONCEPTS] + [row[0] for row in COLLECTIONS]}
    overrides = {row["alpha2"]: row["name"] for row in _read(directory / "country_names.yaml")}
    people = {row.pop("alpha2"): row for row in _read(directory / "demonyms.yaml")}
    for record in files["countries.yaml"]:
        if record["alpha2"] in overrides:
            record["name"] = overrides[record["alpha2"]]
        record["people"] = people.get(record["alpha2"], {})
    loader = _Loader()
    with transaction.atomic():
        loaded = []
        for concept in CONCEPTS:
            for position, record in enumerate(files[concept.file], start=1):
                with _blaming(concept.file, record):
                    prepared = _in_order(concept.model, position, concept.prepare(dict(record)))
                    loaded.append((concept, prepared, loader.place(concept, prepared)))
        for concept, record, instance in loaded:
            with _blaming(concept.file, record):
                loader.complete(concept, record, instance)
        for name, model, belonging in COLLECTIONS:
            with _blaming(name, {}):
                loader.replace(model, files[name], belonging)
        for concept in CONCEPTS:
            report(f"{concept.file}: {len(files[concept.file])}")


def _read(path: Path) -> list[Record]:
    try:
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FixtureError(f"{path} is missing.") from None
    except yaml.YAMLError as error:
        raise FixtureError(f"{path} is not valid YAML: {error}") from error
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise FixtureError(f"{path} must hold a list of records.")
    return records


@contextlib.contextmanager
def _blaming(file: str, record: Record) -> Iterator[None]:
    """Turns whatever goes wrong with a record into a FixtureError that names it."""
    name = record.get("code") or record.get("alpha2") or record.get("number") or "a record"
    try:
        yield
    except ValidationError as error:
        raise FixtureError(f"{file}, {name}: {'; '.join(error.messages)}") from error
    except (LookupError, TypeError, ValueError, DatabaseError) as error:
        raise FixtureError(f"{file}, {name}: {str(error).strip()}") from error


def _in_order(model: type[models.Model], position: int, record: Record) -> Record:
    """The record with its position in the file, for models that keep an order, unless it names one itself."""
    return {"order": position} | record if any(f.name == "order" for f in model._meta.fields) else record


def _key_field(model: type[models.Model]) -> str:
    return "code" if any(f.name == "code" for f in model._meta.fields) else model._meta.pk.name


class _Loader:
    """Places the records of one run, looking natural keys up as it goes."""

    def __init__(self) -> None:
        self.keys: dict[type[models.Model], dict[str, Any]] = {}

    def place(self, concept: Concept, record: Record) -> models.Model:
        """Make or update the row itself, leaving what may refer to rows still to come."""
        model, key = concept.model, _key_field(concept.model)
        instance = model._default_manager.filter(**{key: record[key]}).first() or model(**{key: record[key]})
        values = self._values(model, record, skip={*concept.children}, optional_references=False)
        self._save(instance, values)
        self.keys.setdefault(model, {})[str(record[key])] = instance.pk
        return instance

    def complete(self, concept: Concept, record: Record, instance: models.Model) -> None:
        """Set references, many-to-many relations and child rows, now that everything exists."""
        self._save(instance, self._values(concept.model, record, skip={*concept.children}))
        for relation in concept.model._meta.many_to_many:
            if relation.remote_field.through._meta.auto_created:
                wanted = {self._find(relation.related_model, key) for key in record.get(relation.name) or []}
                manager = getattr(instance, relation.name)
                if wanted != set(manager.values_list("pk", flat=True)):
                    manager.set(wanted)
        for name, model in concept.children.items():
            parent = concept.model._meta.get_field(name).remote_field.name
            kept = {"kind": "usual"} if model is places.OrganisationName else {}
            self.replace(model, record.get(name) or [], {parent: instance}, kept)

    def replace(
        self, model: type[models.Model], records: Iterable[Record], belonging: Record, kept: Record | None = None
    ) -> None:
        """Make the rows of `model` with these `belonging` values equal to `records`, touching nothing if they are."""
        wanted = [self._values(model, _in_order(model, position, record)) for position, record in enumerate(records, start=1)]
        rows = model._default_manager.filter(**{f"{k}__isnull" if v is None else k: v or True for k, v in belonging.items()})
        rows = rows.exclude(**kept).order_by("pk") if kept else rows.order_by("pk")
        blank = model()
        names = {name for values in wanted for name in values}
        complete = [{name: getattr(blank, name) for name in names} | values for values in wanted]
        if complete == [{name: getattr(row, name) for name in names} for row in rows] and names:
            return
        if not names and not rows.exists():
            return
        rows.delete()
        for values in wanted:
            row = model(**values, **{key: value for key, value in belonging.items() if value is not None})
            row.clean_fields()
            row.save()

    def _save(self, instance: models.Model, values: Record) -> None:
        changed = {name: value for name, value in values.items() if getattr(instance, name) != value}
        if changed or instance._state.adding:
            for name, value in changed.items():
                setattr(instance, name, value)
            instance.clean_fields(exclude=[f.name for f in instance._meta.fields if f.is_relation])
            instance.save()

    def _values(
        self,
        model: type[models.Model],
        record: Record,
        skip: Collection[str] = (),
        optional_references: bool = True,
    ) -> Record:
        """The record's plain values by attribute name, cleaned as the model's fields understand them."""
        values: Record = {}
        for name, value in record.items():
            if name in skip or value is None:
                continue
            try:
                known = model._meta.get_field(name)
            except FieldDoesNotExist:
                raise LookupError(f"there is no field “{name}”") from None
            if known.many_to_many:
                continue
            if known.is_relation:
                if optional_references or not known.null:
                    values[known.attname] = self._find(known.related_model, value)
            elif isinstance(value, dict):
                unknown = set(value) - set(settings.MODELTRANSLATION_LANGUAGES)
                if unknown:
                    raise LookupError(
                        f"“{name}” has texts in {', '.join(sorted(unknown))}, which is not a language of the registry"
                    )
                values |= {f"{name}_{language}": str(text).strip() for language, text in value.items()}
            else:
                plain = value if isinstance(value, (str, bool, list)) else str(value)
                values[name] = known.clean(plain, None) if plain != "" else plain
        return values

    def _find(self, model: Any, key: object) -> Any:
        """The primary key of the row a natural key names. Raises LookupError when there is none."""
        known = self.keys.setdefault(model, {})
        if str(key) not in known:
            row = model._default_manager.filter(**{_key_field(model): key}).first()
            if row is None:
                raise LookupError(f"there is no {model._meta.verbose_name} with the code “{key}”")
            known[str(key)] = row.pk
        return known[str(key)]
