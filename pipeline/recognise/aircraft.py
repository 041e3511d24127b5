"""Aircraft: types as the press writes them, classes ("bombers"), their number; callsigns.

Types come from ``data/aircraft.csv``, words for classes and counts from ``[aircraft]`` of the
language. A type and the class beside it ("bombarderos estadounidenses B-52") are one aircraft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon import Language, Lexicon
from pipeline.model import Aircraft, Document, Sentence, Span, Token
from pipeline.recognise.aircraft_table import AircraftTable, load_aircraft
from pipeline.recognise.callsigns import find_callsigns
from pipeline.recognise.counts import Count, count_before, fillers_of, is_singular
from pipeline.recognise.parts import DESIGNATION, part_phrases, parts_of, text_of

__all__ = ["AircraftTable", "find_aircraft", "find_callsigns", "load_aircraft"]

_FEW = 20  # more aircraft of one type are seldom told in letters
_AIRLINES = ("air", "airlines", "airways")  # ends of their names
_GAP = 4  # words that may stand between a class and its type ("bombers of the type B-52")
_LOOSE = frozenset({"aircraft", "fighter", "attack", "bomber", "airliner", "transport"})
_QUOTES = frozenset("\"“”„«»'’‘(")


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
        if len(token.text) < 2 or token.text.isalpha():
            continue  # all of them have letters and figures, or three figures
        kind = table.designation(token.text)
        if kind and not _is_something_else(tokens, at, language):
            yield _Piece(at, at + 1, kind.icao, kind.name, kind.category, operator=kind.operator)
        elif (airliner := table.number(token.text)) and _is_named_before(tokens, at, language):
            yield _Piece(at, at + 1, airliner.icao, airliner.name, airliner.category)


def _is_named_before(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether "a", "two" or an airline stands before a number, and no noun that it counts."""
    before = tokens[at - 1] if at else None
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or (behind is not None and behind.text[0] in ".,-/%" and at + 2 < len(tokens)
                          and tokens[at + 2].text.isdecimal()):  # fmt: skip
        return False
    airline = before.lower.endswith(_AIRLINES) or (before.text.isupper() and len(before.text) > 2)
    return before.lower in language.words("aircraft.one") or airline or _few(tokens, at, language)


def _few(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a small number in letters stands right before: "three 737s", but not "mil 737"."""
    if not tokens[at - 1].text[0].isalpha():
        return False
    number = language.numbers.at(tokens, at - 1)
    inside = at > 1 and language.numbers.at(tokens, at - 2) is not None
    return number is not None and 1 < number.value < _FEW and not inside


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
