"""Relative places of a document, and of a line of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.lexicon import Language, Lexicon, tokenise
from pipeline.model import (
    Document,
    Entry,
    Names,
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
from pipeline.relative.position import Context, Solved, solve

ANCHOR_SHARE = 0.9  # of the anchor's score: the phrase adds its own doubt
ADJECTIVE_SCORE = 0.7  # of an anchor that only an adjective names


def place_offsets(
    document: Document, places: Sequence[Place], lexicon: Lexicon, coast: Coast
) -> tuple[Place, ...]:
    """The places in text order; an anchor inside a relative phrase gives way to the phrase.

    "50 miles off the coast of Venezuela" becomes one Place with a ``relation``, an ``area`` and a
    point in the water. Which stretch of a long coast is meant is told by the other places of the
    sentence, then of the article, then the capital. An anchor without a position stays as it is.
    """
    made: list[Place] = []
    for sentence in document.sentences:
        made += _of_sentence(document, sentence, places, lexicon.language(sentence.lang), coast)
    covered = [place.span for place in made]
    kept = [p for p in places if not any(span.contains(p.span) for span in covered)]
    return tuple(sorted((*kept, *made), key=lambda place: place.span.start))


def _of_sentence(
    document: Document,
    sentence: Sentence,
    places: Sequence[Place],
    language: Language,
    coast: Coast,
) -> Iterator[Place]:
    grammar = grammar_of(language)
    if not grammar:
        return
    inside = [p for p in places if sentence.span.contains(p.span) and p.relation is None]
    at_token = _by_token(sentence.tokens, inside)
    finder = Finder(sentence.tokens, document.article.text, grammar,
                    lambda at: at_token.get(at, ()))
    starts = finder.starts([*at_token, *finder.adjectives()])
    for phrase in finder.find(starts):
        context = _context(phrase, sentence, places, grammar, coast)
        solved = solve(phrase, context)
        if solved is not None:
            yield _place(phrase, solved, document.article.text, context)


def _by_token(
    tokens: Sequence[Token], places: Sequence[Place]
) -> Mapping[int, Sequence[tuple[Place, int]]]:
    """Places by the token they begin at, with the number of tokens they take."""
    found: dict[int, list[tuple[Place, int]]] = {}
    for place in places:
        covered = [i for i, token in enumerate(tokens)
                   if place.span.start <= token.start and token.end <= place.span.end]
        if covered and place.point is not None:
            found.setdefault(covered[0], []).append((place, len(covered)))
    return found


def _context(
    phrase: Phrase, sentence: Sentence, places: Sequence[Place], grammar: Grammar, coast: Coast
) -> Context:
    ships = bool(grammar.ships.find(sentence.tokens))
    return Context(coast, tuple(_pulls(phrase, sentence, places)), nautical=ships, at_sea=ships)


def _pulls(phrase: Phrase, sentence: Sentence, places: Sequence[Place]) -> Iterator[Point]:
    """Points of other places: of the sentence, then of the anchor's country, then the rest."""
    others = [p for p in places if p.point is not None and not phrase.span.overlaps(p.span)
              and p.precision not in ("country", "unknown") and p.relation is None]
    here = [p for p in others if sentence.span.contains(p.span)]
    own = [p for p in others if p.country and p.country == phrase.anchor.country]
    for place in (*here, *own, *others):
        if place.point is not None:
            yield place.point


def _place(phrase: Phrase, solved: Solved, text: str, context: Context) -> Place:
    anchor = phrase.anchor.place
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
        name=" ".join(words.split()),
        point=solved.point,
        country=phrase.anchor.country,
        precision="offset",
        radius_km=round(solved.radius_km, 1),
        kind="offset",
        gazetteer_id=anchor.gazetteer_id if anchor is not None else "",
        use="literal",
        score=ADJECTIVE_SCORE if anchor is None else anchor.score * ANCHOR_SHARE,
        rule=solved.rule,
        candidates=anchor.candidates if anchor is not None else (),
        relation=relation,
        area=area(solved.point, solved.radius_km, offshore=solved.offshore, coast=context.coast),
    )


def _spans(phrase: Phrase) -> Iterator[Span]:
    for anchor in (phrase.anchor, phrase.other):
        for place in (anchor.place, anchor.second) if isinstance(anchor, Anchor) else ():
            if place is not None:
                yield place.span


def parse_relative(
    text: str, lexicon: Lexicon, names: Names, coast: Coast, *, lang: str | None = None,
    at_sea: bool = False,
) -> Place | None:
    """The place that a line such as "50 nm north of La Orchila" says; None when it says none.

    Each language is tried when none is given. Names written behind the anchor ("Brass, Nigeria")
    choose between places of the same name. ``at_sea`` means that ships report: miles are
    nautical, and a distance from a port is out to sea.
    """
    tokens = tokenise(text)
    best: Place | None = None
    for code in (lang,) if lang else lexicon.codes:
        place = _parse(text, tokens, lexicon.language(code), names, coast, at_sea=at_sea)
        if place is not None and (best is None or len(place.text) > len(best.text)):
            best = place
    return best


def _parse(
    text: str, tokens: Sequence[Token], language: Language, names: Names, coast: Coast, *,
    at_sea: bool,
) -> Place | None:
    grammar = grammar_of(language)
    if not grammar or not tokens:
        return None
    found = _named(text, tokens, names, language.code)
    finder = Finder(tokens, text, grammar, lambda at: found.get(at, ()))
    for phrase in finder.find(range(len(tokens))):
        pulls = tuple(p.point for row in found.values() for p, _ in row
                      if p.point is not None and not phrase.span.overlaps(p.span)
                      and p.precision != "country")
        ships = at_sea or bool(grammar.ships.find(tokens))
        context = Context(coast, pulls, nautical=ships, at_sea=ships)
        solved = solve(phrase, context)
        if solved is not None:
            return _place(phrase, solved, text, context)
    return None


def _named(
    text: str, tokens: Sequence[Token], names: Names, lang: str
) -> Mapping[int, Sequence[tuple[Place, int]]]:
    """Every name in the line that the gazetteer knows, resolved by the names written with it."""
    spans: dict[int, int] = {}
    end = 0
    for at in range(len(tokens)):
        used = names.longest(tokens, at) if at >= end and tokens[at].is_capitalised else 0
        if used:
            spans[at], end = used, at + used
    rows = {at: names.lookup(text[tokens[at].start : tokens[at + used - 1].end], lang)
            for at, used in spans.items()}
    countries = [row[0].country for row in rows.values() if row and row[0].precision == "country"]
    return {at: [(_resolved(text, tokens, at, spans[at], _fitting(rows[at], countries)), spans[at])]
            for at in spans if rows[at]}


def _fitting(entries: Sequence[Entry], countries: Sequence[str]) -> Entry:
    """The best-known entry in a country that the line names, else the best known of all."""
    return next((entry for entry in entries if entry.country in countries), entries[0])


def _resolved(text: str, tokens: Sequence[Token], at: int, used: int, entry: Entry) -> Place:
    span = Span(tokens[at].start, tokens[at + used - 1].end)
    return Place(span, span.of(text), entry.name, entry.point, entry.country, entry.precision,
                 entry.radius_km, entry.kind, entry.id, "literal", 1.0, "named in the line",
                 icao=entry.icao, admin1=entry.admin1)
