"""Asking the map in tests."""

import re
from html import unescape

MAP = "/api/v1/map/"


def asked(client, query="", status=200):
    """What the API answers to a query string."""
    response = client.get(f"{MAP}?{query}")
    assert response.status_code == status, response.content
    return response.json()


def circles_of(html):
    """The circles drawn on a page, in words."""
    return [unescape(label) for label in re.findall(r'<a class="map-circle[^>]*aria-label="([^"]*)"', html)]
