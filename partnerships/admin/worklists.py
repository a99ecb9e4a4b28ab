"""What the staff of a section have to look at: filters of the list of partnerships."""

import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.models import Evidence, Partnership
from regions.admin.access import own_sections
from regions.admin.site import Pile

STALE_AFTER = datetime.timedelta(days=2 * 365)
Publication = Partnership.Publication
PILES = {
    "undocumented": _("undocumented: nothing cited, or a partner unnamed"),
    "oral": _("only told, not written"),
    "one-sided": _("only one side has reported"),
    "stale": _("not confirmed for two years"),
    "untranslated": _("title or summary not in my language"),
}


class OwnFilter(admin.SimpleListFilter):
    """Everything, or what one's own sections answer for."""

    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("of my sections"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Partnership]) -> QuerySet[Partnership]:
        if self.value() is None:
            return queryset
        if self.value() != "mine":
            raise IncorrectLookupParameters
        own = Partnership.objects.editable_by(request.user).filter(stewards__in=own_sections(request.user))
        return queryset.filter(pk__in=own.values("pk"))


class WorkFilter(admin.SimpleListFilter):
    """One pile of work at a time."""

    title = _("work to do")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(PILES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Partnership]) -> QuerySet[Partnership]:
        if self.value() is None:
            return queryset
        if self.value() not in PILES:
            raise IncorrectLookupParameters
        return pile(queryset, str(self.value()))


def pile(queryset: QuerySet[Partnership], name: str) -> QuerySet[Partnership]:
    """Those of `queryset` that lie on one of the `PILES`."""
    match name:
        case "undocumented":
            return queryset.filter(search_row__evidence=Evidence.PLACEHOLDER)
        case "oral":
            return queryset.filter(search_row__evidence=Evidence.ORAL)
        case "one-sided":
            return queryset.alias(sides=Count("reports__organisation", distinct=True)).filter(sides=1)
        case "stale":
            return queryset.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=localdate() - STALE_AFTER))
        case "untranslated":
            return queryset.filter(_empty("title") | _empty("summary"))
    raise KeyError(name)


def work_of(request: HttpRequest) -> list[Pile]:
    """How much waits on each pile, for the index; administrators see everybody's."""
    editable = Partnership.objects.editable_by(request.user)
    address = reverse("admin:partnerships_partnership_changelist")
    whose = {} if request.user.is_superuser else {"whose": "mine"}
    piles = [
        Pile(label, editable.filter(publication=code).count(), f"{address}?{urlencode({'publication__exact': code, **whose})}")
        for code, label in ((Publication.DRAFT, _("drafts")), (Publication.IN_REVIEW, _("in review")))
    ]
    piles += [
        Pile(label, pile(editable, name).count(), f"{address}?{urlencode({'work': name, **whose})}")
        for name, label in PILES.items()
    ]
    return piles


def _empty(field: str) -> Q:
    column = f"{field}_{(get_language() or 'en').split('-')[0]}"
    return Q(**{column: None}) | Q(**{column: ""})
