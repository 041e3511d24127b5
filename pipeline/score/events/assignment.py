"""The best one-to-one pairing of rows and columns of a table of scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_Ints = NDArray[np.intp]
_FREE = -1


def pair_up(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of the largest total score, ordered by column.

    ``scores`` is a rectangle of numbers from 0 up; 0 means that the two must not be paired.
    Ties go to the earliest column.  Shortest augmenting paths, cubic in the longer side.
    """
    if not scores or not scores[0]:
        return []
    table = np.asarray(scores, dtype=np.float64)
    owners = _Matching(_square(-table)).owners()
    rows, columns = table.shape
    pairs = [(int(owners[column]), column) for column in range(columns)]
    return [(row, column) for row, column in pairs if row < rows and table[row, column] > 0]


def _square(costs: _Floats) -> _Floats:
    side = max(costs.shape)
    padded = np.zeros((side, side))
    padded[: costs.shape[0], : costs.shape[1]] = costs
    return padded


class _Matching:
    """A matching that grows by one row at a time, with the dual prices that prove it best."""

    def __init__(self, costs: _Floats) -> None:
        side = len(costs)
        self._costs = costs
        self._row_price: _Floats = np.zeros(side)
        self._column_price: _Floats = np.zeros(side)
        self._owner: _Ints = np.full(side, _FREE, dtype=np.intp)

    def owners(self) -> _Ints:
        """The row that each column goes to."""
        for row in range(len(self._costs)):
            self._add(row)
        return self._owner

    def _add(self, start: int) -> None:
        side = len(self._costs)
        slack: _Floats = np.full(side, np.inf)
        reached: NDArray[np.bool_] = np.zeros(side, dtype=bool)
        came_from: _Ints = np.full(side, _FREE, dtype=np.intp)
        row, column = start, _FREE
        while True:
            self._relax(row, column, slack=slack, reached=reached, came_from=came_from)
            column = int(np.argmin(np.where(reached, np.inf, slack)))
            self._reprice(slack[column], start, slack=slack, reached=reached)
            if self._owner[column] == _FREE:
                break
            reached[column] = True
            row = int(self._owner[column])
        self._augment(column, start, came_from)

    def _relax(
        self, row: int, column: int, *, slack: _Floats, reached: NDArray[np.bool_], came_from: _Ints
    ) -> None:
        reduced = self._costs[row] - self._row_price[row] - self._column_price
        better = ~reached & (reduced < slack)
        slack[better] = reduced[better]
        came_from[better] = column

    def _reprice(
        self, step: np.float64, start: int, *, slack: _Floats, reached: NDArray[np.bool_]
    ) -> None:
        self._row_price[start] += step
        self._row_price[self._owner[reached]] += step
        self._column_price[reached] -= step
        slack[~reached] -= step

    def _augment(self, column: int, start: int, came_from: _Ints) -> None:
        while came_from[column] != _FREE:
            before = int(came_from[column])
            self._owner[column] = self._owner[before]
            column = before
        self._owner[column] = start
