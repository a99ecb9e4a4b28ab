"""Saving only what has changed."""

from typing import Any, Self

from django.db import models


class WritesWhatChanged(models.Model):
    """A record of long texts, of which saving writes the columns that are not as they were read.

    All of them would be written and compressed again, and what somebody else has saved meanwhile be undone. Values that
    can be changed in place, such as lists, are not for such a record: they would be taken for unchanged.
    """

    class Meta:
        abstract = True

    # By column, as the database has them; None as long as that is not known.
    _stored: dict[str, Any] | None = None

    def save(self, *, force_insert: Any = False, update_fields: Any = None, **options: Any) -> None:
        """Write what has changed and the moment, or all of a record that was not read from the database."""
        stored = self._stored
        if update_fields is None and not force_insert and stored and stored.get(self._meta.pk.attname) == self.pk:
            update_fields = self._changed(stored)
        super().save(force_insert=force_insert, update_fields=update_fields, **options)
        self._stored = self._held()

    @classmethod
    def from_db(cls, *read: Any, **options: Any) -> Self:
        """Remember what was read."""
        record = super().from_db(*read, **options)
        record._stored = record._held()
        return record

    def refresh_from_db(self, *which: Any, **options: Any) -> None:
        """Read it again; what is saved then is all of it."""
        super().refresh_from_db(*which, **options)
        self._stored = None

    def _held(self) -> dict[str, Any]:
        columns = [field.attname for field in self._meta.concrete_fields]
        return {column: self.__dict__[column] for column in columns if column in self.__dict__}

    def _changed(self, stored: dict[str, Any]) -> set[str]:
        changed: set[str] = set()
        for field in self._meta.concrete_fields:
            name = field.attname
            is_new = name in self.__dict__ and (name not in stored or self.__dict__[name] != stored[name])
            if is_new or getattr(field, "auto_now", False):
                changed.add(field.name)
        # Nobody reads the column of a text without its language, and to write it would write another language's, too.
        return changed - {
            field.translated_field.name for field in self._meta.concrete_fields if hasattr(field, "translated_field")
        }
