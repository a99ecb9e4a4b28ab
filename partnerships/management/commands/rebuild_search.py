from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from partnerships.api.documents import fill_documents
from partnerships.models import Partnership
from partnerships.rebuilding import rebuild


class Command(BaseCommand):
    help = "Derive search rows, names, status and evidence of everything anew, while the registry goes on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--documents", nargs="+", default=[], metavar="LANGUAGE", help="Also make the API's documents in these languages."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = rebuild(self.stdout.write)
        self.stdout.write(f"{wrong} partnerships were not as they should be, and are now.")
        if options["documents"]:
            # In the order in which they are mostly asked for, so that they lie side by side.
            keys = Partnership.objects.published().order_by("updated", "-code").values_list("pk", flat=True)
            made = fill_documents(keys.iterator(), *options["documents"])
            self.stdout.write(f"{made} documents made.")
