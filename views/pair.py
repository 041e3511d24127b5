"""Two halves to compare, as values: each a period or an actor, and how the link says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Way = Literal["difference", "sides"]

WAYS: Final[tuple[Way, ...]] = ("difference", "sides")
MAX_CHARS: Final = 200  # of an actor's name
_ACTOR: Final = "actor:"
_BETWEEN: Final = ".."


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two: a period when ``actor`` is empty."""

    first: date | None = None  # inclusive
    last: date | None = None  # inclusive
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is compared with what: two periods or two actors."""

    a: Half
    b: Half
    way: Way = "difference"  # one map of differences, or two maps side by side
    by: str = "type"  # key of the facet whose values are counted

    @property
    def actors(self) -> bool:
        """Whether actors are compared."""
        return bool(self.a.actor)


def before(first: date, last: date) -> tuple[date, date]:
    """The period of the same length that ends the day before this one begins."""
    return first - (last - first) - timedelta(days=1), first - timedelta(days=1)


def to_text(half: Half) -> str:
    """``2025-10-01..2025-10-07`` or ``actor:France``."""
    if half.actor or half.first is None or half.last is None:
        return _ACTOR + half.actor
    return f"{half.first.isoformat()}{_BETWEEN}{half.last.isoformat()}"


def from_text(text: str) -> Half:
    """One half of a link. Raises ValueError when it is neither a period nor an actor."""
    if text.startswith(_ACTOR):
        name = text.removeprefix(_ACTOR)
        if not 0 < len(name) <= MAX_CHARS:
            raise ValueError("no name of an actor")
        return Half(actor=name)
    first, last = (date.fromisoformat(part) for part in text.split(_BETWEEN))
    if last < first:
        raise ValueError("ends before it begins")
    return Half(first, last)


def together(a: Half | None, b: Half | None, *, way: Way, by: str) -> Pair | None:
    """The two halves of a link, None without any. Raises ValueError when they do not fit."""
    if a is None and b is None:
        return None
    if a is None or b is None or bool(a.actor) != bool(b.actor):
        raise ValueError("“a” and “b” must be two periods or two actors")
    return Pair(a, b, way, by)
