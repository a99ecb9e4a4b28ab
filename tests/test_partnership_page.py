"""The home page, the list and the page of a partnership, over records made for the purpose."""

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from partnerships.models import Citation, Event, Figure, Financing, Goal, Partnership, Report, Source
from partnerships.presentation import status_sentence
from regions.models import Organisation
from tests.pages import counted, page

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def test_home_of_an_empty_registry_says_so(client, db):
    html = page(client, "/en/")
    assert "No partnership has been published yet." in html
    assert "What we do not know yet" not in html


def test_conflicting_figures_stand_together(client, make_partnership):
    partnership = make_partnership()
    source = Source.objects.get()
    for value, qualifier, date in ((27, "more-than", "2022-10"), (26, "exact", "2022-05")):
        Figure.objects.create(
            partnership=partnership, source=source, measure="projects", label_en="projects", value=value,
            qualifier=qualifier, as_of=date,
        )  # fmt: skip
    html = page(client, "/en/partnerships/one-two/")
    assert "The sources disagree" in html
    assert "more than 27" in html
    assert "as of October 2022" in html


def test_money_keeps_its_currency_and_says_what_is_missing(client, make_partnership):
    partnership = make_partnership()
    one = Organisation.objects.get(code="one")
    source = Source.objects.get()
    Financing.objects.create(partnership=partnership, source=source, payer=one, amount="2100000.00", currency="MAD", share=60)
    Financing.objects.create(partnership=partnership, source=source, payer=one, kind="in-kind")
    assert "MAD\u00a02,100,000" in page(client, "/en/partnerships/one-two/")
    assert "60%" in page(client, "/en/partnerships/one-two/")
    assert "2\u202f100\u202f000\u00a0MAD" in page(client, "/fr/partnerships/one-two/")


def test_a_side_speaks_for_itself_and_the_silent_one_is_named(client, make_partnership):
    partnership = make_partnership()
    report = {"partnership": partnership, "source": Source.objects.get(), "organisation": Organisation.objects.get(code="one")}
    Report.objects.create(**report, period_end="2020", text_en="The old account.")
    Report.objects.create(**report, period_end="2021", text_en="The new account.")
    html = page(client, "/en/partnerships/one-two/")
    assert "The new account." in html
    assert "The old account." not in html
    assert html.count("has not reported yet") == 1


def test_text_in_another_language_is_marked_and_escaped(client, make_partnership):
    make_partnership(
        original_language="fr",
        title_en="",
        title_fr="Des <b>puits</b>",
        summary_fr="Résumé.",
        description_fr="<script>x</script>",
    )
    response = client.get("/es/partnerships/one-two/").content.decode()
    assert '<span lang="fr" dir="ltr">Des &lt;b&gt;puits&lt;/b&gt;</span> <small class="in-language">' in response
    assert "<script>x" not in response
    assert '<div lang="fr" dir="ltr"><p>&lt;script&gt;' in response


def test_twenty_partners_a_long_title_and_no_dates_still_make_a_page(client, make_partnership):
    names = tuple(f"city-{number}" for number in range(20))
    make_partnership("crowd", organisations=names, title_en="A very long title " * 16)
    html = page(client, "/en/partnerships/crowd/")
    assert html.count('class="side-card"') == 20
    assert "No source says when it began or whether it continues." in html
    assert "and 16 more" in page(client, "/en/partnerships/")


@pytest.mark.parametrize("publication", ["draft", "in-review", "archived"])
def test_what_is_not_published_is_nowhere(client, make_partnership, publication):
    whole = make_partnership("whole", title_en="The whole")
    make_partnership("secret", title_en="Unripe plan", publication=publication, part_of=whole)
    part = make_partnership("part", title_en="A part")
    assert "Unripe plan" not in page(client, "/en/partnerships/secret/", 404)
    Partnership.objects.filter(code="secret").update(part_of=None)
    Partnership.objects.filter(pk=part.pk).update(part_of=Partnership.objects.get(code="secret"))
    for address in ("", "partnerships/", "partnerships/?q=unripe", "partnerships/whole/", "partnerships/part/"):
        assert "Unripe plan" not in page(client, f"/en/{address}")
    assert counted(page(client, "/en/partnerships/")) == 2


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ([], "No source says when it began or whether it continues."),
        ([("signed", "1968", "exact"), ("ended", "2015", "exact"), ("resumed", "2023", "exact")],
         "It was signed in 1968, ended in 2015, and resumed in 2023."),
        ([("started", "2010-05", "about"), ("renewed", "2012", "exact"), ("lapsed", "2014", "before")],
         "It began about May 2010 and lapsed before 2014."),
        ([("started", "2010", "since"), ("ended", str(datetime.date.today().year + 2), "exact")],
         f"It began by 2010 at the latest and is to end in {datetime.date.today().year + 2}."),
        (
            [("started", "2001", "exact"), ("ended", "2003", "planned")],
            "It began in 2001 and was to end in 2003, which nobody has confirmed.",
        ),
        ([("first-contact", "2001", "exact")], "First contact in 2001; no source says when it began."),
    ],
)  # fmt: skip
def test_status_is_told_by_the_timeline(make_partnership, steps, sentence):
    partnership = make_partnership()
    for kind, date, qualifier in steps:
        Event.objects.create(partnership=partnership, source=Source.objects.get(), kind=kind, date=date, qualifier=qualifier)
    with translation.override("en"):
        assert status_sentence(Partnership.objects.get()) == sentence


