"""Ranges built of dates: 13 to 19 October, from March until now, 2014-2018."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.dates import arithmetic as days
from pipeline.dates.counted import WEEKS
from pipeline.dates.match import Match
from pipeline.dates.meaning import Frame, Reading, operation, precision_over, read
from pipeline.model import DateBasis

WEEKDAY_SPAN = 31  # a range that begins on a bare weekday ends within the month


@operation("range", needs="date|dm*2")
def read_range(match: Match, frame: Frame) -> Reading | None:
    """``13 to 19 October``, ``from Monday to Wednesday``: both ends belong to it."""
    start, end = _completed(match.dates[0], match.dates[1])
    first, last = _ordered(start, end, frame)
    if first is None or last is None or first.first > last.last:
        return None
    span = (first.first, last.last)
    if first.recurs == "week" and (span[1] - span[0]).days > WEEKDAY_SPAN:
        return None  # "extended on Monday until 2027"
    basis: DateBasis = "stated" if "stated" in (first.basis, last.basis) else "relative"
    recurs = last.recurs if last.recurs == first.recurs else ""
    return Reading(*span, precision_over(span), basis, recurs=recurs)


def _ordered(start: Match, end: Match, frame: Frame) -> tuple[Reading | None, Reading | None]:
    """Both ends; one that may be another week or year is moved so that they follow each other."""
    first, last = read(start, frame), read(end, frame)
    if first is None or last is None:
        return first, last
    if first.recurs == "week" and (first.first - last.last).days > WEEKDAY_SPAN:
        return first, _later(last, first.first)  # "extended on Monday until 15 September"
    if first.recurs and (last.recurs or first.first > last.last):
        return _earlier(first, last.last), last
    if last.recurs and first.first > last.last:
        return first, _later(last, first.first)
    return first, last


def _moved(reading: Reading, step: int) -> Reading:
    """The same words so many weeks, months or years away."""
    return replace(
        reading,
        first=days.shift(reading.first, step, reading.recurs),
        last=days.shift(reading.last, step, reading.recurs),
    )


def _earlier(reading: Reading, day: date) -> Reading:
    """The last time that the words came round before ``day``."""
    steps = range(_TRIES, -_TRIES, -1)
    moved = (_moved(reading, step) for step in steps)
    return next((found for found in moved if found.first <= day), reading)


def _later(reading: Reading, day: date) -> Reading:
    """The next time that the words come round after ``day``."""
    moved = (_moved(reading, step) for step in range(1, _TRIES))
    return next((found for found in moved if found.last >= day), reading)


_TRIES = 60  # rounds: more than the weeks of a year, and no article spans so many years


def _completed(start: Match, end: Match) -> tuple[Match, Match]:
    """Both ends, each with the month and year that only the other one writes."""
    start, end = _bare(start), _bare(end)
    if start.op != "date" or end.op not in ("date", "day_of_month"):
        return start, end
    left, right = dict(start.slots), dict(end.slots)
    if "d" in left and "month" not in left and "month" in right:
        left["month"] = right["month"]
        if "d" in right and left["d"] > right["d"]:  # from the 27th to the 3rd of April
            left["month"] = (right["month"] - 2) % 12 + 1
    if "d" in right and "month" not in right and "month" in left:
        right["month"] = left["month"] % 12 + 1 if right["d"] < left["d"] else left["month"]
    if "month" in left and "month" in right:
        wraps = left["month"] > right["month"]
        if "year" in right and "year" not in left:
            left["year"] = right["year"] - wraps
        elif "year" in left and "year" not in right:
            right["year"] = left["year"] + wraps
    return replace(start, slots=left), replace(end, slots=right, op="date")


def _bare(match: Match) -> Match:
    """The date inside words that change nothing: "on 26 June"."""
    return match.dates[-1] if match.op == "around" else match


@operation("range_in_year", needs="date|dm*2 year")
def read_range_in_year(match: Match, frame: Frame) -> Reading | None:
    """``from 5/1 - 5/7, 2020``: the year is written once, behind both ends."""
    start, end = match.dates
    end = replace(end, slots={**end.slots, "year": match.slots["year"]})
    return read_range(replace(match, op="range", dates=(start, end)), frame)


@operation("range_days", "range_year", needs="d|year date")
def read_range_bare(match: Match, frame: Frame) -> Reading | None:
    """``13-19 October``, ``from April 9 to the 17th``, ``from 2014 to May``: one end is bare."""
    name = "d" if match.op == "range_days" else "year"
    bare, full = _calendar(match, {name: match.slots[name]}), match.dates[0]
    ends = (bare, full) if match.slots.get(f"{name}_at", 0) < full.first else (full, bare)
    return read_range(replace(match, op="range", dates=ends), frame)


def _calendar(match: Match, slots: Mapping[str, Any]) -> Match:
    return replace(match, op="date", slots=slots, dates=())


@operation("range_years", needs="year year2")
def read_range_years(match: Match, frame: Frame) -> Reading | None:
    """``2014-2018``."""
    ends = tuple(_calendar(match, {"year": match.slots[name]}) for name in ("year", "year2"))
    return read_range(replace(match, op="range", dates=ends), frame)


@operation("years", needs="year year2")
def read_years(match: Match, frame: Frame) -> Reading | None:
    """``in 2007 and 2009``: two dates, which ``parts`` gives; together they mean nothing."""
    return None


@operation("both", needs="date*2")
def read_both(match: Match, frame: Frame) -> Reading | None:
    """``on Monday and Tuesday``, ``Monday and Tuesday of last week``: two weekdays in a row.

    Bare ones only where both are over: one of two others may be of what is to come.
    """
    start, end = _of_one_week(*match.dates)
    first, last = read(start, frame), read(end, frame)
    if first is None or last is None:
        return None
    bare = {first.recurs, last.recurs} == {"week"} and last.last < frame.published
    if not bare and not (start.op == end.op and start.op in WEEKS):
        return None
    apart = {(last.first - first.first).days, (last.last - first.last).days}
    return replace(first, last=last.last, part="") if apart == {1} else None


def _of_one_week(start: Match, end: Match) -> tuple[Match, Match]:
    """Both days, a bare one in the week that the other names: "Thursday and Friday last week"."""
    if end.op in WEEKS and _is_weekday(start):
        return replace(start, op=end.op), end
    if start.op in WEEKS and _is_weekday(end):
        return start, replace(end, op=start.op)
    return start, end


def _is_weekday(match: Match) -> bool:
    return match.op == "date" and "weekday" in match.slots and "d" not in match.slots


def parts(match: Match) -> tuple[Match, ...]:
    """What a phrase says where it means nothing as a whole: "on Monday Saturday's march"."""
    if match.op == "both":
        return tuple(date for date in match.dates if not _is_bare(date))
    if match.op != "years":
        return match.dates[:1] if match.op in _APART else ()
    year, second = match.slots["year"], match.slots["year2_at"]
    first = replace(match, op="date", last=match.slots["year_at"] + 1, slots={"year": year})
    slots = {"year": match.slots["year2"]}
    return first, replace(match, op="date", first=second, last=second + 1, slots=slots)


def _is_bare(match: Match) -> bool:
    """Whether only the words around could make it a date: "magnitude 6.4 and 6.3"."""
    slots = set(match.slots)
    figures = "d" in slots and slots.isdisjoint({"d_at", "year", "weekday"})
    return match.op == "date" and (figures or (slots == {"year", "year_at"} and _is_one(match)))


def _is_one(match: Match) -> bool:
    return match.last - match.first == 1


_APART = ("weekday_of", "range")


@operation("range_now", "range_from_now", needs="date now")
def read_range_now(match: Match, frame: Frame) -> Reading | None:
    """``from March until now``, ``between now and 15 November``."""
    inner = read(match.dates[0], frame)
    if inner is None:
        return None
    if match.op == "range_now":
        first, last = inner.first, frame.published
    else:
        later = inner.last <= frame.published and inner.recurs
        first, last = frame.published, (_later(inner, frame.published) if later else inner).last
    if first > last:
        return None
    return replace(inner, first=first, last=last, precision=precision_over((first, last)))


@operation("month_days", needs="month d d2")
def read_month_days(match: Match, frame: Frame) -> Reading | None:
    """``October 13-19, 2025``: the month is written first."""
    slots = {name: match.slots[name] for name in ("month", "year") if name in match.slots}
    first = _calendar(match, {**slots, "d": match.slots["d"]})
    last = _calendar(match, {"d": match.slots["d2"]})  # "from April 27 to the 3rd" ends in May
    return read_range(replace(match, op="range", dates=(first, last)), frame)
