"""Numbers somebody claims."""

from rest_framework import serializers

from partnerships.api.serializers.base import (
    CodeField,
    LangField,
    LangOfField,
    NumberField,
    TextField,
    code_of,
    date_of,
    words,
)
from partnerships.api.serializers.evidence import LocatedSerializer
from partnerships.models import Figure


class FigureSerializer(LocatedSerializer):
    """A number with its date, qualifier and source. Figures about the same thing may disagree."""

    measure = words("What is counted, as a code: projects, governments, people.")
    label = TextField("What is counted, in words.")  # type: ignore[assignment]
    value = NumberField(read_only=True, help_text="The number.")
    unit = words("% or a currency; empty for a count.")
    qualifier = CodeField(Figure.Qualifier, "How exact the number is.")
    as_of = date_of("On which date it held.")
    scope = TextField("What the number covers and what not.")
    lang = LangField()
    lang_of = LangOfField()


class FigureEntry(FigureSerializer):
    """A number, with what it is about: one of the four, or none of them for figures about the world."""

    fund = code_of("Code of the fund.", "fund.code")
    partnership = code_of("Code of the partnership.", "partnership.code")
    region = code_of("Code of the section.", "region.code")
    training = code_of("Code of the training.", "training.code")


def figures_of() -> serializers.BaseSerializer:
    """The figures about an object."""
    return FigureSerializer(many=True, read_only=True, help_text="Numbers claimed of it, with their sources.")
