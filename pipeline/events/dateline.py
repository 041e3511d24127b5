"""Where a report was filed, as its dateline says."""

from __future__ import annotations

from pipeline.model import Document, Facts, Place, Sentence

DATELINE_TOKENS = 14  # "KRAMATORSK, Ukraine (Meridian Wire) —" has ten


def dateline_of(document: Document, facts: Facts) -> tuple[Place, ...]:
    """The place before the dash that opens a report: "TBILISI (AP) — …"; empty without one."""
    dash = dash_of(document)
    before = [p for p in facts.places if p.span.end <= dash and p.point is not None]
    alone = dateline_at(document.sentences[0], facts) if document.sentences else ()
    return tuple(before[:1]) or alone


def dash_of(document: Document) -> int:
    """Offset of the dash that ends a dateline, 0 when there is none."""
    return _dash(document.sentences[0]) if document.sentences else 0


def _dash(sentence: Sentence) -> int:
    opening = sentence.tokens[:DATELINE_TOKENS]
    return next((token.start for token in opening if token.text in "–—-"), 0)


def dateline_at(sentence: Sentence, facts: Facts) -> tuple[Place, ...]:
    """The place that opens an item of a round-up, before its dash or stop: "KAMPEN - …"."""
    first, stop, dash = sentence.span.start, sentence.span.end - 1, _dash(sentence)
    at_first = (p for p in facts.places if p.span.start == first)
    opens = (p for p in at_first if p.span.end <= dash or p.span.end == stop)
    return tuple(p for p in opens if p.point is not None and p.use == "associative")


def without_dateline(places: list[Place], document: Document) -> list[Place]:
    """Leave out where the report was filed where the sentence names another place."""
    dash = dash_of(document)
    start = document.sentences[0].span.start if document.sentences else 0
    opens = any(p.span.start == start and p.span.end <= dash for p in places)
    return [p for p in places if p.span.end > dash] or places if opens else places
