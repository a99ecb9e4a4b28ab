"""The registry's words in templates: texts and their languages, dates, numbers, money, figures, lists."""

from collections.abc import Iterable
from functools import cache

from django import template
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

from partnerships.models import Event, Evidence, Figure, Partnership
from partnerships.models.evidence import Located
from partnerships.standing import Standing
from partnerships.wording import (
    direction_of,
    is_foreign,
    joined,
    language_name,
    money,
    number,
    own_name,
    percent,
    typeset,
    without_repeating,
)
from regions.dates import in_words
from regions.texts import Text, text_of

register = template.Library()
for words in (language_name, own_name, number, percent, money, joined):
    register.filter(words.__name__, words)


def language_note(language: str) -> SafeString:
    """The discreet note beside a text that is not in the page's language."""
    words = gettext("in %(language)s") % {"language": language_name(language)}
    return format_html(' <small class="in-language">{}</small>', words)


def marked(text: Text, *, element: str, note: bool) -> SafeString:
    words = typeset(text.value, text.language)
    if not is_foreign(text.language):
        return conditional_escape(words)
    return format_html(
        '<{0} lang="{1}" dir="{2}">{3}</{0}>{4}',
        mark_safe(element),  # noqa: S308 -- written by us
        text.language,
        direction_of(text.language),
        words,
        language_note(text.language) if note else "",
    )


@register.simple_tag
def text(record: models.Model, field: str, *, note: bool = True) -> SafeString:
    """A translated field inside a line; in another language than the page's it says so (`note=False`: only `lang`)."""
    return marked(text_of(record, field), element="span", note=note)


@register.simple_tag
def name(record: models.Model, field: str = "name") -> SafeString:
    """The name of somebody or something: marked when it is in another language, without a visible note."""
    return marked(text_of(record, field), element="span", note=False)


@register.simple_tag
def plain(record: models.Model, field: str) -> str:
    """A translated field without any marking: for titles of windows, attributes, `as` variables."""
    return text_of(record, field).value


@register.simple_tag
def prose(record: models.Model, field: str) -> SafeString:
    """A long translated field as paragraphs, marked with its language; empty when there is none."""
    value, language = text_of(record, field)
    if not value:
        return mark_safe("")
    paragraphs = linebreaks(typeset(value, language), autoescape=True)
    if not is_foreign(language):
        return mark_safe(paragraphs)  # noqa: S308 -- escaped by linebreaks
    note = format_html('<p class="in-language">{}</p>', gettext("In %(language)s") % {"language": language_name(language)})
    return format_html(
        '{}<div lang="{}" dir="{}">{}</div>',
        note,
        language,
        direction_of(language),
        mark_safe(paragraphs),  # noqa: S308 -- escaped by linebreaks
    )


@register.simple_tag
def quotation(words: str, language: str = "") -> SafeString:
    """Words of a source in quotation marks, in their own language, which is named when it is not the page's."""
    if not words:
        return mark_safe("")
    attributes = format_html(' lang="{}"', language) if language else ""
    note = language_note(language) if is_foreign(language) else ""
    return format_html('<q{} dir="{}">{}</q>{}', attributes, direction_of(language), typeset(words, language), note)


@register.filter
def partial_date(value: str) -> str:
    """`2022-05` → “May 2022”; nothing for nothing."""
    return in_words(value) if value else ""


@register.simple_tag
def period(start: str, end: str) -> str:
    """A span of partial dates in words; empty when neither is known."""
    if start and end:
        if start == end:
            return in_words(start)
        # Words need air around the dash, bare years do not.
        dash = "–" if len(start) == len(end) == 4 else "\u2009–\u2009"
        return f"{in_words(start)}{dash}{in_words(end)}"
    if start:
        return (pgettext("a full day", "since %(date)s") if _is_day(start) else gettext("since %(date)s")) % {
            "date": in_words(start)
        }
    if end:
        return (pgettext("a full day", "until %(date)s") if _is_day(end) else gettext("until %(date)s")) % {
            "date": in_words(end)
        }
    return ""


def _is_day(date: str) -> bool:
    return date.count("-") == 2


@register.simple_tag
def kind(partnership: Partnership) -> str:
    """Its form, direction and level, none of them twice."""
    shown = (partnership.get_form_display(), partnership.get_direction_display(), partnership.get_level_display())  # type: ignore[attr-defined]
    return " · ".join(without_repeating(map(str, shown)))


@register.simple_tag
def standing(partnership: Partnership) -> Standing:
    """Since when it runs and where it stands today. Needs `search_row`."""
    return Standing.of(partnership.search_row)


def evidence_words(level: int) -> str:
    return str(Evidence(level).label)


