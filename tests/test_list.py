"""The list of partnerships: its facets, its sentence, its parts for a page already there, its table, its embedded form."""

import re

import pytest
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import override

from partnerships.filters import PRESENTATION, PartnershipFilter
from partnerships.models import Partnership
from partnerships.question import conditions, sentence
from tests.pages import cards, choices, counted, page

LANGUAGES = [code for code, _name in settings.LANGUAGES]
ADDRESSES = [
    "",
    "q=water",
    "q=dakar&direction=south-south",
    "country=SN&country=JP",
    "theme=water-sanitation&region=africa",
    "goal=17&page=1&page_size=5",
    "page=2",
    "view=table&sort=title",
    "facet=country",
    "evidence=section%2B&year_from=2012",
    "government=dakar&organisation=unesco",
    "q=bogota&country=SN",
    "q=xyzzy",
    "bbox=-20,0,20,30&sort=oldest",
    "banana=1&country=SN",
    "year_from=2020&year_to=2010",
]
REGIONS = {
    "question": r'<div class="question" id="question">.*?\n</div>\n',
    "facets": r'<div id="facets">.*?\n</div>\n',
    "results": r'<section class="results" id="results".*?\n</section>\n',
}


def parts(html: str) -> dict[str, str]:
    """The title and the three regions of the list that change with the question."""
    found = {name: re.search(pattern, html, re.DOTALL) for name, pattern in REGIONS.items()}
    assert all(found.values()), found
    title = re.search(r"<title>.*?</title>", html)
    assert title
    return {"title": title[0], **{name: match[0] for name, match in found.items() if match}}


