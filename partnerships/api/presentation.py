"""Parameters that steer how an answer is shown rather than what it holds, and the language of an answer."""

from django import forms
from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.request import Request

from partnerships.facets import FACETS
from partnerships.parameters import CodesField, StrictForm

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
ALL = "all"


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


class FacetsPresentation(PagedPresentation):
    """What the list of partnerships and the counts of its choices accept besides."""

    facets = CodesField(
        known=lambda names: [name for name in names if name in (*FACETS, ALL)],
        normalise=str.lower,
        required=False,
        help_text=_("Parameters whose choices are counted, or all: in the list none unless named, at facets/ all."),
    )

    @property
    def wanted(self) -> tuple[str, ...]:
        """The parameters named, in the order in which they are always told."""
        named = self.cleaned_data["facets"]
        return FACETS if ALL in named else tuple(name for name in FACETS if name in named)


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
