"""Passages that speak to a machine instead of telling news: "ignore previous instructions".

They are not sent to the model, and nothing that it returns may rest on them. The words are those
of ``[addressed]`` in ``data/lang``; marks of a dialogue or of a program's data are the same in
every language. What is told as plain news, true or not, cannot be recognised here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.model import Clause, Document, Sentence, Span

# Turns of a dialogue, tags of tools and roles, keys of the reply that is asked for, code fences.
_MARKS: Final = re.compile(
    r"<\|[\w ]{1,40}\|>|<!--|^\W{0,3}#{2,} |\[/?INST\]|<</?SYS>>|```"
    r"|^\W{0,3}(?:system|assistant)\s?:"
    r"|</?(?:system|assistant|user|tool\w{0,20}|function\w{0,20}|instructions?|article)\b"
    r"|[\"'“”](?:events?|evidence|mode|role|tool_calls?|function|arguments|content)[\"'“”]\s?:"
    r"|\b(?:tool_calls?|function_call|system prompt)\b|^\W{0,3}(?:BEGIN|END) [0-9a-f]{8,}",
    re.IGNORECASE | re.MULTILINE,
)
_HEADS: Final = frozenset(":;–—-“”„«»\"'(*#")  # behind these a clause begins


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is held back."""

    span: Span  # of whole paragraphs
    words: str  # those that gave it away


def addressed(document: Document, lexicon: Lexicon) -> tuple[Passage, ...]:
    """The paragraphs that hold such words, each with the next one, where a demand goes on."""
    found = {
        sentence.paragraph: words
        for sentence in document.sentences
        for words in _words(sentence, document.article.text, lexicon)
    }
    paragraphs = _paragraphs(document)
    return tuple(
        Passage(paragraphs[number], found.get(number) or found[number - 1])
        for number in sorted(paragraphs)
        if number in found or number - 1 in found
    )


def _paragraphs(document: Document) -> dict[int, Span]:
    spans: dict[int, Span] = {}
    for sentence in document.sentences:
        known = spans.get(sentence.paragraph, sentence.span)
        spans[sentence.paragraph] = Span(known.start, sentence.span.end)
    return spans


def _words(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[str]:
    mark = _MARKS.search(sentence.span.of(text))
    if mark:
        yield mark.group()
    for code in lexicon.codes:  # a demand need not be in the language of the article
        for path in ("addressed.phrases", "addressed.machines"):
            for hit in lexicon.language(code).phrases(path).find(sentence.tokens):
                yield hit.span.of(text)
    for code in dict.fromkeys((sentence.lang, "en")):
        yield from _orders(sentence, text, lexicon.language(code))


def _orders(sentence: Sentence, text: str, language: Language) -> Iterator[str]:
    """An order at the head of a sentence that holds a word for what we make."""
    if language.phrases("addressed.things").find(sentence.tokens):
        yield from (hit.span.of(text) for hit in _heads(sentence, language, "addressed.orders"))


def _heads(sentence: Sentence, language: Language, path: str) -> Iterator[Hit]:
    """Words of a list that begin the sentence, a quotation or what stands behind a colon."""
    for hit in language.phrases(path).find(sentence.tokens):
        before = sentence.tokens[hit.first - 1] if hit.first else None
        heads = before is None or before.text in _HEADS
        if heads or (before and before.lower in language.words("addressed.and")):
            yield hit


def speaks_to_reader(sentence: Sentence, clauses: Iterable[Clause], lexicon: Lexicon) -> bool:
    """Whether a sentence tells a reader what to do: no evidence, though it may be sent.

    It begins with an imperative, or it has "you" outside quotation marks. ``clauses`` are those of
    this sentence.
    """
    language = lexicon.language(sentence.lang)
    imperatives = ("addressed.orders", "addressed.imperatives")
    if any(True for path in imperatives for _ in _heads(sentence, language, path)):
        return True
    quoted = [clause.span for clause in clauses if clause.quoted]
    return any(
        token.lower in language.words("addressed.you")
        and not any(span.start <= token.start < span.end for span in quoted)
        for token in sentence.tokens
    )
