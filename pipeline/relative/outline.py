"""The outline of a field on a grid: rings that do not cross themselves, with few corners.

The lines of equal height are walked cell by cell (marching squares, as in Lorensen and Cline 1987
for volumes); corners are left out by Visvalingam's rule (Visvalingam and Whyatt 1993), and only
where no other corner lies in the triangle that goes with them, so that nothing comes to cross.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pipeline.relative.geodesy import Array
from pipeline.relative.grid import Field

EDGE_SHARE = 0.1  # a corner keeps so far from the ends of its edge, so that no two coincide
STRAIGHT = 1e-9  # of a cell: the area of a corner that is none
_SOUTH, _EAST, _NORTH, _WEST = range(4)
# Edges of a cell that the outline goes from and to, the inside on its left. The bits of the key
# are the corners inside: 1 south-west, 2 south-east, 4 north-east, 8 north-west.
_WAYS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((_SOUTH, _WEST),),
    2: ((_EAST, _SOUTH),),
    3: ((_EAST, _WEST),),
    4: ((_NORTH, _EAST),),
    5: ((_SOUTH, _WEST), (_NORTH, _EAST)),
    6: ((_NORTH, _SOUTH),),
    7: ((_NORTH, _WEST),),
    8: ((_WEST, _NORTH),),
    9: ((_SOUTH, _NORTH),),
    10: ((_EAST, _SOUTH), (_WEST, _NORTH)),
    11: ((_EAST, _NORTH),),
    12: ((_WEST, _EAST),),
    13: ((_SOUTH, _EAST),),
    14: ((_WEST, _SOUTH),),
}
_Edge = tuple[int, int, bool]  # row, column, whether it runs along the row


def rings(field: Field) -> Iterator[Array]:
    """Closed outlines of where the field is above zero, as rows and columns with fractions.

    Counter-clockwise around the inside, clockwise around a hole; the last corner is not repeated.
    """
    framed = np.pad(field, 1, constant_values=-abs(float(field.max())) - 1.0)
    after = dict(_steps(framed))
    while after:
        first = edge = next(iter(after))
        corners = []
        while edge in after:
            corners.append(_corner(framed, edge))
            edge = after.pop(edge)
        if edge == first:
            yield np.array(corners) - 1.0  # the frame


def _steps(field: Field) -> Iterator[tuple[_Edge, _Edge]]:
    inside = (field > 0).astype(int)
    keys = inside[:-1, :-1] + 2 * inside[:-1, 1:] + 4 * inside[1:, 1:] + 8 * inside[1:, :-1]
    for row, column in np.argwhere((keys > 0) & (keys < 15)).tolist():
        edges = (
            (row, column, True),
            (row, column + 1, False),
            (row + 1, column, True),
            (row, column, False),
        )
        for start, end in _WAYS[int(keys[row, column])]:
            yield edges[start], edges[end]


def _corner(field: Field, edge: _Edge) -> tuple[float, float]:
    """Where the field is zero on an edge."""
    row, column, along = edge
    one = float(field[row, column])
    other = float(field[row, column + 1] if along else field[row + 1, column])
    share = min(1.0 - EDGE_SHARE, max(EDGE_SHARE, one / (one - other)))
    return (row, column + share) if along else (row + share, column)


def area_of(ring: Array) -> float:
    """Signed area in cells; above zero when counter-clockwise (columns east, rows north)."""
    rows, columns = ring[:, 0], ring[:, 1]
    return float(np.sum(columns * np.roll(rows, -1) - np.roll(columns, -1) * rows)) / 2


def simplified(shape: Sequence[Array], keep: Array, *, corners: int, least: float) -> list[Array]:
    """The rings with at most so many corners in all, and none that makes less than ``least`` area.

    ``keep``: positions that stay on their side of every outline, (n, 2).
    """
    points = np.concatenate([*shape, keep])
    sizes = [len(ring) for ring in shape]
    starts = np.cumsum([0, *sizes])
    before, after = np.arange(len(points)) - 1, np.arange(len(points)) + 1
    for first, end in pairwise(starts):
        before[first], after[end - 1] = end - 1, first
    left, alive = sum(sizes), np.ones(len(points), dtype=bool)
    in_ring = np.repeat(np.arange(len(sizes)), sizes)
    gains = np.full(len(points), np.inf)
    for at in range(left):
        gains[at] = _triangle(points, before[at], at, after[at])
    while True:
        at = int(np.argmin(gains))
        if not np.isfinite(gains[at]) or (gains[at] >= least and left <= corners):
            break
        one, other = int(before[at]), int(after[at])
        bent = gains[at] > STRAIGHT  # nothing can lie between a corner and its straight side
        if sizes[in_ring[at]] <= 4 or (bent and _holds(points, alive, one, at, other)):
            gains[at] = np.inf
            continue
        alive[at], gains[at] = False, np.inf
        after[one], before[other] = other, one
        left, sizes[in_ring[at]] = left - 1, sizes[in_ring[at]] - 1
        gains[one] = _triangle(points, before[one], one, other)
        gains[other] = _triangle(points, one, other, after[other])
    return [points[first:end][alive[first:end]] for first, end in pairwise(starts)]


def _triangle(points: Array, one: int, at: int, other: int) -> float:
    (ay, ax), (by, bx), (cy, cx) = points[one], points[at], points[other]
    return abs(float((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))) / 2


def _holds(points: Array, alive: npt.NDArray[np.bool_], one: int, at: int, other: int) -> bool:
    """Whether another corner lies in the triangle or on its sides."""
    (ay, ax), (by, bx), (cy, cx) = points[one], points[at], points[other]
    y, x = points[:, 0], points[:, 1]
    ab = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    bc = (cx - bx) * (y - by) - (cy - by) * (x - bx)
    ca = (ax - cx) * (y - cy) - (ay - cy) * (x - cx)
    held = ((ab >= 0) & (bc >= 0) & (ca >= 0)) | ((ab <= 0) & (bc <= 0) & (ca <= 0))
    held &= alive
    held[[one, at, other]] = False
    return bool(held.any())
