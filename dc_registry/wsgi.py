"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dc_registry.settings")
application = get_wsgi_application()

# Each server process counts for itself, and begins at once rather than with its first question.
from partnerships.tally.keeping import TALLY  # noqa: E402 - needs the application

TALLY.load_beside()
