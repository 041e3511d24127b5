"""Values of a row in words: when and how precise, where and how precise, who, how many."""

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
_PLACE: Final[dict[str, str]] = {
    "exact": "exact position", "site": "a site", "city": "a city or town",
    "offset": "an area described in words", "adm2": "a district", "adm1": "a region or state",
    "water_body": "a sea or gulf", "country": "a country as a whole", "unknown": "place not known",
}  # fmt: skip
_ROLES: Final[dict[str, str]] = {
    "location": "where it happened", "origin": "origin", "via": "on the way",
    "destination": "destination", "return": "where it returns to",
}  # fmt: skip
PRECISIONS: Final = tuple(_PLACE)  # the most precise first
ROLES: Final = tuple(_ROLES)
_KINDS: Final[dict[str, str]] = {
    "adm1": "region", "adm2": "district", "city": "town", "airbase": "air base",
    "navalbase": "naval base", "offset": "", "unknown": "", "place": "",
}  # fmt: skip
_PARTS: Final[dict[str, str]] = {  # of the score of a place, by their names in resolve/weights.py
    "country": "is a country, continent or ocean",
    "region": "is a region or state",
    "capital": "is a capital",
    "county": "is a district",
    "twin": "means a great town first",
    "water": "is a sea, lake or river",
    "base": "is an air or naval base",
    "airfield": "is an airport",
    "people": "how large and well known it is",
    "first": "how early the tables list it",
    "own_name": "the name is its own",
    "other_name": "the name is only a second one",
    "loose": "a base by its town's name, without aircraft or ships",
    "inside": "lies in the place named behind it",
    "outside": "lies outside the place named behind it",
    "fits": "is what the text calls it",
    "fits_site": "is what the text calls it",
    "other_class": "is not what the text calls it",
    "state": "acts like a government",
    "home_country": "in the newspaper's country",
    "home_region": "in the newspaper's region",
    "home_near": "near the newspaper's town",
    "home_name": "in the newspaper's name",
    "learnt": "the newspaper often writes about it",
    "about_country": "the text is about its country",
    "about_region": "the text is about its region",
    "near": "near the other places of the text",
    "language": "the text's language is spoken there",
    "service": "order in the service's reply",
}


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
    kind = _PLACE.get(precision, precision)
    return f"{kind}, ± {kilometres(radius_km)}" if radius_km else kind


def precision(value: str) -> str:
    """How precise a place is, as a name: ``City or town``."""
    said = _PLACE.get(value, value)
    plain = said.removeprefix("an ").removeprefix("a ")
    return plain[:1].upper() + plain[1:]


def role(value: str) -> str:
    """What a place is to its event, as a name: ``Origin``."""
    return _ROLES.get(value, value).capitalize()


def kilometres(value: float) -> str:
    """``3 km``, ``0.5 km``, ``1 200 km`` with a thin blank."""
    return f"{value:.1f} km" if value < 1 else f"{value:,.0f} km".replace(",", "\u202f")


def number(value: int) -> str:
    """``1 204`` with a thin blank."""
    return f"{value:,}".replace(",", "\u202f")


def plural(count: int, one: str, many: str = "") -> str:
    """``1 article``, ``3 articles``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def amount(low: int | None, high: int | None) -> str:
    """A count that may be a range or open: ``2``, ``2–3``, ``at least 2``; empty when not said."""
    if low is None:
        return f"up to {high}" if high is not None else ""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"


def mode(event_mode: str) -> str:
    """``air_show_of_force`` as ``air show of force``."""
    return event_mode.replace("_", " ")


def items(joined: str) -> list[str]:
    """The items of a column in which they are joined by ``;``."""
    return [item for item in joined.split(";") if item]


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


def region(admin1: str) -> str:
    """A state of the United States by its letters, ``TX`` of ``US.TX``; other codes say nothing."""
    return admin1.removeprefix("US.") if admin1.startswith("US.") else ""


def kind(name: str) -> str:
    """A kind of place in words; empty for what says nothing."""
    return _KINDS.get(name, name.replace("_", " "))


def position(lat: float, lon: float) -> str:
    """``10.49° N, 66.88° W``: to a kilometre, for people."""
    north, east = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    return f"{abs(lat):.2f}° {north}, {abs(lon):.2f}° {east}"


def chance(value: float) -> str:
    """A probability: ``82 %``, ``under 1 %`` for what is rounded to nothing."""
    return "under 1 %" if value < 0.01 else f"{value:.0%}".replace("%", "\u202f%")


def signed(value: float) -> str:
    """A part of a score with its sign: ``+4.4``, ``−2.0``; a dash for none."""
    return f"{value:+.1f}".replace("-", "−") if abs(value) >= 0.05 else "–"


def part(name: str) -> str:
    """A part of a place's score in words; a new one by its name."""
    return _PARTS.get(name, name.replace("_", " "))
