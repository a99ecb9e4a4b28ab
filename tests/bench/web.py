"""A real web server with the registry, a client for it, and how much memory its processes take."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dc_registry.embedded import BASE_DIR
from dc_registry.serving import SURROUNDINGS, web_server
from tests.bench.registries import environment

READY_WITHIN = 120


class Client:
    """One connection, kept open, to a server on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def get(self, address: str) -> bytes:
        """The content at an address; anything but success is an error."""
        with self.opened(address) as response:
            return response.read()

    @contextmanager
    def opened(self, address: str) -> Iterator[http.client.HTTPResponse]:
        try:
            self.connection.request("GET", address)
            response = self.connection.getresponse()
        except (ConnectionError, http.client.HTTPException):
            # The server has closed a connection that was idle.
            self.connection.close()
            self.connection.request("GET", address)
            response = self.connection.getresponse()
        if response.status != 200:
            raise AssertionError(f"{address} gave {response.status}: {response.read()[:500]!r}")
        yield response


class Web:
    """A running web server: its port, and the processes that answer."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        return children_of(self.process.pid) or [self.process.pid]


@contextmanager
def running(command: list[str], port: int, url: str, ready: str, *, output: int | None = None) -> Iterator[Web]:
    """Within it a server runs; it is ready once the address `ready` is answered."""
    surroundings = environment(url) | SURROUNDINGS
    process = subprocess.Popen(command, cwd=BASE_DIR, env=surroundings, stdout=output, stderr=output)
    try:
        wait_for(process, port, ready)
        yield Web(process, port)
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def registry_server(url: str, *, workers: int = 2) -> Iterator[Web]:
    """The registry as `manage.py run` serves it."""
    port = free_port()
    command = web_server(port, "--keep-alive=60", workers=workers)
    with running(command, port, url, "/readyz") as web:
        yield web


def wait_for(process: subprocess.Popen[bytes], port: int, address: str) -> None:
    """Wait until the server answers an address."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            Client(port).get(address)
        except (OSError, AssertionError, http.client.HTTPException):
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"The server on port {port} was not ready within {READY_WITHIN} seconds.")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(process: int) -> list[int]:
    """The processes that a process has started."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True).stdout
    return [int(line) for line in listed.split()]


def memory(process: int, what: str = "VmRSS") -> int:
    """Bytes of memory that a process takes; 0 where the system does not say."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith(f"{what}:")), 0)


def cores() -> int:
    """How many processors the measurement may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