@pytest.mark.parametrize("query", ADDRESSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_sent_alone_are_those_of_the_whole_page(client, registry, query, language):
    address = f"/{language}/partnerships/?{query}"
    whole, alone = client.get(address), client.get(address, headers={"hx-request": "true"})
    assert alone.status_code == whole.status_code
    assert parts(alone.content.decode()) == parts(whole.content.decode())
    assert "<html" not in alone.content.decode()
    assert "HX-Request" in whole["Vary"]
    assert "HX-Request" in alone["Vary"]


def test_what_is_refused_stays_in_its_field_with_the_reason(client, registry):
    response = client.get("/en/partnerships/?year_from=2015&year_to=2012&country=SN")
    assert response.status_code == 400
    html = response.content.decode()
    assert re.search(r'<input id="year_from"[^>]* value="2015">', html)
    assert re.search(r'<input id="year_to"[^>]* value="2012" aria-invalid="true" aria-describedby="year_to-mistake">', html)
    assert '<span class="mistake" id="year_to-mistake">The last year lies before the first.</span>' in html
    assert html.count("The last year lies before the first.") == 2
    assert '<details class="filter" id="facet-years" open>' in html
    html = client.get(f"/en/partnerships/?q={'x' * 301}&year_from=1200").content.decode()
    assert f'value="{"x" * 301}"' in html
    assert re.search(r'<input id="year_from"[^>]* value="1200" aria-invalid', html)


def test_whoever_goes_back_gets_the_whole_page(client, registry):
    headers = {"hx-request": "true", "hx-history-restore-request": "true"}
    assert "<html" in client.get("/en/partnerships/", headers=headers).content.decode()


def test_each_facet_counts_exactly_what_ticking_it_would_find_together_with_the_others(client, registry):
    html = page(client, "/en/partnerships/?region=africa&direction=south-south")
    for parameter, kept in (("direction", "region=africa"), ("region", "direction=south-south"), ("country", None)):
        offered = choices(html, parameter)
        assert offered
        for value, (_name, count) in offered.items():
            rest = kept or "region=africa&direction=south-south"
            assert counted(page(client, f"/en/partnerships/?{rest}&{parameter}={value}")) == count, (parameter, value)


@pytest.mark.parametrize(
    ("parameter", "value", "name", "count"),
    [
        ("region", "africa", "Africa", 10),
        ("country", "SN", "Senegal", 5),
        ("government", "dakar", "Dakar", 4),
        ("theme", "water-sanitation", "Water and sanitation", 4),
        ("goal", "17", "Partnerships for the goals", 15),
        ("direction", "triangular", "triangular", 1),
        ("level", "programme", "programme", 8),
        ("role", "funder", "funder", 6),
        ("fund", "facdi", "African Fund to Support", 1),
    ],
)
def test_facets_over_the_real_records(client, registry, parameter, value, name, count):
    offered = choices(page(client, "/en/partnerships/"), parameter)[value]
    assert offered[1] == count == counted(page(client, f"/en/partnerships/?{parameter}={value}"))
    assert offered[0].startswith(name)


def test_a_choice_that_finds_nothing_is_offered_only_while_it_is_in_force(client, registry):
    assert "JP" not in choices(page(client, "/en/partnerships/?region=africa"), "country")
    html = page(client, "/en/partnerships/?region=africa&country=JP")
    assert choices(html, "country")["JP"] == ("Japan", 0)
    assert 'value="JP" checked' in html


def test_evidence_or_better_counts_all_its_levels(client, registry):
    html = page(client, "/en/partnerships/?evidence=oral%2B")
    assert choices(html, "evidence")["oral+"][1] == counted(html) > 0


def test_a_choice_says_its_number_in_words_too(client, registry):
    html = page(client, "/fr/partnerships/?country=SN")
    assert 'value="SN" checked aria-label="Sénégal, 5 partenariats">' in html


def test_themes_and_sections_stand_below_what_they_belong_to(client, registry):
    html = page(client, "/en/partnerships/")
    order = list(choices(html, "theme"))
    assert order.index("water-sanitation") < order.index("water-management")
    assert re.search(r'<label class="tick depth-1"><input type="checkbox" id="theme-water-management"', html)
    assert re.search(r'<label class="tick depth-1"><input type="checkbox" id="region-africa-west"', html)


def test_a_name_with_a_typing_error_is_taken_for_the_nearest_and_the_page_says_so(client, registry):
    html = page(client, "/en/partnerships/?q=Marsseille+tourism&page=1")
    assert counted(html) == counted(page(client, "/en/partnerships/?q=Marseille+tourism")) > 0
    assert ">2 partnerships matching “Marseille tourism”</h1>" in html
    assert "Nothing matches “Marsseille”. Showing results for “Marseille”." in html
    literal = re.search(r'<a href="([^"]+)">Search exactly what I wrote</a>', html)
    assert literal
    assert literal[1] == "/en/partnerships/?q=Marsseille+tourism&literal=1"
    exact = page(client, literal[1])
    assert counted(exact) == 0
    assert '<input type="hidden" name="literal" value="1">' in exact
    assert '<a href="/en/partnerships/?q=Marsseille+tourism">Forgive typing errors</a>' in exact


def test_a_corrected_name_is_shown_as_it_is_written_in_the_language_of_the_page(client, registry):
    for language, typed, shown in (("en", "Bogata", "Bogotá"), ("fr", "Kutaya", "Kütahya"), ("es", "Madriz", "Madrid")):
        heading = re.search("<h1[^>]*>([^<]*)", page(client, f"/{language}/partnerships/?q={typed}"))
        assert heading
        assert shown in heading[1]


def test_where_words_together_find_nothing_each_that_helps_can_be_left_out(client, registry):
    html = page(client, "/en/partnerships/?q=Dakar+metallurgy")
    assert '<a href="/en/partnerships/?q=Dakar">without “Search: metallurgy”</a>' in html
    assert "without “Search: Dakar”" not in html
    assert "Nearest to your question" in html
    alone = page(client, "/en/partnerships/?q=metallurgy")
    assert alone.count("without “Search:") == 1
    both = page(client, "/en/partnerships/?q=Rabat+beaches")
    assert both.count("without “Search:") == 3


def test_no_results_are_announced_where_a_corrected_word_finds_none_either(client, registry):
    html = page(client, "/en/partnerships/?q=Marsseille&goal=14")
    assert ">No partnership matching “Marseille”" in html
    assert "Nothing matches “Marsseille”, so “Marseille” was searched instead." in html
    assert "Showing results" not in html
    assert "Search exactly what I wrote" in html


def said(query: str, count: int, language: str = "en") -> str:
    with override(language):
        asked = PartnershipFilter(QueryDict(query), queryset=Partnership.objects.published(), accepts=PRESENTATION)
        assert asked.is_valid(), asked.errors
        return sentence(count, conditions(asked))


@pytest.mark.parametrize(
    ("query", "count", "words"),
    [
        ("", 1234, "1,234 partnerships"),
        ("", 1, "1 partnership"),
        ("", 0, "No partnership"),
        (
            "direction=south-south&theme=water-sanitation&region=africa&year_from=2015",
            12,
            "12 South–South partnerships on water and sanitation in Africa running in 2015 or later",
        ),
        ("direction=triangular", 1, "1 triangular partnership"),
        ("direction=south-south&direction=triangular", 0, "No South–South or triangular partnership"),
        ("country=SN&country=JP", 6, "6 partnerships with partners from Senegal or Japan"),
        (
            "country=SN&country=JP&theme=water-sanitation&q=dakar",
            2,
            "2 partnerships, matching “dakar”, on water and sanitation, with partners from Senegal or Japan",
        ),
        ("year_from=2010&year_to=2015", 3, "3 partnerships running at some time from 2010 to 2015"),
        ("year_from=2015", 3, "3 partnerships running in 2015 or later"),
        ("year_to=2015", 3, "3 partnerships begun by 2015"),
        ("year_from=2023&year_to=2023", 3, "3 partnerships running in 2023"),
        ("goal=6", 2, "2 partnerships for goal 6 Clean water and sanitation"),
        ("government=dakar&evidence=section%2B", 4,
         "4 partnerships with Dakar with the evidence “account of a section or a third party, or better”"),
    ],
)  # fmt: skip
def test_the_question_reads_as_a_sentence(registry, query, count, words):
    assert said(query, count) == words


@pytest.mark.parametrize(
    ("query", "french", "spanish"),
    [
        ("year_from=2015", "1 partenariat en cours en 2015 ou après", "1 alianza en curso en 2015 o después"),
        ("year_to=2015", "1 partenariat ayant débuté en 2015 ou avant", "1 alianza con comienzo en 2015 o antes"),
        ("year_from=2010&year_to=2014", "1 partenariat en cours à un moment entre 2010 et 2014",
         "1 alianza en curso en algún momento entre 2010 y 2014"),
        ("year_from=2023&year_to=2023", "1 partenariat en cours en 2023", "1 alianza en curso en 2023"),
    ],
)  # fmt: skip
def test_years_mean_the_same_in_every_language(registry, query, french, spanish):
    assert said(query, 1, "fr") == french
    assert said(query, 1, "es") == spanish


@pytest.mark.parametrize(
    ("moment", "language", "words"),
    [
        ("2020-01-01", "en", "changed since 1 January 2020"),
        ("2020-01-01T00:00:00Z", "en", "changed since 1 January 2020"),
        ("2020-01-01T14:30:00Z", "en", "changed since 1 January 2020, 14:30 UTC"),
        ("2020-01-01T01:30:00%2B01:30", "en", "changed since 1 January 2020"),
        ("2020-01-02", "fr", "modifiés depuis le 2 janvier 2020"),
        ("2020-01-02", "es", "con cambios desde el 2 de enero de 2020"),
    ],
)
def test_a_moment_is_said_as_precisely_as_it_is_asked(registry, moment, language, words):
    assert said(f"updated_since={moment}", 2, language).endswith(words)


def test_conditions_on_years_are_chips_that_say_what_they_mean(client, registry):
    html = page(client, "/en/partnerships/?year_from=2010&year_to=2014")
    assert '<span class="chip-label">Running in or after</span> 2010' in html
    assert '<span class="chip-label">Begun by</span> 2014' in html


def test_conditions_on_years_say_how_many_they_leave_out(client, registry):
    assert "Left out: 19 partnerships without a documented beginning." in page(client, "/en/partnerships/?year_from=2010")
    assert "Left out: 1 partnership without a documented beginning." in page(
        client, "/en/partnerships/?year_to=2014&country=SN"
    )
    nothing = page(client, "/en/partnerships/?year_to=1900&q=water&view=table")
    assert counted(nothing) == 0
    assert "Left out: " in nothing
    assert "Left out: " not in page(client, "/en/partnerships/?country=SN")
    assert "Left out: " not in page(client, "/en/partnerships/?year_to=2020&q=%22sustainable+tourism%22")


def test_the_sentence_is_heading_title_and_name_of_the_feed(client, registry):
    html = page(client, "/en/partnerships/?country=SN")
    words = "5 partnerships with partners from Senegal"
    assert f'<h1 id="sentence" tabindex="-1" data-count="5">{words}</h1>' in html
    assert f"<title>{words} – Partnership Registry</title>" in html
    feed = f'<link rel="alternate" type="application/atom+xml" title="{words}" href="/en/partnerships.atom?country=SN">'
    assert feed in html


@pytest.mark.parametrize("query", ["view=map", "facet=colour", "embed=yes", "view=list&view=table"])
def test_a_bad_way_of_showing_is_an_error_that_names_it(client, registry, query):
    html = page(client, f"/en/partnerships/?{query}", 400)
    assert f"<code>{query.split('=')[0]}</code>" in html


def test_after_a_mistake_the_form_goes_on_with_what_was_understood(client, registry):
    html = page(client, "/en/partnerships/?country=SN&goal=99&colour=red", 400)
    assert choices(html, "country")["SN"] == ("Senegal", 5)
    assert 'value="SN" checked' in html
    assert 'value="99"' not in html


def test_the_table_holds_the_same_results_and_sorts_by_links(client, registry):
    html = page(client, "/en/partnerships/?country=SN&view=table&sort=title")
    rows = re.findall(r'<th scope="row"><a href="/en/partnerships/([\w-]+)/"', html)
    assert rows == cards(page(client, "/en/partnerships/?country=SN&sort=title"))
    assert '<th scope="col" aria-sort="ascending"><a id="by-title"' in html
    years = re.search(r'<a id="by-years" href="([^"]+)"', html)
    assert years
    assert years[1] == "/en/partnerships/?country=SN&view=table&sort=newest"
    newest = page(client, years[1])
    assert '<th scope="col" aria-sort="descending"><a id="by-years"' in newest
    assert 'href="/en/partnerships/?country=SN&view=table&sort=oldest"' in newest


def test_list_table_and_map_are_views_of_one_question(client, registry):
    html = page(client, "/en/partnerships/?country=SN&page=1&page_size=2&view=table")
    views = re.search(r'<nav class="views".*?</nav>', html, re.DOTALL)
    assert views
    assert re.findall(r'href="([^"]+)"( aria-current)?', views[0]) == [
        ("/en/partnerships/?country=SN&page_size=2", ""),
        ("/en/partnerships/?country=SN&page_size=2&view=table", " aria-current"),
        ("/en/map/?country=SN", ""),
    ]


def test_what_one_can_take_away_is_the_same_question(client, registry):
    html = page(client, "/fr/partnerships/?country=SN&q=tourisme&page=1&view=list&sort=title&utm_source=letter")
    taken = re.search(r'<ul class="takings">.*?</ul>', html, re.DOTALL)
    assert taken
    asked = "country=SN&q=tourisme&sort=title"
    assert re.findall(r'href="([^"]+)"', taken[0]) == [
        f"/fr/partnerships.csv?{asked}",
        f"/fr/partnerships.csv?{asked}&delimiter=semicolon&bom=1",
        f"/fr/partnerships.xlsx?{asked}",
        f"/fr/partnerships.ndjson?{asked}",
        f"/fr/partnerships.geojson?{asked}",
        "/fr/partnerships.atom?country=SN&q=tourisme",
        f"/api/v1/partnerships/?{asked}&lang=fr",
    ]
    assert (
        '<iframe src="http://testserver/fr/partnerships/?country=SN&amp;q=tourisme&amp;view=list&amp;sort=title&amp;embed=1"'
        in html
    )


def test_only_the_bare_list_may_stand_in_other_sites(client, registry):
    bare, whole = client.get("/en/partnerships/?country=SN&embed=1"), client.get("/en/partnerships/?country=SN&embed=0")
    assert "frame-ancestors *" in bare["Content-Security-Policy"]
    assert "X-Frame-Options" not in bare
    assert "default-src 'none'" in bare["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]
    assert whole["X-Frame-Options"] == "DENY"
    for address in ("partnerships/?page=99", "map/?places=99"):
        missing, unframed = client.get(f"/en/{address}&embed=1"), client.get(f"/en/{address}")
        assert (missing.status_code, unframed.status_code) == (404, 404)
        assert "X-Frame-Options" not in missing
        assert "frame-ancestors *" in missing["Content-Security-Policy"]
        assert b'class="embedded"' in missing.content
        assert b"<form" not in missing.content
        assert unframed["X-Frame-Options"] == "DENY"
    for address in ("/en/partnerships/dakar-marseille/?embed=1", "/en/?embed=1", "/admin/login/?embed=1"):
        refused = client.get(address)
        assert "frame-ancestors 'none'" in refused["Content-Security-Policy"]
        assert refused["X-Frame-Options"] == "DENY"


def test_the_bare_list_shows_the_results_and_leads_out_of_the_frame(client, registry):
    html = page(client, "/es/partnerships/?country=SN&embed=1&page_size=2")
    assert counted(html) == 5
    assert len(cards(html)) == 2
    assert '<base target="_top">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<a href="?country=SN&page_size=2">' in html
    assert 'href="?country=SN&embed=1&page_size=2&page=2" target="_self"' in html
    for absent in ("<script", '<nav class="main-nav"', 'id="filters"', 'class="skip"'):
        assert absent not in html


def test_without_results_the_bare_list_says_so(client, registry):
    html = page(client, "/en/partnerships/?q=xyzzy&embed=1")
    assert counted(html) == 0
    assert not cards(html)


def test_filtered_pages_are_not_for_search_engines(client, registry):
    robots = '<meta name="robots" content="noindex, follow">'
    assert robots in page(client, "/en/partnerships/?country=SN")
    assert robots not in page(client, "/en/partnerships/")
