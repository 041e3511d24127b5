"""Aircraft that are somewhere, when the next sentence tells how they came there.

"Six F-22s have been at Kadena since Monday. The fighters came from Langley": no verb of the first
sentence moves them.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.flights.draft import Draft, when_of
from pipeline.flights.guards import POINTS
from pipeline.flights.parties import parties_of
from pipeline.flights.roles import RolePlace, roles_of
from pipeline.flights.segment import Segment

_OTHERS = frozenset({"airliner", "light", "business", "drone", "helicopter", "firefighting"})


def arrived(segment: Segment, draft: Draft) -> tuple[Draft, ...]:
    """What this sentence and the piece right behind it tell together; that piece alone if nothing.

    The piece takes up the aircraft of the sentence and says where they came from.
    """
    places = [p for p in roles_of(segment) if _is_where_they_are(p)]
    if not (places and _goes_with(segment, draft)) or segment.has("flights.veto"):
        return (draft,)
    end = replace(places[0].found, role="destination", reached=True)
    first = replace(
        draft,
        segment=segment,
        parties=parties_of(segment, "air").without([end]),
        places=(replace(places[0], cue="destination", found=end),),
        when=when_of(segment),
        anaphoric=False,
        again=frozenset(),
        pronoun=False,
        silent=False,
        triggers=frozenset({"air_deploy"}),
        moves=frozenset({"arrive"}),
    )
    return first, replace(draft, anaphoric=True, parties=replace(draft.parties, own=()))


def _is_where_they_are(place: RolePlace) -> bool:
    plain = place.cue == "location" and place.place.precision in POINTS
    return plain and place.place.relation is None


def _goes_with(segment: Segment, draft: Draft) -> bool:
    """Whether the piece is of the aircraft of the sentence right before it."""
    now = draft.segment
    beside = segment.number + 1 == now.number
    if not beside or segment.sentence.paragraph != now.sentence.paragraph:
        return False
    typed = {a.category for a in segment.aircraft if a.icao} - _OTHERS
    own = {a.category for a in draft.parties.own} - {"aircraft"}
    named = any(a.icao for a in draft.parties.own)
    plain = all(clause.modality == "asserted" for clause in segment.clauses)
    origin = draft.modality == "asserted" and bool(draft.of_role("origin"))
    again = draft.anaphoric or bool(draft.parties.own)
    return bool(typed) and origin and again and plain and not named and own <= typed
