"""One partnership as its page tells it: its sides, where it stands, its figures, and how we know."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import Event, Evidence, Figure, Participation, Partnership, PartnershipTheme, Report
from partnerships.models.partnership import PartnershipQuerySet
from partnerships.wording import joined, number
from regions.dates import first_day, in_words, last_day

SIMILAR = 3
# Beyond this many, sides are a list: columns would be too narrow to read.


def page_queryset() -> PartnershipQuerySet:
    """Published partnerships with all that their page shows."""
    return (
        Partnership.objects.published()
        .for_page()
        .prefetch_related("participations__organisation__resolved_to", "participations__organisation__contact_points")
    )


@dataclass
class Side:
    """One side of a partnership, with its own last report if it has given one."""

    participation: Participation
    report: Report | None


def sides_of(partnership: Partnership) -> list[Side]:
    """All sides in their order, each with its latest own account."""
    latest: dict[int, Report] = {}
    for report in sorted(partnership.reports.all(), key=lambda report: (report.period_end or report.period_start, report.pk)):
        latest[report.organisation_id] = report
    return [Side(side, latest.get(side.organisation_id)) for side in partnership.participations.all()]


def layout_of(sides: list[Side]) -> str:
    """How the sides stand: `pair`, `triangle`, `fan` of four, or a `list` of more (and of one alone)."""
    match len(sides):
        case 2:
            return "pair"
        case 3:
            return "triangle"
        case 4:
            return "fan"
        case _:
            return "list"


# What each kind of step says of the past and of the future, completed by when.
PAST: dict[str, Promise] = {
    Event.Kind.SIGNED: _("was signed %(when)s"),
    Event.Kind.STARTED: _("began %(when)s"),
    Event.Kind.RENEWED: _("was renewed %(when)s"),
    Event.Kind.LAPSED: _("lapsed %(when)s"),
    Event.Kind.RESUMED: _("resumed %(when)s"),
    Event.Kind.ENDED: _("ended %(when)s"),
}
FUTURE: dict[str, Promise] = {
    Event.Kind.SIGNED: _("is to be signed %(when)s"),
    Event.Kind.STARTED: _("is to begin %(when)s"),
    Event.Kind.RENEWED: _("is to be renewed %(when)s"),
    Event.Kind.LAPSED: _("is to lapse %(when)s"),
    Event.Kind.RESUMED: _("is to resume %(when)s"),
    Event.Kind.ENDED: _("is to end %(when)s"),
}
PLANNED: dict[str, Promise] = {
    Event.Kind.STARTED: _("was to begin %(when)s, which nobody has confirmed"),
    Event.Kind.ENDED: _("was to end %(when)s, which nobody has confirmed"),
}
CLOSING = {Event.Kind.LAPSED, Event.Kind.ENDED}


def when(event: Event) -> str:
    """The date as a sentence needs it, with what is uncertain about it."""
    exact_day = event.date.count("-") == 2
    words = {"date": in_words(event.date)}
    match event.qualifier:
        case Event.Qualifier.ABOUT:
            return gettext("about %(date)s") % words
        case Event.Qualifier.SINCE:
            return gettext("by %(date)s at the latest") % words
        case Event.Qualifier.BEFORE:
            return gettext("before %(date)s") % words
        case _:
            return (gettext("on %(date)s") if exact_day else gettext("in %(date)s")) % words


def is_ahead(event: Event, today: datetime.date) -> bool:
    """Whether a step has not yet taken effect, by the rule of the database's `registry_status`."""
    return (last_day(event.date) if event.kind in CLOSING else first_day(event.date)) > today


def turning_points(events: list[Event]) -> list[Event]:
    """The beginning, and after it only what changed the course: an end, a lapse, a resumption."""
    steps = [event for event in events if event.kind in PAST]
    return [
        event for place, event in enumerate(steps)
        if place == 0 or event.kind in {*CLOSING, Event.Kind.RESUMED} or steps[place - 1].kind in CLOSING
    ]  # fmt: skip


def _told(step: Event, today: datetime.date) -> Promise:
    if is_ahead(step, today):
        return FUTURE[step.kind]
    return PLANNED.get(step.kind, PAST[step.kind]) if step.qualifier == Event.Qualifier.PLANNED else PAST[step.kind]


