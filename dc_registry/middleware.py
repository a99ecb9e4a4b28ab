"""What the whole site refuses, and what happens when the database cannot be reached."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


READ = ("GET", "HEAD", "OPTIONS")
WRITABLE = ("/admin/", "/i18n/", "/api/")


class ReadOnlyPages:
    """Answers 405 to whoever would write to a public page; the desk and the API see to themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READ or request.path.startswith(WRITABLE):
            return self.get_response(request)
        return HttpResponseNotAllowed(READ, render_to_string("405.html"))


class DatabaseAway:
    """Answers 503 with a helpful page, or a problem document, instead of an error of the program."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a lost connection into 503; leave every other exception alone."""
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        logger.error("The database cannot be reached: %s", exception)
        headers = {"Retry-After": "30"}
        if request.path.startswith("/api/"):
            problem = {
                "type": "about:blank",
                "title": _("The registry cannot reach its data at the moment."),
                "status": 503,
                "detail": _("Nothing is lost. Please try again in half a minute."),
            }
            return JsonResponse(problem, status=503, headers=headers, content_type="application/problem+json")
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
