"""Phrases of the word lists: wildcards, choices, gaps, case."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon import Phrases, load, tokenise


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
        ("stach ... See", "Er stach mit Ida R. Voss in See.", ["stach mit Ida R. Voss in See"]),
        ("l'avion", "Voici l'avion.", ["l'avion"]),
        ("l'avion", "Voici l’avion.", ["l’avion"]),
        ("l’Avion", "Voici l'Avion.", ["l'Avion"]),
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


def test_words_are_known_with_the_letters_that_the_press_writes_instead(tmp_path: Path) -> None:
    for folder in ("lang", "event_types"):
        (tmp_path / folder).mkdir()
    (tmp_path / "lang" / "ru.toml").write_text(
        '[language]\nalso_written = {"ё" = ["е"]}\n[words]\nlist = ["ещё", "все"]\n'
        '[words.table]\n"трёх" = 3\n',
        encoding="utf-8",
    )
    russian = load(tmp_path).language("ru")
    assert russian.list("words.list") == ("ещё", "все", "еще")
    assert russian.table("words.table") == {"трёх": 3, "трех": 3}


@pytest.mark.parametrize("word", ["п'ять", "п’ятниця", "Кам'янець-Подільський", "об'єкт"])
def test_an_apostrophe_between_cyrillic_letters_is_part_of_the_word(word: str) -> None:
    assert [token.text for token in tokenise(f"«{word}»")] == ["«", word, "»"]


def test_an_apostrophe_between_latin_letters_stands_by_itself() -> None:
    assert [token.text for token in tokenise("l'eau")] == ["l", "'", "eau"]
