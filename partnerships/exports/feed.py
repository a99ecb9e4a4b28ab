"""The latest of the partnerships as a feed (Atom, RFC 4287), so that a search can be followed."""

import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.exports import LICENCE, LICENCE_URL
from partnerships.exports.asking import Export
from partnerships.exports.columns import words
from partnerships.exports.markup import holdable
from partnerships.question import conditions, sentence

MAX_ENTRIES = 100
ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The same here and on every host, so that a feed reader knows an entry again wherever the registry lives.
SPACE = uuid.UUID("5a2c1c0e-6f0b-4b6c-9d55-9b8a1f6f7d21")


def feed(export: Export) -> Iterator[bytes]:
    """The feed, the last updated first, whatever order the list is in."""
    entries = export.latest(MAX_ENTRIES)
    count = export.answer.count
    asked = sentence(count, conditions(export.answer.question))
    root = ElementTree.Element("feed", {"xmlns": ATOM, LANG: export.language})
    _text(root, "title", f"{_('Partnership Registry')} – {asked}")
    if count > len(entries):
        _text(root, "subtitle", _("The last %(number)s to be updated.") % {"number": len(entries)})
    _text(root, "id", _name(f"{export.language}?{urlencode(export.parameters)}"))
    _text(
        root, "updated", max((entry["updated"] for entry in entries), default=export.retrieved.strftime("%Y-%m-%dT%H:%M:%SZ"))
    )
    own = export.origin + reverse("partnerships-export", args=["atom"]) + export.suffix
    _link(root, "self", own, {"type": "application/atom+xml"})
    _link(root, "alternate", export.address, {"type": "text/html", "hreflang": export.language})
    _link(root, "license", LICENCE_URL)
    _text(root, "rights", LICENCE)
    author = ElementTree.SubElement(root, "author")
    _text(author, "name", _("Partnership Registry"))
    _text(author, "uri", export.origin + reverse("home"))
    for entry in entries:
        _entry(root, entry, export.language)
    yield (
        b'<?xml version="1.0" encoding="utf-8"?>\n'
        + ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
        + b"\n"
    )


def _entry(root: ElementTree.Element, entry: dict[str, Any], language: str) -> None:
    element = ElementTree.SubElement(root, "entry")
    if entry["lang"] not in {"", language}:
        element.set(LANG, entry["lang"])
    _text(element, "title", entry["title"] or entry["code"])
    _text(element, "id", _name(entry["code"]))
    _text(element, "updated", entry["updated"])
    _link(element, "alternate", entry["url"], {"type": "text/html", "hreflang": language})
    names = words(side["organisation"]["name"] for side in entry["participations"])
    summary = _text(element, "summary", entry["summary"] or names)
    if entry["lang_of"].get("summary"):
        summary.set(LANG, entry["lang_of"]["summary"])
    for theme in entry["themes"]:
        ElementTree.SubElement(element, "category", {"term": theme["code"], "label": holdable(theme["name"])})


def _name(of: str) -> str:
    return uuid.uuid5(SPACE, of).urn


def _text(parent: ElementTree.Element, tag: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag)
    element.text = holdable(text)
    return element


def _link(parent: ElementTree.Element, rel: str, href: str, more: dict[str, str] | None = None) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": href} | (more or {}))
