"""Phrases built of dates: early October, since Monday, until 2027, the week of the 4th."""

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
    precision_over,
    read,
    single,
    whole,
)

SINCE_DAYS = 400  # "since 2022" tells when a state of things began, not when something happened

RUNNING_DAYS = 14  # "on the 40th day of the strike" tells of that day


@operation("edge", needs="edge date")
def read_edge(match: Match, frame: Frame) -> Reading | None:
    """``early October``, ``the second half of 2023``, ``late last week``."""
    inner = read(match.dates[0], frame)
    if inner is None or inner.first == inner.last:
        return inner
    cut = days.edge_of(match.slots["edge"], inner.days)
    return Reading(*cut, precision_over(cut), inner.basis, recurs=inner.recurs)


@operation("around", needs="date")
def read_around(match: Match, frame: Frame) -> Reading | None:
    """A date with words around it that change nothing: "the night of 3 May", "on or about"."""
    return read(match.dates[-1], frame)


@operation("night_to", needs="date")
def read_night(match: Match, frame: Frame) -> Reading | None:
    """A night that runs into a day: that day."""
    inner = read(match.dates[-1], frame)
    return inner and replace(inner, first=inner.last, precision="day", part="night")


@operation("since", needs="date")
def read_since(match: Match, frame: Frame) -> Reading | None:
    """``since Monday``: from that day to publication."""
    inner = read(match.dates[0], frame)
    if inner is None or inner.first > frame.published:
        return inner
    span = (inner.first, frame.published)
    long = (span[1] - span[0]).days > SINCE_DAYS
    return replace(inner, last=frame.published, precision="year" if long else precision_over(span))


@operation("day_running", needs="nth")
def read_day_running(match: Match, frame: Frame) -> Reading | None:
    """``for the third day in a row``: from two days before publication to that day."""
    count = match.slots["nth"]
    if not 1 < count <= RUNNING_DAYS:
        return None
    first = days.shift(frame.published, 1 - count, "day")
    return Reading(first, frame.published, "day", anchor="running")


@operation("until", needs="date")
def read_until(match: Match, frame: Frame) -> Reading | None:
    """``until Friday``: a coming day, as a bare weekday is, closes an interval that has begun."""
    inner = read(match.dates[0], frame)
    if inner and inner.recurs == "week" and inner.last < frame.published:
        inner = replace(inner, last=days.shift(inner.last, 1, "week"))
    return inner and _ending(inner, frame)


@operation("until_year", needs="year")
def read_until_year(match: Match, frame: Frame) -> Reading | None:
    """``until 2027``."""
    return _ending(whole("year", date(match.slots["year"], 1, 1)), frame)


def _ending(inner: Reading, frame: Frame) -> Reading:
    """From publication to the end of ``inner``; that alone where it is over."""
    if inner.last <= frame.published:
        return replace(inner, until=True)
    span = (frame.published, inner.last)
    return Reading(*span, precision_over(span), inner.basis, until=True)


@operation("week_of", needs="date")
def read_week_of(match: Match, frame: Frame) -> Reading | None:
    """``the week of 10 April``: the calendar week of that day."""
    inner = read(match.dates[0], frame)
    if inner is None:
        return None
    return Reading(*days.bounds("week", inner.first), "week", inner.basis, recurs=inner.recurs)


@operation("weekend_of", needs="date")
def read_weekend_of(match: Match, frame: Frame) -> Reading | None:
    """``the weekend of 10 April``: of its calendar week, of a Monday the one that it ends.

    A feast on a Thursday or Friday begins its weekend: Thanksgiving, Good Friday.
    """
    inner = read(match.dates[0], frame)
    if inner is None:
        return None
    if inner.first == inner.last and inner.first.weekday() == 0:
        return Reading(days.shift(inner.first, -2, "day"), inner.last, "day", inner.basis)
    first, last = days.bounds("weekend", inner.first)
    if "holiday" in match.dates[0].slots and _THURSDAY <= inner.first.weekday() < days.SATURDAY:
        first = inner.first
    return Reading(first, last, "day", inner.basis)


@operation("before_date", "after_date", needs="unit date")
def read_beside_date(match: Match, frame: Frame) -> Reading | None:
    """``two weeks before 13 May``: counted from that date."""
    inner = read(match.dates[0], frame)
    if inner is None:
        return None
    return _counted_on(match, inner, -1 if match.op == "before_date" else 1)


def _counted_on(match: Match, inner: Reading, sign: int) -> Reading:
    unit, count = match.slots["unit"], match.slots.get("n", 1)
    day = days.shift(inner.first, sign * count, unit)
    return Reading(day, day, precision_of(unit), inner.basis)


