"""Aircraft that a sentence names without moving them, when the next one tells their way.

"A rare guest caught the eye of spotters, an RC-135W. The jet had come from Mildenhall": the first
sentence tells of no movement, and the second names no type.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.flights.draft import Draft, when_of
from pipeline.flights.parties import parties_of
from pipeline.flights.segment import Segment
from pipeline.model import Aircraft

_FORCES = frozenset({"bomber", "fighter", "attack", "tanker", "patrol", "recon", "awacs"})
_NOT_BESIDE = ("flights.veto", "flights.ships")


def introduced(segment: Segment, draft: Draft) -> Draft:
    """The piece with the aircraft of the sentence right before it, if it takes them up."""
    own = _named(segment)
    if own is None or not _takes_up(segment, draft, own):
        return draft
    parties = parties_of(segment, "air").without([p.found for p in draft.places])
    return replace(
        draft,
        parties=parties,
        when=draft.when or when_of(segment),
        anaphoric=False,
        again=frozenset(),
        pronoun=False,
        silent=False,
    )


def _named(segment: Segment) -> Aircraft | None:
    """The aircraft of the one type that the sentence names, of an armed force."""
    typed = {a.icao: a for a in segment.aircraft if a.icao}
    only = next(iter(typed.values())) if len(typed) == 1 else None
    plain = all(clause.modality == "asserted" for clause in segment.clauses)
    happens = segment.language.happening_words.find(segment.tokens) if only else ()
    if only is None or only.category not in _FORCES or not plain or happens:
        return None
    return None if any(map(segment.has, _NOT_BESIDE)) else only


def _takes_up(segment: Segment, draft: Draft, own: Aircraft) -> bool:
    now = draft.segment
    beside = segment.number + 1 == now.number
    if not beside or segment.sentence.paragraph != now.sentence.paragraph:
        return False
    told = draft.modality == "asserted" and draft.polarity == "positive"
    unnamed = not any(a.icao for a in draft.parties.own)
    alike = {a.category for a in draft.parties.own} | draft.again
    return (
        draft.kind == "air"
        and draft.anaphoric
        and told
        and unnamed
        and not draft.civil
        and bool(draft.places)
        and alike <= {own.category, "aircraft"}
    )
