"""What the scan for names hands to the guards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pipeline.lexicon.script import folded
from pipeline.model import Entry, Names, Sentence, Span, Token

# How a name stands in its token: by itself; before a hyphen ("Houston-based"); behind one
# ("Oost-Oekraïne"); as half of a pair ("Rusland-Turkije"); with an s of belonging ("Russlands");
# with a word for its class behind it, where the name without it is known ("Kanawha River").
Part = Literal["whole", "based", "joined", "pair", "belonging", "extended"]

UPPER_LEVEL = frozenset(
    {
        "country",
        "territory",
        "continent",
        "adm1",
        "region",
        "ocean",
        "sea",
        "gulf",
        "capital",
    }
)
BELONGING = frozenset({"de", "nl"})  # where an s of belonging is written without apostrophe
APOSTROPHES = frozenset("'’")
# Classes whose word the press makes part of the name: "vliegbasis Leeuwarden", "río Jáchal".
PART_OF_NAME = frozenset({"airbase", "airport", "navalbase", "river", "lake", "mountain"})
INSTALLATIONS = frozenset({"airbase", "navalbase", "airport"})  # "base aérea de Los Llanos"
_HEADLINE_SHARE = 0.7  # of longer words with a capital: more make a headline in title case
_HEADLINE_LETTERS = 4  # shorter words stay small in headlines too
_HEADLINE_WORDS = 4  # fewer longer words tell nothing


@dataclass
class Line:
    """A sentence while it is being read."""

    sentence: Sentence
    number: int  # index in the document
    tokens: Sequence[Token]
    caseless: bool = False  # the script has no capitals: any word may begin a name
    opens: bool = False  # the first sentence of its paragraph
    capitals: list[int] = field(init=False)  # indexes of the tokens that begin with a capital
    first_word: int = field(init=False)  # index of the first token that is a word
    _capital: frozenset[int] = field(init=False)
    _longest: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        tokens = self.tokens
        self.capitals = [
            at
            for at, token in enumerate(tokens)
            if (token.text[0].isalpha() if self.caseless else token.text[0].isupper())
        ]
        self._capital = frozenset(self.capitals)
        self.first_word = next((at for at, token in enumerate(tokens) if token.is_word), 0)

    @cached_property
    def is_headline(self) -> bool:
        """Whether nearly every longer word has a capital."""
        if self.caseless:
            return False
        longer = [t.text for t in self.tokens if len(t.text) >= _HEADLINE_LETTERS]
        words = [text for text in longer if text.isalpha()]
        capitals = sum(text[0].isupper() for text in words)
        return len(words) >= _HEADLINE_WORDS and capitals >= _HEADLINE_SHARE * len(words)

    def longest(self, names: Names, at: int) -> int:
        """How many tokens the longest name of the gazetteer covers from here; remembered."""
        if at not in self._longest:
            self._longest[at] = names.longest(self.tokens, at)
        return self._longest[at]

    def lower(self, at: int) -> str:
        """The token at this index in small letters; empty beyond either end."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def before(self, at: int) -> str:
        """The word before this token in small letters, with its apostrophe ("d'")."""
        word = self.lower(at - 1)
        return f"{self.lower(at - 2)}'" if word in APOSTROPHES else word

    def is_capital(self, at: int) -> bool:
        """Whether there is a token with a capital at this index."""
        return at in self._capital

    def touches(self, at: int) -> bool:
        """Whether the tokens at this index and the next are parted by one space and no mark."""
        if not 0 <= at < len(self.tokens) - 1:
            return False
        return self.tokens[at + 1].start - self.tokens[at].end == 1


@dataclass(slots=True)
class Found:
    """A stretch of tokens that is a name in the gazetteer, before any guard."""

    line: Line
    first: int  # token index
    last: int  # one past the last token
    span: Span
    text: str  # as written
    entries: tuple[Entry, ...]  # best known first
    part: Part = "whole"
    people: bool = False  # an adjective or the name of a people
    proclitic: str = ""  # sort of a small word written together with it: at, of, and
    suffix: str = ""  # sort of the ending behind it and an apostrophe: at, of, other
    nominative: str = ""  # the name as the gazetteer has it, where a case of it is written
    feature: str = ""
    container: str = ""
    behind_people: bool = False  # an adjective or people stands directly before
    of_people: bool = False  # … and a place of this name lies in its country: "het Britse Fairford"
    at: bool = False  # a preposition of place stands before
    of: bool = False  # a preposition of belonging stands before
    contained: bool = False  # a candidate lies in the container
    holds: bool = False  # it is the container of the name before it
    dateline: bool = False
    joined_before: Found | None = None  # the name before it in a list: "Washington en Moskou"
    joined_behind: Found | None = None  # the name behind it in one
    called: str = ""  # what the longer name is that it stands in: "newspaper"; empty when in none
    beside_craft: bool = False  # the line tells of aircraft or ships, and a base has this name
    on_way: bool = False  # the line tells of aircraft or ships, and this town is behind "from"
    is_ship: bool = False  # the line tells of ships, and an article stands before this town
    is_end: bool = False  # one of the two ends of a way: the flight Paris–Beirut
    key: str = field(init=False)  # the same for all spellings in capitals or not
    single: bool = field(init=False)  # it is one word
    before: str = field(init=False)  # word before, small, with its apostrophe ("d'")
    head: str = field(init=False)  # the word before that one, small: "université" d'Orléans
    behind: str = field(init=False)  # token behind, small; empty at the end
    capital_before: bool = field(init=False)  # a word with a capital stands directly before
    capital_behind: bool = field(init=False)  # the same behind
    opens_sentence: bool = field(init=False)  # its first letter would be a capital in any case
    is_upper_level: bool = field(init=False)  # best known as a country, region, sea or capital

    def __post_init__(self) -> None:
        self.look_around()

    def look_around(self) -> None:
        """Fill in what follows from the tokens."""
        line, first, last = self.line, self.first, self.last
        self.key = folded(self.text)
        self.single = last - first == 1
        self.before = line.before(first)
        self.head = line.lower(first - (3 if self.before.endswith("'") else 2))
        self.behind = line.lower(last)
        cased = not line.caseless
        self.capital_before = cased and line.is_capital(first - 1) and line.touches(first - 1)
        self.capital_behind = cased and line.is_capital(last) and line.touches(last - 1)
        self.opens_sentence = cased and first <= line.first_word
        self.is_upper_level = bool(self.entries) and self.entries[0].kind in UPPER_LEVEL


def written(tokens: Sequence[Token]) -> str:
    """The text of these tokens with the spaces that stood between them."""
    text, end = "", tokens[0].start
    for token in tokens:
        text += (" " if token.start > end else "") + token.text
        end = token.end
    return text
