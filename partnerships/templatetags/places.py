"""Where things are, how many partnerships they hold, and how fund rules count, in the reader's words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerships.models import FundRule
from partnerships.wording import locale, percent
from regions.models import Organisation

register = template.Library()


@register.filter
def held(counts: Mapping[str, int], key: object) -> int:
    """How many public partnerships carry a code, by the counts that the view has made."""
    return counts.get(str(key), 0)


@register.filter
def of(mapping: Mapping[Any, Any] | None, key: object) -> Any:
    """What a mapping has under a key; nothing when it lacks it, or when the page gave no mapping at all."""
    return mapping.get(key) if mapping else None


def _degrees(value: Decimal) -> str:
    return format_decimal(abs(value), "0.00", locale=locale())


@register.simple_tag
def coordinates(organisation: Organisation) -> str:
    """`14.69° N, 17.44° W`: as precise as a town needs."""
    patterns = (
        pgettext("coordinates", "%(degrees)s° N"),
        pgettext("coordinates", "%(degrees)s° S"),
        pgettext("coordinates", "%(degrees)s° E"),
        pgettext("coordinates", "%(degrees)s° W"),
    )
    north, south, east, west = patterns
    latitude, longitude = organisation.latitude, organisation.longitude
    if latitude is None or longitude is None:
        return ""
    across = (north if latitude >= 0 else south) % {"degrees": _degrees(latitude)}
    along = (east if longitude >= 0 else west) % {"degrees": _degrees(longitude)}
    return f"{across}, {along}".replace("° ", "°\u00a0")


@register.simple_tag
def share(rule: FundRule) -> str:
    """The percentage of a rule: “60 %”, “at most 50 %”, “30 % to 60 %”; empty when it has none."""
    least, most = rule.percent_min, rule.percent_max
    if least is None and most is None:
        return ""
    if least == most:
        return percent(least)
    if least is None:
        return _("at most %(share)s") % {"share": percent(most)}
    if most is None:
        return _("at least %(share)s") % {"share": percent(least)}
    return _("%(least)s to %(most)s") % {"least": percent(least), "most": percent(most)}
