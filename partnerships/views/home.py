"""The home page: what this is, how to ask, what the registry holds, and what it does not know."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from partnerships.answers import published_counts
from partnerships.models import Evidence, Partnership
from partnerships.views.arcs import arcs_of
from partnerships.views.cards import cards_of
from partnerships.views.holdings import answer_about, list_address
from partnerships.views.language import in_language_asked_for
from regions.models import Organisation, Region

LATEST = 6
DOCUMENTED = f"{Evidence.DOCUMENT.code}+"

# Questions that show what one can ask; those without an answer in this installation are left out.
EXAMPLES: tuple[tuple[Promise, dict[str, str]], ...] = (
    (gettext_lazy("What do Dakar and Marseille do together?"), {"q": "Dakar Marseille"}),
    (gettext_lazy("Who cooperates on water and sanitation?"), {"theme": "water-sanitation"}),
    (gettext_lazy("Which cities of the South cooperate in Africa?"), {"direction": "south-south", "region": "africa"}),
    (gettext_lazy("What is done for goal 5, gender equality?"), {"goal": "5"}),
    (gettext_lazy("Who exchanges experience on mobility?"), {"theme": "mobility"}),
)
EXAMPLES_SHOWN = 3


@dataclass
class Question:
    """A question in words and where it is answered."""

    words: Promise
    address: str


def example_questions() -> list[Question]:
    """The first few examples that have an answer."""
    answered = (
        Question(words, list_address(**parameters)) for words, parameters in EXAMPLES if answer_about(**parameters).count
    )
    return list(islice(answered, EXAMPLES_SHOWN))


def in_numbers() -> dict[str, int]:
    """What the registry holds, and how much of it an original document or better supports."""
    # All at once, because there may be hundreds of thousands.
    governments = set(Organisation.objects.governments().aggregate(keys=ArrayAgg("pk", default=Value([])))["keys"])
    documented = answer_about(evidence=DOCUMENTED)
    sections = set(Region.objects.filter(parent=None).values_list("code", flat=True))
    return {
        "governments": len(governments),
        "governments_involved": len(governments.intersection(answer_about().partners())),
        "governments_documented": len(governments.intersection(documented.partners())),
        "countries": len(published_counts("country")),
        "countries_documented": len(documented.counts(["country"])["country"]),
        "sections": len(sections),
        "sections_holding": len(sections & published_counts("region").keys()),
    }


def by_evidence() -> dict[str, Any]:
    """How many partnerships stand on each level of evidence, weakest last, and how many have no status."""
    counted = published_counts("evidence")
    total = sum(counted.values())
    steps: list[dict[str, Any]] = [
        {"level": level, "count": counted.get(str(level.value), 0), "address": list_address(evidence=level.code)}
        for level in reversed(Evidence)
    ]
    for step in steps:
        # Of 100; what is there at all stays visible.
        step["width"] = max(1, round(100 * step["count"] / total)) if step["count"] else 0
    return {
        "total": total,
        "standing_unknown": published_counts("status").get(Partnership.Status.UNKNOWN, 0),
        "documented": sum(step["count"] for step in steps if step["level"] >= Evidence.DOCUMENT),
        "steps": steps,
    }


def not_known(evidence: dict[str, Any]) -> list[dict[str, Any]]:
    """The gaps, each with the list of what lacks; a gap that nobody has is none."""
    count = {step["level"]: step["count"] for step in evidence["steps"]}
    gaps = [
        (count[Evidence.PLACEHOLDER], {"evidence": "placeholder"}, _("A partner is not yet identified, or nothing is cited"),
         _("Do you know who it is? A name and a source are enough.")),
        (count[Evidence.ORAL], {"evidence": "oral"}, _("Told, not written"),
         _("Somebody remembers it. Is there a letter, a report, an article?")),
        (count[Evidence.SECTION], {"evidence": "section"}, _("No report from either side"),
         _("Known from a section or a third party. The partners themselves have not spoken.")),
        (count[Evidence.ONE_SIDE], {"evidence": "one-side"}, _("One side is silent"),
         _("One partner has given its account; the other’s is missing.")),
        (evidence["standing_unknown"], {"status": "unknown"}, _("Status unknown"),
         _("No source says whether it continues, and often not when it began.")),
    ]  # fmt: skip
    return [
        {"count": count, "address": list_address(**parameters), "title": title, "invitation": invitation}
        for count, parameters, title, invitation in gaps
        if count
    ]


@require_safe
@in_language_asked_for
def home(request: HttpRequest) -> HttpResponse:
    """What a visitor sees first."""
    evidence = by_evidence()
    latest = Partnership.objects.published().order_by(F("confirmed_on").desc(nulls_last=True), "-updated", "code")
    context = {
        "page_description": _(
            "A public registry of partnerships between cities and regions: who cooperates with whom, about what, "
            "and how we know."
        ),
        "questions": example_questions(),
        "evidence": evidence,
        "numbers": in_numbers(),
        "documented_address": list_address(evidence=DOCUMENTED),
        "arcs": arcs_of(Partnership.objects.published()),
        "sections": Region.objects.filter(parent=None).prefetch_related("bodies").order_by("order", "code"),
        "latest": cards_of(list(latest.values_list("pk", flat=True)[:LATEST])),
        "gaps": not_known(evidence),
    }
    return render(request, "partnerships/home.html", context)
