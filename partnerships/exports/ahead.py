"""Reading the next portions of a file while the reader takes the last."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle
from typing import TypeVar

from django.db import connection, connections

# One for the database to work on while the answer of the other is worked on here. Each has a connection of its own.
AT_A_TIME = 2

Portion = TypeVar("Portion")
Read = TypeVar("Read")


def ahead(read: Callable[[Portion], Read], portions: Sequence[Portion]) -> Iterator[Read]:
    """What `read` gives for each portion, in order, read in threads of their own before it is asked for.

    Inside a transaction they are read in turn: only its own connection sees what it has changed.
    """
    if connection.in_atomic_block or len(portions) < AT_A_TIME:
        yield from map(read, portions)
        return
    # Of one thread each, so that each can be told to close its connection.
    readers = [ThreadPoolExecutor(1, thread_name_prefix="export") for _number in range(AT_A_TIME)]
    waiting: deque[Future[Read]] = deque()
    try:
        for reader, portion in zip(cycle(readers), portions, strict=False):
            waiting.append(reader.submit(read, portion))
            if len(waiting) > AT_A_TIME:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # Readers who leave early, too, leave nothing open.
        for future in waiting:
            future.cancel()
        for reader in readers:
            reader.submit(connections.close_all)
            reader.shutdown()