NEXT_YEAR = datetime.date.today().year + 1


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([], "dates and status not documented"),
        ([("first-contact", "2022", "exact")], "known from 2022 · status not documented"),
        ([("started", "2022-04", "exact"), ("ended", "2025-03", "planned")], "2022–2025 · end not confirmed"),
        ([("ended", "2025", "planned")], "2025 · end not confirmed"),
        ([("started", "2013", "exact"), ("ended", "2015", "exact")], "2013–2015 · ended"),
        ([("started", "1968", "exact"), ("ended", "2015", "exact"), ("resumed", "2023", "exact")], "since 1968 · active"),
        ([("started", "2022", "exact"), ("ended", str(NEXT_YEAR), "planned")], "since 2022 · active"),
        ([("started", "1991", "exact"), ("lapsed", "2009", "exact")], "from 1991 · dormant"),
        ([("started", str(NEXT_YEAR), "planned")], f"from {NEXT_YEAR} · planned"),
    ],
)
def test_card_table_and_glance_claim_no_more_than_the_timeline(client, make_partnership, steps, words):
    partnership = make_partnership()
    for kind, date, qualifier in steps:
        Event.objects.create(partnership=partnership, source=Source.objects.get(), kind=kind, date=date, qualifier=qualifier)
    assert f"<span>{words}</span>" in page(client, "/en/partnerships/")
    assert f"<dt>Years and status</dt><dd>{words}</dd>" in page(client, "/en/partnerships/one-two/")
    years, status = words.split(" · ") if steps else ("dates not documented", "status not documented")
    assert f'<td><span>{years}</span> <span class="quiet">{status}</span></td>' in page(client, "/en/partnerships/?view=table")


def test_the_real_registry_says_of_no_first_contact_that_it_began(client, registry):
    html = page(client, "/fr/partnerships/?page_size=100")
    assert "<span>connu dès 2022 · statut non documenté</span>" in html
    assert html.count("<span>2022–2025 · fin non confirmée</span>") == 2


@pytest.mark.parametrize(
    ("fields", "card", "whole"),
    [
        ({"form": "network", "direction": "network", "level": "programme"}, "network", "network · programme"),
        ({"form": "thematic-network", "direction": "network"}, "thematic network", "thematic network · relationship"),
        ({"form": "project-partnership", "level": "project"},
         "project partnership · South–South", "project partnership · South–South"),
        ({"form": "learning-hub", "direction": "triangular"},
         "learning hub · triangular", "learning hub · triangular · relationship"),
    ],
)  # fmt: skip
def test_of_what_kind_it_is_is_said_without_a_word_twice(client, make_partnership, fields, card, whole):
    make_partnership(**fields)
    assert f"<span>{card}</span>" in page(client, "/en/partnerships/")
    assert f"<span>{whole}</span>" in page(client, "/en/partnerships/one-two/")
    table = page(client, "/en/partnerships/?view=table")
    first, *second = reversed(card.split(" · "))
    cells = [f"<span>{first}</span>", *(f'<span class="quiet">{kind}</span>' for kind in second)]
    assert f"<td>{' '.join(cells)} </td>" in table


def test_a_day_is_written_one_way_on_the_whole_page(client, make_partnership):
    Partnership.objects.filter(pk=make_partnership().pk).update(confirmed_on="2015-12-28", confirmed_by="the section")
    html = page(client, "/en/partnerships/one-two/")
    assert "28 December 2015, by the section" in html
    today = datetime.datetime.now(datetime.UTC).date()
    assert f"Data as of {today.day} {today:%B} {today.year}." in html
    assert f"Record last changed</dt><dd>{today.day} {today:%B} {today.year}</dd>" in html


@pytest.mark.parametrize("address", ["/en/", "/en/partnerships/?q=title", "/en/partnerships/first/"])
def test_the_number_of_queries_does_not_grow_with_the_registry(client, make_partnership, django_assert_num_queries, address):
    first = make_partnership("first")
    _enrich(first)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    with_one = len(captured)
    for number in range(24):
        _enrich(make_partnership(f"more-{number}", organisations=("one", f"city-{number}"), part_of=first))
    # What cards show is made when it is first asked for, and then kept.
    client.get(address)
    with django_assert_num_queries(with_one):
        assert client.get(address).status_code == 200


def _enrich(partnership: Partnership) -> None:
    """One more of everything that a card or a page shows."""
    goal = Goal.objects.get_or_create(number=6, defaults={"title_en": "Water", "colour": "#26bde2"})[0]
    target = goal.targets.get_or_create(code="6.1", defaults={"order": 1, "title_en": "Drinking water"})[0]
    source = Source.objects.get_or_create(code=f"of-{partnership.code}", defaults={"kind": "press", "title": "Press"})[0]
    partnership.goals.add(goal)
    partnership.targets.add(target)
    side = partnership.participations.first()
    assert side is not None
    Event.objects.create(partnership=partnership, source=source, kind="started", date="2010")
    Citation.objects.create(partnership=partnership, source=source)
    Figure.objects.create(partnership=partnership, source=source, measure="people", label_en="people", value=3)
    Financing.objects.create(partnership=partnership, source=source, payer=side.organisation)
    Report.objects.create(partnership=partnership, source=source, organisation=side.organisation, text_en="An account.")
