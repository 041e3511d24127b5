"""How many events when, by type; a stretch drawn over it becomes the date filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import altair
import pandas as pd
import streamlit as st

from views import choose, palette, playback, session, words
from views.choose import Choice
from views.data import Snapshot, as_day
from views.markup import Html, el
from views.playback import Stretch

HEIGHT: Final = 118
LEFT: Final = 34  # pixels for the numbers; with the padding known to the sheet, for the marks
RIGHT: Final = 8
UNITS: Final = (  # up to so many days wide: rule of pandas, name, how a day is written
    (62, "D", "day", "%d %b"), (500, "W", "week", "%d %b %y"), (10**6, "M", "month", "%b %Y"),
)  # fmt: skip
BAR_SHARE: Final = 0.94  # of its stretch of time that a bar fills
EARLY_SHARE: Final = 0.06  # of the events that may be left out at the left …
EARLY_FACTOR: Final = 3  # … when the bars would otherwise have less than this part of the width


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars: columns start, end (days), low, high (heights), label, color, events, chosen."""

    bars: pd.DataFrame
    unit: str  # day week month
    axis: str  # how its days are written
    events: int  # in the bars
    earlier: int  # events before the first bar
    since: date | None  # the first bar's day when some are earlier


@dataclass(frozen=True, slots=True)
class Strip:
    """What a playback needs of the timeline."""

    days: Stretch | None  # that can be played; None without dated events
    start: pd.Timestamp  # left edge of the bars
    end: pd.Timestamp  # right edge
    mark: Any  # the place of the mark over the bars
    said: Any  # the place of the words over the bars; None while no player is open


def timeline(snapshot: Snapshot, choice: Choice) -> Strip | None:
    """The bars under all filters but the dates, with a line that says what they count."""
    shown = histogram(snapshot, choice)
    days = playback.stretch(snapshot, choice, shown.since) if shown.events else None
    with st.container(horizontal=True, vertical_alignment="center", key="bars-said"):
        st.html(el("p", caption(shown, _undated(snapshot, choice)), css="caption"))
        said = st.empty() if days and session.get().play else None
        if days and said is None and not session.get().pair:
            playback.play_button(days)
    if not shown.events:
        return None
    with st.container(key="bars", gap=None):
        name = f"timeline-{session.brushes()}"
        st.altair_chart(
            chart(shown), key=name, on_select=lambda: _brushed(name), selection_mode="brush"
        )
        mark = st.empty()
    if days and said is not None:
        playback.controls(days)
    return Strip(days, shown.bars["start"].min(), shown.bars["end"].max(), mark, said)


def point_out(strip: Strip, first: date | None, last: date, css: str = "") -> Html:
    """A stretch of days marked over the bars."""
    wide = (strip.end - strip.start) / pd.Timedelta(days=1)
    begin, end = (
        min(max((pd.Timestamp(day) - strip.start) / pd.Timedelta(days=1), 0.0), wide)
        for day in (first or strip.start, last + timedelta(days=1))
    )
    left, width = 100 * begin / wide, 100 * (end - begin) / wide
    # Numbers that were made here: nothing in it comes from an article.
    return Html(f'<i class="span {css}" style="left:{left:.3f}%;width:{width:.3f}%"></i>')


def _undated(snapshot: Snapshot, choice: Choice) -> int:
    dateless = choose.undated(snapshot.frame, session.get().clock)
    return int((choice.without("dates") & dateless).sum())


def histogram(snapshot: Snapshot, choice: Choice) -> Histogram:
    """Count events by the first day of their interval and by type."""
    first, _ = choose.days(snapshot.frame, session.get().clock)
    wanted = choice.without("dates") & first.notna().to_numpy()
    table = pd.DataFrame({"day": first[wanted], "type": snapshot.frame.loc[wanted, "event_type"]})
    since = _since(table["day"])
    recent = table[table["day"] >= since] if since is not None else table
    if recent.empty:
        return Histogram(recent, "day", "", 0, 0, None)
    width = (recent["day"].max() - recent["day"].min()).days
    rule, unit, axis = next((rest for limit, *rest in UNITS if width <= limit))
    bars = _stacked(recent, rule)
    earlier = len(table) - len(recent)
    return Histogram(bars, unit, axis, len(recent), earlier, as_day(since) if earlier else None)


