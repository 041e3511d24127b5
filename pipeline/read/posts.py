"""Paragraphs, and the social posts that are embedded among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

# "— Name (@handle) October 23, 2025", as embedding leaves it; the date in any language's order.
_HANDLE = re.compile(
    r"\((?:@[\w.@-]{1,60}|t\.me/\w{1,40})\)"
    r"(?P<date>\s?(?:·\s?)?(?:[^\W\d_]{3,10}\.?\s\d{1,2},\s\d{4}"
    r"|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?\s(?:de\s)?\d{4}|\d{4}-\d{2}-\d{2}))?"
)
_DASH = re.compile(r"(?:[—–]|(?:^|(?<=\s))-(?=\s))\s?(?=[^()\n—–]+$)")
_SENTENCE = re.compile(r"[.!?…,;:]\s")  # what a name alone on its line does not hold
_MAX_NAME = 64  # characters of a name with its dash
_LINK = re.compile(
    r"\bpic\.(?:twitter|x)\.com/\w|https?://t\.co/\w|https?://t\.me/\w"
    r"|https?://(?:www\.)?(?:x|twitter)\.com/\w+/status/\d"
    r"|https?://truthsocial\.com/@\w"
)
_LINE = re.compile(r"[^\n]+")
_ENDED = frozenset(".!?…:;”\"»)’'")  # a line that ends so may be the last of its paragraph
_MIN_WRAPPED = 2  # lines that go on in small letters, from which lines are taken as cut by width
_FULL_LINE = 0.8  # share of the usual width from which such a line counts as full


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or the part of one that is a post."""

    start: int
    end: int
    post: bool = False
    author: str | None = None  # as printed, with the handle; None for the article's own text


@dataclass(frozen=True, slots=True)
class _Signature:
    start: int  # of its dash, or of the name where there is none
    end: int
    author: str
    dated: bool


def passages(text: str) -> list[Passage]:
    """The paragraphs in order; each code point that is no blank belongs to exactly one."""
    found: list[Passage] = []
    for start, end in _paragraphs(text):
        for signed in _signatures(text, start, end):
            above = found[-1] if found and signed.start == start else None
            linked = above.post if above else bool(_LINK.search(text, start, signed.start))
            if not (signed.dated or linked):
                continue  # somebody with a handle is named, nothing more
            if above:  # nothing but a signature: the post is the paragraph above
                start = found.pop().start
            found.append(Passage(start, signed.end, True, signed.author))
            start = _skip_blanks(text, signed.end, end)
        if start < end:
            found.append(Passage(start, end, bool(_LINK.search(text, start, end))))
    return found


def _signatures(text: str, start: int, end: int) -> Iterator[_Signature]:
    for handle in _HANDLE.finditer(text, start, end):
        first = max(start, handle.start() - _MAX_NAME)
        name = text[first : handle.start()]
        dash = _DASH.search(name)
        alone = first == start and handle.end() == end and not _SENTENCE.search(name)
        if dash or alone:
            at, behind = (dash.start(), dash.end()) if dash else (0, 0)
            stop = handle.start("date") if handle["date"] else handle.end()
            author = " ".join(text[first + behind : stop].split())
            yield _Signature(first + at, handle.end(), author, bool(handle["date"]))


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines, less the ends of lines that only the width of a page has made."""
    lines = [
        _trimmed(text, found.start(), found.end())
        for found in _LINE.finditer(text)
        if not found.group().isspace()
    ]
    going_on = [_goes_on(text, lines[at - 1], lines[at]) for at in range(1, len(lines))]
    wrapped = [end - start for (start, end), on in zip(lines, going_on, strict=False) if on]
    full = _FULL_LINE * median(wrapped) if len(wrapped) >= _MIN_WRAPPED else float("inf")
    blocks = lines[:1]
    for before, line, on in zip(lines, lines[1:], going_on, strict=False):
        if on or (before[1] - before[0] >= full and _follows(text, before, line)):
            blocks[-1] = (blocks[-1][0], line[1])
        else:
            blocks.append(line)
    return blocks


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start = _skip_blanks(text, start, end)
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a sentence runs from one line into the next."""
    return (
        text[line[0]].islower()
        and text[before[1] - 1] not in _ENDED
        and _follows(text, before, line)
    )


def _follows(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether only one line end stands between."""
    return text.count("\n", before[1], line[0]) == 1
