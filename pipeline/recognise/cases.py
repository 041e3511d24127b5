"""Names in languages with cases, and in scripts without capitals.

A language says in ``[places.cases]`` which endings of a name stand for which endings of the name as
the gazetteer has it (Polish "ach" for "y": "w Katowicach"), and in ``[places.proclitics]`` which
small words are written together with the name behind them (Arabic "ب", in).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from pipeline.lexicon.script import ARTICLE, LEAST
from pipeline.model import Names, Token

_STEM = 2  # letters that must be left of a word
_WORDS = 3  # of a name whose every word may have a case: "Нижнем Новгороде"
_MOST = 240  # names that are tried for one phrase


def bases(word: str, cases: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The word and what it may be in the nominative, the longest ending first."""
    found = [word]
    for length in range(min(len(word) - _STEM, max(map(len, cases))), -1, -1):
        stem, ending = word[: len(word) - length], word[len(word) - length :].lower()
        found += [stem + base for base in cases.get(ending, ())]
    return tuple(dict.fromkeys(found))


def nominatives(
    tokens: Sequence[Token], at: int, cases: Mapping[str, Sequence[str]], names: Names, lang: str
) -> tuple[int, str]:
    """How many tokens the longest name covers that these words are a case of, and that name.

    Of several names of one length the best known counts. (0, "") when there is none.
    """
    words: list[tuple[str, ...]] = []
    for token in tokens[at : at + _WORDS]:
        if not token.text[0].isalpha() or (words and token.start - tokens[at].start > 60):
            break
        words.append(bases(token.text, cases))
    for used in range(len(words), 0, -1):
        tried = list(_joined(words[:used]))
        known = [(name, names.lookup(name, lang)) for name in tried[1:] if tried]
        best = max(
            ((max(e.population for e in entries), name) for name, entries in known if entries),
            default=None,
        )
        if best is not None:
            return used, best[1]
    return 0, ""


def _joined(words: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for number, parts in enumerate(product(*words)):
        if number == _MOST:
            return
        yield " ".join(parts)


def proclitics(word: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The small words that may be written together with what follows, and their sorts.

    The shortest first: "وباكستان" is "و" and "باكستان", not "وب" and "اكستان".
    """
    for length in range(1, min(3, len(word) - LEAST) + 1):
        if word[:length] in known:
            yield word[:length], known[word[:length]]


def behind(small: str, rest: str) -> tuple[str, ...]:
    """What may stand behind a small word: "للعراق" is "ل" and "العراق" without its alef."""
    return (ARTICLE + rest, rest) if small.endswith("لل") else (rest,)
