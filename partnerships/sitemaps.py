"""What search engines are told of: every public page, in every language."""

from collections.abc import Iterable
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db import models
from django.urls import reverse

from partnerships.models import Fund, Goal, Partnership, Target, Theme
from regions.models import Country, Organisation, Region


class TranslatedSitemap(Sitemap):
    """Pages that exist in every language and name each other as alternates."""

    i18n = True
    alternates = True
    x_default = True
    limit = 2000


class PlainPages(TranslatedSitemap):
    """The pages that stand whatever the registry holds."""

    NAMES = (
        "home", "partnerships", "map", "governments", "organisations", "countries", "regions",
        "funds", "goals", "themes", "about", "glossary", "api-docs",
    )  # fmt: skip

    def items(self) -> tuple[str, ...]:
        return self.NAMES

    def location(self, item: str) -> str:
        return reverse(item)


class PartnershipPages(TranslatedSitemap):
    def items(self) -> models.QuerySet[Partnership]:
        return Partnership.objects.published().only("code", "updated").order_by("code")

    def lastmod(self, item: Partnership) -> Any:
        return item.updated


class RecordPages(TranslatedSitemap):
    """One page a row, found by its public code."""

    def __init__(self, page: str, codes: "Iterable[Any]") -> None:
        self.page = page
        self.codes = codes

    def items(self) -> "Iterable[Any]":
        # A queryset keeps what it has read; each request must see the registry as it is.
        return self.codes.all() if isinstance(self.codes, models.QuerySet) else self.codes

    def location(self, item: Any) -> str:
        return reverse(self.page, args=[item])


def _codes(queryset: models.QuerySet, field: str = "code") -> models.QuerySet:
    return queryset.order_by(field).values_list(field, flat=True)


SITEMAPS: dict[str, Sitemap] = {
    "pages": PlainPages(),
    "partnerships": PartnershipPages(),
    "governments": RecordPages("government", _codes(Organisation.objects.governments())),
    "organisations": RecordPages("organisation", _codes(Organisation.objects.others())),
    "countries": RecordPages("country", _codes(Country.objects.all(), "alpha2")),
    "regions": RecordPages("region", _codes(Region.objects.all())),
    "funds": RecordPages("fund", _codes(Fund.objects.all())),
    "goals": RecordPages("goal", _codes(Goal.objects.all(), "number")),
    "targets": RecordPages("target", Target.objects.order_by("order").values_list("code", flat=True)),
    "themes": RecordPages("theme", _codes(Theme.objects.all())),
}