def caption(shown: Histogram, undated: int = 0) -> str:
    """What the bars count, of what, and what they leave out."""
    if not shown.events:
        return "No dated events under these filters."
    verb = "began" if session.get().clock == "event" else "were first reported"
    said = f"{words.plural(shown.events, 'event')} by the {shown.unit} they {verb}"
    left = f", {words.number(shown.earlier)} before {words.day(shown.since)}" if shown.since else ""
    left += f", {words.number(undated)} undated" if undated else ""
    return f"{said}{left}. Draw over the bars to choose dates."


def chart(shown: Histogram) -> Any:
    """Stacked bars, those outside the date filter faded."""
    return (
        altair.Chart(shown.bars)
        .mark_rect(cornerRadius=1, stroke=None)
        .encode(
            x=altair.X("start:T", title=None, axis=altair.Axis(
                grid=False, tickCount=8, format=shown.axis, labelOverlap=True),
                scale=altair.Scale(domain=_edges(shown.bars), nice=False)),
            x2="end:T",
            y=altair.Y("low:Q", title=None, axis=altair.Axis(
                tickMinStep=1, tickCount=3, minExtent=LEFT, maxExtent=LEFT)),
            y2="high:Q",
            color=altair.Color("color:N", scale=None, legend=None),
            opacity=altair.condition("datum.chosen", altair.value(1), altair.value(0.25)),
            tooltip=[
                altair.Tooltip("start:T", title=shown.unit, format="%d %b %Y"),
                altair.Tooltip("label:N", title="type"),
                altair.Tooltip("events:Q", title="events"),
            ],
        )
        .add_params(altair.selection_interval(name="brush", encodings=["x"]))
        .properties(height=HEIGHT, padding={"left": 4, "right": RIGHT, "top": 6, "bottom": 2})
        .configure_view(strokeWidth=0)
    )  # fmt: skip


def _edges(bars: pd.DataFrame) -> list[float]:
    """Milliseconds of the first begin and the last end: the marks over the bars count on them."""
    return [edge.timestamp() * 1000 for edge in (bars["start"].min(), bars["end"].max())]


def _since(days: pd.Series) -> pd.Timestamp | None:
    """Where the bars begin; a few events long ago would press all others to the edge."""
    if days.empty:
        return None
    ordered = days.sort_values(ignore_index=True)
    start, late, end = (ordered[at] for at in (0, int(len(days) * EARLY_SHARE), len(days) - 1))
    far = (end - start) > EARLY_FACTOR * (end - late)
    return pd.Timestamp(late if far and late < end else start)


def _stacked(table: pd.DataFrame, rule: str) -> pd.DataFrame:
    periods = table["day"].dt.to_period(rule)
    counted = table.groupby([periods.rename("period"), "type"]).size().rename("events")
    bars = counted.reset_index()
    bars["high"] = bars.groupby("period")["events"].cumsum()
    bars["low"] = bars["high"] - bars["events"]
    bars["start"] = bars["period"].dt.start_time
    ends = bars["period"].dt.end_time
    bars["end"] = bars["start"] + (ends - bars["start"]) * BAR_SHARE
    filters = session.get().filters
    bars["chosen"] = (ends >= pd.Timestamp(filters.first or date(1900, 1, 1))) & (
        bars["start"] <= pd.Timestamp(filters.last or date(2200, 1, 1))
    )
    bars["label"] = [palette.look(kind).label for kind in bars["type"]]
    bars["color"] = [palette.look(kind).css for kind in bars["type"]]
    return bars.drop(columns=["period", "type"])


def _brushed(name: str) -> None:
    """Turn the stretch into days; an emptied brush lifts the date filter."""
    brush = st.session_state[name]["selection"].get("brush") or {}
    stretch = next(iter(brush.values()), None)
    if not stretch:
        session.set_dates(None, None)
        return
    first, last = sorted(datetime.fromtimestamp(ms / 1000, UTC).date() for ms in stretch)
    session.set_dates(first, last)
