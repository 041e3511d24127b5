"""Times of the day: 14:30, 14.30 uur, 3 p.m., um 14 Uhr, à 14 h 30."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.lexicon import Language
from pipeline.model import Span, Token


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day in the text."""

    span: Span
    text: str  # HH:MM, local where it happened


def clock_times(tokens: Sequence[Token], language: Language) -> Iterator[ClockTime]:
    """Times of a sentence. A bare number counts only beside a word of the clock."""
    words = language.words("dates.clock.words")
    late = language.words("dates.clock.after_noon")
    early = language.words("dates.clock.before_noon")
    for at, token in enumerate(tokens):
        if not token.text[0].isdigit():
            continue
        follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        hours, minutes = _split(token.text)
        colon = ":" in token.text
        if hours is None or not (colon or follows in words | late | early):
            continue
        if follows in late and hours < 12:
            hours += 12
        elif follows in early and hours == 12:
            hours = 0
        end = token.end if colon and follows not in words | late | early else tokens[at + 1].end
        yield ClockTime(Span(token.start, end), f"{hours:02d}:{minutes:02d}")


def _split(text: str) -> tuple[int | None, int]:
    for mark in (":", "."):
        hours, found, minutes = text.partition(mark)
        if found and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2:
            valid = int(hours) < 24 and int(minutes) < 60
            return (int(hours), int(minutes)) if valid else (None, 0)
    return (int(text), 0) if text.isdecimal() and int(text) < 24 else (None, 0)
