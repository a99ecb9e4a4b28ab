"""The partnerships on the map (GeoJSON, RFC 7946).

A feature's geometry is the points of its located partners. Points rather than lines between them: they say nothing
that nobody knows, and nothing has to be cut where the map ends at 180°.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from partnerships.exports import LICENCE, LICENCE_URL
from partnerships.exports.asking import Export
from partnerships.exports.columns import COLUMNS, row
from partnerships.exports.labels import Labels


def feature_collection(export: Export) -> Iterator[bytes]:
    """One feature a partnership, one feature a line."""
    about = {
        "type": "FeatureCollection",
        "question": export.address,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "retrieved": export.retrieved.date().isoformat(),
    }
    yield orjson.dumps(about)[:-1] + b',"features":['
    between = b"\n"
    for entries in export.batches():
        if entries:
            yield between + b",\n".join(orjson.dumps(feature(entry, export.labels)) for entry in entries)
            between = b",\n"
    yield b"\n]}\n"


def feature(entry: dict[str, Any], labels: Labels) -> dict[str, Any]:
    """A partnership as a feature; its properties are the columns of the tables."""
    properties = {column.name: cell for column, cell in zip(COLUMNS, row(entry, labels), strict=True)}
    return {"type": "Feature", "id": entry["code"], "geometry": geometry(entry), "properties": properties}


def geometry(entry: dict[str, Any]) -> dict[str, Any] | None:
    """Where the partners are, each place once; nothing when nobody knows."""
    located = [side["organisation"]["location"] for side in entry["participations"] if side["organisation"]["location"]]
    points = dict.fromkeys((place["longitude"], place["latitude"]) for place in located)
    return {"type": "MultiPoint", "coordinates": [list(point) for point in points]} if points else None
