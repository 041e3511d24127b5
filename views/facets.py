"""The facets at the side: under each heading lists of values with counts and small bars.

Each count is of the events that pass the other filters. A list of many values shows the greatest
ones; the others are searched. The types are the legend of the map and unfold into their modes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import streamlit as st

from views import afresh, choose, filters, picking, session, values, words
from views.choose import GROUPS, Choice, Facet, Group
from views.data import Snapshot
from views.markup import el
from views.picking import Value
from views.state import MAX_VALUES, Filters
from views.values import Row

OPEN: Final[frozenset[Group]] = frozenset({"What"})  # when the page is opened
COUNTED: Final = "Each number counts the events that pass the other filters."
GREATEST: Final = 5  # values of a long list that are shown without searching
LONG: Final = 12  # a longer list is searched
SEARCHED: Final = 500  # values that a list offers for searching, the most frequent first


def facets(snapshot: Snapshot) -> None:
    """All facets under their headings; what is folded up is neither counted nor sent."""
    st.html(el("p", COUNTED, css="caption"))
    for group in GROUPS:
        name = f"group-{group.lower().replace(' ', '-')}"
        st.session_state.setdefault(name, group in OPEN)
        heading = st.expander(group, key=name, on_change="rerun")
        if heading.open:
            with heading:
                afresh.part(name, _group)(snapshot, group)
                if group == "What":
                    st.html(el("p", filters.SIGNS, css="caption"))


def _group(snapshot: Snapshot, group: Group) -> None:
    choice = afresh.choice(snapshot)
    for facet in choose.FACETS:
        if facet.group == group:
            _facet(snapshot, choice, facet)


def _facet(snapshot: Snapshot, choice: Choice, facet: Facet) -> None:
    now = session.get().filters
    own = (*picking.picked(now, facet.key), *picking.excluded(now, facet.key))
    totals = choose.counts(snapshot, choice, facet.key, picking.excluded(now, facet.key))
    if len(totals) <= 1 and not own:
        return
    heading = facet.label if facet.label != facet.group else ""
    if facet.key == "type":
        rows = type_rows(choose.modes(snapshot), facet, totals, own)
        values.draw("type", rows, name=facet.label, coloured=True)
    else:
        long = facet.many or len(totals) > LONG
        shown = _greatest(totals, own) if long else _ordered(facet, totals, own)
        values.draw(facet.key, plain_rows(facet, shown, totals), name=facet.label, heading=heading)
        if long and len(totals) > GREATEST:
            _chooser(facet, totals)


def type_rows(
    modes: Mapping[str, Sequence[str]], facet: Facet, totals: Mapping[str, int], own: Sequence[str]
) -> list[Row]:
    """Each type and, unfolded, its modes."""
    nested = {mode for below in modes.values() for mode in below}
    tops = _ordered(
        facet, (v for v in totals if v not in nested), (v for v in own if v not in nested)
    )
    return [row for kind in tops for row in _type(facet, kind, modes.get(kind, ()), totals, own)]


def _type(
    facet: Facet, kind: str, modes: Sequence[str], totals: Mapping[str, int], own: Sequence[str]
) -> Iterator[Row]:
    chosen = any(mode in own for mode in modes)
    unfolded = chosen or (len(modes) > 1 and values.is_unfolded(kind))
    how = values.UNFOLDED if unfolded else values.FOLDED if len(modes) > 1 else 0
    it = Value("type", kind, children=tuple(modes))
    yield Row(it, facet.name(kind), totals.get(kind, 0), how)
    for mode in modes if unfolded else ():
        it = Value("type", mode, parent=kind)
        yield Row(it, facet.name(mode), totals.get(mode, 0), values.BELOW)


def plain_rows(facet: Facet, shown: Iterable[str], totals: Mapping[str, int]) -> list[Row]:
    """Values that stand beside each other."""
    return [
        Row(Value(facet.key, value), facet.name(value), totals.get(value, 0)) for value in shown
    ]


def _ordered(facet: Facet, totals: Iterable[str], own: Iterable[str]) -> list[str]:
    """Values in a fixed order, so that a box does not move under the pointer."""
    present = {*totals, *own}
    known = [value for value in facet.order if value in present]
    return [*known, *sorted(present - set(known), key=facet.name)]


def _greatest(totals: Mapping[str, int], own: Sequence[str]) -> list[str]:
    """The greatest values and the chosen ones."""
    shown = [value for at, value in enumerate(totals) if at < GREATEST or value in own]
    return [*shown, *dict.fromkeys(value for value in own if value not in totals)]


def _chooser(facet: Facet, totals: Mapping[str, int]) -> None:
    picked = picking.picked(session.get().filters, facet.key)
    name = f"choose-{facet.key}"
    offered = list(dict.fromkeys([*list(totals)[:SEARCHED], *picked]))
    st.session_state[name] = list(picked)
    st.multiselect(
        facet.label, offered, key=name, label_visibility="collapsed",
        format_func=lambda value: f"{facet.name(value)} ({words.number(totals.get(value, 0))})",
        placeholder=f"Any of {words.number(len(totals))}", on_change=_chosen, args=(facet.key,),
        max_selections=MAX_VALUES,
    )  # fmt: skip
    if len(totals) > SEARCHED:
        left = f"The {words.number(SEARCHED)} most frequent; the search above finds all."
        st.html(el("p", left, css="caption"))


def _chosen(key: str) -> None:
    wanted = list(st.session_state[f"choose-{key}"])
    session.refine(lambda now: _choose(now, key, wanted))
    afresh.moved()


def _choose(now: Filters, key: str, wanted: Sequence[str]) -> Filters:
    left = [value for value in picking.excluded(now, key) if value not in wanted]
    return now.pick(key, wanted).exclude(key, left)
