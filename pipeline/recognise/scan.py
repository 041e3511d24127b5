"""The first pass: every stretch of text that is a name in the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.lexicon import Language, tokenise
from pipeline.lexicon.script import folded
from pipeline.lexicon.tokens import rest_of
from pipeline.model import Entry, Names, Span, Token
from pipeline.recognise.cases import bases, behind, nominatives, proclitics
from pipeline.recognise.found import BELONGING, PART_OF_NAME, Found, Line, Part, written
from pipeline.recognise.shared import sharing
from pipeline.recognise.spelling import is_spelt, is_spelt_like, transliterated, uninflected
from pipeline.recognise.words import PlaceWords

_HYPHENS = "-‐‑"
_APART = frozenset(
    {"city", "adm1", "adm2", "province", "river", "lake", "mountain", "island", "region"}
)
_EXTENDING = frozenset({"river", "lake", "island", "mountain", "adm2", "park", "township"})
_HEAD_REACH = 3  # tokens from a small head to the capital: "golfo de la Gonâve"
_PAIR = 4  # tokens of two names with a hyphen: "New York-Tel Aviv" has three
_FAR_LARGER = 20  # times as many people: "Риме" is Rome, whatever hamlet is called so
_TOWN_KINDS = frozenset({"city", "capital"})
_CITY = 30_000  # the same where the adjective has no capital, as every other adjective
_TOWN = 10_000  # people: an adjective may be of a town of this size, "Bürger" of no hamlet Bürg
_LANDS = frozenset({"country", "adm1"})
_PREPOSITION = 3  # letters: longer words before a name are nouns that it belongs to
_SHORTEST_FUSED = 4  # letters of a country or region behind "Nord"
_SHORTEST_WITH_S = 5  # letters: shorter words in s are seldom a name and an s


@dataclass(frozen=True, slots=True)
class Scanner:
    """Looks up the names of one language."""

    names: Names
    language: Language
    words: PlaceWords

    def scan(self, line: Line) -> Iterator[Found]:
        """Names from the left, the longest first, without overlap."""
        done = 0
        owners = {found.first: found for found in self._owners(line)}
        small = {*self._small_names(line), *self._small_towns(line)}
        for start in sorted({*line.capitals, *owners, *small}):
            if start in owners:
                yield owners[start]
                done = owners[start].last
                continue
            if not line.is_capital(start) and not line.caseless:
                if start >= done and (one := self._small(line, start)):
                    yield one
                    done = one.last
                continue
            for at in self._beginnings(line, max(done, start - _HEAD_REACH), start):
                found = self._at(line, at) if at >= done else ()
                if found and (found[-1].last > start or line.caseless):
                    yield from found  # a small word is a name only with the capital behind it
                    done = found[-1].last

    def _small_names(self, line: Line) -> Iterator[int]:
        """Where a name without any capital may begin: "w obwodzie charkowskim"."""
        heads = self.words.small_names
        if not heads:
            return iter(())
        return (n for n, token in enumerate(line.tokens) if token.lower in heads)

    def _small_towns(self, line: Line) -> Iterator[int]:
        """Where a town's adjective in small letters may stand: "в пермской гимназии"."""
        if not self.words.small_towns:
            return
        nouns = self.words.town_parts | self.words.town_people
        for at, token in enumerate(line.tokens[1:]):
            if token.lower in nouns and line.touches(at):
                yield at

    def _small(self, line: Line, at: int) -> Found | None:
        """A name of several words, or a town's adjective, in small letters."""
        if (found := self._small_name(line, at)) or not self.words.small_towns:
            return found
        return self._of_town(line, at)

    def _small_name(self, line: Line, at: int) -> Found | None:
        """A name of several words, all of them in small letters."""
        used = line.longest(self.names, at)
        entries = self._known(written(line.tokens[at : at + used])) if used > 1 else ()
        if not entries:
            found = self._cased(line, at, None)
            return found if found and not found.single else None
        tokens = line.tokens[at : at + used]
        span = Span(tokens[0].start, tokens[-1].end)
        return Found(line, at, at + used, span, written(tokens), entries)

    def _owners(self, line: Line) -> Iterator[Found]:
        """Adjectives in small letters that say whose the airspace is, on either side of it.

        "espacio aéreo estonio", "den estnischen Luftraum".
        """
        if line.caseless:
            return
        for hit in self.language.phrases("flights.airspace").find(line.tokens):
            for at in (hit.first - 1, hit.last):
                if 0 <= at < len(line.tokens) and not line.is_capital(at):
                    owner = self._people(line, at)
                    if owner is not None:
                        yield owner

    def _beginnings(self, line: Line, first: int, capital: int) -> Iterator[int]:
        """The word with a capital, and before it small words that begin names: "mar Caribe"."""
        for at in range(first, capital if not line.caseless else first):
            word = line.tokens[at].lower
            if word in self.words.lower_heads or (self.words.before.get(word) in PART_OF_NAME):
                yield at
        yield capital

    def _at(self, line: Line, at: int) -> tuple[Found, ...]:
        if together := self._sharing(line, at):
            return together
        used = line.longest(self.names, at)
        if used < 2 and (inflected := self._inflected(line, at)) is not None:
            return (inflected,)
        if used < 2 and (town := self._of_town(line, at)) is not None:
            return (town,)
        found = self._found(line, at, at + used) if used else None
        if self.words.cases and (found is None or used < 2):
            found = self._cased(line, at, found) or found
        if found and (used > 1 or found.is_upper_level):
            return (found,)
        if (people := self._people(line, at)) is not None:
            return (people,)
        if found:
            return (found,)
        if (behind := self._behind_proclitic(line, at)) is not None:
            return (behind,)
        spelt = tuple(self._transliterated(line, at))
        if spelt:
            return spelt
        if pair := tuple(self._long_pair(line, at)):
            return pair
        if any(hyphen in line.tokens[at].text for hyphen in _HYPHENS):
            return tuple(self._parts(line, at))
        return tuple(self._fused(line, at)) or tuple(self._belonging(line, at))

    def _sharing(self, line: Line, at: int) -> tuple[Found, ...]:
        """Names with one noun behind all of them: "Сумської та Харківської областей"."""
        if not self.words.shared:
            return ()
        return sharing(line, at, self.words, self.names, self.language.code, self._known)

    def _cased(self, line: Line, at: int, found: Found | None) -> Found | None:
        """A name in another case than the nominative: "в Нижнем Новгороде", "w Katowicach"."""
        used, name = nominatives(line.tokens, at, self.words.cases, self.names, self.language.code)
        if not used or (found and not self._is_better(name, used, found)):
            return None
        entries, last = self._known(name), at + used
        span = Span(line.tokens[at].start, line.tokens[last - 1].end)
        text = written(line.tokens[at:last])
        return Found(line, at, last, span, text, entries, nominative=name)

    def _is_better(self, name: str, used: int, found: Found) -> bool:
        """Whether a case of a name is meant rather than the smaller place that is so called.

        A place that another language calls so is the same place in its case: "Chersonia".
        """
        if used > found.last - found.first:
            return True
        if self._known(name)[0].id == found.entries[0].id:
            return name.casefold() != found.text.casefold()
        rival = found.entries[0]
        own = is_spelt_like(rival.name, found.text)
        times = _FAR_LARGER if own else 1  # a foreign town may be called so in some language
        return self._known(name)[0].population > times * max(1, rival.population)

    def _behind_proclitic(self, line: Line, at: int) -> Found | None:
        """A name with a small word written before it: "ببغداد", in Baghdad."""
        before = line.before(at)
        for small, sort in proclitics(line.tokens[at].text, self.words.proclitics):
            placed = before in self.words.at and len(before) <= _PREPOSITION
            if before in self.words.before_ends or (sort == "at" and placed):
                continue  # nobody writes "in the town in X", but "explosion in X"
            if (found := self._without(line, at, small, sort)) is not None:
                return found
        return None

    def _without(self, line: Line, at: int, small: str, sort: str) -> Found | None:
        """The name that is left of a word without the small word that begins it."""
        token = line.tokens[at]
        start = token.start + len(small)
        for name in behind(small, token.text[len(small) :]):
            tokens = (*line.tokens[:at], Token(start, token.end, name, folded(name)))
            tokens = (*tokens, *line.tokens[at + 1 :])
            used = self.names.longest(tokens, at)
            entries = self._known(written(tokens[at : at + used])) if used else ()
            if entries:
                span = Span(start, tokens[at + used - 1].end)
                text = written((rest_of(token, start), *tokens[at + 1 : at + used]))
                return Found(line, at, at + used, span, text, entries, proclitic=sort)
        return None

    def _inflected(self, line: Line, at: int) -> Found | None:
        """An adjective and a noun in another case than the gazetteer's: "Schwarzen Meers"."""
        if not self.words.endings or not (line.is_capital(at + 1) and line.touches(at)):
            return None
        adjective, noun = line.tokens[at], line.tokens[at + 1]
        for name in uninflected(adjective.text, noun.text, self.words.endings):
            if entries := self._known(name):
                span = Span(adjective.start, noun.end)
                return Found(line, at, at + 2, span, written(line.tokens[at : at + 2]), entries)
        return None

    def _of_town(self, line: Line, at: int) -> Found | None:
        """A town's adjective before a part of it or its people: "Leipziger Innenstadt"."""
        words, token, behind = self.words, line.tokens[at], line.lower(at + 1)
        people = behind in words.town_people
        if not words.town_endings or not (people or behind in words.town_parts):
            return None
        small = not line.is_capital(at)
        if small and token.lower in words.ordinary:
            return None
        text = token.text.title() if small else token.text
        known = [(name, self._known(name)) for name in bases(text, words.town_endings)[1:]]
        sized = [(max(e.population for e in found), name) for name, found in known if found]
        inhabitants, name = max(sized, default=(0, ""))
        if inhabitants < (_CITY if small else _TOWN):
            return None
        span, entries = Span(token.start, token.end), self._known(name)
        found = Found(line, at, at + 1, span, token.text, entries, nominative=name, people=people)
        found.proclitic = "" if people else "at"
        return found

    def _transliterated(self, line: Line, at: int) -> Iterator[Found]:
        """A name from another script as this language spells it: "Zoegdidi"."""
        token, words = line.tokens[at], self.words
        before = line.before(at)
        placed = before in words.at or before in words.of or before in words.joiners
        if not (placed or before == ",") or token.text.isupper():
            return
        for name in transliterated(token.text, words.letters):
            entries = tuple(one for one in self._known(name.title()) if is_spelt(name, one))
            if entries:
                span = Span(token.start, token.end)
                yield Found(line, at, at + 1, span, token.text, entries)
                return

    def _found(self, line: Line, first: int, last: int) -> Found | None:
        """The name over these tokens; None when they are not written as a name."""
        tokens = line.tokens
        if not (self.words.caseless or _is_written_as_name(tokens[first:last], self.words)):
            return None
        if _goes_on_with_stop(line, last):
            last += 1
        text = written(tokens[first:last])
        entries = self._known(text) or self._of_class(line, first, last, text)
        entries = self._with_article(line, first, text, entries)
        if not entries:
            return None
        if plain := self._without_class(line, first, last, entries):
            return plain
        if self._goes_on_with_class(line, last):
            span = Span(tokens[first].start, tokens[last].end)
            text = written(tokens[first : last + 1])
            return Found(line, first, last + 1, span, text, entries, part="extended")
        return Found(
            line, first, last, Span(tokens[first].start, tokens[last - 1].end), text, entries
        )

    def _with_article(
        self, line: Line, first: int, text: str, entries: tuple[Entry, ...]
    ) -> tuple[Entry, ...]:
        """With the places whose article stands in the preposition: "au Mans" is Le Mans."""
        article = self.words.contracted.get(line.before(first))
        more = self._known(f"{article} {text}") if article else ()
        least = entries[0].population if entries else 0
        return (*more, *entries) if more and more[0].population > least else entries

    def _without_class(
        self, line: Line, first: int, last: int, entries: Sequence[Entry]
    ) -> Found | None:
        """The name without a word for its class before it: "península de Yucatán"."""
        feature = self.words.before.get(line.lower(first), "")
        noun = not line.is_capital(first) or self.words.nouns_capitalised
        if feature not in _APART or not noun or last - first < 2:
            return None
        start = first + 1
        while line.lower(start) in self.words.of or line.lower(start) in self.words.articles:
            start += 1
        if start >= last or not line.is_capital(start):
            return None
        text = written(line.tokens[start:last])
        same = tuple(one for one in self._known(text) if one.id == entries[0].id)
        span = Span(line.tokens[start].start, line.tokens[last - 1].end)
        return Found(line, start, last, span, text, (*same, *entries)) if same else None

    def _goes_on_with_class(self, line: Line, last: int) -> bool:
        """Whether a capital that names a class of place follows: "Kanawha River"."""
        if not (line.is_capital(last) and line.touches(last - 1)):
            return False
        return self.words.after.get(line.lower(last)) in _EXTENDING

    def _people(self, line: Line, at: int) -> Found | None:
        """An adjective or people: "Turkish", "Sri Lankan"."""
        hit = self.language.phrases("demonyms").longest(line.tokens, at)
        if hit is None:
            return None
        entry = self.names.entry(f"iso:{hit.label}")
        entries: tuple[Entry, ...] = (entry,) if entry else ()
        text = written(line.tokens[hit.first : hit.last])
        return Found(line, hit.first, hit.last, hit.span, text, entries, people=True)

    def _parts(self, line: Line, at: int) -> Iterator[Found]:
        """Names in a word with hyphens: "Houston-based", "Oost-Oekraïne", "Rusland-Turkije"."""
        token = line.tokens[at]
        pieces = _pieces(token)
        if any(piece.text[0].isdigit() for piece in pieces):  # Tu-142, F-16
            return
        if len(pieces) == 2 and (name := self._main(pieces)):
            entries = self._known(name.text)
            if entries:
                span = Span(token.start, token.end)
                yield Found(line, at, at + 1, span, token.text, entries, part="joined")
            return
        if peoples := tuple(self._peoples(line, at, pieces)):
            yield from peoples
            return
        if (town := self._with_quarter(line, at, pieces)) is not None:
            yield town
            return
        part: Part = "based" if not pieces[-1].is_capitalised else "pair"
        found = [(piece, self._known(piece.text)) for piece in pieces if piece.is_capitalised]
        if part == "based" or all(entries for _, entries in found):
            for piece, entries in found:
                if entries:
                    span = Span(piece.start, piece.end)
                    yield Found(line, at, at + 1, span, piece.text, entries, part=part)

    def _with_quarter(self, line: Line, at: int, pieces: Sequence[Token]) -> Found | None:
        """A town with a quarter of it behind a hyphen: "in Köln-Kalk"."""
        if len(pieces) != 2 or line.before(at) not in self.words.quarters:
            return None
        if not all(piece.is_capitalised for piece in pieces):
            return None
        entries = self._known(pieces[0].text)
        if not entries or entries[0].population < _TOWN or entries[0].kind not in _TOWN_KINDS:
            return None
        span = Span(pieces[0].start, pieces[0].end)
        return Found(line, at, at + 1, span, pieces[0].text, entries, part="joined")

    def _long_pair(self, line: Line, at: int) -> Iterator[Found]:
        """Two names with a hyphen, one of them of several words: "New York-Tel Aviv"."""
        window = line.tokens[at : at + _PAIR]
        if not any(hyphen in token.text for token in window for hyphen in _HYPHENS):
            return
        pieces = [piece for token in window for piece in (_pieces(token) or [token])]
        ends = {token.end for token in window}
        first = self.names.longest(pieces, 0)
        if not first or pieces[first - 1].end in ends:  # no hyphen behind the first name
            return
        second = self.names.longest(pieces, first)
        single = first == second == 1  # halves of a word that stands by itself
        if not second or single or pieces[first + second - 1].end not in ends:
            return
        for name in (pieces[:first], pieces[first : first + second]):
            span = Span(name[0].start, name[-1].end)
            last = next(n for n, t in enumerate(line.tokens) if t.end >= span.end) + 1
            text = written(name)
            yield Found(line, at, last, span, text, self._known(text), part="pair")

    def _main(self, pieces: Sequence[Token]) -> Token | None:
        """The name in a pair with a direction: "Oost-Oekraïne", "Lyon-Nord"."""
        if pieces[0].lower in self.words.joined:
            return pieces[1]
        return pieces[0] if pieces[1].lower in self.words.compass else None

    def _peoples(self, line: Line, at: int, pieces: Sequence[Token]) -> Iterator[Found]:
        """Two adjectives in one word: "Turkish-Russian relations"."""
        hits = [self.language.phrases("demonyms").longest((piece,), 0) for piece in pieces]
        if len(pieces) < 2 or not all(hits):
            return
        for piece, hit in zip(pieces, hits, strict=True):
            entry = self.names.entry(f"iso:{hit.label}") if hit else None
            span, entries = Span(piece.start, piece.end), (entry,) if entry else ()
            yield Found(line, at, at + 1, span, piece.text, entries, part="pair", people=True)

    def _fused(self, line: Line, at: int) -> Iterator[Found]:
        """A country or region with a point of the compass in one word: "Ostpolen"."""
        token = line.tokens[at]
        for head in self.words.fused:
            rest = token.text[len(head) :]
            if not token.lower.startswith(head) or len(rest) < _SHORTEST_FUSED:
                continue
            for name in (rest, rest.removesuffix("s")):
                entries = tuple(e for e in self._known(name.capitalize()) if e.kind in _LANDS)
                if entries:
                    span = Span(token.start, token.end)
                    yield Found(line, at, at + 1, span, token.text, entries, part="joined")
                    return

    def _belonging(self, line: Line, at: int) -> Iterator[Found]:
        """A name with the s of belonging: "Russlands", "Moskaus"."""
        token = line.tokens[at]
        if self.language.code not in BELONGING or len(token.text) < _SHORTEST_WITH_S:
            return
        if token.lower.endswith("s") and (entries := self._known(token.text[:-1])):
            span = Span(token.start, token.end)
            yield Found(line, at, at + 1, span, token.text, entries, part="belonging")

    def _known(self, name: str) -> tuple[Entry, ...]:
        return tuple(self.names.lookup(name, self.language.code)) if len(name) > 1 else ()

    def _of_class(self, line: Line, first: int, last: int, text: str) -> tuple[Entry, ...]:
        """Added places that are meant only with the word for their class beside them."""
        at = first - 1 - (line.lower(first - 1) in self.words.of)
        before, after = line.lower(at), line.lower(last)
        for known, name in (
            (before in self.words.before, f"{before} {text}"),
            (after in self.words.after, f"{text} {after}"),
        ):
            if known and (found := self.names.lookup(name, self.language.code)):
                return tuple(found)
        return ()


def _goes_on_with_stop(line: Line, last: int) -> bool:
    """Whether the full stop behind belongs to the name: "EE. UU." """
    tokens = line.tokens
    return (
        last < len(tokens)
        and tokens[last].text == "."
        and line.lower(last - 2) == "."
        and tokens[last].start == tokens[last - 1].end
    )


def _is_written_as_name(tokens: Sequence[Token], words: PlaceWords) -> bool:
    """Whether a word that is no article has a capital: "The Hague", but not "The city"."""
    return any(
        token.is_capitalised and (len(tokens) == 1 or token.lower not in words.articles)
        for token in tokens
    )


def _pieces(token: Token) -> list[Token]:
    """The parts of a word with hyphens as tokens."""
    return [
        piece
        for piece in tokenise(
            "".join(" " if letter in _HYPHENS else letter for letter in token.text),
            offset=token.start,
        )
        if piece.is_word
    ]
