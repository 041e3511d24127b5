"""Relative places of a document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.lexicon import Language, Lexicon
from pipeline.model import (
    Document,
    Place,
    Point,
    Relation,
    Sentence,
    Span,
    Token,
)
from pipeline.relative.area import area
from pipeline.relative.coast import Coast
from pipeline.relative.grammar import Grammar, grammar_of
from pipeline.relative.phrases import Anchor, Finder, Phrase
from pipeline.relative.position import settled, solve
from pipeline.relative.solved import Context, Solved

ANCHOR_SHARE = 0.9  # of the anchor's score: the phrase adds its own doubt
PULL_RADIUS_KM = 300.0  # the middle of a larger sea or region tells nothing of a coast
ADJECTIVE_SCORE = 0.7  # of an anchor that only an adjective names


def place_offsets(
    document: Document,
    places: Sequence[Place],
    lexicon: Lexicon,
    coast: Coast,
    *,
    areas: bool = True,
) -> tuple[Place, ...]:
    """The places in text order; an anchor inside a relative phrase gives way to the phrase.

    "50 miles off the coast of Venezuela" becomes one Place with a ``relation``, an ``area`` and a
    point in the water. Which stretch of a long coast is meant is told by the other places of the
    sentence, then of the article, then the capital. An anchor without a position stays as it is.
    Without ``areas`` the areas are left empty, which takes a third of the time; see ``areas_of``.
    """
    made: list[Place] = []
    for sentence in document.sentences:
        language = lexicon.language(sentence.lang)
        made += _of_sentence(document, sentence, places, language, coast, areas=areas)
    covered = [place.span for place in made]
    kept = [p for p in places if not any(span.contains(p.span) for span in covered)]
    return tuple(sorted((*kept, *made), key=lambda place: place.span.start))


def areas_of(
    document: Document,
    places: Sequence[Place],
    lexicon: Lexicon,
    coast: Coast,
    spans: Collection[Span],
) -> dict[Span, str]:
    """The areas of the relative places at these spans, from the places that were given before."""
    told = [s for s in document.sentences if any(s.span.contains(span) for span in spans)]
    made = (
        place
        for sentence in told
        for place in _of_sentence(
            document, sentence, places, lexicon.language(sentence.lang), coast, areas=True
        )
    )
    return {place.span: place.area for place in made if place.span in spans}


def _of_sentence(
    document: Document,
    sentence: Sentence,
    places: Sequence[Place],
    language: Language,
    coast: Coast,
    *,
    areas: bool,
) -> Iterator[Place]:
    grammar = grammar_of(language)
    if not grammar:
        return
    inside = [place for place in sentence.holding(places) if place.relation is None]
    if not inside and not grammar.names_edges(token.lower for token in sentence.tokens):
        return  # nothing to measure from
    at_token = _by_token(sentence.tokens, inside)
    joined = _joined(sentence.tokens, inside)
    finder = Finder(
        sentence.tokens, document.article.text, grammar, lambda at: at_token.get(at, ()), joined
    )
    starts = finder.starts([*at_token, *joined, *finder.adjectives()])

    def read(phrase: Phrase) -> Place | None:
        if phrase.op == "near" and _explains(phrase, places, document.article.text):
            return None
        context = _context(phrase, sentence, places, grammar, coast)
        phrase = settled(phrase, context)
        solved = solve(phrase, context)
        if solved is None:
            return None
        shape = area(solved, coast) if areas else ""
        return place_of(phrase, solved, document.article.text, context, shape=shape)

    yield from finder.find(starts, read)


def _explains(phrase: Phrase, places: Sequence[Place], text: str) -> bool:
    """Whether it only says where the place before it is: "Dyess, cerca de Abilene"."""
    return any(
        text[place.span.end : phrase.span.start].strip() in (",", "،")
        for place in places
        if place.span.end < phrase.span.start
    )


def _by_token(
    tokens: Sequence[Token], places: Sequence[Place]
) -> Mapping[int, Sequence[tuple[Place, int]]]:
    """Places by the token they begin in, with the number of tokens they take.

    A name may begin inside a token, behind a small word that is written together with it.
    """
    found: dict[int, list[tuple[Place, int]]] = {}
    for place in places:
        covered = [
            i
            for i, token in enumerate(tokens)
            if place.span.start < token.end and token.end <= place.span.end
        ]
        if covered and place.point is not None:
            found.setdefault(covered[0], []).append((place, len(covered)))
    return found


def _joined(tokens: Sequence[Token], places: Sequence[Place]) -> dict[int, tuple[Place, Place]]:
    """Tokens that hold two places: the Poland-Belarus border."""
    found: dict[int, tuple[Place, Place]] = {}
    for at, token in enumerate(tokens):
        if "-" in token.text:
            held = [p for p in places if token.start <= p.span.start and p.span.end <= token.end]
            if len(held) == 2:
                found[at] = (held[0], held[1])
    return found


def _context(
    phrase: Phrase, sentence: Sentence, places: Sequence[Place], grammar: Grammar, coast: Coast
) -> Context:
    ships = bool(grammar.ships.find(sentence.tokens))
    return Context(
        coast,
        tuple(_pulls(phrase, sentence, places)),
        nautical=ships,
        at_sea=ships,
        by_lake=any(p.kind == "lake" and sentence.span.contains(p.span) for p in places),
        neighbours=tuple(_neighbours(phrase, sentence, places, grammar, coast)),
    )


def _neighbours(
    phrase: Phrase, sentence: Sentence, places: Sequence[Place], grammar: Grammar, coast: Coast
) -> Iterator[str]:
    """Countries beside that of a border: of the sentence, of the article, of those who read it.

    The language tells who reads it where one of its countries has such a border and no other.
    """
    if phrase.op != "border" or phrase.anchor.second_country or phrase.other is not None:
        return
    country = phrase.anchor.country
    hits = grammar.demonyms.find(sentence.tokens)
    yield from (p.country for p in places if sentence.span.contains(p.span))
    yield from (hit.label.split(".")[0] for hit in hits if not hit.span.overlaps(phrase.span))
    yield from (place.country for place in places)
    readers = [home for home in grammar.homes if len(coast.border(country, home))]
    yield from readers if len(readers) == 1 else ()


def _pulls(phrase: Phrase, sentence: Sentence, places: Sequence[Place]) -> Iterator[Point]:
    """Points of other places: of the sentence, then of the anchor's country, then the rest."""
    others = [
        p
        for p in places
        if p.point is not None
        and not phrase.span.overlaps(p.span)
        and p.precision not in ("country", "unknown")
        and p.relation is None
        and (p.radius_km or 0.0) < PULL_RADIUS_KM
    ]
    here = [p for p in others if sentence.span.contains(p.span)]
    own = [p for p in others if p.country and p.country == phrase.anchor.country]
    for place in (*here, *own, *others):
        if place.point is not None:
            yield place.point


