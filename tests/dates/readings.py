"""Reading the dates of one sentence, for tests of this folder."""

from __future__ import annotations

from datetime import date

from pipeline.dates import find_dates
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span, When

WEDNESDAY = date(2026, 3, 4)


def read(words: Lexicon, lang: str, text: str) -> list[When]:
    """The dates of one sentence of an article of that Wednesday."""
    sentence = Sentence(Span(0, len(text)), lang, "body", 0, tokenise(text))
    made = Document(Article("a", text, WEDNESDAY, lang=lang), (sentence,))
    return list(find_dates(made, words))


def days(when: When) -> tuple[str, str]:
    """The interval as ISO days."""
    return when.first.isoformat(), when.last.isoformat()
