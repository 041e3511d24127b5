"""Patterns that begin alike, filed by what must follow, so that few of them are tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Generic, TypeVar

P = TypeVar("P")
KEY = 3  # letters of a wildcard's fixed part that index it


class Bucket(Generic[P]):
    """Patterns with what may follow: words, ``abc*`` for those that begin so, "" for any.

    With the words stands whether they come behind a gap. Patterns come out in their order.
    """

    __slots__ = ("_always", "_any", "_far", "_near", "_patterns")

    def __init__(self, patterns: Iterable[tuple[tuple[Sequence[str], bool], P]]) -> None:
        self._patterns: list[P] = []
        self._any: list[int] = []  # here and below are numbers of patterns
        self._near: dict[str, list[int]] = {}
        self._far: dict[str, list[int]] = {}
        for number, ((keys, gap), pattern) in enumerate(patterns):
            self._patterns.append(pattern)
            for key in keys:
                place = self._far if gap else self._near
                (place.setdefault(key, []) if key else self._any).append(number)
        self._always = [self._patterns[number] for number in self._any]

    def fitting(self, behind: str, beginning: str, around: Set[str]) -> Sequence[P]:
        """The patterns left possible by the word behind, by its beginning as patterns are filed
        by it, and by those words and beginnings of the sentence that are asked for anywhere."""
        near, far = self._near.get, self._far
        by_word, by_beginning = near(behind), near(beginning)
        distant = far and not far.keys().isdisjoint(around)
        if not (by_word or by_beginning or distant):
            return self._always
        found = {*(by_word or ()), *(by_beginning or ()), *self._any}
        if distant:
            found.update(*(far[key] for key in far.keys() & around))
        return [self._patterns[number] for number in sorted(found)]


def beginnings(words: Iterable[str]) -> list[str]:
    """How the words begin, as patterns are filed by it."""
    return [word[:KEY] + "*" for word in words]
