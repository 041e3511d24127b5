"""All movements that a document tells, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.flights.draft import Draft, draft_of, triggers_of
from pipeline.flights.segment import Segment
from pipeline.flights.sighting import another_night, sightings


def drafts_of(segments: Sequence[Segment]) -> Iterator[Draft]:
    """The movements that the segments of a document tell, in text order."""
    paragraphs = _modes_of_paragraphs(segments)
    drones: Draft | None = None
    for number, segment in enumerate(segments):
        draft = (drones and another_night(drones, segment)) or draft_of(
            segment, paragraphs[segment.sentence.paragraph]
        )
        if draft is None:
            continue
        drones = None
        if draft.kind == "drone":
            for drones in sightings(draft, segments[:number]):
                yield drones
        else:
            yield draft


def _modes_of_paragraphs(segments: Sequence[Segment]) -> dict[int, frozenset[str]]:
    modes: dict[int, frozenset[str]] = {}
    for segment in segments:
        paragraph = segment.sentence.paragraph
        modes[paragraph] = modes.get(paragraph, frozenset()) | triggers_of(segment)
    return modes
