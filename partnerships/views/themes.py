"""Themes: what partnerships are about."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.answers import published_counts
from partnerships.models import Fund, Theme, ThemeList, ThemeListEntry
from partnerships.views.alphabet import by_name
from partnerships.views.footnotes import Footnotes
from partnerships.views.holdings import holding_of
from partnerships.views.missing import Missing
from regions.texts import text_of


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    """The tree of themes with the number of partnerships of each, those of the branches below it included."""
    branches: dict[int | None, list[Theme]] = {}
    for theme in Theme.objects.order_by("order", "code"):
        branches.setdefault(theme.parent_id, []).append(theme)
    entries = ThemeListEntry.objects.select_related("theme").order_by("order")
    lists = ThemeList.objects.select_related("region", "source").prefetch_related(Prefetch("entries", entries))
    lists = lists.order_by("valid_from", "code")
    notes = Footnotes()
    notes.number(lists)
    context = {
        "page_title": _("Themes"),
        "page_description": _("What partnerships are about: a tree of themes with the number of partnerships of each."),
        "themes": branches.get(None, []),
        "branches": branches,
        "counts": published_counts("theme"),
        "lists": lists,
        "notes": notes,
    }
    return render(request, "partnerships/themes.html", context)


@require_safe
def theme_page(request: HttpRequest, code: str) -> HttpResponse:
    """A theme: what belongs to it, who else lists it and in which words, its funds and partnerships."""
    children = Theme.objects.order_by("order", "code")
    theme = (
        Theme.objects.select_related("parent__parent")
        .prefetch_related(
            Prefetch("children", children),
            Prefetch("funds", Fund.objects.order_by(by_name(), "code")),
            Prefetch(
                "list_entries",
                ThemeListEntry.objects.select_related("theme_list__region", "theme_list__source").order_by(
                    "theme_list__valid_from", "theme_list__code", "order"
                ),
            ),
        )
        .filter(code=code)
        .first()
    )
    if theme is None:
        raise Missing(_("There is no theme with the code “%(code)s”.") % {"code": code[:80]})
    siblings = list(children.filter(parent=theme.parent).exclude(pk=theme.pk)) if theme.parent else []
    related = [*theme.children.all(), *siblings]
    notes = Footnotes()
    notes.number([entry.theme_list for entry in theme.list_entries.all()])
    context = {
        "page_title": text_of(theme, "name").value,
        "page_description": text_of(theme, "description").value,
        "theme": theme,
        "siblings": siblings,
        "counts": published_counts("theme", [other.code for other in related]),
        "holding": holding_of(theme=theme.code),
        "notes": notes,
    }
    return render(request, "partnerships/theme.html", context)
