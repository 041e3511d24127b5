"""Dates that are counted: yesterday, last week, three days ago, a day later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pipeline.dates import arithmetic as days
from pipeline.dates.match import Match
from pipeline.dates.meaning import (
    ONE_DAY,
    Frame,
    Reading,
    operation,
    precision_of,
    single,
    whole,
)


@operation("near_day", needs="day")
def read_near_day(match: Match, frame: Frame) -> Reading | None:
    """Yesterday, today, tonight: the word's own distance from publication."""
    return single(frame.published + timedelta(days=match.slots["day"]))


@operation("last_weekday", "next_weekday", "previous_weekday", "this_weekday", needs="weekday")
def read_shifted_weekday(match: Match, frame: Frame) -> Reading | None:
    """``last Thursday`` is before publication, ``next Thursday`` the first one after it.

    ``previous`` is of the week before in languages that say so; ``this`` is of this week.
    """
    weekday, day = match.slots["weekday"], frame.published
    if match.op == "next_weekday":
        return single(days.weekday_after(day, weekday))
    if match.op == "this_weekday":
        return single(days.bounds("week", day)[0] + timedelta(days=weekday), recurs="week")
    if match.op == "previous_weekday":
        return _weekday_of_week(weekday, -1, frame)
    return single(days.weekday_before(day - ONE_DAY, weekday))


def _weekday_of_week(weekday: int, weeks: int, frame: Frame) -> Reading:
    monday = days.bounds("week", frame.published)[0]
    return single(monday + timedelta(days=7 * weeks + weekday))


WEEKS = {
    "weekday_last_week": -1,
    "weekday_this_week": 0,
    "weekday_next_week": 1,
    "weekday_before_last_week": -2,
    "weekday_after_next_week": 2,
}


@operation(*WEEKS, needs="weekday")
def read_weekday_of_week(match: Match, frame: Frame) -> Reading | None:
    """``Tuesday last week``: of that calendar week."""
    return _weekday_of_week(match.slots["weekday"], WEEKS[match.op], frame)


@operation("weekday_ago", "weekday_ahead", needs="weekday n")
def read_weekday_ago(match: Match, frame: Frame) -> Reading | None:
    """``Monday two weeks ago``: of the week so many weeks away."""
    weeks = round(match.slots["n"]) * (-1 if match.op == "weekday_ago" else 1)
    return _weekday_of_week(match.slots["weekday"], weeks, frame)


_UNITS = {
    "last_unit": -1,
    "this_unit": 0,
    "next_unit": 1,
    "before_last_unit": -2,
    "after_next_unit": 2,
}


@operation(*_UNITS, needs="unit")
def read_unit(match: Match, frame: Frame) -> Reading | None:
    """``last week``: the whole calendar week, month or year."""
    unit = match.slots["unit"]
    reading = whole(unit, days.shift(_start(unit, frame), _UNITS[match.op], unit))
    return replace(reading, basis="relative")


@operation("near_unit", needs="near_unit")
def read_near_unit(match: Match, frame: Frame) -> Reading | None:
    """One word for a unit beside this one: German ``Vorjahr``."""
    count, unit = match.slots["near_unit"]
    return replace(whole(unit, days.shift(_start(unit, frame), count, unit)), basis="relative")


def _start(unit: str, frame: Frame) -> date:
    """A day of the current unit from which stepping by that unit never leaves one out."""
    return days.bounds(unit, frame.published)[0]


@operation("weekend", "last_weekend", "this_weekend", "next_weekend")
def read_weekend(match: Match, frame: Frame) -> Reading | None:
    """``at the weekend``: the latest that has begun; ``this`` is the coming one from Wednesday."""
    saturday = days.weekday_before(frame.published, days.SATURDAY)
    if match.op == "last_weekend" and frame.published.weekday() >= days.SATURDAY:
        saturday -= timedelta(days=7)
    ahead = match.op == "next_weekend" or (
        match.op == "this_weekend" and 1 < frame.published.weekday() < days.SATURDAY
    )
    if ahead:
        saturday = days.weekday_after(frame.published, days.SATURDAY)
    recurs = "week" if match.op in ("weekend", "this_weekend") else ""
    return Reading(saturday, saturday + ONE_DAY, "day", recurs=recurs)


@operation("ago", "ahead", "in_future", needs="unit")
def read_ago(match: Match, frame: Frame) -> Reading | None:
    """``two weeks ago``: that day, as precise as the unit."""
    sign = -1 if match.op == "ago" else 1
    return _counted(match, frame.published, sign)


