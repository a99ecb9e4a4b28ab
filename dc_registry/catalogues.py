"""The interface's translations: finding what is to be translated, keeping the catalogues in step, compiling them.

Done with Babel and Django's own template parser, so that nobody needs the GNU gettext programs.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SOURCES = ("dc_registry", "partnerships", "regions")


def _texts() -> Iterator[tuple[str, bytes]]:
    for folder in SOURCES:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(settings.BASE_DIR)), path.read_bytes()
    for path in sorted(Path(settings.BASE_DIR, "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            name = str(path.relative_to(settings.BASE_DIR))
            code = templatize(path.read_text(encoding="utf-8"), origin=name)
            # The template's own indentation is left in it, and would not do as Python.
            yield name, "\n".join(line.lstrip() for line in code.splitlines()).encode()


def template_catalogue() -> Catalog:
    """Everything in the code and the templates that a reader sees and a translator must know."""
    catalogue = Catalog(project="dc-registry", charset="utf-8")
    for name, text in _texts():
        for _line, message, comments, context in extract("python", io.BytesIO(text), keywords=KEYWORDS):
            catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.po")


def translated_languages() -> list[str]:
    """Every language of the interface but the one the code is written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language; an empty one if there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="dc-registry", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update_catalogues() -> None:
    """Bring every catalogue in step with the code: new texts are added untranslated, old ones dropped."""
    template = template_catalogue()
    for language in translated_languages():
        catalogue = read_catalogue(language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, include_lineno=False, sort_output=True, omit_header=False)


def compile_catalogues() -> None:
    """Write the compiled form that Django reads, where it is missing or older than the catalogue."""
    for language in translated_languages():
        source = catalogue_path(language)
        compiled = source.with_suffix(".mo")
        if source.exists() and (not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime):
            with compiled.open("wb") as file:
                write_mo(file, read_catalogue(language))


def missing_translations() -> dict[str, list[str]]:
    """By language, the texts that have no translation there."""
    template = template_catalogue()
    missing = {}
    for language in translated_languages():
        catalogue = read_catalogue(language)
        missing[language] = [
            str(message.id) for message in template if message.id and not _complete(catalogue.get(message.id, message.context))
        ]
    return missing


def _complete(message: object) -> bool:
    text: str | tuple[str, ...] = getattr(message, "string", "")
    return bool(text) and not getattr(message, "fuzzy", False) and (isinstance(text, str) or all(text))
