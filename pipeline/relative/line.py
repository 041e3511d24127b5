"""The relative place that a single line says: for the command line and for measuring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.lexicon import Language, Lexicon, tokenise
from pipeline.model import Entry, Names, Place, Point, Span, Token
from pipeline.relative.area import area
from pipeline.relative.coast import Coast
from pipeline.relative.grammar import Grammar, grammar_of
from pipeline.relative.offsets import place_of
from pipeline.relative.phrases import Finder, Phrase
from pipeline.relative.position import settled, solve
from pipeline.relative.solved import Context

WELL_KNOWN = 500_000  # people: a city of this size may be meant outside the country that is named
SEA_KM = 80.0  # from the coast: ships measure from nothing farther inland


def parse_relative(
    text: str,
    lexicon: Lexicon,
    names: Names,
    coast: Coast,
    *,
    lang: str | None = None,
    at_sea: bool = False,
) -> Place | None:
    """The place that a line such as "50 nm north of La Orchila" says; None when it says none.

    Each language is tried when none is given, and the longest phrase wins. Names written behind
    the anchor ("Brass, Nigeria") choose between places of the same name; an anchor that fits none
    of them is no answer. ``at_sea`` means that ships report: miles are nautical, a distance from a
    port is out to sea, and nothing is measured from a place inland.
    """
    best: Place | None = None
    for code in (lang,) if lang else lexicon.codes:
        line = _Line(text, lexicon.language(code), names, coast, at_sea=at_sea)
        place = line.place()
        if place is not None and (best is None or len(place.text) > len(best.text)):
            best = place
    return best


@dataclass(slots=True)
class _Line:
    text: str
    language: Language
    names: Names
    coast: Coast
    at_sea: bool
    tokens: Sequence[Token] = field(init=False)
    grammar: Grammar = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = tokenise(self.text)
        self.grammar = grammar_of(self.language)

    def place(self) -> Place | None:
        """The first phrase that can be placed."""
        if not self.grammar:
            return None
        named = self._named()
        finder = Finder(self.tokens, self.text, self.grammar, lambda at: named.get(at, ()))
        lost = False  # a distance from a place that is not known; the rest says where that is

        def read(phrase: Phrase) -> Place | None:
            nonlocal lost
            if lost or (phrase.distance is None and finder.has_distance):
                return None
            context = self._context(phrase, named)
            phrase = settled(phrase, context)
            solved = solve(phrase, context)
            lost = solved is None and phrase.distance is not None
            if solved is None:
                return None
            shape = area(solved, context.coast)
            return place_of(phrase, solved, self.text, context, shape=shape)

        return next(finder.find(range(len(self.tokens)), read), None)

    def _context(self, phrase: Phrase, named: Mapping[int, Sequence[tuple[Place, int]]]) -> Context:
        others = [
            place
            for row in named.values()
            for place, _ in row
            if not phrase.span.overlaps(place.span) and place.precision != "country"
        ]
        pulls: tuple[Point, ...] = tuple(p.point for p in others if p.point is not None)
        ships = self.at_sea or bool(self.grammar.ships.find(self.tokens))
        return Context(self.coast, pulls, nautical=ships, at_sea=ships)

    def _named(self) -> Mapping[int, Sequence[tuple[Place, int]]]:
        """Every name that the gazetteer knows, chosen by the countries written in the line."""
        rows: dict[int, tuple[int, Sequence[Entry]]] = {}
        end = 0
        for at, token in enumerate(self.tokens):
            begins = at >= end and token.text[0].isupper()
            used = self.names.longest(self.tokens, at) if begins else 0
            end = at + used if used else end
            if used and not self._is_common(at, used) and not self._goes_on(at, used):
                found = self.names.lookup(self._span(at, used).of(self.text), self.language.code)
                before = self._generic_before(at)
                if before and self.tokens[at - before].lower in self.grammar.feature_before:
                    found = [e for e in found if e.kind not in _TOWNS_AND_STATES]
                rows[at - before] = used + before, found
        countries = {
            found[0].country
            for _, found in rows.values()
            if found and found[0].precision == "country"
        }
        chosen = {at: (used, self._fitting(found, countries)) for at, (used, found) in rows.items()}
        return {
            at: [(self._resolved(at, used, entry), used)]
            for at, (used, entry) in chosen.items()
            if entry is not None
        }

    def _is_common(self, at: int, used: int) -> bool:
        """Whether the name is a word for any coast or port: "off the Coast, Somalia"."""
        word = self.tokens[at].lower
        return used == 1 and (
            word in self.grammar.generic or bool(self.grammar.vocabulary.of(word))
        )

    def _generic_before(self, at: int) -> int:
        """How many words of the kind of place stand before a name: Pulau Tioman, Tg. Piai."""
        point = at > 1 and self.tokens[at - 1].text == "."
        word = at - 1 - point
        known = word >= 0 and self.tokens[word].lower in self.grammar.generic_before
        return at - word if known and self.tokens[word].is_capitalised else 0

    def _goes_on(self, at: int, used: int) -> bool:
        """Whether the written name is longer than the known one: Fairway Buoy, Grance Comore."""
        after = self.tokens[at + used] if at + used < len(self.tokens) else None
        if after is not None and after.is_capitalised and after.lower not in self.grammar.generic:
            return "direction" not in self.grammar.vocabulary.of(after.lower)
        before = self.tokens[at - 1] if at else None
        if before is None or not before.is_capitalised or len(before.text) < _NAME:
            return False
        known = self.grammar.vocabulary.of(before.lower)
        return not known and before.lower not in self.grammar.generic_before

    def _span(self, at: int, used: int) -> Span:
        return Span(self.tokens[at].start, self.tokens[at + used - 1].end)

    def _fitting(self, entries: Sequence[Entry], countries: set[str]) -> Entry | None:
        """The best-known entry that can be meant; None when none fits what else is written."""
        usable = [
            e
            for e in entries
            if not self.at_sea or e.precision in _WIDE or self.coast.to_coast_km(e.point) < SEA_KM
        ]
        # Islands and capes are few, and people name the wrong country for them.
        inside = [e for e in usable if e.country in countries or not e.country or e.kind in _LONE]
        if not inside and countries:
            return next(
                (e for e in usable if e.precision == "city" and e.population >= WELL_KNOWN), None
            )
        return _measured_from(inside or usable)

    def _resolved(self, at: int, used: int, entry: Entry) -> Place:
        span = self._span(at, used)
        return Place(
            span,
            span.of(self.text),
            entry.name,
            entry.point,
            entry.country,
            entry.precision,
            entry.radius_km,
            entry.kind,
            entry.id,
            "literal",
            1.0,
            "named in the line",
            icao=entry.icao,
            admin1=entry.admin1,
        )


def _measured_from(entries: Sequence[Entry]) -> Entry | None:
    """The first entry, but the town rather than the region of its name: one measures from towns."""
    first = next(iter(entries), None)
    if first is None or first.precision != "adm1":
        return first
    town = next((e for e in entries if e.precision in _TOWN and e.country == first.country), first)
    return town if town.population >= MAIN_TOWN else first


MAIN_TOWN = 10_000  # people: a hamlet that shares the region's name is not meant
_TOWN = frozenset({"city", "site"})
_TOWNS_AND_STATES = frozenset({"city", "capital", "adm1", "adm2", "country"})
_LONE = frozenset({"island", "archipelago", "cape", "reef"})
_WIDE = frozenset({"country", "adm1", "water_body"})  # their middle may lie far from the coast
_NAME = 4  # letters: shorter capitalised words before a name are abbreviations (Off, Tg, P)
