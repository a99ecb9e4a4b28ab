from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dc_registry.catalogues import compile_catalogues, missing_translations, update_catalogues


class Command(BaseCommand):
    help = "Check that every text of the interface is translated; --update brings the catalogues in step with the code first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--update", action="store_true", help="Add new texts to the catalogues and drop old ones.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["update"]:
            update_catalogues()
        compile_catalogues()
        missing = missing_translations()
        for language, texts in missing.items():
            for text in texts:
                self.stdout.write(f"{language}: {text}")
        total = sum(len(texts) for texts in missing.values())
        if total:
            raise CommandError(f"{total} texts lack a translation; they are listed above.")
        self.stdout.write("Every text is translated.")
