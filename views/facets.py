"""The facets at the side: under each heading lists of values with counts and small bars.

Each count is of the events that pass the other filters. A list of many values shows the greatest
ones; the others are searched. The types are the legend of the map and unfold into their modes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import streamlit as st

from views import choose, filters, palette, picking, session, words
from views.choose import GROUPS, Choice, Facet, Group
from views.data import Snapshot
from views.markup import Html, el, label
from views.picking import Value
from views.state import MAX_VALUES, Filters

OPEN: Final[frozenset[Group]] = frozenset({"What"})  # when the page is opened
COUNTED: Final = "Each number counts the events that pass the other filters."
GREATEST: Final = 5  # values of a long list that are shown without searching
LONG: Final = 12  # a longer list is searched
SEARCHED: Final = 500  # values that a list offers for searching, the most frequent first


def facets(snapshot: Snapshot, choice: Choice) -> None:
    """All facets under their headings; what is folded up is neither counted nor sent."""
    st.html(el("p", COUNTED, css="caption"))
    for group in GROUPS:
        name = f"group-{group.lower().replace(' ', '-')}"
        st.session_state.setdefault(name, group in OPEN)
        heading = st.expander(group, key=name, on_change="rerun")
        if heading.open:
            with heading:
                for facet in choose.FACETS:
                    if facet.group == group:
                        _facet(snapshot, choice, facet)


def _facet(snapshot: Snapshot, choice: Choice, facet: Facet) -> None:
    now = session.get().filters
    own = (*picking.picked(now, facet.key), *picking.excluded(now, facet.key))
    totals = choose.counts(snapshot, choice, facet.key, picking.excluded(now, facet.key))
    if len(totals) <= 1 and not own:
        return
    with st.container(key=f"facet-{facet.key}", gap=None):
        if facet.label != facet.group:
            st.markdown(f"**{facet.label}**")
        if facet.key == "type":
            _types(snapshot, facet, totals, own)
        elif facet.many or len(totals) > LONG:
            _greatest(facet, totals, own)
        else:
            _values(facet, _ordered(facet, totals, own), totals)


def _ordered(facet: Facet, totals: Iterable[str], own: Iterable[str]) -> list[str]:
    """Values in a fixed order, so that a box does not move under the pointer."""
    present = {*totals, *own}
    known = [value for value in facet.order if value in present]
    return [*known, *sorted(present - set(known), key=facet.name)]


def _greatest(facet: Facet, totals: Mapping[str, int], own: Sequence[str]) -> None:
    """The greatest values and the chosen ones; a box to search the others."""
    shown = [value for at, value in enumerate(totals) if at < GREATEST or value in own]
    _values(facet, [*shown, *(value for value in own if value not in totals)], totals)
    if len(totals) > GREATEST:
        _chooser(facet, totals)


def _types(snapshot: Snapshot, facet: Facet, totals: Mapping[str, int], own: Sequence[str]) -> None:
    """Each type and, unfolded, its modes."""
    modes = choose.modes(snapshot)
    nested = {mode for own_modes in modes.values() for mode in own_modes}
    tops = _ordered(
        facet, (v for v in totals if v not in nested), (v for v in own if v not in nested)
    )
    most = max((totals.get(value, 0) for value in tops), default=0)
    for at, kind in enumerate(tops):
        below = modes.get(kind, ())
        name = kind if kind in palette.TYPES else f"OTHER-{at}"
        folds = len(below) > 1 or any(mode in own for mode in below)
        unfolded = folds and (_is_unfolded(kind) or any(mode in own for mode in below))
        with st.container(key=f"kind-{name}", gap=None):
            _row(facet, Value("type", kind, children=below), totals, name=name,
                 fold=unfolded if folds else None)  # fmt: skip
            if unfolded:
                with st.container(key=f"modes-{name}", gap=None):
                    for place, mode in enumerate(below):
                        _row(facet, Value("type", mode, parent=kind), totals, name=f"{at}-{place}")
            _bars("type", {name: totals.get(kind, 0)} | (
                {f"{at}-{place}": totals.get(mode, 0) for place, mode in enumerate(below)}
                if unfolded else {}), most)  # fmt: skip
    st.html(el("p", filters.SIGNS, css="caption"))


def _values(facet: Facet, values: Sequence[str], totals: Mapping[str, int]) -> None:
    counts = {str(at): totals.get(value, 0) for at, value in enumerate(values)}
    for at, value in enumerate(values):
        _row(facet, Value(facet.key, value), totals, name=str(at))
    _bars(facet.key, counts, max(counts.values(), default=0))


def _bars(key: str, counts: Mapping[str, int], most: int) -> None:
    """The length of each row's bar, of ``most`` the whole width. Only numbers go into the sheet."""
    rules = [
        f".st-key-value-{key}-{name}{{--w:{round(100 * count / max(most, 1))}%}}"
        for name, count in counts.items()
    ]
    st.html(Html(f"<style>{''.join(rules)}</style>"))


