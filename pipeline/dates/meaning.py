"""What a matched phrase says: an interval of days, how precise it is and what it counts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pipeline.dates.arithmetic import Days, bounds
from pipeline.dates.match import Match
from pipeline.model import DateBasis, TimePrecision


@dataclass(frozen=True, slots=True)
class Frame:
    """What relative words count from."""

    published: date  # of the article, or of the embedded post
    previous: Days | None = None  # the date told before; None when none was


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a phrase."""

    first: date
    last: date
    precision: TimePrecision
    basis: DateBasis = "relative"
    anchor: str = "publication"
    recurs: str = ""  # the unit after which the same words mean another day; see model.When
    part: str = ""  # of the day
    until: bool = False  # only its end is told
    vague: bool = False  # see model.When
    apart: int | None = None  # days from another happening to this one; see ``deeds``

    @property
    def days(self) -> Days:
        """The interval."""
        return self.first, self.last


Operation = Callable[[Match, Frame], Reading | None]
OPERATIONS: dict[str, Operation] = {}
NEEDS: dict[str, tuple[str, ...]] = {}  # slots that patterns of an operation must have


def operation(*names: str, needs: str = "") -> Callable[[Operation], Operation]:
    """Register what phrases under this key of ``[dates.patterns]`` mean.

    ``needs`` lists the slots that each pattern must have; ``a|b`` stands for either of two.
    """

    def register(function: Operation) -> Operation:
        OPERATIONS.update(dict.fromkeys(names, function))
        NEEDS.update(dict.fromkeys(names, tuple(needs.split())))
        return function

    return register


def faults(op: str, elements: Sequence[str]) -> Iterator[str]:
    """Why a pattern cannot be read: an operation that is unknown, a slot that is missing."""
    if op not in OPERATIONS:
        yield f"there is no operation {op!r}"
    slots = {element[1:-1] for element in elements if element.startswith("{")}
    if slots & {"numeric", "daymonth", "slashed"}:
        slots |= {"d", "month"}
    for need in NEEDS.get(op, ()):
        name, _, count = need.partition("*")
        written = sum(1 for element in elements if element[1:-1] in name.split("|"))
        too_few = name.startswith("date") and written < int(count or 1)
        if too_few or not slots & set(name.split("|")):
            yield f"{op} needs {{{need}}}"


def read(match: Match, frame: Frame) -> Reading | None:
    """The meaning, None when there is no such day (30 February) or none that can be counted."""
    try:
        reading = OPERATIONS[match.op](match, frame)
    except (ValueError, OverflowError):  # 31 June; a day before year 1 or after 9999
        return None
    if reading is None or (not reading.part and not match.slots.get("part")):
        return reading
    return replace(reading, part=reading.part or match.slots["part"])


def precision_of(unit: str) -> TimePrecision:
    """The precision that counting in this unit gives."""
    if unit in ("week", "fortnight", "workweek"):
        return "week"
    if unit in ("month", "quarter", "half"):
        return "month"
    return "year" if unit in ("year", "decade", "century") else "day"


def precision_over(days: Days) -> TimePrecision:
    """The precision of an interval that was cut or joined, by its length."""
    length = (days[1] - days[0]).days + 1
    if length <= 4:
        return "day"
    return "week" if length <= 14 else "month" if length <= 120 else "year"


def whole(unit: str, day: date) -> Reading:
    """The week, month or year that holds ``day``."""
    first, last = bounds(unit, day)
    return Reading(first, last, precision_of(unit))


def single(day: date, **more: Any) -> Reading:
    """One day."""
    return Reading(day, day, "day", **more)


ONE_DAY = timedelta(days=1)
