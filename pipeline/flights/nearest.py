"""The word of movement that is nearest to a place."""

from __future__ import annotations

from pipeline.flights.segment import Segment
from pipeline.lexicon import Hit

VERBS = frozenset({"takeoff", "fly", "arrive", "bring", "send", "seen"})
_BEHIND = 2  # tokens that a verb behind the place counts as further away
_ITS_OWN = -8  # and where every verb stands behind its places: "Gence'den kalkarak Bakü'ye indi"


def nearest_movement(segment: Segment, at: int) -> str:
    """Label of the movement word nearest to a token; empty when there is none.

    A word before the place is nearer than one as far behind it, except where clauses end in verbs.
    """
    hits = [hit for hit in segment.hits("flights.movement") if hit.label in VERBS]
    if not hits:
        return ""
    final = segment.language.get("clauses.verb_final")  # "in Wunstorf gestartet"
    behind = -1 if final else _BEHIND
    if segment.language.get("clauses.finite"):
        behind = _ITS_OWN
    return min(hits, key=lambda hit: distance_to(hit, at, behind)).label


def distance_to(hit: Hit, at: int, behind: int = _BEHIND) -> int:
    """Tokens between a word and the token at this index, and ``behind`` when it stands behind."""
    if hit.last <= at:
        return at - hit.last
    return max(0, hit.first - at) + behind
