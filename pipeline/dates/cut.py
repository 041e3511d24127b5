"""Tokens of a sentence cut where a date is written in one piece with something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.dates.grammar import Grammar
from pipeline.dates.numeric import is_day
from pipeline.lexicon.tokens import Tokens
from pipeline.model import Token

# The date in the name of a file: report-2025-10-23-final, scan-20251023.
_IN_NAME = re.compile(
    r"(?<![^\W_])(?:(?:19|20)\d\d(?:-(?:0\d|1[0-2])-[0-3]\d|(?:0\d|1[0-2])[0-3]\d))(?![^\W_])"
)
_PIECES = re.compile(r"\d+|[^\d-]+|-")
_GLUED = re.compile(r"([^\W\d_]{3,})(\d{1,2})|(\d{1,2})([^\W\d_]{3,})")  # Dec31, 3maart


def cut_tokens(tokens: tuple[Token, ...], grammar: Grammar) -> tuple[Token, ...]:
    """The tokens, with mid-October, jan-feb, Dec31 and the date of a file's name in pieces."""
    cut: list[Token] = []
    for token in tokens:
        pieces = tuple(_pieces(token, grammar)) if _may_hold(token.text) else ()
        cut += _cut(token, pieces) if pieces else (token,)
    return Tokens(cut) if len(cut) > len(tokens) else tokens  # these keep what was found in them


def _may_hold(text: str) -> bool:
    """Whether there may be a month of three letters and a day, or parts with a hyphen."""
    return len(text) > 3 and ("-" in text or text[0].isdigit() != text[-1].isdigit())


def _pieces(token: Token, grammar: Grammar) -> Iterator[str]:
    text = token.text
    if "-" in text:
        named = _IN_NAME.search(text)
        if named:
            yield from (text[: named.start()], *_PIECES.findall(named[0]), text[named.end() :])
        elif _is_joined(token, text.split("-"), grammar):
            yield from re.split("(-)", text)
    elif glued := _GLUED.fullmatch(text):
        day, month = (glued[2], glued[1]) if glued[1] else (glued[3], glued[4])
        if is_day(day) and "month" in grammar.vocabulary.of(month.lower()):
            yield from filter(None, glued.groups())


def _is_joined(token: Token, parts: Sequence[str], grammar: Grammar) -> bool:
    if len(parts) < 2 or grammar.vocabulary.of(token.lower) or grammar.is_number(token.lower):
        return False  # avant-hier and vingt-sept are words of their own
    return any(_is_date_part(part.lower(), grammar) for part in parts)


def _is_date_part(part: str, grammar: Grammar) -> bool:
    classes = grammar.vocabulary.of(part)
    return bool(classes) and not grammar.core.isdisjoint(classes) and len(part) > 1


def _cut(token: Token, pieces: Sequence[str]) -> Iterator[Token]:
    """The token in these pieces."""
    at = token.start
    for piece in pieces:
        if piece:
            yield Token(at, at + len(piece), piece, piece.lower())
        at += len(piece)
