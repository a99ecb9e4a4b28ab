"""What the list says beside its results: orders, views, columns, words taken for others, and the way out of nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from partnerships.answers import Answer, published_counts
from partnerships.filters import PRESENTATION, PartnershipFilter
from partnerships.models import Partnership
from partnerships.question import NAMES, Condition, sentence
from partnerships.search import names_in_full
from partnerships.sorting import Sort
from partnerships.typed import asks, typed_words
from partnerships.views.asking import address_of, less
from partnerships.views.cards import cards_of
from partnerships.views.take_away import asked_alone
from partnerships.wording import either, joined

NEAREST = 3
# Of a question with more words, what it would find without each is not tried.
MOST_WORDS = 6
VIEWS = (("list", gettext_lazy("List")), ("table", gettext_lazy("Table")))


def question_of(query: QueryDict, accepts: Iterable[str] = PRESENTATION) -> PartnershipFilter:
    """The question that parameters put, looked through for mistakes."""
    question = PartnershipFilter(query, queryset=Partnership.objects.published(), accepts=accepts)
    question.is_valid()
    return question


def orders(values: dict[str, Any]) -> list[dict[str, object]]:
    """The orders one may choose. Without words to search there is no relevance, and the last updated come first.

    The order one gets anyway has no value, so that it follows the question instead of staying behind in the address.
    """
    usual = Sort.RELEVANCE if values.get("q") else Sort.UPDATED
    present = values.get("sort") or usual
    if present == Sort.RELEVANCE:
        present = usual
    return [
        {"value": "" if order == usual else order.value, "label": order.label, "chosen": order == present}
        for order in Sort
        if order != Sort.RELEVANCE or usual == Sort.RELEVANCE
    ]


def views_of(query: QueryDict, current: str) -> list[dict[str, object]]:
    """The same results as a list, as a table and on the map."""
    rest = less(query, ["view", "page"])
    ways: list[dict[str, object]] = []
    for name, label in VIEWS:
        shown_so = rest.copy()
        if name != "list":
            shown_so["view"] = name
        ways.append({"label": label, "address": address_of(shown_so), "current": name == current, "here": True})
    question = asked_alone(query).urlencode()
    address = reverse("map") + (f"?{question}" if question else "")
    return [*ways, {"label": _("Map"), "address": address, "current": False, "here": False}]


def columns(query: QueryDict, values: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The columns of the table one can sort by: where that leads, and how they are sorted now."""

    def sorted_by(order: Sort) -> str:
        rest = less(query, ["page"])
        rest["sort"] = order.value
        return address_of(rest)

    present = values.get("sort")
    by_year = {Sort.NEWEST: "descending", Sort.OLDEST: "ascending"}.get(present or Sort.UPDATED, "")
    return {
        "title": {"address": sorted_by(Sort.TITLE), "sorted": "ascending" if present == Sort.TITLE else ""},
        "years": {"address": sorted_by(Sort.OLDEST if by_year == "descending" else Sort.NEWEST), "sorted": by_year},
    }


def searched(query: QueryDict, answer: Answer, in_force: list[Condition], page: str = "partnerships") -> dict[str, Any]:
    """The sentence of an answer, and for what words it took others, with the way to the search as it was typed and back."""
    corrected = corrections(answer)
    context: dict[str, Any] = {"sentence": sentence(answer.count, as_searched(in_force, corrected))}
    if corrected:
        literal = less(query, ["page", "places"])
        literal["literal"] = "1"
        context["corrected"] = {
            "typed": quoted(corrected), "used": quoted(corrected.values()), "literal": address_of(literal, page),
            "found": answer.count > 0,
        }  # fmt: skip
    elif answer.question.form.cleaned_data["literal"]:
        context["forgiving"] = address_of(less(query, ["literal", "page", "places"]), page)
    return context


def corrections(answer: Answer) -> dict[str, str]:
    """The words that match nothing and for which others were taken; a name as it is written in the active language."""
    names = proper_names([used for _typed, used in answer.corrections])
    shown = {}
    for typed, used in answer.corrections:
        shown[typed] = names.get(used) or (used[:1].upper() + used[1:] if typed[:1].isupper() else used)
    return shown


