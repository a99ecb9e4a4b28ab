"""The way in: an index of the endpoints, their description, and what answers at every other address."""

import functools
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer, OpenApiYamlRenderer2
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from partnerships.api.views.base import RegistryView

ENDPOINTS = (
    "partnerships",
    "facets",
    "suggestions",
    "map",
    "governments",
    "organisations",
    "countries",
    "regions",
    "funds",
    "goals",
    "targets",
    "themes",
    "theme-lists",
    "agendas",
    "target-groups",
    "figures",
    "events",
    "trainings",
    "statements",
    "sources",
    "vocabulary",
    "schema",
)

ADDRESSES = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}


class Index(RegistryView):
    """The endpoints, by name."""

    @extend_schema(operation_id="index", responses={200: ADDRESSES}, tags=["index"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response({name: request.build_absolute_uri(reverse(f"api-{name}")) for name in ENDPOINTS})


@functools.cache
def description() -> dict[str, Any]:
    """The OpenAPI document; the same for everybody, and some work to make."""
    with translation.override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)


@extend_schema(exclude=True)
class Schema(RegistryView):
    """The OpenAPI 3.1 description of the API, as JSON or, if the Accept header prefers it, YAML."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer]

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(description())


@extend_schema(exclude=True)
class NoEndpoint(RegistryView):
    """Answers at every address under the API that means nothing."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.settle_language(request)
        raise Http404
