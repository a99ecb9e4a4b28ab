"""Funds open to local and regional governments, and who paid what."""

from partnerships.api.serializers.base import (
    AddressField,
    CodeField,
    CountField,
    LangField,
    LangOfField,
    RegistrySerializer,
    TextField,
    code_of,
    date_of,
    number_of,
    words,
)
from partnerships.api.serializers.evidence import LocatedSerializer, citations_of
from partnerships.api.serializers.figures import figures_of
from partnerships.api.serializers.organisations import OrganisationReference
from partnerships.api.serializers.timeline import EventSerializer
from partnerships.api.serializers.vocabulary import ThemeReference
from partnerships.models import Financing, Fund, FundRule


class FundEntry(RegistrySerializer):
    """A fund or financing line, as lists show it."""

    code = code_of("Code of the fund.")
    url = AddressField("fund")
    name = TextField("Name.")
    acronym = words("Acronym.")
    summary = TextField("In one or two sentences.")
    lang = LangField()
    lang_of = LangOfField()
    operator = OrganisationReference(allow_null=True, read_only=True, help_text="Who runs it.")
    funders = OrganisationReference(many=True, read_only=True, help_text="Who pays into it.")
    themes = ThemeReference(many=True, read_only=True, help_text="What it is for.")
    website = words("Its website.")
    since = date_of("Since when.")
    until = date_of("Until when.")
    status = CodeField(Fund.Status, "Whether one can apply.")
    partnerships = CountField()


class FundRuleSerializer(LocatedSerializer):
    """One rule: who may apply with whom, at which share, for how long."""

    kind = CodeField(FundRule.Kind, "What the rule is about.")
    text = TextField("The rule.")
    lang = LangField()
    percent_min = number_of("At least this share, in %.")
    percent_max = number_of("At most this share, in %.")
    amount = number_of("Amount, in `currency`.")
    currency = words("ISO 4217 code.")
    valid_from = date_of("In force since.")
    valid_to = date_of("In force until.")


class CallSerializer(LocatedSerializer):
    """One call, with the dates between which it was or is open."""

    name = TextField("Name.")
    opens = date_of("Opens.")
    closes = date_of("Closes.")
    decided = date_of("Decided.")
    note = TextField("What else there is to know.")
    lang = LangField()
    lang_of = LangOfField()


class FundSerializer(FundEntry):
    """A fund or financing line, with its rules, calls and figures."""

    description = TextField("In full.")
    rules = FundRuleSerializer(many=True, read_only=True, help_text="Its rules.")
    calls = CallSerializer(many=True, read_only=True, help_text="Its calls.")
    events = EventSerializer(many=True, read_only=True, help_text="Its dated, cited steps.")
    figures = figures_of()
    citations = citations_of()


class FinancingSerializer(LocatedSerializer):
    """Who paid what to a partnership, in the original currency."""

    payer = OrganisationReference(read_only=True, help_text="Who paid.")
    fund = code_of("Code of the fund it went through.", "fund.code")
    kind = CodeField(Financing.Kind, "In cash or in kind.")
    amount = number_of("Amount, in `currency`; null when unknown.")
    currency = words("ISO 4217 code.")
    share = number_of("Share of the whole, in %; null when unknown.")
    date = date_of("When.")
    note = TextField("What else there is to know.")
    lang = LangField()
