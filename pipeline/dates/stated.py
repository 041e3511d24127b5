"""Dates by the calendar: 23 October, Thursday, in 2019, Christmas, the third quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from pipeline.dates import arithmetic as days
from pipeline.dates.match import Match
from pipeline.dates.meaning import ONE_DAY, Frame, Reading, operation, precision_of, single, whole

# A day or month without its year is the past one unless that is more than nine months back:
# news of October that names December means the coming one.
MEMORY = timedelta(days=274)
YEARS_TO_LEAP = 8  # 29 February is at most eight years away (1896 to 1904)


@operation("date", needs="d|month|weekday|year|bare_year")
def read_date(match: Match, frame: Frame) -> Reading | None:
    """Any of weekday, day, month and year that the phrase gives."""
    slots = match.slots
    if "d" in slots:
        return _day(match, frame)
    if "month" in slots:
        return _month(slots["month"], slots.get("year"), frame)
    if "weekday" in slots:
        day = days.weekday_before(frame.published, slots["weekday"])
        return single(day, recurs="week")
    return _year(slots["year"])


def _day(match: Match, frame: Frame) -> Reading | None:
    slots = match.slots
    day, month, year = slots["d"], slots.get("month"), slots.get("year")
    if month is not None and year is not None:
        return single(date(year, month, day), basis="stated")
    candidates = _yearly(month, day, frame) if month is not None else _monthly(day, frame)
    unit = "year" if month is not None else "month"
    chosen = _recent(candidates, frame.published)
    weekday = slots.get("weekday")
    if weekday is None or chosen.weekday() == weekday:
        return single(chosen, basis="stated", recurs="" if weekday is not None else unit)
    near = _fitting(candidates, weekday, frame.published, years=month is not None)
    return single(near or chosen, basis="stated")


def _fitting(candidates: list[date], weekday: int, published: date, *, years: bool) -> date | None:
    """The nearest candidate on that weekday; of a yearly day only the last and next."""
    fitting = [
        d
        for d in candidates
        if d.weekday() == weekday and (not years or abs((d - published).days) < 366)
    ]
    return min(fitting, key=lambda d: abs(d - published), default=None)


def _yearly(month: int, day: int, frame: Frame) -> list[date]:
    return list(
        _existing(
            lambda step: date(frame.published.year + step, month, day),
            range(-YEARS_TO_LEAP, YEARS_TO_LEAP + 1),
        )
    )


def _monthly(day: int, frame: Frame) -> list[date]:
    start = frame.published.replace(day=1)
    return list(
        _existing(lambda step: days.add_months(start, step).replace(day=day), range(-12, 13))
    )


def _existing(make: Callable[[int], date], steps: Iterable[int]) -> Iterable[date]:
    for step in steps:
        try:
            yield make(step)
        except ValueError:  # no such day in that month, or a year outside 1 to 9999
            continue


def _recent(candidates: list[date], published: date) -> date:
    """The latest candidate on or before publication, the next one when that is long ago."""
    past = max((d for d in candidates if d <= published), default=None)
    coming = min((d for d in candidates if d > published), default=None)
    if past is None or (coming is not None and published - past > MEMORY):
        past = coming
    if past is None:
        raise ValueError("no year has such a day")
    return past


@operation("day_of_month", "week_of_nth", needs="d|dd|nth_d|bare_nth_d|bare_d")
def read_day_of_month(match: Match, frame: Frame) -> Reading | None:
    """``on the 14th``: the latest one on or before publication."""
    number = match.slots["d"] if "d" in match.slots else match.slots["nth_d"]
    past = [d for d in _monthly(number, frame) if d <= frame.published]
    if match.op == "week_of_nth":
        return Reading(*days.bounds("week", max(past)), "week", "stated", recurs="month")
    return single(max(past), basis="stated", recurs="month")


@operation("day_of_this_month", needs="d|dd|nth_d")
def read_day_of_this_month(match: Match, frame: Frame) -> Reading | None:
    """``the 14th of this month``, which may be still to come."""
    number = match.slots["d"] if "d" in match.slots else match.slots["nth_d"]
    return single(frame.published.replace(day=number), basis="stated")


def _month(month: int, year: int | None, frame: Frame) -> Reading:
    if year is not None:
        reading = whole("month", date(year, month, 1))
    else:
        years = range(frame.published.year - 1, frame.published.year + 2)
        first = _recent([date(y, month, 1) for y in years if 0 < y < 10_000], frame.published)
        reading = whole("month", first)
    recurs = "" if year is not None else "year"
    return Reading(reading.first, reading.last, "month", "stated", recurs=recurs)


def _year(year: int) -> Reading:
    return Reading(date(year, 1, 1), date(year, 12, 31), "year", "stated")


@operation("last_date", "next_date", "this_date", needs="month")
def read_shifted_date(match: Match, frame: Frame) -> Reading | None:
    """``last October``, ``next 6 April``: strictly before or after; this: of this year."""
    month, day = match.slots["month"], match.slots.get("d")
    candidates = _yearly(month, day or 1, frame)
    weekday = match.slots.get("weekday")
    if weekday is not None:
        near = _fitting(candidates, weekday, frame.published, years=True)
        chosen = near or min(candidates, key=lambda d: abs(d - frame.published))
    elif match.op == "this_date":
        chosen = next(d for d in candidates if d.year >= frame.published.year)
    elif match.op == "last_date":
        limit = frame.published if day else frame.published.replace(day=1)
        chosen = max(d for d in candidates if d < limit)
    else:
        chosen = min(d for d in candidates if d > frame.published)
    return single(chosen) if day else whole("month", chosen)


@operation("season", needs="season")
def read_season(match: Match, frame: Frame) -> Reading | None:
    """A season of a year; without one the latest that has begun."""
    season, year = match.slots["season"], match.slots.get("year")
    if year is not None:
        return _season(season, year)
    readings = [_season(season, frame.published.year + step) for step in (-1, 0, 1)]
    begun = [r for r in readings if r.first <= frame.published]
    return Reading(*begun[-1].days, "month", recurs="year")


@operation("last_season", "next_season", "this_season", needs="season")
def read_shifted_season(match: Match, frame: Frame) -> Reading | None:
    """``last winter`` has ended, ``next spring`` has not begun, ``this summer`` is of this year."""
    year = frame.published.year
    readings = [_season(match.slots["season"], year + step) for step in (-2, -1, 0, 1)]
    if match.op == "last_season":
        return [r for r in readings if r.last < frame.published][-1]
    if match.op == "next_season":
        return next(r for r in readings if r.first > frame.published)
    return next(
        r
        for r in readings
        if (r.last.year >= year and r.last >= frame.published) or r.first.year == year
    )


def _season(season: str, year: int) -> Reading:
    """Three whole months; the winter of a year begins in its December."""
    first = date(year, days.SEASON_STARTS[season], 1)
    return Reading(first, days.add_months(first, 3) - ONE_DAY, "month", "stated")


@operation("holiday", "last_holiday", "next_holiday", "this_holiday", needs="holiday")
def read_holiday(match: Match, frame: Frame) -> Reading | None:
    """A feast: of the year given, the last or next one, else the nearest remembered one."""
    rule, year = match.slots["holiday"], match.slots.get("year")
    if year is not None:
        return single(days.holiday(rule, year), basis="stated")
    around = [days.holiday(rule, frame.published.year + step) for step in (-1, 0, 1)]
    if match.op == "last_holiday":
        return single(max(d for d in around if d < frame.published))
    if match.op == "next_holiday":
        return single(min(d for d in around if d > frame.published))
    if match.op == "this_holiday":
        return single(around[1])
    return single(_recent(around, frame.published), basis="stated", recurs="year")


@operation("decade", "short_decade", "century", needs="year|year_s|n|decade|nth|century_number")
def read_period(match: Match, frame: Frame) -> Reading | None:
    """``the 1990s``, ``the nineties`` of the last hundred years, ``the 21st century``."""
    if match.op == "century":
        number = match.slots.get("century_number") or match.slots["nth"]
        first = date((number - 1) * 100 or 1, 1, 1)
        return Reading(first, days.bounds("century", first)[1], "year", "stated")
    year = int(match.slots.get("year", match.slots.get("n", match.slots.get("decade", 0))))
    if match.op == "short_decade":
        century = frame.published.year // 100 * 100
        year += century if century + year <= frame.published.year else century - 100
    if year % 10:
        return None
    return Reading(*days.bounds("decade", date(year, 1, 1)), "year", "stated")


@operation("quarter", needs="quarter")
def read_quarter(match: Match, frame: Frame) -> Reading | None:
    """``Q3 2019``, ``H1``: a numbered part of a year, this one when none is given."""
    unit, number = match.slots["quarter"].split("_")
    size = days.MONTHS_IN[unit]
    year = match.slots.get("year", frame.published.year)
    reading = whole(unit, date(year, (int(number) - 1) * size + 1, 1))
    return Reading(*reading.days, "month", "stated")


@operation("week_number", needs="digits|n|nth")
def read_week_number(match: Match, frame: Frame) -> Reading | None:
    """A week by its ISO number."""
    year = match.slots.get("year", frame.published.year)
    monday = date.fromisocalendar(year, _number(match), 1)
    return Reading(monday, monday + timedelta(days=6), precision_of("week"), "stated")


def _number(match: Match) -> int:
    written = (match.slots[name] for name in ("digits", "n", "nth") if name in match.slots)
    return int(next(written))
