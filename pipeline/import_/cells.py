"""Single cells to values: numbers, days, positions. Never a silent guess."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from pipeline.errors import ItemFailed
from pipeline.model import Point

_COMMA: Final = re.compile(r"[-+]?\d+,\d+")
_EPOCH_MS: Final = re.compile(r"-?\d{11,14}(?:\.0)?")
_DAY_FORMATS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0)?")
_CLOCK: Final = re.compile(r"(?<=\d)[T ]\d{1,2}:.*$")
_EMPTY: Final = frozenset({"nan", "null", "none", "<na>", "nat"})
_YEARS: Final = range(1000, 2200)  # others are slips of the pen


def text_of(cell: object) -> str:
    """A cell as clean text: one line, NFC; empty for a missing value.

    Control characters and halves of surrogate pairs become blanks.
    """
    said = "" if cell is None else str(cell)
    if not (said.isascii() and said.isprintable()):
        said = unicodedata.normalize("NFC", said)
        said = "".join(
            c if c.isprintable() or unicodedata.category(c) == "Cf" else " " for c in said
        )
    shown = " ".join(said.split())
    return "" if shown.lower() in _EMPTY else shown


def number(cell: str, name: str) -> float | None:
    """A finite number, None for an empty cell; a comma may stand for the decimal point.

    Raises ItemFailed for anything else.
    """
    if not cell:
        return None
    even = cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell
    try:
        value = float(even)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in even:
        raise ItemFailed(f"{name} is {cell[:40]!r}, which is no number", code="bad_number")
    return value


def whole(cell: str, name: str) -> int | None:
    """A whole number from 0, None for an empty cell (``4.0`` is 4). Raises ItemFailed."""
    value = number(cell, name)
    if value is None:
        return None
    if value != int(value) or value < 0:
        raise ItemFailed(f"{name} is {cell[:40]!r}, which is no count", code="bad_number")
    return int(value)


def code_of(cell: str) -> str:
    """A code that a spreadsheet may have turned into a number: ``1.0`` is ``1``."""
    return cell.removesuffix(".0")


def day(cell: str, name: str, formats: Sequence[str] = ()) -> date:
    """A calendar day. Raises ItemFailed for an empty cell and for a day that is not written as one.

    Without ``formats`` (those of ``datetime.strptime``) only ways that cannot be mistaken are
    read: 2016-01-31, 20160131, 31 January 2016, 31-Jan-2016, and milliseconds since 1970.
    """
    if not cell:
        raise ItemFailed(f"{name} is empty: there is no day", code="no_date")
    found = _in_formats(cell, formats) if formats else _plain_day(cell)
    if found is None or found.year not in _YEARS:
        ways = ", ".join(formats) or "2016-01-31, 20160131 or 31 January 2016"
        raise ItemFailed(f"{name} is {cell[:40]!r}, which is not a day like {ways}", code="no_date")
    return found


def _plain_day(cell: str) -> date | None:
    if match := _COMPACT.fullmatch(cell):
        return _in_formats("-".join(match.groups()), ("%Y-%m-%d",))
    if _EPOCH_MS.fullmatch(cell):
        return _from_epoch(float(cell) / 1000)
    return _in_formats(_CLOCK.sub("", cell), _DAY_FORMATS)


def _from_epoch(seconds: float) -> date | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _in_formats(cell: str, formats: Sequence[str]) -> date | None:
    for pattern in formats:
        try:
            return datetime.strptime(cell, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def days_between(first: date, last: date) -> tuple[date, date]:
    """The two days. Raises ItemFailed when they run backwards."""
    if last < first:
        raise ItemFailed(f"it ends on {last}, before it begins on {first}", code="bad_interval")
    return first, last


def point(lat: str, lon: str) -> tuple[Point | None, str]:
    """A position, or None and why there is no mark. Never (0, 0), which stands for not known."""
    if not lat or not lon:
        return None, "it has no coordinates, so it has no mark"
    try:
        north, east = number(lat, "latitude"), number(lon, "longitude")
        found = Point(north or 0.0, east or 0.0)
    except (ItemFailed, ValueError) as error:
        return None, f"{error}, so it has no mark"
    if found == Point(0.0, 0.0):
        return None, "its coordinates are (0, 0), which stands for not known, so it has no mark"
    return found, ""


def deaths(low: str, high: str) -> tuple[tuple[int | None, int | None], tuple[str, ...]]:
    """Low and high count of dead, and what of it could not be used."""
    try:
        least, most = whole(low, "the low count of dead"), whole(high, "the high count of dead")
    except ItemFailed as error:
        return (None, None), (f"{error}, so it has no count of dead",)
    if least is not None and most is not None and least > most:
        said = f"the low count of dead, {least}, is above the high one, {most}; they are exchanged"
        return (most, least), (said,)
    return (least, most), ()


def web_address(cell: str) -> str:
    """A link of http or https without blanks; anything else is dropped."""
    return cell if re.fullmatch(r"https?://[^\s\"'<>\\]{3,2000}", cell, re.IGNORECASE) else ""
