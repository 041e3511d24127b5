"""Text to tokens. Each code point that is no space belongs to exactly one token."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pipeline.lexicon.script import MARKS, folded, holds_arabic
from pipeline.model import Token

# An acronym with points (U.S., EE.UU.), a number with its marks (1,500.25  21.40), a word with
# inner hyphens (B-52H, Al-Udeid) and, between Cyrillic letters, apostrophes (п'ять), or one mark.
# The alternatives begin differently or end at once, so that the scan is linear.
_TOKEN = re.compile(
    r"(?:[^\W\d_]{1,2}\.){2,}|(?>\d+(?:[.,:٫٬]\d+)*)(?![^\W\d_])"
    rf"|[^\W_][^\W_{MARKS}]*(?:[{MARKS}][^\W_{MARKS}]*)*"
    r"(?:(?:[-‐‑]|(?<=[а-яґєіїА-ЯҐЄІЇ])['’ʼ](?=[а-яґєіїА-ЯҐЄІЇ]))[^\W_]+)*|[^\w\s]|_"
)

_APOSTROPHES = frozenset("’ʼ")


def small(word: str) -> str:
    """The word in small letters, a typeset apostrophe as a straight one.

    The Turkish İ becomes one plain i, not an i and a loose dot.
    """
    if word.isascii():
        return word.lower()
    return "'" if word in _APOSTROPHES else word.replace("İ", "i").lower()


class Tokens(tuple[Token, ...]):
    """Tokens of one stretch of text, which keep what was found in them for those who ask again."""

    kept: dict[Any, Any]  # by whoever found it

    def __new__(cls, tokens: Iterable[Token]) -> Tokens:
        made = super().__new__(cls, tokens)
        made.kept = {}
        return made


def tokenise(text: str, *, offset: int = 0) -> Tokens:
    """Tokens of ``text``; their offsets count from ``offset``."""
    if holds_arabic(text):
        return _folded(text, offset)
    # The constructor of a named tuple costs as much again as the tuple.
    new = tuple.__new__
    if text.isascii():  # small letters of all words at once
        lower = text.lower()
        return Tokens(
            [
                new(Token, (offset + start, offset + end, text[start:end], lower[start:end]))
                for found in _TOKEN.finditer(text)
                for start, end in (found.span(),)
            ]
        )
    return Tokens(
        [
            new(Token, (offset + start, offset + end, word, small(word)))
            for found in _TOKEN.finditer(text)
            for start, end in (found.span(),)
            for word in (text[start:end],)
        ]
    )


def _folded(text: str, offset: int) -> Tokens:
    """The tokens of a text in a script that spells a word in several ways."""
    return Tokens(
        Token(offset + found.start(), offset + found.end(), found[0], folded(found[0]))
        for found in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=65536)
def words_of(phrase: str) -> tuple[str, ...]:
    """The token texts of a phrase of a word list; Arabic and apostrophes are folded."""
    return tuple(
        t.lower if t.lower == "'" or holds_arabic(t.text) else t.text for t in tokenise(phrase)
    )


def rest_of(token: Token, start: int) -> Token:
    """The token from this offset of the article on."""
    text = token.text[start - token.start :]
    return Token(start, token.end, text, folded(text))
