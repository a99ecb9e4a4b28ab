"""Every item the source document asks the registry to hold, and the public question that finds it.

Item numbers are those of the inventory drawn from the source document (see fixtures/README.md). Each
entry is the item, an address under /api/v1/, and what the answer must contain.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Answer = dict[str, Any]
MAIN = "uclg-localisation-2022"


def codes(rows: list[Answer], key: str = "code") -> set[str]:
    return {row[key] for row in rows}


def lists(*expected: str) -> Callable[[Answer], bool]:
    """The list holds at least these codes."""
    return lambda answer: codes(answer["results"]) >= set(expected)


def partners(*expected: str) -> Callable[[Answer], bool]:
    """The partnership has at least these sides, and cites the source document."""
    return lambda answer: (
        {side["organisation"]["code"] for side in answer["participations"]} >= set(expected)
        and MAIN in {citation["source"]["code"] for citation in answer["citations"]}
    )


def about(theme: str, *expected: str) -> Callable[[Answer], bool]:
    """The partnership has these sides and this theme."""
    return lambda answer: partners(*expected)(answer) and theme in codes(answer["themes"])


def figure(measure: str, value: float, qualifier: str, as_of: str = "") -> Callable[[Answer], bool]:
    """One of the figures is this claim."""
    return lambda answer: any(
        (row["measure"], float(row["value"]), row["qualifier"]) == (measure, value, qualifier)
        and row["as_of"].startswith(as_of)
        for row in answer.get("results") or answer["figures"]
    )


def cites(heading: str) -> Callable[[Answer], bool]:
    """It is cited to this heading of the source document."""
    return lambda answer: any(c["heading"] == heading and c["source"]["code"] == MAIN for c in answer["citations"])


def says(*words: str) -> Callable[[Answer], bool]:
    """The texts of the listed statements mention these words."""
    return lambda answer: all(any(word in row["text"] for row in answer["results"]) for word in words)


def event(kind: str, date: str) -> Callable[[Answer], bool]:
    return lambda answer: (kind, date) in {(row["kind"], row["date"]) for row in answer.get("results") or answer["events"]}


ITEMS: list[tuple[str, str, Callable[[Answer], bool]]] = [
    (
        "A0.1",
        f"sources/{MAIN}/",
        lambda s: (s["published"], s["publisher"], s["language"]) == ("2022-10", "UCLG Learning", "fr"),
    ),
    ("A0.2", f"sources/{MAIN}/", lambda s: "European Union" in s["note"] and "Sweden" in s["note"]),
    ("A0.3", "partnerships/ostend-banjul/", lambda p: any(c["page"] == "20–22" for c in p["citations"])),
    (
        "A0.4",
        "sources/?page_size=100",
        lists(
            "uclg-africa-report-2022",
            "uclg-aspac-report-2022",
            "latin-america-report-2022",
            "uclg-mewa-report-2022",
            "europe-report-2022",
        ),
    ),
    ("A1.2", "statements/?page_size=100", lists("module-4")),
    (
        "A1.3",
        "statements/?kind=lesson&page_size=100",
        lists("lesson-prepare-quickly", "lesson-select-participants", "lesson-adapt-sessions", "lesson-time-to-deliberate"),
    ),
    (
        "A1.4",
        "statements/?kind=position",
        lists(
            "position-importance",
            "position-advocacy",
            "position-common-language",
            "position-local-diplomacy",
            "position-horizontal-partnerships",
            "position-south-south-triangular",
        ),
    ),
    ("A1.5", "partnerships/?target=17.6", lambda p: p["count"] >= 1),
    ("A1.5", "partnerships/?target=11.1", lists("fcm-rapid-housing-initiative")),
    (
        "A1.6",
        "statements/?kind=quotation",
        lambda s: [(row["author"], row["verbatim_language"]) for row in s["results"]] == [("Emilia Saiz", "fr")],
    ),
    (
        "A1.7",
        "statements/?kind=stage",
        lists(
            "stage-africa",
            "stage-aspac",
            "stage-latin-america",
            "stage-mewa",
            "stage-europe",
            "stage-eurasia",
            "stage-north-america",
            "stage-metropolis",
        ),
    ),
    (
        "A1.8",
        "statements/?region=mewa&kind=obstacle",
        lists(
            "mewa-obstacle-instability",
            "mewa-obstacle-centralised-states",
            "mewa-obstacle-no-associations",
            "mewa-obstacle-no-union",
        ),
    ),
    ("A1.9", "countries/?association=no", lambda c: codes(c["results"], "alpha2") == {"UZ", "TM"}),
    ("A2.1", "statements/?page_size=100", lists("oda-not-counted")),
    ("A2.4", "figures/?measure=countries&page_size=100", figure("countries", 7, "at-least")),
    (
        "A2.5",
        "figures/?measure=percent&page_size=100",
        lambda f: figure("percent", 37, "exact")(f) and figure("percent", 17, "exact")(f),
    ),
    ("A2.9", "events/?organisation=cib", lambda e: any("2022-06" in row["date"] for row in e["results"])),
    ("A2.9", "figures/?measure=domains", figure("domains", 6, "exact")),
    ("A2.11", "trainings/module4-africa/", lambda t: len(t["phases"]) == 2),
    ("A3.2", "agendas/", lists("agenda-2063", "new-urban-agenda", "sendai-framework")),
    (
        "A3.3",
        "statements/?region=africa&page_size=100",
        lists(
            "africa-approach-equal-relations",
            "africa-approach-capacity",
            "africa-approach-beyond-transfer",
            "africa-obstacle-resources",
        ),
    ),
    (
        "A3.4",
        "partnerships/?region=africa&page_size=100",
        lists(
            "dakar-marseille", "blantyre-cultural-exchange", "lake-victoria-competitions", "rabat-dakar", "anamm-south-south"
        ),
    ),
    (
        "A3.4a",
        "partnerships/dakar-marseille/",
        lambda p: about("sustainable-tourism", "dakar", "marseille")(p) and 17 in p["goals"],
    ),
    ("A3.4b", "partnerships/blantyre-cultural-exchange/", about("cultural-exchange", "blantyre", "blantyre-partner")),
    ("A3.4c", "partnerships/lake-victoria-competitions/", about("health", "lake-victoria-partners")),
    (
        "A3.4d",
        "partnerships/rabat-dakar/",
        lambda p: about("public-space-heritage", "rabat", "dakar")(p) and p["direction"] == "south-south",
    ),
    ("A3.4e", "partnerships/anamm-south-south/", partners("anamm")),
    (
        "A3.6",
        "funds/facdi/",
        lambda f: all(
            figure(*claim)(f)
            for claim in (
                ("projects", 27, "more-than"),
                ("governments", 26, "exact", "2022-10"),
                ("countries", 12, "exact"),
                ("projects", 26, "exact", "2022-05"),
            )
        ),
    ),
    (
        "A3.6",
        "funds/facdi/",
        lambda f: (
            codes(f["themes"])
            == {
                "youth-employment",
                "womens-empowerment",
                "capacity-building",
                "cultural-heritage",
                "digital-transformation",
                "health",
            }
        ),
    ),
    ("A3.6", "funds/facdi/", lambda f: "share" in codes(f["rules"], "kind") and event("founded", "2020-03")(f)),
    (
        "A3.6",
        "partnerships/dakhla-rufisque/",
        lambda p: (
            {(float(row["share"]), float(row["amount"]), row["currency"]) for row in p["financing"]}
            == {(60, 2_100_000, "MAD"), (30, 1_050_000, "MAD"), (10, 350_000, "MAD")}
        ),
    ),
    (
        "A3.7",
        "trainings/module4-africa/",
        lambda t: sorted((c["participants"], c["countries"]) for c in t["cohorts"]) == [(25, 12), (46, 14)],
    ),
    (
        "A3.7",
        "trainings/module4-africa/",
        lambda t: {p["organisation"]["code"] for p in t["partners"]} >= {"undp", "un-habitat", "alga", "uclg-learning"},
    ),
    ("A3.7", "figures/?training=module4-africa", figure("people", 71, "about")),
    ("A3.8", "trainings/module4-africa/", lambda t: any("knowledge" in outcome["text"].lower() for outcome in t["outcomes"])),
    ("A3.9", "organisations/remcd/", lambda o: event("launched", "2022-05")(o) and o["parent"]["code"] == "uclg-africa"),
    ("A3.10", "events/?region=africa", event("gathering", "2022-05")),
    ("A3.11", "statements/?region=africa&page_size=100", lists("lost-figure-3")),
    (
        "A4.3",
        "statements/?region=aspac&kind=approach",
        lists(*(f"aspac-approach-{step}" for step in ("1-needs", "2-capacity", "3-matching", "4-communication", "5-road-map"))),
    ),
    (
        "A4.4",
        "theme-lists/?page_size=100",
        lambda t: (
            {len({e["verbatim"] for e in row["themes"]}) for row in t["results"] if row["code"] == "un-habitat-waclac-2003"}
            == {10}
        ),
    ),
    ("A4.5", "theme-lists/?page_size=100", lists("aspac-support-2022")),
    (
        "A4.6",
        "partnerships/surabaya-kitakyushu/",
        lambda p: (
            about(
                "climate-mitigation",
                "surabaya",
                "kitakyushu",
                "surabaya-kitakyushu-private-sector",
                "surabaya-kitakyushu-research",
                "surabaya-kitakyushu-residents",
            )(p)
            and p["form"] == "green-sister-city"
        ),
    ),
    ("A4.7", "figures/?region=aspac", figure("percent", 60, "nearly", "2021-11")),
    (
        "A4.8",
        "trainings/module4-aspac/",
        lambda t: t["delivery"] == "remote" and any("champions" in outcome["text"] for outcome in t["outcomes"]),
    ),
    ("A4.9", "organisations/aspac-hdp-nexus/", lambda o: o["parent"]["code"] == "uclg-aspac"),
    ("A4.10", "statements/?region=aspac&page_size=100", lists("aspac-modalities")),
    ("A5.2", "statements/?region=latin-america&kind=approach", lists("latin-america-approach-new-narrative")),
    (
        "A5.2",
        "statements/?kind=principle",
        lists(
            "principle-reciprocity",
            "principle-shared-interest",
            "principle-mutual-benefit",
            "principle-horizontality",
            "principle-partnership-of-peers",
        ),
    ),
    (
        "A5.3",
        "statements/?region=latin-america&kind=approach",
        lists(
            "latin-america-approach-direct-cooperation",
            "latin-america-approach-territorial-actors",
            "latin-america-approach-new-formats",
        ),
    ),
    (
        "A5.5",
        "funds/mercociudades-south-south/",
        lambda f: {"amount", "share", "duration", "letter"} <= codes(f["rules"], "kind"),
    ),
    ("A5.11", "partnerships/?region=latin-america&page_size=100", lists("food-surplus-network", "achm-amazonian-communities")),
    (
        "A5.11a",
        "partnerships/food-surplus-network/",
        lambda p: (
            about("food-surplus", "belo-horizonte", "quito", "medellin", "new-taipei")(p)
            and {"latin-america", "aspac"} <= set(p["regions"])
        ),
    ),
    (
        "A5.11b",
        "partnerships/achm-amazonian-communities/",
        lambda p: about("renewable-energy", "achm", "amazonian-communities-peru")(p),
    ),
    ("A5.12", "trainings/module4-latin-america/", lambda t: t["delivery"] == "remote" and len(t["outcomes"]) >= 1),
    ("A6.1", "sources/?page_size=100", lists("uclg-mewa-position-2019")),
    (
        "A6.1",
        "statements/?region=mewa&kind=context",
        lists("mewa-context-challenges", "mewa-context-centralisation", "mewa-context-climate"),
    ),
    (
        "A6.2",
        "statements/?region=mewa&kind=approach",
        lists("mewa-approach-mutual-learning", "mewa-approach-international-agencies"),
    ),
    ("A6.3", "statements/?region=mewa&kind=approach", lists("mewa-approach-broker")),
    ("A6.4", "statements/?region=mewa&kind=approach", lists("mewa-approach-sdg-platform")),
    (
        "A6.6",
        "partnerships/?region=mewa&page_size=100",
        lists("lahore-istanbul", "kutahya-pecs", "umt-city-twinning", "istanbul-palestinian-cities"),
    ),
    ("A6.6a", "partnerships/lahore-istanbul/", about("public-transport", "lahore", "istanbul")),
    (
        "A6.6b",
        "partnerships/kutahya-pecs/",
        lambda p: about("cultural-strategy", "kutahya", "pecs", "unesco")(p) and {"mewa", "europe"} <= set(p["regions"]),
    ),
    (
        "A6.6c",
        "partnerships/istanbul-palestinian-cities/",
        lambda p: (
            about("water-management", "iski", "palestinian-cities", "apla", "umt", "uclg-mewa")(p)
            and "ulf" in {row["fund"] for row in p["financing"]}
        ),
    ),
    ("A6.7", "trainings/module4-mewa/", lambda t: any("three-year" in outcome["text"] for outcome in t["outcomes"])),
    ("A7.1", "statements/?region=europe&kind=approach", lists("europe-approach-diversity", "europe-approach-donor")),
    (
        "A7.2",
        "statements/?region=europe&page_size=100",
        lists("europe-approach-oda-tradition", "europe-modality-development-cooperation"),
    ),
    (
        "A7.3",
        "theme-lists/?page_size=100",
        lambda t: {len(row["themes"]) for row in t["results"] if row["code"] == "europe-2021-2027"} == {5},
    ),
    (
        "A7.4",
        "statements/?region=europe&page_size=100",
        lists("europe-modality-thematic-networks", "europe-approach-facilitators"),
    ),
    (
        "A7.5",
        "statements/?region=europe&page_size=100",
        lists("europe-context-diversity-dimensions", "europe-context-recognition"),
    ),
    ("A7.6", "organisations/platforma/", cites("Perspective de la région Europe")),
    ("A7.10", "partnerships/?region=europe&page_size=100", lists("ostend-banjul", "vvsg-salga")),
    (
        "A7.10a",
        "partnerships/ostend-banjul/",
        lambda p: about("waste-management", "ostend", "banjul")(p) and "coasts-sea-level" in codes(p["themes"]),
    ),
    ("A7.10b", "partnerships/vvsg-salga/", lambda p: partners("vvsg", "salga")(p) and "trust" in p["lessons"]),
    ("A8.1", "trainings/module4-eurasia/", lambda t: t["status"] == "not-started"),
    (
        "A8.2",
        "statements/?region=eurasia&kind=modality",
        lists(
            "eurasia-modality-associations",
            "eurasia-modality-agreements",
            "eurasia-modality-twinning",
            "eurasia-modality-domestic",
        ),
    ),
    (
        "A8.3",
        "organisations/?region=eurasia&page_size=100",
        lists("uclg-eurasia", "capitals-large-cities", "twin-cities-association", "russian-councils-of-municipalities"),
    ),
    (
        "A8.4",
        "countries/UZ/",
        lambda c: c["association"] == "no" and cites("01 Coopération décentralisée dans la région Eurasie")(c),
    ),
    ("A8.4", "countries/TM/", lambda c: c["association"] == "no" and {"eurasia", "mewa"} <= codes(c["regions"])),
    ("A8.5", "figures/?region=eurasia", figure("percent", 65, "exact")),
    ("A8.6", "events/?region=eurasia", event("gathering", "2021")),
    ("A9.1", "trainings/module4-north-america/", lambda t: t["status"] == "not-started" and t["region"] == "north-america"),
    (
        "A9.2",
        "partnerships/?organisation=fcm",
        lists(
            "fcm-rapid-housing-initiative",
            "fcm-canadian-women-local-leadership",
            "fcm-community-economic-development",
            "fcm-pmi-will",
        ),
    ),
    ("A9.2", "figures/?partnership=fcm-rapid-housing-initiative", figure("households", 9200, "at-least")),
    ("A9.3", "funds/", lists("global-affairs-canada", "partnering-for-climate", "green-municipal-fund")),
    (
        "A9.4",
        "partnerships/fcm-pmi-will/",
        lambda p: p["form"] == "peer-learning" and any(side["gain"] for side in p["participations"]),
    ),
    ("A9.5", "target-groups/?page_size=100", lists("women", "children")),
    ("A10.1", "statements/?region=metropolis&kind=modality", lists("metropolis-modality-international-office")),
    ("A10.2", "statements/?region=metropolis&kind=modality", lists("metropolis-modality-outsourced")),
    ("A10.3", "statements/?region=metropolis&kind=modality", lists("metropolis-modality-training-institutes")),
    ("A10.4", "statements/?region=metropolis&page_size=100", lists("metropolis-values", "metropolis-modality-formats")),
    (
        "A10.5",
        "partnerships/?region=metropolis&page_size=100",
        lists("metropolis-public-space-exchange", "metropolis-learning-hubs", "bogota-learning-in-action", "avantia"),
    ),
    (
        "A10.5a",
        "partnerships/metropolis-public-space-exchange/",
        lambda p: (
            about("public-space", "brussels", "medellin", "montreal", "seoul", "barcelona")(p)
            and {"europe", "latin-america", "north-america", "aspac", "metropolis"} <= set(p["regions"])
        ),
    ),
    (
        "A10.5b",
        "partnerships/metropolis-learning-hubs/",
        lambda p: partners("metropolis", "learning-hub-third-partner")(p) and p["direction"] == "triangular",
    ),
    (
        "A10.5c",
        "partnerships/bogota-learning-in-action/",
        lambda p: partners("bogota")(p) and event("started", "2022-04")(p) and event("ended", "2025-03")(p),
    ),
    (
        "A10.5d",
        "partnerships/avantia/",
        lambda p: (
            partners("metropolis", "bogota", "madrid", "isglobal")(p)
            and "eu" in {row["payer"]["code"] for row in p["financing"]}
        ),
    ),
    ("A11.1", "trainings/module4-online-tool/", lambda t: t["status"] == "planned"),
    ("A12.1", "statements/?page_size=100", lists("contributors")),
    ("A12.2", "sources/uclg-africa-report-2022/", lambda s: s["region"] == "africa"),
    (
        "A13 sections",
        "regions/?page_size=100",
        lists("africa", "aspac", "latin-america", "mewa", "europe", "eurasia", "north-america", "metropolis"),
    ),
    (
        "A13 governments",
        "governments/?page_size=100",
        lists(
            "dakar",
            "marseille",
            "blantyre",
            "rabat",
            "surabaya",
            "kitakyushu",
            "belo-horizonte",
            "quito",
            "medellin",
            "new-taipei",
            "lahore",
            "istanbul",
            "kutahya",
            "pecs",
            "ostend",
            "banjul",
            "brussels",
            "montreal",
            "seoul",
            "barcelona",
            "bogota",
            "madrid",
            "kisumu",
            "yakutsk",
        ),
    ),
    (
        "A13 associations",
        "organisations/?page_size=100",
        lists(
            "uclg",
            "uclg-learning",
            "platforma",
            "uclg-africa",
            "alga",
            "remcd",
            "anamm",
            "uclg-aspac",
            "waclac",
            "mercociudades",
            "flacma",
            "achm",
            "uclg-mewa",
            "umt",
            "apla",
            "vvsg",
            "salga",
            "uclg-eurasia",
            "fcm",
            "metropolis",
            "cib",
        ),
    ),
    (
        "A13 agencies",
        "organisations/?page_size=100",
        lists(
            "eu",
            "sweden",
            "oecd",
            "undp",
            "un-habitat",
            "un-escap",
            "unesco",
            "global-affairs-canada",
            "morocco",
            "african-union",
            "isglobal",
            "iski",
            "urban-vision",
        ),
    ),
    (
        "A13 funds",
        "funds/",
        lists(
            "facdi",
            "mercociudades-south-south",
            "ulf",
            "eu-co-funding",
            "lrg-own-funds",
            "global-affairs-canada",
            "partnering-for-climate",
            "green-municipal-fund",
            "platforma-cooperation-funds",
        ),
    ),
    ("A13 themes", "themes/?page_size=100", lambda t: t["count"] >= 40),
    (
        "A13 principles",
        "statements/?kind=principle",
        lists(
            "principle-ownership",
            "principle-alignment",
            "principle-results",
            "principle-transparency",
            "principle-mutual-accountability",
            "principle-solidarity",
            "principle-trust",
        ),
    ),
    ("17 goals", "goals/", lambda g: g["count"] == 17),
    ("169 targets", "targets/", lambda t: t["count"] == 169),
    ("countries", "countries/", lambda c: c["count"] >= 249),
]


@pytest.fixture(scope="module")
def known() -> dict[str, Answer]:
    """Answers already given."""
    return {}


@pytest.fixture
def ask(registry: None, known: dict[str, Answer], client: Client) -> Callable[[str], Answer]:
    """Asks the public API, each question once."""

    def asked(address: str) -> Answer:
        if address not in known:
            response = client.get(f"/api/v1/{address}{'&' if '?' in address else '?'}lang=en")
            assert response.status_code == 200, (address, response.content)
            known[address] = response.json()
        return known[address]

    return asked


@pytest.mark.parametrize(("item", "address", "expected"), ITEMS, ids=[f"{row[0]} {row[1]}" for row in ITEMS])
def test_item_is_found_by_a_public_question(ask, item, address, expected):
    assert expected(ask(address)), address


def test_no_item_is_missing():
    """One entry for every item that the inventory marks as to be held."""
    held = {
        0: range(1, 5),
        1: range(2, 9),
        2: (9, 11),
        3: (2, 3, 4, 6, 7, 8, 9, 10, 11),
        4: (3, 4, 5, 6, 8, 9, 10),
        5: (2, 3, 5, 11, 12),
        6: (1, 2, 4, 6, 7),
        7: (1, 2, 3, 4, 5, 6, 10),
        8: (1, 2, 3, 4, 6),
        9: (1, 2, 3, 4),
        10: range(1, 6),
        11: (1,),
        12: (1, 2),
    }
    parts = {"A3.4": "abcde", "A5.11": "ab", "A6.6": "abc", "A7.10": "ab", "A10.5": "abcd"}
    wanted = {f"A{chapter}.{number}" for chapter, numbers in held.items() for number in numbers}
    wanted |= {item + letter for item, letters in parts.items() for letter in letters}
    assert wanted - {item for item, _address, _expected in ITEMS} == set()
