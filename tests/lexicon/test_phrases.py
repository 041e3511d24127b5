"""Phrases of the word lists: wildcards, choices, gaps, case."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon import Phrases, tokenise


def found(phrase: str, text: str) -> list[str]:
    return [h.span.of(text) for h in Phrases({"x": [phrase]}).find(tokenise(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("luchtaanval*", "Twee luchtaanvallen volgden.", ["luchtaanvallen"]),
        ("*angriff", "Ein Drohnenangriff traf.", ["Drohnenangriff"]),
        ("(took|taken) off", "It took off.", ["took off"]),
        ("the? coast", "off the coast", ["the coast"]),
        ("the? coast", "a coast", ["coast"]),
        ("steeg ... op", "Het steeg gisteren laat op.", ["steeg gisteren laat op"]),
        ("steeg ... op", "Het steeg. Laat op.", []),
        ("(a (b|c)|d) e", "a c e", ["a c e"]),
        ("(a (b|c)|d) e", "d e", ["d e"]),
        ("(a (b|c)|d) e", "a e", []),
        ("(very)? late", "late", ["late"]),
        ("US", "give us US dollars", ["US"]),
        ("l'avion", "Voici l'avion.", ["l'avion"]),
    ],
)
def test_a_phrase_finds(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["(a|b", "a|b) c", "(a (b) c"])
def test_an_open_bracket_is_named(phrase: str) -> None:
    with pytest.raises(ConfigError, match="bracket"):
        Phrases({"x": [phrase]})


def test_the_longest_of_a_label_wins() -> None:
    tokens = tokenise("a general strike began")
    hits = Phrases({"x": ["strike", "general strike"]}).find(tokens)
    assert [hit.phrase for hit in hits] == ["general strike"]
