"""Word lists to a matcher.

A phrase is written as people write it, with a few marks:

    luchtaanval*         any word that begins so        (``*angriff`` ends so, ``*angriff*`` holds)
    (took|taken) off     either word; brackets may stand in brackets
    the? coast           the word before ``?`` may be missing
    steeg ... op         up to twelve tokens between, none of them ``; : . ! ?``

A phrase in small letters matches any case; one with a capital matches exactly as written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.lexicon.bucket import GAP_TOKENS, KEY, Bucket
from pipeline.lexicon.compiling import Choice, Element, Pattern, compile_phrase
from pipeline.lexicon.script import without_prefixes
from pipeline.lexicon.tokens import small
from pipeline.model import Span, Token

_STOP = frozenset(";:.!?")
KNOWN_WORDS = 50_000  # words remembered with their patterns; then it starts anew


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: token indexes (half-open), its span and the label of its list."""

    first: int
    last: int  # one past the last token
    span: Span
    label: str
    phrase: str  # as the word list writes it


_NONE: Bucket[Pattern] = Bucket(())


class Phrases:
    """A compiled set of labelled phrases; ``find`` is linear in the number of tokens.

    ``prefixes`` are the small words that the language writes together with the word behind them.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], prefixes: Collection[str] = ()) -> None:
        self._prefixes = tuple(prefixes)
        self._exact: dict[str, list[Pattern]] = defaultdict(list)
        self._head: dict[str, list[Pattern]] = defaultdict(list)
        self._tail: dict[str, list[Pattern]] = defaultdict(list)
        self._short: list[Pattern] = []  # wildcards too short or too open to index
        self._known: dict[str, Bucket[Pattern]] = {}
        for label, phrases in lists.items():
            for phrase in phrases:
                for pattern in compile_phrase(phrase, label, self._prefixes):
                    self._index(pattern)

    def _index(self, pattern: Pattern) -> None:
        first = pattern.elements[0]
        assert isinstance(first, Element), f"the phrase {pattern.phrase!r} begins with a gap"
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

    def _patterns(self, word: str) -> Bucket[Pattern]:
        """The patterns that may begin with this word, remembered: news repeats its words."""
        found = self._known.get(word)
        if found is None:
            begun = (*self._indexed(word), *self._short)
            found = Bucket((_next_keys(p), p) for p in begun) if begun else _NONE
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            self._known[word] = found
        return found

    def _indexed(self, word: str) -> tuple[Pattern, ...]:
        """The patterns filed under the word, or under what is left of it behind a prefix."""
        if not self._prefixes:
            return self._filed(word)
        rests = without_prefixes(word, self._prefixes)
        return tuple(dict.fromkeys(pattern for rest in rests for pattern in self._filed(rest)))

    def _filed(self, word: str) -> tuple[Pattern, ...]:
        exact, head = self._exact.get(word, ()), self._head.get(word[:KEY], ())
        return (*exact, *head, *self._tail.get(word[-KEY:], ()))


def _next_keys(pattern: Pattern) -> tuple[tuple[str, ...], bool]:
    """What may follow the first word for the pattern to match, and whether behind a gap."""
    behind = pattern.elements[1:]
    gap = bool(behind) and behind[0] is None
    element = behind[gap] if len(behind) > gap else None
    if isinstance(element, Choice):
        keys = tuple(_key(each) for each in element.elements)
        return (keys if all(keys) else ("",)), gap
    return (_key(element) if element else "",), gap


def _key(element: Element) -> str:
    if element.prefixes or element.tail:
        return ""
    text = small(element.text)
    if not element.head:
        return text
    return text[:KEY] + "*" if len(text) >= KEY else ""


def _hits(patterns: Bucket[Pattern], tokens: Sequence[Token], at: int) -> list[Hit]:
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
    elements: Sequence[Element | Choice | None], tokens: Sequence[Token], at: int
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
    elements: Sequence[Element | Choice | None], tokens: Sequence[Token], at: int
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