def proper_names(words: list[str]) -> dict[str, str]:
    """What somebody or some place is called in the active language, by other names it has; of those that only one has."""
    names = {}
    for word, code in names_in_full(words).items():
        kind, value = code.split(":", 1)
        names[word] = NAMES[kind]([value]).get(value, "")
    return names


def quoted(words: Iterable[str]) -> str:
    """“Kitakushu” and “Surabya”."""
    return joined(pgettext("a word somebody typed", "“%(word)s”") % {"word": word} for word in words)


def as_searched(in_force: list[Condition], corrected: dict[str, str]) -> list[Condition]:
    """The conditions with the words that were really searched."""

    def words(text: str) -> str:
        for typed, used in corrected.items():
            text = re.sub(rf"(?i)\b{re.escape(typed)}\b", used.replace("\\", r"\\"), text)
        return text

    return [replace(one, name=words(one.name)) if one.parameter == "q" else one for one in in_force]


def about_words(answer: Answer) -> dict[str, Any]:
    """What there is to say of words that find nothing: that they are none, or who is called so and takes part in nothing."""
    understood = answer.question.understood
    if understood is None:
        return {}
    kept: dict[str, list[str]] = {}
    for code in understood.called:
        kind, value = code.split(":", 1)
        kept.setdefault(kind, []).append(value)
    idle = []
    for kind, values in kept.items():
        counts = published_counts(kind, values)
        without = [value for value in values if value not in counts][:NEAREST]
        governments = NAMES["government"](without) if kind == "organisation" else {}
        for value, name in NAMES[kind](without).items():
            idle.append({"name": name, "address": reverse("government" if value in governments else kind, args=[value])})
    typed = answer.question.form.cleaned_data["q"]
    # Words that only ask are searched where there are no others, which finds nothing either.
    wordless = understood.is_empty or all(asks(word.text) for word in typed_words(typed))
    return {"wordless": wordless, "worded": not wordless, "idle": idle}


# What a condition or a word of a question is called, what it is, and a question with less.
Smaller = tuple[str, str, QueryDict]


def way_out(query: QueryDict, in_force: list[Condition], page: str = "partnerships") -> dict[str, object]:
    """For a question without results: which condition to drop, what that would give, and the nearest of it.

    Where to drop one does not help, what each condition alone would give.
    """
    parameters = list(dict.fromkeys(condition.parameter for condition in in_force))
    without: list[Smaller] = []
    alone: list[Smaller] = []
    for parameter in parameters:
        same = [condition for condition in in_force if condition.parameter == parameter]
        label, names = same[0].label, [condition.name for condition in same]
        without.append((label, joined(names), less(query, [parameter, "page"])))
        alone.append((label, either(names), less(query, [*(other for other in parameters if other != parameter), "page"])))
        if parameter == "q":
            without += [(label, word, rest) for word, rest in without_a_word(query)]
    if ways := answered(without, page):
        # Without its only condition a question asks for everything, and nothing is near.
        everything = len(ways) == 1 and len(parameters) == 1
        return {"ways": ways, "nearest": [] if everything else cards_of(ways[0]["answer"].keys(0, NEAREST))}
    return {"alone": answered(alone, page) if len(parameters) > 1 else []}


def answered(questions: Iterable[Smaller], page: str) -> list[dict[str, Any]]:
    """Those smaller questions that have results, the one with the fewest first."""
    ways: list[dict[str, Any]] = []
    for label, names, rest in questions:
        answer = Answer(question_of(rest))
        if answer.count:
            address = address_of(rest, page)
            ways.append({"label": label, "names": names, "count": answer.count, "address": address, "answer": answer})
    return sorted(ways, key=lambda way: (way["count"], way["label"]))


def without_a_word(query: QueryDict) -> Iterator[tuple[str, QueryDict]]:
    """Each word or phrase that was searched, and the question without it; of one or very many words nothing."""
    text = query.get("q", "")
    words = re.findall(r'-?"[^"]*"|[^\s"]+', text)
    telling = [word for word in words if not asks(word)]
    if 1 < len(telling) <= MOST_WORDS:
        for word in telling:
            rest = less(query, ["page"])
            rest["q"] = " ".join(other for other in words if other is not word)
            yield word, rest
