from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from partnerships.api.presentation import PAGE_SIZE


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
