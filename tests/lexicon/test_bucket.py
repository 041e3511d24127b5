"""Patterns filed by what must follow."""

from __future__ import annotations

import pytest

from pipeline.lexicon import tokenise
from pipeline.lexicon.bucket import GAP_TOKENS, Bucket

PATTERNS = Bucket(
    [
        ((("c",), True), "a ... c"),
        ((("b", "d"), False), "a b"),
        ((("str*", "c"), True), "a ... strike*"),
        ((("",), False), "a"),
        ((("b",), False), "a b c"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a x", ["a"]),
        ("a b", ["a b", "a", "a b c"]),
        ("a B c", ["a ... c", "a b", "a ... strike*", "a", "a b c"]),
        ("a x streets", ["a ... strike*", "a"]),
        ("a" + " x" * GAP_TOKENS + " c", ["a ... c", "a ... strike*", "a"]),
        ("a" + " x" * (GAP_TOKENS + 1) + " c", ["a"]),
        ("a c c streets streets", ["a ... c", "a ... strike*", "a"]),
        ("a d", ["a b", "a"]),
        ("a", ["a"]),
    ],
)
def test_only_what_may_follow_is_tried_in_its_order(text: str, expected: list[str]) -> None:
    assert list(PATTERNS.fitting(tokenise(text), 0)) == expected
