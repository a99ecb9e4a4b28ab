"""The desk: the one admin site, on which only what is registered by name appears."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class PeekingPage(Page):
    """A page that was read with one row more than it shows, to know whether another follows."""

    def __init__(self, rows: list[Any], number: int, paginator: Paginator) -> None:
        super().__init__(rows[: paginator.per_page], number, paginator)
        self.followed = len(rows) > paginator.per_page

    def has_next(self) -> bool:
        return self.followed

    def has_other_pages(self) -> bool:
        return self.followed or self.has_previous()


class PeekingPaginator(Paginator):
    """Pages without a total: to count every “san…” of a large table costs more than to find the first twenty."""

    FURTHEST = 1000

    def page(self, number: int | str) -> PeekingPage:
        """One page. Raises EmptyPage below the first and beyond where anybody would scroll."""
        number = int(number)
        if not 1 <= number <= self.FURTHEST:
            raise EmptyPage
        start = (number - 1) * self.per_page
        return PeekingPage(list(self.object_list[start : start + self.per_page + 1]), number, self)  # type: ignore[index]


class ChoiceView(AutocompleteJsonView):
    """What an autocomplete offers, each with enough to choose well."""

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator:
        return PeekingPaginator(*args, **kwargs)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Let the record's own admin say how a choice reads, if it does."""
        result = super().serialize_result(obj, to_field_name)
        if describe := getattr(self.model_admin, "describe_choice", None):
            result["text"] = describe(obj)
        return result


class Pile(NamedTuple):
    """Records that wait for somebody, and where they are listed."""

    label: Any
    size: int
    address: str


class Desk(admin.AdminSite):
    """Where section staff keep the registry."""

    site_header = _("Cooperation registry")
    site_title = _("Cooperation registry")
    index_title = _("The desk")
    # The way between pages is short and leads over the index; the form needs the room.
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # What fills the index with work: functions from a request to piles. See `partnerships.admin.worklists`.
        self.work: list[Callable[[HttpRequest], list[Pile]]] = []
        # Records of a registry are removed one by one, after looking at each.
        self.disable_action("delete_selected")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Answer 400 to a NUL character in an address: PostgreSQL cannot hold one, so nothing can be meant by it."""

        def careful(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
                raise BadRequest("The address contains a NUL character.")
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(careful, view), cacheable)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Answer an autocomplete."""
        return ChoiceView.as_view(admin_site=self)(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the languages, each under its own name, for the language switches."""
        languages = [get_language_info(code) for code, _name in settings.LANGUAGES]
        return {**super().each_context(request), "desk_languages": languages}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What there is, and what waits for the reader."""
        piles = [pile for find in self.work for pile in find(request)]
        return super().index(request, {"piles": piles, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What staff open every day first, by the `desk_order` of each admin."""
        listed = super().get_app_list(request, app_label)
        for app in listed:
            app["models"].sort(key=lambda entry: getattr(self.get_model_admin(entry["model"]), "desk_order", 99))
        order = [getattr(self.get_model_admin(app["models"][0]["model"]), "desk_order", 99) for app in listed]
        return [app for _place, app in sorted(zip(order, listed, strict=True), key=lambda pair: pair[0])]


desk = Desk()
