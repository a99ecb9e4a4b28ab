"""How the API writes texts, codes, numbers and addresses, the same in every object."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from rest_framework import serializers

from regions.texts import Text, text_of, texts_of


class TextField(serializers.CharField):
    """A translated text in the language served, or in the nearest one there is; empty if there is none.

    `of` names the related object that has the text, `text` its field there, where they differ from the usual.
    """

    def __init__(self, help_text: str, *, text: str = "", of: str = "") -> None:
        super().__init__(help_text=help_text, read_only=True)
        self.text = text
        self.of = of

    def get_attribute(self, instance: Any) -> Any:
        return text_of(self._subject(instance), self._name)

    def to_representation(self, value: Any) -> str:
        return value.value

    def versions(self, instance: models.Model) -> dict[str, str]:
        """The text in every language there is."""
        return texts_of(self._subject(instance), self._name)

    @property
    def _name(self) -> str:
        return self.text or self.field_name or ""

    def _subject(self, instance: models.Model) -> models.Model:
        return getattr(instance, self.of) if self.of else instance


class LangField(serializers.CharField):
    """The language of an object's texts: of the first that is not empty."""

    def __init__(self) -> None:
        super().__init__(help_text="Language of the texts served; empty when there is no text.", read_only=True)

    def get_attribute(self, instance: Any) -> Any:
        return next((text.language for _name, text in texts_served(self.parent, instance) if text.value), "")

    def to_representation(self, value: str) -> str:
        return value


class LangOfField(serializers.DictField):
    """The texts of an object that are in another language than its `lang`."""

    def __init__(self) -> None:
        super().__init__(
            child=serializers.CharField(),
            read_only=True,
            help_text="Texts of this object in another language than `lang`, with their language; usually empty.",
        )

    def get_attribute(self, instance: Any) -> Any:
        languages = {name: text.language for name, text in texts_served(self.parent, instance) if text.value}
        main = next(iter(languages.values()), "")
        return {name: language for name, language in languages.items() if language != main}


def texts_served(serializer: serializers.BaseSerializer, instance: models.Model) -> Iterator[tuple[str, Text]]:
    """The translated texts of an object as they are served, by field, in the order of the fields."""
    for name, field in serializer.fields.items():  # type: ignore[attr-defined]
        if isinstance(field, TextField):
            yield name, field.get_attribute(instance)


class CodeField(serializers.CharField):
    """A code out of a fixed vocabulary. Labels are at `vocabulary/`."""

    def __init__(self, choices: Any, help_text: str, **kwargs: Any) -> None:
        super().__init__(help_text=help_text, read_only=True, **kwargs)
        self.choices = choices


class NumberField(serializers.FloatField):
    """A decimal as a plain JSON number: 27, not "27.00"."""

    def to_representation(self, value: Decimal) -> int | float:  # type: ignore[override]
        return int(value) if value == int(value) else float(value)


class AddressField(serializers.URLField):
    """The absolute address of an object's public page, in the language served.

    Absolute needs the request or an `origin` in the serializer's context; without them the address starts with a slash.
    """

    def __init__(self, page: str, *, by: str = "code") -> None:
        super().__init__(help_text="The public page, in the language served.", read_only=True)
        self.page = page
        self.by = by

    def get_attribute(self, instance: Any) -> Any:
        path = reverse(self.page, args=[getattr(instance, self.by)])
        request = self.context.get("request")
        return request.build_absolute_uri(path) if request else self.context.get("origin", "") + path

    def to_representation(self, value: str) -> str:
        return value


class CountField(serializers.IntegerField):
    """How many published partnerships a filter by this object finds; the view counts them for the whole page."""

    def __init__(self, *, by: str = "code") -> None:
        super().__init__(help_text="How many published partnerships there are with it.", read_only=True)
        self.by = by

    def get_attribute(self, instance: Any) -> Any:
        return self.context.get("counts", {}).get(str(getattr(instance, self.by)), 0)


class RelatedCodesField(serializers.ListField):
    """The codes of related objects, in the order they were fetched."""

    def __init__(self, help_text: str, *, by: str = "code", child: serializers.Field | None = None, **kwargs: Any) -> None:
        super().__init__(child=child or serializers.CharField(), help_text=help_text, read_only=True, **kwargs)
        self.by = by

    def to_representation(self, value: Any) -> list[Any]:
        return [getattr(related, self.by) for related in value.all()]


class RegistrySerializer(serializers.Serializer):
    """An object of the API. With `translations=all` it also carries its texts in every language there is."""

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if self.context.get("translations"):
            texts = {name: field.versions(instance) for name, field in self.fields.items() if isinstance(field, TextField)}
            if texts:
                shown["translations"] = texts
        return shown


def code_of(help_text: str, source: str | None = None) -> serializers.CharField:
    """A public code; of a related object, or null if there is none, when `source` leads to one."""
    if source is None:
        return serializers.CharField(help_text=help_text, read_only=True)
    return serializers.CharField(source=source, help_text=help_text, read_only=True, allow_null=True)


def words(help_text: str, **kwargs: Any) -> serializers.CharField:
    """A text that is the same in every language; empty when unknown."""
    return serializers.CharField(help_text=help_text, read_only=True, **kwargs)


def date_of(help_text: str) -> serializers.CharField:
    """A partial date; empty when unknown."""
    return serializers.CharField(
        help_text=f"{help_text} As precise as the source: 2022, 2022-05 or 2022-05-14; empty when unknown.", read_only=True
    )


def number_of(help_text: str, **kwargs: Any) -> NumberField:
    """A decimal, or null."""
    return NumberField(help_text=help_text, read_only=True, allow_null=True, **kwargs)
