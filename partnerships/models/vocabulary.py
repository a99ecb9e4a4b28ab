"""The registry's vocabularies: goals and targets, themes, agendas, target groups."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.evidence import Located
from regions.dates import PartialDateField, ordered_dates_check, partial_date_check


class Goal(models.Model):
    """One of the 17 Sustainable Development Goals."""

    number = models.PositiveSmallIntegerField(_("number"), primary_key=True)
    title = models.CharField(_("title"), max_length=120)
    colour = models.CharField(_("colour"), max_length=7)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__range=(1, 17)), name="goal_number_1_to_17"),
            models.CheckConstraint(condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="goal_colour_form"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def official_url(self) -> str:
        """The United Nations' own page on the goal."""
        return f"https://sdgs.un.org/goals/goal{self.number}"


class Target(models.Model):
    """One of the 169 targets, under a short title of our own; the official text is linked."""

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="targets")
    order = models.PositiveSmallIntegerField(
        _("order"), unique=True, help_text=_("Position in the official list, where 1.2 comes before 1.10 and 1.10 before 1.a.")
    )
    title = models.CharField(_("short title"), max_length=160)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^([1-9]|1[0-7])\.([1-9][0-9]?|[a-d])$"), name="target_code_form"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def official_url(self) -> str:
        """The official text of the target in the United Nations' linked vocabulary."""
        return f"https://metadata.un.org/sdg/{self.code}"


class Theme(models.Model):
    """What partnerships are about: a tree. A search for a theme finds what lies under it."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=160)
    also = models.TextField(
        _("other words for it"),
        blank=True,
        help_text=_("Other words people use for it, separated by commas; found by the search, not shown as its name."),
    )
    description = models.TextField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("under"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    dac = models.CharField(
        _("purpose code"), max_length=5, blank=True, help_text=_("The nearest purpose code of the OECD's aid statistics.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(dac="") | Q(dac__regex=r"^[0-9]{5}$"), name="theme_dac_form"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=models.F("pk")), name="theme_not_under_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class ThemeList(Located):
    """A list of themes as somebody published it, mapped to ours: such lists differ by place and change over time."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    region = models.ForeignKey(
        "regions.Region",
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="theme_lists",
    )
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("until"))
    themes = models.ManyToManyField(Theme, through="ThemeListEntry", related_name="lists")

    class Meta:
        verbose_name = _("published list of themes")
        verbose_name_plural = _("published lists of themes")
        ordering = ["code"]
        constraints = [
            partial_date_check("valid_from", "theme_list_valid_from_form"),
            partial_date_check("valid_to", "theme_list_valid_to_form"),
            ordered_dates_check("valid_from", "valid_to", "theme_list_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class ThemeListEntry(models.Model):
    """One line of a published list, in its own words, and the theme of ours it corresponds to."""

    theme_list = models.ForeignKey(ThemeList, on_delete=models.CASCADE, related_name="entries")
    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="list_entries")
    verbatim = models.CharField(_("wording of the source"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("line of a list of themes")
        verbose_name_plural = _("lines of a list of themes")
        ordering = ["theme_list", "order"]
        constraints = [models.UniqueConstraint(fields=["theme_list", "order"], name="theme_list_entry_order")]

    def __str__(self) -> str:
        return self.verbatim or str(self.theme)


class Agenda(models.Model):
    """A global or continental agenda other than the goals that a partnership serves."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=160)
    url = models.URLField(_("address"), blank=True)

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class TargetGroup(models.Model):
    """Whom a partnership is meant to reach."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
