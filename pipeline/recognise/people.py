"""Names of people, so that "Jack London" is not in England.

Four shapes are known: a title or role before a name ("Gov. Houston", "ministre Nice"), a given
name before a capital ("Karen Paris"), initials ("J. K. Washington"), and an unknown name of two
or three words with an age or a verb of speaking beside it ("Dalia Halle, 34,"; "Dalia Halle
said"). The family names are kept for the rest of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Entry, Names, Token
from pipeline.recognise.cases import nominatives
from pipeline.recognise.found import UPPER_LEVEL, Line
from pipeline.recognise.words import PlaceWords

_LONGEST = 4  # words of a name that stand behind a title or given name
_OLDEST = 115  # years
_WORDS = 2  # of a name in the genitive: "Великой Британии"
_LARGE = 100_000  # people: a town that has officials who are written about
_ABBREVIATION = 5  # letters of a short form with a full stop: "Mich."


@dataclass
class People:
    """Who is named in the document."""

    tokens: set[tuple[int, int]] = field(default_factory=set)  # line and token index
    families: dict[str, str] = field(default_factory=dict)  # family name -> name in full
    given: set[str] = field(default_factory=set)  # given names that stood before one

    def holds(self, line: int, first: int, last: int) -> bool:
        """Whether one of these tokens belongs to somebody's name."""
        return any((line, at) in self.tokens for at in range(first, last))

    def add(self, line: Line, first: int, last: int, words: PlaceWords) -> None:
        """Take up a name; its last word that is not Jr. or the like is the family's."""
        self.tokens.update((line.number, at) for at in range(first, last))
        names = [t for t in line.tokens[first:last] if t.text.isalpha() or "-" in t.text]
        while len(names) > 1 and names[-1].lower in words.kin:
            names.pop()
        if names and len(names[-1].text) > 1:
            full = " ".join(token.text for token in line.tokens[first:last])
            self.families.setdefault(names[-1].lower, full)
            self.given.update(token.lower for token in names[:-1])


def find_people(line: Line, words: PlaceWords, names: Names, people: People) -> None:
    """Add the people named in this line."""
    done = 0
    for at in line.capitals:
        if at < done:
            continue
        titled = line.lower(at - 1) in words.titles
        if not titled and (used := _place_name(line, at, words, names)):
            done = at + used
            continue
        start = at - 1 if titled else at
        last = _name_at(line, start, words, names)
        if last > at:
            people.add(line, _behind_titles(line, start, words), last, words)
            done = last


def _place_name(line: Line, at: int, words: PlaceWords, names: Names) -> int:
    """How many words a place's name has that holds names of people: "San Pedro Sula"."""
    word = line.lower(at)
    if word in words.given or word in words.given_or_place:
        return 0
    used = line.longest(names, at)
    goes_on = line.touches(at + used - 1) and line.is_capital(at + used)
    return used if used > 1 and not goes_on else 0


def _name_at(line: Line, at: int, words: PlaceWords, names: Names) -> int:
    """Index behind the name that begins here, titles included; ``at`` when none does."""
    token = line.tokens[at]
    if token.lower in words.titles:
        first = _behind_titles(line, at, words)
        if not _may_be_name(line, first, words) or _is_genitive(line, first, words, names):
            return at
        return _name_end(line, first, words)
    if not line.is_capital(at):
        return at
    if token.lower in words.given:
        return _more_than_one(line, at, words)
    if token.lower in words.given_or_place or _is_initial(line, at):
        place = line.lower(at - 1) in words.at or line.longest(names, at) > 1
        place = place or (len(token.text) > 1 and _is_acronym(token, line, at, names))
        place = place or (words.nouns_capitalised and _is_state(token, names))
        return at if place else _more_than_one(line, at, words)
    last = _unknown_name(line, at, words)
    spoken = last and _is_spoken_of(line, at, last, words)
    return last if spoken and line.longest(names, at) < last - at else at


def _behind_titles(line: Line, at: int, words: PlaceWords) -> int:
    """Index of the first token that is no title: "Police Chief Lt. Gov. X"."""
    while at < len(line.tokens) - 1 and line.tokens[at].lower in words.titles:
        at += 2 if line.lower(at + 1) == "." else 1
    return at


def _may_be_name(line: Line, at: int, words: PlaceWords) -> bool:
    """Whether a name can begin here, right behind a title."""
    if not line.is_capital(at) or not _close(line, at - 1):
        return False
    token = line.tokens[at]
    short_form = line.lower(at + 1) == "." and 1 < len(token.text) <= _ABBREVIATION
    return not short_form and not _is_no_name(token.lower, words)


def _is_genitive(line: Line, at: int, words: PlaceWords, names: Names) -> bool:
    """Whether a title is followed by the place it is held in: "der Präsident Russlands"."""
    text = line.tokens[at].text
    if words.cases:
        name = nominatives(line.tokens[at : at + _WORDS], 0, words.cases, names, "")[1]
        return _is_seat(names.lookup(text)) or bool(name and _is_seat(names.lookup(name)))
    if not words.nouns_capitalised or not text.endswith("s") or line.is_capital(at + 1):
        return False
    return _is_seat(names.lookup(text[:-1]))


