"""The date of a movement: its own, that of the text before it or of the movement told before."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flights.track import Track
from pipeline.lexicon.carried import (
    before_in_paragraph,
    days_in,
    is_entry,
    lead_days,
    of_night,
)
from pipeline.model import Document, When


def date_of(track: Track, document: Document, whens: Sequence[When]) -> tuple[When, bool]:
    """The date and whether the track says it itself.

    Of the day that the movement before it has and the one told in its own paragraph the later
    told counts: a paragraph that opens with another day goes on with that one.
    """
    if track.when:
        return track.when, True
    asserted = track.first.modality == "asserted"
    if track.said_on and not (asserted and track.inherited):
        return track.said_on, False
    first = track.first.segment
    if asserted and (night := of_night(first.sentence, whens, document, first.language)):
        return night, False
    near = _last_of_paragraph(track, document, whens) if asserted else None
    lent = _lent(track, document) if asserted else None
    if lent and not (near and _start(near) > _start(lent)):
        return lent, False
    published = document.article.published
    told = track.said_on or near or (_of_lead(track, document, whens) if asserted else None)
    return told or When(published, published, "day", "publication"), False


def _start(when: When) -> int:
    return when.span.start if when.span else -1


def _lent(track: Track, document: Document) -> When | None:
    """The date of the nearest movement before it that has one."""
    paragraph = track.first.segment.sentence.paragraph
    entry = is_entry(paragraph, document)
    lender = track.inherited
    while lender:
        if entry and lender.drafts[-1].segment.sentence.paragraph != paragraph:
            return None
        if lender.when and lender.first.polarity == "positive":
            return lender.when
        lender = lender.inherited
    return None


def _last_of_paragraph(track: Track, document: Document, whens: Sequence[When]) -> When | None:
    """The last day told before it in its paragraph."""
    if track.first.polarity == "negative":
        return None
    first = track.first.segment
    spans = [s.span for s in before_in_paragraph(first.sentence, document)]
    if first.span.start > first.sentence.span.start:
        spans.append(first.sentence.span)
    days = days_in(spans, whens, document)
    return days[-1] if days else None


def _of_lead(track: Track, document: Document, whens: Sequence[When]) -> When | None:
    """The first day of the first paragraph; no other entry's day reaches one of a ticker."""
    negative = track.first.polarity == "negative"
    if negative or is_entry(track.first.segment.sentence.paragraph, document):
        return None
    days = lead_days(whens, document)
    return days[0] if days else None