@register.simple_tag
def evidence(level: int, *, compact: bool = False) -> SafeString:
    """The evidence level of a partnership in words, with a small gauge."""
    return _evidence(Evidence(level), compact, get_language() or "")


@cache
def _evidence(level: Evidence, compact: bool, language: str) -> SafeString:
    steps = [step.value <= level for step in Evidence if step.value]
    return render_to_string("components/evidence.html", {"level": level, "steps": steps, "compact": compact})


def figure_value(figure: Figure) -> str:
    """The bare number with its unit, by locale."""
    if figure.unit == "%":
        return percent(figure.value)
    if figure.unit:
        return money(figure.value, figure.unit)
    return number(figure.value.normalize())


@register.simple_tag
def qualified(figure: Figure) -> str:
    """The number with its unit and qualifier: “more than 27”."""
    patterns = {
        Figure.Qualifier.EXACT: "%(value)s",
        Figure.Qualifier.ABOUT: pgettext("qualifier of a number", "about %(value)s"),
        Figure.Qualifier.MORE_THAN: pgettext("qualifier of a number", "more than %(value)s"),
        Figure.Qualifier.AT_LEAST: pgettext("qualifier of a number", "at least %(value)s"),
        Figure.Qualifier.LESS_THAN: pgettext("qualifier of a number", "less than %(value)s"),
        Figure.Qualifier.NEARLY: pgettext("qualifier of a number", "nearly %(value)s"),
    }
    return patterns[Figure.Qualifier(figure.qualifier)] % {"value": figure_value(figure)}


@register.simple_tag
def figure(figure: Figure) -> SafeString:
    """A figure in words: “more than 27 projects, as of October 2022”, the label marked with its language."""
    value = qualified(figure)
    label = text(figure, "label")
    if not figure.as_of:
        return format_html(pgettext("figure", "{value} {label}"), value=value, label=label)
    pattern = pgettext("figure", "{value} {label}, as of {date}")
    return format_html(pattern, value=value, label=label, date=in_words(figure.as_of))


@register.simple_tag
def event_date(event: Event) -> str:
    """When an event happened, with what is uncertain about it."""
    patterns = {
        Event.Qualifier.EXACT: "%(date)s",
        Event.Qualifier.ABOUT: pgettext("date", "about %(date)s"),
        Event.Qualifier.SINCE: pgettext("date", "%(date)s at the latest"),
        Event.Qualifier.BEFORE: pgettext("date", "before %(date)s"),
        Event.Qualifier.PLANNED: pgettext("date", "planned for %(date)s"),
    }
    return patterns[Event.Qualifier(event.qualifier)] % {"date": in_words(event.date)}


@register.filter
def partnerships_counted(count: int) -> str:
    """“1 partnership”, “25 partnerships”."""
    return ngettext("%(count)s partnership", "%(count)s partnerships", count) % {"count": number(count)}


@register.simple_tag
def linked_names(records: Iterable[models.Model], url_name: str, key: str = "code") -> SafeString:
    """Names as links to their pages, listed as the reader's language lists things."""
    links = [
        str(format_html('<a href="{}">{}</a>', reverse(url_name, args=[getattr(record, key)]), name(record)))
        for record in records
    ]
    return mark_safe(joined(links)) if links else mark_safe("")  # noqa: S308


@register.inclusion_tag("components/goal_marks.html")
def goal_marks(partnership: Partnership, *, limit: int | None = None) -> dict[str, object]:
    """Its targets, and goals named without one, as small coloured marks that lead to their pages."""
    marks = [
        {
            "goal": row.target.goal_id,
            "code": row.target.code,
            "title": text_of(row.target, "title").value,
            "address": reverse("target", args=[row.target.code]),
        }
        for row in partnership.target_rows.all()
    ]
    covered = {mark["goal"] for mark in marks}
    marks += [
        {
            "goal": goal.number,
            "code": str(goal.number),
            "title": text_of(goal, "title").value,
            "address": reverse("goal", args=[goal.number]),
        }
        for goal in partnership.goals.all()
        if goal.number not in covered
    ]
    shown = marks if limit is None else marks[:limit]
    return {"marks": shown, "more": len(marks) - len(shown)}


@register.simple_tag
def cite(located: Located) -> SafeString:
    """The raised number that leads from a fact to its source at the foot of the page; needs `Footnotes.number`."""
    note = getattr(located, "footnote", None)
    if note is None:
        return mark_safe("")
    words = gettext("Source %(number)s") % {"number": note}
    return format_html(
        '<sup class="cite"><a href="#source-{0}"><span class="visually-hidden">{1}</span>'
        '<span aria-hidden="true">{0}</span></a></sup>',
        note,
        words,
    )
