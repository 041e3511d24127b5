"""Days, weeks, months and years: the arithmetic behind the words. Weeks run Monday to Sunday."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]  # a closed interval

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {
    "day": 1,
    "night": 1,
    "workday": 1,
    "week": 7,
    "workweek": 7,
    "weekend": 7,
    "fortnight": 14,
}
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # meteorological months
SATURDAY = 5
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def add_months(day: date, months: int) -> date:
    """The same day of another month, the last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def shift(day: date, count: float, unit: str) -> date:
    """``day`` moved by so many units. Raises OverflowError or ValueError past year 9999."""
    if unit in ("hour", "minute"):
        return day + timedelta(hours=count * (1 if unit == "hour" else 1 / 60))
    if unit == "workday":
        return _add_workdays(day, round(count))
    if unit in DAYS_IN:
        return day + timedelta(days=round(count * DAYS_IN[unit]))
    return add_months(day, round(count * MONTHS_IN[unit]))


def _add_workdays(day: date, count: int) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        count -= (1 if count > 0 else -1) if day.weekday() < SATURDAY else 0
    return day


def bounds(unit: str, day: date) -> Days:
    """The week, month, year … that holds ``day``. An hour or a night is given as its day."""
    if unit in ("week", "workweek", "weekend", "fortnight"):
        return _week(unit, day - timedelta(days=day.weekday()))
    if unit in MONTHS_IN:
        size = MONTHS_IN[unit]
        months = (day.year * 12 + day.month - 1) // size * size
        first = date(months // 12, months % 12 + 1, 1)
        return first, add_months(first, size) - timedelta(days=1)
    return day, day


def _week(unit: str, monday: date) -> Days:
    first, last = {"workweek": (0, 4), "weekend": (5, 6), "fortnight": (0, 13)}.get(unit, (0, 6))
    return monday + timedelta(days=first), monday + timedelta(days=last)


def weekday_before(day: date, weekday: int) -> date:
    """The latest such weekday on or before ``day``; Monday is 0."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday after ``day``."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous Gregorian computus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leaps = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + leaps + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date:
    """The day of a rule in a year.

    ``12-25`` is month and day, ``easter+1`` days from Easter Sunday, ``11-thursday-4`` the fourth
    Thursday of November (``-1`` after a weekday is the last one of the month), ``11-thursday-4+1``
    the day after.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    rule, _, more = rule.partition("+")
    return _holiday(rule, year) + timedelta(days=int(more or 0))


def _holiday(rule: str, year: int) -> date:
    month, second, *third = rule.split("-", 2)
    if not third:
        return date(year, int(month), int(second))
    return _nth_weekday(year, int(month), WEEKDAYS.index(second), int(third[0]))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        return weekday_after(date(year, month, 1) - timedelta(days=1), weekday) + timedelta(
            days=7 * (nth - 1)
        )
    return weekday_before(add_months(date(year, month, 1), 1) - timedelta(days=1), weekday)


def edge_of(edge: str, days: Days) -> Days:
    """The early, middle or late part of an interval.

    A month has its first ten days, the 11th to the 20th and the rest; anything else is cut in
    three equal parts of days, or in two for the halves.
    """
    first, last = days
    length = (last - first).days + 1
    if edge in ("first_half", "second_half"):
        middle = first + timedelta(days=(length + 1) // 2)
        return (first, middle - timedelta(days=1)) if edge == "first_half" else (middle, last)
    third = 10 if 28 <= length <= 31 else max(1, length // 3)
    cuts = (first, first + timedelta(days=third), first + timedelta(days=2 * third))
    ends = (cuts[1], cuts[2], last + timedelta(days=1))
    index = ("early", "mid", "late").index(edge)
    return cuts[index], ends[index] - timedelta(days=1)
