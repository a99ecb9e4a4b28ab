"""Which fields of this app hold a text in every language, and which models keep their history.

History is declared here because it must see the columns that translation adds.
"""

from modeltranslation.translator import TranslationOptions, translator

from partnerships import models
from regions.history import keep_history

TRANSLATED: dict[type, tuple[str, ...]] = {
    models.Source: ("note",),
    models.Goal: ("title",),
    models.Target: ("title",),
    models.Theme: ("name", "also", "description"),
    models.ThemeList: ("name",),
    models.Agenda: ("name",),
    models.TargetGroup: ("name",),
    models.Partnership: ("title", "summary", "description", "lessons"),
    models.Participation: ("contribution", "gain"),
    models.PartnershipTarget: ("why",),
    models.Event: ("title", "note"),
    models.Figure: ("label", "scope"),
    models.Fund: ("name", "summary", "description"),
    models.FundRule: ("text",),
    models.Call: ("name", "note"),
    models.Financing: ("note",),
    models.Report: ("text",),
    models.Training: ("title", "summary"),
    models.TrainingPhase: ("name", "note"),
    models.Cohort: ("name",),
    models.TrainingOutcome: ("text",),
    models.Statement: ("text", "author_role"),
}

for model, names in TRANSLATED.items():
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": names}))

for model in (
    *TRANSLATED,
    models.Citation,
    models.PartnershipTheme,
    models.ThemeListEntry,
    models.TrainingPartner,
    models.Partnership.stewards.through,
    models.Partnership.goals.through,
):
    keep_history(model)
