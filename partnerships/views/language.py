"""The parameter `lang` at a page, whose address says its language already: it leads to the same page in that language."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponseBase]


class LanguageField(forms.Form):
    """A language we do not have is a mistake."""

    lang = forms.ChoiceField(required=False, choices=settings.LANGUAGES, label=_("Language"))


def in_language_asked_for(view: View) -> View:
    """Answer a query string of the API, in another language than the page's, at that language's page."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        match request.GET.getlist("lang"):
            case [language] if language in dict(settings.LANGUAGES) and language != get_language():
                query = request.GET.copy()
                del query["lang"]
                rest = f"?{query.urlencode()}" if query else ""
                return HttpResponseRedirect(translate_url(request.path, language) + rest)
        return view(request, *args, **kwargs)

    return answer
