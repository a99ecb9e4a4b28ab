"""Answers that belong to no page: the root, probes, robots, and errors."""

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partnerships.views.missing import missing_page


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The home page in the visitor's language, which the middleware has found out already."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(reverse("home") + (f"?{query}" if query else ""))
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """That the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """That the database answers too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read by robots, except the desk and the endless combinations of questions."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /i18n/",
        "Disallow: /*?*q=",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def is_api(request: HttpRequest) -> bool:
    """Whether a program asked, which wants a problem document rather than a page."""
    return request.path.startswith("/api/")


def problem(status: int, title: str, detail: str) -> JsonResponse:
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(document, status=status, content_type="application/problem+json")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be understood at all."""
    if is_api(request):
        return problem(400, _("This request cannot be understood."), _("Check the address and the parameters."))
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing under this address: say so in the visitor's language and offer the search."""
    if is_api(request):
        return problem(404, _("Not found."), _("There is nothing under this address."))
    return missing_page(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; the page needs neither the database nor anything else that may be broken."""
    if is_api(request):
        return problem(500, _("The registry failed to answer."), _("The fault is ours, and it has been recorded."))
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        return HttpResponse(render_to_string("500.html"), status=500)
