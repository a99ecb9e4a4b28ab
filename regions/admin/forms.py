"""What every form of the desk checks, whatever it is a form for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import get_translation_fields

from regions.admin.fields import ChoiceSelect
from regions.admin.history import keeps_history


class PartForm(forms.ModelForm):
    """A row that belongs to a record, or the common half of the record itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, ChoiceSelect):
                # Only what is loaded already: a form must not query for each of its choices.
                widget.present = self.instance._state.fields_cache.get(name)

    def clean(self) -> dict[str, Any]:
        """Ask for every needed text in at least one language, whichever it is."""
        cleaned = super().clean() or self.cleaned_data
        for field in self._meta.model._meta.concrete_fields:
            translations = [name for name in get_translation_fields(field.name) if name in self.fields]
            if translations and not field.blank and not any(cleaned.get(name) or name in self.errors for name in translations):
                self.add_error(self.in_reading_language(translations), self.missing_text())
        return cleaned

    def missing_text(self) -> ValidationError:
        """What to say when a needed text is there in no language."""
        return ValidationError(_("Write this in at least one language."), code="required")

    def in_reading_language(self, names: list[str]) -> str:
        """Of the language versions of a text, the one in the reader's language."""
        return next((name for name in names if name.endswith(f"_{get_language()}")), names[0])


class RecordForm(PartForm):
    """A record with a page of its own. It can tell whether somebody else saved it meanwhile."""

    request: HttpRequest
    coded_after: tuple[str, ...] = ("name", "title", "text")

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    overwrite = forms.BooleanField(
        required=False,
        label=_("I have looked at the other changes: save mine over them"),
        help_text=_("Needed only because somebody else saved this record while you were working on it."),
    )
    overtaken = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = version(self.instance)
        if "code" in self.fields:
            self.fields["code"].required = False

    def clean(self) -> dict[str, Any]:
        """Refuse to overwrite unseen changes; find a code where none was typed."""
        cleaned = super().clean()
        if refusal := getattr(self.request, "refusal", None):
            raise ValidationError(refusal, code="refused")
        if self.instance.pk:
            self._stay_behind_nobody(cleaned)
        if "code" in self.fields and not cleaned.get("code") and "code" not in self.errors:
            cleaned["code"] = self.free_code(cleaned)
        return cleaned

    def free_code(self, cleaned: dict[str, Any]) -> str:
        """A code made of the English name, or of any name there is, that nobody has yet."""
        field = self._meta.model._meta.get_field("code")
        names = [cleaned.get(f"{name}_{language}") for name in self.coded_after for language in ("en", get_language())]
        names += [cleaned.get(name) for name in (*self.coded_after, *self.fields)]
        slugs = (slugify(name) for name in names if isinstance(name, str) and name)
        base = next(filter(None, slugs), self._meta.model._meta.model_name)[: field.max_length - 5].strip("-")
        taken = set(self._meta.model._default_manager.filter(code__startswith=base).values_list("code", flat=True))
        return next(code for code in [base, *(f"{base}-{n}" for n in range(2, 10_000))] if code not in taken)

    def _stay_behind_nobody(self, cleaned: dict[str, Any]) -> None:
        type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk).exists()
        seen, present = cleaned.get("seen"), version(self.instance)
        if (seen or "") == present or cleaned.get("overwrite"):
            return
        self.overtaken = True
        when = localtime(self.instance.history.get(pgh_id=present).pgh_created_at)  # type: ignore[attr-defined]
        raise ValidationError(
            _(
                "Somebody else saved this record at %(time)s, after you had opened it. Your entries are still below, but not "
                "saved. Look at the record in another tab; then tick the box at the top to save yours over it."
            ),
            code="overtaken",
            params={"time": date_format(when, "TIME_FORMAT")},
        )


def version(record: models.Model) -> str:
    """A mark that changes whenever anybody changes the record's own row; empty where no history is kept."""
    if not keeps_history(type(record)):
        return ""
    newest = record.history.order_by("-pgh_id").values_list("pgh_id", flat=True).first()  # type: ignore[attr-defined]
    return str(newest or "")
