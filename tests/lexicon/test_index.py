"""Several word lists read together find what each finds alone."""

from __future__ import annotations

import pytest

from pipeline.lexicon import Phrases, tokenise
from pipeline.lexicon import index as index_module
from pipeline.lexicon.index import Index
from pipeline.model import Token

LISTS = {
    "verbs": ["took off", "att*", "(hit|struck) ... with", "*bombed", "Rose"],
    "nouns": ["attack*", "off", "the? coast", "rose"],
    "others": ["*om*", "nothing like it"],
}
TEXT = "They attacked; planes took off along the coast, bombed Rome and hit it with rose, Rose."


def together(prefixes: tuple[str, ...] = ()) -> dict[str, Phrases]:
    index = Index(prefixes)
    return {name: Phrases({name: words}, prefixes, index) for name, words in LISTS.items()}


@pytest.mark.parametrize("prefixes", [(), ("al",)])
@pytest.mark.parametrize("name", LISTS)
def test_lists_of_one_index_do_not_mix(name: str, prefixes: tuple[str, ...]) -> None:
    alone = Phrases({name: LISTS[name]}, prefixes)
    tokens = tokenise(TEXT)
    assert together(prefixes)[name].find(tokens) == alone.find(list(tokens)) != []


def test_a_list_added_later_is_asked_of_tokens_read_before() -> None:
    index, tokens = Index(), tokenise(TEXT)
    first = Phrases({"nouns": LISTS["nouns"]}, (), index)
    before = first.find(tokens)
    second = Phrases({"verbs": LISTS["verbs"]}, (), index)
    assert [hit.phrase for hit in second.find(tokens)][:2] == ["att*", "took off"]
    assert first.find(tokens) == before


def test_tokens_are_read_once_for_all_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    lists, tokens = together(), tokenise(TEXT)
    found = {name: phrases.find(tokens) for name, phrases in lists.items()}

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(Index, "_read", never)
    assert {name: phrases.find(tokens) for name, phrases in lists.items()} == found


def test_each_gives_overlapping_hits_and_at_those_of_one_token() -> None:
    phrases = Phrases({"x": ["took off", "took", "off"]})
    tokens = tokenise("He took off")
    assert [(h.first, h.last) for h in phrases.each(tokens)] == [(1, 3), (1, 2), (2, 3)]
    assert [(h.first, h.last) for h in phrases.find(tokens)] == [(1, 3)]
    assert [(h.first, h.last) for h in phrases.at(tokens, 2)] == [(2, 3)]


def test_what_is_known_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "KNOWN_WORDS", 3)
    phrases = Phrases({"x": ["a", "f"]})
    tokens = [Token(n, n + 1, letter, letter) for n, letter in enumerate("abcdefa")]
    assert [hit.first for hit in phrases.find(tokens)] == [0, 5, 6]
