"""Finding the names of places in a document: scan, guards, use."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon import Language, Lexicon
from pipeline.model import Document, Mention, Names
from pipeline.recognise.context import read_context
from pipeline.recognise.craft import read_craft, read_ships
from pipeline.recognise.evidence import Around, around, doubt
from pipeline.recognise.found import Found, Line
from pipeline.recognise.guards import Known, refusal
from pipeline.recognise.named import find_without_capitals
from pipeline.recognise.people import People, find_people
from pipeline.recognise.scan import Scanner
from pipeline.recognise.use import use_of
from pipeline.recognise.ways import read_ways
from pipeline.recognise.words import place_words


def find_places(document: Document, lexicon: Lexicon, names: Names) -> tuple[Mention, ...]:
    """Every name of a place in text order, the refused ones too, each with its reason."""
    lines = [_line(document, at, lexicon) for at in range(len(document.sentences))]
    people = _people(lines, lexicon, names)
    small = frozenset(
        {token.text for line in lines for token in line.tokens if token.text.islower()}
    )
    found = [one for line in lines for one in _in_line(line, lexicon, names)]
    known = {
        code: Known(place_words(lexicon, code), people, small)
        for code in {line.sentence.lang for line in lines}
    }
    guarded = [(one, refusal(one, known[one.line.sentence.lang])) for one in found]
    others = around(one for one, reason in guarded if not reason)
    return tuple(
        _mention(one, reason, known[one.line.sentence.lang], others) for one, reason in guarded
    )


def _line(document: Document, at: int, lexicon: Lexicon) -> Line:
    sentence = document.sentences[at]
    caseless = place_words(lexicon, sentence.lang).caseless
    opens = at == 0 or document.sentences[at - 1].paragraph != sentence.paragraph
    return Line(sentence, at, sentence.tokens, caseless, opens)


def _people(lines: list[Line], lexicon: Lexicon, names: Names) -> People:
    people = People()
    for line in lines:
        find = find_without_capitals if line.caseless else find_people
        find(line, place_words(lexicon, line.sentence.lang), names, people)
    return people


def _in_line(line: Line, lexicon: Lexicon, names: Names) -> Iterator[Found]:
    code = line.sentence.lang
    words, language = place_words(lexicon, code), lexicon.language(code)
    found = list(Scanner(names, language, words).scan(line))
    read_context(line, found, words)
    read_ways(line, found, words)
    if words.nouns_capitalised:
        _read_small_peoples(line, found, language)
    read_craft(line, found, language)
    read_ships(line, found, words, language)
    yield from found


def _mention(found: Found, reason: str, known: Known, others: Around) -> Mention:
    reason = reason or doubt(found, known, others)
    use, why = use_of(found, known)
    return Mention(
        span=found.span,
        text=found.text,
        lang=found.line.sentence.lang,
        use=use,
        reason=reason or why,
        refused=bool(reason),
        feature=found.feature or ("station" if found.beside_craft else ""),
        container=found.container,
        candidates=found.entries,
    )


def _read_small_peoples(line: Line, found: list[Found], language: Language) -> None:
    """Adjectives in small letters before a name of their country: "aus dem polnischen Malbork"."""
    ends = {hit.last: hit.label for hit in language.phrases("demonyms").find(line.tokens)}
    for one in found:
        label = ends.get(one.first)
        if label and any(entry.country == label for entry in one.entries):
            one.of_people = True
