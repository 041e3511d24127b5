"""Finding date phrases in the tokens of a sentence. What they mean is said elsewhere."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.dates.grammar import Grammar
from pipeline.dates.slots import Slots
from pipeline.lexicon.patterns import Node, Pairs
from pipeline.model import Token

REACH = 7  # tokens before a weekday, month, unit … where a phrase around it may begin

_LOOK_AHEAD = 2  # words that tell whether any pattern can begin; rows of three seldom recur
_ALSO_ALONE = ("day_after_deed", "day_before_deed")
_DEED = "_deed"  # ends the names of the operations of ``deeds``


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase: its operation, its tokens (half-open) and what stands in its slots."""

    op: str
    first: int
    last: int
    slots: Mapping[str, Any]
    dates: tuple[Match, ...] = ()  # what stands in its {date} slots


class Matcher(Slots):
    """The phrases of one sentence."""

    def __init__(self, tokens: Sequence[Token], text: str, grammar: Grammar) -> None:
        super().__init__(tokens, text, grammar)
        self._atoms: dict[int, Match | None] = {}
        self._around: dict[int, Match | None] = {}
        self._bests: dict[int, Match | None] = {}
        self._openings: dict[int, frozenset[Node]] = {}

    def find(self) -> Iterator[Match]:
        """Phrases from the left, the longest at each place, without overlap."""
        end = 0
        for at in self._starts:
            if at < end or not self._opened(at):
                continue
            match = self._best(at)
            if match is not None and at not in self._names:
                match = self._farther(match)
                end = match.last
                yield match

    def _farther(self, match: Match) -> Match:
        """The phrase that begins inside this one and goes on farther: "in" + "October 2025"."""
        end = match.last
        if end >= len(self._words) or not self._grammar.knows(self._words[end]):
            return match
        for at in range(match.first + 1, match.last):
            other = self._best(at) if self._opened(at) else None
            if other is not None and other.last > match.last and at not in self._names:
                return other
        return match

    def _opened(self, at: int) -> frozenset[Node]:
        known = self._openings.get(at)
        if known is None:
            words = (*self._words[at : at + _LOOK_AHEAD], "")[:_LOOK_AHEAD]
            known = self._openings[at] = self._grammar.opened(words)
        return known

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Token indexes where a phrase may begin: before a core word, in an unbroken row of words
        that patterns know."""
        grammar, starts = self._grammar, set[int]()
        for at, word in enumerate(self._words):
            if not self._is_core(at, word):
                continue
            first = at
            while first > 0 and first > at - REACH and grammar.knows(self._words[first - 1]):
                first -= 1
            starts.update(range(first, at + 1))
        return sorted(starts)

    def _is_core(self, at: int, word: str) -> bool:
        classes = self._classes[at]
        if classes and not self._grammar.core.isdisjoint(classes):
            return True
        return word[0].isdigit() or (word in self._vocabulary.several and bool(self._opened(at)))

    def _best(self, at: int) -> Match | None:
        if at not in self._bests:
            span, inner = self._in(self._grammar.ranges, at), self.around(at)
            longer = span and (inner is None or span.last > inner.last)
            self._bests[at] = span if longer else inner
        return self._bests[at]

    @cached_property
    def _names(self) -> frozenset[int]:
        """Tokens of newspapers, feasts of phrases, and attacks that are named by their date."""
        hits = self._grammar.names.find(self._tokens)
        return frozenset(at for hit in hits for at in range(hit.first, hit.last))

    def around(self, at: int) -> Match | None:
        """The longest phrase at this token that is no range."""
        if at not in self._around:
            self._around[at] = None  # a phrase cannot stand in its own slot
            outer, atom = self._in(self._grammar.around, at), self._atom(at)
            longer = outer and (atom is None or outer.last > atom.last)
            self._around[at] = outer if longer else atom
        return self._around[at]

    def _atom(self, at: int) -> Match | None:
        if at not in self._atoms:
            self._atoms[at] = self._in(self._grammar.atoms, at)
        return self._atoms[at]

    def _in(self, trie: Node, at: int) -> Match | None:
        begins_with_date = "date" in trie.slots and self._special("date", at)
        if trie not in self._opened(at) and not begins_with_date:
            return None
        best: Match | None = None
        for op, last, pairs in self._walk(trie, at, ()):
            longer = best is None or last > best.last
            if longer and (meant := self._meant(op, at, last)):
                dates = tuple(value for name, value in pairs if name == "date")
                best = Match(meant, at, last, _merged(pairs), dates)
        return best

    def _meant(self, op: str, first: int, last: int) -> str:
        """The operation; "the day before" with nothing behind it counts from what was told."""
        if not op.endswith(_DEED):
            return "" if self._doubtful(first, last) else op
        endings = self._grammar.deed_endings
        if endings:  # Turkish counts behind an ablative: "depremden iki gün sonra"
            return op if first > 0 and self._words[first - 1].endswith(endings) else ""
        if last < len(self._tokens) and self._tokens[last].is_word:
            return op
        return op.removesuffix(_DEED) if op in _ALSO_ALONE else ""

    def _doubtful(self, first: int, last: int) -> bool:
        """Whether only a word such as ``may`` or ``sun`` makes this a date."""
        grammar, alone = self._grammar, last - first == 1
        if self._words[last - 1] in grammar.clause_end and not self._ends_clause(last):
            return True
        numbered = any(token.text[0].isdigit() for token in self._tokens[first:last])
        for at in range(first, last):
            word = self._tokens[at]
            if word.lower in grammar.short_forms and not numbered:
                return True
            weak = word.lower in grammar.ambiguous
            if weak and grammar.capitals and not word.is_capitalised:
                return True
            if alone and (weak or word.lower in grammar.first_names):
                return not self._is_announced(at)
        return False

    def _ends_clause(self, at: int) -> bool:
        if at >= len(self._tokens) or not self._tokens[at].is_word:
            return True
        opening = self._grammar.continues  # empty: any word goes on with the phrase
        return bool(opening) and self._words[at] not in opening

    @cached_property
    def is_future(self) -> bool:
        """Whether a word of the sentence tells of what is to come."""
        return bool(self._grammar.future.find(self._tokens))

    def _is_announced(self, at: int) -> bool:
        """Whether the words around say that this one is a month: in May, May to July."""
        before = self._words[at - 1] if at else ""
        after = self._classes[at + 1] if at + 1 < len(self._tokens) else ()
        return before in self._grammar.cues or "to" in after or "hyphen" in after

    def _read_date(self, at: int) -> Iterator[tuple[Pairs, int]]:
        if not self._opened(at):
            return
        longest, atom = self.around(at), self._atom(at)
        if longest is not None and longest.op.endswith(_DEED):
            return  # "on Thursday two hours after take-off" are two phrases
        if longest is not None:
            yield (("date", longest),), longest.last - at
        if atom is not None and atom is not longest:
            yield (("date", atom),), atom.last - at
        if longest is None and self._tokens[at].text[0].isdigit():
            yield from self._bare_date(at)

    def _read_dm(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """An end of a range in figures: from 1-10 to 7-11."""
        for pairs, used in self._read_daymonth(at):
            yield (("date", Match("date", at, at + used, _merged(pairs))),), used

    def _bare_date(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """2019 or 23/10, which are dates only because of the words around them."""
        for pairs, used in itertools.chain(self._read_year(at), self._read_daymonth(at)):
            marks = {self._tokens[i].text for i in range(at, at + used)}
            if used == 1 or "/" in marks:
                match = Match("date", at, at + used, _merged(pairs))
                yield (("date", match),), used


def _merged(pairs: Pairs) -> dict[str, Any]:
    """Slots by name; of two values the later stays ("from Monday to Tuesday" as a night)."""
    return dict(pairs)
