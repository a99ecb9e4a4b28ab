"""Errors of the API: problem documents (RFC 9457) in the language asked for, never HTML and never a stack trace."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

PROBLEM_TYPE = "application/problem+json"

TITLES = {
    400: gettext_lazy("Bad request"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Method not allowed"),
    406: gettext_lazy("Not acceptable"),
}


class Problem(serializers.Serializer):
    """What went wrong, in the language asked for (RFC 9457)."""

    type = serializers.CharField(help_text="Always `about:blank`: the HTTP status says what kind of problem it is.")
    title = serializers.CharField(help_text="The kind of problem in words.")
    status = serializers.IntegerField(help_text="The HTTP status once more.")
    detail = serializers.CharField(help_text="What happened and what to do.")
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="Only with status 400: for each parameter that cannot be used, why.",
    )


class ParameterErrors(exceptions.APIException):
    """Parameters that are unknown or make no sense; `errors` says why, by parameter."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        self.errors = dict(errors)
        names = ", ".join(self.errors)
        super().__init__(_("These parameters cannot be used as given: %(names)s.") % {"names": names})


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to an exception raised while answering; None for an error of the program itself."""
    match error:
        case Http404():
            error = exceptions.NotFound(_("There is nothing at this address."))
        case PermissionDenied():
            error = exceptions.PermissionDenied()
        case SuspiciousOperation() | BadRequest():
            error = exceptions.ParseError(_("The request cannot be read."))
    if not isinstance(error, exceptions.APIException):
        return None
    code = error.status_code
    problem = {"type": "about:blank", "title": str(TITLES.get(code, error.default_detail)), "status": code}
    problem["detail"] = str(error.detail)
    if isinstance(error, ParameterErrors):
        problem["errors"] = error.errors
    return Response(problem, status=code, content_type=PROBLEM_TYPE)
