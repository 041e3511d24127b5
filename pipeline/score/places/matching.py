"""Which found toponym belongs to which annotated one, and how far apart they lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Point, Span
from pipeline.score.places.gold import GoldDocument, Predicted

EARTH_KM = 6371.0088  # mean radius (IUGG); the corpora's tolerance is far above the difference
FARTHEST_KM = 20039.0  # half the equator: the error of a toponym that was not placed

Pairs = tuple[tuple[int, int], ...]  # index of the annotated and of the found toponym


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one document."""

    exact: tuple[int, int, int]  # right, too much, missed: same start and end
    overlap: tuple[int, int, int]  # the same where a shared code point is enough
    pairs: Pairs  # by overlap
    errors: tuple[float | None, ...]  # km, of matched toponyms with a position; None: not placed
    judged: int  # found toponyms that end-to-end precision counts
    placeable: int  # annotated toponyms with a position


def tally(gold: GoldDocument, found: Sequence[Predicted]) -> Tally:
    """Match and count."""
    wanted = [one.span for one in gold.toponyms]
    offered = [one.span for one in found]
    exact, overlap = _same(wanted, offered), _overlapping(wanted, offered)
    placed = [
        (gold.toponyms[mine].point, found[theirs].point)
        for mine, theirs in overlap
        if gold.toponyms[mine].point is not None
    ]
    counts = _counts(gold, offered, overlap)
    return Tally(
        exact=_counts(gold, offered, exact),
        overlap=counts,
        pairs=overlap,
        errors=tuple(distance_km(a, b) if a and b else None for a, b in placed),
        judged=counts[1] + len(placed),
        placeable=sum(one.point is not None for one in gold.toponyms),
    )


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance."""
    north, south = math.radians(one.lat), math.radians(other.lat)
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _counts(gold: GoldDocument, offered: Sequence[Span], pairs: Pairs) -> tuple[int, int, int]:
    matched = {theirs for _, theirs in pairs}
    extra = sum(
        at not in matched and not any(span.overlaps(zone) for zone in gold.ignore)
        for at, span in enumerate(offered)
    )
    return len(pairs), extra, len(gold.toponyms) - len(pairs)


def _same(wanted: Sequence[Span], offered: Sequence[Span]) -> Pairs:
    places = {span: at for at, span in reversed(list(enumerate(wanted)))}
    pairs: dict[int, int] = {}
    for theirs, span in enumerate(offered):
        if span in places:
            pairs.setdefault(places[span], theirs)
    return tuple(pairs.items())


def _overlapping(wanted: Sequence[Span], offered: Sequence[Span]) -> Pairs:
    """One to one, the largest share of the longer span first."""
    shares = sorted(
        (-_share(one, other), mine, theirs)
        for mine, one in enumerate(wanted)
        for theirs, other in enumerate(offered)
        if one.overlaps(other)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, mine, theirs in shares:
        if mine not in taken and theirs not in used:
            taken[mine] = theirs
            used.add(theirs)
    return tuple(taken.items())


def _share(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / max(one.end - one.start, other.end - other.start)
