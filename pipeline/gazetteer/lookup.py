"""The gazetteer as the steps see it; it implements ``model.Names``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.gazetteer import files
from pipeline.gazetteer.kinds import AIRFIELDS, KINDS
from pipeline.gazetteer.names import fold, fold_part
from pipeline.gazetteer.rows import Case, Quality, language_bits
from pipeline.model import Entry, Point, Token

MAX_TOKENS = 9  # of a name, marks included: no name of the tables is longer
EARTH_KM = 6371.0088  # mean radius (IUGG), for distances that only sort


def open_gazetteer(out: Path) -> Gazetteer:
    """The gazetteer built in ``out``, with the files that were added to it.

    Raises ConfigError naming the command that builds it when it is missing or damaged.
    """
    parts = files.read(out)
    if not (out / "added.json").is_file():
        return Gazetteer(parts)
    from pipeline.gazetteer.added import open_volumes
    from pipeline.gazetteer.layered import Layered

    volumes = open_volumes(out)
    return Layered(parts, volumes) if volumes else Gazetteer(parts)


class Gazetteer:
    """Places by name, by code and by position. Safe to share between threads."""

    def __init__(self, parts: files.Parts) -> None:
        self._parts = parts
        self._entries: dict[int, Entry] = {}
        self._begins: dict[str, bool] = {}
        self._rows_of: dict[tuple[str, str | None], tuple[Entry, ...]] = {}

    def __len__(self) -> int:
        return len(self._parts.rows)

    def lookup(self, name: str, lang: str | None = None) -> Sequence[Entry]:
        """Every place of this name, best known first; empty when there is none.

        With ``lang`` (ISO 639-1), names that belong to other languages only come last.
        """
        asked = (name, lang)
        if asked not in self._rows_of:
            if len(self._rows_of) > _REMEMBERED:
                self._rows_of.clear()
            self._rows_of[asked] = self._lookup(name, lang)
        return self._rows_of[asked]

    def asked(self, name: str, lang: str | None = None) -> Sequence[Entry]:
        """Like ``lookup`` when a person asks for a place; added files know more then."""
        return self.lookup(name, lang)

    def longest(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from ``at`` the longest known name covers; 0 when none begins there.

        A full stop is covered when the name asks for it ("Va.", "Calif.").
        """
        for key, used in reversed(_beginnings(tokens, at, self._goes_on)):
            if key in self._parts.names and (accepted := self._accepted(key, tokens, at, used)):
                return accepted
        return 0

    def _goes_on(self, text: str) -> bool:
        """Whether a name begins with this text; remembered, for news repeats its words."""
        known = self._begins.get(text)
        if known is None:
            if len(self._begins) > _REMEMBERED:
                self._begins.clear()
            known = next(self._parts.names.iterkeys(text), None) is not None
            self._begins[text] = known
        return known

    def entry(self, gazetteer_id: str) -> Entry | None:
        """The row with this id; None when there is none."""
        ids = self._parts.ids
        if gazetteer_id not in ids:
            return None
        return self._entry(int(self._parts.id_rows[ids[gazetteer_id]]))

    def by_icao(self, code: str) -> Entry | None:
        """The airfield with this ICAO code (four letters), None when it is unknown."""
        return self.entry(f"icao:{code.upper()}")

    def by_iata(self, code: str) -> Entry | None:
        """The airfield with this IATA code (three letters), None when it is unknown."""
        return self.entry(f"iata:{code.upper()}")

    def country(self, iso3: str) -> Entry | None:
        """The country or territory with this ISO 3166 alpha-3 code."""
        return self.entry(f"iso:{iso3.upper()}")

    def capital(self, iso3: str) -> Entry | None:
        """The capital of the country with this ISO 3166 alpha-3 code."""
        return self._capitals.get(iso3.upper())

    @cached_property
    def _capitals(self) -> dict[str, Entry]:
        rows = np.flatnonzero(self._parts.rows["kind"] == files.KIND_NAMES.index("capital"))
        return {entry.country: entry for entry in (self._entry(int(row)) for row in rows)}

    def iso3(self, code: str) -> str:
        """The alpha-3 code of a country, from alpha-2 or alpha-3; as given when unknown."""
        found = self.entry(f"iso2:{code.upper()}")
        return found.country if found else code.upper()

    def admin1(self, code: str) -> Entry | None:
        """The first-level region with this GeoNames code (``US.TX``)."""
        return self.entry(f"adm1:{code}")

    def parents(self, entry: Entry) -> tuple[Entry, ...]:
        """The region and the country a place lies in, smallest first, never itself."""
        above = (self.admin1(entry.admin1), self.country(entry.country))
        return tuple(one for one in above if one is not None and one.id != entry.id)

    def nearby(
        self, point: Point, *, km: float, kinds: frozenset[str] | None = None, limit: int = 10
    ) -> tuple[Entry, ...]:
        """Places within ``km`` of a point, nearest first, of these kinds only when given."""
        distances = _distances(point, self._columns["lat"], self._columns["lon"])
        near = np.flatnonzero(distances <= km)
        if kinds is not None:
            wanted = [number for number, name in enumerate(files.KIND_NAMES) if name in kinds]
            near = near[np.isin(self._columns["kind"][near], wanted)]
        nearest = near[np.argsort(distances[near], kind="stable")][:limit]
        return tuple(self._entry(int(row)) for row in nearest)

    def airfields_near(self, point: Point, *, km: float) -> tuple[Entry, ...]:
        """Airfields and air bases within ``km`` of a point, nearest first."""
        return self.nearby(point, km=km, kinds=AIRFIELDS)

    @cached_property
    def _columns(self) -> dict[str, Any]:
        rows = self._parts.rows
        return {name: np.ascontiguousarray(rows[name]) for name in ("lat", "lon", "kind")}

    def _lookup(self, name: str, lang: str | None) -> tuple[Entry, ...]:
        key = fold(name)
        if key not in self._parts.names:
            key = key.replace("'", "")
            if key not in self._parts.names:
                return ()
        bit = language_bits(lang) if lang else 0
        ours: list[int] = []
        others: list[int] = []
        for row, _, case, langs in self._postings(key):
            if not _written(name, case):
                continue
            if not (bit and langs and not langs & bit):
                ours.append(row)
            elif case == Case.ANY:  # "EU" is the United States in Spanish only
                others.append(row)
        return tuple(self._entry(row) for row in (*ours, *others))

    def _postings(self, key: str) -> list[tuple[int, int, int, int]]:
        """Row, quality, case and languages of each place of the name."""
        number = self._parts.names[key]
        first, last = self._parts.first[number : number + 2].tolist()
        postings: list[tuple[int, int, int, int]] = self._parts.postings[first:last].tolist()
        return postings

    def quality(self, name: str, entry: Entry) -> Quality | None:
        """How sure this name is of this place; None when the place does not bear it."""
        key = fold(name)
        if key not in self._parts.names:
            return None
        for row, quality, _, _ in self._postings(key):
            if self._entry(row).id == entry.id:
                return Quality(quality)
        return None

    def needs_context(self, name: str, entry: Entry) -> bool:
        """Whether this name means the place only where the text helps: "Minot" for its base."""
        quality = self.quality(name, entry)
        return quality is not None and quality >= Quality.LOOSE

    def borrowers(self, name: str, lang: str) -> frozenset[str]:
        """Ids of the places with the name as one alternate of many, or in other languages only.

        Empty where none bears it as its usual name. Of many alternates one is often that of an
        older time: Amman was Philadelphia.
        """
        key = fold(name)
        if key not in self._parts.names:
            return frozenset()
        bit = language_bits(lang)
        postings = self._postings(key)
        usual = {r for r, q, _, langs in postings if q < _ALTERNATE and (not langs or langs & bit)}
        rows = (r for r, q, _, _ in postings if usual and r not in usual and q <= _ALTERNATE)
        return frozenset(self._entry(row).id for row in rows)

    def _accepted(self, key: str, tokens: Sequence[Token], at: int, used: int) -> int:
        """How many tokens the key covers as these tokens write it; 0 when it must be refused."""
        cases = int(self._parts.cases[self._parts.names[key]])
        if cases == _FREE:
            return used
        written = "".join(token.text for token in tokens[at : at + used])
        if cases >> Case.DOTTED & 1 and written[0].isupper() and _full_stop(tokens, at + used - 1):
            return used + (0 if written.endswith(".") else 1)
        if cases >> Case.UPPER & 1 and written.isupper():
            return used
        return used if cases >> Case.ANY & 1 else 0

    def _entry(self, row: int) -> Entry:
        found = self._entries.get(row)
        if found is None:
            if len(self._entries) > _REMEMBERED:
                self._entries.clear()
            found = self._entries[row] = self._made(row)
        return found

    def _made(self, number: int) -> Entry:
        row = files.Record(*self._parts.rows[number].item())
        middle = row.text + row.id_bytes
        texts = self._parts.texts
        kind = files.KIND_NAMES[row.kind]
        return Entry(
            id=bytes(texts[row.text : middle]).decode(),
            name=bytes(texts[middle : middle + row.name_bytes]).decode(),
            kind=kind,
            point=Point(row.lat, row.lon),
            country=row.country.decode(),
            admin1=row.admin1.decode(),
            population=row.population,
            precision=KINDS[kind].precision,
            radius_km=round(row.radius_km, 1),
            icao=row.icao.decode(),
            rank=row.rank,
        )


