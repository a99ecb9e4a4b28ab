"""What one can take away of a search: the same set as files, as a feed, from the API, or within another site."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.filters import PRESENTATION
from partnerships.views.asking import address_of, less

FRAME = '<iframe src="{address}" title="{title}" width="100%" height="720" loading="lazy"></iframe>'


@dataclass(frozen=True)
class Taking:
    """One form in which to take the results: what it is called, what it holds, where it is."""

    name: str
    note: str
    address: str


def _export(ending: str, query: QueryDict, **settings: str) -> str:
    query = query.copy()
    for name, value in settings.items():
        query[name] = value
    text = query.urlencode()
    return reverse("partnerships").rstrip("/") + f".{ending}" + (f"?{text}" if text else "")


def _within_the_api(query: QueryDict) -> str:
    query = query.copy()
    query["lang"] = get_language() or ""
    return f"{reverse('api-partnerships')}?{query.urlencode()}"


def asked_alone(query: QueryDict) -> QueryDict:
    """The question without anything that only steers how one page shows it."""
    return less(query, PRESENTATION)


def feed_of(query: QueryDict) -> str:
    """Where the feed of a question is."""
    return _export("atom", less(asked_alone(query), ["sort"]))


def takings(query: QueryDict) -> list[Taking]:
    """Every form in which the results of a question can be taken, the table first."""
    question = asked_alone(query)
    return [
        Taking("CSV", _("All results as a table with codes and names, for any program"), _export("csv", question)),
        Taking(
            _("CSV for Excel"),
            _("The same with semicolons, as Excel reads it in French and Spanish"),
            _export("csv", question, delimiter="semicolon", bom="1"),
        ),
        Taking("XLSX", _("All results as a workbook, licence and date on a sheet of their own"), _export("xlsx", question)),
        Taking("NDJSON", _("All results as the API tells them, one a line, for programs"), _export("ndjson", question)),
        Taking("GeoJSON", _("All results with the places of their partners, for maps"), _export("geojson", question)),
        Taking(_("Feed"), _("What is new and changed in this search, for feed readers (Atom)"), feed_of(query)),
        Taking("API", _("The same question to the API, page by page"), _within_the_api(question)),
    ]


def embedding(request: HttpRequest, query: QueryDict, title: str) -> str:
    """The lines of HTML by which other sites show the bare list."""
    rest = less(query, [name for name in PRESENTATION if name not in {"view", "page_size"}])
    rest["embed"] = "1"
    address = request.build_absolute_uri(address_of(rest))
    return FRAME.format(address=escape(address), title=escape(title))
