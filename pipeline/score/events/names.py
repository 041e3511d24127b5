"""Whether two names mean the same actor or place, whatever the case, accents or inflection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Letters that carry no combining mark in Unicode and so survive decomposition.
_SOLID = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i"})
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # U.S., EE.UU.
_WORD = re.compile(r"[^\W_]+")

# A name made of these words alone says nothing about whose army or ministry is meant.
_GENERIC_BY_LANGUAGE = {
    "en": "the of army navy air force forces military government police minister ministry"
    " president troops foreign defence defense delegation officials official people group",
    "nl": "de la het een leger marine politie regering minister-president",
    "de": "der die das polizei regierung minister luftwaffe",
    "es": "el los gobierno ejercito armada fuerza aerea policia presidente ministro ministerio",
    "fr": "le les gouvernement armee police ministre",
    "pt": "governo exercito policia marinha forca aeronautica",
    "it": "polizia governo",
}
_GENERIC = frozenset(word for words in _GENERIC_BY_LANGUAGE.values() for word in words.split())

# One is the beginning of the other, yet they are different countries.
_DIFFERENT = {
    frozenset(pair) for pair in (("niger", "nigeria"), ("niger", "nigerian"), ("guinea", "guinean"))
} | {frozenset(("dominica", "dominican"))}

_MIN_STEM = 5  # letters that both words need before a shared beginning counts


def fold(text: str) -> str:
    """Small letters without accents and outer blanks."""
    parts = unicodedata.normalize("NFKD", text.translate(_SOLID))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold().strip()


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words, dotted abbreviations joined: ``U.S. Navy`` gives us, navy."""
    joined = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", fold(text))
    return tuple(_WORD.findall(joined))


def _common_beginning(first: str, second: str) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _same_word(first: str, second: str) -> bool:
    if first == second:
        return True
    shorter = min(len(first), len(second))
    if shorter < _MIN_STEM or frozenset((first, second)) in _DIFFERENT:
        return False
    return _common_beginning(first, second) >= shorter - 1


def _within(small: Sequence[str], large: Sequence[str]) -> bool:
    width = len(small)
    return any(
        all(map(_same_word, small, large[at : at + width])) for at in range(len(large) - width + 1)
    )


def _is_generic(name: Sequence[str]) -> bool:
    return all(word in _GENERIC for word in name)


def _same(given: Sequence[str], wanted: Sequence[str]) -> bool:
    if given == wanted:
        return True
    if _within(wanted, given):
        return not _is_generic(wanted) or len(given) <= len(wanted) + 2
    tiny = len(given) == 1 and len(given[0]) <= 2
    return not tiny and not _is_generic(given) and _within(given, wanted)


@lru_cache(maxsize=65536)
def _same_text(given: str, wanted: str) -> bool:
    left, right = words(given), words(wanted)
    return bool(left and right) and _same(left, right)


def same_name(given: str, aliases: Iterable[str]) -> bool:
    """Whether ``given`` is one of ``aliases``, holds one, or is a telling part of one."""
    return any(_same_text(given, alias) for alias in aliases)
