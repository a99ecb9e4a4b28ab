"""What all records on the desk have in common."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.contrib.admin.views.main import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from regions.admin.fields import DeskFields, further_relations
from regions.admin.forms import PartForm, RecordForm
from regions.admin.history import changes_of
from regions.admin.search import in_any_language


class PartInline(DeskFields, admin.StackedInline):
    """Rows of a record. `step` is the class of the fieldset below which they stand; without one they stand last."""

    form = PartForm
    extra = 0
    step = ""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load what the autocompletes of each row show, so that the page asks for it once."""
        queryset = super().get_queryset(request)
        related: list[str] = []
        for name in self.get_autocomplete_fields(request):
            field = self.opts.get_field(name)
            if isinstance(field, models.ForeignKey):
                described = self.admin_site.get_model_admin(field.related_model)
                related += [name, *(f"{name}__{further}" for further in further_relations(described))]
        return queryset.select_related(*related) if related else queryset


class TranslatedPartInline(PartInline, TranslationStackedInline):
    """Rows of a record with translated texts."""


class RecordAdmin(DeskFields, TranslationAdmin):
    """A record with a page of its own: says plainly what happened, loses nobody's work, shows its history."""

    form = RecordForm
    show_full_result_count = False
    list_per_page = 50

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A form class of this request alone, which may therefore know the request."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.request = request
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A code once given stays: it is part of public addresses."""
        readonly = list(super().get_readonly_fields(request, obj))
        has_code = any(field.name == "code" for field in self.opts.concrete_fields)
        return [*readonly, "code"] if has_code and obj and self.keeps_code(obj) else readonly

    def keeps_code(self, obj: Any) -> bool:
        """Whether the code may be in use outside."""
        return True

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Look into `search_fields` in every language, not only in the reader's."""
        return in_any_language(queryset, search_term, *self.search_fields), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under the name of what it lists."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show what the database refuses beside what was typed, as any other mistake."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = why(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        """Place each inline below the fieldset whose step it belongs to."""
        inlines = context["inline_admin_formsets"]
        steps = [
            (fieldset, [inline for inline in inlines if inline.opts.step in fieldset.classes.split()])
            for fieldset in context["adminform"]
        ]
        placed = [inline for _fieldset, placed_here in steps for inline in placed_here]
        context |= {"steps": steps, "further_inlines": [inline for inline in inlines if inline not in placed]}
        return super().render_change_form(request, context, *args, **kwargs)

    def message_user(
        self, request: HttpRequest, message: Any, level: int | str = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        """Replace Django's notices of success by our own sentence."""
        if level == messages.SUCCESS:
            message = getattr(request, "sentence", message)
        super().message_user(request, message, level, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        self.say_saved(request, obj)
        response = super().response_add(request, obj, post_url_continue)
        if IS_POPUP_VAR not in request.POST:
            self.say_further(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.say_saved(request, obj)
        response = super().response_change(request, obj)
        if IS_POPUP_VAR not in request.POST:
            self.say_further(request, obj)
        return response

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        request.sentence = format_html(gettext("“{}” is deleted. Its history is kept."), obj_display)  # type: ignore[attr-defined]
        return super().response_delete(request, obj_display, obj_id)

    def say_saved(self, request: HttpRequest, obj: Any) -> None:
        """Have Django's notice replaced by one with a link to what was saved."""
        address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[quote(obj.pk)])
        link = format_html('<a href="{}">{}</a>', address, obj)
        request.sentence = format_html(gettext("“{}” is saved."), link)  # type: ignore[attr-defined]

    def say_further(self, request: HttpRequest, obj: Any) -> None:
        """What else to tell about a record that was just saved."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed what and when, in the record and in all its parts."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(obj),
            "changes": changes_of(obj, self.parts_of_history()),
            "object": obj,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/record_history.html", context)

    def parts_of_history(self) -> list[tuple[type[models.Model], str]]:
        """The models of the inlines and of tracked many-to-many relations, each with its key to this one."""
        own: Any = self.model
        related = [inline.model for inline in self.inlines]
        related += [field.remote_field.through for field in own._meta.many_to_many]
        keys = {model: [f.name for f in model._meta.fields if f.is_relation and f.related_model is own] for model in related}
        return [(model, names[0]) for model, names in keys.items() if names]


def why(error: IntegrityError) -> Any:
    """What the database refused, in the words of the constraint if it has any."""
    diagnosis = getattr(error.__cause__, "diag", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            worded = constraint.violation_error_message != constraint.default_violation_error_message
            if worded and constraint.name == getattr(diagnosis, "constraint_name", None):
                return constraint.get_violation_error_message()
    return _(
        "Something was saved at the same moment that cannot stand beside this. Nothing of yours is saved; please look again."
    )
