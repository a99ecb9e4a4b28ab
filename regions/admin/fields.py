"""How a field looks on the desk: its help, its language, and choices that can be told apart."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from regions.models import Organisation

Help = Mapping[str, str | Promise]

language_code = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a language code, such as fr, wo or pt-BR, not the name of the language.")
)


class ChoiceSelect(AutocompleteSelect):
    """An autocomplete that is told its present value, so that a form of sixty partners asks no sixty queries for names."""

    present: models.Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        if self.present is None or list(value) != [str(self.present.pk)]:
            return super().optgroups(name, [key for key in value if self._may_be_key(key)], attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.present)
        return [(None, [*blank, self.create_option(name, value[0], label, True, 1)], 0)]

    def _may_be_key(self, value: str) -> bool:
        """Whether a value from an address or a refused form can be looked up at all."""
        try:
            self.field.related_model._meta.pk.to_python(value)
        except ValidationError:
            return False
        return "\0" not in str(value)


class DeskFields(BaseModelAdmin):
    """For every admin and inline of the desk. `help_texts` speaks where a model's field has no help, or none for a form."""

    help_texts: Help = {}
    checkboxes: Sequence[str] = ()
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Give the field its help and its language."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        original = getattr(db_field, "translated_field", db_field)
        field.help_text = self.help_texts.get(original.name, field.help_text)  # type: ignore[assignment]
        if language := getattr(db_field, "language", ""):
            _speak(field, original, language)
        elif "language" in db_field.name and isinstance(db_field, models.CharField) and not db_field.choices:
            field.validators.append(language_code)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            self._trim(field.widget, db_field.name)
        return field

    def _trim(self, widget: RelatedFieldWidgetWrapper, name: str) -> None:
        """Leave the buttons that help to choose: add what is missing, look at what is chosen."""
        widget.can_delete_related = False
        widget.can_view_related = widget.can_view_related and not widget.can_change_related
        widget.can_add_related = widget.can_add_related and name not in self.checkboxes

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Describe choices as the admin of their model does."""
        if db_field.name in self.get_autocomplete_fields(request):
            # Two letters at least: with one, half of all organisations would be sorted by population.
            attrs = {"data-minimum-input-length": "2"} if db_field.related_model is Organisation else {}
            kwargs.setdefault("widget", ChoiceSelect(db_field, self.admin_site, attrs))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return self._described(field, db_field, request)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show a short vocabulary as boxes to tick."""
        if db_field.name in self.checkboxes:
            kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        return self._described(field, db_field, request)

    def _described(self, field: Any, db_field: Any, request: HttpRequest) -> Any:
        site: Any = self.admin_site
        if field is not None and site.is_registered(db_field.related_model):
            described = site.get_model_admin(db_field.related_model)
            # Not only what is offered is limited, but also what is accepted and named.
            if field.queryset is not None and (choices_for := getattr(described, "choices_for", None)):
                field.queryset = choices_for(request)
            if describe := getattr(described, "describe_choice", None):
                field.label_from_instance = describe
                field.queryset = field.queryset.select_related(*further_relations(described))
        return field


def further_relations(described: BaseModelAdmin) -> list[str]:
    """What the admin of a model loads with each row to describe it."""
    related = getattr(described, "list_select_related", None)
    return list(related) if isinstance(related, (list, tuple)) else []


def _speak(field: forms.Field, original: Any, language: str) -> None:
    """Mark a field as one language of a text. It may stay empty: the form asks for one language, not for a certain one."""
    info = get_language_info(language)
    field.required = False
    field.label = format_lazy("{text} – {language}", text=capfirst(original.verbose_name), language=info["name_local"])
    if not original.blank:
        field.help_text = format_lazy("{help} {need}", help=field.help_text, need=_("Needed in at least one language."))
    field.widget.attrs |= {
        "lang": language,
        "dir": "rtl" if info["bidi"] else "ltr",
        "data-language": language,
        "data-text": original.name,
    }
