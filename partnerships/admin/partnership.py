import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from partnerships.admin import help_texts
from partnerships.admin.access import may_edit, visible_on_desk
from partnerships.admin.completeness import in_a_sentence, missing_for_publication
from partnerships.admin.derived import Derived
from partnerships.admin.inlines import PARTNERSHIP_INLINES
from partnerships.admin.publication import REVIEWED, check_publication, check_stewards
from partnerships.admin.worklists import OwnFilter, WorkFilter
from partnerships.models import Partnership
from partnerships.models.partnership import PartnershipQuerySet
from regions.admin.access import own_sections
from regions.admin.forms import RecordForm
from regions.admin.record import RecordAdmin
from regions.admin.site import desk

Publication = Partnership.Publication


class PartnershipForm(RecordForm):
    """A partnership, with the rules on who may publish it and who answers for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("part_of")
        if field and self.instance.part_of_id and not field.queryset.filter(pk=self.instance.part_of_id).exists():
            # It is part of another section's draft: neither named nor lost.
            field.queryset = type(self.instance)._default_manager.filter(pk=self.instance.part_of_id)
            field.label_from_instance = lambda hidden: gettext("a draft of another section")
            field.disabled = True

    def clean(self) -> dict[str, Any]:
        """Check stewards and publication against the record as it is stored."""
        cleaned = super().clean()
        user: Any = self.request.user
        before = type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        stewards = list(cleaned.get("stewards") or [])
        if (confirmed := cleaned.get("confirmed_on")) and confirmed > datetime.date.today():
            self.add_error("confirmed_on", _("A confirmation cannot lie in the future."))
        if "stewards" in cleaned:
            self._beside("stewards", check_stewards, user, before, stewards)
        if "publication" in cleaned:
            self._beside("publication", check_publication, user, before, cleaned["publication"], stewards)
        original = f"title_{cleaned.get('original_language')}"
        if original in self.fields and not cleaned.get(original) and not self.errors.keys() & {original, "original_language"}:
            self.add_error(original, _("Write the title in the original language first, or choose another original language."))
        return cleaned

    def missing_text(self) -> ValidationError:
        return ValidationError(_("Write the title, in at least one language."), code="required")

    def _beside(self, field: str, check: Any, *args: Any) -> None:
        try:
            check(*args)
        except ValidationError as error:
            self.add_error(field, error)


class PartnershipList(ChangeList):
    """The list of partnerships, with their partners loaded in one go."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        return super().get_queryset(request, exclude_parameters).prefetch_related("participations__organisation")


@admin.register(Partnership, site=desk)
class PartnershipAdmin(Derived, RecordAdmin):
    """Partnerships: who with whom, since when, what about, how we know; then the rest."""

    form = PartnershipForm
    desk_order = 1
    help_texts = help_texts.PARTNERSHIP
    fieldsets = [
        (_("Who with whom"), {"fields": ["title", ("level", "form", "direction")], "classes": ["step-who"]}),
        (_("Since when"), {"fields": [("status", "years")], "classes": ["step-when"]}),
        (_("What about"), {"fields": ["summary", "description", "goals"], "classes": ["step-what"]}),
        (_("How do we know"), {"fields": ["evidence"], "classes": ["step-known"]}),
        (
            _("The rest"),
            {
                "fields": ["part_of", "delivery", ("oda", "oda_according_to"), "lessons", "agendas", "target_groups"],
                "classes": ["step-rest"],
            },
        ),
        (
            _("Who answers for it"),
            {
                "fields": [
                    "stewards",
                    "sections",
                    "original_language",
                    "missing",
                    "publication",
                    ("confirmed_on", "confirmed_by"),
                    "code",
                    ("created", "updated"),
                ],
                "classes": ["step-desk"],
            },
        ),
    ]
    readonly_fields = ["status", "years", "evidence", "sections", "missing", "created", "updated"]
    autocomplete_fields = ["part_of"]
    checkboxes = ["stewards", "goals", "agendas", "target_groups"]
    inlines = PARTNERSHIP_INLINES
    list_display = ["title", "partners", "form", "status_and_years", "evidence_in_short", "publication", "updated_on"]
    list_filter = [
        OwnFilter,
        WorkFilter,
        "publication",
        ("stewards", admin.RelatedOnlyFieldListFilter),
        "level",
        "search_row__status",
        "search_row__evidence",
        "direction",
        "form",
    ]
    list_select_related = ["search_row"]
    sortable_by = ["status_and_years", "evidence_in_short", "publication", "updated_on"]
    ordering = ["-updated", "-pk"]
    # Only switches the search box on. What text finds a partnership is defined in partnerships/search.py.
    search_fields = ["code"]
    search_help_text = _("Any word in any language: title, partner, country, theme, goal, fund.")

    def get_queryset(self, request: HttpRequest) -> PartnershipQuerySet:
        rows: Any = super().get_queryset(request)
        return rows & visible_on_desk(request.user)

    def choices_for(self, request: HttpRequest) -> PartnershipQuerySet:
        """What other records may refer to: not the drafts of other sections."""
        return visible_on_desk(request.user)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Partnership], search_term: str
    ) -> tuple[QuerySet[Partnership], bool]:
        """Search as the public site does; best first unless a column is chosen."""
        if not search_term.strip():
            return queryset, False
        found = queryset.search(search_term)  # type: ignore[attr-defined]
        return (found if ORDER_VAR in request.GET else found.order_by("-relevance", "-search_row__rank", "code")), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PartnershipList

    @staticmethod
    def describe_choice(partnership: Partnership) -> str:
        """The title, and the code that tells it from one of the same title."""
        return f"{partnership} ({partnership.code})"

    def keeps_code(self, obj: Partnership) -> bool:
        """A draft was never public, so its code may still be bettered."""
        return obj.publication in REVIEWED

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The reader's language and the sections they work for."""
        return {
            "original_language": (get_language() or "").split("-")[0],
            "stewards": list(own_sections(request.user)),
            **super().get_changeform_initial_data(request),
        }

    def has_change_permission(self, request: HttpRequest, obj: Partnership | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_edit(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Partnership | None = None) -> bool:
        """What was public stays: others have linked to it."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (obj.publication not in REVIEWED and may_edit(request.user, obj)))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Say what to do instead of deleting what was public."""
        partnership = self.get_object(request, unquote(object_id))
        if partnership and partnership.publication in REVIEWED:
            sentence = _(
                "What was published is not deleted: others may have linked to it. Set its publication to “%(archived)s”."
            )
            self.message_user(request, sentence % {"archived": Publication.ARCHIVED.label}, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:partnerships_partnership_change", args=[partnership.pk]))
        return super().delete_view(request, object_id, extra_context)

    def view_on_site(self, obj: Partnership) -> str | None:
        """The public page, which exists for published partnerships only."""
        return obj.get_absolute_url() if obj.publication == Publication.PUBLISHED else None

    def say_further(self, request: HttpRequest, obj: Partnership) -> None:
        """What is still missing for publication."""
        missing = missing_for_publication(obj)
        if not missing:
            return
        if obj.publication == Publication.PUBLISHED:
            sentence = _("It is published, but still lacks %(missing)s.")
        else:
            sentence = _("Still missing for publication: %(missing)s.")
        self.message_user(request, sentence % {"missing": in_a_sentence(missing)}, messages.WARNING)