def _row(
    facet: Facet, it: Value, totals: Mapping[str, int], *, name: str, fold: bool | None = None
) -> None:
    """A box with name and count, and what else can be done with the value.

    ``fold`` tells whether the values under it are shown; None when there are none.
    """
    now = session.get().filters
    unwanted = it.value in picking.excluded(now, facet.key)
    said = label(facet.name(it.value))
    text = f"{said} · {words.number(totals.get(it.value, 0))}"
    box = f"box-{facet.key}-{it.value}"
    st.session_state[box] = it.value in picking.picked(now, facet.key)
    with st.container(
        key=f"value-{facet.key}-{name}", horizontal=True, gap=None, wrap=False,
        vertical_alignment="center",
    ):  # fmt: skip
        st.checkbox(
            text, key=box, on_change=_ticked, args=(it,),
            width="stretch", wrap=True,
        )  # fmt: skip
        _button(f"only-{facet.key}-{it.value}", f"Only {said}", _only, it)
        undo = "Do not exclude" if unwanted else "Exclude"
        _button(f"not-{facet.key}-{it.value}", f"{undo} {said}", _exclude, it, pressed=unwanted)
        if fold is not None:
            st.button(
                f"{'Fold' if fold else 'Unfold'} {said}", key=f"fold-{it.value}", type="tertiary",
                icon=":material/expand_more:" if fold else ":material/chevron_right:",
                on_click=_fold, args=(it.value,),
            )  # fmt: skip


def _button(
    key: str, text: str, act: Callable[[Value], None], it: Value, *, pressed: bool = False
) -> None:
    """A small button; the sheet shows a short word in place of the whole text."""
    st.button(
        text, key=key, type="secondary" if pressed else "tertiary", on_click=act, args=(it,)
    )  # fmt: skip


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


def _is_unfolded(kind: str) -> bool:
    return kind in st.session_state.get("unfolded", ())


def _fold(kind: str) -> None:
    now = frozenset(st.session_state.get("unfolded", ()))
    st.session_state["unfolded"] = now ^ {kind}


def _ticked(it: Value) -> None:
    on = bool(st.session_state[f"box-{it.key}-{it.value}"])
    session.refine(lambda now: picking.tick(now, it, on=on))


def _only(it: Value) -> None:
    session.refine(lambda now: picking.only(now, it))


def _exclude(it: Value) -> None:
    session.refine(lambda now: picking.exclude(now, it))


def _chosen(key: str) -> None:
    values = list(st.session_state[f"choose-{key}"])
    session.refine(lambda now: _choose(now, key, values))


def _choose(now: Filters, key: str, values: Sequence[str]) -> Filters:
    left = [value for value in picking.excluded(now, key) if value not in values]
    return now.pick(key, values).exclude(key, left)
