"""Patterns that begin alike, filed by what must follow, so that few of them are tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from pipeline.model import Token

P = TypeVar("P")
GAP_TOKENS = 12  # longest gap of "...": the field of a German or Dutch verb seldom is longer
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

    def fitting(self, tokens: Sequence[Token], at: int) -> Sequence[P]:
        """The patterns that the tokens behind this one leave possible."""
        if not (self._near or self._far):
            return self._any
        found: list[P] = []
        if self._near and at + 1 < len(tokens):
            found += _filed(self._near, (tokens[at + 1].lower,))
        if self._far:
            words = {token.lower for token in tokens[at + 1 : at + 2 + GAP_TOKENS]}
            found += _filed(self._far, words)
        if not found:
            return self._any
        unique = {id(pattern): pattern for pattern in (*self._any, *found)}
        return [unique[key] for key in sorted(unique, key=self._order.__getitem__)]


def _filed(index: dict[str, list[P]], words: Iterable[str]) -> list[P]:
    found: list[P] = []
    beginnings = set()
    for word in words:
        found += index.get(word, ())
        beginnings.add(word[:KEY] + "*")
    for beginning in beginnings:
        found += index.get(beginning, ())
    return found
