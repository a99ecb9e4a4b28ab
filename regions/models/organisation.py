from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from regions.dates import PartialDateField, ordered_dates_check, partial_date_check


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def governments(self) -> "OrganisationQuerySet":
        """Local and regional governments only: the kinds that have a page under `governments/`."""
        return self.filter(kind__in=Organisation.GOVERNMENT_KINDS)

    def others(self) -> "OrganisationQuerySet":
        """Everyone who is not a local or regional government, placeholders included."""
        return self.exclude(kind__in=Organisation.GOVERNMENT_KINDS)

    def named_like(self, text: str) -> "OrganisationQuerySet":
        """Organisations one of whose names starts with `text`, then those that merely contain it.

        Accents and case do not count and every name, exonym and former name is looked at. Names that
        start so come first, larger places before smaller ones. Served by one trigram index.
        """
        fold = Func(models.Value(text), function="registry_fold", output_field=models.TextField())
        # A text of accents only folds to nothing, and nothing is contained in every name.
        names = OrganisationName.objects.alias(sought=fold).exclude(sought="").filter(folded__contains=F("sought"))
        starts = names.filter(organisation=models.OuterRef("pk"), folded__startswith=F("sought"))
        return (
            self.filter(pk__in=names.values("organisation"))
            .annotate(starts_so=models.Exists(starts))
            .order_by("-starts_so", F("population").desc(nulls_last=True), "code")
        )


