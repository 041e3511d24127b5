"""Patterns filed by what must follow."""

from __future__ import annotations

import pytest

from pipeline.lexicon.bucket import Bucket, beginnings

PATTERNS = Bucket(
    [
        ((("c",), True), "a ... c"),
        ((("b", "d"), False), "a b"),
        ((("str*", "c"), True), "a ... strike*"),
        ((("",), False), "a"),
        ((("b",), False), "a b c"),
        ((("bee*",), False), "a beer*"),
    ]
)


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("x", ["a"]),
        ("b", ["a b", "a", "a b c"]),
        ("b c", ["a ... c", "a b", "a ... strike*", "a", "a b c"]),
        ("x streets", ["a ... strike*", "a"]),
        ("c c streets streets", ["a ... c", "a ... strike*", "a"]),
        ("d", ["a b", "a"]),
        ("bees", ["a", "a beer*"]),
        ("", ["a"]),
    ],
)
def test_only_what_may_follow_is_tried_in_its_order(behind: str, expected: list[str]) -> None:
    words = behind.split()
    first, around = words[0] if words else "", {*words, *beginnings(words)}
    assert list(PATTERNS.fitting(first, *beginnings([first]), around)) == expected


def test_words_are_filed_by_three_letters() -> None:
    assert beginnings(["strike", "on"]) == ["str*", "on*"]