def status_sentence(partnership: Partnership) -> str:
    """Where it stands, told by its timeline: “began in 1968, ended in 2015, resumed in 2023”."""
    steps = turning_points(list(partnership.events.all()))
    if not steps:
        contacts = [event for event in partnership.events.all() if event.kind == Event.Kind.FIRST_CONTACT]
        if contacts:
            return gettext("First contact %(when)s; no source says when it began.") % {"when": when(contacts[0])}
        return gettext("No source says when it began or whether it continues.")
    today = datetime.date.today()
    told = [str(_told(step, today)) % {"when": when(step)} for step in steps]
    story = joined(told)
    return gettext("It %(story)s.") % {"story": story}


@dataclass
class FigureGroup:
    """All figures about one thing. Where they differ, both stand."""

    figures: list[Figure]

    @property
    def disagree(self) -> bool:
        return len({(figure.value, figure.unit) for figure in self.figures}) > 1


def figures_by_measure(partnership: Partnership) -> list[FigureGroup]:
    """The figures, those about the same thing side by side."""
    groups: dict[str, list[Figure]] = {}
    for figure in partnership.figures.all():
        groups.setdefault(figure.measure, []).append(figure)
    return [FigureGroup(figures) for figures in groups.values()]


WHY: dict[Evidence, Promise] = {
    Evidence.ORAL: _("All that is known of it was told and heard; nothing written is cited."),
    Evidence.SECTION: _("It is known from what a section or a third party says. Neither side has reported to the registry."),
    Evidence.ONE_SIDE: _("One side has given its own account; that of the other side is missing."),
    Evidence.BOTH_SIDES: _("Both sides have given their own account."),
    Evidence.DOCUMENT: _("An agreement or another original document is cited."),
    Evidence.EVALUATION: _("An independent evaluation is cited."),
}
FIRMER: dict[Evidence, Promise] = {
    Evidence.PLACEHOLDER: _("It becomes firmer as soon as somebody names the missing partner with a source."),
    Evidence.ORAL: _("Anything written about it, by whomever, would make it firmer."),
    Evidence.SECTION: _("An account by either side, or the text of an agreement, would make it firmer."),
    Evidence.ONE_SIDE: _("An account by the other side, or the text of an agreement, would make it firmer."),
    Evidence.BOTH_SIDES: _("The text of an agreement would make it firmer."),
    Evidence.DOCUMENT: _("An independent evaluation would make it firmer."),
}


@dataclass
class Account:
    """Why the evidence of a partnership is rated as it is, and what would make it firmer."""

    level: Evidence
    why: str
    rests_on: str
    firmer: str


def account_of_evidence(partnership: Partnership) -> Account:
    """The evidence level in sentences."""
    level = Evidence(partnership.search_row.evidence)
    located = [*partnership.citations.all(), *partnership.events.all(), *partnership.reports.all()]
    sources = {row.source_id: row.source for row in located}
    if level in WHY:
        why = str(WHY[level])
    elif sources:
        why = gettext("Fewer than two of its partners are known by name, so nobody can yet check who cooperates.")
    else:
        why = gettext("Nothing is cited for it yet.")
    kinds = sorted({str(source.get_kind_display()) for source in sources.values()})
    rests_on = ""
    if sources:
        pattern = ngettext(
            "It rests on %(count)s source: %(kinds)s.", "It rests on %(count)s sources: %(kinds)s.", len(sources)
        )
        rests_on = pattern % {"count": number(len(sources)), "kinds": joined(kinds)}
    return Account(level, why, rests_on, str(FIRMER.get(level, "")))


def similar_to(partnership: Partnership) -> list[int]:
    """The primary keys of up to three others: those that share a named partner first, then those with the same main theme."""
    named = [side.organisation_id for side in partnership.participations.all() if not side.organisation.is_unnamed]
    main = [row.theme_id for row in partnership.theme_rows.all() if row.main]
    kin = {partnership.pk, partnership.part_of_id, *(part.pk for part in partnership.parts.all())}
    shares = Participation.objects.filter(partnership=OuterRef("pk"), organisation__in=named)
    same_theme = PartnershipTheme.objects.filter(theme__in=main, main=True).values("partnership")
    same_partner = Participation.objects.filter(organisation__in=named).values("partnership")
    others = (
        Partnership.objects.published()
        .exclude(pk__in=[key for key in kin if key])
        .filter(Q(pk__in=same_theme) | Q(pk__in=same_partner))
        .annotate(shares_a_partner=Exists(shares))
        .order_by("-shares_a_partner", "-updated", "code")
    )
    # Selected with what they are ordered by: without a named partner that is a constant, which no order may be.
    return [key for key, _shares in others.values_list("pk", "shares_a_partner")[:SIMILAR]]
