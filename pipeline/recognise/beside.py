"""What a word beside a nationality makes of it: the maker of a thing, the other one at a meeting.

A language lists in ``[actors]`` under ``made`` words for where a thing is from ("drones de
fabrication turque"), with a hyphen before those that end a compound ("Iranian-made"), and under
``counterpart`` those for who holds the same office elsewhere ("his Italian counterpart").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon import Language
from pipeline.model import Token
from pipeline.recognise.acting import Word

COUNTERPART = "counterpart"


def counterparts(tokens: Sequence[Token], language: Language) -> Iterator[Word]:
    """Words for who holds the same office: they stand for somebody beside a country only."""
    for hit in language.phrases(f"actors.{COUNTERPART}").find(tokens):
        yield Word(hit.first, hit.last, "government", COUNTERPART)


def is_maker(
    group: Sequence[Word], tokens: Sequence[Token], whole: Sequence[Token], language: Language
) -> bool:
    """Whether the country only built what is told of.

    ``tokens`` are those of the sentence cut at hyphens, ``whole`` those that are not.
    """
    word = group[0]
    if len(group) > 1 or word.kind not in {"adjective", "country"}:
        return False
    words = language.words("actors.made")
    before, behind = tokens[max(0, word.first - 1) : word.first], tokens[word.last : word.last + 1]
    if any(token.lower in words for token in (*before, *behind)):
        return True
    ends = [token.end for token in behind if f"-{token.lower}" in words]
    start = tokens[word.first].start
    return bool(ends) and any(t.start <= start and ends[0] <= t.end for t in whole)
