import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnerships.synthesis.mistakes import SynthesisError
from partnerships.synthesis.registry import synthesise
from partnerships.synthesis.removal import remove


class Command(BaseCommand):
    help = "Fill an empty registry with synthetic partnerships, to measure with; --remove takes exactly them away again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--governments", type=_at_least(10), default=235_000, help="How many; at most 234,908 are known.")
        parser.add_argument(
            "--partnerships", type=_at_least(1), default=10_000, help="How many; 10,000 unless you say otherwise."
        )
        parser.add_argument("--seed", type=_at_least(0), default=1, help="The same seed makes the same partnerships.")
        parser.add_argument("--into-existing", action="store_true", help="Even where partnerships are that are not synthetic.")
        parser.add_argument("--remove", action="store_true", help="Take everything synthetic away instead of making it.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["remove"]:
                remove(self.say)
            else:
                synthesise(
                    options["governments"],
                    options["partnerships"],
                    options["seed"],
                    self.say,
                    into_existing=options["into_existing"],
                )
        except SynthesisError as problem:
            raise CommandError(f"Nothing was changed: {problem}.") from problem

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _at_least(smallest: int) -> Any:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < smallest:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least {smallest}")
        return int(text)

    return number
