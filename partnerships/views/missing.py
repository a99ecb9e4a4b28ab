"""How a page says that something does not exist."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from partnerships.templatetags.site import is_tracking


class Missing(Http404):
    """Nothing is there; the message, translated, tells the reader what and perhaps what to do."""


class NoSuchPage(Missing):
    """A list, whose pages `parameter` numbers, ends before the page asked for."""

    def __init__(self, number: int, last: int, parameter: str = "page") -> None:
        super().__init__(_("This list has no page %(number)s; its last page is %(last)s.") % {"number": number, "last": last})
        self.last = last
        self.parameter = parameter

    def last_page(self, request: HttpRequest) -> str:
        """The address of the last page of the same list."""
        query = request.GET.copy()
        for name in [name for name in query if is_tracking(name)]:
            del query[name]
        query[self.parameter] = str(self.last)
        return f"{request.path}?{query.urlencode()}"


def missing_page(request: HttpRequest, missing: Exception, *, embedded: bool = False) -> HttpResponse:
    """Status 404 with what the reader is to know: where the list ends, or that there is nothing; bare if it is embedded."""
    # Django's own messages are for developers, those of `Missing` for the reader.
    context = {
        "explanation": str(missing) if isinstance(missing, Missing) else "",
        "last_page": missing.last_page(request) if isinstance(missing, NoSuchPage) else "",
        "page_title": _("Not found"),
        "embedded": embedded,
        "layout": "embed.html" if embedded else "base.html",
        "without_database": True,
    }
    return render(request, "404.html", context, status=404)
