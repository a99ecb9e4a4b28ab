"""The tally of this process: loaded once, brought up to date before every answer, kept in the database for the next start."""

import ctypes
import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, close_old_connections, connection, transaction
from pyroaring import BitMap

from partnerships.tally.changes import News, apply, is_too_much, news_since
from partnerships.tally.content import Content, content_of_database, current_transaction
from partnerships.tally.keepsake import keep_content, kept_content
from partnerships.tally.reading import Reading
from partnerships.tally.remembered import Remembered
from partnerships.tally.words import KeptWords

logger = logging.getLogger(__name__)

# Seconds.
MOMENT = 1
# A failed attempt to load is not repeated at once.
PATIENCE = 10
# A load under way is waited for so long: usually it is done in a moment, and the database takes longer to answer.
WORTH_WAITING = 3


class Tally:
    """What one process knows. Threads take turns; each turn is a matter of milliseconds."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.content: Content | None = None
        self.words = KeptWords()
        self.versions: dict[int, int] = {}
        self.named: frozenset[int] = frozenset()
        # Goes up whenever something may be called otherwise than before.
        self.naming = 0
        self.remembered = Remembered()
        self.loading = False
        self.began = self.failed = float("-inf")
        self.idle = threading.Event()
        self.idle.set()
        self.caught_up = float("-inf")

    @contextmanager
    def up_to_date(self) -> Iterator[Reading | None]:
        """A reading of the registry as it is now; None while this process is not ready, or if it must not be used.

        Inside a transaction it must not: only the database knows what the transaction has changed so far.
        """
        if connection.in_atomic_block or not self._is_loaded():
            yield None
            return
        with self.lock:
            if self.content is None or not self._catch_up(self.content):
                yield None
                return
            yield Reading(self.content, self.words, self.remembered)

    def is_fresh(self) -> bool:
        """Whether this process knows the registry as it was a moment ago, which is enough for what things are called."""
        if time.monotonic() - self.caught_up > MOMENT:
            with self.up_to_date():
                pass
        return self.content is not None

    def carried(self, kind: str, codes: Iterable[str]) -> set[str]:
        """Those of some codes of one kind that a published partnership carried a moment ago; none if that is not known."""
        content = None if connection.in_atomic_block else self.content
        return {code for code in codes if content.carrying(kind, code)} if content else set()

    def load_beside(self) -> None:
        """Start loading in a thread of its own, unless that is under way."""
        with self.lock:
            if not self.loading and time.monotonic() - self.failed > PATIENCE:
                self.loading = True
                self.began = time.monotonic()
                self.idle.clear()
                threading.Thread(target=self._load_and_close, name="tally", daemon=True).start()

    def load(self) -> None:
        """Read everything: what was kept, if it is still good, else all anew."""
        with transaction.atomic():
            content, already = kept_content(), None
            if content is None:
                # What is new before anything is read is part of what is read, however long its neighbours take to finish.
                already = news_since(current_transaction())
                content = content_of_database(already.seen)
                keep_content(content)
        with self.lock:
            self._take(content)
            if already is not None:
                self._remember(already)
        give_back_memory()

    def _is_loaded(self) -> bool:
        if self.content is None:
            self.load_beside()
            self.idle.wait(max(self.began + WORTH_WAITING - time.monotonic(), 0))
        return self.content is not None

    def _load_and_close(self) -> None:
        try:
            self.load()
        except (DatabaseError, LookupError) as error:
            logger.warning("The counts could not be loaded; the database answers instead: %s", error)
            self.failed = time.monotonic()
        finally:
            self.loading = False
            self.idle.set()
            close_old_connections()
            connection.close()

    def _take(self, content: Content | None) -> None:
        self.content = content
        self.words = KeptWords()
        self.versions.clear()
        self.remembered = Remembered()
        self.naming += 1

    def _catch_up(self, content: Content) -> bool:
        """Bring the content up to date; False if that is better done by loading anew."""
        news = news_since(content.seen)
        changed = _versions(news)
        new = {key: version for key, version in changed.items() if self.versions.get(key) != version}
        if is_too_much(new, len(content.public)):
            self._take(None)
            self.load_beside()
            return False
        if new or news.named - self.named:
            self.remembered = Remembered()
        if new:
            apply(content, new)
            self.words.doubt(BitMap(new))
        if news.named - self.named:
            self.naming += 1
        self._remember(news)
        content.seen = news.seen
        self.caught_up = time.monotonic()
        return True

    def _remember(self, news: News) -> None:
        """What has been seen, for as long as it may be seen again."""
        self.versions = _versions(news)
        self.named = news.named


def _versions(news: News) -> dict[int, int]:
    return dict(zip(news.partnerships.tolist(), news.versions.tolist(), strict=True))


def give_back_memory() -> None:
    """Have the system take back what was needed for a while: the C library keeps it, at a million partnerships 14 MB.

    Others than that of GNU have no such function.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


TALLY = Tally()
