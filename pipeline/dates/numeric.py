"""Dates in figures: 23/10/2025, 2025-10-23, 20251023, 10/2025, 2025-10, 23/10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Fields = tuple[tuple[str, Any], ...]

_NUMERIC = re.compile(
    r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
    r"|(?P<Y>(?:19|20)\d\d)(?P<M>[01]\d)(?P<D>[0-3]\d)(?!\d)"
    r"|(?P<n>0?[1-9]|1[0-2])[-/](?P<N>(?:19|20)\d\d)(?![-/\d])"
    r"|(?P<u>(?:19|20)\d\d)-(?P<v>0?[1-9]|1[0-2])(?![-/\d]|[.:]\d)"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})"
    r"(?:(?P=t)(?P<z>\d{4}|\d{2})(?!\d)|(?!\d|(?P=t)\d|:\d|/))"
)
_SLASHED = re.compile(r"\d\d/\d\d")


def printed(text: str, start: int, *, month_first: bool) -> tuple[Fields, int] | None:
    """Year, month and day of the figures that begin there, and where they end.

    Day first except where ``month_first``; a number above 12 is the day in either order.
    """
    found = _NUMERIC.match(text, start)
    if found is None or _is_season(found):
        return None
    return tuple(_fields(found, month_first=month_first)), found.end()


def _is_season(found: re.Match[str]) -> bool:
    """Whether 2008-09 stands there, which may be a winter; 2015-12 can only be a month."""
    month = found["v"] or ""
    return bool(month) and int(month) > int(found["u"][-len(month) :])


def slashed(text: str, start: int) -> bool:
    """Whether 22/04 stands there: both in two digits and one too large for a month."""
    piece = text[start : start + 5]
    return bool(_SLASHED.fullmatch(piece)) and max(int(piece[:2]), int(piece[3:])) > 12


def _fields(found: re.Match[str], *, month_first: bool) -> Iterator[tuple[str, Any]]:
    for year, month, day in (("y", "m", "d"), ("Y", "M", "D"), ("N", "n", ""), ("u", "v", "")):
        if found[year]:
            yield from (("year", int(found[year])), ("month", int(found[month])))
            if day:
                yield "d", int(found[day])
            return
    first, second = int(found["a"]), int(found["b"])
    swap = (month_first and first <= 12) or second > 12
    yield from (("month", first if swap else second), ("d", second if swap else first))
    if found["z"]:
        short = int(found["z"])
        yield ("year", short if short > 99 else century(short))


def is_year(text: str, *, earliest: int) -> bool:
    """Whether these are the four digits of a year that the press may name."""
    return text.isdecimal() and len(text) == 4 and earliest <= int(text) <= 2199


def is_day(text: str) -> bool:
    """Whether these digits are a day of the month."""
    return text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31


def is_short_year(text: str) -> bool:
    """Whether these two digits behind a month can only be a year: May 68."""
    return text.isdecimal() and len(text) == 2 and int(text) > 31


def century(year: int) -> int:
    """'87 is 1987 and '24 is 2024; newspapers write neither of the far future nor of 1940 so."""
    return 2000 + year if year < 50 else 1900 + year
