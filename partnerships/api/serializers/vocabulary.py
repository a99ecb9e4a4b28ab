"""What partnerships are about: goals and targets, themes, agendas, target groups."""

from rest_framework import serializers

from partnerships.api.serializers.base import (
    AddressField,
    CountField,
    LangField,
    LangOfField,
    RegistrySerializer,
    RelatedCodesField,
    TextField,
    code_of,
    date_of,
    words,
)
from partnerships.api.serializers.evidence import LocatedSerializer


class GoalEntry(RegistrySerializer):
    """One of the 17 Sustainable Development Goals."""

    number = serializers.IntegerField(read_only=True, help_text="1 to 17.")
    url = AddressField("goal", by="number")
    title = TextField("Title.")
    lang = LangField()
    colour = words("Official colour, such as #e5243b.")
    official_url = words("The United Nations' own page on it.")
    targets = RelatedCodesField("Codes of its targets, in the official order.")
    partnerships = CountField(by="number")


class TargetEntry(RegistrySerializer):
    """One of the 169 targets, under a short title; the official text is linked."""

    code = code_of("Code of the target, such as 17.6 or 1.a.")
    url = AddressField("target")
    goal = serializers.IntegerField(source="goal_id", read_only=True, help_text="Number of its goal.")
    title = TextField("Short title.")
    lang = LangField()
    official_url = words("The official text.")
    partnerships = CountField()


class ThemeReference(RegistrySerializer):
    """A theme in short."""

    code = code_of("Code of the theme.")
    name = TextField("Name.")
    lang = LangField()


class ThemeEntry(RegistrySerializer):
    """A theme. A search for it finds what lies under it."""

    code = code_of("Code of the theme.")
    url = AddressField("theme")
    name = TextField("Name.")
    description = TextField("What belongs here.")
    lang = LangField()
    lang_of = LangOfField()
    parent = code_of("Code of the theme it lies under.", "parent.code")  # type: ignore[assignment]
    children = RelatedCodesField("Codes of the themes under it.")
    dac = words("The nearest purpose code of the OECD's aid statistics; empty if there is none.")
    partnerships = CountField()


class ThemeListLine(RegistrySerializer):
    """One line of a published list of themes."""

    theme = code_of("Code of the theme of ours it corresponds to.", "theme.code")
    name = TextField("Our name of that theme.", of="theme")
    lang = LangField()
    verbatim = words("The list's own wording.")


class ThemeListEntry(LocatedSerializer):
    """A list of themes as somebody published it. Such lists differ by place and change over time."""

    code = code_of("Code of the list.")
    name = TextField("Name.")
    lang = LangField()
    region = code_of("Section it is a list of.", "region.code")
    valid_from = date_of("In force since.")
    valid_to = date_of("In force until.")
    themes = ThemeListLine(many=True, source="entries", read_only=True, help_text="Its lines, in its own order.")


class AgendaReference(RegistrySerializer):
    """A global or continental agenda other than the goals."""

    code = code_of("Code of the agenda.")
    name = TextField("Name.")
    lang = LangField()
    url = words("Where it can be read.")


class TargetGroupReference(RegistrySerializer):
    """Whom partnerships are meant to reach."""

    code = code_of("Code of the group.")
    name = TextField("Name.")
    lang = LangField()
