"""Words that stand beside a name and say what it is, in all languages of ``data/lang``.

They decide whether an added place of which nothing else is known may be meant: "the village of
X", "X River".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline import config, lexicon

# Class of data/lang ([places.before], [places.after]) -> the kinds that are of it.
KINDS_OF: Mapping[str, frozenset[str]] = {
    "city": frozenset({"city", "capital"}),
    "township": frozenset({"city", "adm2"}),
    "adm1": frozenset({"adm1", "region", "desert", "valley"}),
    "adm2": frozenset({"adm2"}),
    "sea": frozenset({"sea", "ocean", "gulf", "strait", "bay", "channel", "sound"}),
    "airport": frozenset({"airport", "airfield", "airbase"}),
    "airbase": frozenset({"airport", "airfield", "airbase"}),
    "base": frozenset({"airport", "airfield", "airbase", "navalbase"}),
    "navalbase": frozenset({"navalbase"}),
    "island": frozenset({"island", "archipelago"}),
    "river": frozenset({"river", "canal"}),
    "lake": frozenset({"lake"}),
    "mountain": frozenset({"mountain", "mountains"}),
    "park": frozenset({"site", "region"}),
}
_LONGEST = 2  # words in a class word: "base aérea"


@dataclass(frozen=True, slots=True)
class ClassWords:
    """Class words in small letters, each with the kinds it stands for."""

    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]
    of: frozenset[str]  # between the word and the name: of, de, van

    def kinds_before(self, words: list[str]) -> frozenset[str]:
        """What the words directly before a name say it is; empty when they say nothing."""
        ends = words[:-1] if words[-1:] and words[-1] in self.of else words
        return _first(self.before, [" ".join(ends[-n:]) for n in range(_LONGEST, 0, -1)])

    def kinds_after(self, words: list[str]) -> frozenset[str]:
        """What the words directly behind a name say it is; empty when they say nothing."""
        return _first(self.after, [" ".join(words[:n]) for n in range(_LONGEST, 0, -1)])


def _first(table: Mapping[str, frozenset[str]], phrases: list[str]) -> frozenset[str]:
    return next((table[one] for one in phrases if one in table), frozenset())


@lru_cache(maxsize=1)
def class_words() -> ClassWords:
    """The words of all languages together; the language of a text is its reader's business."""
    languages = lexicon.load(config.DATA)
    before: dict[str, frozenset[str]] = {}
    after: dict[str, frozenset[str]] = {}
    of: frozenset[str] = frozenset()
    for code in languages.codes:
        language = languages.language(code)
        of |= language.words("places.of")
        for path, table in (("places.before", before), ("places.after", after)):
            for feature in language.table(path):
                for word in language.list(f"{path}.{feature}"):
                    kinds = KINDS_OF.get(feature, frozenset())
                    table[word.lower()] = table.get(word.lower(), frozenset()) | kinds
    return ClassWords(before, after, of)