def _counted(match: Match, start: date, sign: int) -> Reading:
    unit = match.slots["unit"]
    day = days.shift(start, sign * match.slots.get("n", 1), unit)
    if "unit_more" in match.slots:
        day = days.shift(day, sign * match.slots["n_more"], match.slots["unit_more"])
        unit = match.slots["unit_more"]
    return Reading(day, day, precision_of(unit))


@operation("earlier", "later", needs="unit")
def read_earlier(match: Match, frame: Frame) -> Reading | None:
    """``three days earlier``, ``a day later``: counted from the date told before."""
    sign = -1 if match.op == "earlier" else 1
    start = _told(frame, sign)
    return _beside(_counted(match, start, sign), frame)


@operation("unit_before", needs="unit_before")
def read_unit_before(match: Match, frame: Frame) -> Reading | None:
    """The two days of "قبل ذلك بيومين", a dual: counted from the date told before."""
    count, unit = match.slots["unit_before"]
    day = days.shift(_told(frame, -1), -count, unit)
    return _beside(Reading(day, day, precision_of(unit)), frame)


@operation("same_day")
def read_same_day(match: Match, frame: Frame) -> Reading | None:
    """``that day``, ``earlier in the day``: the date told before."""
    first, last = frame.previous or (frame.published, frame.published)
    if last - first >= 4 * ONE_DAY:
        return None
    return Reading(first, last, "day", anchor=_anchor(frame))


_BESIDE = {"second_day_before": -2, "day_before": -1, "day_after": 1, "second_day_after": 2}


@operation(*_BESIDE)
def read_day_beside(match: Match, frame: Frame) -> Reading | None:
    """``the day before``, ``the next day``, ``le surlendemain``: beside the date told before."""
    steps = _BESIDE[match.op]
    return _beside(single(_told(frame, steps) + steps * ONE_DAY), frame)


def _beside(reading: Reading, frame: Frame) -> Reading:
    """Counted from what was told; "two days later" of a day not told may be long ago."""
    unknown = frame.previous is None and reading.last > frame.published
    return replace(reading, anchor=_anchor(frame), vague=unknown)


def _told(frame: Frame, sign: int) -> date:
    if frame.previous is None:
        return frame.published
    return frame.previous[0] if sign < 0 else frame.previous[1]


def _anchor(frame: Frame) -> str:
    return "publication" if frame.previous is None else "previous"


@operation("last_units", needs="n unit")
def read_last_units(match: Match, frame: Frame) -> Reading | None:
    """``the past three days``: those before publication; past quarters and decades are whole."""
    unit, count = match.slots["unit"], match.slots["n"]
    if unit in ("quarter", "half", "decade", "century"):
        current = _start(unit, frame)
        return Reading(days.shift(current, -count, unit), current - ONE_DAY, precision_of(unit))
    first = days.shift(frame.published, -count, unit)
    if "unit_more" in match.slots:
        first = days.shift(first, -match.slots["n_more"], match.slots["unit_more"])
    last = frame.published - (ONE_DAY if unit not in ("hour", "minute") else timedelta(0))
    return Reading(first, last, precision_of(unit)) if first <= last else None


@operation("next_units", needs="n unit|units")
def read_next_units(match: Match, frame: Frame) -> Reading | None:
    """``the next three days``: those after publication."""
    unit, count = match.slots["unit"], match.slots.get("n", 1)
    if unit in ("quarter", "half", "decade", "century"):
        first = days.shift(_start(unit, frame), 1 if unit != "decade" else 0, unit)
        first = max(first, days.bounds(unit, days.shift(_start(unit, frame), 1, unit))[0])
        return Reading(first, days.shift(first, count, unit) - ONE_DAY, precision_of(unit))
    return Reading(
        frame.published + ONE_DAY, days.shift(frame.published, count, unit), precision_of(unit)
    )


@operation("within", "within_future", needs="n unit")
def read_within(match: Match, frame: Frame) -> Reading | None:
    """``within two weeks``: from publication on."""
    last = days.shift(frame.published, match.slots["n"], match.slots["unit"])
    return Reading(
        frame.published, max(frame.published, last - ONE_DAY), precision_of(match.slots["unit"])
    )


@operation("rest_of_unit", "later_unit", needs="unit")
def read_rest(match: Match, frame: Frame) -> Reading | None:
    """``later this week``, ``the rest of the month``: from publication to its end."""
    unit = match.slots["unit"]
    return Reading(frame.published, days.bounds(unit, frame.published)[1], precision_of(unit))


@operation("so_far_unit", needs="unit")
def read_so_far(match: Match, frame: Frame) -> Reading | None:
    """``earlier this week``: from its beginning to the day before publication."""
    unit = match.slots["unit"]
    first = days.bounds(unit, frame.published)[0]
    return Reading(first, max(first, frame.published - ONE_DAY), precision_of(unit))
