from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.evidence import Located
from regions.dates import PartialDateField, partial_date_check


class Statement(Located):
    """What a section, or all of them together, say of themselves or of their region: dated and sourced."""

    class Kind(models.TextChoices):
        STAGE = "stage", _("stage reached")
        APPROACH = "approach", _("approach")
        POSITION = "position", _("position")
        PRINCIPLE = "principle", _("principle")
        PRIORITY = "priority", _("priority")
        MODALITY = "modality", _("way of working")
        OBSTACLE = "obstacle", _("obstacle")
        NEED = "need", _("need")
        LESSON = "lesson", _("lesson")
        ACTION = "action", _("planned action")
        CONTEXT = "context", _("context")
        QUOTATION = "quotation", _("quotation")

    code = models.SlugField(_("code"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    region = models.ForeignKey(
        "regions.Region",
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text=_("Empty when all sections say it together."),
    )
    text = models.TextField(_("text"))
    as_of = PartialDateField(_("as of"))
    author = models.CharField(_("author"), max_length=200, blank=True)
    author_role = models.CharField(_("role of the author"), max_length=200, blank=True)
    verbatim = models.CharField(_("original words"), max_length=400, blank=True)
    verbatim_language = models.CharField(_("language of the original words"), max_length=12, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["region", "kind", "order", "code"]
        constraints = [
            partial_date_check("as_of", "statement_as_of_form"),
            models.CheckConstraint(
                condition=~Q(kind="quotation") | (~Q(author="") & ~Q(verbatim="")),
                name="statement_quotation_has_author_and_words",
                violation_error_message=_("A quotation needs its author and the original words."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
