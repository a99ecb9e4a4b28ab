"""Reading pages in tests."""

import re
from html import unescape

from django.test import Client


def page(client: Client, address: str, status: int = 200, **headers: str) -> str:
    """The HTML under an address that must answer with `status`."""
    response = client.get(address, headers=headers)
    assert response.status_code == status, (address, response.status_code)
    return unescape(response.content.decode())


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def cards(html: str) -> list[str]:
    """The codes of the partnerships shown as cards."""
    return re.findall(r'class="card-title"><a href="/\w\w/partnerships/([\w-]+)/"', html)


def counted(html: str) -> int:
    """The number of results that the heading of the list or the map tells."""
    found = re.search(r'<h1[^>]* data-count="(\d+)"', html) or re.search(r"<h1[^>]*>(\d+)", html)
    assert found, html
    return int(found[1])


def choices(html: str, parameter: str) -> dict[str, tuple[str, int]]:
    """What a facet offers: by value, the name and the number of partnerships."""
    pattern = (
        rf'name="{parameter}" value="([^"]+)"[^>]*> (?:<span class="mark[^>]*>[^<]*</span> )?'
        r'<span class="tick-name">([^<]*)</span> <span class="count">([\d,]+)</span>'
    )
    return {value: (unescape(name), int(count)) for value, name, count in re.findall(pattern, html)}
