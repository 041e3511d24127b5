"""The word lists that are asked of the same texts, read together.

A sentence is asked for the phrases of dozens of lists, and few of them have any in it. So it is
read once for all of them, and each list is told only of the phrases that may begin there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.lexicon.bucket import KEY, Bucket, beginnings
from pipeline.lexicon.compiling import Choice, Element, Pattern
from pipeline.lexicon.script import without_prefixes
from pipeline.lexicon.tokens import Tokens, small
from pipeline.model import Token

KNOWN_WORDS = 50_000  # words remembered with their patterns; then it starts anew
LONGER = 1  # letters by which a word further on must be longer than the next one to be looked for
Begun = Mapping[object, Sequence[tuple[int, Pattern]]]  # by list: tokens and what may begin there


_Owned = tuple[object, Pattern]  # with the list that the pattern belongs to


class _Filed(NamedTuple):
    """A pattern with what is asked of it again and again."""

    owned: _Owned
    text: str  # its first word; empty when that is judged where it stands, for its capitals
    behind: tuple[tuple[str, ...], bool]  # what may follow, and whether behind a gap


_Words = dict[str, Bucket[_Owned]]
_NONE: Bucket[_Owned] = Bucket(())


class _Edition:
    """What was learned of words since the last list was added."""

    def __init__(self, words: _Words | None = None) -> None:
        self.words: _Words = words if words is not None else {}  # news repeats its words
        self.buckets: dict[tuple[int, ...], Bucket[_Owned]] = {}  # many words have the same


class _Files:
    """Patterns by their first words."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self._prefixes = prefixes
        self._exact: dict[str, list[_Filed]] = defaultdict(list)
        self._head: dict[str, list[_Filed]] = defaultdict(list)
        self._tail: dict[str, list[_Filed]] = defaultdict(list)
        self._short: list[_Filed] = []  # wildcards too short or too open to index

    def file(self, filed: _Filed) -> None:
        """Take in a pattern."""
        first = filed.owned[1].first
        key = small(first.text)
        if not (first.head or first.tail):
            self._exact[key].append(filed)
        elif len(key) < KEY or (first.head and first.tail):
            self._short.append(filed)
        elif first.head:
            self._head[key[:KEY]].append(filed)
        else:
            self._tail[key[-KEY:]].append(filed)

    def may_begin(self, word: str) -> bool:
        """Whether any pattern may begin with this word; a quick look that may say so in vain."""
        near = word in self._exact or word[:KEY] in self._head or word[-KEY:] in self._tail
        return near or bool(self._prefixes or self._short)

    def beginning_with(self, word: str) -> list[_Filed]:
        """The patterns that may begin with this word."""
        return [*self._indexed(word), *self._fitting_short(word)]

    def _indexed(self, word: str) -> Iterable[_Filed]:
        """The patterns filed under the word, or under what is left of it behind a prefix."""
        if not self._prefixes:
            return self._filed(word)
        rests = without_prefixes(word, self._prefixes)
        return {id(filed): filed for rest in rests for filed in self._filed(rest)}.values()

    def _filed(self, word: str) -> list[_Filed]:
        heads, tails = self._head.get(word[:KEY], ()), self._tail.get(word[-KEY:], ())
        return [
            *self._exact.get(word, ()),
            *[filed for filed in heads if word.startswith(filed.text)],
            *[filed for filed in tails if word.endswith(filed.text)],
        ]

    def _fitting_short(self, word: str) -> Sequence[_Filed]:
        near = [filed for filed in self._short if filed.text in word or self._prefixes]
        token = Token(0, len(word), word, word)
        return [f for f in near if not f.text or f.owned[1].first.accepts(token)] if near else ()


class Index:
    """The patterns of several lists by their first words.

    ``prefixes`` are the small words that the language writes together with the word behind them.
    """

    def __init__(self, prefixes: Collection[str] = ()) -> None:
        self._files = _Files(tuple(prefixes))
        self._prefixes = tuple(prefixes)
        self._far: set[str] = set()  # words and beginnings that any pattern asks for further on
        self.edition = _Edition()
        """Under this the readings of tokens are kept; a further list begins another."""

    def add(self, owner: object, patterns: Sequence[Pattern]) -> None:
        """Read the patterns of one more list, too."""
        own = _Files(self._prefixes)
        for pattern in patterns:
            filed = _filed(owner, pattern)
            self._far.update(filed.behind[0] if filed.behind[1] else ())
            self._files.file(filed)
            own.file(filed)
        if patterns:  # many a language lacks many a list
            known = self.edition.words.items()
            self.edition = _Edition({w: bucket for w, bucket in known if not own.may_begin(w)})

    def begun(self, tokens: Sequence[Token]) -> Begun:
        """The patterns of each list that the first words of the tokens allow, in order.

        Kept with the tokens where these can keep it.
        """
        edition = self.edition
        if not isinstance(tokens, Tokens):
            return self._read(tokens, edition)
        begun: Begun | None = tokens.kept.get(edition)
        if begun is None:
            begun = tokens.kept[edition] = self._read(tokens, edition)
        return begun

    def _read(self, tokens: Sequence[Token], edition: _Edition) -> Begun:
        begun: dict[object, list[tuple[int, Pattern]]] = defaultdict(list)
        row = [token.lower for token in tokens]
        heads = beginnings(row)
        around = self._far.intersection(row + heads)
        next_words, next_heads = [*row[1:], ""], [*heads[1:], ""]
        words = edition.words
        for at, bucket in enumerate(map(words.get, row)):
            if bucket is None:
                bucket = self._learn(row[at], edition)
            if bucket is not _NONE:
                for owner, pattern in bucket.fitting(next_words[at], next_heads[at], around):
                    begun[owner].append((at, pattern))
        return begun

    def _learn(self, word: str, edition: _Edition) -> Bucket[_Owned]:
        """The patterns that may begin with this word, remembered."""
        filed = self._files.beginning_with(word)
        if len(edition.words) >= KNOWN_WORDS:
            edition.words.clear()
            edition.buckets.clear()
        key = tuple(map(id, filed))
        bucket = edition.buckets.get(key) if filed else _NONE
        if bucket is None:
            bucket = edition.buckets[key] = Bucket((f.behind, f.owned) for f in filed)
        edition.words[word] = bucket
        return bucket


def _filed(owner: object, pattern: Pattern) -> _Filed:
    first = pattern.first
    return _Filed((owner, pattern), "" if first.exact_case else first.text, _next_keys(pattern))


def _next_keys(pattern: Pattern) -> tuple[tuple[str, ...], bool]:
    """What must stand behind the first word for the pattern to match, and whether further on.

    The word right behind it, or a longer one anywhere behind: sentences have many "in the", and few
    of them a "Kremlin".
    """
    behind = pattern.elements[1:]
    keys = [_keys(element) for element in behind]
    near = keys[0] if keys else ("",)
    far = max(keys[1:], key=_shortest, default=("",))
    if _shortest(far) > _shortest(near) + LONGER:
        return far, True
    return near, False


def _keys(element: Element | Choice | None) -> tuple[str, ...]:
    """The words that an element may be; a single empty one for anything."""
    if isinstance(element, Choice):
        keys = tuple(_key(each) for each in element.elements)
        return keys if all(keys) else ("",)
    return (_key(element) if element else "",)


def _shortest(keys: tuple[str, ...]) -> int:
    return min(map(len, keys))


def _key(element: Element) -> str:
    if element.prefixes or element.tail:
        return ""
    text = small(element.text)
    if not element.head:
        return text
    return text[:KEY] + "*" if len(text) >= KEY else ""
