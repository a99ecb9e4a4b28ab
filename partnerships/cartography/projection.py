"""The projection of the map: a flat sheet, 360 units wide, that shows no continent much larger than another.

It is cylindrical, so that the map can be moved and enlarged without being drawn anew. Mercator would be so, too, but
shows Greenland as large as Africa. The formula is that of Tom Patterson's cylindrical projection (Patterson, Šavrič
and Jenny, 2014). `x` is the longitude in degrees; `y` grows to the north, in the same unit at the equator.
"""

import numpy as np

# The part of the world with local governments. The sheet ends here.
SOUTH, NORTH = -58.0, 82.0
C1, C2, C3, C4 = 1.0148, 0.23185, -0.14499, 0.02406


def northing(latitude: np.ndarray) -> np.ndarray:
    """How far north of the equator a latitude lies on the sheet."""
    phi = np.radians(latitude)
    squared = phi * phi
    return np.degrees(phi * (C1 + squared * squared * (C2 + squared * (C3 + squared * C4))))


_LATITUDES = np.linspace(-90, 90, 3601)
_NORTHINGS = northing(_LATITUDES)


def latitude_at(y: np.ndarray) -> np.ndarray:
    """The latitude that lies so far north of the equator on the sheet; beyond its ends, the pole."""
    return np.interp(y, _NORTHINGS, _LATITUDES)


def y_of(latitude: float) -> float:
    """`northing` of one latitude."""
    return float(northing(np.array(latitude)))


BOTTOM, TOP = y_of(SOUTH), y_of(NORTH)
