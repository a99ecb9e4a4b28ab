from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """A section of the world organisation of cities, or one of its sub-regions.

    What a section says of its own approach and stage is a sourced `Statement` of the registry.
    """

    class Kind(models.TextChoices):
        REGIONAL = "regional", _("regional section")
        THEMATIC = "thematic", _("thematic section, overlapping all regions")

    code = models.SlugField(_("code"), unique=True, help_text=_("Part of public addresses; never changes."))
    name = models.CharField(_("name"), max_length=200)
    # Kept beside the names in every language, all of which the search takes from there.
    also = models.TextField(
        _("other names"),
        blank=True,
        db_column="name_also",
        help_text=_("Other names and what is said of its cities, in any language, separated by commas; found by the search."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REGIONAL)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_regions",
        help_text=_("Only for the sub-regions of a section."),
    )
    bodies = models.ManyToManyField(
        "Organisation",
        verbose_name=_("bodies"),
        blank=True,
        related_name="represents",
        help_text=_("The organisation or organisations that act for the section."),
    )
    website = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Position in lists."))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")), name="region_not_its_own_part"
            ),
        ]

    def __str__(self) -> str:
        return self.name
