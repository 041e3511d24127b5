"""GDELT 2.0 event exports: 61 columns between tabs, without a header; tables made of them too.

The columns are those of "The GDELT Event Database Data Format Codebook V2.0" (2015), section by
section. The 58 columns of version 1 are the same without the three ADM2 codes.
"""

from __future__ import annotations

from typing import Final

from pipeline.errors import ItemFailed
from pipeline.import_ import cameo, cells, countries
from pipeline.import_.draft import RADIUS_KM, Cells, Draft, Layout, Spot
from pipeline.model import Actor, ActorRole, Point, Precision

_ACTOR: Final = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
                 "Religion2Code", "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO: Final = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long",
               "FeatureID")  # fmt: skip
HEADER: Final = (
    "GlobalEventID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
HEADER_V1: Final = tuple(name for name in HEADER if not name.endswith("ADM2Code"))
_PRECISIONS: Final[dict[str, Precision]] = {
    "1": "country", "2": "adm1", "3": "city", "4": "city", "5": "adm1",
}  # fmt: skip

_ACRONYMS: Final = frozenset({"EU", "UN", "US", "USA", "UK", "UAE", "NATO", "FBI", "CIA", "IMF",
                              "WHO", "NGO", "BBC", "CNN", "OPEC", "ASEAN"})  # fmt: skip


def header_of(first: list[str]) -> tuple[str, ...] | None:
    """The header of a file whose first line is this one; None when it is no GDELT export."""
    headers = {len(HEADER): HEADER, len(HEADER_V1): HEADER_V1}
    is_data = len(first) > 1 and first[0].isdigit() and len(first[1]) == 8 and first[1].isdigit()
    return headers.get(len(first)) if is_data else None


def draft(row: Cells) -> Draft:
    """One coded event. Raises ItemFailed without an id, a day or a code of CAMEO's."""
    kind = cameo.kind(row["code"])
    if kind is None:
        raise ItemFailed(f"EventCode is {row['code'][:40]!r}, which CAMEO does not have")
    if not row["id"].isdigit():
        raise ItemFailed(f"GlobalEventID is {row['id'][:40]!r}, which is no number")
    day = cells.day(row["day"], "SQLDATE")
    spot, fault = _spot(row)
    return Draft(
        row=row["id"],
        type=kind[0],
        mode=kind[1],
        first=day,
        last=day,
        time_precision="day",
        actors=(*_actor(row, "actor"), *_actor(row, "recipient")),
        spot=spot,
        published=cells.day(row["added"], "DATEADDED") if row["added"] else day,
        url=cells.web_address(row["url"]),
        lines=_lines(row),
        faults=(fault,) if fault else (),
    )


def _actor(row: Cells, role: ActorRole) -> tuple[Actor, ...]:
    """Actor1 or Actor2, whose name GDELT prints in capitals; nobody when neither name nor code."""
    name = _in_small_letters(row[f"{role}_name"]) or row[f"{role}_code"]
    if not name:
        return ()
    country = countries.from_cameo(row[f"{role}_country"])
    sector = cameo.SECTORS.get(row[f"{role}_type"], "")
    return (Actor(name, country, sector, role, text=row[f"{role}_name"]),)


def _in_small_letters(name: str) -> str:
    return " ".join(word if word in _ACRONYMS else word.title() for word in name.split())


def _spot(row: Cells) -> tuple[Spot | None, str]:
    """ActionGeo, and why it gives no mark."""
    precision = _PRECISIONS.get(cells.code_of(row["geo_type"]))
    if precision is None:
        return None, "ActionGeo_Type says that no place is known, so it has no mark"
    point, fault = cells.point(row["lat"], row["lon"])
    country = countries.from_fips(row["geo_country"])
    if precision == "country" and not country and row["geo_country"] == "OS":
        precision = "water_body"
    return _placed(row, point, precision, country), fault


def _placed(row: Cells, point: Point | None, precision: Precision, country: str) -> Spot:
    wide = countries.radius_km(country) if precision == "country" else None
    return Spot(
        name=row["geo_name"].split(",")[0],
        written=row["geo_name"],
        country=country,
        point=point,
        precision=precision,
        radius_km=wide or RADIUS_KM[precision],
        rule=f"as GDELT coded it: ActionGeo_Type {cells.code_of(row['geo_type'])}",
    )


def _lines(row: Cells) -> tuple[tuple[str, str], ...]:
    """What the card shows instead of a sentence, which GDELT does not give."""
    counts = (("mentions", "mentions"), ("articles", "articles"), ("sources", "outlets"))
    told = ", ".join(f"{word} {row[name]}" for word, name in counts if row[name])
    return ("CAMEO code", row["code"]), ("Counted by GDELT", told)


LAYOUT: Final = Layout(
    name="gdelt",
    publisher="GDELT",
    columns={
        "id": ("GlobalEventID",),
        "day": ("SQLDATE", "Day"),
        "code": ("EventCode",),
        "actor_name": ("Actor1Name",),
        "actor_code": ("Actor1Code",),
        "actor_country": ("Actor1CountryCode",),
        "actor_type": ("Actor1Type1Code",),
        "recipient_name": ("Actor2Name",),
        "recipient_code": ("Actor2Code",),
        "recipient_country": ("Actor2CountryCode",),
        "recipient_type": ("Actor2Type1Code",),
        "geo_type": ("ActionGeo_Type",),
        "geo_name": ("ActionGeo_FullName", "ActionGeo_Fullname"),
        "geo_country": ("ActionGeo_CountryCode",),
        "lat": ("ActionGeo_Lat",),
        "lon": ("ActionGeo_Long",),
        "added": ("DATEADDED",),
        "url": ("SOURCEURL",),
        "mentions": ("NumMentions",),
        "articles": ("NumArticles",),
        "outlets": ("NumSources",),
    },
    needed=("id", "day", "code", "geo_type", "lat", "lon"),
    draft=draft,
    meaning={
        "day": "date_start = date_end, precision day",
        "code": "event_type, event_mode by the code of CAMEO",
        "actor_country": "CAMEO country -> ISO 3166 alpha-3; a region gives none",
        "geo_type": "geo_precision: 1 country, 2 and 5 adm1, 3 and 4 city, 0 no place",
        "geo_country": "FIPS 10-4 -> ISO 3166 alpha-3",
        "added": "published",
    },
)
