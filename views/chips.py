"""The active filters as chips, each of which lifts its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from views import session, words
from views.choose import FACET, FACETS
from views.state import Clock, Filters


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


def lift(chip: Chip) -> None:
    """Take this filter away."""
    if chip.key == "dates":
        session.set_dates(None, None)
    else:
        session.refine(lambda filters: without(filters, chip))


def _values(filters: Filters, key: str) -> Iterator[Chip]:
    name = FACET[key].name
    for value in filters.picked.get(key, ()):
        yield Chip(key, value, f"{_heading(key, value)}: {name(value)}")
    for value in filters.excluded.get(key, ()):
        yield Chip(key, value, f"{_heading(key, value)}: {name(value)}", excluded=True)


def _heading(key: str, value: str) -> str:
    """A mode may be called as its type is."""
    return "Mode" if key == "type" and not value.isupper() else FACET[key].label
