"""The OpenAPI 3.1 description of the API, taken from the same forms and serializers that answer.

It is written for developers and, unlike everything else, in English only.
"""

from typing import Any

import django_filters
from django import forms
from django.utils.encoding import force_str
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from partnerships.api.problems import PROBLEM_TYPE, Problem
from partnerships.api.serializers.base import CodeField, TextField
from partnerships.api.serializers.organisations import LocationField
from partnerships.models import Evidence
from partnerships.parameters import CodesField
from partnerships.vocabularies import BY_PARAMETER, codes_and_labels, vocabulary_name

PROBLEMS = {
    "400": "A parameter is unknown, or its value makes no sense; `errors` names it.",
    "404": "There is no such page, or nothing public under this code.",
    "406": "The Accept header asks for something else than JSON.",
}


class CodeFieldSchema(OpenApiSerializerFieldExtension):
    """One named component for each vocabulary."""

    target_class = CodeField

    def get_name(self) -> str:
        return vocabulary_name(self.target.choices)

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        known = codes_and_labels(self.target.choices)
        lines = "\n".join(f"* `{code}`: {label}" for code, label in known)
        return {"type": "string", "enum": [code for code, label in known], "description": lines}


class LocationFieldSchema(OpenApiSerializerFieldExtension):
    """Latitude and longitude, or null."""

    target_class = LocationField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        degrees = {"type": "number", "format": "double"}
        return {
            "type": "object",
            "required": ["latitude", "longitude"],
            "properties": {
                "latitude": degrees | {"minimum": -90, "maximum": 90},
                "longitude": degrees | {"minimum": -180, "maximum": 180},
            },
        }


def parameter(name: str, field: forms.Field, choices: Any = None) -> OpenApiParameter:
    """A form field as a parameter of the query string."""
    schema: dict[str, Any] = {"type": "string"}
    match field:
        case CodesField():
            if choices:
                codes = [code for code, label in codes_and_labels(choices)]
                schema["enum"] = [form for code in codes for form in ((code, f"{code}+") if choices is Evidence else (code,))]
            schema = {"type": "array", "items": schema, "maxItems": 50}
        case forms.IntegerField():
            bounds = {"minimum": field.min_value, "maximum": field.max_value}
            schema = {"type": "integer"} | {key: value for key, value in bounds.items() if value is not None}
        case forms.ChoiceField():
            values: Any = field.choices
            schema["enum"] = [value for value, label in values if value]
        case forms.CharField() if field.max_length:
            schema["maxLength"] = field.max_length
    repeated: Any = {"style": "form", "explode": True} if schema["type"] == "array" else {}
    return OpenApiParameter(name, schema, description=force_str(field.help_text or field.label or ""), **repeated)


class RegistrySchema(AutoSchema):
    """Describes an endpoint by the forms that read its parameters, with its problems."""

    def get_override_parameters(self) -> list[Any]:
        view: Any = self.view
        filters: dict[str, django_filters.Filter] = getattr(view.filterset_class, "base_filters", {})
        asked = [
            parameter(name, search.field, getattr(search, "choices", None) or BY_PARAMETER.get(name))
            for name, search in filters.items()
        ]
        shown = [parameter(name, field) for name, field in view.presentation_class.base_fields.items()]
        return asked + shown

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        return []

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        problem = self.resolve_serializer(Problem, "response").ref
        problems = {
            status: {"description": text, "content": {PROBLEM_TYPE: {"schema": problem}}} for status, text in PROBLEMS.items()
        }
        return super()._get_response_bodies(direction) | problems

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        """All keys are always there, except `translations`, which is there when asked for."""
        schema = super()._map_basic_serializer(serializer, direction)
        instance = serializer() if isinstance(serializer, type) else serializer
        if isinstance(instance, Problem):
            return schema
        schema["required"] = list(schema["properties"])
        for described in schema["properties"].values():
            described.pop("readOnly", None)
        if any(isinstance(field, TextField) for field in instance.fields.values()):
            schema["properties"]["translations"] = {
                "type": "object",
                "description": "With `translations=all`: each text in every language there is, by field and language code.",
                "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
            }
        return schema
