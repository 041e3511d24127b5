"""On the event card: what a person decided, beside what the machine had."""

from __future__ import annotations

from pipeline.model import Decision, DecisionKind, Event
from views import palette, words
from views.markup import Html, el, join

_SAID = {
    "reject": "says that this is no event", "note": "notes",
    "join": "put these articles together", "split": "took other articles out of this event",
}  # fmt: skip


def badge(event: Event, kind: DecisionKind, position: int | None = None) -> Html:
    """``decided by Ana · machine: Caracas``; empty where nobody decided this value."""
    mine = [one for one in event.decisions if (one.kind, one.position) == (kind, position)]
    if not mine:
        return Html()
    return el("span", el("b", f"decided by {mine[-1].author}"), f" {machine(mine[-1])}",
              css="decided")  # fmt: skip


def machine(decision: Decision) -> str:
    """What the machine had, in words."""
    had = decision.machine
    if decision.kind == "kind" and had:
        had = palette.mode_label(had.split()[-1])
    return f"machine: {had}" if had else "machine: none"


def with_badge(note: str, event: Event, kind: DecisionKind, position: int | None = None) -> Html:
    """A remark under a value with the badge behind it."""
    return join([part for part in (note, badge(event, kind, position)) if part], " ")


def said(event: Event) -> Html:
    """What was decided about the event as a whole: no event, put together, noted; and of places
    that are gone."""
    told = [_told(one) for one in event.decisions if one.kind in _SAID or _is_gone(one, event)]
    return el("div", *told, css="said") if told else Html()


def _is_gone(one: Decision, event: Event) -> bool:
    """A place that a person took out, so that no row of the card can bear the badge."""
    return one.kind == "place" and one.position is None and one.person.startswith("no ")


def _told(one: Decision) -> Html:
    what = _SAID.get(one.kind) or f"took out a place; {machine(one)}"
    head = el("p", el("b", one.author), f" {what}, {words.day(one.at.date())}")
    return el("div", head, el("p", one.reason), css=one.kind)
