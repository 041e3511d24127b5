"""The day that a sentence without one takes over from the text before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from pipeline.lexicon.language import Language
from pipeline.model import Document, Sentence, Span, When

_LONG = timedelta(days=1)  # what is longer and lasts until publication is no day of a happening
_OPENS = 1  # token before which the words that open a sentence begin
_CLOCK = re.compile(r"[^\w]{0,6}(?:[01]?\d|2[0-3])(?:[:.]|\s?h\s?)[0-5]\d(?!\d|[.:]\d)")


def is_carried(when: When, document: Document) -> bool:
    """Whether what follows may have happened then: a past day, no "since" and no "until"."""
    if when.background or when.vague or when.only or when.precision not in ("day", "time"):
        return False
    return when.last <= document.article.published and not is_running(when, document)


def is_running(when: When, document: Document) -> bool:
    """Whether it tells how long something has lasted or lasts: "since Friday", "until 2 May"."""
    long = when.last - when.first > _LONG
    lasts = when.anchor == "running" or (long and when.last >= document.article.published)
    return when.until or lasts


def dated_at(offset: int, whens: Sequence[When]) -> list[When]:
    """The dates of what stands there; "a day after envoys met" is that of the envoys alone."""
    dated = [when for when in whens if when.dates(offset)]
    return [when for when in dated if when.only] or dated


def days_in(spans: Sequence[Span], whens: Sequence[When], document: Document) -> list[When]:
    """The days told in these spans that may be carried on."""
    return [
        when
        for when in whens
        if when.span
        and any(span.contains(when.span) for span in spans)
        and is_carried(when, document)
    ]


def lead_days(whens: Sequence[When], document: Document) -> list[When]:
    """The days told in the first paragraph."""
    if not document.sentences:
        return []
    first = document.sentences[0].paragraph
    return days_in([s.span for s in document.sentences if s.paragraph == first], whens, document)


def of_night(
    sentence: Sentence, whens: Sequence[When], document: Document, language: Language
) -> When | None:
    """The night before publication: "de madrugada", where the sentence names no day.

    In a paragraph that tells of a day such words are of that day, unless it is yesterday and
    they open the sentence: "Ayer … De madrugada …".
    """
    hits = list(language.phrases("events.overnight").find(sentence.tokens))
    if not hits:
        return None
    if any(when.span and sentence.span.contains(when.span) for when in whens):
        return None
    published = document.article.published
    before = [s.span for s in before_in_paragraph(sentence, document)]
    told = days_in(before, whens, document)
    if told and (hits[0].first > _OPENS or (published - told[-1].last) > _LONG):
        return None
    return When(published, published, "time", "publication", clock="night")


def before_in_paragraph(sentence: Sentence, document: Document) -> list[Sentence]:
    """The sentences of its paragraph before it."""
    return [
        s
        for s in document.sentences
        if s.paragraph == sentence.paragraph and s.span.start < sentence.span.start
    ]


def is_entry(paragraph: int, document: Document) -> bool:
    """Whether a paragraph is an entry of a ticker: "13:30 More than 4,000 …", one of several.

    An entry that names no other day tells of the day of publication, whatever day another entry
    told of.
    """
    opened = [s.paragraph for s in _heads(document) if _opens_with_clock(s, document)]
    return len(opened) > 1 and paragraph in opened


def _heads(document: Document) -> Iterator[Sentence]:
    """The first sentence of each paragraph."""
    last = None
    for sentence in document.sentences:
        if sentence.paragraph != last:
            last = sentence.paragraph
            yield sentence


def _opens_with_clock(sentence: Sentence, document: Document) -> bool:
    return bool(_CLOCK.match(document.article.text, sentence.span.start))
