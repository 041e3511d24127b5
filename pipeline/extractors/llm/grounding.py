"""Quotes to stretches of the article, alike but for blanks, quotation marks and dashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.model import Span

_QUOTES = "“”„‟«»″\"'‘’‚‛′`´‹›"
_TRIES = 200  # places where a quote may begin: more is a text made to keep us busy
_SAME = {**dict.fromkeys(_QUOTES, "'"), **dict.fromkeys("‐‑‒–—―−", "-")}


class Text:
    """An article in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self._folded, self._offsets = _fold(text)

    def find(self, quote: str) -> Iterator[Span]:
        """Every stretch that reads like the quote, whole words only, from the front."""
        wanted = _fold(unicodedata.normalize("NFC", quote))[0].strip(" '")
        at = self._folded.find(wanted) if wanted else -1
        for _ in range(_TRIES):
            if at < 0:
                return
            end = at + len(wanted)
            if self._is_whole(at, end):
                yield Span(self._offsets[at], self._offsets[end - 1] + 1)
            at = self._folded.find(wanted, at + 1)

    def first(self, quote: str, within: Sequence[Span]) -> Span | None:
        """The first such stretch inside one of these spans; None when there is none."""
        found = (s for s in self.find(quote) if any(span.contains(s) for span in within))
        return next(found, None)

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether it cuts no word: "Iran" does not stand in "Iranian"."""
        text = self._folded
        cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_behind = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        return not (cut_before or cut_behind)


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with single blanks, one kind of quotation mark and one of dash; and for each of its
    characters the offset in ``text``."""
    folded, offsets = list[str](), list[int]()
    for at, char in enumerate(text):
        mark = " " if char.isspace() else _SAME.get(char, char)
        if mark == " " and folded and folded[-1] == " ":
            continue
        folded.append(mark)
        offsets.append(at)
    return "".join(folded), offsets
