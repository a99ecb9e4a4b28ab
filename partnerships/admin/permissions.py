"""What section staff may do on the desk, as Django's permissions. Which rows they may do it to is each admin's rule."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Model

from partnerships import models as registry
from regions import models as places

GROUP = "Section staff"

# Entered, corrected and removed with the record they belong to.
OWNED: tuple[type[Model], ...] = (
    registry.Partnership,
    registry.Participation,
    registry.PartnershipTheme,
    registry.PartnershipTarget,
    registry.Event,
    registry.Citation,
    registry.Report,
    registry.Financing,
    registry.Figure,
    registry.Statement,
    registry.FundRule,
    registry.Call,
    registry.TrainingPartner,
    registry.TrainingPhase,
    registry.Cohort,
    registry.TrainingOutcome,
    places.OrganisationName,
    places.Identifier,
    places.Membership,
    places.ContactPoint,
)
# Shared with other sections, so added and corrected but not removed.
SHARED: tuple[type[Model], ...] = (places.Organisation, registry.Source, registry.Fund, registry.Training)
# Chosen from; administrators keep them.
CHOSEN_FROM: tuple[type[Model], ...] = (
    places.Region,
    places.Country,
    places.CountryRegion,
    registry.Goal,
    registry.Target,
    registry.Theme,
    registry.ThemeList,
    registry.ThemeListEntry,
    registry.Agenda,
    registry.TargetGroup,
)


def desk_permissions() -> list[str]:
    """Every permission a member of a section's staff needs, as `app.codename`. None on accounts or assignments."""
    granted = [
        (OWNED, ("view", "add", "change", "delete")),
        (SHARED, ("view", "add", "change")),
        (CHOSEN_FROM, ("view",)),
    ]
    return [
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for models, actions in granted
        for model in models
        for action in actions
    ]


def ensure_staff_group() -> Group:
    """The group “Section staff” with exactly these permissions. Needs the migrations to have run."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    wanted = set(desk_permissions())
    known = Permission.objects.filter(content_type__app_label__in=["regions", "partnerships"]).select_related("content_type")
    group.permissions.set(found for found in known if f"{found.content_type.app_label}.{found.codename}" in wanted)
    return group
