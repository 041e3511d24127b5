"""A village that no gazetteer holds, told beside the town or district that does hold it.

Its written name is kept and drawn where that district is, as far around as the district reaches:
the list then shows the village and the map no town that nothing happened in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon import Language
from pipeline.model import Facts, Place, Sentence, Span, Token

NAME_TOKENS = 4  # "Espinoso de Compludo", "Stara Wieś Druga"; longer runs are seldom villages
REACH_TOKENS = 6  # from the name to what holds it: ", in the province of"
NEAR_KM, DISTRICT_KM = 15.0, 30.0  # how far a village beside a town, one of its district, may be
_HOLDERS = frozenset({"city", "adm1", "adm2"})
_DISTRICTS = frozenset({"adm1", "adm2"})
_MARKS = frozenset(',()«»"“”„')


def with_village(
    places: tuple[Place, ...], sentence: Sentence, facts: Facts, language: Language
) -> tuple[Place, ...]:
    """The places, or the village in front of the one that only holds it."""
    if len(places) != 1 or not _may_hold(places[0]):
        return places
    holder, tokens = places[0], sentence.tokens
    at = next((n for n, t in enumerate(tokens) if t.start >= holder.span.start), 0)
    told_near = holder.relation is not None  # the phrase holds the "near"
    first, last = _name_before(tokens, at, language, told_near=told_near)
    if first == last:
        return places
    name = Span(tokens[first].start, tokens[last - 1].end)
    if _is_taken(name, facts):
        return places
    text = sentence.tokens[first:last]
    near = told_near or _is_near(tokens[last:at], language)
    return (_held(name, " ".join(token.text for token in text), holder, near=near),)


def _may_hold(place: Place) -> bool:
    """Whether it is a town or district, told by itself or as what the village is near."""
    near = place.relation is not None and place.relation.op == "near"
    alone = place.relation is None and place.kind != "capital"  # "at Grenfell Tower, London"
    return (near or alone) and place.precision in _HOLDERS and place.point is not None


def _is_taken(name: Span, facts: Facts) -> bool:
    """Whether the run is something else; a longer name may hold a town's: "Nizhny Novgorodets"."""
    spans = [a.span for a in facts.actors if a.span] + [w.span for w in facts.whens if w.span]
    spans += [craft.span for craft in facts.aircraft]
    spans += [p.span for p in facts.places if p.span == name or not name.contains(p.span)]
    return any(name.overlaps(span) for span in spans)


def _held(name: Span, text: str, holder: Place, *, near: bool) -> Place:
    """The village at its district, or round the town it is near."""
    entries = (c.entry for c in holder.candidates if c.entry.kind in _DISTRICTS)
    district = next((e for e in entries if e.admin1 and e.admin1 == holder.admin1), None)
    held = holder.at(district) if district and not near else holder
    least = 0.0 if held.precision in _DISTRICTS else NEAR_KM if near else DISTRICT_KM
    return replace(
        held,
        span=name,
        text=text,
        name=text,
        precision="adm2" if held.precision == "city" else held.precision,
        radius_km=max(least, held.radius_km or 0.0),
        kind="city",
        gazetteer_id="",
        relation=None,
        area="",
        rule=f"no gazetteer in use holds this name; drawn at {holder.name}",
    )


def _name_before(
    tokens: Sequence[Token], at: int, language: Language, *, told_near: bool
) -> tuple[int, int]:
    """Where the village's name stands in front of what holds it; an empty run when nowhere."""
    last = at
    while last > max(0, at - REACH_TOKENS) and _links(tokens[last - 1], language):
        last -= 1
    first = _run(tokens, last, language)
    opens = first - 1
    while opens >= 0 and (tokens[opens].text in _MARKS or _is_of(tokens[opens], language)):
        opens -= 1
    if opens >= 0 and tokens[opens].lower in language.words("events.village"):
        return first, last
    if told_near and last == at:
        plain = _is_plain(tokens, first, last, language)
    else:
        plain = _is_plain(tokens, first, last, language) and _is_bound(tokens, last, at, language)
    return (first, last) if plain else (0, 0)


def _is_plain(tokens: Sequence[Token], first: int, last: int, language: Language) -> bool:
    """Whether "in NAME" tells a place without a word for a village: no ordinary word in it."""
    if language.get("language.capitals_mark_names") is not True or not 0 < first < last:
        return False
    if tokens[first - 1].lower not in language.words("events.where"):
        return False
    lists = ("places.never", "places.ordinary", "places.organisations", "places.streets")
    named = [t.lower for t in tokens[first:last] if t.is_capitalised]
    return not any(word in language.words(path) for word in named for path in lists)


def _is_bound(tokens: Sequence[Token], last: int, at: int, language: Language) -> bool:
    """Whether "near HOLDER" follows the name, or HOLDER between commas."""
    between = tokens[last:at]
    if _is_near(between, language):
        return True
    behind = next((n for n in range(at, len(tokens)) if not tokens[n].is_capitalised), at)
    return [t.text for t in between] == [","] and tokens[behind].text in ",.;:)"


def _run(tokens: Sequence[Token], last: int, language: Language) -> int:
    """Where the run of capitals that ends here begins; small words may stand inside it."""
    if language.get("language.capitals_mark_names") is None:
        return last - 1 if last and tokens[last - 1].is_word else last
    first = last
    while first > 0 and last - first < NAME_TOKENS:
        step = 1
        while step < 3 and first > step and first < last and _is_of(tokens[first - step], language):
            step += 1
        if first < step or not _may_be_name(tokens[first - step], language):
            return first
        first -= step
    return first


def _may_be_name(token: Token, language: Language) -> bool:
    held = token.lower in language.words("events.where") | language.words("events.village")
    return token.is_capitalised and not token.text.isupper() and not held


def _is_of(token: Token, language: Language) -> bool:
    return token.lower in language.words("places.of") | language.words("places.articles")


def _is_near(between: Sequence[Token], language: Language) -> bool:
    return any(token.lower in language.words("events.beside") for token in between)


def _links(token: Token, language: Language) -> bool:
    """Whether it may stand between a village and what holds it."""
    paths = ("events.beside", "places.at", "places.of", "places.articles", "events.district")
    small = not token.is_capitalised
    return token.text in _MARKS or (small and any(token.lower in language.words(p) for p in paths))
