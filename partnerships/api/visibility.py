"""What of the rows that only accompany partnerships the public may see."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerships.models import Event, Partnership, Source
from partnerships.models.evidence import Located
from regions.models import CountryRegion


def public_events() -> "QuerySet[Event]":
    """Events the public may see: not those of a partnership that is itself not public."""
    return Event.objects.filter(Q(partnership=None) | Q(partnership__in=Partnership.objects.published()))


def public_sources() -> "QuerySet[Source]":
    """Sources the public may see: not those used for nothing but partnerships that are not public."""
    public = Partnership.objects.published().values("pk")
    hidden, shown = Q(), Q(code__in=CountryRegion.objects.values("source"))
    for model in Located.__subclasses__():
        uses: Any = model._default_manager.filter(source=OuterRef("pk")).order_by()
        if any(field.name == "partnership" for field in model._meta.fields):
            hidden |= Q(Exists(uses.filter(partnership__isnull=False).exclude(partnership__in=public)))
            shown |= Q(Exists(uses.filter(Q(partnership=None) | Q(partnership__in=public))))
        else:
            shown |= Q(Exists(uses))
    return Source.objects.filter(~hidden | shown)
