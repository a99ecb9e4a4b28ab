"""Dated steps."""

from partnerships.api.serializers.base import CodeField, LangField, LangOfField, TextField, code_of, date_of, words
from partnerships.api.serializers.evidence import LocatedSerializer
from partnerships.models import Event


class EventSerializer(LocatedSerializer):
    """One dated, cited step."""

    kind = CodeField(Event.Kind, "What happened.")
    date = date_of("When.")
    qualifier = CodeField(Event.Qualifier, "How the date is meant.")
    title = TextField("Title, of gatherings and launches.")
    place = words("Where.")
    note = TextField("What else the source says.")
    lang = LangField()
    lang_of = LangOfField()


class EventEntry(EventSerializer):
    """A dated step, with what it is a step of: exactly one of the four."""

    partnership = code_of("Code of the partnership.", "partnership.code")
    fund = code_of("Code of the fund.", "fund.code")
    region = code_of("Code of the section.", "region.code")
    organisation = code_of("Code of the organisation.", "organisation.code")
