from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.integrity import problems


class Command(BaseCommand):
    help = "Check the rules that the database cannot express; lists what breaks them and then exits with an error."

    def handle(self, *args: Any, **options: Any) -> None:
        found = problems()
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{len(found)} problems, listed above.")
        self.stdout.write("The registry is sound.")
