"""Paragraphs, and the social posts that are embedded among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

# "— Name (@handle) October 23, 2025", as embedding leaves it; the date in any language's order.
_SIGNED = re.compile(
    r"[—–-]\s?(?P<author>[^()\n—–]{1,60}\((?:@[\w.@-]{1,60}|t\.me/\w{1,40})\))"
    r"(?P<date>\s?(?:·\s?)?(?:[^\W\d_]{3,10}\.?\s\d{1,2},\s\d{4}"
    r"|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?\s(?:de\s)?\d{4}|\d{4}-\d{2}-\d{2}))?"
)
_LINK = re.compile(r"\bpic\.(?:twitter|x)\.com/\w|https?://t\.co/\w|https?://t\.me/\w"
                   r"|https?://(?:www\.)?(?:x|twitter)\.com/\w+/status/\d"
                   r"|https?://truthsocial\.com/@\w")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_WRAP_WIDTH = (45, 110)  # characters of a line in mail and wire texts that break lines by width
_MIN_WRAPPED = 4  # lines needed to see such a custom
_NO_END = re.compile(r"[^\s.!?…:;”\"»)]\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or the part of one that is a post."""

    start: int
    end: int
    post: bool = False
    author: str | None = None  # as printed, with the handle; None for the article's own text


def passages(text: str) -> list[Passage]:
    """The paragraphs in order; each code point that is no blank belongs to exactly one."""
    found: list[Passage] = []
    for start, end in _paragraphs(text):
        for passage in _cut(text, start, end):
            if passage.post and found and _only_signature(text, passage):
                passage = replace(passage, start=found.pop().start)
            found.append(passage)
    return found


def _only_signature(text: str, passage: Passage) -> bool:
    """Whether nothing stands before the signature, so that the post is the paragraph above."""
    return _SIGNED.match(text, passage.start, passage.end) is not None


def _cut(text: str, start: int, end: int) -> Iterator[Passage]:
    """A paragraph, cut behind each signature of a post."""
    for signed in _SIGNED.finditer(text, start, end):
        if not (signed["date"] or _LINK.search(text, start, signed.start())):
            continue  # somebody with a handle is named, nothing more
        yield Passage(start, signed.end(), True, " ".join(signed["author"].split()))
        start = _skip_blanks(text, signed.end(), end)
    if start < end:
        yield Passage(start, end, bool(_LINK.search(text, start, end)))


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _paragraphs(text: str) -> list[tuple[int, int]]:
    lines = [_trimmed(text, found.start(), found.end()) for found in _LINE.finditer(text)]
    return _joined(text, lines) if _is_wrapped(text, lines) else lines


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start = _skip_blanks(text, start, end)
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines are broken by width: alike in length, and most end amid a sentence."""
    inner = [lines[at] for at in range(len(lines) - 1) if _follows(text, lines, at + 1)]
    if len(inner) < _MIN_WRAPPED:
        return False
    lengths = [end - start for start, end in inner]
    usual = median(lengths)
    unended = sum(bool(_NO_END.search(text, max(start, end - 3), end)) for start, end in inner)
    alike = sum(0.7 * usual <= length <= 1.35 * usual for length in lengths)
    return (_WRAP_WIDTH[0] <= usual <= _WRAP_WIDTH[1] and unended > len(inner) / 2
            and alike > 0.7 * len(inner))


def _follows(text: str, lines: list[tuple[int, int]], at: int) -> bool:
    """Whether only one line end stands before this line."""
    return text.count("\n", lines[at - 1][1], lines[at][0]) == 1


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    for at, (start, end) in enumerate(lines):
        if at and _follows(text, lines, at):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks
