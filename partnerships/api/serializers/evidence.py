"""How we know: sources, and places in them."""

from typing import Any

from rest_framework import serializers

from partnerships.api.serializers.base import (
    CodeField,
    LangField,
    RegistrySerializer,
    TextField,
    code_of,
    date_of,
    words,
)
from partnerships.models import Source


class SourceReference(RegistrySerializer):
    """A source in short. `sources/{code}/` says more."""

    code = code_of("Code of the source.")
    title = words("Title, in the source's own language.")
    kind = CodeField(Source.Kind, "What kind of source it is.")
    url = words("Address on the web; empty if there is none.")
    publisher = words("Who published it.")
    published = date_of("When it was published.")


class SourceEntry(SourceReference):
    """A source: something published, an agreement, a report, or what somebody told."""

    language = words("Language of the source.")
    region = code_of("Section whose own account it is.", "region.code")
    note = TextField("What a reader must know before trusting it.")
    told_by = words("Oral testimony: role and office of who told it.")
    told_on = date_of("Oral testimony: when.")
    heard_by = words("Oral testimony: role and office of who heard it.")
    lang = LangField()


class LocatedSerializer(RegistrySerializer):
    """Something with its place in a source; the place comes last."""

    source = SourceReference(read_only=True, help_text="The source.")  # type: ignore[assignment]
    heading = words("Heading in the source, word for word.")
    page = words("Page or pages in the source.")
    quote = words("A few words of the source, word for word.")
    quote_language = words("Language of the quotation.")

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        place = {name: fields.pop(name) for name in LocatedSerializer._declared_fields}
        return {**fields, **place}


class CitationSerializer(LocatedSerializer):
    """That a source speaks of the object as a whole, and where."""


def citations_of() -> serializers.BaseSerializer:
    """The citations of an object."""
    return CitationSerializer(many=True, read_only=True, help_text="Where the sources speak of it.")
