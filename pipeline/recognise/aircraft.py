"""Aircraft: types as the press writes them, classes ("bombers"), their number; callsigns.

Types come from ``data/aircraft.csv``, words for classes and counts from ``[aircraft]`` of the
language. A type and the class beside it ("bombarderos estadounidenses B-52") are one aircraft.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.lexicon import Language, Lexicon, Phrases
from pipeline.model import Aircraft, Document, Sentence, Span, Token
from pipeline.recognise.callsigns import find_callsigns
from pipeline.recognise.counts import Count, count_before, fillers_of, is_singular
from pipeline.recognise.letters import latin
from pipeline.recognise.parts import DESIGNATION, part_phrases, parts_of, spaced, text_of

__all__ = ["AircraftTable", "find_aircraft", "find_callsigns", "load_aircraft"]

_GAP = 4  # words that may stand between a class and its type ("bombers of the type B-52")
_LOOSE = frozenset({"aircraft", "fighter", "attack", "bomber", "airliner", "transport"})
_QUOTES = frozenset("\"“”„«»'’‘(")


@dataclass(frozen=True, slots=True)
class AircraftType:
    """A row of the table."""

    icao: str  # designator of ICAO Doc 8643
    name: str
    category: str
    operator: str  # ISO 3166 alpha-3 where one country alone flies it; else empty


class AircraftTable:
    """The types by designation (``B52``, ``TU95``) and by name."""

    def __init__(self, rows: Iterable[tuple[AircraftType, Sequence[str]]]) -> None:
        self._types: dict[str, AircraftType] = {}
        self._by_key: dict[str, AircraftType] = {}
        names: dict[str, list[str]] = {}
        for kind, spellings in rows:
            self._types[kind.icao] = kind
            for spelling in spellings:
                self._add(kind, spelling, names)
        self._names = names
        self._phrases: dict[str, Phrases] = {}

    def _add(self, kind: AircraftType, spelling: str, names: dict[str, list[str]]) -> None:
        name = spelling.removeprefix("~")
        if DESIGNATION.fullmatch(name):
            self._by_key[_key(name)] = kind
            return
        label = f"{kind.icao}~" if spelling.startswith("~") else kind.icao
        plural = [] if name[-1] in "s0123456789" else [f"{name}s"]
        names.setdefault(label, []).extend({name, spaced(name), *plural})

    def phrases(self, language: Language) -> Phrases:
        """Matcher of the names, the same in each language; hits are labelled with designators."""
        if language.code not in self._phrases:
            self._phrases[language.code] = Phrases(self._names, index=language.index)
        return self._phrases[language.code]

    def type(self, icao: str) -> AircraftType | None:
        """The type with this designator."""
        return self._types.get(icao)

    def designation(self, word: str) -> AircraftType | None:
        """The type that this word names: the longest known head of ``Tu-95MS``."""
        if word.isalpha():
            return None  # all have figures
        return next(filter(None, map(self._designation, latin(word))), None)

    def _designation(self, word: str) -> AircraftType | None:
        found = DESIGNATION.fullmatch(word)
        if found is None:
            return None
        family = f"{found.group(1)}{found.group(3)}".upper()
        suffix = found.group(4).removesuffix("s").upper()
        for length in range(len(suffix), -1, -1):
            kind = self._by_key.get(family + suffix[:length])
            if kind:
                return kind
        return None


def load_aircraft(data: Path) -> AircraftTable:
    """Read ``aircraft.csv``. Raises ConfigError when it is missing or lacks a column."""
    path = data / "aircraft.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return AircraftTable([_row(row) for row in csv.DictReader(file)])
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name} cannot be read: {error!r}; is data/ complete?") from error


def _row(row: dict[str, str]) -> tuple[AircraftType, Sequence[str]]:
    kind = AircraftType(row["icao"], row["name"], row["category"], row["operator"])
    return kind, [name for name in row["names"].split("|") if name]


def _key(name: str) -> str:
    return name.replace("-", "").upper()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A type or a class at its tokens (half-open)."""

    first: int
    last: int
    icao: str  # empty for a class
    name: str
    category: str
    weak: bool = False  # an ordinary word too: needs company
    operator: str = ""


