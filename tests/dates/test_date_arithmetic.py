"""Days and intervals hold for every day, not only for those of an example."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import arithmetic as days

ANY_DAY = st.dates(date(1600, 1, 1), date(2399, 12, 31))
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade"])


@given(ANY_DAY, st.integers(0, 6))
def test_weekday_before_is_within_a_week(day: date, weekday: int) -> None:
    found = days.weekday_before(day, weekday)
    assert found.weekday() == weekday
    assert timedelta(0) <= day - found < timedelta(days=7)


@given(ANY_DAY, st.integers(0, 6))
def test_weekday_after_is_the_next_one(day: date, weekday: int) -> None:
    found = days.weekday_after(day, weekday)
    assert found.weekday() == weekday
    assert timedelta(0) < found - day <= timedelta(days=7)


@given(ANY_DAY, UNITS)
def test_bounds_run_forwards_and_meet_the_next(day: date, unit: str) -> None:
    first, last = days.bounds(unit, day)
    assert first <= last
    if unit != "weekend":  # Monday is in no weekend
        assert first <= day <= last
        assert days.bounds(unit, last + timedelta(days=1))[0] == last + timedelta(days=1)


@given(ANY_DAY, st.integers(-600, 600))
def test_months_keep_the_day_or_clamp_it(day: date, months: int) -> None:
    moved = days.add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(ANY_DAY, UNITS, st.sampled_from(["early", "mid", "late", "first_half", "second_half"]))
def test_edges_stay_inside(day: date, unit: str, edge: str) -> None:
    first, last = days.bounds(unit, day)
    if (last - first).days < 5:
        return
    start, end = days.edge_of(edge, (first, last))
    assert first <= start <= end <= last


@given(st.integers(1600, 2399))
def test_easter_is_a_spring_sunday(year: int) -> None:
    sunday = days.easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", "2024-12-25"),
        ("easter+1", "2024-04-01"),
        ("11-thursday-4", "2024-11-28"),
        ("5-monday--1", "2024-05-27"),
    ],
)
def test_holiday_rules(rule: str, day: str) -> None:
    assert days.holiday(rule, 2024).isoformat() == day


def test_workdays_skip_the_weekend() -> None:
    friday = date(2025, 10, 24)
    assert days.shift(friday, 1, "workday") == date(2025, 10, 27)
    assert days.shift(date(2025, 10, 27), -1, "workday") == friday
