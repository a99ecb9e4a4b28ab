"""The orders in which partnerships can be told."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    """In which order results come. Every order ends with the code, so that it is total."""

    RELEVANCE = "relevance", _("relevance")
    NEWEST = "newest", _("latest beginning first")
    OLDEST = "oldest", _("earliest beginning first")
    UPDATED = "updated", _("last updated first")
    TITLE = "title", _("title")


def title_order() -> list[str | models.expressions.Combinable]:
    """By title in the reader's language, in others where it is missing, without regard to accents and case."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    languages = dict.fromkeys([language, *settings.MODELTRANSLATION_LANGUAGES])
    titles = [models.functions.NullIf(F(f"title_{code}"), models.Value("")) for code in languages]
    title = models.functions.Coalesce(*titles, models.Value(""))
    return [models.Func(title, function="registry_fold"), "code"]


def order_of(sort: str, *, by_relevance: bool) -> list[str | models.expressions.Combinable]:
    """The order for the database; without words to search, relevance means last updated first."""
    match sort or Sort.RELEVANCE:
        case Sort.NEWEST:
            return [F("search_row__year_from").desc(nulls_last=True), "code"]
        case Sort.OLDEST:
            return [F("search_row__year_from").asc(nulls_last=True), "code"]
        case Sort.TITLE:
            return title_order()
        case Sort.RELEVANCE if by_relevance:
            return ["-relevance", "-search_row__rank", "code"]
        case _:
            return ["-updated", "code"]
