"""The registries that are measured: one database for each size, made once and kept under var/bench."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from dc_registry.embedded import BASE_DIR, VAR_DIR, EmbeddedDatabase

DIRECTORY = VAR_DIR / "bench"
GOVERNMENTS = int(os.environ.get("GOVERNMENTS", "235000"))
# Fit for a machine that has nothing else to do, with the whole registry in memory; documented with the results.
SETTINGS = {
    "shared_buffers": "3GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB",
    "max_connections": "100",
}


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL of its own for measuring; gives its address."""
    first = EmbeddedDatabase(DIRECTORY)
    first.start()
    with psycopg.connect(first.url, autocommit=True) as connection:
        for name, value in SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    first.stop()
    embedded = EmbeddedDatabase(DIRECTORY)
    embedded.start()
    try:
        yield embedded.url
    finally:
        embedded.stop()


def environment(url: str) -> dict[str, str]:
    """What a process needs to know to work with the registry at `url`."""
    return os.environ | {
        "DATABASE_URL": url,
        "STATIC_ROOT": str(DIRECTORY / "static"),
        "DJANGO_SETTINGS_MODULE": "dc_registry.settings",
        "DATABASE_POOL": "1",
    }


def manage(url: str, *arguments: str, output: int | None = None) -> None:
    """Run a command of the registry at `url`; what it says goes on the screen unless `output` says otherwise."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=BASE_DIR, env=environment(url), check=True, stdout=output, stderr=output)


def registry_of(address: str, size: int) -> str:
    """The address of the registry with `size` partnerships, made if it is not there or not fit for this program."""
    name = f"registry_{size}"
    url = make_conninfo(address, dbname=name)
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
        try:
            manage(url, "migrate", "--verbosity=0", "--no-input", output=subprocess.DEVNULL)
        except subprocess.CalledProcessError:
            # It was made by a version of the program that this one cannot follow.
            connection.execute(f"DROP DATABASE {name}")
            connection.execute(f"CREATE DATABASE {name}")
            manage(url, "migrate", "--verbosity=0", "--no-input")
    manage(url, "collectstatic", "--verbosity=0", "--no-input")
    if partnerships_in(url) != size:
        sys.stdout.write(f"\nMaking a registry of {size:,} partnerships …\n")
        sys.stdout.flush()
        manage(url, "synthesise", "--remove")
        manage(url, "synthesise", f"--partnerships={size}", f"--governments={GOVERNMENTS}")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")
    return url


def partnerships_in(url: str) -> int:
    """How many published partnerships there are."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM partnerships_partnership WHERE publication = 'published'").fetchone()
        assert found
        return int(found[0])


def directory_of(name: str) -> Path:
    """A directory for files that a measurement needs."""
    directory = DIRECTORY / name
    directory.mkdir(parents=True, exist_ok=True)
    return directory