_REMEMBERED = 50_000  # answers and rows kept in memory: some 20 MB
_ALTERNATE = Quality.ALTERNATE
_FREE = 1 << Case.ANY  # the name may be written in any way


def _beginnings(
    tokens: Sequence[Token], at: int, goes_on: Callable[[str], bool]
) -> list[tuple[str, int]]:
    """The folded text of the next tokens up to each word, and how many tokens it takes.

    It ends where ``goes_on`` knows no name that begins so.
    """
    text = fold_part(tokens[at].text)
    found = [(text, 1)]
    for used in range(1, min(MAX_TOKENS, len(tokens) - at)):
        if not goes_on(text):
            break
        token, before = tokens[at + used], tokens[at + used - 1]
        piece = fold_part(token.text)
        gap = token.start > before.end and not text.endswith(" ")
        text = (text + " " if gap else text) + (piece.lstrip() if text.endswith(" ") else piece)
        if token.is_word or (token.text == ")" and "(" in text):  # "Halle (Saale)"
            found.append((text, used + 1))
    return found


def _full_stop(tokens: Sequence[Token], last: int) -> bool:
    """Whether a full stop ends the token or follows it at once."""
    if tokens[last].text.endswith("."):
        return True
    after = tokens[last + 1 : last + 2]
    return bool(after) and after[0].text == "." and after[0].start == tokens[last].end


def _written(name: str, case: int) -> bool:
    if case == Case.UPPER:
        return name.isupper()
    if case == Case.DOTTED:
        return name.endswith(".") and name[0].isupper()
    return True


def _distances(point: Point, lats: Any, lons: Any) -> Any:
    """Great-circle distances in km."""
    lat, lon = np.radians(point.lat), np.radians(point.lon)
    lats, lons = np.radians(lats), np.radians(lons)
    half = (
        np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
