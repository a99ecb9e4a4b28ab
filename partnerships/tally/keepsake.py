"""A tally kept in the database, so that a server process need not count everything at its start."""

import io

import numpy as np
from django.db import connection
from pyroaring import BitMap

from partnerships.tally.arrays import row_of
from partnerships.tally.changes import is_too_much, news_since
from partnerships.tally.content import Columns, Content
from partnerships.tally.members import Members

# Below this, counting anew is as quick.
WORTH_KEEPING = 20_000
KEPT = """
    SELECT kept.seen::text, kept.content FROM (SELECT) AS always
    LEFT JOIN (SELECT * FROM partnerships_searchtally ORDER BY id DESC LIMIT 1) AS kept ON true
"""
# Of the layout below; another number makes what was kept useless.
LAYOUT = 1


def keep_content(content: Content) -> None:
    """Keep it, if it is large enough to be worth it."""
    if len(content.public) < WORTH_KEEPING:
        return
    with connection.cursor() as cursor:
        # Two processes that start together need not both write.
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('partnerships_searchtally'))")
        if cursor.fetchone()[0]:
            cursor.execute("DELETE FROM partnerships_searchtally")
            cursor.execute(
                "INSERT INTO partnerships_searchtally (seen, content) VALUES (%s::text::xid8, %s)",
                [str(content.seen), _packed(content)],
            )


def kept_content() -> Content | None:
    """What was kept, if it belongs to this database and not too much has changed since."""
    kept_at, packed = row_of(KEPT)
    if kept_at is None:
        return None
    seen = int(kept_at)
    news = news_since(seen)
    # After a move to another server the numbers of its transactions begin anew.
    content = _unpacked(seen, packed) if seen <= news.seen else None
    return None if content is None or is_too_much(news.partnerships, len(content.public)) else content


def _packed(content: Content) -> bytes:
    members, columns = content.members, content.columns
    bitmaps = {
        "public": content.public,
        "stale": members.stale,
        **{f"code {kind}:{value}": bitmap for kind, values in content.codes.items() for value, bitmap in values.items()},
        **{f"begun {year}": bitmap for year, bitmap in content.begun.items()},
        **{f"ended {year}": bitmap for year, bitmap in content.ended.items()},
    }
    blobs = [bitmap.serialize() for bitmap in bitmaps.values()]
    written = io.BytesIO()
    np.savez(
        written,
        layout=np.array(LAYOUT),
        names=np.frombuffer("\n".join(bitmaps).encode(), dtype=np.uint8),
        lengths=np.array([len(blob) for blob in blobs], dtype=np.int64),
        blobs=np.frombuffer(b"".join(blobs), dtype=np.uint8),
        organisations=np.frombuffer("\n".join(members.place).encode(), dtype=np.uint8),
        keys=members.keys,
        ends=members.ends,
        partnerships=members.partnerships,
        **vars(columns),
    )
    return written.getvalue()


def _unpacked(seen: int, packed: bytes) -> Content | None:
    with np.load(io.BytesIO(packed), allow_pickle=False) as kept:
        if kept["layout"] != LAYOUT:
            return None
        names = kept["names"].tobytes().decode().split("\n")
        ends = np.cumsum(kept["lengths"])
        blobs = kept["blobs"]
        bitmaps = {
            name: BitMap.deserialize(blobs[end - length : end].tobytes())
            for name, length, end in zip(names, kept["lengths"].tolist(), ends.tolist(), strict=True)
        }
        organisations = kept["organisations"].tobytes().decode()
        members = Members(
            organisations.split("\n") if organisations else [], kept["keys"], np.diff(kept["ends"]), kept["partnerships"]
        )
        members.stale = bitmaps.pop("stale")
        columns = Columns(kept["place"], kept["rank"], kept["year"], kept["updated"])
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
