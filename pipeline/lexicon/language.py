"""One language: the words of ``data/lang/CODE.toml``, compiled when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from pipeline.errors import ConfigError
from pipeline.lexicon.index import Index
from pipeline.lexicon.numbers import Numbers
from pipeline.lexicon.phrases import Phrases
from pipeline.lexicon.script import folded, with_prefixes

_NOTHING: Mapping[str, Any] = {}


class Language:
    """Words by dotted path: ``language.words("places.titles")``.

    A path that the file does not hold gives an empty set or table: a language may be incomplete,
    and ``python -m pipeline check`` lists its holes.
    """

    def __init__(self, code: str, data: Mapping[str, Any], *, source: str = "") -> None:
        self.code = code
        self.source = source
        self._data = data
        self._words: dict[str, frozenset[str]] = {}
        self._phrases: dict[str, Phrases] = {}

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    @property
    def name(self) -> str:
        """English name of the language."""
        return str(self.table("language").get("english_name", self.code))

    def get(self, path: str) -> Any:
        """The value at this path, None when there is none."""
        value: Any = self._data
        for key in path.split("."):
            if not isinstance(value, Mapping) or key not in value:
                return None
            value = value[key]
        return value

    def table(self, path: str) -> Mapping[str, Any]:
        """The table at this path; empty when there is none. Raises ConfigError for a non-table."""
        value = self.get(path)
        if value is None:
            return _NOTHING
        if not isinstance(value, Mapping):
            raise ConfigError(f"{self.source}: {path} must be a table, not {type(value).__name__}")
        return value

    def list(self, path: str) -> tuple[str, ...]:
        """The list of strings at this path; empty when there is none."""
        value = self.get(path)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{self.source}: {path} must be a list of words")
        return tuple(value)

    def words(self, path: str) -> frozenset[str]:
        """The list at this path as a set of folded words, with small words before them."""
        if path not in self._words:
            listed = [folded(word) for word in self.list(path)]
            self._words[path] = frozenset(
                form for word in listed for form in with_prefixes(word, self.prefixes)
            )
        return self._words[path]

    def phrases(self, path: str) -> Phrases:
        """The phrases at this path, compiled.

        A list gives hits labelled with the path's last part; a table gives hits labelled with its
        keys (values that are tables themselves are joined with a dot: ``air_strike.verbs``).
        """
        if path not in self._phrases:
            lists = _lists(path.rpartition(".")[2], self.get(path))
            self._phrases[path] = Phrases(lists, self.prefixes, self.index)
        return self._phrases[path]

    @cached_property
    def movement_words(self) -> Phrases:
        """The lists ``words`` of ``triggers``, labelled ``flight.words``: kinds made of roles."""
        return self._triggers(lambda label: label.endswith(".words"))

    @cached_property
    def happening_words(self) -> Phrases:
        """The other lists of ``triggers`` that tell: ``storm.verbs``, ``storm.nouns``, …"""
        return self._triggers(lambda label: not label.endswith((".words", ".unless")))

    @cached_property
    def refusing_words(self) -> Phrases:
        """The lists ``unless`` of ``triggers``, labelled ``storm.unless``."""
        return self._triggers(lambda label: label.endswith(".unless"))

    def _triggers(self, holds: Callable[[str], bool]) -> Phrases:
        lists = _lists("triggers", self.get("triggers"))
        kept = {label: phrases for label, phrases in lists.items() if holds(label)}
        return Phrases(kept, self.prefixes, self.index)

    @cached_property
    def index(self) -> Index:
        """What all phrases of this language begin with."""
        return Index(self.prefixes)

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """Small words written together with the word behind them; each may begin any word."""
        return self.list("language.prefixes")

    @cached_property
    def numbers(self) -> Numbers:
        """Reader of the numbers of this language, from the table ``numbers``."""
        table = self.table("numbers")
        return Numbers(
            {folded(word): value for word, value in table.get("units", {}).items()},
            {folded(word): value for word, value in table.get("multipliers", {}).items()},
            str(table.get("decimal", ".")),
            articles=table.get("articles", ()),
            joiners=table.get("joiners", ()),
            compound=bool(table.get("compound", False)),
            spaced=bool(table.get("spaced", False)),
            teens=bool(table.get("teens", False)),
            joined=str(table.get("joined", "")),
        )


def _lists(label: str, value: Any) -> dict[str, Iterable[str]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return {label: [item for item in value if isinstance(item, str)]}
    lists: dict[str, Iterable[str]] = {}
    for key, inner in value.items():
        for name, phrases in _lists(key, inner).items():
            lists[name if name == key else f"{key}.{name}"] = phrases
    return lists
