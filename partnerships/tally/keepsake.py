"""A tally kept in the database, so that a server process need not count everything at its start."""

import io
from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np
from django.db import connection
from marisa_trie import Trie
from pyroaring import BitMap

from partnerships.tally.arrays import number_cursor
from partnerships.tally.changes import is_too_much, news_since
from partnerships.tally.content import Columns, Content
from partnerships.tally.members import Members

# Below this, counting anew is as quick.
WORTH_KEEPING = 20_000
# Kept in parts of some megabytes, because a process that reads all at once never gives the memory for that back.
KEPT = "SELECT seen::text, content FROM partnerships_searchtally ORDER BY id"
KEEP = "INSERT INTO partnerships_searchtally (seen, content) VALUES (%s::text::xid8, %s)"
# Bytes.
PART = 4_000_000
# Of the layout below; another number makes what was kept useless.
LAYOUT = 4

Arrays = Mapping[str, np.ndarray]


def keep_content(content: Content) -> None:
    """Keep it, if it is large enough to be worth it."""
    if len(content.public) < WORTH_KEEPING:
        return
    with connection.cursor() as cursor:
        # Two processes that start together need not both write.
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('partnerships_searchtally'))")
        if cursor.fetchone()[0]:
            cursor.execute("DELETE FROM partnerships_searchtally")
            for part in _parts(content):
                written = io.BytesIO()
                np.savez(written, allow_pickle=False, **part)
                cursor.execute(KEEP, [str(content.seen), written.getvalue()])


def kept_content() -> Content | None:
    """What was kept, if it belongs to this database and not too much has changed since. Needs a transaction."""
    with number_cursor("kept") as cursor:
        cursor.itersize = 1
        rows = iter(cursor.execute(KEPT))
        first = next(rows, None)
        if first is None:
            return None
        seen, heading = int(first[0]), _read(first[1])
        news = news_since(seen)
        # After a move to another server the numbers of its transactions begin anew.
        if heading["layout"] != LAYOUT or seen > news.seen or is_too_much(news.partnerships, int(heading["size"])):
            return None
        return _content(seen, (_read(packed) for _seen, packed in rows))


def _read(packed: bytes) -> Arrays:
    with np.load(io.BytesIO(packed), allow_pickle=False) as part:
        return {name: part[name] for name in part.files}


def _parts(content: Content) -> Iterator[Arrays]:
    """The heading, then whatever is to be kept, each array and each bitmap whole in one part."""
    members, columns = content.members, content.columns
    yield {"layout": np.array(LAYOUT), "size": np.array(len(content.public))}
    yield {"organisations": np.frombuffer(members.trie.tobytes(), dtype=np.uint8), "keys": members.keys}
    yield {"ends": members.ends}
    yield {"partnerships": members.partnerships}
    for name, column in vars(columns).items():
        yield {name: column}
    bitmaps = chain(
        [("public", content.public), ("stale", members.stale)],
        ((f"code {kind}:{value}", bitmap) for kind, values in content.codes.items() for value, bitmap in values.items()),
        ((f"begun {year}", bitmap) for year, bitmap in content.begun.items()),
        ((f"ended {year}", bitmap) for year, bitmap in content.ended.items()),
    )
    waiting: dict[str, bytes] = {}
    for name, bitmap in bitmaps:
        waiting[name] = bitmap.serialize()
        if sum(map(len, waiting.values())) > PART:
            yield _in_one(waiting)
            waiting = {}
    yield _in_one(waiting)


def _in_one(bitmaps: dict[str, bytes]) -> Arrays:
    return {
        "names": np.frombuffer("\n".join(bitmaps).encode(), dtype=np.uint8),
        "lengths": np.array([len(blob) for blob in bitmaps.values()], dtype=np.int64),
        "blobs": np.frombuffer(b"".join(bitmaps.values()), dtype=np.uint8),
    }


def _bitmaps(part: Arrays) -> Iterator[tuple[str, BitMap]]:
    names = part["names"].tobytes().decode().split("\n")
    ends = np.cumsum(part["lengths"])
    for name, length, end in zip(names, part["lengths"].tolist(), ends.tolist(), strict=True):
        if name:
            yield name, BitMap.deserialize(part["blobs"][end - length : end].tobytes())


def _content(seen: int, parts: Iterator[Arrays]) -> Content:
    arrays: dict[str, np.ndarray] = {}
    bitmaps: dict[str, BitMap] = {}
    for part in parts:
        if "blobs" in part:
            bitmaps.update(_bitmaps(part))
        else:
            arrays.update(part)
    trie = Trie().frombytes(arrays["organisations"].tobytes())
    members = Members(trie, arrays["keys"], np.diff(arrays["ends"]), arrays["partnerships"])
    members.stale = bitmaps.pop("stale")
    columns = Columns(**{name: arrays[name] for name in Columns.__dataclass_fields__})
    content = Content(seen, bitmaps.pop("public"), {}, members, columns)
    for name, bitmap in bitmaps.items():
        what, _, value = name.partition(" ")
        match what:
            case "code":
                kind, _, value = value.partition(":")
                content.codes.setdefault(kind, {})[value] = bitmap
            case "begun":
                content.begun[int(value)] = bitmap
            case _:
                content.ended[int(value)] = bitmap
    return content