def find_aircraft(
    document: Document, lexicon: Lexicon, table: AircraftTable
) -> tuple[Aircraft, ...]:
    """The aircraft named in a document, in text order."""
    return tuple(
        aircraft
        for sentence in document.sentences
        for aircraft in _of_sentence(document, sentence, lexicon.language(sentence.lang), table)
    )


def _of_sentence(
    document: Document, sentence: Sentence, language: Language, table: AircraftTable
) -> Iterator[Aircraft]:
    tokens = parts_of(sentence.tokens)
    types = _types(tokens, language, table)
    classes = [piece for piece in _classes(tokens, language) if not _covered(piece, types)]
    for piece in _merge(sorted([*types, *classes], key=lambda p: p.first), tokens, language):
        count = _counted(piece, tokens, language)
        yield _aircraft(piece, count, tokens, language, document.article.text)


def _counted(piece: _Piece, tokens: Sequence[Token], language: Language) -> Count:
    """The number before it, or the one its own form tells: طائرتان are two aircraft."""
    count = count_before(tokens, piece.first, language)
    if count.low is not None:
        return count
    hits = part_phrases(language, "aircraft.forms").find(tokens[piece.first : piece.last])
    number = next((int(hit.label) for hit in hits), None)
    if number is None and piece.icao and is_singular(tokens, piece.first, piece.last, language):
        number = 1
    return replace(count, low=number, high=number)


def _aircraft(
    piece: _Piece, count: Count, tokens: Sequence[Token], language: Language, text: str
) -> Aircraft:
    words = tokens[piece.first : piece.last]
    behind = _demonym(tokens, piece.last, language)
    inside = next(
        (c for at in range(piece.first, piece.last) if (c := _demonym(tokens, at, language))), ""
    )
    return Aircraft(
        icao=piece.icao,
        name=piece.name,
        category=piece.category,
        count_min=count.low,
        count_max=count.high,
        span=Span(words[0].start, words[-1].end),
        text=text_of(words, text),
        operator=count.country or inside or behind or piece.operator,
    )


def _demonym(tokens: Sequence[Token], at: int, language: Language) -> str:
    """Country of the adjective at this token; empty when there is none."""
    if at >= len(tokens):
        return ""
    hit = part_phrases(language, "demonyms").longest(tokens, at)
    return hit.label if hit else ""


# --- types


def _types(tokens: Sequence[Token], language: Language, table: AircraftTable) -> list[_Piece]:
    found = [*_designations(tokens, language, table), *_names(tokens, language, table)]
    found.sort(key=lambda p: (p.first, -p.last))
    kept: list[_Piece] = []
    for piece in found:
        if kept and piece.first < kept[-1].last:
            continue
        kept.append(piece)
    return [
        piece
        for piece in _joined(kept, tokens)
        if not piece.weak or _has_company(piece, tokens, language)
    ]


def _designations(
    tokens: Sequence[Token], language: Language, table: AircraftTable
) -> Iterator[_Piece]:
    for at, token in enumerate(tokens):
        kind = table.designation(token.text)
        if kind and not _is_something_else(tokens, at, language):
            yield _Piece(at, at + 1, kind.icao, kind.name, kind.category, operator=kind.operator)


def _is_something_else(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """A road (A10), a visa (E-2), a paper size: not an aircraft."""
    around = [*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 2]]
    roads = language.words("aircraft.highway")
    if any(token.lower in roads for token in around):
        return True
    found = DESIGNATION.fullmatch(tokens[at].text)
    assert found is not None
    letters, hyphen, digits = found.group(1), found.group(2), found.group(3)
    if hyphen or len(letters) > 1 or len(digits) > 2 or letters == "F" or digits == "52":
        return False
    return not (at and language.numbers.at(tokens, at - 1))


