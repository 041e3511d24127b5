"""Arabic as it may be spelt, and small words that it writes together with what follows."""

from __future__ import annotations

import pytest

from pipeline.gazetteer.names import fold
from pipeline.lexicon import Language, Phrases, tokenise
from pipeline.lexicon.script import folded, with_prefixes

PREFIXES = ("ال", "و", "ب", "ل", "وال", "بال", "لل")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أمريكا", "امريكا"),
        ("إيران", "ايران"),
        ("آسيا", "اسيا"),
        ("غزّة", "غزه"),
        ("مستشفى", "مستشفي"),
        ("مُحَمَّد", "محمد"),
        ("بـــغداد", "بغداد"),
        ("کابل", "كابل"),
    ],
)
def test_spellings_are_one_word_for_lists_and_for_the_gazetteer(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert fold(one) == fold(other)


def test_other_scripts_are_only_made_small() -> None:
    assert folded("Ééß Жя") == "Ééß Жя".lower()


def test_a_token_keeps_its_text_and_is_whole_with_its_vowel_signs() -> None:
    text = "قُتِلَ ٢٥ شخصًا، في غزّة؟"
    tokens = tokenise(text)
    assert [token.text for token in tokens] == ["قُتِلَ", "٢٥", "شخصًا", "،", "في", "غزّة", "؟"]
    assert [token.lower for token in tokens] == ["قتل", "25", "شخصا", ",", "في", "غزه", "?"]
    assert all(text[token.start : token.end] == token.text for token in tokens)


@pytest.mark.parametrize("word", ["غارات", "الغارات", "بغارات", "والغارات", "للغارات", "وغارات"])
def test_a_phrase_is_found_behind_small_words(word: str) -> None:
    phrases = Phrases({"x": ["غارات"]}, PREFIXES)
    assert [hit.label for hit in phrases.find(tokenise(f"قال {word} أمس"))] == ["x"]


@pytest.mark.parametrize("word", ["قصفت", "وقصفت", "قصفوا"])
def test_a_wildcard_goes_with_small_words(word: str) -> None:
    assert Phrases({"x": ["قصف*"]}, PREFIXES).find(tokenise(word))


def test_a_word_that_only_begins_like_a_small_word_is_left_whole() -> None:
    assert not Phrases({"x": ["جر"]}, PREFIXES).find(tokenise("فجر بجر"))
    assert not Phrases({"x": ["قصف"]}).find(tokenise("وقصف"))  # a language without such words


def test_an_article_loses_its_alef_behind_a_preposition() -> None:
    assert "للعراق" in set(with_prefixes("العراق", PREFIXES))
    assert "والعراق" in set(with_prefixes("العراق", PREFIXES))
    assert "الالعراق" not in set(with_prefixes("العراق", PREFIXES))


@pytest.mark.parametrize(
    ("text", "value", "used"),
    [
        ("خمسة وعشرون", 25, 2),
        ("مئة وخمسة وعشرين", 125, 3),
        ("ثلاثة عشر", 13, 2),
        ("أحد عشر", 11, 2),
        ("ثلاثة آلاف وخمسمئة", 3500, 3),
        ("٢٥", 25, 1),
        ("٣٫٥", 3.5, 1),
        ("مليوني", None, 0),
    ],
)
def test_numbers(words, text: str, value: float | None, used: int) -> None:
    language: Language = words.language("ar")
    found = language.numbers.at(tokenise(text), 0)
    assert (found.value, found.tokens) == (value, used) if found else value is None
