"""Pages that other sites may show within their own, by the parameter `embed=1`. Everything else refuses to be framed."""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt

from partnerships.views.missing import Missing, missing_page

View = Callable[..., HttpResponseBase]


def is_embedded(request: HttpRequest) -> bool:
    """Whether somebody asks for the bare page to put into theirs."""
    return request.GET.get("embed") == "1"


def embeddable(view: View) -> View:
    """Let a page that only reads, and knows nobody, be framed by anybody when it is asked for with `embed=1`."""

    def bare(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        # Answered here, because what is raised further leaves the frame behind.
        try:
            return view(request, *args, **kwargs)
        except Missing as missing:
            return missing_page(request, missing, embedded=True)

    framed = csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(bare))

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return (framed if is_embedded(request) else view)(request, *args, **kwargs)

    return answer