@operation("counted_from", needs="n unit date")
def read_counted_from(match: Match, frame: Frame) -> Reading | None:
    """``three days from Tuesday``: who counts from a bare weekday means the coming one."""
    inner = read(match.dates[0], frame)
    if inner is None:
        return None
    first = inner.first
    if inner.recurs == "week" and first <= frame.published:
        first = days.shift(first, 1, "week")
    return _counted_on(match, replace(inner, first=first), 1)


@operation("lasting", needs="unit date")
def read_lasting(match: Match, frame: Frame) -> Reading | None:
    """``for three days from Monday``: so many units, the first of them on that date."""
    inner = read(match.dates[0], frame)
    if inner is None:
        return None
    unit, count = match.slots["unit"], match.slots.get("n", 1)
    last = max(inner.first, days.shift(inner.first, count, unit) - ONE_DAY)
    return Reading(inner.first, last, precision_over((inner.first, last)), inner.basis)


@operation("week_number_of", needs="digits|n date")
def read_week_number_of(match: Match, frame: Frame) -> Reading | None:
    """``week 27 of last year``."""
    inner = read(match.dates[0], frame)
    if inner is None or inner.precision != "year":
        return None
    number = int(match.slots.get("digits") or match.slots["n"])
    monday = date.fromisocalendar(inner.first.year, number, 1)
    return Reading(monday, monday + timedelta(days=6), "week", inner.basis)


@operation("weekday_of", needs="weekday date")
def read_weekday_of(match: Match, frame: Frame) -> Reading | None:
    """``on Monday of that week``: the first such weekday in the interval."""
    inner = read(match.dates[0], frame)
    return inner and _weekday_in(inner, match.slots["weekday"])


def _weekday_in(inner: Reading, weekday: int) -> Reading | None:
    day = days.weekday_after(inner.first - ONE_DAY, weekday)
    return single(day) if day <= inner.last else None


@operation("in_last_year", "in_this_year", needs="date")
def read_in_year(match: Match, frame: Frame) -> Reading | None:
    """``in July last year``, ``on 6 May of this year``: the date in that year."""
    inner = read(match.dates[0], frame)
    if inner is None or inner.precision not in ("day", "time", "month"):
        return inner
    year = frame.published.year - (match.op == "in_last_year")
    first = days.add_months(inner.first, 12 * (year - inner.first.year))
    if inner.first == inner.last:
        return single(first, basis="stated")
    return whole("month", first)


@operation("nth_unit_of", needs="nth unit date")
def read_nth_unit(match: Match, frame: Frame) -> Reading | None:
    """``the third week of January``, ``the first quarter of 2017``, ``the 15th day of May``.

    "The first week of October on Friday" is the Friday of that week.
    """
    date = match.dates[0]
    whole_date = date.dates[0] if date.op == "weekday_of" else date
    inner = read(whole_date, frame)
    part = inner and part_of(inner, match.slots["nth"], 1, match.slots["unit"])
    return _weekday_in(part, date.slots["weekday"]) if part and date is not whole_date else part


@operation("last_unit_of", needs="unit date")
def read_last_unit(match: Match, frame: Frame) -> Reading | None:
    """``the last week of 2016``."""
    inner = read(match.dates[0], frame)
    return inner and part_of(inner, -1, 1, match.slots["unit"])


@operation("first_units_of", "last_units_of", needs="n unit date")
def read_units_of(match: Match, frame: Frame) -> Reading | None:
    """``the first ten days of last year``."""
    inner = read(match.dates[0], frame)
    count = round(match.slots["n"])
    nth = 1 if match.op == "first_units_of" else -count
    return inner and part_of(inner, nth, count, match.slots["unit"])


def part_of(inner: Reading, nth: int, count: int, unit: str) -> Reading | None:
    """``count`` units of the interval from its ``nth`` on; a week belongs where its Thursday is."""
    first = _first_unit(inner.first, unit)
    if nth < 0:
        end = _first_unit(inner.last + ONE_DAY, unit)
        start = days.shift(end, nth, unit)
    else:
        start = days.shift(first, nth - 1, unit)
    last = days.shift(start, count, unit) - ONE_DAY
    if start > inner.last or last < inner.first:
        return None
    return Reading(start, last, precision_of(unit), inner.basis)


def _first_unit(day: date, unit: str) -> date:
    if unit != "week":
        return day
    monday = day - timedelta(days=day.weekday())
    return monday if day.weekday() <= _THURSDAY else monday + timedelta(days=7)  # ISO 8601


_THURSDAY = 3