def place_of(phrase: Phrase, solved: Solved, text: str, context: Context, *, shape: str) -> Place:
    """The relative place as a Place; ``text`` is what the spans count in, ``shape`` its area.

    "Near X" is X, less surely: it keeps the name and the kind of its anchor.
    """
    anchor = phrase.anchor.place
    named = anchor if phrase.op == "near" and not solved.offshore else None
    words = phrase.span.of(text)
    distance = phrase.distance.km(nautical=context.nautical) if phrase.distance else None
    relation = Relation(
        op=phrase.op,  # type: ignore[arg-type]  # the grammar lets no other operation through
        span=phrase.span,
        anchors=tuple(_spans(phrase)),
        distance_km=distance,
        bearing_deg=phrase.bearing_deg,
        offshore=solved.offshore,
    )
    return Place(
        span=phrase.span,
        text=words,
        name=named.name if named is not None else " ".join(words.split()),
        point=solved.point,
        country=phrase.anchor.country,
        precision=named.precision if named is not None else "offset",
        radius_km=round(solved.radius_km, 1),
        kind=named.kind if named is not None else "offset",
        gazetteer_id=anchor.gazetteer_id if anchor is not None else "",
        use="literal",
        score=ADJECTIVE_SCORE if anchor is None else anchor.score * ANCHOR_SHARE,
        rule=solved.rule,
        candidates=anchor.candidates if anchor is not None else (),
        relation=relation,
        area=shape,
    )


def _spans(phrase: Phrase) -> Iterator[Span]:
    for anchor in (phrase.anchor, phrase.other):
        for place in (anchor.place, anchor.second) if isinstance(anchor, Anchor) else ():
            if place is not None:
                yield place.span
