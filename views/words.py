"""Values of a row in words: when and how precise, where and how precise, who, how many."""

from __future__ import annotations

from typing import Final

from pipeline.export.report.words import PLACE
from pipeline.export.report.words import PRECISIONS as PRECISIONS
from pipeline.export.report.words import country as country
from pipeline.export.report.words import day as day
from pipeline.export.report.words import kilometres as kilometres
from pipeline.export.report.words import language as language
from pipeline.export.report.words import number as number
from pipeline.export.report.words import place_name as place_name
from pipeline.export.report.words import place_precision as place_precision
from pipeline.export.report.words import plural as plural
from pipeline.export.report.words import span as span
from pipeline.export.report.words import time_precision as time_precision
from pipeline.export.report.words import when as when

_ROLES: Final[dict[str, str]] = {
    "location": "where it happened", "origin": "origin", "via": "on the way",
    "destination": "destination", "return": "where it returns to",
}  # fmt: skip
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
    "borrowed_name": "the name is one of many, and others bear it themselves",
    "as_written": "its own name is written with the same accents",
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
    "own_language": "lies where the language of the text is at home, of few countries",
    "service": "order in the service's reply",
}


def precision(value: str) -> str:
    """How precise a place is, as a name: ``City or town``."""
    said = PLACE.get(value, value)
    plain = said.removeprefix("an ").removeprefix("a ")
    return plain[:1].upper() + plain[1:]


def role(value: str) -> str:
    """What a place is to its event, as a name: ``Origin``."""
    return _ROLES.get(value, value).capitalize()


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
