"""``geocode``: names and phrases such as "50 miles off the coast of Venezuela" to positions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import JsonOption, StoreOption, kit_for, settings_for
from pipeline.cli.output import say, say_json, tell
from pipeline.cli.records import Record, convert, text_of
from pipeline.errors import BadInput
from pipeline.model import Article, Entry, Place

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.geocoders import Chain
    from pipeline.geocoders import Found as ServicePlace
    from pipeline.run import Kit

Found = dict[str, Any]
# ``area`` is the GeoJSON geometry of a phrase; None where the radius says it all.
_FIELDS = ("name", "lat", "lon", "radius_km", "precision", "gazetteer_id", "area")


def geocode(
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT",
            show_default=False,
            help="Place names or phrases; with --jsonl IN.jsonl OUT.jsonl.",
        ),
    ],
    as_json: JsonOption = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read texts from IN.jsonl (id, text), write OUT.jsonl.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Give the position, radius and precision of places; exit code 1 when one is not known.

    Phrases around a place are understood in every language; with --json their area comes along.
    Online services are asked only when data/settings.toml names some, and only for what the
    gazetteer does not hold; their answers are kept in the store.

    \b
    Examples:
      python -m pipeline geocode Caracas "50 miles off the coast of Venezuela"
      python -m pipeline geocode "Paris, Texas" --json
      python -m pipeline geocode --jsonl names.jsonl positions.jsonl
    """
    with _locator(settings_for(store)) as locator:
        if jsonl:
            _convert(texts, locator)
            return
        found = [{"text": text, **locator.locate(text)} for text in texts]
    if as_json:
        say_json(found)
    else:
        for item in found:
            say(_line(item))
    if any(item["lat"] is None for item in found):
        raise typer.Exit(1)


def _convert(texts: list[str], locator: Locator) -> None:
    if len(texts) != 2:
        raise BadInput("--jsonl takes two files: IN.jsonl and OUT.jsonl")
    source, out = map(Path, texts)
    if not source.is_file():
        raise BadInput(f"there is no file {source}")

    def work(record: Record) -> Record:
        return {"id": record.get("id"), **locator.locate(text_of(record, "text"))}

    convert(source, out, work, title="Geocoding")


@contextmanager
def _locator(settings: Settings) -> Iterator[Locator]:
    """The gazetteer and, when the settings name services, the chain behind it."""
    kit = kit_for(settings)
    if not settings.geocoders:
        yield Locator(kit)
        return
    from pipeline.geocoders import open_chain
    from pipeline.store.geocodes import open_geocodes

    kept = open_geocodes(settings.store)
    try:
        yield Locator(kit, open_chain(settings.geocoders, kept))
    finally:
        kept.close()


class Locator:
    """Finds the one place that a short text names."""

    def __init__(self, kit: Kit, chain: Chain | None = None) -> None:
        from pipeline.gazetteer.geocoder import GazetteerGeocoder

        self._kit = kit
        self._chain = chain
        self._geocoder = GazetteerGeocoder(kit.gazetteer)

    def locate(self, text: str) -> Found:
        """A name or code of the gazetteer, else a phrase around one, else a service's answer."""
        name = text.strip()
        if not name:
            return dict.fromkeys(_FIELDS)
        if entries := self._geocoder.entries(name):
            return _of_entry(entries[0])
        place = self._in_text(name)
        if place is None or place.relation is None:
            place = self._in_words(name) or place
        return _of_place(place) if place else self._online(name)

    def _in_words(self, text: str) -> Place | None:
        """A relative phrase in any of the languages: so few words do not tell which one it is."""
        from pipeline.relative import parse_relative

        kit = self._kit
        for code in kit.lexicon.codes:
            place = parse_relative(text, kit.lexicon, kit.gazetteer, kit.coast, lang=code)
            if place and place.point and place.relation:
                return place
        return None

    def _in_text(self, text: str) -> Place | None:
        """The place that covers most of the text; None when no place in it has a position."""
        from pipeline.relative import place_offsets
        from pipeline.run import read_places

        kit = self._kit
        article = Article(id="query", text=text, published=datetime.now(UTC).date())
        reading = read_places(article, kit)
        placed = place_offsets(reading.document, reading.places, kit.lexicon, kit.coast)
        known = [place for place in placed if place.point]
        return max(known, key=lambda place: place.span.end - place.span.start, default=None)

    def _online(self, text: str) -> Found:
        if self._chain is None:
            return dict.fromkeys(_FIELDS)
        answer = self._chain.geocode(text)
        for trouble in self._chain.take_troubles():
            tell(f"warning: the geocoder {trouble.service} cannot be used now: {trouble.reason}")
        return _of_service(answer.places[0]) if answer.places else dict.fromkeys(_FIELDS)


def _of_entry(entry: Entry) -> Found:
    return {
        "name": entry.name,
        "lat": entry.point.lat,
        "lon": entry.point.lon,
        "radius_km": entry.radius_km,
        "precision": entry.precision,
        "gazetteer_id": entry.id,
        "area": None,
    }


def _of_service(found: ServicePlace) -> Found:
    return {
        "name": found.address,
        "lat": found.point.lat,
        "lon": found.point.lon,
        "radius_km": found.radius_km,
        "precision": found.precision,
        "gazetteer_id": found.id or None,
    }


def _of_place(place: Place) -> Found:
    point = place.point
    return {
        "name": place.name,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "radius_km": place.radius_km,
        "precision": place.precision,
        "gazetteer_id": place.gazetteer_id or None,
        "area": json.loads(place.area) if place.area else None,
    }


def _line(item: Found) -> str:
    if item["lat"] is None:
        return f"{item['text']}: not known"
    radius = "" if item["radius_km"] is None else f" ± {item['radius_km']:.0f} km"
    return (
        f"{item['text']}: {item['name']} {item['lat']:.4f}, {item['lon']:.4f}{radius} "
        f"({item['precision']}, {item['gazetteer_id'] or 'no id'})"
    )
