"""How many events when, by type; a stretch drawn over it becomes the date filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from views import afresh, choose, palette, playback, scripts, session, words
from views.choose import Choice
from views.data import Snapshot, as_day
from views.markup import Html, el
from views.playback import Stretch

_draw = scripts.component("bars.js")

KEY: Final = "timeline"  # of the bars
UNITS: Final = (  # up to so many days wide: rule of pandas, name
    (62, "D", "day"), (500, "W", "week"), (10**6, "M", "month"),
)  # fmt: skip
BAR_SHARE: Final = 0.94  # of its stretch of time that a bar fills, as the script draws it
EARLY_SHARE: Final = 0.06  # of the events that may be left out at the left …
EARLY_FACTOR: Final = 3  # … when the bars would otherwise have less than this part of the width


Edges = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many events of each type each period has."""

    bars: pd.DataFrame  # a row a period, none left out; a column a type
    unit: str  # day week month
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


def timeline(snapshot: Snapshot) -> Strip | None:
    """The bars under all filters but the dates, with a line that says what they count."""
    with st.container(key="bars", gap=None):
        days, edges = afresh.part("bars", _bars)(snapshot)
        with st.container(horizontal=True, key="bars-said", width="content"):
            said = st.empty() if days and session.get().play else None
            if days and said is None and not session.get().pair:
                playback.play_button()
        mark = st.empty()
    if edges is None:
        return None
    if days and said is not None:
        playback.controls(days)
    return Strip(days, *edges, mark, said)


def _bars(snapshot: Snapshot) -> tuple[Stretch | None, Edges | None]:
    """The bars; what can be played and where they begin and end."""
    choice = afresh.choice(snapshot)
    shown = histogram(snapshot, choice)
    told = caption(shown, _undated(snapshot, choice))
    if not shown.events:
        afresh.tie()  # nothing can be played
        st.html(el("p", told, css="caption"))
        return None, None
    days = playback.stretch(snapshot, choice, shown.since)
    playback.offer(days)
    _draw(KEY, packed(shown, told), on_brushed_change=afresh.whole(_brushed))
    return days, _edges(shown)


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
        return Histogram(recent, "day", 0, 0, None)
    width = (recent["day"].max() - recent["day"].min()).days
    rule, unit = next((rest for limit, *rest in UNITS if width <= limit))
    earlier = len(table) - len(recent)
    first_bar = as_day(since) if earlier else None
    return Histogram(_counted(recent, rule), unit, len(recent), earlier, first_bar)


def caption(shown: Histogram, undated: int = 0) -> str:
    """What the bars count, of what, and what they leave out."""
    if not shown.events:
        return "No dated events under these filters."
    verb = "began" if session.get().clock == "event" else "were first reported"
    said = f"{words.plural(shown.events, 'event')} by the {shown.unit} they {verb}"
    left = f", {words.number(shown.earlier)} before {words.day(shown.since)}" if shown.since else ""
    left += f", {words.number(undated)} undated" if undated else ""
    return f"{said}{left}. Draw over the bars to choose dates."


def packed(shown: Histogram, name: str) -> dict[str, Any]:
    """What the browser draws: the first day, and of each type the counts of all periods."""
    first = shown.bars.index[0].start_time.date()
    types = [
        [kind, palette.look(str(kind)).label, " ".join(map(str, counts))]
        for kind, counts in shown.bars.items()
    ]
    return {
        "name": name, "unit": shown.unit, "first": first.isoformat(), "types": types,
        "chosen": _chosen(shown),
    }  # fmt: skip


def _chosen(shown: Histogram) -> list[int] | None:
    """From which bar to before which the date filter reaches; the others are faded."""
    filters = session.get().filters
    if not (filters.first or filters.last):
        return None
    periods = pd.PeriodIndex(shown.bars.index)
    low = periods.end_time.searchsorted(pd.Timestamp(filters.first or date(1900, 1, 1)))
    high = periods.start_time.searchsorted(
        pd.Timestamp(filters.last or date(2200, 1, 1)), side="right"
    )
    return [int(low), int(high)]


def _edges(shown: Histogram) -> Edges:
    """The first begin and the last end: the marks over the bars count on them."""
    first, last = shown.bars.index[0], shown.bars.index[-1]
    return first.start_time, last.start_time + (last.end_time - last.start_time) * BAR_SHARE


def _since(days: pd.Series) -> pd.Timestamp | None:
    """Where the bars begin; a few events long ago would press all others to the edge."""
    if days.empty:
        return None
    ordered = days.sort_values(ignore_index=True)
    start, late, end = (ordered[at] for at in (0, int(len(days) * EARLY_SHARE), len(days) - 1))
    far = (end - start) > EARLY_FACTOR * (end - late)
    return pd.Timestamp(late if far and late < end else start)


def _counted(table: pd.DataFrame, rule: str) -> pd.DataFrame:
    """A row a period, also for those without events."""
    periods = table["day"].dt.to_period(rule)
    counted = pd.crosstab(periods, table["type"])
    every = pd.period_range(periods.min(), periods.max(), freq=rule)
    return counted.reindex(every, fill_value=0)


def _brushed() -> None:
    """Turn the stretch into days; a press without one lifts the date filter."""
    ends = st.session_state[KEY].get("brushed") or (None, None)
    session.set_dates(
        *(datetime.fromtimestamp(ms / 1000, UTC).date() if ms else None for ms in ends)
    )
