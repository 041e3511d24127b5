"""Names of people in a script without capitals.

Two shapes are known: a given name with what follows it ("محمد البرادعي"), and a title before a
word that is no well-known place ("الرئيس الفرنسي ماكرون"). A name ends at any word of the lists of
the language, at an adjective of a country and, behind its second word, at anything that is no
given name, no particle and has no article.
"""

from __future__ import annotations

from pipeline.lexicon.script import ARTICLE
from pipeline.model import Names
from pipeline.recognise.found import Line
from pipeline.recognise.people import People
from pipeline.recognise.words import PlaceWords

_LONGEST = 4  # words of a name, particles aside
_SURE = 2  # words that are taken for the name whatever they are
_KNOWN = 100_000  # people of a town that is written about more often than its namesakes
_STATES = frozenset({"country", "capital", "region", "adm1", "continent"})


def find_without_capitals(line: Line, words: PlaceWords, names: Names, people: People) -> None:
    """Add the people named in this line."""
    done = 0
    for at in line.capitals:
        if at < done:
            continue
        first = _behind_titles(line, at, words)
        titled = first > at
        given = line.lower(first) in words.given
        if not (titled or given) or not _may_be_name(line, first, words, names):
            continue
        last = _name_end(line, first, words, names)
        if titled or last - first > 1:
            people.add(line, first, last, words)
        done = max(last, at + 1)


def _behind_titles(line: Line, at: int, words: PlaceWords) -> int:
    """Index of the first word that is no title, nor an adjective behind one; ``at`` for none."""
    first = at
    while line.lower(first) in words.titles:
        first += 2 if line.lower(first + 1) == "." else 1
    while first > at and (line.lower(first) in words.peoples or line.lower(first) in words.titles):
        first += 1
    return first


def _may_be_name(line: Line, at: int, words: PlaceWords, names: Names) -> bool:
    """Whether a name begins here: no word of the lists, no place that is known far and wide."""
    word = line.lower(at)
    if not _is_free(word, words):
        return False
    return word in words.given or word in words.particles or not _is_known(line, at, names)


def _is_free(word: str, words: PlaceWords) -> bool:
    return word[:1].isalpha() and not any(
        word in listed
        for listed in (
            words.never,
            words.at,
            words.of,
            words.joiners,
            words.speech,
            words.helpers,
            words.organisations,
            words.dates,
            words.compass,
            words.before_ends,
            words.peoples,
            words.sides,
            words.powers,
        )
    )


def _is_known(line: Line, at: int, names: Names) -> bool:
    """Whether a state, a region or a large town begins here."""
    used = line.longest(names, at)
    found = names.lookup(line.tokens[at].text, line.sentence.lang) if used == 1 else ()
    return used > 1 or any(
        entry.kind in _STATES or entry.population >= _KNOWN for entry in found[:1]
    )


def _name_end(line: Line, at: int, words: PlaceWords, names: Names) -> int:
    """Index behind the words of the name that begins here."""
    last, named = at, 0
    while last < len(line.tokens) and named < _LONGEST:
        word = line.lower(last)
        if last > at and not line.touches(last - 1):
            break
        if word in words.particles:
            last += 1
            continue
        if not _is_free(word, words) or (named and not _goes_on(line, last, named, words, names)):
            break
        named, last = named + 1, last + 1
    while last > at + 1 and line.lower(last - 1) in words.particles:
        last -= 1
    return last


def _goes_on(line: Line, at: int, named: int, words: PlaceWords, names: Names) -> bool:
    """Whether a further word belongs to the name: its second one, unless it is a place."""
    word = line.lower(at)
    if word in words.given or line.lower(at - 1) in words.particles:
        return True
    if named < _SURE:
        return not _is_known(line, at, names) or word.startswith(ARTICLE)
    return word.startswith(ARTICLE) and not _is_known(line, at, names)
