"""Any table, by a small TOML file that says which of its columns is which; see docs/import.md."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Final, get_args

from pydantic import BaseModel, Field, ValidationError

from pipeline.config import DATA
from pipeline.errors import BadInput, ItemFailed
from pipeline.import_ import cells, countries
from pipeline.import_.draft import RADIUS_KM, Cells, Draft, Layout, Spot
from pipeline.model import Actor, ActorRole, Precision, TimePrecision

TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "DISASTER",
    "ACCIDENT",
)  # fmt: skip
FIELDS: Final[Mapping[str, str]] = {  # what a mapping may fill, and how it is read
    "id": "the row's own id; without it a hash of the row",
    "date_start": "first day",
    "date_end": "last day; without it the first",
    "time_precision": "day week month year unknown; day when not given",
    "kind": "looked up in [types]; one of our modes is known without",
    "event_type": f"one of {' '.join(TYPES)}",
    "event_mode": "finer than the type, in words joined by _",
    "title": "without it mode and place",
    "actors": "joined by ;",
    "recipients": "joined by ;",
    "place_name": "the place in words",
    "country": "alpha-3, alpha-2 or English name",
    "lat": "degrees north",
    "lon": "degrees east",
    "geo_precision": "exact site city offset adm2 adm1 water_body country; site when not given",
    "radius_km": "without it by geo_precision",
    "fatalities_low": "whole number",
    "fatalities_high": "whole number; without it the low one",
    "evidence": "notes, a sentence, a headline",
    "url": "http or https",
    "published": "day of the report; without it the last day",
    "lang": "ISO 639-1 of the evidence",
}
_NEEDED: Final = ("date_start",)
_KIND: Final = ("kind", "event_type")  # one of the two


class Plan(BaseModel, extra="forbid"):
    """The mapping file."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,30}$")]  # short, in every id
    publisher: Annotated[str, Field(min_length=1, max_length=100)]
    columns: dict[str, str | list[str]]  # our field = their column, or several: the first there
    constants: dict[str, str] = Field(default_factory=dict)  # our field = the same in every row
    date_formats: list[str] = Field(default_factory=list)  # as ``datetime.strptime`` takes them
    types: dict[str, str] = Field(default_factory=dict)  # their word = TYPE/mode; "*" the others


def load(path: Path) -> Layout:
    """The layout of a mapping file. Raises BadInput that names the line that mends it."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: the mapping cannot be read: {error}") from error
    try:
        plan = Plan(**given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{path}: {where}: {first['msg']}; see docs/import.md") from error
    _check(plan, path)
    return layout_of(plan)


def _check(plan: Plan, path: Path) -> None:
    unknown = sorted({*plan.columns, *plan.constants} - set(FIELDS))
    if unknown:
        raise BadInput(f"{path}: {', '.join(unknown)} is no field; there are {', '.join(FIELDS)}")
    both = sorted(set(plan.columns) & set(plan.constants))
    if both:
        raise BadInput(f"{path}: {', '.join(both)} stands in [columns] and in [constants]")
    if not any(name in plan.columns or name in plan.constants for name in _KIND):
        raise BadInput(f"{path}: kind or event_type is needed, as a column or a constant")
    for word, said in plan.types.items():
        if said.split("/")[0] not in TYPES:
            raise BadInput(
                f"{path}: types.{word} is {said!r}; write TYPE/mode, TYPE one of {TYPES}"
            )


def layout_of(plan: Plan) -> Layout:
    """The layout of a plan; positions of GeoJSON are taken without being named."""
    columns = {
        name: (given,) if isinstance(given, str) else tuple(given)
        for name, given in plan.columns.items()
    }
    for name, shape in (("lat", "geometry.lat"), ("lon", "geometry.lon"), ("id", "feature.id")):
        columns.setdefault(name, (shape,))
    given = {**plan.constants, **columns}
    return Layout(
        name=plan.name,
        publisher=plan.publisher,
        columns=columns,
        needed=tuple(
            name
            for name in (*_NEEDED, next((n for n in _KIND if n in given), _KIND[0]))
            if name not in plan.constants
        ),
        draft=_Drafter(plan).draft,
        meaning={name: FIELDS[name] for name in columns},
    )


class _Drafter:
    """Rows to drafts by a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._types = {word.casefold(): _pair(said) for word, said in plan.types.items()}

    def draft(self, row: Cells) -> Draft:
        """One row. Raises ItemFailed for what has no day, no kind or a value that is none."""
        row = Cells(row.number, {**self._plan.constants, **row.values})
        kind = self._kind(row)
        first, last = self._days(row)
        spot, no_mark = _spot(row)
        deaths, miscounted = cells.deaths(
            row["fatalities_low"], row["fatalities_high"] or row["fatalities_low"]
        )
        return Draft(
            row=row["id"] or _hash(row),
            type=kind[0],
            mode=kind[1],
            first=first,
            last=last,
            time_precision=_time_precision(row["time_precision"] or "day"),
            actors=(*_actors(row["actors"], "actor"), *_actors(row["recipients"], "recipient")),
            spot=spot,
            published=self._day(row, "published") if row["published"] else last,
            title=row["title"],
            deaths=deaths,
            evidence=row["evidence"],
            url=cells.web_address(row["url"]),
            lang=row["lang"][:2].lower(),
            faults=tuple(filter(None, (no_mark, *miscounted))),
        )

    def _kind(self, row: Cells) -> tuple[str, str]:
        told = row["event_type"].upper()
        if told in TYPES:
            return told, _mode(row["event_mode"] or told)
        word = (row["kind"] or row["event_type"]).casefold()
        if found := self._types.get(word) or _own_mode(word) or self._types.get("*"):
            return found[0], _mode(row["event_mode"] or found[1])
        raise ItemFailed(
            f"its kind is {word[:60]!r}, which is neither in [types] of a mapping nor one of ours",
            code="unknown_kind",
        )

    def _days(self, row: Cells) -> tuple[date, date]:
        first = self._day(row, "date_start")
        return cells.days_between(first, self._day(row, "date_end") if row["date_end"] else first)

    def _day(self, row: Cells, name: str) -> date:
        return cells.day(row[name], name, self._plan.date_formats)


