"""The words: languages from ``data/lang/*.toml``, kinds of event from ``data/event_types/*.toml``.

A language is one file; a kind of event is one file. Trigger words may stand in either: a new
language brings ``[triggers.MODE]`` for the modes it knows, a new kind of event brings
``[triggers.CODE]`` for the languages it knows. Both are read here into one table per language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError
from pipeline.lexicon.language import Language
from pipeline.lexicon.numbers import Number, Numbers
from pipeline.lexicon.phrases import Hit, Phrases
from pipeline.lexicon.tokens import tokenise

__all__ = [
    "EventType",
    "Hit",
    "Language",
    "Lexicon",
    "Number",
    "Numbers",
    "Phrases",
    "load",
    "tokenise",
]


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event, from its own file."""

    mode: str  # finer kind, unique: ``airstrike``; the name of the file
    type: str  # PLOVER type, DISASTER or ACCIDENT
    label: str  # plain words for people, English
    colour: str  # ``#rrggbb`` on the map and in the legend
    needs: tuple[str, ...]  # what must be found for a row: ``place``, ``aircraft``, ``actor``
    settings: Mapping[str, Any]  # the rest of the file


class Lexicon:
    """All languages and kinds of event."""

    def __init__(
        self, languages: Mapping[str, Language], event_types: Mapping[str, EventType]
    ) -> None:
        self._languages = dict(languages)
        self.event_types = dict(event_types)

    @property
    def codes(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages, sorted."""
        return tuple(sorted(self._languages))

    def __contains__(self, code: object) -> bool:
        return code in self._languages

    def language(self, code: str) -> Language:
        """The language; one without words when it is not supported."""
        return self._languages.get(code) or Language(code, {})


def load(data: Path) -> Lexicon:
    """Read ``data/lang`` and ``data/event_types``.

    Raises ConfigError naming the file when one is not TOML or lacks a required key.
    """
    types = {path.stem: _event_type(path) for path in sorted((data / "event_types").glob("*.toml"))}
    languages = {}
    for path in sorted((data / "lang").glob("*.toml")):
        words = _also_written(read_toml(path))
        own = dict(words.get("triggers", {}))
        words["triggers"] = {
            mode: _both(own.get(mode), types.get(mode), path.stem)
            for mode in sorted({*own, *types})
        }
        languages[path.stem] = Language(path.stem, words, source=path.name)
    if not languages:
        raise ConfigError(f"no language found in {data / 'lang'}; is the data folder complete?")
    return Lexicon(languages, types)


def _also_written(words: dict[str, Any]) -> dict[str, Any]:
    """The words with those that the press writes with other letters: "ещё" and "еще"."""
    others = words.get("language", {}).get("also_written", {})
    for letter, written in others.items():
        for other in written:
            words = _with(words, letter, other)
    return words


def _with(value: Any, letter: str, other: str) -> Any:
    """Every list, and every key, with the forms in which ``other`` stands for ``letter`` too."""
    if isinstance(value, list):
        forms = [item.replace(letter, other) for item in value if isinstance(item, str)]
        return [*value, *(form for form in forms if form not in value)]
    if not isinstance(value, dict):
        return value
    both = {key: _with(inner, letter, other) for key, inner in value.items()}
    for key in list(both):
        both.setdefault(key.replace(letter, other), both[key])
    return both


def _both(own: Mapping[str, Any] | None, kind: EventType | None, code: str) -> dict[str, Any]:
    """Trigger words of a mode from the language's file and from the event type's file."""
    joined: dict[str, Any] = {}
    shared = kind.settings.get("triggers", {}).get(code, {}) if kind else {}
    for table in (own or {}, shared):
        for name, phrases in table.items():
            joined[name] = [*joined.get(name, []), *phrases]
    return joined


def _event_type(path: Path) -> EventType:
    table = read_toml(path)
    try:
        return EventType(
            mode=path.stem,
            type=table["type"],
            label=table["label"],
            colour=table["colour"],
            needs=tuple(table.get("needs", ("place",))),
            settings=table,
        )
    except KeyError as missing:
        raise ConfigError(f"{path.name}: the key {missing} is missing; see docs/") from missing


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dict. Raises ConfigError with the file's name and the place of the fault."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} cannot be read: {error}") from error
