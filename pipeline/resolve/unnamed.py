"""Places that the text means and does not name: the capital, the whole country, its north.

The words are ``[places.unnamed]`` of the language's file: ``capital``, ``whole`` ("across the
country"), ``adjectival`` ("capital", which counts only beside a country's adjective), ``land``
("the country", only behind a direction), ``airspace`` (also only beside an adjective) and ``other``
(capitals of regions, of fashion, of crime), ``seat``: the capital by its seats of power, by country
and with the word for where, "at the Élysée", for without it they are those who sit there.
``[places] regional`` are endings of adjectives that beside "capital" mean that of a region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.model import SEAT, Document, Entry, Place, Sentence, Span, Token

NEAR_TOKENS = 2  # how far an adjective or another name may stand from "the capital"
DIRECTION_TOKENS = 4  # "in het uiterste noorden van het land"
# Seats of parliament, government and court lie apart: "the capital" is no one town's name there.
SEVERAL = frozenset({"BEN", "BOL", "ZAF"})
CLEAR = 0.5  # share of an article's places from which a country is what it is about
# How sure it is that the country is the one meant: it is told beside the word, in the sentence, in
# the paragraph, or is only the one that the article is about.
BESIDE, IN_SENTENCE, IN_PARAGRAPH, ABOUT = 0.9, 0.75, 0.65, 0.6

_TOWN = frozenset({"capital", "adjectival"})
_ADJECTIVAL = _TOWN | {"airspace"}

Find = Callable[[str], Entry | None]  # an entry of the gazetteer by ISO 3166 alpha-3


@dataclass(frozen=True, slots=True)
class _Meant:
    country: str  # ISO 3166 alpha-3
    score: float


def add_unnamed(
    document: Document,
    places: Sequence[Place],
    lexicon: Lexicon,
    *,
    capital: Find,
    country: Find,
) -> tuple[Place, ...]:
    """The places in text order with those that are only described.

    Where the text leaves open which country is meant, nothing is added.
    """
    added: list[Place] = []
    for sentence in document.sentences:
        language = lexicon.language(sentence.lang)
        hits = language.phrases("places.unnamed").find(sentence.tokens)
        for hit in _free(hits, places):
            seat = hit.label.startswith(SEAT)
            meant = _meant(hit, sentence, document, places, language)
            is_town = seat or hit.label in _TOWN
            if meant and is_town and meant.country in SEVERAL:
                continue
            entry = (capital if is_town else country)(meant.country) if meant else None
            if meant and entry:
                place = _place(hit.span, document, entry, meant.score)
                added.append(replace(place, kind=SEAT) if seat else place)
    seats = [place.span for place in added if place.kind == SEAT]
    kept = [p for p in places if not any(span.contains(p.span) for span in seats)]
    return tuple(sorted((*kept, *added), key=lambda place: place.span))


def _free(hits: Sequence[Hit], places: Sequence[Place]) -> Iterator[Hit]:
    """Those that nothing longer covers."""
    named = [p.span for p in places]
    others = [h.span for h in hits if h.label == "other"]
    for hit in hits:
        taken = others + [h.span for h in hits if h is not hit and h.span.contains(hit.span)]
        if not hit.label.startswith(SEAT):
            taken += named  # a palace may hold the name of a town
        if hit.label != "other" and not any(hit.span.overlaps(span) for span in taken):
            yield hit


def _meant(
    hit: Hit, sentence: Sentence, document: Document, places: Sequence[Place], language: Language
) -> _Meant | None:
    if hit.label.startswith(SEAT):
        return _Meant(hit.label.partition(".")[2], BESIDE)
    if hit.label == "land" and not _is_behind_direction(hit, sentence.tokens, language):
        return None
    if hit.label in _TOWN:
        beside = _beside(hit, sentence.tokens, places)
        if beside:
            only = beside[0] if len(beside) == 1 and beside[0].precision == "country" else None
            behind = only and only.country and only.span.start > hit.span.start
            return _Meant(only.country, BESIDE) if only and behind else None
    if hit.label in _ADJECTIVAL:
        adjective = _adjective(hit, sentence.tokens, language)
        if adjective:
            return _Meant(adjective, BESIDE)
        if _is_of_region(hit, sentence.tokens, language):
            return None
    if hit.label in {"adjectival", "airspace"}:
        return None
    return _told(hit, sentence, document, places)


def _is_behind_direction(hit: Hit, tokens: Sequence[Token], language: Language) -> bool:
    words = language.table("relative.words").get("direction", {})
    known = {form.lower() for forms in words.values() for form in forms}
    return any(t.lower in known for t in tokens[max(0, hit.first - DIRECTION_TOKENS) : hit.first])


def _beside(hit: Hit, tokens: Sequence[Token], places: Sequence[Place]) -> list[Place]:
    """Names next to the word: "the capital, Paris", "Paris, the capital", "the capital of Chad"."""
    start = tokens[max(0, hit.first - NEAR_TOKENS)].start
    end = tokens[min(len(tokens), hit.last + NEAR_TOKENS) - 1].end
    if hit.last < len(tokens):
        end = max(end, tokens[min(len(tokens) - 1, hit.last + NEAR_TOKENS - 1)].end)
    near = [p for p in places if p.span.end > start and p.span.start < end]
    return [p for p in near if p.use == "literal"]


def _adjective(hit: Hit, tokens: Sequence[Token], language: Language) -> str:
    """The country whose adjective stands beside: "the Danish capital", "la capitale danoise"."""
    near = range(max(0, hit.first - 1), min(len(tokens), hit.last + 1))
    demonyms = language.phrases("demonyms")
    found = [h.label for at in near for h in demonyms.at(tokens, at) if h.first <= hit.last]
    return found[0] if found else ""


def _is_of_region(hit: Hit, tokens: Sequence[Token], language: Language) -> bool:
    """Whether an adjective of no country stands beside: "la capital caucana" is Popayán."""
    phrases = language.phrases("places.regional")
    around = [at for at in (hit.first - 1, hit.last) if 0 <= at < len(tokens)]
    return any(phrases.at(tokens[at : at + 1], 0) for at in around)


def _told(
    hit: Hit, sentence: Sentence, document: Document, places: Sequence[Place]
) -> _Meant | None:
    """The one country of the sentence, else before in the paragraph, else in the article."""
    start = min(s.span.start for s in document.sentences if s.paragraph == sentence.paragraph)
    told = [p for p in places if p.country]
    in_sentence = [p for p in told if sentence.span.contains(p.span)]
    in_paragraph = [p for p in told if start <= p.span.start < hit.span.start]
    for nearby, score in ((in_sentence, IN_SENTENCE), (in_paragraph, IN_PARAGRAPH)):
        countries = {place.country for place in nearby}
        if len(countries) == 1:
            return _Meant(countries.pop(), score)
        if countries:  # of several, the one that the article is about
            about = _about(told)
            return about if about and about.country in countries else None
    return _about(told)


def _about(told: Sequence[Place]) -> _Meant | None:
    counted = Counter(place.country for place in told).most_common(1)
    clear = counted and counted[0][1] > CLEAR * len(told)
    return _Meant(counted[0][0], ABOUT) if clear else None


def _place(span: Span, document: Document, entry: Entry, score: float) -> Place:
    bare = Place(
        span=span,
        text=span.of(document.article.text),
        name="",
        point=None,
        country="",
        precision="unknown",
        radius_km=None,
        kind="",
        gazetteer_id="",
        use="literal",
        score=score,
        rule="not named; of the country that the text tells of",
    )
    return bare.at(entry)
