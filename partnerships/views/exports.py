"""The list of partnerships as files and as a feed, at its own address with an ending."""

from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.api.problems import ParameterErrors
from partnerships.api.views.base import MAX_AGE
from partnerships.exports import LICENCE_URL
from partnerships.exports.asking import Export, export_of
from partnerships.exports.formats import FORMATS, Format
from partnerships.exports.naming import file_name
from partnerships.exports.state import tag_of
from partnerships.exports.workbook import TooManyRowsError
from partnerships.views.asking import asked
from partnerships.views.missing import Missing


@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Every partnership that answers the question in the address; 400 in plain words if it is no question."""
    if ending not in FORMATS:
        listed = ", ".join(FORMATS)
        raise Missing(
            _("Partnerships do not come as “%(ending)s”; there are: %(listed)s.") % {"ending": ending[:20], "listed": listed}
        )
    query = asked(request)
    # An unknown language is said to be unknown in that of the address.
    wanted = query.get("lang")
    language = wanted if wanted in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    with override(language):
        response = _answer(request, FORMATS[ending], ending, language)
        response["Content-Language"] = language
        response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, kind: Format, ending: str, language: str) -> HttpResponseBase:
    try:
        export = export_of(asked(request), kind.asked_by, language, request.build_absolute_uri("/").removesuffix("/"))
        kind.check(export)
    except ParameterErrors as errors:
        reasons = [f"{name}: {' '.join(messages)}" for name, messages in errors.errors.items()]
        return _refusal("\n".join([str(errors.detail), "", *reasons]))
    except TooManyRowsError as error:
        return _refusal(str(error))
    tag = tag_of(export, ending)
    response = get_conditional_response(request, etag=tag) or _file(request, kind, export)
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    if response.status_code == 200:
        response["Content-Disposition"] = disposition(kind, export, ending)
        response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    return response


def _file(request: HttpRequest, kind: Format, export: Export) -> HttpResponseBase:
    if request.method == "HEAD":
        return StreamingHttpResponse(content_type=kind.media_type)
    blocks = kind.blocks(export)
    # The first block is made here, so that what prevents it is still answered with an error.
    return StreamingHttpResponse(chain([next(blocks, b"")], blocks), content_type=kind.media_type)


def disposition(kind: Format, export: Export, ending: str) -> str:
    """Whether the file is kept or shown, and its name."""
    return f'attachment; filename="{file_name(export, ending)}"' if kind.to_keep else "inline"


def _refusal(text: str) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=400, content_type="text/plain; charset=utf-8")