def _names(tokens: Sequence[Token], language: Language, table: AircraftTable) -> Iterator[_Piece]:
    for hit in table.phrases(language).find(tokens):
        kind = table.type(hit.label.removesuffix("~"))
        if kind:
            weak = hit.label.endswith("~")
            yield _Piece(
                hit.first, hit.last, kind.icao, kind.name, kind.category, weak, kind.operator
            )


def _joined(pieces: Sequence[_Piece], tokens: Sequence[Token]) -> list[_Piece]:
    """ "B-1B “Lancer”" is one name."""
    kept: list[_Piece] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        if before and _same_family(before, piece) and _near(before, piece, tokens):
            strong = before if not before.weak else piece
            kept[-1] = _spanning(strong, before, piece)
        else:
            kept.append(piece)
    return kept


def _same_family(one: _Piece, other: _Piece) -> bool:
    return one.icao == other.icao or one.icao[:3] == other.icao[:3]


def _near(one: _Piece, other: _Piece, tokens: Sequence[Token]) -> bool:
    between = tokens[one.last : other.first]
    return len(between) <= 1 and all(token.text in _QUOTES for token in between)


def _spanning(kept: _Piece, one: _Piece, other: _Piece) -> _Piece:
    return _Piece(
        min(one.first, other.first),
        max(one.last, other.last),
        kept.icao,
        kept.name,
        kept.category,
        kept.weak,
        kept.operator,
    )


def _has_company(piece: _Piece, tokens: Sequence[Token], language: Language) -> bool:
    """A number, a nationality or an air arm before a word such as Typhoon, a class behind it."""
    if piece.last < len(tokens) and part_phrases(language, "aircraft.classes").at(
        tokens, piece.last
    ):
        return True
    if part_phrases(language, "aircraft.anaphora").find(tokens):  # "the pilot", "the crew"
        return True
    count = count_before(tokens, piece.first, language)
    if count.low not in (None, 1) or count.country:
        return True
    beside = tokens[max(0, piece.first - 1) : piece.last + 2]  # "Typhoons from RAF Lossiemouth"
    return any(token.text in {"RAF", "USAF", "Luftwaffe"} for token in beside)


# --- classes


def _classes(tokens: Sequence[Token], language: Language) -> Iterator[_Piece]:
    """Class words, the longest at each place."""
    hits = part_phrases(language, "aircraft.classes").each(tokens)
    end = 0
    for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
        if hit.first >= end:
            yield _Piece(hit.first, hit.last, "", hit.label, hit.label)
            end = hit.last


def _covered(piece: _Piece, types: Sequence[_Piece]) -> bool:
    return any(piece.first < other.last and other.first < piece.last for other in types)


def _merge(pieces: Sequence[_Piece], tokens: Sequence[Token], language: Language) -> list[_Piece]:
    """A class and the type beside it become one piece."""
    kept: list[_Piece] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        if before and _belong(before, piece) and _only_fillers(before, piece, tokens, language):
            kept[-1] = _spanning(before if before.icao else piece, before, piece)
        else:
            kept.append(piece)
    return kept


def _belong(one: _Piece, other: _Piece) -> bool:
    if bool(one.icao) == bool(other.icao):
        return not one.icao and "aircraft" in (one.category, other.category)
    group = {one.category, other.category}
    return (
        len(group) == 1
        or "aircraft" in group
        or len(group & _LOOSE) == 2
        or bool(
            group & {"patrol", "recon", "awacs"}
            and group & {"airliner", "transport", "light", "business", "recon", "patrol"}
        )
    )


def _only_fillers(one: _Piece, other: _Piece, tokens: Sequence[Token], language: Language) -> bool:
    between = tokens[one.last : other.first]
    if len(between) > _GAP or any(token.lower in {",", "."} for token in between):
        return False
    fillers = fillers_of(language) | _type_words(language)
    return all(
        token.lower in fillers or token.text in _QUOTES or _demonym(tokens, at, language)
        for at, token in enumerate(between, start=one.last)
    )


def _type_words(language: Language) -> frozenset[str]:
    return frozenset(
        word for phrase in language.list("aircraft.type_of") for word in phrase.lower().split()
    )
