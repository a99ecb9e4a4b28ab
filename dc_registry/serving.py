"""How the web server is started."""

import sys

HOST = "127.0.0.1"
# Connections stay open between requests. Threads share one store of memory, because of several each keeps what it once
# needed; and what only very many partnerships need, in pieces of 8 MB, is given back at once.
SURROUNDINGS = {
    "DATABASE_POOL": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "7500000",
    "MALLOC_TRIM_THRESHOLD_": "24000000",
}


def web_server(port: int, *more: str, workers: int = 2) -> list[str]:
    """The command that serves the registry at a port of this machine; `more` is said to the server, too.

    An address may be of any length: the registry itself answers a question that is too long, in the reader's language.
    """
    command = [sys.executable, "-m", "gunicorn", "dc_registry.wsgi", f"--bind={HOST}:{port}", f"--workers={workers}"]
    return [*command, "--threads=4", "--no-control-socket", "--log-level=warning", "--limit-request-line=0", *more]
