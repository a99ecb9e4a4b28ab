"""What a partnership still lacks before readers can rely on it."""

from babel import Locale
from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from partnerships.models import Partnership

# What every language needs before a reader of that language is served.
TRANSLATED = {"title": gettext_lazy("title"), "summary": gettext_lazy("summary")}


def missing_for_publication(partnership: Partnership) -> list[str]:
    """Each thing that is missing, in words, most important first. Asks the database a handful of questions."""
    lacking = [
        (partnership.participations.count() < 2, _("a second partner")),
        (not partnership.events.exists(), _("an event that says since when")),
        (not partnership.citations.exists(), _("a citation that says how we know")),
        (not _written(partnership, "summary"), _("a summary")),
        (not partnership.theme_rows.exists(), _("a theme")),
    ]
    return [words for lacks, words in lacking if lacks] + _missing_translations(partnership)


def in_a_sentence(things: list[str]) -> str:
    """“a summary, a theme and a citation”."""
    return get_text_list(things, _("and"))


def _written(partnership: Partnership, field: str) -> set[str]:
    return {code for code, _name in settings.LANGUAGES if getattr(partnership, f"{field}_{code}")}


def _missing_translations(partnership: Partnership) -> list[str]:
    # CLDR writes the names of languages as they stand within a sentence: “français”, but “French”.
    reader = Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-")
    found = []
    for code, _name in settings.LANGUAGES:
        fields = [name for name in TRANSLATED if code not in (there := _written(partnership, name)) and there]
        if fields:
            labels = [str(words) for name, words in TRANSLATED.items() if name in fields]
            found.append(
                _("%(fields)s in %(language)s") % {"fields": in_a_sentence(labels), "language": reader.languages[code]}
            )
    return found
