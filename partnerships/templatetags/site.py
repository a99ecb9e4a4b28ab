"""What every page needs to know of the site: its addresses in other languages, its files, its query string."""

import datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import Max
from django.http import HttpRequest, QueryDict
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from partnerships.models import Partnership
from regions.models import Organisation

register = template.Library()

# Parameters by which others follow visitors around. Pages ignore them and never repeat them.
TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid", "msclkid", "ref")


def is_tracking(name: str) -> bool:
    """Whether a parameter only says where a visitor came from."""
    return name in TRACKING or name.startswith("utm_")


@register.simple_tag
def file(path: str) -> str:
    """The address of a static file; its plain one when the files were not collected, so that error pages always render."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return settings.STATIC_URL + path


@register.simple_tag
def page_direction() -> str:
    """`rtl` or `ltr`, for the root element."""
    return "rtl" if get_language_bidi() else "ltr"


def without_tracking(query: QueryDict) -> str:
    """The query string as one may pass it on."""
    kept = query.copy()
    for parameter in list(kept):
        if is_tracking(parameter) or parameter == "lang":
            del kept[parameter]
    return kept.urlencode()


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page in every language: code, address with the same query string, whether it is the present one."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request else "/"
    query = without_tracking(request.GET) if request else ""
    choices = []
    for code, _name in settings.LANGUAGES:
        translated = translate_url(path, code)
        if translated == path and code != get_language():
            # An address that does not exist (an error page) has no translation: lead home.
            translated = translate_url(reverse("home"), code)
            address = translated
        else:
            address = f"{translated}?{query}" if query else translated
        choices.append({"code": code, "address": address, "current": code == get_language()})
    return choices


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], address: str) -> str:
    """An address of ours with scheme and host."""
    return context["request"].build_absolute_uri(address)


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The address under which search engines should know this page: path and page number, nothing else."""
    request: HttpRequest = context["request"]
    page = request.GET.get("page", "")
    return request.build_absolute_uri(request.path + (f"?page={page}" if page.isdigit() and page != "1" else ""))


@register.simple_tag(takes_context=True)
def unprefixed(context: dict[str, Any]) -> str:
    """This page's address without a language, which asks the visitor's browser: for `x-default`."""
    request: HttpRequest = context["request"]
    path = request.path.removeprefix(f"/{get_language()}")
    return request.build_absolute_uri(path or "/")


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: object) -> str:
    """The page's query string with some parameters changed, or removed with None."""
    query = context["request"].GET.copy()
    for parameter in list(query):
        if is_tracking(parameter):
            del query[parameter]
    for parameter, value in changes.items():
        if value is None:
            query.pop(parameter, None)
        else:
            query[parameter] = str(value)
    return f"?{query.urlencode()}"


NAVIGATION = (
    ("partnerships", _("Partnerships")),
    ("map", _("Map")),
    ("governments", _("Governments")),
    ("regions", _("Sections")),
    ("funds", _("Funds")),
    ("goals", _("Goals")),
    ("themes", _("Themes")),
    ("about", _("About")),
)


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The main entries: label, address, whether the present page lies below it."""
    request: HttpRequest | None = context.get("request")
    entries = [{"label": label, "address": reverse(url_name)} for url_name, label in NAVIGATION]
    for entry in entries:
        entry["current"] = request is not None and request.path.startswith(str(entry["address"]))
    return entries


@register.simple_tag
def organisation_url(organisation: Organisation) -> str:
    """The page of an organisation: governments have their own kind."""
    return reverse("government" if organisation.is_government else "organisation", args=[organisation.code])


@register.simple_tag
def data_as_of() -> datetime.datetime | None:
    """When a public partnership was last changed: how fresh the page's data are."""
    return Partnership.objects.published().aggregate(last=Max("updated"))["last"]


@register.filter
def host(address: str) -> str:
    """`https://www.example.org/a` → `example.org`, to name a link by where it leads."""
    return urlsplit(address).netloc.removeprefix("www.")
