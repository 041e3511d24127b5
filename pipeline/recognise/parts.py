"""Tokens cut at their hyphens: "US-Luftwaffe" and "Lancer-bommenwerpers" hold two names each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.lexicon import Language, Phrases
from pipeline.lexicon.script import folded
from pipeline.lexicon.tokens import Tokens
from pipeline.model import Token

# A type of aircraft as the press prints it: B-52, Tu-95MS, F-15E, A400M, Mi-8MTV, Tu-22M3, Ту-95.
DESIGNATION = re.compile(
    r"([A-ZЀ-Я][A-Za-zЀ-ӿ]{0,3})([-‐‑]?)(\d{1,4})([A-Za-zЀ-ӿ]{0,4}\d?[A-Za-zЀ-ӿ]?)"
)
_HYPHENS = re.compile(r"[-‐‑]")


def parts_of(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with compounds cut at hyphens; designations stay whole.

    Offsets stay those of the article. Tokens that can keep something keep their parts.
    """
    if not isinstance(tokens, Tokens):
        return _cut(tokens)
    parts: tuple[Token, ...] | None = tokens.kept.get(_cut)
    if parts is None:
        parts = _cut(tokens)
        # Tokens that kept themselves would be a circle, and wait for the collector of garbage.
        tokens.kept[_cut] = () if parts is tokens else parts
    return parts or tokens


def _cut(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    if not _HYPHENS.search(" ".join([token.text for token in tokens])):
        return tokens
    return Tokens(part for token in tokens for part in _parts(token))


def _parts(token: Token) -> Iterator[Token]:
    if not _HYPHENS.search(token.text) or DESIGNATION.fullmatch(token.text):
        yield token
        return
    head = DESIGNATION.match(token.text)
    start = 0
    if head and head.end() < len(token.text) and _HYPHENS.match(token.text[head.end()]):
        yield _piece(token, 0, head.end())
        start = head.end() + 1
    for piece in re.finditer(r"[^-‐‑]+", token.text[start:]):
        yield _piece(token, start + piece.start(), start + piece.end())


def _piece(token: Token, first: int, last: int) -> Token:
    text = token.text[first:last]
    return Token(token.start + first, token.start + last, text, folded(text))


def spaced(name: str) -> str:
    """A name as its parts would read: "Shahed-136" as "Shahed 136"."""
    return name if DESIGNATION.fullmatch(name) else _HYPHENS.sub(" ", name)


@lru_cache(maxsize=256)
def part_phrases(language: Language, path: str) -> Phrases:
    """The phrases of a section as their parts read; labels as ``Language.phrases`` gives them."""
    value = language.get(path)
    if not isinstance(value, dict):
        return Phrases(
            {path.rpartition(".")[2]: [spaced(phrase) for phrase in value or ()]},
            language.prefixes,
            language.index,
        )
    lists = {label: [spaced(phrase) for phrase in value[label]] for label in value}
    return Phrases(lists, language.prefixes, language.index)


def text_of(tokens: Sequence[Token], article_text: str) -> str:
    """What stands in the article from the first of these tokens to the last."""
    return article_text[tokens[0].start : tokens[-1].end]
