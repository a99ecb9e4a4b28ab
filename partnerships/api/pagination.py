import json
from collections.abc import Sequence
from typing import Any, overload

from django.core.paginator import EmptyPage, Paginator
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from partnerships.answers import Answer
from partnerships.api.presentation import PAGE_SIZE


class KeysInOrder(Sequence[int]):
    """The primary keys of all that answers a question, in the order asked for; only a slice of them is ever read."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __len__(self) -> int:
        return self.answer.count

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            start, stop, _step = place.indices(len(self))
            return self.answer.keys(start, stop)
        return self[place : place + 1 or None][0]


class Pages(PageNumberPagination):
    """Numbered pages. What the view has read from `page` and `page_size` is already known to be sound."""

    template = None

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page asked for. A page beyond the last does not exist."""
        self.request = request
        asked = view.presentation.cleaned_data
        paginator = Paginator(queryset, asked["page_size"] or PAGE_SIZE)
        try:
            self.page = paginator.page(asked["page"] or 1)
        except EmptyPage:
            raise NotFound(_("There is no such page: the last one is %(last)s.") % {"last": paginator.num_pages}) from None
        return list(self.page)

    def envelope(self, results: Sequence[bytes], **beside: Any) -> bytes:
        """The page as JSON around results that are JSON already; the same as `get_paginated_response` gives.

        What is to stand `beside` the results comes before them.
        """
        around = {"count": self.page.paginator.count, "next": self.get_next_link(), "previous": self.get_previous_link()}
        head = json.dumps(around | beside, ensure_ascii=False, separators=(",", ":")).encode()
        return head[:-1] + b',"results":[' + b",".join(results) + b"]}"

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """None here: the schema takes them from the view's presentation form, like every other parameter."""
        return []

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope of a page, in OpenAPI 3.1."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "How many there are on all pages together."},
                "next": address | {"description": "Address of the next page; null on the last."},
                "previous": address | {"description": "Address of the page before; null on the first."},
                "results": schema,
            },
        }


class PagesWithFacets(Pages):
    """Pages beside which the counts of choices stand if they are asked for."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope of a page; `facets` is the same as at `facets/`."""
        described = super().get_paginated_response_schema(schema)
        described["properties"]["facets"] = {
            "type": "object",
            "description": "Only if `facets` is given: by parameter, its values with their counts, as at `facets/`.",
            "additionalProperties": {"type": "array", "items": {"$ref": "#/components/schemas/FacetChoice"}},
        }
        word = {"type": "string"}
        described["properties"]["corrections"] = {
            "type": "array",
            "description": "Only if words of `q` match nothing: each with what was searched instead. `literal=1` prevents it.",
            "items": {"type": "object", "required": ["typed", "searched"], "properties": {"typed": word, "searched": word}},
        }
        return described
