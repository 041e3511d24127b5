"""Callsigns and flight numbers, as printed in reports and in posts of those who listen in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon import Language, Lexicon
from pipeline.model import Callsign, Document, Sentence, Span, Token
from pipeline.recognise.parts import DESIGNATION

_CALLSIGN = re.compile(r"[A-Z]{3,9}\d{1,4}[A-Z]?")
_FLIGHT = re.compile(r"[A-Z0-9]{2,3}[- ]?\d{1,4}")
_CODE = re.compile(r"[A-Z]{2}|[A-Z]\d|\d[A-Z]|[A-Z]{3}")
_FIGURE = re.compile(r"\d")
_REACH = 8  # tokens behind the word "callsign" within which its callsigns stand
# Letters before digits that are no callsign: types, hulls, weapons, standards.
_NOT = frozenset(
    (
        *("ATR", "SSJ", "ARJ", "CRJ", "ERJ", "KDC", "DHC"),
        *("DDG", "CVN", "LHD", "LPD", "SSN", "FFG", "LCS", "LHA", "SSBN", "IMO", "MMSI"),
        *("AIM", "AGM", "GBU", "JDAM", "HIMARS", "TOW", "RPG", "MGM", "ATACMS", "GLONASS"),
        *("COVID", "ISO", "COP", "BRICS", "AIS", "GMT", "UTC"),
    )
)


def find_callsigns(document: Document, lexicon: Lexicon) -> tuple[Callsign, ...]:
    """Callsigns in text order; each stretch of text gives one."""
    found = []
    for sentence in document.sentences:
        if not _FIGURE.search(document.article.text, sentence.span.start, sentence.span.end):
            continue  # each of them has one
        found += _of_sentence(sentence, lexicon.language(sentence.lang))
    return tuple(found)


def _of_sentence(sentence: Sentence, language: Language) -> list[Callsign]:
    tokens = sentence.tokens
    cued = _cued(tokens, language)
    about_aircraft = bool(cued) or _speaks_of_aircraft(tokens, language)
    found: dict[int, Callsign] = {}
    for at in range(len(tokens)):
        for callsign in _at(tokens, at, language, cued=at in cued, aircraft=about_aircraft):
            found.setdefault(callsign.span.start, callsign)
    return [found[start] for start in sorted(found)]


def _cued(tokens: Sequence[Token], language: Language) -> frozenset[int]:
    """Tokens that the word "callsign" reaches."""
    hits = language.phrases("aircraft.callsign").find(tokens)
    return frozenset(at for hit in hits for at in range(hit.last, hit.last + _REACH))


def _speaks_of_aircraft(tokens: Sequence[Token], language: Language) -> bool:
    if any(DESIGNATION.fullmatch(token.text) for token in tokens):
        return True
    return bool(language.phrases("aircraft.classes").find(tokens))


def _at(
    tokens: Sequence[Token], at: int, language: Language, *, cued: bool, aircraft: bool
) -> Iterator[Callsign]:
    token = tokens[at]
    flight = _flight_number(tokens, at, language)
    if flight:
        yield flight
    elif aircraft and _CALLSIGN.fullmatch(token.text) and _prefix(token.text) not in _NOT:
        yield _callsign(token, token)
        yield from _further(tokens, at + 1, _prefix(token.text))
    elif _in_two_words(tokens, at, cued=cued):
        yield _callsign(token, tokens[at + 1])
        yield from _further(tokens, at + 2, token.text)


def _prefix(word: str) -> str:
    return word.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").rstrip("0123456789") or word


def _callsign(first: Token, last: Token) -> Callsign:
    text = first.text if first is last else first.text + last.text
    return Callsign(Span(first.start, last.end), text.upper())


def _in_two_words(tokens: Sequence[Token], at: int, *, cued: bool) -> bool:
    """TOXIN 11: in capitals, or any name behind the word "callsign"."""
    if at + 1 >= len(tokens) or not re.fullmatch(r"\d{1,4}", tokens[at + 1].text):
        return False
    word = tokens[at].text
    if not word.isalpha() or len(word) < 3 or word in _NOT:
        return False
    return cued and word[0].isupper()


def _further(tokens: Sequence[Token], at: int, prefix: str) -> Iterator[Callsign]:
    """The 12 of "TOXIN 11 and 12" and the 22 of "BART21/22"."""
    joins = {"/", "and", "en", "y", "et", "und", "e", "&"}
    if at + 1 < len(tokens) and tokens[at].lower in joins:
        number = tokens[at + 1]
        if re.fullmatch(r"\d{1,3}", number.text):
            yield Callsign(Span(number.start, number.end), f"{prefix}{number.text}".upper())


def _flight_number(tokens: Sequence[Token], at: int, language: Language) -> Callsign | None:
    """The KL1234 of "flight KL1234" and of "vuelo IB 6845"."""
    if at == 0 or tokens[at - 1].lower not in language.words("aircraft.flight_number"):
        return None
    token = tokens[at]
    if _FLIGHT.fullmatch(token.text) and any(letter.isalpha() for letter in token.text):
        text = token.text.replace("-", "")
        return Callsign(Span(token.start, token.end), text, "flight_number")
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind and _CODE.fullmatch(token.text) and re.fullmatch(r"\d{1,4}", behind.text):
        return Callsign(Span(token.start, behind.end), token.text + behind.text, "flight_number")
    return None