def _pair(said: str) -> tuple[str, str]:
    kind, _, mode = said.partition("/")
    return kind, mode or kind.lower()


def _mode(word: str) -> str:
    """Words joined by ``_``: modes stand in links and file names."""
    kept = "".join(letter if letter.isalnum() else " " for letter in word.lower())
    return "_".join(kept.split())[:40]


@cache
def _modes() -> Mapping[str, str]:
    """Type by mode, of data/event_types."""
    files = sorted((DATA / "event_types").glob("*.toml"))
    read = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}
    return {mode: str(table["type"]) for mode, table in read.items()}


def _own_mode(word: str) -> tuple[str, str] | None:
    kind = _modes().get(_mode(word))
    return (kind, _mode(word)) if kind else None


def _time_precision(word: str) -> TimePrecision:
    for name in get_args(TimePrecision):
        if word.lower() == name:
            return name  # type: ignore[no-any-return]
    raise ItemFailed(f"time_precision is {word[:40]!r}; write {' '.join(get_args(TimePrecision))}")


def _precision(word: str) -> Precision:
    for name in get_args(Precision):
        if word.lower() == name:
            return name  # type: ignore[no-any-return]
    raise ItemFailed(f"geo_precision is {word[:40]!r}; write {' '.join(get_args(Precision))}")


def _actors(joined: str, role: ActorRole) -> tuple[Actor, ...]:
    names: Sequence[str] = [name.strip() for name in joined.split(";") if name.strip()]
    return tuple(Actor(name, countries.from_name(name), "", role, text=name) for name in names)


def _spot(row: Cells) -> tuple[Spot | None, str]:
    point, no_mark = cells.point(row["lat"], row["lon"])
    country = countries.from_any(row["country"])
    if point is None and not row["place_name"] and not country:
        return None, no_mark
    precision = _precision(row["geo_precision"] or "site")
    radius = cells.number(row["radius_km"], "radius_km") or (
        countries.radius_km(country) if precision == "country" else None
    )
    if radius is not None and radius <= 0:
        raise ItemFailed(f"radius_km is {row['radius_km'][:40]!r}; it must be above 0")
    spot = Spot(
        name=row["place_name"] or (row["country"] if point is None else ""),
        written=row["place_name"],
        country=country,
        point=point,
        precision=precision,
        radius_km=radius or RADIUS_KM[precision],
        rule="as the file gives it",
    )
    return spot, no_mark


def _hash(row: Cells) -> str:
    said = "\x1f".join(f"{name}={value}" for name, value in sorted(row.values.items()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
