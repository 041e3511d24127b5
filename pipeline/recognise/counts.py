"""How many: the number before a thing, over the adjectives between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon import Language
from pipeline.model import Token
from pipeline.recognise.parts import part_phrases

_REACH = 6  # words that may stand between the number and the thing
_ADJECTIVES = 3  # words between an article and the thing
_SHORT = 2  # letters of a conjunction or a preposition
_MOST = 1000  # more aircraft than this in one happening is a price or a year
_QUOTES = frozenset("\"“”„«»'’‘")
_CLOSING = {"(": ")", "«": "»", "„": "“", "“": "”"}
_BETWEEN = 10  # tokens between a type and its verb: its callsign, its airline, the day
_LINK = 4  # letters of a preposition before a name or a day: "із Лондона", "у вівторок"


@dataclass(frozen=True, slots=True)
class Count:
    """``low`` to ``high``; ``high`` None with a ``low`` is open ("at least two")."""

    low: int | None = None
    high: int | None = None
    country: str = ""  # ISO 3166 alpha-3 of an adjective on the way to the number


def count_before(tokens: Sequence[Token], first: int, language: Language) -> Count:
    """The count that ends before token ``first``: "at least two US strategic [B-52s]"."""
    fillers = fillers_of(language)
    demonyms = part_phrases(language, "demonyms")
    names = language.get("language.capitals_mark_names") is True
    country = ""
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        found = _count_ending(tokens, at + 1, language)
        if found:
            return replace(found, country=country)
        adjective = demonyms.longest(tokens, at)
        if adjective:
            country = country or adjective.label
        elif tokens[at].lower not in fillers and not _may_stand_between(tokens[at], names):
            break
    return Count(country=country)


def _may_stand_between(token: Token, names: bool) -> bool:
    """A quotation mark, or a name where capitals mark names: "a Ryanair Boeing"."""
    return token.text in _QUOTES or (names and token.is_capitalised and token.text.isalpha())


def fillers_of(language: Language) -> frozenset[str]:
    """The words that may stand between a number and what it counts, compounds cut in parts."""
    words = language.words("aircraft.fillers")
    return words | {part for word in words for part in word.replace("-", " ").split()}


def _count_ending(tokens: Sequence[Token], end: int, language: Language) -> Count | None:
    """The count whose last token is the one before ``end``."""
    collective = _collective(tokens, end, language)
    if collective:
        return collective
    number = _number_ending(tokens, end, language)
    if number is None:
        one = tokens[end - 1].lower in language.words("aircraft.one")
        return Count(1, 1) if one else None
    value, start = number
    if _ends_at(start, "aircraft.one_of", tokens, language):
        return Count(1, 1)  # "the first of four KC-46s"
    lower = _range_start(tokens, start, language)
    if lower is not None and lower < value:
        return Count(lower, value)
    return Count(value, None if _is_open(tokens, start, language) else value)


def _collective(tokens: Sequence[Token], end: int, language: Language) -> Count | None:
    """ "a pair of", "een tweetal", "une douzaine de"."""
    counts = part_phrases(language, "aircraft.counts")
    for start in range(max(0, end - 3), end):
        for hit in counts.at(tokens, start):
            if hit.last == end and hit.label.isdigit():
                value = int(hit.label)
                return Count(value, None if _is_open(tokens, start, language) else value)
    return None


def _number_ending(tokens: Sequence[Token], end: int, language: Language) -> tuple[int, int] | None:
    """Value and first token of the number that ends before ``end``."""
    if tokens[end - 1].lower in language.words("aircraft.one"):
        return None
    for start in range(max(0, end - 2), end):
        number = language.numbers.at(tokens, start)
        whole = number is not None and number.value == int(number.value)
        if number and whole and start + number.tokens == end and 0 < number.value < _MOST:
            return int(number.value), start
    return None


def _range_start(tokens: Sequence[Token], start: int, language: Language) -> int | None:
    """The "two" of "two to three", "zwei bis drei", "tussen twee en drie"."""
    if start < 2 or tokens[start - 1].lower not in language.words("aircraft.range"):
        return None
    number = _number_ending(tokens, start - 1, language)
    return number[0] if number else None


def _is_open(tokens: Sequence[Token], start: int, language: Language) -> bool:
    """Whether "at least" stands right before."""
    return _ends_at(start, "aircraft.at_least", tokens, language)


def _ends_at(end: int, path: str, tokens: Sequence[Token], language: Language) -> bool:
    """Whether a phrase of a list ends right before a token."""
    phrases = language.phrases(path)
    return any(
        hit.last == end for at in range(max(0, end - 4), end) for hit in phrases.at(tokens, at)
    )


def is_singular(tokens: Sequence[Token], first: int, last: int, language: Language) -> bool:
    """Whether its words or a verb tell that the thing at ``first`` to ``last`` is one.

    A noun, an adjective or an article in the singular ("патрульный P-8A", "le KC-135", "the B-52"),
    or, where there are no articles, the verb right behind it ("RC-135W вилетів").
    """
    if _is_plural(_with_ending(tokens, last), language):
        return False
    if language.get("language.bare_is_one") and not _counts_many(tokens, last, language):
        return True
    start = first
    while first - start < _ADJECTIVES and start and _is_adjective(tokens, start - 1, language):
        start -= 1
    elided = start > 1 and tokens[start - 1].text in _QUOTES  # "l'RC-135"
    beside = tokens[max(0, start - 1 - elided) : last]
    return bool(part_phrases(language, "aircraft.singular").find(beside)) or (
        _opens_clause(tokens, first, language)
        and bool(
            part_phrases(language, "aircraft.singular_behind").at(
                tokens, _behind(tokens, last, language)
            )
        )
    )


def _behind(tokens: Sequence[Token], last: int, language: Language) -> int:
    """The token behind the thing and what tells whose and which it is, whence it came and when.

    "RC-135W (callsign RRR7227) of the RAF", "«Победы» из Внуково", "у вівторок".
    """
    days, at = language.words("places.dates"), last
    while at < min(last + _BETWEEN, len(tokens)):
        token = tokens[at]
        if token.text in _CLOSING:
            at = _closed(tokens, at)
        elif token.text.isalpha() and (token.is_capitalised or token.lower in days):
            at += 1
        elif len(token.text) <= _LINK and at + 1 < len(tokens) and _is_name(tokens[at + 1], days):
            at += 2
        elif number := language.numbers.at(tokens, at):
            at += number.tokens + 1  # "four hours"
        else:
            break
    return min(at, len(tokens))


def _closed(tokens: Sequence[Token], at: int) -> int:
    """The token behind what a bracket or a quotation mark opens; the next where none closes it."""
    mark = _CLOSING[tokens[at].text]
    ends = range(at + 1, min(at + _BETWEEN, len(tokens)))
    return next((n + 1 for n in ends if tokens[n].text == mark), at + 1)


def _is_name(token: Token, days: frozenset[str]) -> bool:
    return token.text.isalpha() and (token.is_capitalised or token.lower in days)


def _counts_many(tokens: Sequence[Token], last: int, language: Language) -> bool:
    """Whether the noun behind a type is a plural: "F-16 uçakları"."""
    return last < len(tokens) and _is_plural(tokens[last].lower, language)


def _with_ending(tokens: Sequence[Token], last: int) -> str:
    """The last word of a thing with what an apostrophe joins to it: "F-35's", "F-16'lar"."""
    ends = last + 1 < len(tokens) and tokens[last].text in _QUOTES
    joined = ends and tokens[last - 1].end == tokens[last].start
    joined = joined and tokens[last].end == tokens[last + 1].start
    return tokens[last - 1].lower + (tokens[last + 1].lower if joined else "")


def _is_plural(word: str, language: Language) -> bool:
    """Whether the ending tells the plural: "the B-52s", "de Eurofighters", not "the Hercules"."""
    endings = tuple(language.words("aircraft.plural_ending"))
    return bool(endings) and word.endswith(endings) and not word.endswith(("us", "es"))


def _is_adjective(tokens: Sequence[Token], at: int, language: Language) -> bool:
    demonym = part_phrases(language, "demonyms").longest(tokens, at)
    return demonym is not None or tokens[at].lower in fillers_of(language)


def _opens_clause(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Whether nothing stands before that could be the subject: "группа Су-24 вылетела".

    A day may: "w środę A321 …".
    """
    before = tokens[first - 1] if first else None
    if before is None or not before.text.isalpha() or len(before.text) <= _SHORT:
        return True
    return before.lower in language.words("places.dates")
