"""Values of a row in words, alike on the page and in exports: when, where, how many."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global

_PRECISION: Final[dict[str, str]] = {
    "time": "to the hour", "day": "to the day", "week": "within a week", "month": "within a month",
    "year": "within a year", "unknown": "day not known",
}  # fmt: skip
_BASIS: Final[dict[str, str]] = {
    "stated": "the date stands in the text",
    "relative": "counted from the day of publication",
    "publication": "no date in the text: day of publication",
    "person": "",
}
PLACE: Final[dict[str, str]] = {
    "exact": "exact position", "site": "a site", "city": "a city or town",
    "offset": "an area described in words", "adm2": "a district", "adm1": "a region or state",
    "water_body": "a sea or gulf", "country": "a country as a whole", "unknown": "place not known",
}  # fmt: skip
PRECISIONS: Final = tuple(PLACE)  # the most precise first


def day(value: date) -> str:
    """``23 Oct 2025``."""
    return f"{value.day} {value:%b %Y}"


def span(first: date | None, last: date | None) -> str:
    """A closed interval of days as short as it can be said; empty bounds are open."""
    if first is None or last is None:
        return f"from {day(first)}" if first else f"until {day(last)}" if last else "date not known"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def when(first: date | None, last: date | None, precision: str) -> str:
    """An interval with its precision: a month is named, not spelled out in days."""
    if precision == "unknown" or first is None:
        return "date not known"
    if precision == "month" and last and (first.month, first.year) == (last.month, last.year):
        return f"{first:%B %Y}"
    if precision == "year":
        return str(first.year)
    return f"{'about ' if precision == 'week' and first == last else ''}{span(first, last)}"


def time_precision(precision: str, basis: str) -> str:
    """How precise a date is and why: ``to the day · the date stands in the text``."""
    return " · ".join(filter(None, (_PRECISION.get(precision, precision), _BASIS.get(basis, ""))))


def place_precision(precision: str, radius_km: float | None) -> str:
    """How precise a place is: ``a city or town, ± 15 km``."""
    kind = PLACE.get(precision, precision)
    return f"{kind}, ± {kilometres(radius_km)}" if radius_km else kind


def kilometres(value: float) -> str:
    """``3 km``, ``0.5 km``, ``1 200 km`` with a thin blank."""
    return f"{value:.1f} km" if value < 1 else f"{value:,.0f} km".replace(",", "\u202f")


def number(value: int) -> str:
    """``1 204`` with a thin blank."""
    return f"{value:,}".replace(",", "\u202f")


def plural(count: int, one: str, many: str = "") -> str:
    """``1 article``, ``3 articles``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


@cache
def country(code: str) -> str:
    """The English name of an ISO 3166 alpha-3 code, the code itself when it is not known."""
    short = get_global("territory_aliases").get(code, [code])[0]
    return str(Locale("en").territories.get(short, code))


@cache
def language(code: str) -> str:
    """The English name of an ISO 639-1 code, the code itself when it is not known."""
    return str(Locale("en").languages.get(code, code))


def place_name(name: str, code: str) -> str:
    """A place with its country, unless the name holds it: ``Caracas, Venezuela``."""
    where = country(code) if code else ""
    return name if where in name else f"{name}, {where}"
