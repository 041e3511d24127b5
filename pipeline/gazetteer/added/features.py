"""What an added place is and where its name may be recognised: two tables of ``data/gazetteer``.

``features.csv`` gives each feature code of GeoNames a kind and a use, with the reason.
``generics.csv`` has the words for a class that stand inside names ("Lake Tana").

Adding names raises what is found and ruins what is right: among thirteen million places every
common word and every surname is a hamlet, a creek or a farm. So most of them wait until a word
for their class stands with the name, or until somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.gazetteer.kinds import kind
from pipeline.gazetteer.names import fold
from pipeline.gazetteer.rows import Quality
from pipeline.gazetteer.tables import read

FEATURES = "features.csv"
GENERICS = "generics.csv"
SIZED_PEOPLE = 100  # from here on a populated place is found by its bare name
_USES: Mapping[str, Quality] = {
    "yes": Quality.MAIN,
    "sized": Quality.CLASSED,  # until its population is known
    "class": Quality.CLASSED,
    "ask": Quality.ASKED,
}
_CLASSES = "AHLPRSTUV"  # GeoNames' feature classes


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature code means here."""

    kind: str  # see kinds.py
    least: Quality  # no name of such a place is surer than this
    sized: bool  # with ``SIZED_PEOPLE`` it is found in running text

    def quality(self, population: int) -> Quality:
        """How sure its main name is of it."""
        return Quality.LOOSE if self.sized and population >= SIZED_PEOPLE else self.least


@dataclass(frozen=True, slots=True)
class Features:
    """Both tables."""

    by_code: Mapping[str, Feature]  # ``P.PPL``, and ``P`` for what is not listed
    generics: Mapping[str, frozenset[str]]  # kind -> folded words

    def of(self, code: str) -> Feature:
        """The feature of ``CLASS.CODE``; one that is unknown everywhere is only asked for."""
        return self.by_code.get(code) or self.by_code.get(code[:1]) or _UNKNOWN

    def says_class(self, key: str, kind_name: str) -> bool:
        """Whether a folded name of several words begins or ends with a word for its class."""
        words = self.generics.get(kind_name)
        if words is None or " " not in key:
            return False
        return key[: key.index(" ")] in words or key[key.rindex(" ") + 1 :] in words


_UNKNOWN = Feature("site", Quality.ASKED, False)


def load(data: Path) -> Features:
    """Read the tables. Raises ConfigError naming the row that is wrong."""
    folder = data / "gazetteer"
    by_code = {}
    for where, cells in read(folder / FEATURES):
        kind(cells["kind"], where=where)
        if cells["text"] not in _USES or cells["code"][:1] not in _CLASSES:
            raise ConfigError(f"{where}: text must be one of {', '.join(_USES)}, code like P.PPL")
        by_code[cells["code"]] = Feature(
            cells["kind"], _USES[cells["text"]], cells["text"] == "sized"
        )
    return Features(by_code, _generics(folder / GENERICS))


def _generics(path: Path) -> dict[str, frozenset[str]]:
    generics: dict[str, frozenset[str]] = {}
    for where, cells in read(path):
        words = frozenset(fold(word) for word in cells["words"].split())
        for name in cells["kinds"].split():
            kind(name, where=where)
            generics[name] = generics.get(name, frozenset()) | words
    return generics
