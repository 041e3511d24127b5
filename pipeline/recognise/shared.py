"""Names that share one noun: "над Саратовской и Воронежской областями".

A language says in ``[places.shared]`` what a noun in the plural is of a single place in the same
case: "областями" for "областью".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.lexicon.script import folded
from pipeline.model import Entry, Names, Span, Token
from pipeline.recognise.cases import nominatives
from pipeline.recognise.found import Found, Line
from pipeline.recognise.words import PlaceWords

_MOST = 5  # adjectives before one noun

Known = Callable[[str], tuple[Entry, ...]]


def sharing(
    line: Line, at: int, words: PlaceWords, names: Names, lang: str, known: Known
) -> tuple[Found, ...]:
    """The names from this word on that are known with the noun behind the last of them.

    None where the first is no such name: "Москвы и Тверской области".
    """
    heads = tuple(_adjectives(line, at, words))
    end = heads[-1] + 1 if heads else at
    noun = words.shared.get(line.lower(end))
    if noun is None or len(heads) < 2:
        return ()
    found = [_with(noun, line, head, end, words, names, lang, known) for head in heads]
    return tuple(one for one in found if one is not None) if found[0] else ()


def _adjectives(line: Line, at: int, words: PlaceWords) -> Iterator[int]:
    """Words with a capital in a row, with a comma or "and" between them."""
    for _ in range(_MOST):
        if not line.is_capital(at):
            return
        yield at
        if line.lower(at + 1) != "," and line.lower(at + 1) not in words.joiners:
            return
        at += 2


def _with(
    noun: str,
    line: Line,
    at: int,
    end: int,
    words: PlaceWords,
    names: Names,
    lang: str,
    known: Known,
) -> Found | None:
    own = line.tokens[at]
    pair: Sequence[Token] = (own, Token(own.end + 1, own.end + 1 + len(noun), noun, folded(noun)))
    name = f"{own.text} {noun}"
    if not known(name):
        used, name = nominatives(pair, 0, words.cases, names, lang)
        if used != len(pair):
            return None
    last = end + 1 if at == end - 1 else at + 1
    span = Span(own.start, line.tokens[last - 1].end)
    text = " ".join(token.text for token in line.tokens[at:last])
    return Found(line, at, last, span, text, known(name), nominative=name)
