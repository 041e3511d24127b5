"""Looking ahead spares work and loses no date."""

from __future__ import annotations

import random

import pytest

from pipeline.dates.find import grammar_of
from pipeline.dates.grammar import Grammar
from pipeline.dates.match import Match, Matcher
from pipeline.lexicon import Lexicon, tokenise
from pipeline.lexicon.patterns import Node

FIGURES = ("1", "4", "14", "31", "2019", "1990s", "12/10", "23/10/2025", "'", "-", ".", ",", "5th")


def words_of(node: Node, grammar: Grammar) -> list[str]:
    """What the patterns below a node are made of."""
    slots = [form for slot in node.slots for form, _ in grammar.vocabulary.forms(slot)]
    behind = [*node.words.values(), *node.slots.values()]
    return [*node.words, *slots, *(word for child in behind for word in words_of(child, grammar))]


def found(text: str, grammar: Grammar) -> list[Match]:
    return list(Matcher(tokenise(text), text, grammar).find())


@pytest.mark.parametrize(
    "code", ["ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"]
)
def test_what_is_not_read_held_no_date(
    code: str, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    grammar, draw = grammar_of(lexicon.language(code)), random.Random(code)
    tries = (grammar.atoms, grammar.around, grammar.ranges)
    several = grammar.vocabulary.several.items()
    forms = [" ".join((first, *form.rest)) for first, known in several for form in known]
    words = sorted({word for trie in tries for word in words_of(trie, grammar)})
    texts = [
        " ".join(draw.choice(draw.choice((words, forms or words, FIGURES))) for _ in range(12))
        for _ in range(250)
    ]
    spared = [found(text, grammar) for text in texts]
    monkeypatch.setattr(Grammar, "opened", lambda *_: frozenset(tries))
    assert spared == [found(text, grammar) for text in texts]
    assert sum(map(len, spared)) > 100


def test_words_that_lead_nowhere_open_nothing(lexicon: Lexicon) -> None:
    grammar = grammar_of(lexicon.language("en"))
    assert not grammar.opened(("of", "minister"))
    assert not grammar.opened(("of", "the", "minister"))
    assert not grammar.opened(("on", ""))
    assert grammar.opened(("on", "the"))
