"""The registry itself: partnerships, how we know of them, and what they are about."""

from partnerships.models.document import Document
from partnerships.models.evidence import Citation, Evidence, Source
from partnerships.models.figure import Figure
from partnerships.models.funding import Call, Financing, Fund, FundRule
from partnerships.models.name_start import NameStart
from partnerships.models.partnership import Participation, Partnership, PartnershipTarget, PartnershipTheme
from partnerships.models.report import Report
from partnerships.models.search import SearchChange, SearchName, SearchNaming, SearchRow, SearchTally
from partnerships.models.statement import Statement
from partnerships.models.timeline import Event
from partnerships.models.training import Cohort, Training, TrainingOutcome, TrainingPartner, TrainingPhase
from partnerships.models.vocabulary import Agenda, Goal, Target, TargetGroup, Theme, ThemeList, ThemeListEntry

__all__ = [
    "Agenda",
    "Call",
    "Citation",
    "Cohort",
    "Document",
    "Event",
    "Evidence",
    "Figure",
    "Financing",
    "Fund",
    "FundRule",
    "Goal",
    "NameStart",
    "Participation",
    "Partnership",
    "PartnershipTarget",
    "PartnershipTheme",
    "Report",
    "SearchChange",
    "SearchName",
    "SearchNaming",
    "SearchRow",
    "SearchTally",
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
]
