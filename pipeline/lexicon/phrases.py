"""Word lists to a matcher.

A phrase is written as people write it, with a few marks:

    luchtaanval*         any word that begins so        (``*angriff`` ends so, ``*angriff*`` holds)
    (took|taken) off     either word; brackets may stand in brackets
    the? coast           the word before ``?`` may be missing
    steeg ... op         up to twelve tokens between, none of them ``; : . ! ?``

A phrase in small letters matches any case; one with a capital matches exactly as written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import ConfigError
from pipeline.lexicon.bucket import GAP_TOKENS, KEY, Bucket
from pipeline.lexicon.script import without_prefixes
from pipeline.lexicon.tokens import small, words_of
from pipeline.model import Span, Token

_STOP = frozenset(";:.!?")
_GAP = "..."
KNOWN_WORDS = 50_000  # words remembered with their patterns; then it starts anew


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
    prefixes: tuple[str, ...] = ()  # small words that may be written together with it

    def accepts(self, token: Token) -> bool:
        word = token.text if self.exact_case else token.lower
        if not self.prefixes:
            return self._is(word)
        return any(self._is(rest) for rest in without_prefixes(word, self.prefixes))

    def _is(self, word: str) -> bool:
        if self.head and self.tail:
            return self.text in word
        if self.head:
            return word.startswith(self.text)
        if self.tail:
            return word.endswith(self.text)
        return word == self.text


@dataclass(frozen=True, slots=True)
class _Choice:
    """Single words of which any may stand: multiplied out, they would make a pattern each."""

    elements: tuple[_Element, ...]

    def accepts(self, token: Token) -> bool:
        return any(element.accepts(token) for element in self.elements)


_Word = str | tuple[str, ...]  # one word of a phrase, or a choice of single words


@dataclass(frozen=True, slots=True)
class _Pattern:
    elements: tuple[_Element | _Choice | None, ...]  # None: a gap
    label: str
    phrase: str


_NONE: Bucket[_Pattern] = Bucket(())


class Phrases:
    """A compiled set of labelled phrases; ``find`` is linear in the number of tokens.

    ``prefixes`` are the small words that the language writes together with the word behind them.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], prefixes: Collection[str] = ()) -> None:
        self._prefixes = tuple(prefixes)
        self._exact: dict[str, list[_Pattern]] = defaultdict(list)
        self._head: dict[str, list[_Pattern]] = defaultdict(list)
        self._tail: dict[str, list[_Pattern]] = defaultdict(list)
        self._short: list[_Pattern] = []  # wildcards too short or too open to index
        self._known: dict[str, Bucket[_Pattern]] = {}
        for label, phrases in lists.items():
            for phrase in phrases:
                for pattern in _compile(phrase, label, self._prefixes):
                    self._index(pattern)

    def _index(self, pattern: _Pattern) -> None:
        first = pattern.elements[0]
        assert isinstance(first, _Element), f"the phrase {pattern.phrase!r} begins with a gap"
        key = small(first.text)
        if not (first.head or first.tail):
            self._exact[key].append(pattern)
        elif len(key) < KEY or (first.head and first.tail):
            self._short.append(pattern)
        elif first.head:
            self._head[key[:KEY]].append(pattern)
        else:
            self._tail[key[-KEY:]].append(pattern)

    @property
    def beginnings(self) -> frozenset[str]:
        """First words, in small letters, of the phrases that begin with no wildcard."""
        return frozenset(self._exact)

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """All hits in order; within one label the longest from the left, without overlap."""
        known, hits = self._known, []
        for at, token in enumerate(tokens):
            patterns = known.get(token.lower)
            if patterns is None:
                patterns = self._patterns(token.lower)
            if patterns is not _NONE:
                hits += _hits(patterns, tokens, at)
        return _without_overlap(hits) if len(hits) > 1 else hits

    def at(self, tokens: Sequence[Token], at: int) -> list[Hit]:
        """All hits that begin at this token."""
        return _hits(self._patterns(tokens[at].lower), tokens, at)

    def longest(self, tokens: Sequence[Token], at: int) -> Hit | None:
        """The longest hit that begins at this token."""
        return max(self.at(tokens, at), key=lambda h: h.last, default=None)

    def _patterns(self, word: str) -> Bucket[_Pattern]:
        """The patterns that may begin with this word, remembered: news repeats its words."""
        found = self._known.get(word)
        if found is None:
            begun = (*self._indexed(word), *self._short)
            found = Bucket((_next_keys(p), p) for p in begun) if begun else _NONE
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            self._known[word] = found
        return found

    def _indexed(self, word: str) -> tuple[_Pattern, ...]:
        """The patterns filed under the word, or under what is left of it behind a prefix."""
        if not self._prefixes:
            return self._filed(word)
        rests = without_prefixes(word, self._prefixes)
        return tuple(dict.fromkeys(pattern for rest in rests for pattern in self._filed(rest)))

    def _filed(self, word: str) -> tuple[_Pattern, ...]:
        exact, head = self._exact.get(word, ()), self._head.get(word[:KEY], ())
        return (*exact, *head, *self._tail.get(word[-KEY:], ()))


