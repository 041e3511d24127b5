"""How many events when, by type; a stretch drawn over it becomes the date filter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

import altair
import pandas as pd
import streamlit as st

from views import choose, palette, session, words
from views.choose import Choice
from views.data import Snapshot

HEIGHT: Final = 118
_BINS: Final = ((62, "D", "day"), (500, "W", "week"), (10**6, "M", "month"))


def timeline(snapshot: Snapshot, choice: Choice) -> None:
    """The histogram under all filters but the dates."""
    table, unit = histogram(snapshot, choice)
    if table.empty:
        st.caption("No dated events under these filters.")
        return
    name = f"timeline-{session.brushes()}"
    st.altair_chart(
        chart(table, unit), key=name, on_select=lambda: _brushed(name), selection_mode="brush"
    )  # fmt: skip


def histogram(snapshot: Snapshot, choice: Choice) -> tuple[pd.DataFrame, str]:
    """Events by bin and type: columns day, type, label, events, chosen; and the bin's name."""
    clock, filters = session.get().clock, session.get().filters
    first, _ = choose.days(snapshot.frame, clock)
    wanted = choice.without("dates") & first.notna().to_numpy()
    table = pd.DataFrame(
        {"first": first[wanted], "type": snapshot.frame.loc[wanted, "event_type"]}
    ).astype({"first": "datetime64[s]"})
    if table.empty:
        return pd.DataFrame(), "day"
    rule, unit = _bin(table["first"])
    table["day"] = _floor(table["first"], rule)
    counted = table.groupby(["day", "type"]).size().rename("events").reset_index()
    counted["label"] = counted["type"].map(lambda value: palette.look(value).label)
    low = pd.Timestamp(filters.first or date.min.replace(year=1900))
    high = pd.Timestamp(filters.last or date(2200, 1, 1))
    ends = counted["day"] + pd.to_timedelta({"day": 0, "week": 6, "month": 30}[unit], unit="D")
    counted["chosen"] = (ends >= low) & (counted["day"] <= high)
    return counted, unit


def chart(table: pd.DataFrame, unit: str) -> Any:
    """Stacked bars, those outside the date filter faded."""
    kinds = [kind for kind in palette.TYPES if kind in set(table["type"])]
    kinds += sorted(set(table["type"]) - set(kinds))
    scale = altair.Scale(
        domain=[palette.look(kind).label for kind in kinds],
        range=[palette.look(kind).css for kind in kinds],
    )
    time_unit: Any = {"day": "yearmonthdate", "week": "yearweek", "month": "yearmonth"}[unit]
    return (
        altair.Chart(table)
        .mark_bar(cornerRadius=1)
        .encode(
            x=altair.X("day:T", timeUnit=time_unit, title=None, axis=altair.Axis(
                grid=False, labelFlush=True, tickCount=8, format=_AXIS[unit], labelOverlap=True)),
            y=altair.Y("events:Q", title=None, axis=altair.Axis(tickMinStep=1, tickCount=3)),
            color=altair.Color("label:N", scale=scale, legend=None),
            opacity=altair.condition("datum.chosen", altair.value(1), altair.value(0.25)),
            tooltip=[
                altair.Tooltip("day:T", timeUnit=time_unit, title=unit, format="%d %b %Y"),
                altair.Tooltip("label:N", title="type"),
                altair.Tooltip("events:Q", title="events"),
            ],
        )
        .add_params(altair.selection_interval(name="brush", encodings=["x"]))
        .properties(height=HEIGHT, padding={"left": 4, "right": 8, "top": 6, "bottom": 2})
        .configure_view(strokeWidth=0)
    )  # fmt: skip


_AXIS: Final = {"day": "%d %b", "week": "%d %b %y", "month": "%b %Y"}


def title(snapshot: Snapshot) -> str:
    """What the bars count."""
    verb = "happened" if session.get().clock == "event" else "were reported"
    return f"Events by the day they {verb} · {words.number(len(snapshot.frame))} in all"


def _bin(days: pd.Series) -> tuple[str, str]:
    width = (days.max() - days.min()).days
    return next((rule, unit) for limit, rule, unit in _BINS if width <= limit)


def _floor(days: pd.Series, rule: str) -> pd.Series:
    """The first day of each day's bin."""
    return pd.Series(days.dt.to_period(rule).dt.start_time)


def _brushed(name: str) -> None:
    """Turn the stretch into days; an emptied brush lifts the date filter."""
    brush = st.session_state[name]["selection"].get("brush") or {}
    stretch = next(iter(brush.values()), None)
    if not stretch:
        session.set_dates(None, None)
        return
    first, last = sorted(datetime.fromtimestamp(ms / 1000, UTC).date() for ms in stretch)
    session.set_dates(first, last)
