from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffAssignment(models.Model):
    """That a member of staff works for a section, as editor or as reviewer. Rows outside it are read-only to them."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        REVIEWER = "reviewer", _("reviewer, who may also publish")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member of staff"), on_delete=models.CASCADE, related_name="assignments"
    )
    region = models.ForeignKey("Region", verbose_name=_("section"), on_delete=models.CASCADE, related_name="staff")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.EDITOR)

    class Meta:
        verbose_name = _("assignment to a section")
        verbose_name_plural = _("assignments to sections")
        ordering = ["user", "region"]
        constraints = [models.UniqueConstraint(fields=["user", "region"], name="staff_assignment_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.region} ({self.get_role_display()})"
