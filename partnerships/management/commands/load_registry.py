from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.loading import FixtureError, load_registry


class Command(BaseCommand):
    help = "Load the registry's own records from fixtures/. Loading twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--directory", type=Path, default=settings.BASE_DIR / "fixtures", help="Where the files lie, if not in fixtures/."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_registry(options["directory"], self.stdout.write)
        except FixtureError as problem:
            raise CommandError(f"Nothing was loaded: {problem}") from problem
