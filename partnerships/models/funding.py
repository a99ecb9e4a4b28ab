from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.constraints import amount_with_currency, percentage
from partnerships.models.evidence import Located
from regions.dates import PartialDateField, ordered_dates_check, partial_date_check


class Fund(models.Model):
    """A fund or financing line open to local and regional governments, or once open to them."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        UNKNOWN = "unknown", _("not documented")

    code = models.SlugField(_("code"), max_length=80, unique=True, help_text=_("Part of public addresses; never changes."))
    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    description = models.TextField(_("description"), blank=True)
    operator = models.ForeignKey(
        "regions.Organisation",
        verbose_name=_("operator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="operated_funds",
    )
    funders = models.ManyToManyField("regions.Organisation", verbose_name=_("funders"), blank=True, related_name="funded_funds")
    themes = models.ManyToManyField("Theme", verbose_name=_("themes"), blank=True, related_name="funds")
    website = models.URLField(_("website"), blank=True)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UNKNOWN)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["code"]
        constraints = [
            partial_date_check("since", "fund_since_form"),
            partial_date_check("until", "fund_until_form"),
            ordered_dates_check("since", "until", "fund_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name


class FundRule(Located):
    """One rule of a fund: who may apply with whom, at which share, for how long."""

    class Kind(models.TextChoices):
        APPLICANT = "applicant", _("who applies")
        PARTNER = "partner", _("with whom")
        SHARE = "share", _("who pays which share")
        AMOUNT = "amount", _("how much")
        DURATION = "duration", _("how long")
        LETTER = "letter", _("what must be handed in")
        SCOPE = "scope", _("for what")
        SELECTION = "selection", _("who decides")
        MODALITY = "modality", _("in which way")

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(_("subject"), max_length=20, choices=Kind)
    text = models.TextField(_("rule"))
    percent_min = models.DecimalField(_("at least %"), max_digits=5, decimal_places=2, null=True, blank=True)
    percent_max = models.DecimalField(_("at most %"), max_digits=5, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("until"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["fund", "order", "pk"]
        constraints = [
            percentage("percent_min", "fund_rule_percent_min"),
            percentage("percent_max", "fund_rule_percent_max"),
            models.CheckConstraint(
                condition=Q(percent_min=None) | Q(percent_max=None) | Q(percent_min__lte=models.F("percent_max")),
                name="fund_rule_percent_in_order",
            ),
            amount_with_currency("fund_rule_amount_with_currency"),
            partial_date_check("valid_from", "fund_rule_valid_from_form"),
            partial_date_check("valid_to", "fund_rule_valid_to_form"),
            ordered_dates_check("valid_from", "valid_to", "fund_rule_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class Call(Located):
    """One call of a fund, with the dates between which it was or is open."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="calls")
    name = models.CharField(_("name"), max_length=200)
    opens = PartialDateField(_("opens"))
    closes = PartialDateField(_("closes"))
    decided = PartialDateField(_("decided"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["fund", "opens", "closes", "pk"]
        constraints = [
            partial_date_check("opens", "call_opens_form"),
            partial_date_check("closes", "call_closes_form"),
            partial_date_check("decided", "call_decided_form"),
            ordered_dates_check("opens", "closes", "call_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class Financing(Located):
    """Who paid what to a partnership, in cash or in kind, in the original currency."""

    class Kind(models.TextChoices):
        CASH = "cash", _("in cash")
        IN_KIND = "in-kind", _("in kind")

    partnership = models.ForeignKey("Partnership", on_delete=models.CASCADE, related_name="financing")
    payer = models.ForeignKey(
        "regions.Organisation", verbose_name=_("payer"), on_delete=models.PROTECT, related_name="payments"
    )
    fund = models.ForeignKey(
        Fund, verbose_name=_("through the fund"), on_delete=models.PROTECT, null=True, blank=True, related_name="financing"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CASH)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217 code, such as MAD."))
    share = models.DecimalField(_("share in %"), max_digits=5, decimal_places=2, null=True, blank=True)
    date = PartialDateField(_("date"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("financing")
        verbose_name_plural = _("financing")
        ordering = ["partnership", "date", "pk"]
        constraints = [
            amount_with_currency("financing_amount_with_currency"),
            percentage("share", "financing_share"),
            partial_date_check("date", "financing_date_form"),
        ]

    def __str__(self) -> str:
        return f"{self.payer}: {self.amount or ''} {self.currency}".strip()
