"""The sources the public may see: all but those that serve nothing except drafts."""

from typing import Any

from django.db import models
from django.db.models import Q

from partnerships.models import Partnership, Source
from partnerships.models.evidence import Located


def public_sources() -> models.QuerySet[Source]:
    """Sources that some public fact refers to, or none at all: not those of unpublished partnerships alone."""
    public = Partnership.objects.published()
    shown, hidden = Q(), Q()
    models_with_sources: list[Any] = list(Located.__subclasses__())
    for model in models_with_sources:
        facts = model._default_manager.order_by()
        if any(field.name == "partnership" for field in model._meta.fields):
            shown |= Q(pk__in=facts.filter(Q(partnership=None) | Q(partnership__in=public)).values("source"))
            hidden |= Q(pk__in=facts.exclude(partnership=None).exclude(partnership__in=public).values("source"))
        else:
            shown |= Q(pk__in=facts.values("source"))
    return Source.objects.filter(shown | ~hidden)
