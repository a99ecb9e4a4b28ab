from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.api.presentation import Presentation
from partnerships.api.views.base import RegistryView
from partnerships.suggestions import KINDS, MAX_TYPED, Group, in_words, suggestions


class Typed(Presentation):
    """What suggestions are asked for with."""

    q = forms.CharField(
        required=False,
        max_length=MAX_TYPED,
        help_text=_("What was typed so far: the beginning of a name, a title or a code, in any language."),
    )


class SuggestionSerializer(serializers.Serializer):
    """Something that may be meant."""

    code = serializers.CharField(help_text="Its public code.")
    label = serializers.CharField(help_text="What it is called, in the language served.")  # type: ignore[assignment]
    lang = serializers.CharField(source="language", help_text="Language of the label.")
    matched = serializers.CharField(
        help_text="The name that begins as typed, when it is another than the label; empty when the label says it."
    )
    detail = serializers.CharField(help_text="What tells it from others of the same name, in words; may be empty.")
    partnerships = serializers.IntegerField(
        allow_null=True, help_text="How many published partnerships its question finds; null for a partnership."
    )
    url = serializers.SerializerMethodField(help_text="The public page, in the language served.")
    question = serializers.CharField(
        help_text="The query string of `partnerships/` it stands for: `government=dakar`; empty for a partnership."
    )

    def get_url(self, suggestion: Any) -> str:
        return self.context["request"].build_absolute_uri(suggestion.path)


class SuggestionGroup(serializers.Serializer):
    """Suggestions of one kind."""

    kind = serializers.CharField(help_text=f"What they are: {', '.join(KINDS)}.")
    label = serializers.CharField(help_text="The kind in words.")  # type: ignore[assignment]
    singular = serializers.CharField(help_text="One of the kind in words.")
    suggestions = SuggestionSerializer(many=True, help_text="The likeliest first, at most four.")


class SuggestionsSerializer(serializers.Serializer):
    """What may be meant by what was typed so far."""

    count = serializers.IntegerField(help_text="How many suggestions there are, at most twelve.")
    summary = serializers.CharField(help_text="The same in words, to be read out.")
    groups = SuggestionGroup(many=True, help_text="By kind; kinds without a suggestion are missing.")


class SuggestionList(RegistryView):
    """What may be meant while somebody is typing: governments, partnerships, themes and more whose name begins so.

    Every name in every language counts, from the beginning of any of its words; accents and case do not. Governments
    called exactly so come first, then those that take part in partnerships, then the larger ones. When nothing begins
    as typed, organisations with a similar name are offered.
    """

    serializer_class = SuggestionsSerializer
    presentation_class = Typed

    @extend_schema(operation_id="suggestions")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        groups: list[Group] = suggestions(self.presentation.cleaned_data["q"])
        count = sum(len(group.suggestions) for group in groups)
        answer = {"count": count, "summary": in_words(count), "groups": groups}
        return Response(self.get_serializer(answer).data)
