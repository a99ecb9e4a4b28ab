"""The choices of a filter as boxes to tick. Written without a template, because a page holds hundreds of them."""

from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from partnerships.templatetags.registry import partnerships_counted
from partnerships.views.filter_choices import Choice, Group
from partnerships.wording import number

register = template.Library()

BOX = (
    '<label class="tick depth-{depth}">'
    '<input type="checkbox" id="{parameter}-{value}" name="{parameter}" value="{value}"{checked} aria-label="{spoken}"> '
    '{mark}<span class="tick-name">{name}</span> <span class="count">{count}</span></label>\n'
)
MARK = '<span class="mark goal-{goal}">{value}</span> '


@register.simple_tag
def choices(group: Group) -> SafeString:
    """Every choice of a group with its number of partnerships, in figures for the eye and in words for the ear."""
    language = get_language() or ""
    return mark_safe("".join(_box(group.parameter, choice, language) for choice in group.choices))  # noqa: S308 -- escaped


def _box(parameter: str, choice: Choice, language: str) -> str:
    value, name = escape(choice.value), escape(choice.name)
    count, counted = _in_figures_and_words(choice.count, language)
    return BOX.format(
        parameter=parameter,
        value=value,
        depth=choice.depth,
        checked=" checked" if choice.chosen else "",
        spoken=f"{value} {name}, {counted}" if choice.goal else f"{name}, {counted}",
        mark=MARK.format(goal=escape(choice.goal), value=value) if choice.goal else "",
        name=name,
        count=count,
    )


@lru_cache(maxsize=10_000)
def _in_figures_and_words(count: int, language: str) -> tuple[str, str]:
    """How the active language writes and says a number of partnerships. Small ones come again and again."""
    return escape(number(count)), escape(partnerships_counted(count))
