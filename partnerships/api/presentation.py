"""Parameters that steer how an answer is shown rather than what it holds, and the language of an answer."""

from django import forms
from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.request import Request

from partnerships.parameters import StrictForm

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100


class Presentation(StrictForm):
    """What every endpoint accepts."""

    lang = forms.ChoiceField(
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("Language of the texts and messages. Without it, the Accept-Language header decides."),
    )
    translations = forms.ChoiceField(
        choices=[("all", _("every language"))],
        required=False,
        help_text=_("With `all`, every object carries its texts in every language there is."),
    )


class PagedPresentation(Presentation):
    """What lists accept besides."""

    page = forms.IntegerField(required=False, min_value=1, help_text=_("Page of the results, from 1."))
    page_size = forms.IntegerField(
        required=False, min_value=1, max_value=MAX_PAGE_SIZE, help_text=_("Results a page: 20 unless told, at most 100.")
    )


class PartnershipsPresentation(PagedPresentation):
    """What the list of partnerships accepts besides."""

    facets = forms.ChoiceField(
        choices=[("1", _("yes"))],
        required=False,
        help_text=_("With 1, the answer carries the counts of every choice as well, as at facets/."),
    )


def preferred_language(request: Request) -> str:
    """The language of ours that the Accept-Language header likes best.

    Cookies are left out, because an answer may be kept by a shared cache that looks at this header only.
    """
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language") or ""):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def parameter_errors(form: forms.Form) -> dict[str, list[str]]:
    """What is wrong with the parameters a form has read, by the name of the parameter."""
    found: dict[str, list[str]] = {}
    for field, errors in form.errors.as_data().items():
        for error in errors:
            name = error.params["name"] if error.code == "unknown_parameter" and error.params else field
            found.setdefault(name, []).extend(error.messages)
    return found
