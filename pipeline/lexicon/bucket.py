"""Patterns that begin alike, filed by what must follow, so that few of them are tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from typing import Generic, TypeVar

P = TypeVar("P")
KEY = 3  # letters of a wildcard's fixed part that index it


class Bucket(Generic[P]):
    """Patterns with what may follow: words, ``abc*`` for those that begin so, "" for any.

    With the words stands whether they come behind a gap. Patterns come out in their order.
    """

    __slots__ = ("_any", "_far", "_near", "_order")

    def __init__(self, patterns: Iterable[tuple[tuple[Sequence[str], bool], P]]) -> None:
        self._any: list[P] = []
        self._near: dict[str, list[P]] = defaultdict(list)
        self._far: dict[str, list[P]] = defaultdict(list)
        self._order: dict[int, int] = {}
        for number, ((keys, gap), pattern) in enumerate(patterns):
            self._order[id(pattern)] = number
            for key in keys:
                place = self._any if not key else (self._far if gap else self._near)[key]
                place.append(pattern)

    def fitting(self, behind: str, around: Set[str]) -> Sequence[P]:
        """The patterns left possible by the word behind and by all ``sought`` of the sentence."""
        found = self._next(behind) if self._near else ()
        if self._far and not self._far.keys().isdisjoint(around):
            found = [*found, *(p for key in self._far.keys() & around for p in self._far[key])]
        return self._in_order(found) if found else self._any

    def _next(self, word: str) -> Sequence[P]:
        """The patterns that go on with this word."""
        exact, head = self._near.get(word), self._near.get(word[:KEY] + "*")
        return [*exact, *head] if exact and head else exact or head or ()

    def _in_order(self, found: Sequence[P]) -> Sequence[P]:
        if len(found) == 1 and not self._any:
            return found
        unique = {id(pattern): pattern for pattern in (*self._any, *found)}
        return [unique[key] for key in sorted(unique, key=self._order.__getitem__)]


def sought(words: Collection[str]) -> Set[str]:
    """The words and their beginnings, as patterns are filed by them."""
    return {*words, *[word[:KEY] + "*" for word in words]}
