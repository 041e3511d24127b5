"""A written phrase to the patterns that it stands for; ``phrases`` says how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import ConfigError
from pipeline.lexicon.script import without_prefixes
from pipeline.lexicon.tokens import words_of
from pipeline.model import Token

GAP = "..."


@dataclass(frozen=True, slots=True)
class Element:
    text: str
    exact_case: bool
    head: bool = False  # the text may go on: ``word*``
    tail: bool = False  # something may come before: ``*word``
    prefixes: tuple[str, ...] = ()  # small words that may be written together with it

    def accepts(self, token: Token) -> bool:
        word = token.text if self.exact_case else token.lower
        if not (self.head or self.tail or self.prefixes):
            return word == self.text
        if not self.prefixes:
            return self._is(word)
        return any(self._is(rest) for rest in without_prefixes(word, self.prefixes))

    def _is(self, word: str) -> bool:
        if self.head and self.tail:
            return self.text in word
        if self.head:
            return word.startswith(self.text)
        if self.tail:
            return word.endswith(self.text)
        return word == self.text


@dataclass(frozen=True, slots=True)
class Choice:
    """Single words of which any may stand: multiplied out, they would make a pattern each."""

    elements: tuple[Element, ...]

    def accepts(self, token: Token) -> bool:
        return any(element.accepts(token) for element in self.elements)


_Word = str | tuple[str, ...]  # one word of a phrase, or a choice of single words


@dataclass(frozen=True, slots=True)
class Pattern:
    elements: tuple[Element | Choice | None, ...]  # None: a gap
    label: str
    phrase: str

    @property
    def first(self) -> Element:
        """The word that it begins with."""
        first = self.elements[0]
        assert isinstance(first, Element), f"the phrase {self.phrase!r} begins with a gap"
        return first


_MARK = re.compile(r"[()|]|[^\s()|]+")


def compile_phrase(phrase: str, label: str, prefixes: tuple[str, ...]) -> list[Pattern]:
    """Every plain pattern that a phrase with choices and optional words stands for.

    Raises ConfigError when a bracket is not opened or not closed.
    """
    marks = _MARK.findall(phrase)
    plain, rest = _choices(marks)
    if rest:
        raise ConfigError(f"the phrase {phrase!r} closes a bracket that it does not open")
    exact = phrase != phrase.lower()
    compiled = (
        tuple(e for word in words for e in _elements(word, exact, prefixes)) for words in plain
    )
    return [Pattern(elements, label, phrase) for elements in compiled if elements]


def _choices(marks: list[str]) -> tuple[list[list[_Word]], list[str]]:
    """The word lists that the marks up to a closing bracket stand for, and the marks behind it."""
    done: list[list[_Word]] = []
    open_: list[list[_Word]] = [[]]
    while marks and marks[0] != ")":
        mark, marks = marks[0], marks[1:]
        if mark == "|":
            done, open_ = done + open_, [[]]
            continue
        options, marks = _slot(mark, marks)
        if open_ != [[]]:  # the first word is indexed, so that its choices stay apart
            options = _joined(options)
        open_ = [[*words, *option] for words in open_ for option in options]
    return done + open_, marks


def _joined(options: list[list[_Word]]) -> list[list[_Word]]:
    """The options with those of a single word in one choice."""
    single = [word for option in options for word in option if _is_single(option)]
    if len(single) < 2:
        return options
    words = tuple(word for word in single if isinstance(word, str))
    return [[words], *(option for option in options if not _is_single(option))]


def _is_single(option: list[_Word]) -> bool:
    """Whether the option is one plain word that makes one token."""
    word = option[0] if len(option) == 1 else ""
    return isinstance(word, str) and word != GAP and len(words_of(word.strip("*"))) == 1


def _slot(mark: str, marks: list[str]) -> tuple[list[list[_Word]], list[str]]:
    """What one word or one pair of brackets may be; nothing, too, when ``?`` stands behind."""
    if mark != "(":
        optional = mark.endswith("?") and len(mark) > 1
        return ([[mark[:-1]], []] if optional else [[mark]]), marks
    options, marks = _choices(marks)
    if not marks:
        last = " ".join(map(str, options[-1]))
        raise ConfigError(f"a phrase that ends in {last!r} lacks a bracket")
    marks = marks[1:]
    if marks and marks[0] == "?":
        return [*options, []], marks[1:]
    return options, marks


def _elements(
    word: _Word, exact: bool, prefixes: tuple[str, ...]
) -> Sequence[Element | Choice | None]:
    """A word as the tokens it is cut into; a gap for the dots."""
    if isinstance(word, tuple):
        return [Choice(tuple(_single(each, exact, prefixes)[0] for each in word))]
    return [None] if word == GAP else _single(word, exact, prefixes)


def _single(word: str, exact: bool, prefixes: tuple[str, ...]) -> list[Element]:
    tail, head = word.startswith("*"), word.endswith("*") and len(word) > 1
    texts = words_of(word.strip("*"))
    last = len(texts) - 1
    return [
        Element(text, exact and text != "'", head and index == last, tail and index == 0, prefixes)
        for index, text in enumerate(texts)
    ]
