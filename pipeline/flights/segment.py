"""A stretch of a sentence between semicolons and colons with everything that was found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.lexicon.tokens import Tokens
from pipeline.model import (
    Actor,
    Aircraft,
    Callsign,
    Clause,
    Document,
    Facts,
    Place,
    Sentence,
    Span,
    Token,
    When,
)

_Found = TypeVar("_Found", Place, Actor, Aircraft, Callsign)
_CUTS = frozenset(";:")
_ROOTS = frozenset({"flights", "aircraft", "triggers"})
_NEAR_SPEECH = 2  # tokens between a day and the verb of saying that it belongs to


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence and what it names, each in text order."""

    number: int  # index of the sentence in the document
    sentence: Sentence
    span: Span
    tokens: tuple[Token, ...]
    language: Language
    places: tuple[Place, ...]
    whens: tuple[When, ...]
    said_on: When | None  # the day of a verb of saying: of the event only when there is no other
    actors: tuple[Actor, ...]
    aircraft: tuple[Aircraft, ...]
    callsigns: tuple[Callsign, ...]
    clauses: tuple[Clause, ...]
    _found: dict[str, list[Hit]] = field(default_factory=dict, compare=False, repr=False)
    _sections: dict[str, dict[str, list[Hit]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def hits(self, path: str) -> list[Hit]:
        """Hits of the phrases at ``path`` of this language, labelled as ``Language.phrases`` does.

        Each section of the language is looked up once a segment.
        """
        if path not in self._found:
            self._found[path] = self._select(path)
        return self._found[path]

    def _select(self, path: str) -> list[Hit]:
        root, _, rest = path.partition(".")
        if root not in _ROOTS or not rest:
            if path == "triggers":
                return self.language.movement_words.find(self.tokens)
            return self.language.phrases(path).find(self.tokens)
        below = self._below(root).get(rest)
        if not below:
            return []
        last = rest.rpartition(".")[2]
        return [
            hit._replace(label=hit.label.removeprefix(f"{rest}.") if hit.label != rest else last)
            for hit in below
        ]

    def _below(self, root: str) -> dict[str, list[Hit]]:
        """The hits of a section by each path that their label is or lies below."""
        if root not in self._sections:
            self._sections[root] = section = defaultdict[str, list[Hit]](list)
            for hit in self.hits(root):
                for path in accumulate(hit.label.split("."), "{}.{}".format):
                    section[path].append(hit)
        return self._sections[root]

    def has(self, path: str) -> bool:
        """Whether any phrase at ``path`` stands here."""
        return bool(self.hits(path))

    def undated(self) -> list[int]:
        """Indexes of the tokens that are no part of a day or an hour."""
        days = [w.span for w in (*self.whens, self.said_on) if w is not None and w.span]
        tokens = enumerate(self.tokens)
        return [n for n, t in tokens if not any(d.start <= t.start < d.end for d in days)]

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends behind this offset of the article."""
        return next((n for n, t in enumerate(self.tokens) if t.end > offset), len(self.tokens))

    def clause_at(self, offset: int) -> Clause | None:
        """The clause that holds this offset."""
        return next((c for c in self.clauses if c.span.start <= offset < c.span.end), None)


def segments(document: Document, facts: Facts, lexicon: Lexicon) -> Iterator[Segment]:
    """The segments of a document in text order."""
    for number, sentence in enumerate(document.sentences):
        language = lexicon.language(sentence.lang)
        clauses = tuple(clause for clause in facts.clauses if clause.sentence == number)
        for tokens in _cut(sentence.tokens, language):
            span = Span(tokens[0].start, tokens[-1].end)
            whens, said_on = _whens(span, sentence, facts.whens, language)
            yield Segment(
                number=number,
                sentence=sentence,
                span=span,
                tokens=tokens,
                language=language,
                places=_of_movement(span, facts),
                whens=whens,
                said_on=said_on,
                actors=_inside(span, facts.actors),
                aircraft=_inside(span, facts.aircraft),
                callsigns=_inside(span, facts.callsigns),
                clauses=clauses,
            )


def _cut(tokens: tuple[Token, ...], language: Language) -> Iterator[tuple[Token, ...]]:
    """The stretches; none ends where a word of ``resumes`` follows: "a P-8: departed from …".

    A comma ends one where further aircraft follow: "…, two others flew on".
    """
    first, resumes = 0, language.words("flights.resumes")
    more = _more(tokens, language)
    for at, token in enumerate(tokens):
        if token.lower not in _CUTS and at + 1 not in more:
            continue
        follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        cuts = token.lower in _CUTS or (token.text == "," and at + 1 in more)
        if cuts and at > first and follows not in resumes:
            yield Tokens(tokens[first:at])
            first = at + 1
    if first < len(tokens):
        yield Tokens(tokens[first:]) if first else tokens


def _more(tokens: Sequence[Token], language: Language) -> frozenset[int]:
    """Where "two others" begin, with a verb of movement and no noun behind them."""
    moves = language.phrases("flights.movement")
    hits = language.phrases("aircraft.one_more").each(tokens)
    moved = {hit.first for hit in moves.each(tokens)} if hits else set[int]()
    begun = {hit.first for hit in hits if not moved.isdisjoint((hit.last, hit.last + 1))}
    return frozenset(begun | {at - 1 for at in begun})


def _inside(span: Span, found: Sequence[_Found]) -> tuple[_Found, ...]:
    return tuple(item for item in found if item.span is not None and span.contains(item.span))


def _of_movement(span: Span, facts: Facts) -> tuple[Place, ...]:
    """The places told there, but not those of a deed from which the movement is counted.

    "Three days after a slide near Odda two jets met a bomber": what moves is told outside.
    """
    deeds = [deed for when in facts.whens if (deed := when.only or when.but)]
    apart = [deed for deed in deeds if not deed.contains(span)]
    places = _inside(span, facts.places)
    return tuple(p for p in places if not any(deed.contains(p.span) for deed in apart))


def _whens(
    span: Span, sentence: Sentence, whens: Sequence[When], language: Language
) -> tuple[tuple[When, ...], When | None]:
    """The dates in the segment, those of the whole sentence when it has none of its own.

    A day that belongs to a verb of saying ("as the air force confirmed on Wednesday") is given
    apart.
    """
    in_sentence = [w for w in whens if w.span and sentence.span.contains(w.span)]
    own = [w for w in in_sentence if w.span and span.contains(w.span)] or in_sentence
    spoken = [w for w in own if _is_of_speech(w, sentence.tokens, language)]
    return tuple(w for w in own if w not in spoken), spoken[0] if spoken else None


def _is_of_speech(when: When, tokens: Sequence[Token], language: Language) -> bool:
    if when.span is None:
        return False
    speech = language.words("flights.speech")
    before = [t for t in tokens if t.end <= when.span.start][-_NEAR_SPEECH:]
    after = [t for t in tokens if t.start >= when.span.end][:1]
    return any(token.lower in speech for token in (*before, *after))
