from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships.rebuilding import refresh_what_time_changes


class Command(BaseCommand):
    help = "Derive anew what may be otherwise only because days have passed, such as a status; once a day is right."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{refresh_what_time_changes(timezone.localdate())} partnerships are otherwise than before.")
