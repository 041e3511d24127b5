"""What a click on a value of a facet makes of the filters.

A value may stand under another one: a mode under its type. The type with all its modes is one
wish, a mode alone another one, so that ticking one takes the tick from the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from views.state import Filters


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet and its kin."""

    key: str  # of the facet
    value: str
    parent: str = ""  # the value that it stands under; empty at the top
    children: tuple[str, ...] = ()  # the values that stand under it


def picked(filters: Filters, key: str) -> tuple[str, ...]:
    """The wanted values of a facet."""
    return filters.picked.get(key, ())


def excluded(filters: Filters, key: str) -> tuple[str, ...]:
    """The unwanted values of a facet."""
    return filters.excluded.get(key, ())


def tick(filters: Filters, it: Value, *, on: bool) -> Filters:
    """Want this value beside the others of its facet, or no longer."""
    if not on:
        return filters.pick(it.key, _less(picked(filters, it.key), (it.value,)))
    rest = _less(picked(filters, it.key), (it.value, it.parent, *it.children))
    allowed = _less(excluded(filters, it.key), (it.value, it.parent))
    return filters.pick(it.key, [*rest, it.value]).exclude(it.key, allowed)


def only(filters: Filters, it: Value) -> Filters:
    """Want this value and no other of its facet."""
    return filters.pick(it.key, [it.value]).exclude(it.key, ())


def exclude(filters: Filters, it: Value) -> Filters:
    """Want everything but this value; a second time lifts it."""
    now = excluded(filters, it.key)
    if it.value in now:
        return filters.exclude(it.key, _less(now, (it.value,)))
    left = _less(picked(filters, it.key), (it.value, *it.children))
    return filters.pick(it.key, left).exclude(it.key, [*_less(now, it.children), it.value])


# What a row of a facet reports, and what it makes of the filters.
VERBS: Final[Mapping[str, Callable[[Filters, Value], Filters]]] = {
    "tick": partial(tick, on=True), "untick": partial(tick, on=False), "only": only, "not": exclude,
}  # fmt: skip


def _less(values: Sequence[str], gone: Iterable[str]) -> list[str]:
    unwanted = set(gone)
    return [value for value in values if value not in unwanted]
