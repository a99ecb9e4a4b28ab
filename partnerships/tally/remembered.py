"""What has been worked out since the registry last changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

# The largest are bitmaps, at a million partnerships at most 130 kB each, and one question leaves a handful of entries.
MOST = 400


class Remembered:
    """Results by what they are the result of; those used last are kept. Threads take turns, by the tally's lock.

    Nothing in it may depend on more than its key and the registry as it is. When that changes, a new one takes its
    place: who still reads the registry as it was goes on with the old one and leaves nothing stale in the new.
    """

    def __init__(self) -> None:
        self.results: OrderedDict[Hashable, Any] = OrderedDict()

    def __call__(self, key: Hashable, work_out: Callable[[], Any]) -> Any:
        """The result for `key`, worked out if it is not known. Shared: not to be changed by the caller."""
        if key not in self.results:
            self.results[key] = work_out()
            if len(self.results) > MOST:
                self.results.popitem(last=False)
        self.results.move_to_end(key)
        return self.results[key]
