import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dc_registry.accounts import make_demonstration_accounts
from dc_registry.catalogues import compile_catalogues
from dc_registry.embedded import VAR_DIR
from dc_registry.privileges import ending_with_parent
from dc_registry.serving import HOST, SURROUNDINGS, web_server
from partnerships.models import Source
from partnerships.rebuilding import refresh_what_time_changes

READY_WITHIN_SECONDS = 60


class Command(BaseCommand):
    help = "Run the registry on this machine, from nothing: tables, records, demonstration accounts, web server."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000", help="The port on 127.0.0.1 to listen on; 8000 unless you say otherwise.")

    def handle(self, *args: Any, **options: Any) -> None:
        # Ctrl-C too: a shell that starts us in the background has it ignored.
        signal.signal(signal.SIGTERM, _leave)
        signal.signal(signal.SIGINT, _leave)
        try:
            with _only_instance():
                port = _free_port(options["port"])
                try:
                    self.prepare()
                    self.serve(port)
                finally:
                    self.say("Stopping …")
        except PermissionError as error:
            raise CommandError(f"{error.filename} cannot be written; make it writable and start again.") from error

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def prepare(self) -> None:
        """Bring tables, texts, static files, records and accounts up to date; what was entered stays."""
        self.say("Tables …")
        call_command("migrate", verbosity=0, interactive=False)
        self.say("Translations and static files …")
        compile_catalogues()
        call_command("collectstatic", verbosity=0, interactive=False)
        if Source.objects.exists():
            self.say("Records: kept as they are (manage.py load_registry loads the files again).")
            refresh_what_time_changes(timezone.localdate())
        else:
            self.say("Records of the source document …")
            call_command("load_registry", stdout=self.stdout)
        accounts = make_demonstration_accounts()
        if accounts:
            self.say("\nDemonstration accounts for /admin/. The passwords are shown this once:")
            for account in accounts:
                self.say(f"  {account.username:<18} {account.password:<18} {account.purpose}")

    def serve(self, port: int) -> None:
        """Run the web server until it ends or we are told to stop."""
        server = subprocess.Popen(
            web_server(port), env=os.environ | SURROUNDINGS, cwd=settings.BASE_DIR, preexec_fn=ending_with_parent()
        )
        try:
            _wait_until_ready(server, port)
            self.say(f"\nThe registry is at http://{HOST}:{port}\nCtrl-C stops it.")
            if server.wait() != 0:
                raise CommandError("The web server ended by itself; its last words are above.")
        finally:
            if server.poll() is None:
                server.terminate()
                server.wait()


def _leave(signum: int, frame: FrameType | None) -> NoReturn:
    sys.exit(0)


@contextlib.contextmanager
def _only_instance() -> Iterator[None]:
    """Refuse to start twice on the same data."""
    with (VAR_DIR / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CommandError(
                f"The registry already runs on the data in {VAR_DIR} (process {lock.read().strip() or 'unknown'}). "
                "Use that one, stop it with Ctrl-C where it was started, or set REGISTRY_VAR to another directory."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _free_port(text: str) -> int:
    """The port, if it is one and nobody else listens on it."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise CommandError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            raise CommandError(f"Port {text} may only be used by root; choose one above 1023: make run PORT=8001.") from None
        except OSError:
            raise CommandError(f"Something else already listens on port {text}; choose another: make run PORT=8001.") from None
    return int(text)


def _wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise CommandError("The web server did not start; its last words are above.")
