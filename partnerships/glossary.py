"""The words this registry cannot do without, explained in plain ones."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Entry(NamedTuple):
    """A term, its anchor on the page of the glossary, and what it means here."""

    code: str
    term: Promise
    meaning: Promise


ENTRIES = (
    Entry(
        "decentralised-cooperation",
        _("Decentralised cooperation"),
        _(
            "Cooperation across borders that cities, provinces, regions and their associations run themselves, rather "
            "than leaving it to their states: to solve a problem together, to learn from each other or to stand by each other."
        ),
    ),
    Entry(
        "lrg",
        _("Local and regional government"),
        _(
            "A body that governs a part of a country and answers to the people there: a municipality, a metropolitan or "
            "intermunicipal body, a province or department, a region or state. Often shortened to LRG."
        ),
    ),
    Entry(
        "lga",
        _("Association of local governments"),
        _(
            "An organisation that municipalities or regions of a country form to speak and act together. Often shortened "
            "to LGA. In countries without one, a section may be the first contact."
        ),
    ),
    Entry(
        "section",
        _("Section"),
        _(
            "One of the eight parts of the world organisation United Cities and Local Governments (UCLG): seven for parts of "
            "the world, and Metropolis for large cities wherever they lie. Each answers for the records of its members."
        ),
    ),
    Entry(
        "twinning",
        _("Twinning"),
        _(
            "A lasting relationship between two local governments, usually sealed by an agreement of their councils and not "
            "limited to one subject. Also called sister cities; green sister cities bind themselves to work on the climate."
        ),
    ),
    Entry(
        "south-south",
        _("South–South cooperation"),
        _(
            "Cooperation between partners of Africa, Asia, Latin America, the Caribbean or the Middle East, who face "
            "similar problems and exchange what they know as equals."
        ),
    ),
    Entry(
        "north-south",
        _("North–South cooperation"),
        _(
            "Cooperation between partners of high-income and of other countries. The registry names who gives and who gains "
            "what on each side, because both usually do both. South–North means that the South led the way."
        ),
    ),
    Entry(
        "triangular",
        _("Triangular cooperation"),
        _(
            "Two partners who exchange experience, usually of the South, and a third who supports them with money, knowledge "
            "or its network."
        ),
    ),
    Entry(
        "network",
        _("Network"),
        _("A partnership of more than two sides, or an organisation with members, in which everyone may deal with everyone."),
    ),
    Entry(
        "peer-learning",
        _("Peer learning"),
        _("People who do the same job in different governments learn from each other's practice, in both directions."),
    ),
    Entry(
        "levels",
        _("Relationship, programme, project"),
        _(
            "The three sizes of a partnership. A relationship lasts for decades, may rest and resume; a programme bundles "
            "projects; a project has a beginning, an end and a budget."
        ),
    ),
    Entry(
        "oda",
        _("Official development assistance"),
        _(
            "Public money for the development of lower-income countries, counted by the rules of the OECD and often shortened "
            "to ODA. Many states do not count what their cities and regions give, so the registry says who counts it and "
            "who does not."
        ),
    ),
    Entry(
        "sdg",
        _("Sustainable Development Goals"),
        _(
            "The 17 goals and 169 targets that the member states of the United Nations agreed on in 2015, to be reached by "
            "2030. Localising them means reaching them where people live."
        ),
    ),
    Entry(
        "target",
        _("Target"),
        _(
            "One of the 169 parts of the goals, such as 17.6 or 1.a. The registry ties partnerships to targets wherever a "
            "source allows it, because a goal alone says little."
        ),
    ),
    Entry(
        "steward",
        _("Section that answers for a record"),
        _("The section whose staff keeps a record up to date and corrects it."),
    ),
    Entry(
        "evidence",
        _("Evidence level"),
        _(
            "How well a partnership is documented, in seven steps from a placeholder to an independent evaluation. It says "
            "nothing about how good the partnership is."
        ),
    ),
    Entry(
        "placeholder",
        _("Placeholder"),
        _(
            "A partner that a source mentions without naming it. The record keeps the words of the source until somebody "
            "finds out who is meant."
        ),
    ),
    Entry(
        "cash-and-kind",
        _("In cash, in kind"),
        _("Money, or what is worth money: working time, travel, rooms, equipment. Both count, and each is named."),
    ),
    Entry(
        "co-financing",
        _("Co-financing"),
        _("Several payers share the cost of a project, often at shares that a fund prescribes."),
    ),
    Entry(
        "call",
        _("Call"),
        _("The period in which a fund accepts applications."),
    ),
    Entry(
        "training-of-trainers",
        _("Training of trainers"),
        _("A course for people who will then hold it for others at home."),
    ),
    Entry(
        "purpose-code",
        _("Purpose code"),
        _(
            "A five-digit code by which the OECD's statistics say what aid is for. Each theme of the registry names the "
            "nearest one, so that the data can be compared."
        ),
    ),
    Entry(
        "m49",
        _("ISO and M49 codes"),
        _("Letters and numbers by which international standards refer to countries and territories, whatever their names."),
    ),
)
