"""The built gazetteer with added files over it; used only when something was added.

Base first: a place that both know (by id, by ICAO code, or by name, class and position) is the
base's, completed from the added row where the base knows less. Which added names may be meant in
running text stands with them (``rows.Quality``; data/gazetteer/features.csv).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from pipeline.gazetteer import files
from pipeline.gazetteer.added.shelf import Added
from pipeline.gazetteer.added.volume import CLASSED, IN_TEXT, Volume
from pipeline.gazetteer.classwords import ClassWords, class_words
from pipeline.gazetteer.kinds import AIRFIELDS
from pipeline.gazetteer.lookup import MAX_TOKENS, Gazetteer
from pipeline.gazetteer.names import fold, fold_part
from pipeline.gazetteer.overlap import distance_km, rows_near, unlike, unlike_named
from pipeline.gazetteer.rows import Case, Quality, language_bits
from pipeline.model import Entry, Point, Token

MOST = 60  # places of one name that are looked at in one added file, best known first
REMEMBERED = 20_000  # answers of each sort kept in memory: some 30 MB in all


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that bears a name in an added file."""

    entry: Entry
    quality: int  # see rows.Quality
    langs: int  # bits; 0: any language
    worth: float  # how well known it is, less what the name costs


class Layered(Gazetteer):
    """Places of the base and of added files. Safe to share between threads."""

    def __init__(self, parts: files.Parts, volumes: Sequence[tuple[Added, Volume]]) -> None:
        super().__init__(parts)
        self._volumes = [volume for added, volume in volumes if added.holds != "runways"]
        self._runways = [volume for added, volume in volumes if added.holds == "runways"]
        self._placed = [volume for added, volume in volumes if added.holds == "places"]
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._flags: dict[str, int] = {}
        self._known: dict[str, Entry | None] = {}
        self._answers: dict[tuple[str, str | None], tuple[Entry, ...]] = {}

    def __len__(self) -> int:
        return super().__len__() + sum(volume.places for volume in self._placed)

    def lookup(self, name: str, lang: str | None = None) -> Sequence[Entry]:
        """Every place of this name, best known first; empty when there is none.

        Added places that need a word for their class are among them only when ``name`` has it
        ("Lake Tana", "village of Robotyne") and nothing bears the whole name.
        """
        answer = self._answers.get((name, lang))
        if answer is None:
            answer = self._found(name, lang) or self._with_class(name)
            _bounded(self._answers)
            self._answers[name, lang] = answer
        return answer

    def asked(self, name: str, lang: str | None = None) -> Sequence[Entry]:
        """Every place of this name, also those that running text does not mean."""
        found = self.lookup(name, lang)
        return unlike(found, [hit.entry for hit in self._hits_of(fold(name))])

    def longest(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from ``at`` the longest known name covers; 0 when none begins there."""
        base = super().longest(tokens, at)
        for key, used in _keys(tokens, at):
            if used <= base:
                break
            flags = self._flags_of(key)
            if flags & IN_TEXT or (flags & CLASSED and self._has_class(tokens, at, used, key)):
                return used
        return base

    def entry(self, gazetteer_id: str) -> Entry | None:
        """The row with this id, of the base when it has one; None when there is none."""
        found = self._known.get(gazetteer_id, _UNASKED)
        if isinstance(found, str):
            _bounded(self._known)
            found = self._known[gazetteer_id] = self._entry_of(gazetteer_id)
        return found

    def nearby(
        self, point: Point, *, km: float, kinds: frozenset[str] | None = None, limit: int = 10
    ) -> tuple[Entry, ...]:
        """Places within ``km`` of a point, nearest first, of these kinds only when given."""
        base = super().nearby(point, km=km, kinds=kinds, limit=limit)
        found = [entry for volume in self._placed for entry in rows_near(volume, point, km, kinds)]
        known = [one for entry in found if (one := self.entry(entry.id)) is not None]
        merged = unlike_named([self._completed(entry) for entry in base], known)
        merged = tuple(one for one in merged if distance_km(point, one.point) <= km)
        return tuple(sorted(merged, key=lambda one: distance_km(point, one.point))[:limit])

    def quality(self, name: str, entry: Entry) -> Quality | None:
        """How sure this name is of this place; None when the place does not bear it."""
        found = super().quality(name, entry)
        if found is not None:
            return found
        hits = self._hits_of(fold(name))
        return next((Quality(hit.quality) for hit in hits if hit.entry.id == entry.id), None)

    def _found(self, name: str, lang: str | None) -> tuple[Entry, ...]:
        base = [self._completed(entry) for entry in super().lookup(name, lang)]
        hits = [hit for hit in self._hits_of(fold(name)) if hit.quality <= Quality.LOOSE]
        surer = [hit for hit in hits if hit.quality < Quality.LOOSE]
        chosen = surer if base or surer else hits
        bit = language_bits(lang) if lang else 0
        ordered = sorted(chosen, key=lambda hit: bool(bit and hit.langs and not hit.langs & bit))
        return unlike(base, [hit.entry for hit in ordered])

    def _with_class(self, name: str) -> tuple[Entry, ...]:
        """The places of the name without the class word that it begins or ends with."""
        words = name.split()
        found: list[Hit] = []
        for cut in range(1, min(len(words), _MOST_WORDS)):
            low = [word.lower() for word in words]
            for rest, kinds in (
                (words[cut:], self._words.kinds_before(low[:cut])),
                (words[:-cut], self._words.kinds_after(low[-cut:])),
            ):
                hits = self._hits_of(fold(" ".join(rest))) if kinds else ()
                found += [hit for hit in hits if hit.entry.kind in kinds]
        meant = [hit.entry for hit in found if hit.quality <= Quality.CLASSED]
        return unlike((), meant)

    def _has_class(self, tokens: Sequence[Token], at: int, used: int, key: str) -> bool:
        """Whether a word beside the name demands the class of one of its places."""
        before = [token.lower for token in tokens[max(0, at - _MOST_WORDS + 1) : at]]
        after = [token.lower for token in tokens[at + used : at + used + 2]]
        kinds = self._words.kinds_before(before) | self._words.kinds_after(after)
        return bool(kinds) and any(
            hit.entry.kind in kinds and hit.quality == Quality.CLASSED for hit in self._hits_of(key)
        )

    @cached_property
    def _words(self) -> ClassWords:
        return class_words()

    def _flags_of(self, key: str) -> int:
        """Bits ``IN_TEXT`` and ``CLASSED`` of a folded name over all volumes."""
        found = self._flags.get(key)
        if found is None:
            _bounded(self._flags)
            found = self._flags[key] = self._read_flags(key)
        return found

    def _read_flags(self, key: str) -> int:
        flags = 0
        for volume in self._volumes:
            if one := volume.flags(key):
                flags |= one if not volume.by_geonames else self._of_hits(key)
        return flags

    def _of_hits(self, key: str) -> int:
        """What the places themselves allow: a file of names does not know its places."""
        flags = 0
        for hit in self._hits_of(key):
            if hit.quality <= Quality.LOOSE:
                flags |= IN_TEXT
            elif hit.quality == Quality.CLASSED:
                flags |= CLASSED
        return flags

    def _hits_of(self, key: str) -> tuple[Hit, ...]:
        """Added places of a folded name, best known first, each once."""
        found = self._hits.get(key)
        if found is None:
            _bounded(self._hits)
            every = [hit for volume in self._volumes for hit in self._hits_in(volume, key)]
            every.sort(key=lambda hit: (-hit.worth, hit.entry.id))
            best: dict[str, Hit] = {}
            for hit in every:
                best.setdefault(hit.entry.id, hit)
            found = self._hits[key] = tuple(best.values())
        return found

    def _hits_in(self, volume: Volume, key: str) -> Iterator[Hit]:
        for posting in volume.postings(key)[:MOST]:
            row, quality = int(posting["row"]), int(posting["quality"])
            if int(posting["case"]) != Case.ANY:
                quality = Quality.ASKED
            identity = f"gn:{row}" if volume.by_geonames else volume.identity(row)
            entry = self.entry(identity)
            if entry is not None:
                grade, score = self._standing(entry.id)
                if volume.by_geonames:
                    quality = max(quality, grade)
                yield Hit(entry, quality, int(posting["langs"]), score - quality / 10)

    def _standing(self, identity: str) -> tuple[int, float]:
        """The surest quality that a name of a place may have, and how well known it is."""
        ids = self._parts.ids
        if identity in ids:
            row = self._parts.rows[int(self._parts.id_rows[ids[identity]])]
            return Quality.MAIN, float(row["score"])
        for volume in self._placed:
            if (at := volume.row(identity)) is not None:
                return volume.grade(at), volume.score(at)
        return Quality.MAIN, 0.0

    def _entry_of(self, identity: str) -> Entry | None:
        base = super().entry(identity)
        if base is not None:
            return self._completed(base)
        for volume in self._volumes:
            at = volume.row(identity)
            if at is not None and (found := self._added(volume, at, identity)) is not None:
                return self._with_runway(found)
        return None

    def _added(self, volume: Volume, at: int, identity: str) -> Entry | None:
        """A row of an added file, or the base's place that it stands for."""
        if volume.places == 0:  # codes of airfields lead to GeoNames' ids
            return self.entry(f"gn:{at}") if not identity.startswith("gn:") else None
        other = volume.identity(at)
        base = super().entry(other)
        if base is not None:
            return self._completed(base)
        if volume.by_geonames:  # a region that the base does not know has no position
            return None
        found = volume.entry(at)
        icao = found.icao or self._icao_of(other)
        field = super().entry(f"icao:{icao}") if icao else None
        return self._completed(field) if field is not None else replace(found, icao=icao)

    def _icao_of(self, identity: str) -> str:
        """The ICAO code that a file of names gives to a place of GeoNames."""
        for volume in self._volumes:
            if volume.by_geonames and identity.startswith("gn:"):
                code = volume.row(f"icao-of:{identity[3:]}")
                if code is not None:
                    return np.base_repr(code, 36)
        return ""

    def _completed(self, base: Entry) -> Entry:
        """A place of the base with what added rows know beyond it."""
        if base.population and base.admin1 and base.kind not in AIRFIELDS:
            return base
        entry = self._with_runway(base)
        for volume in self._placed:
            at = volume.row(base.id)
            if at is not None and not (entry.population and entry.admin1):
                added = volume.entry(at)
                entry = replace(
                    entry,
                    population=entry.population or added.population,
                    admin1=entry.admin1 or added.admin1,
                )
        return entry

    def _with_runway(self, entry: Entry) -> Entry:
        """An airfield as large as half of its longest runway."""
        if entry.kind in AIRFIELDS:
            for volume in self._runways:
                if (at := volume.row(entry.id)) is not None:
                    return replace(entry, radius_km=volume.entry(at).radius_km)
        return entry


_UNASKED = "unasked"  # beside None, which is an answer
_MOST_WORDS = 4  # of a class word with what joins it to the name


def _bounded(kept: dict[Any, Any]) -> None:
    if len(kept) > REMEMBERED:
        kept.clear()


def _keys(tokens: Sequence[Token], at: int) -> list[tuple[str, int]]:
    """Folded texts that begin at a token and end with a word, the longest first."""
    text, keys = fold_part(tokens[at].text), []
    for used in range(1, min(MAX_TOKENS, len(tokens) - at) + 1):
        token = tokens[at + used - 1]
        if used > 1:
            gap = token.start > tokens[at + used - 2].end
            text += (" " if gap else "") + fold_part(token.text)
        if token.is_word:
            keys.append((" ".join(text.split()), used))
    return keys[::-1]
