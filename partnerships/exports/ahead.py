"""Making the next piece of a file while the reader takes the last."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections


def ahead(blocks: Generator[bytes]) -> Iterator[bytes]:
    """The same blocks, each made in a thread of its own while the one before is on its way.

    Inside a transaction they are made in turn: only its own connection sees what it has changed.
    """
    if connection.in_atomic_block:
        yield from blocks
        return
    with ThreadPoolExecutor(1, thread_name_prefix="export") as beside:
        try:
            waiting = beside.submit(next, blocks, None)
            while (block := waiting.result()) is not None:
                waiting = beside.submit(next, blocks, None)
                yield block
        finally:
            # Readers who leave early, too, leave nothing open.
            beside.submit(blocks.close)
            beside.submit(connections.close_all)
