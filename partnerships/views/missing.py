"""How a page says that something does not exist."""

from django.http import Http404


class Missing(Http404):
    """Nothing is there; the message, translated, tells the reader what and perhaps what to do."""
