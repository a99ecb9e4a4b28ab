"""Writes the partnerships that answer a question to a file or to standard output: the same files as on the site."""

import os
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils.translation import override

from partnerships.api.problems import ParameterErrors
from partnerships.exports.asking import Export, export_of
from partnerships.exports.formats import FORMATS, Format
from partnerships.exports.workbook import TooManyRowsError

THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


class Command(BaseCommand):
    help = "Writes the partnerships that answer a question to a file, the same as the site's downloads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--query", default="", help="the query string of the list: country=SN&theme=water-sanitation")
        parser.add_argument("--lang", choices=dict(settings.LANGUAGES), default=settings.LANGUAGE_CODE)
        parser.add_argument("--output", type=Path, help="file to write; without it, standard output")
        parser.add_argument("--site", default=site(), help="where the registry is, for addresses in the file (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        kind: Format = FORMATS[options["format"]]
        query = QueryDict(options["query"].removeprefix("?"))
        language = query.get("lang") or options["lang"]
        with override(language if language in dict(settings.LANGUAGES) else options["lang"]):
            try:
                export = export_of(query, kind.asked_by, language, options["site"].rstrip("/"))
                kind.check(export)
            except ParameterErrors as errors:
                raise CommandError(" ".join(f"{name}: {' '.join(texts)}" for name, texts in errors.errors.items())) from None
            except TooManyRowsError as error:
                raise CommandError(str(error)) from None
        if options["output"]:
            self.write_file(kind, export, options["output"])
        else:
            self.write_out(kind, export)

    def write_file(self, kind: Format, export: Export, path: Path) -> None:
        """Write aside and then put in place, so that nobody finds half a file."""
        try:
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
                try:
                    write(kind, export, file)
                    # Like any file that is made, and unlike a temporary one, readable as the umask says.
                    os.umask(umask := os.umask(0))
                    os.chmod(file.name, 0o666 & ~umask)
                    os.replace(file.name, path)
                except BaseException:
                    os.unlink(file.name)
                    raise
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None

    def write_out(self, kind: Format, export: Export) -> None:
        """Write to standard output. A reader who has seen enough, such as `head`, is no error."""
        try:
            write(kind, export, sys.stdout.buffer)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered goes nowhere, so that Python does not complain of it at its end.
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), sys.stdout.fileno())


def write(kind: Format, export: Export, file: IO[bytes]) -> None:
    """Write the file, block by block."""
    for block in kind.blocks(export):
        file.write(block)


def site() -> str:
    """The registry's own address, as far as the settings tell it; that of `make run` where it answers this machine only."""
    hosts = [host.removeprefix(".") for host in settings.ALLOWED_HOSTS if host.strip("*.") and host not in THIS_MACHINE]
    return f"{'https' if settings.BEHIND_TLS else 'http'}://{hosts[0]}" if hosts else "http://127.0.0.1:8000"
