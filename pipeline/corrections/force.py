"""Which corrections hold, which events they are about, and what they say of merging.

All of it depends on the entries alone, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.corrections.anchor import Anchor, find
from pipeline.corrections.changes import Join, Split, Undo
from pipeline.corrections.entry import Correction
from pipeline.model import Event, Links, telling_id


def undone_by(entries: Iterable[Correction]) -> dict[str, Correction]:
    """For each entry that does not hold, by its id, the latest undoing of it that holds."""
    all_of = {entry.id: entry for entry in entries}
    undoings: dict[str, list[str]] = {}
    for name, entry in all_of.items():
        if isinstance(entry.change, Undo):
            undoings.setdefault(entry.change.of, []).append(name)
    holds: dict[str, bool] = {}
    # The id of an undoing is a hash that holds the other's id, so no chain of them is a ring.
    for name in all_of:
        _settle(name, undoings, holds)
    held = {name: [all_of[by] for by in bys if holds[by]] for name, bys in undoings.items()}
    return {name: max(bys, key=_order) for name, bys in held.items() if bys}


def _settle(name: str, undoings: Mapping[str, Sequence[str]], holds: dict[str, bool]) -> None:
    """Whether an entry holds: when no undoing of it does. Without recursion: chains may be long."""
    waiting = [name]
    while waiting:
        last = waiting[-1]
        open_ones = [by for by in undoings.get(last, ()) if by not in holds]
        if open_ones:
            waiting += open_ones
        else:
            holds[last] = not any(holds[by] for by in undoings.get(last, ()))
            waiting.pop()


def in_force(entries: Iterable[Correction]) -> tuple[Correction, ...]:
    """The entries that hold, without the undoings themselves, the oldest first."""
    all_of = tuple({entry.id: entry for entry in entries}.values())
    undone = undone_by(all_of)
    kept = (e for e in all_of if e.id not in undone and not isinstance(e.change, Undo))
    return tuple(sorted(kept, key=_order))


def _order(entry: Correction) -> tuple[str, str]:
    return entry.at.isoformat(timespec="microseconds"), entry.id


@dataclass(frozen=True)
class Fitted:
    """Corrections that hold, and the tellings of the articles that they speak of."""

    entries: tuple[Correction, ...]  # the oldest first
    told: Callable[[str], Sequence[Event]]  # the tellings of an article

    def names(self, anchors: Iterable[Anchor]) -> tuple[str, ...]:
        """Ids of the tellings that are found."""
        found = (find(anchor, self.told(anchor.article_id)) for anchor in anchors)
        return tuple(dict.fromkeys(telling_id(one) for one in found if one is not None))

    @cached_property
    def _by_telling(self) -> dict[str, list[int]]:
        """Positions in ``entries`` of those about the event of a telling, by its id."""
        found: dict[str, list[int]] = {}
        for at, entry in enumerate(self.entries):
            for name in self._owner(entry):
                found.setdefault(name, []).append(at)
        return found

    def _owner(self, entry: Correction) -> frozenset[str]:
        if not isinstance(entry.change, Join | Split):
            return frozenset(self.names(entry.about)[:1])
        sides = (self.names(entry.about), self.names(entry.change.others))
        return frozenset(name for side in sides for name in side) if all(sides) else frozenset()

    def touched(self) -> frozenset[str]:
        """Ids of all tellings that any of them speaks of."""
        spoken = (anchor for entry in self.entries for anchor in entry.mentioned)
        return frozenset(self.names(spoken))

    def of(self, event: Event) -> tuple[Correction, ...]:
        """Those about this event, the oldest first."""
        found = {at for name in event.mention_ids for at in self._by_telling.get(name, ())}
        return tuple(self.entries[at] for at in sorted(found))

    def links(self) -> Links:
        """Which tellings must stay together and which apart. Where two disagree the later holds."""
        bonds = _Bonds()
        for entry in reversed(self.entries):
            for one, other, same in self._wishes(entry):
                bonds.add(one, other, same=same)
        return bonds.links()

    def _wishes(self, entry: Correction) -> Iterator[tuple[str, str, bool]]:
        """Pairs of tellings, and whether they are of one happening."""
        if not isinstance(entry.change, Join | Split):
            return
        own, others = self.names(entry.about), self.names(entry.change.others)
        if not own or not others:
            return
        same = isinstance(entry.change, Join)
        yield from ((own[0], name, True) for name in own[1:])
        if same:
            yield from ((own[0], name, True) for name in others)
        else:
            yield from ((one, other, False) for one in own for other in others if one != other)


class _Bonds:
    """Groups and the pairs that no group may hold; what is added first holds."""

    def __init__(self) -> None:
        self._group: dict[str, set[str]] = {}
        self._apart: set[frozenset[str]] = set()

    def add(self, one: str, other: str, *, same: bool) -> None:
        """Bind or part two tellings, unless that contradicts what is there."""
        mine, theirs = self._of(one), self._of(other)
        if not same and mine is not theirs:
            self._apart.add(frozenset((one, other)))
        elif same and mine is not theirs and not self._parted(mine, theirs):
            mine |= theirs
            for name in theirs:
                self._group[name] = mine

    def _of(self, name: str) -> set[str]:
        return self._group.setdefault(name, {name})

    def _parted(self, mine: set[str], theirs: set[str]) -> bool:
        return any(frozenset((a, b)) in self._apart for a in mine for b in theirs)

    def links(self) -> Links:
        groups = {tuple(sorted(group)) for group in self._group.values() if len(group) > 1}
        pairs = (sorted(pair) for pair in self._apart)
        return Links(tuple(sorted(groups)), tuple(sorted((one, other) for one, other in pairs)))
