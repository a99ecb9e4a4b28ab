from typing import Any

from django.core.management.base import BaseCommand

from partnerships.models import refresh_search_rows


class Command(BaseCommand):
    help = "Derive status, evidence and search texts anew; once a day is right, because a status can change on a date."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{refresh_search_rows()} partnerships derived anew.")
