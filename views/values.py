"""The values of a facet as the browser draws them, and what a person did to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import streamlit as st

from views import afresh, picking, scripts, session
from views.picking import Value
from views.state import Filters

PICKED: Final = 1  # bits of a row's state, as the script knows them
EXCLUDED: Final = 2
FOLDED: Final = 1  # how a row stands to others, as the script knows it
UNFOLDED: Final = 2
BELOW: Final = 3
FOLD: Final = "fold"
_ACTS: Final = "acts"

_draw = scripts.component("facet.js")


@dataclass(frozen=True, slots=True)
class Row:
    """A value, its name, and how many events have it."""

    it: Value
    name: str
    count: int
    how: int = 0  # FOLDED, UNFOLDED, BELOW; 0 for a value that stands alone


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did to a value."""

    number: int  # they are counted, so that each is done once
    verb: str
    value: str


def draw(
    key: str, rows: Sequence[Row], *, name: str, heading: str = "", coloured: bool = False
) -> None:
    """The rows of a facet under its heading."""
    now = session.get().filters
    data: dict[str, Any] = {"name": name, "done": _done(key)}
    data |= {"heading": heading} if heading else {}
    data |= {"coloured": 1} if coloured else {}
    data["rows"] = [_packed(row, now) for row in rows]
    offered = {row.it.value: row.it for row in rows}
    _draw(f"facet-{key}", data, on_acts_change=partial(_acted, key, offered))


def after(filters: Filters, acts: Iterable[Act], offered: Mapping[str, Value]) -> Filters:
    """The filters after these acts; what was not offered cannot be acted on."""
    for act in acts:
        if act.value in offered and act.verb in picking.VERBS:
            filters = picking.VERBS[act.verb](filters, offered[act.value])
    return filters


def read(told: object) -> list[Act]:
    """What the browser told, as far as it makes sense."""
    parts = told if isinstance(told, list) else []
    return [Act(*part) for part in parts if _is_act(part)]


def is_unfolded(value: str) -> bool:
    """Whether the person wants to see what stands under this value."""
    return value in st.session_state.get("unfolded", ())


def _is_act(part: object) -> bool:
    kinds = (int, str, str)
    return isinstance(part, list) and len(part) == len(kinds) and all(map(isinstance, part, kinds))


def _packed(row: Row, now: Filters) -> list[Any]:
    """Value, name, count, state and place; what is zero at the end is left out."""
    picked = row.it.value in picking.picked(now, row.it.key)
    unwanted = row.it.value in picking.excluded(now, row.it.key)
    packed = [row.it.value, row.name, row.count, PICKED * picked | EXCLUDED * unwanted, row.how]
    while packed[-1] == 0 and len(packed) > 3:
        packed.pop()
    return packed


def _done(key: str) -> int:
    """The number of the last act on this facet."""
    return int(st.session_state.get(f"done-{key}", 0))


def _acted(key: str, offered: Mapping[str, Value]) -> None:
    new = [
        act for act in read(st.session_state[f"facet-{key}"].get(_ACTS)) if act.number > _done(key)
    ]
    for act in new:
        if act.verb == FOLD:
            _fold(act.value)
    st.session_state[f"done-{key}"] = max([_done(key), *(act.number for act in new)])
    session.refine(lambda now: after(now, new, offered))
    afresh.moved()


def _fold(value: str) -> None:
    st.session_state["unfolded"] = frozenset(st.session_state.get("unfolded", ())) ^ {value}
