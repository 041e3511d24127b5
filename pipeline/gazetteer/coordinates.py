"""One way from whatever a file or a service gives to a ``Point``."""

from __future__ import annotations

import math
import re
from typing import Any

from pipeline.model import Point

# 52.25  -3,5  +10  1e1 is no coordinate; a comma is a decimal comma only without a point.
_DECIMAL = re.compile(r"\s*([+\-−]?)\s*(\d{1,3})(?:[.,](\d+))?\s*°?\s*([NSEW]?)\s*", re.IGNORECASE)
_SOUTH_OR_WEST = frozenset("SW")
NULL_ISLAND_DEGREES = 1e-6  # 0.1 m: nearer to (0, 0) than this is a missing value, not a place


def number(value: Any) -> float | None:
    """A finite number of degrees; None for anything that is none (booleans included).

    Strings may have a decimal comma, a degree sign and a letter of the compass behind.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return _from_text(value)
    try:
        degrees = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return degrees if math.isfinite(degrees) else None


def _from_text(text: str) -> float | None:
    found = _DECIMAL.fullmatch(text)
    if found is None:
        return None
    sign, whole, fraction, letter = found.groups()
    negative = (sign in "-−" and sign != "") != (letter.upper() in _SOUTH_OR_WEST and letter != "")
    degrees = float(f"{whole}.{fraction or 0}")
    return -degrees if negative else degrees


def position(lat: Any, lon: Any, *, null_island: bool = False) -> Point | None:
    """The point, or None when the two do not make one.

    A longitude from 180 to 360 (some files count eastward all round) is brought back; a latitude
    beyond 90 is refused, never swapped or wrapped: which of the two is wrong cannot be known.
    (0, 0) is what missing values become elsewhere, and is refused unless ``null_island``.
    """
    north, east = number(lat), number(lon)
    if north is None or east is None or not -90.0 <= north <= 90.0 or not -180.0 <= east <= 360.0:
        return None
    if east > 180.0:
        east -= 360.0
    nowhere = abs(north) < NULL_ISLAND_DEGREES and abs(east) < NULL_ISLAND_DEGREES
    return None if nowhere and not null_island else Point(north, east)