def _is_seat(found: Sequence[Entry]) -> bool:
    """Whether a place has a president, a mayor, a governor who is written about."""
    return bool(found) and (found[0].kind in UPPER_LEVEL or found[0].population >= _LARGE)


def _is_state(token: Token, names: Names) -> bool:
    """Whether a given name is a country or capital: where nouns have capitals too, what follows
    tells nothing ("hat Israel Raketen abgefangen")."""
    found = names.lookup(token.text)
    return bool(found) and found[0].kind in ("country", "capital")


def _close(line: Line, at: int) -> bool:
    """Whether the token behind this one follows after one space."""
    return line.touches(at)


def _is_no_name(word: str, words: PlaceWords) -> bool:
    return word not in words.particles and (
        word in words.never
        or word in words.organisations
        or word in words.after
        or word in words.dates
        or word in words.streets
        or word in words.compass
    )


def _is_initial(line: Line, at: int) -> bool:
    text = line.tokens[at].text
    if len(text) == 1 and line.lower(at + 1) == ".":
        return True
    return (
        text.endswith(".")
        and text.count(".") >= 2
        and len(text) == 4
        and (
            line.lower(at - 1) not in (",", "(")  # J.K. Rowling, not "Columbia, S.C. Smith"
        )
    )


def _is_acronym(token: Token, line: Line, at: int, names: Names) -> bool:
    """Whether it is a place written with full stops ("U.S.") and no initials."""
    return "." in token.text and line.longest(names, at) > 0


def _more_than_one(line: Line, at: int, words: PlaceWords) -> int:
    last = _name_end(line, at, words)
    sure = line.lower(at) in words.given
    if not sure and _goes_on_as_organisation(line, last, words):
        return at
    named = sum(len(token.text) > 1 and token.is_capitalised for token in line.tokens[at:last])
    initial = _is_initial(line, at)
    return last if named > 1 or (initial and named == 1) else at


def _goes_on_as_organisation(line: Line, last: int, words: PlaceWords) -> bool:
    """Whether the run of capitals ends as a body's name: "Alberta Liquor Store Association"."""
    while line.is_capital(last) and line.touches(last - 1):
        if line.lower(last) in words.organisations or line.lower(last) in words.brands:
            return True
        last += 1
    return False


def _name_end(line: Line, at: int, words: PlaceWords) -> int:
    """Index behind the words of a name that begins here."""
    last, named, family = at, 0, False
    while last < len(line.tokens):
        word = line.tokens[last].lower
        if line.is_capital(last) and len(word) == 1 and line.lower(last + 1) == ".":
            last += 2  # an initial
        elif line.is_capital(last) and named < _LONGEST and not _is_no_name(word, words):
            if family and word not in words.kin and not _ends_run(line, last):
                break
            family = bool(named) and word not in words.given
            named, last = named + 1, last + 1
            if word in words.kin and line.lower(last) == ".":
                return last + 1
        elif word in words.particles and word not in words.joiners and _before_capital(line, last):
            last += 1
        else:
            break
        if last < len(line.tokens) and not _follows(line, last):
            break
    while last > at + 1 and _is_loose(line, last - 1, words):
        last -= 1
    return last


def _is_loose(line: Line, at: int, words: PlaceWords) -> bool:
    """Whether it is a small word that a name cannot end in."""
    return line.lower(at) in words.particles and not line.is_capital(at)


def _follows(line: Line, at: int) -> bool:
    """Whether this token goes on what stands before it: one space and no mark between."""
    gap = line.tokens[at].start - line.tokens[at - 1].end
    return gap == 1


def _before_capital(line: Line, at: int) -> bool:
    return line.touches(at) and any(line.is_capital(at + step) for step in (1, 2))


def _ends_run(line: Line, at: int) -> bool:
    """Whether no further capital follows directly."""
    return not (line.touches(at) and line.is_capital(at + 1))


def _unknown_name(line: Line, at: int, words: PlaceWords) -> int:
    """Index behind two or three capitals in a row that might be a name; 0 when they are none."""
    last = at
    while line.is_capital(last) and last - at < _LONGEST:
        token = line.tokens[last]
        if _is_no_name(token.lower, words) or not token.text.replace("-", "").isalpha():
            return 0
        if token.text.isupper() and len(token.text) <= _ABBREVIATION:
            return 0  # "CBC Toronto said"
        last += 1
        if not line.touches(last - 1):
            break
    return last if 2 <= last - at <= 3 and not line.is_headline else 0


def _is_spoken_of(line: Line, first: int, last: int, words: PlaceWords) -> bool:
    if line.lower(last) == "," and _is_age(line.lower(last + 1)):
        return line.lower(last + 2) in (",", ".", ";", "of", "von", "de", "uit", "aus")
    return line.lower(last) in words.speech or line.lower(first - 1) in words.speech


def _is_age(text: str) -> bool:
    return text.isdigit() and 0 < int(text) <= _OLDEST
