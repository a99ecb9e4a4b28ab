"""One real PostgreSQL for the whole run: the one DATABASE_URL names, or the embedded one in a directory of its own.

A plugin rather than a conftest, because it must come before Django reads its settings.
"""

import contextlib
import os
import tempfile
from pathlib import Path

import pytest

from dc_registry.embedded import database

_running = contextlib.ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the server."""
    directory = Path(_running.enter_context(tempfile.TemporaryDirectory(prefix="registry-test-")))
    (directory / "static").mkdir()
    os.environ["STATIC_ROOT"] = str(directory / "static")
    _running.enter_context(database(directory, durable=False))


def pytest_unconfigure() -> None:
    """Stop it and remove its files."""
    _running.close()
