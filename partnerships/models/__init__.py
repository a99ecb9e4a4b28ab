"""The registry itself: partnerships, how we know of them, and what they are about."""

from partnerships.models.evidence import Citation, Evidence, Source
from partnerships.models.figure import Figure
from partnerships.models.funding import Call, Financing, Fund, FundRule
from partnerships.models.partnership import Participation, Partnership, PartnershipTarget, PartnershipTheme
from partnerships.models.report import Report
from partnerships.models.search_row import SearchRow, refresh_search_rows
from partnerships.models.statement import Statement
from partnerships.models.timeline import Event
from partnerships.models.training import Cohort, Training, TrainingOutcome, TrainingPartner, TrainingPhase
from partnerships.models.vocabulary import Agenda, Goal, Target, TargetGroup, Theme, ThemeList, ThemeListEntry

__all__ = [
    "Agenda",
    "Call",
    "Citation",
    "Cohort",
    "Event",
    "Evidence",
    "Figure",
    "Financing",
    "Fund",
    "FundRule",
    "Goal",
    "Participation",
    "Partnership",
    "PartnershipTarget",
    "PartnershipTheme",
    "Report",
    "SearchRow",
    "Source",
    "Statement",
    "Target",
    "TargetGroup",
    "Theme",
    "ThemeList",
    "ThemeListEntry",
    "Training",
    "TrainingOutcome",
    "TrainingPartner",
    "TrainingPhase",
    "refresh_search_rows",
]
