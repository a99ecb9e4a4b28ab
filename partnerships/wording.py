"""How the active language writes numbers, money, lists and the names of languages."""

import re
from collections.abc import Iterable
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from django.utils.translation import get_language

RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur"}
# Spaces that French sets beside its signs, at which no line may end.
UNBROKEN = re.compile(r" (?=[:;!?»%])|(?<=«) ")


def locale() -> str:
    """The active language as Babel names it."""
    return (get_language() or "en").replace("-", "_")


def direction_of(language: str) -> str:
    """`rtl` or `ltr`; `auto` when the language is not known."""
    return "auto" if not language else "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def typeset(words: str, language: str) -> str:
    """A text as a page prints it: records may be written with plain spaces where French wants unbroken ones."""
    return UNBROKEN.sub("\u00a0", words) if language.split("-")[0] == "fr" else words


def is_foreign(language: str) -> bool:
    """Whether a text in `language` stands out on a page of the active one."""
    return bool(language) and language.split("-")[0] != locale().split("_")[0]


def language_name(code: str) -> str:
    """`fr` → “French”, in the reader's language; the code itself when nobody knows it."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(locale()) or code
    except (ValueError, UnknownLocaleError):
        return code


def own_name(code: str) -> str:
    """`fr` → “Français”: a language by its own name."""
    name = Locale.parse(code.replace("-", "_")).get_display_name(code.replace("-", "_")) or code
    return name[:1].upper() + name[1:]


def number(value: Decimal | int | None) -> str:
    """A number by the reader's conventions, without idle zeros; nothing for nothing."""
    return "" if value is None else str(format_decimal(value, locale=locale(), decimal_quantization=False))


def percent(value: Decimal | None) -> str:
    """`12.50` → “12.5 %” by the reader's conventions."""
    return "" if value is None else str(format_percent(Decimal(value) / 100, locale=locale(), decimal_quantization=False))


def money(amount: Decimal | None, currency: str) -> str:
    """An amount in its original currency, named by its code so that no two dollars are confused."""
    if amount is None:
        return ""
    whole = amount == amount.to_integral_value()
    # No-break: the code and its number belong together, in the order the language has them.
    figures = "#,##0" if whole else "#,##0.00"
    form = f"¤¤\u00a0{figures}" if locale().startswith("en") else f"{figures}\u00a0¤¤"
    return str(format_currency(amount, currency, form, locale=locale(), currency_digits=False))


def joined(words: Iterable[object]) -> str:
    """“a, b and c” as the reader's language lists things."""
    return str(format_list([str(word) for word in words], locale=locale()))


def either(words: Iterable[object]) -> str:
    """“a, b or c” as the reader's language lists things."""
    return str(format_list([str(word) for word in words], style="or", locale=locale()))


def without_repeating(labels: Iterable[str]) -> list[str]:
    """Labels in their order without those that an earlier one says already, such as “network” after “thematic network”."""
    kept: list[str] = []
    for label in labels:
        words = set(label.casefold().split())
        if not any(words <= set(earlier.casefold().split()) for earlier in kept):
            kept.append(label)
    return kept
