"""ACLED, in both layouts: with data_id, iso3 and numbered inter codes, or with disorder_type.

Codes: ACLED Codebook (2023 and 2024). Capitals in names of columns are of exports before 2019.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from pipeline.errors import ItemFailed
from pipeline.import_ import cells, countries
from pipeline.import_.draft import RADIUS_KM, Cells, Draft, Layout, Spot
from pipeline.model import Actor, ActorRole, Precision, TimePrecision

_TYPES: Final = {  # event_type in small letters, by its beginning
    "battle": ("ASSAULT", "armed_clash"),
    "explosions": ("ASSAULT", "bombing"),
    "remote violence": ("ASSAULT", "bombing"),
    "violence against civilians": ("ASSAULT", "violence_against_civilians"),
    "protests": ("PROTEST", "protest"),
    "riots": ("PROTEST", "riot"),
    "headquarters": ("MOBILIZE", "base_established"),
    "non-violent transfer": ("RETREAT", "withdrawal"),
    "strategic development": ("MOBILIZE", "strategic_development"),
}
_SUB_TYPES: Final = {  # sub_event_type in small letters
    "chemical weapon": ("ASSAULT", "chemical_attack"),
    "air/drone strike": ("ASSAULT", "airstrike"),
    "shelling/artillery/missile attack": ("ASSAULT", "shelling"),
    "sexual violence": ("ASSAULT", "sexual_violence"),
    "abduction/forced disappearance": ("ASSAULT", "abduction"),
    "agreement": ("AGREE", "agreement"),
    "arrests": ("COERCE", "arrest"),
    "change to group/activity": ("MOBILIZE", "change_of_group"),
    "disrupted weapons use": ("COERCE", "disrupted_weapons_use"),
    "headquarters or base established": ("MOBILIZE", "base_established"),
    "looting/property destruction": ("COERCE", "looting"),
    "non-violent transfer of territory": ("RETREAT", "withdrawal"),
}
_SECTORS: Final = {  # inter1, as a number or in words
    "1": "military", "state forces": "military", "2": "rebels", "rebel group": "rebels",
    "rebel groups": "rebels", "3": "rebels", "political militia": "rebels",
    "political militias": "rebels", "4": "rebels", "identity militia": "rebels",
    "identity militias": "rebels", "5": "civilians", "rioters": "civilians", "6": "civilians",
    "protesters": "civilians", "7": "civilians", "civilians": "civilians",
}  # fmt: skip
_PLACES: Final[dict[str, Precision]] = {"1": "city", "2": "adm2", "3": "adm1"}
_OF_COUNTRY: Final = re.compile(r"\bof ([^()]+?)(?: \(\d{4}.*)?$|\(([^()\d]+)\)$")


def draft(row: Cells) -> Draft:
    """One event. Raises ItemFailed for codes that the codebook does not have, and without a day."""
    if not row["id"]:
        raise ItemFailed("event_id_cnty is empty")
    kind = _kind(row)
    first, last, precision = _days(row)
    spot, no_mark = _spot(row)
    deaths, miscounted = cells.deaths(row["deaths"], row["deaths"])
    return Draft(
        row=row["id"],
        type=kind[0],
        mode=kind[1],
        first=first,
        last=last,
        time_precision=precision,
        actors=_actors(row, kind),
        spot=spot,
        published=_entered(row["entered"]) or last,
        deaths=deaths,
        evidence=row["notes"],
        heading=f"ACLED {row['id']}",
        lang="en" if row["notes"] else "",
        lines=(("Reported by", row["source"]), ("Kind", row["sub_type"] or row["type"])),
        faults=tuple(filter(None, (no_mark, *miscounted))),
    )


def _kind(row: Cells) -> tuple[str, str]:
    """Type and mode: the finer one decides where it is known."""
    if found := _SUB_TYPES.get(row["sub_type"].lower()):
        return found
    told = row["type"].lower()
    beginnings = (pair for start, pair in _TYPES.items() if told.startswith(start))
    if (found := next(beginnings, None)) is None:
        raise ItemFailed(f"event_type is {row['type'][:60]!r}, which ACLED does not have")
    return found


def _days(row: Cells) -> tuple[date, date, TimePrecision]:
    """The day; for a week the three days on each side of it, for a month all of it."""
    day = cells.day(row["day"], "event_date")
    code = cells.code_of(row["time_precision"]) or "1"
    if code == "1":
        return day, day, "day"
    if code == "2":
        return day - timedelta(days=3), day + timedelta(days=3), "week"
    if code == "3":
        length = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=length), "month"
    raise ItemFailed(f"time_precision is {row['time_precision'][:40]!r}, not 1, 2 or 3")


def _entered(text: str) -> date | None:
    """When ACLED took the row up: seconds since 1970, or a day."""
    try:
        if re.fullmatch(r"\d{9,10}", text):
            return datetime.fromtimestamp(int(text), UTC).date()
        return cells.day(text, "timestamp")
    except ItemFailed:
        return None


def _actors(row: Cells, kind: tuple[str, str]) -> tuple[Actor, ...]:
    """Both sides of a battle act; else it is done to actor2."""
    other: ActorRole = "actor" if kind[1] == "armed_clash" else "recipient"
    return (*_side(row, "1", "actor"), *_side(row, "2", other))


def _side(row: Cells, number: str, role: ActorRole) -> tuple[Actor, ...]:
    name, sector = row[f"actor{number}"], _SECTORS.get(_inter(row[f"inter{number}"]), "")
    if not name:
        return ()
    allies = (part.strip() for part in row[f"assoc{number}"].split(";"))
    main = Actor(name, _country(name), sector, role, text=name)
    return (main, *(Actor(ally, _country(ally), "", role, text=ally) for ally in allies if ally))


def _inter(code: str) -> str:
    return cells.code_of(code).lower()


def _country(name: str) -> str:
    """Of "Police Forces of Kenya (2022-)" and "Protesters (Kenya)"; empty when none is named."""
    match = _OF_COUNTRY.search(name)
    return countries.from_name(match[1] or match[2]) if match else ""


def _spot(row: Cells) -> tuple[Spot, str]:
    """The place, and why it has no mark. Raises ItemFailed for a geo_precision not 1 to 3."""
    code = cells.code_of(row["geo_precision"]) or "1"
    if code not in _PLACES:
        raise ItemFailed(f"geo_precision is {row['geo_precision'][:40]!r}, not 1, 2 or 3")
    point, no_mark = cells.point(row["lat"], row["lon"])
    country = countries.from_any(row["iso3"]) or countries.from_number(cells.code_of(row["iso"]))
    parts = (row["place"], row["admin3"], row["admin2"], row["admin1"], row["country"])
    spot = Spot(
        name=row["place"] or row["country"],
        written=", ".join(dict.fromkeys(filter(None, parts))),
        country=country or countries.from_name(row["country"]),
        point=point,
        precision=_PLACES[code],
        radius_km=RADIUS_KM[_PLACES[code]],
        rule=f"as ACLED coded it: geo_precision {code}",
    )
    return spot, no_mark


LAYOUT: Final = Layout(
    name="acled",
    publisher="ACLED",
    columns={
        "id": ("event_id_cnty", "data_id"),
        "day": ("event_date",),
        "time_precision": ("time_precision",),
        "type": ("event_type",),
        "sub_type": ("sub_event_type",),
        "actor1": ("actor1",),
        "assoc1": ("assoc_actor_1", "ally_actor_1"),
        "inter1": ("inter1",),
        "actor2": ("actor2",),
        "assoc2": ("assoc_actor_2", "ally_actor_2"),
        "inter2": ("inter2",),
        "place": ("location",),
        "admin1": ("admin1",),
        "admin2": ("admin2",),
        "admin3": ("admin3",),
        "country": ("country",),
        "iso": ("iso",),
        "iso3": ("iso3",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "geo_precision": ("geo_precision",),
        "source": ("source",),
        "notes": ("notes",),
        "deaths": ("fatalities",),
        "entered": ("timestamp",),
    },
    needed=("id", "day", "type", "actor1", "lat", "lon", "geo_precision"),
    draft=draft,
    meaning={
        "day": "date_start, date_end: a week is 3 days on each side, a month all of it",
        "time_precision": "1 day, 2 week, 3 month",
        "type": "event_type, event_mode, unless sub_event_type is finer",
        "actor1": "actors",
        "actor2": "actors of a battle, else recipients",
        "geo_precision": "1 city, 2 adm2, 3 adm1",
        "iso": "ISO 3166 number -> alpha-3",
        "notes": "evidence",
        "deaths": "fatalities_low = fatalities_high",
        "entered": "published; without it the last day",
    },
)
