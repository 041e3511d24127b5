"""A passage to sentences, in one pass over its full stops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon import Language
from pipeline.model import Span

MAX_CHARS = 1_500  # a longer "sentence" is a list or noise; it is cut at a blank
_CLOSERS = "\"'”’“»«›‹)\\]}」』"
_OPENERS = frozenset("\"'“„”‘’‚«»‹›([{¿¡「『*•·")
# Ends of a sentence with the quotation marks and brackets that close behind them. A mark after a
# blank closes too (« French »), if a blank follows it.
_END = re.compile(
    rf"[.!?…‽؟۔।。！？]+(?:\[\d{{1,3}}\])?(?:[ \u00a0\u202f]?[»\"”](?=\s|\Z)|[{_CLOSERS}])*"
)
_WIDE = frozenset("。！？")  # these need no blank behind them
_BRACKETS = re.compile(r"\([^()]{0,300}\)")
_WORD = re.compile(r"[^\W\d_]+")
_CLIPPED = re.compile(r"['’‘]\w{1,2}\s+\S")  # Dutch 's Nachts, 't Is: the next word has the capital
# A type of aircraft right before the stop.
_DESIGNATION = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,4}[-‐‑]\d{1,4}\Z")
_ROMAN = re.compile(r"[IVX]{1,6}")
_LOOK_BACK = 24  # characters: longest abbreviation looked at
_PARTS = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")  # U.S  EE.UU  p.m
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,40}, [^\W\d_]{2,6}")  # ORLANDO, Fla
# Understood in every language; the rest stands in data/lang under [language].
_BEFORE_NAME = frozenset({"dr", "prof", "mr", "mrs", "ms", "st", "gen", "col", "lt", "capt", "maj"})
# "No. 5" goes on, "he said no." ends.
_BEFORE_NUMBER = frozenset({"no", "nr", "nos", "art", "p", "pp", "vol", "fig"})


@dataclass(frozen=True, slots=True)
class _Rules:
    before_name: frozenset[str]  # never last: Dr. Gen. dhr.
    abbreviations: frozenset[str]  # last only before a word that begins a sentence: Inc. etc.
    openers: frozenset[str]  # words that begin sentences: The, He, In
    ordinal_dot: bool  # "22. September"


@lru_cache(maxsize=64)
def _rules(language: Language) -> _Rules:
    return _Rules(
        before_name=_BEFORE_NAME | language.words("language.abbreviations_before_names"),
        abbreviations=language.words("language.abbreviations") - _BEFORE_NUMBER,
        openers=language.words("language.sentence_openers"),
        ordinal_dot=bool(language.get("language.ordinal_dot")),
    )


def split(text: str, span: Span, language: Language) -> Iterator[Span]:
    """Sentences of this stretch, in order, without the blanks between them."""
    rules = _rules(language)
    start = span.start
    brackets = [found.span() for found in _BRACKETS.finditer(text, span.start, span.end)]
    for found in _END.finditer(text, span.start, span.end):
        if found.start() < start:
            continue
        while brackets and brackets[0][1] <= found.start():
            brackets.pop(0)
        if brackets and brackets[0][0] < found.start() and found.end() < brackets[0][1]:
            continue
        if _is_end(text, found, span, rules):
            yield from _pieces(text, start, found.end())
            start = found.end()
    yield from _pieces(text, start, span.end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without outer blanks, cut when it is too long to be one sentence."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            return
        stop = end
        if end - start > MAX_CHARS:
            blank = max(text.rfind(mark, start + 1, start + MAX_CHARS) for mark in " \n")
            stop = blank if blank > 0 else start + MAX_CHARS
        last = stop
        while text[last - 1].isspace():
            last -= 1
        yield Span(start, last)
        start = stop


def _is_end(text: str, found: re.Match[str], span: Span, rules: _Rules) -> bool:
    at = _next(text, found.end(), span.end)
    if at == span.end:
        return True
    mark = found.group()
    if at == found.end():
        return mark[0] in _WIDE or _is_glued(text, found, rules)
    if not _can_begin(text, at, span.end):
        return False
    plain = mark[0] == "." and not mark.startswith("..")
    return not plain or _stop_ends(text, found.start(), at, span, rules)


def _next(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _is_glued(text: str, found: re.Match[str], rules: _Rules) -> bool:
    """A blank forgotten behind a full stop: "Colombia.Met de inzet"."""
    if found.group() != "." or not text[max(found.start() - 3, 0) : found.start()].islower():
        return False
    word = _WORD.match(text, found.end())
    return bool(word and word[0].istitle() and word[0].lower() in rules.openers)


def _can_begin(text: str, at: int, end: int) -> bool:
    """Whether a sentence may begin here: a capital, a digit, a letter without case, a mark."""
    if _CLIPPED.match(text, at, end):
        letters = _WORD.search(text, at + 1, end)
        second = _WORD.search(text, letters.end(), end) if letters else None
        return bool(second and second[0][0].isupper())
    while at < end and text[at] in _OPENERS:
        at += 1
    if at == end:
        return True
    if text[at] in "-–—":  # a dialogue's dash stands at its word, a dateline's between blanks
        return at + 1 < end and not text[at + 1].isspace() and not text[at + 1].islower()
    return not (text[at].islower() or text[at] in ",;:.!?…")


def _stop_ends(text: str, stop: int, at: int, span: Span, rules: _Rules) -> bool:
    """Whether a plain full stop ends its sentence, by the words on its two sides."""
    if _DATELINE.fullmatch(text, span.start, stop):
        return False
    word = _word_before(text, stop, span.start)
    lower = word.lower()
    if lower in rules.before_name:
        return False
    if lower in _BEFORE_NUMBER:
        return not text[at].isdigit()
    if word.isdigit() and _DESIGNATION.search(text, max(span.start, stop - _LOOK_BACK), stop):
        return True  # "a Su-24. Teachers …": no twenty-fourth of anything
    if word.isdigit() or (_ROMAN.fullmatch(word) and len(word) > 1):
        return not (rules.ordinal_dot and len(word) <= 5 and _is_ordinal(word)) or _opens(
            text, at, rules
        )
    if len(word) == 1 and word.isupper():
        return _opens(text, at, rules) and not _after_capital(text, stop - 1, span.start)
    if lower in rules.abbreviations or _PARTS.fullmatch(word):
        return _opens(text, at, rules)
    return True


def _is_ordinal(word: str) -> bool:
    return len(word) <= 2 or not word.isdigit()


def _word_before(text: str, stop: int, start: int) -> str:
    at = stop
    floor = max(start, stop - _LOOK_BACK)
    while at > floor and (text[at - 1].isalnum() or text[at - 1] in ".-"):
        at -= 1
    return text[at:stop].rpartition("-")[2]  # of "D-W. Va." and "Anne-M. X" the last letter counts


def _after_capital(text: str, at: int, start: int) -> bool:
    """Whether the word before this place has a capital, as a given name has."""
    words = text[max(start, at - _LOOK_BACK) : at].split()
    return bool(words) and words[-1][0].isupper()


def _opens(text: str, at: int, rules: _Rules) -> bool:
    word = _WORD.search(text, at, at + _LOOK_BACK)
    return bool(word and word[0][0].isupper() and word[0].lower() in rules.openers)
