"""Keys of names, spellings and which alternates are worth filing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer.names import fold, fold_part, is_useful, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Curaçao", "curacao"),
        ("Al-Udeid", "al udeid"),
        ("ÎLE-DE-FRANCE", "Ile de France"),
        ("Łódź", "Lodz"),
        ("Ørland", "orland"),
        ("Straße von Hormus", "strasse von hormus"),
        ("N’Djamena", "N'Djamena"),
        ("U.S.", "US"),
        ("St. Louis", "St Louis"),
        ("İncirlik", "incirlik"),
        ("Київ", "київ"),
        ("أمريكا", "امريكا"),
        ("Ma‘rib", "Ma'rib"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(st.characters(codec="latin-1"), max_size=12), max_size=5))
def test_parts_fold_like_the_whole(parts: list[str]) -> None:
    joined = " ".join("".join(fold_part(part) for part in parts).split())
    assert joined == fold("".join(parts))


@pytest.mark.parametrize("name", ["Caracas", "Каракас", "كاراكاس", "'s-Hertogenbosch", "Łódź"])
def test_names_of_our_languages_are_kept(name: str) -> None:
    assert is_useful(name)


@pytest.mark.parametrize(
    "name",
    [
        "CCS",
        "hua sheng dun te qu",
        "カラカス",
        "https://example.org/Caracas",
        "75001",
        "X",
        "Paris (Texas)",
        "a" * 80,
    ],
)
def test_codes_addresses_and_transliterations_are_not(name: str) -> None:
    assert not is_useful(name)


def test_short_forms_and_apostrophes_are_filed_too() -> None:
    assert "st louis" in set(spellings("Saint Louis", "saint louis"))
    assert {"sanaa", "sana a"} <= set(spellings("Sana'a", "sana'a"))
