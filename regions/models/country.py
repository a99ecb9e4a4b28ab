import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CountryQuerySet(models.QuerySet["Country"]):
    def of_region(self, code: str) -> "CountryQuerySet":
        """Countries that belong today, fully or as associates, to the section or sub-region `code`."""
        rows = CountryRegion.objects.on(datetime.date.today()).filter(region__code=code)
        return self.filter(pk__in=rows.values("country"))


class Country(models.Model):
    """A country or territory of ISO 3166-1, named as this installation chooses to name it.

    Names come from CLDR, except where `fixtures/country_names.yaml` decides otherwise. A name says
    nothing about the legal status of a place.
    """

    class Association(models.TextChoices):
        YES = "yes", _("there is a national association of local governments")
        NO = "no", _("there is no national association of local governments")
        UNKNOWN = "unknown", _("not documented whether there is a national association of local governments")

    alpha2 = models.CharField(_("ISO alpha-2 code"), max_length=2, primary_key=True)
    alpha3 = models.CharField(_("ISO alpha-3 code"), max_length=3, unique=True)
    m49 = models.CharField(_("UN M49 code"), max_length=3, blank=True)
    name = models.CharField(_("name"), max_length=120)
    also = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Other names and what its people are called, in any language, separated by commas; found by the search."),
    )
    association = models.CharField(_("national association"), max_length=10, choices=Association, default=Association.UNKNOWN)
    association_note = models.TextField(_("about the association"), blank=True)
    recognition = models.TextField(
        _("legal recognition"), blank=True, help_text=_("How the state recognises decentralised cooperation in its law.")
    )
    first_contact = models.ForeignKey(
        "Organisation",
        verbose_name=_("first contact"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="first_contact_for",
        help_text=_("Whom a city abroad should ask first."),
    )
    regions = models.ManyToManyField("Region", through="CountryRegion", related_name="countries")

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country or territory")
        verbose_name_plural = _("countries and territories")
        ordering = ["alpha2"]
        constraints = [
            models.CheckConstraint(condition=Q(alpha2__regex=r"^[A-Z]{2}$"), name="country_alpha2_form"),
            models.CheckConstraint(condition=Q(alpha3__regex=r"^[A-Z]{3}$"), name="country_alpha3_form"),
            models.CheckConstraint(condition=Q(m49="") | Q(m49__regex=r"^[0-9]{3}$"), name="country_m49_form"),
        ]

    def __str__(self) -> str:
        return self.name


class CountryRegionQuerySet(models.QuerySet["CountryRegion"]):
    def on(self, day: datetime.date) -> "CountryRegionQuerySet":
        """Rows in force on `day`; an open end means still in force."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


class CountryRegion(models.Model):
    """That a country belongs to a section, in which role and when. Some countries sit in two sections."""

    class Role(models.TextChoices):
        FULL = "full", _("full")
        ASSOCIATE = "associate", _("associate")

    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.CASCADE, related_name="region_rows")
    region = models.ForeignKey("Region", verbose_name=_("section"), on_delete=models.PROTECT, related_name="country_rows")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.FULL)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True, help_text=_("First day on which it no longer holds."))
    source = models.SlugField(
        _("source"), max_length=80, blank=True, help_text=_("Code of the source that says so, as in the list of sources.")
    )

    objects = CountryRegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a country")
        verbose_name_plural = _("sections of a country")
        ordering = ["country", "role", "region"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=models.F("valid_to")),
                name="country_region_dates_in_order",
            ),
            ExclusionConstraint(
                name="country_region_once_at_a_time",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    ("region", RangeOperators.EQUAL),
                    (models.Func("valid_from", "valid_to", function="daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The country already belongs to this section at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.region} ({self.get_role_display()})"