def _next_keys(pattern: _Pattern) -> tuple[tuple[str, ...], bool]:
    """What may follow the first word for the pattern to match, and whether behind a gap."""
    behind = pattern.elements[1:]
    gap = bool(behind) and behind[0] is None
    element = behind[gap] if len(behind) > gap else None
    if isinstance(element, _Choice):
        keys = tuple(_key(each) for each in element.elements)
        return (keys if all(keys) else ("",)), gap
    return (_key(element) if element else "",), gap


def _key(element: _Element) -> str:
    if element.prefixes or element.tail:
        return ""
    text = small(element.text)
    if not element.head:
        return text
    return text[:KEY] + "*" if len(text) >= KEY else ""


def _hits(patterns: Bucket[_Pattern], tokens: Sequence[Token], at: int) -> list[Hit]:
    hits = []
    for pattern in patterns.fitting(tokens, at):
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


def _match(
    elements: Sequence[_Element | _Choice | None], tokens: Sequence[Token], at: int
) -> int | None:
    """The index behind the match, None when there is none. A gap takes as little as it can."""
    for index, element in enumerate(elements):
        if element is None:
            return _match_after_gap(elements[index + 1 :], tokens, at)
        if at >= len(tokens) or not element.accepts(tokens[at]):
            return None
        at += 1
    return at


def _match_after_gap(
    elements: Sequence[_Element | _Choice | None], tokens: Sequence[Token], at: int
) -> int | None:
    for start in range(at, min(at + GAP_TOKENS + 1, len(tokens))):
        end = _match(elements, tokens, start)
        if end is not None:
            return end
        if tokens[start].lower in _STOP and not _is_initial(tokens, start):
            return None
    return None


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether the point at this index is that of a name's initial: "Gerald R. Ford"."""
    letter = tokens[at - 1].text if at else ""
    return tokens[at].text == "." and len(letter) == 1 and letter.isupper()


_MARK = re.compile(r"[()|]|[^\s()|]+")


def _compile(phrase: str, label: str, prefixes: tuple[str, ...]) -> list[_Pattern]:
    """Every plain pattern that a phrase with choices and optional words stands for.

    Raises ConfigError when a bracket is not opened or not closed.
    """
    marks = _MARK.findall(phrase)
    plain, rest = _choices(marks)
    if rest:
        raise ConfigError(f"the phrase {phrase!r} closes a bracket that it does not open")
    exact = phrase != phrase.lower()
    compiled = (
        tuple(e for word in words for e in _elements(word, exact, prefixes)) for words in plain
    )
    return [_Pattern(elements, label, phrase) for elements in compiled if elements]


def _choices(marks: list[str]) -> tuple[list[list[_Word]], list[str]]:
    """The word lists that the marks up to a closing bracket stand for, and the marks behind it."""
    done: list[list[_Word]] = []
    open_: list[list[_Word]] = [[]]
    while marks and marks[0] != ")":
        mark, marks = marks[0], marks[1:]
        if mark == "|":
            done, open_ = done + open_, [[]]
            continue
        options, marks = _slot(mark, marks)
        if open_ != [[]]:  # the first word is indexed, so that its choices stay apart
            options = _joined(options)
        open_ = [[*words, *option] for words in open_ for option in options]
    return done + open_, marks


def _joined(options: list[list[_Word]]) -> list[list[_Word]]:
    """The options with those of a single word in one choice."""
    single = [word for option in options for word in option if _is_single(option)]
    if len(single) < 2:
        return options
    words = tuple(word for word in single if isinstance(word, str))
    return [[words], *(option for option in options if not _is_single(option))]


def _is_single(option: list[_Word]) -> bool:
    """Whether the option is one plain word that makes one token."""
    word = option[0] if len(option) == 1 else ""
    return isinstance(word, str) and word != _GAP and len(words_of(word.strip("*"))) == 1


def _slot(mark: str, marks: list[str]) -> tuple[list[list[_Word]], list[str]]:
    """What one word or one pair of brackets may be; nothing, too, when ``?`` stands behind."""
    if mark != "(":
        optional = mark.endswith("?") and len(mark) > 1
        return ([[mark[:-1]], []] if optional else [[mark]]), marks
    options, marks = _choices(marks)
    if not marks:
        last = " ".join(map(str, options[-1]))
        raise ConfigError(f"a phrase that ends in {last!r} lacks a bracket")
    marks = marks[1:]
    if marks and marks[0] == "?":
        return [*options, []], marks[1:]
    return options, marks


def _elements(
    word: _Word, exact: bool, prefixes: tuple[str, ...]
) -> Sequence[_Element | _Choice | None]:
    """A word as the tokens it is cut into; a gap for the dots."""
    if isinstance(word, tuple):
        return [_Choice(tuple(_single(each, exact, prefixes)[0] for each in word))]
    return [None] if word == _GAP else _single(word, exact, prefixes)


def _single(word: str, exact: bool, prefixes: tuple[str, ...]) -> list[_Element]:
    tail, head = word.startswith("*"), word.endswith("*") and len(word) > 1
    texts = words_of(word.strip("*"))
    last = len(texts) - 1
    return [
        _Element(text, exact and text != "'", head and index == last, tail and index == 0, prefixes)
        for index, text in enumerate(texts)
    ]
