"""Where the words of an event may stand: its evidence, its paragraphs, the lead; nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.extractors.llm.addressed import Passage, speaks_to_reader
from pipeline.extractors.llm.grounding import Text
from pipeline.lexicon import Lexicon
from pipeline.model import Document, Facts, Sentence, Span

MIN_WORDS: Final = 3  # fewer stand in any article and prove nothing
MAX_SENTENCES: Final = 3  # of one quote; more is the article and no evidence

NOT_THERE: Final = "it does not stand in the article"
ELSEWHERE: Final = "it stands elsewhere in the article, not beside the evidence"
HELD_BACK: Final = "it stands only in a passage that speaks to a machine"


@dataclass(frozen=True, slots=True)
class Page:
    """An article with the passages that are held back."""

    document: Document
    text: Text
    held: tuple[Passage, ...] = ()

    def evidence(self, quote: str, facts: Facts, lexicon: Lexicon) -> list[int] | str:
        """Indexes of the sentences that a quote stands in, or why it is no evidence."""
        if count_words(quote) < MIN_WORDS:
            return f"a quote of fewer than {MIN_WORDS} words proves nothing"
        found = list(self.text.find(quote))
        free = next((span for span in found if not self.is_held(span)), None)
        if free is None:
            return HELD_BACK if found else NOT_THERE
        sentences = self.document.sentences
        inside = [n for n, sentence in enumerate(sentences) if sentence.span.overlaps(free)]
        if not 1 <= len(inside) <= MAX_SENTENCES:
            return f"it runs over {len(inside)} sentences"
        for number in inside:
            clauses = (clause for clause in facts.clauses if clause.sentence == number)
            if speaks_to_reader(sentences[number], clauses, lexicon):
                return "it tells a reader what to do"
        return inside

    @property
    def is_all_held(self) -> bool:
        """Whether no sentence is left."""
        return all(self.is_held(sentence.span) for sentence in self.document.sentences)

    def is_held(self, span: Span) -> bool:
        """Whether it touches a passage that is held back."""
        return any(span.overlaps(passage.span) for passage in self.held)


@dataclass(frozen=True, slots=True)
class Scope:
    """The sentences of one event."""

    page: Page
    numbers: tuple[int, ...]  # of the sentences that are its evidence, the best first
    near: tuple[Span, ...]  # other sentences of their paragraphs and of the lead

    @property
    def sentences(self) -> list[Sentence]:
        """Those that are the evidence, the best first."""
        return [self.page.document.sentences[number] for number in self.numbers]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Their stretches of the text."""
        return tuple(sentence.span for sentence in self.sentences)

    def locate(self, words: str, *, anywhere: bool = False) -> Span | str:
        """Where the words stand, first in the evidence; or why they do not count.

        With ``anywhere`` the rest of the article counts too: a denial often comes at its end.
        """
        text = self.page.text
        found = text.first(words, self.spans) or text.first(words, self.near)
        if found is not None:
            return found
        others = list(text.find(words))
        free = [span for span in others if not self.page.is_held(span)]
        if not free:
            return HELD_BACK if others else NOT_THERE
        return free[0] if anywhere else ELSEWHERE

    def holds(self, span: Span) -> bool:
        """Whether a stretch stands in the evidence itself."""
        return any(one.contains(span) for one in self.spans)


def count_words(quote: str) -> int:
    """Words with a letter or a digit in them."""
    return sum(any(map(str.isalnum, word)) for word in quote.split())


def scope_of(page: Page, numbers: Sequence[int]) -> Scope:
    """The scope of an event with these sentences as evidence."""
    free = [
        (number, sentence)
        for number, sentence in enumerate(page.document.sentences)
        if not page.is_held(sentence.span)
    ]
    lead = free[0][1].paragraph if free else 0
    around = {page.document.sentences[number].paragraph for number in numbers} | {lead}
    near = [s.span for n, s in free if s.paragraph in around and n not in numbers]
    return Scope(page, tuple(dict.fromkeys(numbers)), tuple(near))
