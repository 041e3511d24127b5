"""What a correction wants: one value a kind, checked on birth, and told in words.

The fields, in a file, are those of ``docs/corrections.md``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pipeline.corrections.anchor import Anchor
from pipeline.model import ActorRole, PlaceRoleName, Point, Precision, TimePrecision

MAX_CHARS: Final = 300  # of a name
_COUNTRY: Final = re.compile(r"(?:[A-Z]{3})?")
_TYPE: Final = re.compile(r"[A-Z_]{2,30}")
_MODE: Final = re.compile(r"[a-z][a-z0-9_]{1,60}")


@dataclass(frozen=True, slots=True)
class Spot:
    """A position with its name, complete: it holds whatever becomes of the gazetteer."""

    name: str
    point: Point
    radius_km: float  # above 0
    precision: Precision
    country: str = ""  # ISO 3166 alpha-3; empty: on the high seas or not said
    kind: str = "site"
    gazetteer_id: str = ""  # empty for a point of one's own
    admin1: str = ""
    icao: str = ""
    found_by: str = "coordinates"  # candidate, gazetteer, coordinates, or the name of a service

    def __post_init__(self) -> None:
        _require_name(self.name, "place")
        _require_country(self.country)
        if not 0 < self.radius_km < math.inf:
            raise ValueError(f"a radius must be above 0 km, not {self.radius_km}")


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """The place in a role is another one, or there is none."""

    kind: Literal["place"]
    role: PlaceRoleName
    to: Spot | None  # None: the event has no such place
    text: str = ""  # words of the mention that was misread; empty: the event had none
    was: str = ""  # name of the machine's choice; empty: the event had none


@dataclass(frozen=True, slots=True)
class DateChange:
    """It happened on other days."""

    kind: Literal["date"]
    first: date
    last: date  # inclusive
    precision: TimePrecision

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the last day, {self.last}, lies before the first, {self.first}")
        if self.precision in ("time", "day") and self.first != self.last:
            raise ValueError("a date to the day has one day; choose week, month or year for more")


@dataclass(frozen=True, slots=True)
class KindChange:
    """It is another kind of event."""

    kind: Literal["kind"]
    type: str
    mode: str

    def __post_init__(self) -> None:
        if not _TYPE.fullmatch(self.type) or not _MODE.fullmatch(self.mode):
            raise ValueError(f"no kind of event: {self.type[:40]} {self.mode[:40]}")


@dataclass(frozen=True, slots=True)
class ActorChange:
    """Somebody takes part, does not, is called otherwise or plays another role."""

    kind: Literal["actors"]
    op: Literal["add", "remove", "rename", "role"]
    name: str
    role: ActorRole = "actor"  # now; of ``add``: from now on
    to_name: str = ""  # of ``rename``
    to_role: ActorRole | None = None  # of ``role``
    country: str = ""  # ISO 3166 alpha-3 of ``add`` and ``rename``; empty: none, or as it was

    def __post_init__(self) -> None:
        _require_name(self.name, "actor")
        _require_country(self.country)
        if (self.op == "rename") != bool(self.to_name.strip()) or len(self.to_name) > MAX_CHARS:
            raise ValueError("a rename, and nothing else, gives the new name")
        if (self.op == "role") != (self.to_role is not None):
            raise ValueError("a change of role, and nothing else, gives the new role")


@dataclass(frozen=True, slots=True)
class Rejection:
    """It is no event."""

    kind: Literal["reject"]


@dataclass(frozen=True, slots=True)
class Split:
    """The tellings that the correction is about tell one happening, ``others`` another one."""

    kind: Literal["split"]
    others: tuple[Anchor, ...]

    def __post_init__(self) -> None:
        _require_others(self.others)


@dataclass(frozen=True, slots=True)
class Join:
    """The tellings that the correction is about and ``others`` tell one happening."""

    kind: Literal["join"]
    others: tuple[Anchor, ...]

    def __post_init__(self) -> None:
        _require_others(self.others)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark; the words are the reason of the correction."""

    kind: Literal["note"]


@dataclass(frozen=True, slots=True)
class Undo:
    """Another correction does not hold. Undoing an undoing makes it hold again."""

    kind: Literal["undo"]
    of: str  # id of the correction


Change = (
    PlaceChange | DateChange | KindChange | ActorChange | Rejection | Split | Join | Note | Undo
)
_ACTORS: Final = {
    "add": "{role} {name} added", "remove": "{role} {name} removed",
    "rename": "{name} is called {to_name}", "role": "{name} is {to_role}, not {role}",
}  # fmt: skip


def to_words(change: Change) -> str:
    """What is wanted, in a few words."""
    match change:
        case PlaceChange(role=role, to=None):
            return f"no {role}"
        case PlaceChange(role=role, to=Spot() as spot):
            return f"{role} {spot.name}"
        case DateChange(first=first, last=last, precision=precision):
            days = first.isoformat() if first == last else f"{first} to {last}"
            return f"{days}, to the {precision}" if precision != "unknown" else "date not known"
        case KindChange(type=kind, mode=mode):
            return f"{kind} {mode}"
        case ActorChange():
            names = {name: getattr(change, name) for name in ("name", "role", "to_name", "to_role")}
            return _ACTORS[change.op].format_map(names)
        case Undo(of=of):
            return f"undoes {of}"
    return {"reject": "no event", "split": "told apart", "join": "one happening"}.get(
        change.kind, "note"
    )


def _require_name(name: str, what: str) -> None:
    if not name.strip() or len(name) > MAX_CHARS:
        raise ValueError(f"the {what} needs a name of 1 to {MAX_CHARS} characters")


def _require_country(country: str) -> None:
    if not _COUNTRY.fullmatch(country):
        raise ValueError(f"a country is three capital letters (ISO 3166), not {country[:20]!r}")


def _require_others(others: Sequence[Anchor]) -> None:
    if not others:
        raise ValueError("name the other tellings")
