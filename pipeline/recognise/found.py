"""What the scan for names hands to the guards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.model import Entry, Sentence, Span, Token

# How a name stands in its token: by itself; before a hyphen ("Houston-based"); behind one
# ("Oost-Oekraïne"); as half of a pair ("Rusland-Turkije"); with an s of belonging ("Russlands"); with a
# word for its class behind it, where only the name without it is known ("Kanawha River").
Part = Literal["whole", "based", "joined", "pair", "belonging", "extended"]

UPPER_LEVEL = frozenset({
    "country", "territory", "continent", "adm1", "region", "ocean", "sea", "gulf", "capital",
})
APOSTROPHES = frozenset("'’")
_HEADLINE_SHARE = 0.7  # of longer words with a capital: more make a headline in title case
_HEADLINE_LETTERS = 4  # shorter words stay small in headlines too
_HEADLINE_WORDS = 4  # fewer longer words tell nothing


@dataclass
class Line:
    """A sentence while it is being read."""

    sentence: Sentence
    number: int  # index in the document
    tokens: Sequence[Token]

    @cached_property
    def is_headline(self) -> bool:
        """Whether nearly every longer word has a capital, so that a capital tells nothing."""
        longer = [t for t in self.tokens if len(t.text) >= _HEADLINE_LETTERS and t.text.isalpha()]
        capitals = sum(t.is_capitalised for t in longer)
        return len(longer) >= _HEADLINE_WORDS and capitals >= _HEADLINE_SHARE * len(longer)

    @cached_property
    def first_word(self) -> int:
        """Index of the first token that is a word."""
        return next((at for at, token in enumerate(self.tokens) if token.is_word), 0)

    def lower(self, at: int) -> str:
        """The token at this index in small letters; empty beyond either end."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_capital(self, at: int) -> bool:
        """Whether there is a token with a capital at this index."""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_capitalised

    def touches(self, at: int) -> bool:
        """Whether the tokens at this index and the next are parted by one space and no mark."""
        if not 0 <= at < len(self.tokens) - 1:
            return False
        return self.tokens[at + 1].start - self.tokens[at].end == 1


@dataclass
class Found:
    """A stretch of tokens that is a name in the gazetteer, before any guard."""

    line: Line
    first: int  # token index
    last: int  # one past the last token
    span: Span
    text: str  # as written
    entries: tuple[Entry, ...]  # best known first
    part: Part = "whole"
    people: bool = False  # an adjective or the name of a people
    feature: str = ""
    container: str = ""
    at: bool = False  # a preposition of place stands before
    contained: bool = False  # a candidate lies in the container
    holds: bool = False  # it is the container of the name before it
    dateline: bool = False
    behind_people: bool = False  # an adjective or people stands directly before

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return self.last - self.first == 1

    @property
    def key(self) -> str:
        """The same for all spellings in capitals or not."""
        return self.text.casefold()

    @cached_property
    def before(self) -> str:
        """The word before, in small letters, with its apostrophe ("d'"); empty at the beginning."""
        word = self.line.lower(self.first - 1)
        return f"{self.line.lower(self.first - 2)}'" if word in APOSTROPHES else word

    @cached_property
    def behind(self) -> str:
        """The token behind, in small letters; empty at the end."""
        return self.line.lower(self.last)

    @cached_property
    def capital_before(self) -> bool:
        """Whether a word with a capital stands directly before."""
        return self.line.is_capital(self.first - 1) and self.line.touches(self.first - 1)

    @cached_property
    def capital_behind(self) -> bool:
        """Whether a word with a capital stands directly behind."""
        return self.line.is_capital(self.last) and self.line.touches(self.last - 1)

    @cached_property
    def opens_sentence(self) -> bool:
        """Whether its first letter would be a capital in any case."""
        return self.first <= self.line.first_word

    @cached_property
    def is_upper_level(self) -> bool:
        """Whether its best-known candidate is a country, region, sea or capital."""
        return bool(self.entries) and self.entries[0].kind in UPPER_LEVEL
