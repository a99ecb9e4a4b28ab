"""The Sustainable Development Goals and their targets, as far as partnerships contribute to them."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.answers import published_counts
from partnerships.models import Goal, Partnership, PartnershipTarget, Target
from partnerships.views.holdings import holding_of
from partnerships.views.missing import Missing
from regions.texts import text_of

REASONS = 12


@require_safe
def goal_list(request: HttpRequest) -> HttpResponse:
    """The 17 goals, each with the number of partnerships that contribute to it."""
    target_counts = published_counts("target")
    context = {
        "page_title": _("Sustainable Development Goals"),
        "page_description": _("Which goals and targets partnerships of cities and regions contribute to."),
        "goals": Goal.objects.order_by("number"),
        "counts": published_counts("goal"),
        "targets": Target.objects.filter(code__in=target_counts).order_by("order"),
        "target_counts": target_counts,
    }
    return render(request, "partnerships/goals.html", context)


@require_safe
def goal_page(request: HttpRequest, number: int) -> HttpResponse:
    """A goal: its targets with their partnerships, and its partnerships."""
    goal = Goal.objects.filter(number=number).first() if 1 <= number <= 17 else None
    if goal is None:
        raise Missing(_("There are 17 goals, numbered from 1 to 17."))
    naming = {"number": goal.number, "title": text_of(goal, "title").value}
    context = {
        "page_title": _("Goal %(number)s: %(title)s") % naming,
        "page_description": _("Partnerships of cities and regions that contribute to goal %(number)s, %(title)s.") % naming,
        "goal": goal,
        **_targets_of(goal),
        "holding": holding_of(goal=goal.number),
    }
    return render(request, "partnerships/goal.html", context)


@require_safe
def target_page(request: HttpRequest, code: str) -> HttpResponse:
    """A target: its short title, why partnerships are said to contribute to it, and its neighbours."""
    known = Target.objects.select_related("goal").filter(code=code)
    target = known.first() if re.fullmatch(r"[0-9]{1,2}\.[0-9a-z]{1,2}", code) else None
    if target is None:
        raise Missing(_("There is no target “%(code)s”. Targets are written like 17.6 or 1.a.") % {"code": code[:20]})
    public = Partnership.objects.published()
    reasons = PartnershipTarget.objects.filter(target=target, partnership__in=public)
    naming = {"code": target.code, "title": text_of(target, "title").value}
    context = {
        "page_title": _("Target %(code)s: %(title)s") % naming,
        "page_description": _("Partnerships of cities and regions that contribute to target %(code)s, %(title)s.") % naming,
        "target": target,
        **_targets_of(target.goal),
        "holding": holding_of(target=target.code),
        "reasons": reasons.select_related("partnership").order_by("partnership__code")[:REASONS],
    }
    return render(request, "partnerships/target.html", context)


def _targets_of(goal: Goal) -> dict[str, Any]:
    """The targets of a goal and their numbers of published partnerships, for a template."""
    targets = list(goal.targets.order_by("order"))
    return {"targets": targets, "target_counts": published_counts("target", [target.code for target in targets])}
