"""Annotated articles: what a careful reader finds in each.

Two forms of folder are read.  The flat one holds ``*.md`` and ``gold.jsonl`` with a line for each
article; the nested one holds ``LANG/SLUG/article.md`` with ``expected.json`` beside it and may
have ``aliases.json`` at its top, which gives further accepted names for actors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInput
from pipeline.model import Point
from pipeline.score.events.rows import Count, Interval

_Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place in its role."""

    role: str
    names: tuple[str, ...]  # the usual one first
    point: Point
    tol_km: float  # how far away still counts as right
    geo_precision: str
    icao: str
    reached: bool | None  # of destinations; None: not asked


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Somebody who takes part."""

    names: tuple[str, ...]
    optional: bool  # neither helps nor hurts


@dataclass(frozen=True, slots=True)
class GoldAircraft:
    """The aircraft of a flight; the first of each list is the best answer."""

    types: tuple[str, ...]
    counts: tuple[Count, ...]
    callsigns: tuple[str, ...]
    other_callsigns: tuple[str, ...]  # neither help nor hurt


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One happening of one article; the first of each list is the best answer."""

    key: str  # the same in every article that tells it
    required: bool
    types: tuple[str, ...]
    mode: str
    modalities: tuple[str, ...]
    polarities: tuple[str, ...]
    intervals: tuple[Interval, ...]
    time_precision: str
    actors: tuple[GoldActor, ...]
    places: tuple[GoldPlace, ...]
    aircraft: GoldAircraft | None
    claim_statuses: tuple[str, ...]
    claimants: tuple[str, ...]
    evidence: tuple[str, ...]
    other_via: tuple[GoldPlace, ...] = ()  # waypoints told elsewhere: neither help nor hurt

    def in_role(self, role: str) -> tuple[GoldPlace, ...]:
        """Its places of one role."""
        return tuple(place for place in self.places if place.role == role)

    @property
    def is_dated(self) -> bool:
        """Whether a date can be asked for."""
        return self.time_precision != "unknown"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article."""

    id: str
    lang: str
    url: str
    slug: str  # file name without its suffix, or the folder's name
    body: str
    events: tuple[GoldEvent, ...]
    not_places: tuple[str, ...]  # names that must not be the place of an event here
    path: Path

    @property
    def aliases(self) -> tuple[str, ...]:
        """All that a row may call it."""
        return self.id, self.slug, f"{self.slug}.md", self.url


def load_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """The annotated articles below ``folder`` in order of their file names.

    Raises BadInput when the folder holds none, or when a line is not as it should be.
    """
    articles = tuple(_flat(folder) if (folder / "gold.jsonl").exists() else _nested(folder))
    if not articles:
        raise BadInput(
            f"{folder} holds no annotated articles: expected gold.jsonl with .md files,"
            " or LANG/SLUG/article.md with expected.json."
        )
    return articles


def _flat(folder: Path) -> Iterator[GoldArticle]:
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    notes = {note["id"]: note for note in map(json.loads, filter(str.strip, lines))}
    for path in sorted(folder.glob("*.md")):
        meta, body = read_article(path)
        yield _article(path, path.stem, meta=meta, body=body, note=notes.get(meta["id"], {}))


def _nested(folder: Path) -> Iterator[GoldArticle]:
    table = folder / "aliases.json"
    aliases = json.loads(table.read_text(encoding="utf-8")) if table.exists() else {}
    for path in sorted(folder.glob("*/*/article.md")):
        meta, body = read_article(path)
        note = json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
        article = _article(path, path.parent.name, meta=meta, body=body, note=note)
        yield replace(article, events=tuple(_widen(event, aliases) for event in article.events))


def _widen(event: GoldEvent, aliases: Mapping[str, Sequence[str]]) -> GoldEvent:
    actors = (
        replace(actor, names=actor.names + tuple(aliases.get(actor.names[0], ())))
        for actor in event.actors
    )
    return replace(event, actors=tuple(actors))


def read_article(path: Path) -> tuple[dict[str, str], str]:
    """Front matter and body; the last line end is not part of the body."""
    text = path.read_text(encoding="utf-8")
    head, mark, body = text.removeprefix("---\n").partition("\n---\n")
    if not mark or not text.startswith("---\n"):
        raise BadInput(f"{path} has no front matter between two lines of three hyphens.")
    pairs = (line.partition(":") for line in head.splitlines())
    meta = {key.strip(): _scalar(value.strip()) for key, _, value in pairs}
    return meta, body.removesuffix("\n")


def _scalar(value: str) -> str:
    return str(json.loads(value)) if value.startswith('"') else value


def _article(
    path: Path, slug: str, *, meta: Mapping[str, str], body: str, note: _Json
) -> GoldArticle:
    try:
        events = tuple(_event(event) for event in note.get("events", ()))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"The annotation of {path} is not as it should be: {error!r}.") from error
    return GoldArticle(
        id=meta["id"],
        lang=meta["lang"],
        url=meta.get("url", ""),
        slug=slug,
        body=body,
        events=events,
        not_places=tuple(note.get("not_places", ())),
        path=path,
    )


def _event(note: _Json) -> GoldEvent:
    craft = note.get("aircraft")
    return GoldEvent(
        key=note["key"],
        required=note.get("required", True),
        types=(note["event_type"], *note.get("accept_types", ())),
        mode=note.get("mode", ""),
        modalities=(note.get("modality", "asserted"), *note.get("modality_accept", ())),
        polarities=(note.get("polarity", "positive"), *note.get("polarity_accept", ())),
        intervals=_intervals(note),
        time_precision=note.get("time_precision", "day"),
        actors=tuple(map(_actor, note.get("actors", ()))),
        places=tuple(map(_place, note.get("places", ()))),
        aircraft=_aircraft(craft) if craft else None,
        claim_statuses=(note.get("claim_status", "reported"), *note.get("claim_accept", ())),
        claimants=tuple(claimant["name"] for claimant in note.get("claimants", ())),
        evidence=(note["evidence"], *note.get("evidence_alt", ())),
    )


def _intervals(note: _Json) -> tuple[Interval, ...]:
    start = note["date_start"]
    pairs = [(start, note.get("date_end", start)), *note.get("date_accept", ())]
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)


def _actor(note: _Json) -> GoldActor:
    return GoldActor((note["name"], *note.get("accept", ())), bool(note.get("optional", False)))


def _place(note: _Json) -> GoldPlace:
    return GoldPlace(
        role=note["role"],
        names=(note["name"], *note.get("accept", ())),
        point=Point(note["lat"], note["lon"]),
        tol_km=note["tol_km"],
        geo_precision=note["geo_precision"],
        icao=note.get("icao") or "",
        reached=note.get("reached"),
    )


def _aircraft(note: _Json) -> GoldAircraft:
    first: Count = (note.get("count_min"), note.get("count_max"))
    return GoldAircraft(
        types=(note["type_icao"], *note.get("accept", ())),
        counts=(first, *(_count(pair) for pair in note.get("count_accept", ()))),
        callsigns=tuple(note.get("callsigns", ())),
        other_callsigns=tuple(note.get("callsigns_accept", ())),
    )


def _count(pair: Sequence[float | None]) -> Count:
    low, high = pair
    return low, high
