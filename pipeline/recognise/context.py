"""What the words beside a name say about it: its class, its container, a dateline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Entry, Span
from pipeline.recognise.found import APOSTROPHES, INSTALLATIONS, PART_OF_NAME, Found, Line, written
from pipeline.recognise.words import PlaceWords

_CONTAINERS = frozenset({"country", "territory", "adm1", "adm2", "region", "island"})
_CALLED_REACH = 5  # tokens from the beginning of such a longer name to the place in it
_PHRASES = (3, 2, 1)  # words of a phrase for a class, the longest first
_LEAST_IN_CAPITALS = 5  # letters: shorter words in capitals are abbreviations
_NATURAL = frozenset({"mountain", "river", "lake"})
_DASHES = frozenset("-–—")
_SAYS_IN_TOKENS = 7  # ", in the north-west state of the"
_CLOSE = 4  # tokens from a place to the dash of a dateline in a script without capitals
_DATELINE_TOKENS = 14  # "SAN JUAN, Puerto Rico (Reuters) -" is 9; dates may stand in it too


def read_context(line: Line, found: Sequence[Found], words: PlaceWords) -> None:
    """Fill in feature, container and dateline of the names of a line."""
    for one in found:
        one.suffix = _suffix(one, words)
        one.at = _is_placed(one, words)
        one.of = one.before in words.of or "of" in (one.proclitic, one.suffix)
        one.of = one.of or _is_genitive(one, words)
        one.feature = _feature(one, words)
        one.called = _called(one, words)
    for one, other in pairwise(found):
        other.behind_people = one.people and one.last == other.first
        if other.behind_people and one.entries:
            home = one.entries[0].country
            other.of_people = any(entry.country == home for entry in other.entries)
        if _is_joined(one, other, line, words):
            other.at = other.at or one.at  # "in Essen und Halle"
            other.of = other.of or one.of
            one.at = one.at or (bool(words.suffixes) and other.at)  # "Kiev ve Harkov'da"
            one.joined_behind, other.joined_before = other, one
        _contain(one, other, words)
    _dateline(line, found)


def _is_joined(one: Found, other: Found, line: Line, words: PlaceWords) -> bool:
    """Whether they stand in a list, "of" repeated or not: "do Brasil e da Argentina"."""
    if other.proclitic == "and" and other.first == one.last:  # "بغداد والموصل"
        return True
    between = [line.lower(at) for at in range(one.last, other.first)]
    repeats = len(between) == 2 and one.before in words.of and between[1] in words.of
    return (len(between) == 1 or repeats) and between[0] in (",", *words.joiners)


def _is_placed(found: Found, words: PlaceWords) -> bool:
    """Whether a preposition of place stands before; some are told only by their capital: "A"."""
    opens = found.first - 1 == found.line.first_word
    if found.proclitic or found.suffix:
        return "at" in (found.proclitic, found.suffix)
    if words.suffixes:  # the language has postpositions: "Harkov yakınlarında"
        return found.behind in words.at
    if found.before in words.of and found.head in words.compass:
        return True  # "north of", "westlich von"
    if found.before in words.at or (opens and found.before in words.at_opening):
        return True
    classed = found.line.caseless and found.before in words.before_ends
    return classed and found.head in words.at  # "في ميناء جدة"


def _suffix(found: Found, words: PlaceWords) -> str:
    """The sort of the ending that an apostrophe parts from the name: "İzmir'de", in İzmir."""
    if found.behind not in APOSTROPHES:
        return ""
    return words.suffixes.get(found.line.lower(found.last + 1), "")


def _is_genitive(found: Found, words: PlaceWords) -> bool:
    """Whether its case alone binds it to the noun before it: "w ostrzale Chersonia"."""
    opens = found.first - 1 == found.line.first_word  # its capital says nothing: "Обстрел Херсона"
    noun = found.before.isalpha() and (opens or not found.capital_before)
    return bool(found.nominative) and noun and found.before not in (*words.joiners, *words.at)


def _feature(found: Found, words: PlaceWords) -> str:
    """The class that a word beside the name demands: "Rota naval base", "province of Córdoba"."""
    line = found.line
    if found.behind in words.after_begins and line.touches(found.last - 1):
        for length in _PHRASES:
            behind = " ".join(line.lower(found.last + step) for step in range(length))
            if behind in words.after:
                return words.after[behind]
    at = found.first - 1
    while line.lower(at) in words.articles or line.lower(at) in words.of:
        at -= 1
    if line.lower(at) not in words.before_ends:
        return ""
    for length in _PHRASES:
        before = " ".join(line.lower(at - step) for step in reversed(range(length)))
        if before in words.before:
            if _is_one_of(found, at - length + 1, words.before[before], words):
                return ""
            _take_in(found, at - length + 1, words.before[before], words)
            return words.before[before]
    return ""


def _is_one_of(found: Found, head: int, feature: str, words: PlaceWords) -> bool:
    """Whether it is some hill or river of the town, not one of its name: "un cerro de Lima"."""
    indefinite = found.line.lower(head - 1) in words.indefinite
    return indefinite and feature in _NATURAL and head < found.first - 1


def _called(found: Found, words: PlaceWords) -> str:
    """The label of a longer name that holds it: "Quai d'Orsay", "Paris Saint-Germain"."""
    for at in range(max(0, found.first - _CALLED_REACH), found.first + 1):
        if found.line.tokens[at].lower not in words.called_begins:
            continue
        for hit in words.called.at(found.line.tokens, at):
            if hit.last >= found.last:
                return hit.label
    return ""


def _take_in(found: Found, first: int, feature: str, words: PlaceWords) -> None:
    """Make the word for the class part of the name: "vliegbasis Leeuwarden", "río Jáchal"."""
    line = found.line
    close = all(line.touches(at) for at in range(first, found.first))
    apart = found.before in words.of or found.before in words.articles
    if feature not in PART_OF_NAME or not close or (apart and feature not in INSTALLATIONS):
        return
    if feature == "river" and not line.is_capital(first):
        return  # "el río Jáchal" is called Jáchal
    if line.sentence.lang == "en" and not (line.is_capital(first) and found.capital_before):
        return  # "Lake Vermont", but not "the airport of Paris"
    found.first = first
    found.span = Span(line.tokens[first].start, found.span.end)
    found.text = written(line.tokens[first : found.last])
    found.look_around()
    found.at = _is_placed(found, words)


def _contain(one: Found, other: Found, words: PlaceWords) -> None:
    """ "Paris, Texas", "Perm (Russia)", "Valencia in Venezuela"."""
    between = [t.lower for t in one.line.tokens[one.last : other.first]]
    if between not in ([","], ["("]) and not _says_in(between, words):
        return
    containers = [entry for entry in other.entries if entry.kind in _CONTAINERS]
    if not containers:
        return
    if any(lies_in(entry, above) for above in containers for entry in one.entries):
        one.container, one.contained, other.holds = other.text, True, True


def _says_in(between: Sequence[str], words: PlaceWords) -> bool:
    """ "in", ", in the state of", ", capital of": one place is said to lie in another."""
    rest = [word for word in between if word not in words.articles and word != ","]
    if not rest or len(between) > _SAYS_IN_TOKENS:
        return False
    if len(rest) == 1 or "," not in between:
        return len(rest) == 1 and rest[0] in words.at
    classes = [word for word in rest if word in words.before_ends]
    links = [word for word in rest if word in words.at or word in words.of]
    told = len(classes) + len(links) + sum(word in words.compass for word in rest)
    # One word more may tell of the people: "en la provincia panameña de Colón".
    return bool(classes and links) and len(rest) - told <= 1


def lies_in(entry: Entry, above: Entry) -> bool:
    """Whether the one is inside the other by their codes."""
    if entry.id == above.id or entry.kind in ("country", "continent"):
        return False
    if above.kind in ("country", "territory"):
        return entry.country == above.country
    return bool(above.admin1) and entry.admin1 == above.admin1 and entry.kind != "adm1"


def _dateline(line: Line, found: Sequence[Found]) -> None:
    """A place that opens a line before a dash or an agency in brackets: "CARACAS (ANP) –"."""
    if not found or found[0].first > line.first_word:
        return
    if found[0].text.isupper() and line.number == 0 and line.lower(found[0].last) == ".":
        found[0].dateline = True  # "WARSCHAU. In der Nacht …"
        return
    if _opens_in_capitals(line, found[0]) or _opens_item(line, found[0]):
        found[0].dateline = True
        return
    for at in range(found[0].last, min(len(line.tokens), _DATELINE_TOKENS)):
        token = line.tokens[at]
        close = line.caseless and at - found[0].last < _CLOSE  # "بغداد -", "دبي/ رويترز -"
        if token.text in _DASHES and (found[0].text.isupper() or close or _after_bracket(line, at)):
            bracket = next((k for k in range(at) if line.lower(k) == "("), at)
            for one in found:
                one.dateline = one.dateline or one.last <= bracket
            return
        small = not (line.caseless or token.is_capitalised or token.text.isdigit())
        if token.is_word and small:
            return


def _opens_item(line: Line, found: Found) -> bool:
    """Whether a place alone heads a paragraph: "Kassel. Ein Feuer …", "Breda – Een brand …"."""
    if not line.opens or found.first != line.first_word:
        return False
    behind = line.tokens[found.last : found.last + 2]
    if [token.text for token in behind] == ["."]:
        return True
    dashed = len(behind) > 1 and behind[0].text in _DASHES and behind[1].is_capitalised
    return dashed and behind[0].start > line.tokens[found.last - 1].end


def _opens_in_capitals(line: Line, found: Found) -> bool:
    """Whether a place in capitals opens the text before a sentence: "DETROIT The U.S. …"."""
    behind = line.tokens[found.last : found.last + 1]
    if line.number or not found.text.isupper() or len(found.text) < _LEAST_IN_CAPITALS:
        return False
    return bool(behind) and behind[0].is_capitalised and not behind[0].text.isupper()


def _after_bracket(line: Line, at: int) -> bool:
    return line.lower(at - 1) == ")"