class Organisation(models.Model):
    """Anyone who can be a partner. Local and regional governments are the heart of it.

    A partner whom a source mentions without naming is a placeholder of kind *unresolved*: it keeps the
    source's wording, and `resolved_to` names the real organisations once somebody finds out.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        INTERMUNICIPAL = "intermunicipal", _("intermunicipal body")
        METROPOLITAN = "metropolitan", _("metropolitan government")
        PROVINCE = "province", _("province or department")
        REGION = "region", _("region or state")
        ASSOCIATION = "association", _("association of local governments")
        NETWORK = "network", _("network")
        ACADEMY = "academy", _("academy")
        UTILITY = "utility", _("utility")
        AGENCY = "agency", _("ministry or agency")
        INTERNATIONAL = "international", _("international organisation")
        RESEARCH = "research", _("research institute")
        COMPANY = "company", _("company")
        CIVIL_SOCIETY = "civil-society", _("civil society organisation")
        COMMUNITY = "community", _("community")
        PLACE = "place", _("place, with no body that speaks for it")
        UNRESOLVED = "unresolved", _("not yet identified")

    GOVERNMENT_KINDS = (Kind.MUNICIPALITY, Kind.INTERMUNICIPAL, Kind.METROPOLITAN, Kind.PROVINCE, Kind.REGION)
    UNNAMED_KINDS = (Kind.PLACE, Kind.UNRESOLVED)

    code = models.SlugField(_("code"), max_length=80, unique=True, help_text=_("Part of public addresses; never changes."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=300, help_text=_("The usual name in each language."))
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    description = models.TextField(_("description"), blank=True)
    country = models.ForeignKey(
        "Country", verbose_name=_("country"), on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    sections = models.ManyToManyField(
        "Region",
        verbose_name=_("sections"),
        blank=True,
        related_name="organisations",
        help_text=_("Only where they differ from the sections of its country."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("The body it belongs to, such as the city of a utility."),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    verbatim = models.CharField(
        _("wording of the source"), max_length=300, blank=True, help_text=_("How the source speaks of it, word for word.")
    )
    verbatim_language = models.CharField(_("language of the wording"), max_length=12, blank=True)
    resolved_to = models.ManyToManyField(
        "self",
        verbose_name=_("found to be"),
        symmetrical=False,
        blank=True,
        related_name="stood_in_by",
        help_text=_("The organisations this placeholder turned out to mean."),
    )
    valid_from = PartialDateField(_("exists since"))
    valid_to = PartialDateField(_("existed until"))
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text=_("The body that took its place when it was merged or renamed."),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["code"]
        indexes = [models.Index(fields=["kind", "code"], name="organisation_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="organisation_coordinates_both_or_none",
                violation_error_message=_("Give both latitude (−90 to 90) and longitude (−180 to 180), or neither."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="unresolved") | ~Q(verbatim=""),
                name="organisation_unresolved_keeps_wording",
                violation_error_message=_("A partner not yet identified needs the wording of the source."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | (~Q(valid_to="") & ~Q(successor=F("pk"))),
                name="organisation_successor_after_end",
                violation_error_message=_("A body with a successor needs the date until which it existed."),
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="organisation_not_its_own_part"),
            partial_date_check("valid_from", "organisation_valid_from_form"),
            partial_date_check("valid_to", "organisation_valid_to_form"),
            ordered_dates_check("valid_from", "valid_to", "organisation_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_government(self) -> bool:
        """Whether it is a local or regional government, with a page under `governments/`."""
        return self.kind in self.GOVERNMENT_KINDS

    @property
    def is_unnamed(self) -> bool:
        """Whether nobody can yet say which organisation is meant."""
        return self.kind in self.UNNAMED_KINDS


class OrganisationName(models.Model):
    """One more name of an organisation: in another language, a former one, the official one, an acronym.

    The usual names of the organisation itself are kept here too, by the database, as kind *usual*.
    """

    class Kind(models.TextChoices):
        USUAL = "usual", _("usual name")
        EXONYM = "exonym", _("name in another language")
        FORMER = "former", _("former name")
        OFFICIAL = "official", _("official name")
        ACRONYM = "acronym", _("acronym")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="names"
    )
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("Language code, such as wo or pt-BR."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EXONYM)
    folded = models.GeneratedField(
        expression=Func("name", function="registry_fold"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["organisation", "kind", "language", "name"]
        indexes = [GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="organisation_name_trigram")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name", "language", "kind"], name="organisation_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Identifier(models.Model):
    """A code by which others know the organisation."""

    class Scheme(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        GEONAMES = "geonames", "GeoNames"
        ISO3166_2 = "iso3166-2", "ISO 3166-2"
        UNLOCODE = "unlocode", "UN/LOCODE"
        IATI = "iati", "IATI"

    ADDRESSES = {
        Scheme.WIKIDATA: "https://www.wikidata.org/wiki/{}",
        Scheme.GEONAMES: "https://www.geonames.org/{}",
    }

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme)
    value = models.CharField(_("value"), max_length=80)
    verified = models.BooleanField(
        _("checked"), default=False, help_text=_("Somebody has looked and it is the same body, not only the same place.")
    )

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["organisation", "scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_names_one_organisation"),
            models.CheckConstraint(
                condition=~Q(scheme="wikidata") | Q(value__regex=r"^Q[1-9][0-9]*$"),
                name="identifier_wikidata_form",
                violation_error_message=_("A Wikidata identifier looks like Q3718."),
            ),
            models.CheckConstraint(
                condition=~Q(scheme="geonames") | Q(value__regex=r"^[1-9][0-9]*$"),
                name="identifier_geonames_form",
                violation_error_message=_("A GeoNames identifier is a number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def address(self) -> str:
        """Where the identifier leads on the web; empty for schemes without a public page."""
        return self.ADDRESSES.get(self.Scheme(self.scheme), "").format(self.value)


class Membership(models.Model):
    """That an organisation belongs to a network or an association, and when."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        ASSOCIATE = "associate", _("associate member")
        FOUNDER = "founder", _("founding member")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="memberships"
    )
    network = models.ForeignKey(
        Organisation, verbose_name=_("network or association"), on_delete=models.PROTECT, related_name="members"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["network", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "network", "since"], name="membership_once"),
            models.CheckConstraint(condition=~Q(organisation=F("network")), name="membership_not_of_itself"),
            partial_date_check("since", "membership_since_form"),
            partial_date_check("until", "membership_until_form"),
            ordered_dates_check("since", "until", "membership_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.network}"


class ContactPoint(models.Model):
    """The office to turn to. A person is named only with their dated consent, and never in bulk exports."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="contact_points"
    )
    office = models.CharField(_("office"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail of the office"), blank=True)
    telephone = models.CharField(_("telephone of the office"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    person = models.CharField(_("person"), max_length=200, blank=True, help_text=_("Only with the person's consent."))
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ["organisation", "office", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person="") | Q(consent_on__isnull=False),
                name="contact_person_only_with_consent",
                violation_error_message=_("A person may be named only with the date of their consent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} ({self.organisation})"
