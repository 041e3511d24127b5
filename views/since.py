"""What is new: since the last visit, which the browser remembers, or since a data version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from views import arrived, newness, session, words
from views.choose import Choice
from views.data import Snapshot
from views.newness import Since

BACK: Final = {"Last 24 hours": timedelta(hours=24), "Last 7 days": timedelta(days=7)}
_VISIT: Final = "visit"  # also the key of the component
_BEFORE: Final = "visited"

_component = st.components.v2.component(
    "dateline_visit", js=Path(__file__).with_name("visit.js").read_text(encoding="utf-8")
)


def visit() -> None:
    """Note this visit in the browser and learn when the one before was."""
    now = datetime.now(UTC).replace(microsecond=0)
    with st.container(key="visit-note"):
        found = _component(
            key=_VISIT, on_before_change=lambda: None, height=1,
            data={"now": _text(now), "before": st.session_state.get(_BEFORE, "")},
        )  # fmt: skip
    if text := found.get("before"):
        st.session_state[_BEFORE] = str(text)


def before() -> datetime | None:
    """The end of the visit before this one; None on the first. What a browser says is checked."""
    try:
        return newness.time_from(str(st.session_state.get(_BEFORE, "")))
    except ValueError:
        return None


def offer(snapshot: Snapshot, choice: Choice) -> tuple[int, Since] | None:
    """How many came in since the last visit, and when that was; None for none."""
    last = before()
    since = Since(at=last) if last else None
    count = _count(snapshot, choice, since) if since else 0
    return (count, since) if since and count else None


def menu(snapshot: Snapshot, choice: Choice) -> None:
    """The other points from which on to look: a while ago, or a data version."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with st.container(horizontal=True, key="since-times"):
        for label, back in BACK.items():
            since = Since(at=now - back)
            count = words.number(_count(snapshot, choice, since))
            st.button(
                f"{label} · {count}", key=f"since-{back.days}", on_click=put, args=(since,),
                type="tertiary",
            )  # fmt: skip
    newest = arrived.latest(snapshot)
    wanted = session.get().filters.since
    version = wanted.version if wanted else None
    if not newest and version is None:
        st.caption("This store was filled before times were noted.")
        return
    st.session_state["since-version"] = version if version is not None else newest
    st.number_input(
        f"Since data version (the newest is {words.number(newest)})", key="since-version",
        min_value=0, max_value=max(newest, version or 0), step=1, on_change=_version_set,
    )  # fmt: skip


def put(since: Since | None) -> None:
    """Show only what came in after this; None: everything."""
    session.refine(lambda filters: replace(filters, since=since))


def name(since: Since) -> str:
    """``3 Nov 2025``, ``09:14`` of today in the person's own time, or ``version 512``."""
    if since.version is not None or since.at is None:
        return f"version {words.number(since.version or 0)}"
    zone = _zone()
    at, today = since.at.astimezone(zone), datetime.now(zone).date()
    return f"{at:%H:%M}" if at.date() == today else words.day(at.date())


def _count(snapshot: Snapshot, choice: Choice, since: Since) -> int:
    return int((choice.without("since") & arrived.after(snapshot, since)).sum())


def _version_set() -> None:
    put(Since(version=int(st.session_state["since-version"])))


def _text(at: datetime) -> str:
    return newness.to_text(Since(at=at))


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
