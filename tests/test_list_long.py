"""The list of partnerships when it is long: what of its facets is shown, and what it costs."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages import choices, page


def test_a_long_facet_shows_the_most_frequent_until_all_are_asked_for(client, make_partnership):
    for number in range(40):
        make_partnership(f"p-{number}", organisations=("often", f"city-{number}"))
    html = page(client, "/en/partnerships/?direction=south-south&page=2")
    offered = choices(html, "government")
    assert len(offered) == 20
    assert next(iter(offered)) == "often"
    whole = re.search(r'<a href="([^"]+)">All 41<', html)
    assert whole
    assert whole[1] == "/en/partnerships/?direction=south-south&facet=government"
    full = page(client, whole[1])
    assert len(choices(full, "government")) == 41
    assert '<input type="hidden" name="facet" value="government">' in full
    # What is in force is there even when it is not frequent.
    assert "city-39" in choices(page(client, "/en/partnerships/?government=city-39"), "government")


def test_the_number_of_queries_does_not_grow_with_the_results(client, make_partnership):
    def queries() -> dict[str, int]:
        counted = {}
        for query in ("", "country=SN", "view=table", "q=title", "government=a-0&q=nothing"):
            # What results show is made when it is first asked for, and then kept.
            page(client, f"/en/partnerships/?{query}")
            with CaptureQueriesContext(connection) as captured:
                page(client, f"/en/partnerships/?{query}")
            counted[query] = len(captured)
        return counted

    for number in range(2):
        make_partnership(f"few-{number}", organisations=(f"a-{number}", f"b-{number}"))
    few = queries()
    for number in range(25):
        make_partnership(f"many-{number}", organisations=(f"c-{number}", f"d-{number}"))
    assert queries() == few
