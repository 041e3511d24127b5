"""Word lists to a matcher.

A phrase is written as people write it, with a few marks:

    luchtaanval*         any word that begins so        (``*angriff`` ends so, ``*angriff*`` holds)
    (took|taken) off     either word; brackets may stand in brackets
    the? coast           the word before ``?`` may be missing
    steeg ... op         up to twelve tokens between, none of them ``; : . ! ?``

A phrase in small letters matches any case; one with a capital matches exactly as written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.lexicon.compiling import Choice, Element, Pattern, compile_phrase
from pipeline.lexicon.index import Index
from pipeline.lexicon.tokens import Tokens, small
from pipeline.model import Span, Token

GAP_TOKENS = 12  # longest gap of "...": the field of a German or Dutch verb seldom is longer
_STOP = frozenset(";:.!?")


class Hit(NamedTuple):
    """A phrase found: token indexes and code points (both half-open) and the label of its list."""

    first: int
    last: int  # one past the last token
    start: int
    end: int
    label: str
    phrase: str  # as the word list writes it

    @property
    def span(self) -> Span:
        """Its stretch of the text; made when asked for, as few of the hits of a text are."""
        return Span(self.start, self.end)


class Phrases:
    """A compiled set of labelled phrases; ``find`` is linear in the number of tokens.

    ``prefixes`` are the small words that the language writes together with the word behind them.
    Lists that are asked of the same texts share an ``index``, made with the same prefixes.
    """

    def __init__(
        self,
        lists: Mapping[str, Iterable[str]],
        prefixes: Collection[str] = (),
        index: Index | None = None,
    ) -> None:
        self._index = index or Index(prefixes)
        patterns = [
            pattern
            for label, phrases in lists.items()
            for phrase in phrases
            for pattern in compile_phrase(phrase, label, tuple(prefixes))
        ]
        firsts = [pattern.first for pattern in patterns]
        self.beginnings = frozenset(small(w.text) for w in firsts if not (w.head or w.tail))
        """First words, in small letters, of the phrases that begin with no wildcard."""
        self._index.add(self, patterns)

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """All hits in order; within one label the longest from the left, without overlap."""
        begun = self._begun(tokens)
        if not begun:  # so it is with most lists and most sentences
            return []
        hits = _hits(begun, tokens)
        return _without_overlap(hits) if len(hits) > 1 else hits

    def each(self, tokens: Sequence[Token]) -> list[Hit]:
        """All hits by their first token, those of one label may overlap."""
        return _hits(self._begun(tokens), tokens)

    def at(self, tokens: Sequence[Token], at: int) -> list[Hit]:
        """All hits that begin at this token."""
        begun = [each for each in self._begun(tokens) if each[0] == at]
        return _hits(begun, tokens) if begun else []

    def longest(self, tokens: Sequence[Token], at: int) -> Hit | None:
        """The longest hit that begins at this token."""
        return max(self.at(tokens, at), key=lambda h: h.last, default=None)

    def _begun(self, tokens: Sequence[Token]) -> Sequence[tuple[int, Pattern]]:
        # Asked hundreds of times an article, so that what was read before is looked up here.
        kept = tokens.kept.get(self._index.edition) if type(tokens) is Tokens else None
        return (self._index.begun(tokens) if kept is None else kept).get(self, ())


def _hits(begun: Iterable[tuple[int, Pattern]], tokens: Sequence[Token]) -> list[Hit]:
    hits = []
    for at, pattern in begun:
        end = _match(pattern.elements, tokens, at)
        if end is not None:
            start, stop = tokens[at].start, tokens[end - 1].end
            hits.append(Hit(at, end, start, stop, pattern.label, pattern.phrase))
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
    first = elements[0] if elements else None
    for start in range(at, min(at + GAP_TOKENS + 1, len(tokens))):
        fits = first is None or first.accepts(tokens[start])
        end = _match(elements, tokens, start) if fits else None
        if end is not None:
            return end
        if tokens[start].lower in _STOP and not _is_initial(tokens, start):
            return None
    return None


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether the point at this index is that of a name's initial: "Gerald R. Ford"."""
    letter = tokens[at - 1].text if at else ""
    return tokens[at].text == "." and len(letter) == 1 and letter.isupper()
