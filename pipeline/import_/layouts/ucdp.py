"""UCDP GED, the Georeferenced Event Dataset, as CSV (gz, zip): versions 5 to 25 and candidates.

Codes: Hogbladh, UCDP GED Codebook 23.1 (2023).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from pipeline.errors import ItemFailed
from pipeline.import_ import cells, countries
from pipeline.import_.draft import RADIUS_KM, Cells, Draft, Layout, Spot
from pipeline.model import Actor, ActorRole, Precision, TimePrecision

_KINDS: Final = {  # type_of_violence -> type, mode
    "1": ("ASSAULT", "armed_clash"),  # a state is a side
    "2": ("ASSAULT", "armed_clash"),  # no state is a side
    "3": ("ASSAULT", "violence_against_civilians"),  # one-sided
}
_DAYS: Final[dict[str, TimePrecision]] = {
    "1": "day", "2": "week", "3": "week", "4": "month", "5": "year",
}  # fmt: skip
_PLACES: Final[dict[str, tuple[Precision, float]]] = {
    "1": ("site", RADIUS_KM["site"]),  # the place itself; a town is a city, see ``_precision``
    "2": ("offset", 25.0),  # within about 25 km of it
    "3": ("adm2", RADIUS_KM["adm2"]),
    "4": ("adm1", RADIUS_KM["adm1"]),
    "5": ("offset", 150.0),  # a line or an area without borders: a road, "northern Hamah"
    "6": ("country", RADIUS_KM["country"]),
    "7": ("water_body", RADIUS_KM["water_body"]),  # or the air above it
}
_LATEST: Final = timedelta(days=50 * 365)  # between an event and a source that tells of it
_TOWNS: Final = (" town", " city")


def draft(row: Cells) -> Draft:
    """One event. Raises ItemFailed for codes that the codebook does not have, and without days."""
    kind = _KINDS.get(cells.code_of(row["violence"]))
    precision = _DAYS.get(cells.code_of(row["date_prec"]))
    if kind is None:
        raise ItemFailed(f"type_of_violence is {row['violence'][:40]!r}, not 1, 2 or 3")
    if precision is None:
        raise ItemFailed(f"date_prec is {row['date_prec'][:40]!r}, not 1 to 5")
    if not row["id"]:
        raise ItemFailed("id is empty")
    first, last = cells.days_between(
        cells.day(row["first"], "date_start"), cells.day(row["last"], "date_end")
    )
    spot, no_mark = _spot(row)
    reported, misdated = _reported(row["reported"], first)
    deaths, miscounted = cells.deaths(row["low"], row["high"])
    return Draft(
        row=cells.code_of(row["id"]),
        type=kind[0],
        mode=kind[1],
        first=first,
        last=last,
        time_precision=precision,
        actors=_sides(row),
        spot=spot,
        published=reported or last,
        deaths=deaths,
        evidence=row["headline"],
        heading=f"UCDP GED {cells.code_of(row['id'])}",
        lang="en" if row["headline"] else "",
        lines=_lines(row),
        faults=tuple(filter(None, (no_mark, misdated, *miscounted))),
    )


def _reported(text: str, first: date) -> tuple[date | None, str]:
    """The first day on which a source wrote of it; None, and why, when all wrote before it."""
    days = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        try:
            days.append(cells.day(part, "source_date"))
        except ItemFailed:
            continue
    fitting = [day for day in days if first <= day <= first + _LATEST]
    if days and not fitting:
        said = f"source_date {min(days)} does not fit an event of {first}"
        return None, f"{said}; date_end stands in for it"
    return min(fitting, default=None), ""


def _sides(row: Cells) -> tuple[Actor, ...]:
    """Both sides of a fight act; one-sided violence is done to side b."""
    one_sided = cells.code_of(row["violence"]) == "3"
    other: ActorRole = "recipient" if one_sided else "actor"
    return (*_allies(row["side_a"], "actor"), *_allies(row["side_b"], other))


def _allies(side: str, role: ActorRole) -> tuple[Actor, ...]:
    """An alliance is listed with commas."""
    names = [name.strip() for name in side.split(", ") if name.strip()]
    return tuple(Actor(name, _country(name), _sector(name), role, text=side) for name in names)


def _country(name: str) -> str:
    return countries.from_name(name.removeprefix("Government of ")) if _is_state(name) else ""


def _sector(name: str) -> str:
    if _is_state(name):
        return "government"
    return "civilians" if name == "Civilians" else "rebels"


def _is_state(name: str) -> bool:
    return name.startswith("Government of ")


def _spot(row: Cells) -> tuple[Spot, str]:
    """The place, and why it has no mark. Raises ItemFailed for another where_prec than 1 to 7."""
    code = cells.code_of(row["where_prec"])
    if code not in _PLACES:
        raise ItemFailed(f"where_prec is {row['where_prec'][:40]!r}, not 1 to 7")
    point, no_mark = cells.point(row["lat"], row["lon"])
    country = countries.from_name(row["country"])
    precision, radius = _precision(code, row["place"], country)
    parts = (row["place"], row["adm_2"], row["adm_1"], row["country"])
    spot = Spot(
        name=row["place"] or row["adm_2"] or row["adm_1"] or row["country"],
        written=", ".join(dict.fromkeys(filter(None, parts))),
        country=country,
        point=point,
        precision=precision,
        radius_km=radius,
        rule=f"as UCDP coded it: where_prec {code}",
    )
    return spot, no_mark


def _precision(code: str, place: str, country: str) -> tuple[Precision, float]:
    if code == "1" and place.endswith(_TOWNS):
        return "city", RADIUS_KM["city"]
    if code == "6":
        return "country", countries.radius_km(country) or RADIUS_KM["country"]
    return _PLACES[code]


def _lines(row: Cells) -> tuple[tuple[str, str], ...]:
    clear = {"1": "high", "2": "lower"}.get(cells.code_of(row["clarity"]), "")
    best = cells.code_of(row["best"])
    return (
        ("Conflict", row["conflict"]),
        ("Sources", cells.code_of(row["sources"])),
        ("Reported by", row["office"]),
        ("Clarity", clear),
        ("Best estimate of the dead", best),
    )


LAYOUT: Final = Layout(
    name="ucdp",
    publisher="UCDP GED",
    columns={
        "id": ("id", "relid"),
        "violence": ("type_of_violence",),
        "first": ("date_start",),
        "last": ("date_end",),
        "date_prec": ("date_prec",),
        "side_a": ("side_a",),
        "side_b": ("side_b",),
        "place": ("where_coordinates", "where_description"),
        "adm_1": ("adm_1",),
        "adm_2": ("adm_2",),
        "country": ("country",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "where_prec": ("where_prec",),
        "low": ("low", "low_est"),
        "high": ("high", "high_est"),
        "best": ("best", "best_est"),
        "headline": ("source_headline", "source_article"),
        "office": ("source_office",),
        "reported": ("source_date",),
        "sources": ("number_of_sources",),
        "conflict": ("conflict_name",),
        "clarity": ("event_clarity",),
    },
    needed=("id", "violence", "first", "last", "date_prec", "side_a", "where_prec", "lat", "lon"),
    draft=draft,
    meaning={
        "violence": "event_mode: 1 and 2 armed_clash, 3 violence_against_civilians; ASSAULT all",
        "date_prec": "time_precision: 1 day, 2 and 3 week, 4 month, 5 year",
        "side_a": "actors; an alliance is listed with commas",
        "side_b": "actors, recipients when one-sided",
        "where_prec": "geo_precision: 1 city or site, 2 within 25 km, 3 adm2, 4 adm1, 5 within "
        "150 km, 6 country, 7 water_body",
        "reported": "published: the first; without one date_end",
        "headline": "evidence",
        "low": "fatalities_low",
        "high": "fatalities_high",
    },
)
