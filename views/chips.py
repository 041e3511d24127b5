"""The active filters as a row of chips, each of which lifts its filter, and "Clear all"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from views import afresh, session, words
from views.choose import FACET, FACETS
from views.markup import label
from views.state import NOT, Clock, Filters


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter."""

    key: str  # of the facet; q, dates or only
    value: str  # one value of the facet; empty for the others
    text: str  # for people
    excluded: bool = False


def active(filters: Filters, clock: Clock) -> list[Chip]:
    """The active filters: words, dates, then the values facet by facet."""
    found = []
    if words_wanted := " ".join(filters.text.split()):
        found.append(Chip("q", "", f"“{words_wanted}”"))
    if filters.first or filters.last:
        verb = "Happened" if clock == "event" else "Reported"
        found.append(Chip("dates", "", f"{verb} {words.span(filters.first, filters.last)}"))
    if filters.only:
        found.append(Chip("only", "", f"Only {words.plural(len(filters.only), 'chosen event')}"))
    return [*found, *(chip for facet in FACETS for chip in _values(filters, facet.key))]


def without(filters: Filters, chip: Chip) -> Filters:
    """The filters less this one."""
    if chip.key == "q":
        return replace(filters, text="")
    if chip.key == "dates":
        return replace(filters, first=None, last=None)
    if chip.key == "only":
        return replace(filters, only=())
    lists, change = (
        (filters.excluded, filters.exclude) if chip.excluded else (filters.picked, filters.pick)
    )
    return change(chip.key, [kept for kept in lists[chip.key] if kept != chip.value])


def chips() -> None:
    """The row; nothing when nothing is filtered."""
    state = session.get()
    if not (found := active(state.filters, state.clock)):
        return
    with st.container(horizontal=True, key="chips", gap="xsmall", vertical_alignment="center"):
        for chip in found:
            st.button(
                _text(chip), key=f"chip-{NOT if chip.excluded else ''}{chip.key}-{chip.value}",
                icon=":material/close:", icon_position="right", on_click=_lift, args=(chip,),
            )  # fmt: skip
        st.button("Clear all", key="clear", type="tertiary", on_click=afresh.whole(session.clear),
                  shortcut="Shift+X")  # fmt: skip


def _values(filters: Filters, key: str) -> Iterator[Chip]:
    name = FACET[key].name
    for value in filters.picked.get(key, ()):
        yield Chip(key, value, f"{_heading(key, value)}: {name(value)}")
    for value in filters.excluded.get(key, ()):
        yield Chip(key, value, f"{_heading(key, value)}: {name(value)}", excluded=True)


def _heading(key: str, value: str) -> str:
    """A mode may be called as its type is."""
    return "Mode" if key == "type" and not value.isupper() else FACET[key].label


def _text(chip: Chip) -> str:
    """An excluded value is struck through, and said to be so for those who do not see it."""
    return f"not ~~{label(chip.text)}~~" if chip.excluded else label(chip.text)


def _lift(chip: Chip) -> None:
    if chip.key == "dates":
        session.set_dates(None, None)
    else:
        session.refine(lambda filters: without(filters, chip))
    if chip.key in ("dates", "q"):  # they have controls that are no part
        st.rerun()
    afresh.moved()
