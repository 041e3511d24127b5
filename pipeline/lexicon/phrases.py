"""Word lists to a matcher.

A phrase is written as people write it, with a few marks:

    luchtaanval*         any word that begins so        (``*angriff`` ends so, ``*angriff*`` holds)
    (took|taken) off     either word
    the? coast           the word before ``?`` may be missing
    steeg ... op         up to eight tokens between, none of them ``; : . ! ?``

A phrase in small letters matches any case; one with a capital matches exactly as written.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.lexicon.tokens import words_of
from pipeline.model import Span, Token

GAP_TOKENS = 8  # longest gap that "..." may stand for: a separable verb's field seldom is longer
_STOP = frozenset(";:.!?")
_GAP = "..."
KNOWN_WORDS = 50_000  # words remembered with their patterns; then it starts anew
_KEY = 3  # letters of a wildcard's fixed part that index it


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: token indexes (half-open), its span and the label of its list."""

    first: int
    last: int  # one past the last token
    span: Span
    label: str
    phrase: str  # as the word list writes it


@dataclass(frozen=True, slots=True)
class _Element:
    text: str
    exact_case: bool
    head: bool = False  # the text may go on: ``word*``
    tail: bool = False  # something may come before: ``*word``

    def accepts(self, token: Token) -> bool:
        word = token.text if self.exact_case else token.lower
        if self.head and self.tail:
            return self.text in word
        if self.head:
            return word.startswith(self.text)
        if self.tail:
            return word.endswith(self.text)
        return word == self.text


@dataclass(frozen=True, slots=True)
class _Pattern:
    elements: tuple[_Element | None, ...]  # None: a gap
    label: str
    phrase: str


class Phrases:
    """A compiled set of labelled phrases; ``find`` is linear in the number of tokens."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[_Pattern]] = defaultdict(list)
        self._head: dict[str, list[_Pattern]] = defaultdict(list)
        self._tail: dict[str, list[_Pattern]] = defaultdict(list)
        self._short: list[_Pattern] = []  # wildcards too short or too open to index
        self._known: dict[str, tuple[_Pattern, ...]] = {}
        for label, phrases in lists.items():
            for phrase in phrases:
                for pattern in _compile(phrase, label):
                    self._index(pattern)

    def _index(self, pattern: _Pattern) -> None:
        first = pattern.elements[0]
        assert first is not None, f"the phrase {pattern.phrase!r} may not begin with a gap"
        key = first.text.lower()
        if not (first.head or first.tail):
            self._exact[key].append(pattern)
        elif len(key) < _KEY or (first.head and first.tail):
            self._short.append(pattern)
        elif first.head:
            self._head[key[:_KEY]].append(pattern)
        else:
            self._tail[key[-_KEY:]].append(pattern)

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """All hits in order; within one label the longest from the left, without overlap."""
        known, hits = self._known, []
        for at, token in enumerate(tokens):
            patterns = known.get(token.lower)
            if patterns is None:
                patterns = self._patterns(token.lower)
            if patterns:
                hits += _hits(patterns, tokens, at)
        return _without_overlap(hits) if len(hits) > 1 else hits

    def at(self, tokens: Sequence[Token], at: int) -> list[Hit]:
        """All hits that begin at this token."""
        return _hits(self._patterns(tokens[at].lower), tokens, at)

    def longest(self, tokens: Sequence[Token], at: int) -> Hit | None:
        """The longest hit that begins at this token."""
        return max(self.at(tokens, at), key=lambda h: h.last, default=None)

    def _patterns(self, word: str) -> tuple[_Pattern, ...]:
        """The patterns that may begin with this word, remembered: news repeats its words."""
        found = self._known.get(word)
        if found is None:
            found = (
                *self._exact.get(word, ()),
                *self._head.get(word[:_KEY], ()),
                *self._tail.get(word[-_KEY:], ()),
                *self._short,
            )
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            self._known[word] = found
        return found


def _hits(patterns: Iterable[_Pattern], tokens: Sequence[Token], at: int) -> list[Hit]:
    hits = []
    for pattern in patterns:
        end = _match(pattern.elements, tokens, at)
        if end is not None:
            span = Span(tokens[at].start, tokens[end - 1].end)
            hits.append(Hit(at, end, span, pattern.label, pattern.phrase))
    return hits


def _without_overlap(hits: list[Hit]) -> list[Hit]:
    hits.sort(key=lambda h: (h.first, h.first - h.last))
    ends: dict[str, int] = {}
    kept = []
    for hit in hits:
        if hit.first >= ends.get(hit.label, 0):
            ends[hit.label] = hit.last
            kept.append(hit)
    return kept


def _match(elements: Sequence[_Element | None], tokens: Sequence[Token], at: int) -> int | None:
    """The index behind the match, None when there is none. A gap takes as little as it can."""
    for index, element in enumerate(elements):
        if element is None:
            return _match_after_gap(elements[index + 1 :], tokens, at)
        if at >= len(tokens) or not element.accepts(tokens[at]):
            return None
        at += 1
    return at


def _match_after_gap(
    elements: Sequence[_Element | None], tokens: Sequence[Token], at: int
) -> int | None:
    for start in range(at, min(at + GAP_TOKENS + 1, len(tokens))):
        end = _match(elements, tokens, start)
        if end is not None:
            return end
        if tokens[start].text in _STOP:
            return None
    return None


_CHOICE = re.compile(r"\(([^()]*)\)(\?)?|(\S+)")


def _compile(phrase: str, label: str) -> list[_Pattern]:
    """Every plain pattern that a phrase with choices and optional words stands for."""
    slots: list[list[str]] = []
    for found in _CHOICE.finditer(phrase):
        inner, optional, word = found.group(1), found.group(2), found.group(3)
        options = inner.split("|") if inner is not None else [word]
        if word and word != "?" and word.endswith("?"):
            options, optional = [word[:-1]], "?"
        slots.append([*options, ""] if optional else options)
    exact = phrase != phrase.lower()
    patterns = []
    for choice in itertools.product(*slots):
        elements = tuple(e for part in choice for e in _elements(part, exact))
        if elements:
            patterns.append(_Pattern(elements, label, phrase))
    return patterns


def _elements(part: str, exact: bool) -> list[_Element | None]:
    elements: list[_Element | None] = []
    for word in part.split():
        if word == _GAP:
            elements.append(None)
            continue
        tail, head = word.startswith("*"), word.endswith("*") and len(word) > 1
        words = words_of(word.strip("*"))
        for index, text in enumerate(words):
            last = index == len(words) - 1
            elements.append(_Element(text, exact, head and last, tail and index == 0))
    return elements
