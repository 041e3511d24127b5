"""``geocode``: names and phrases such as "50 miles off the coast of Venezuela" to positions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import JsonOption, kit_for, settings_for
from pipeline.cli.output import say, say_json
from pipeline.cli.records import Record, convert, text_of
from pipeline.errors import BadInput
from pipeline.model import Article, Entry, Place

if TYPE_CHECKING:
    from pipeline.run import Kit

Found = dict[str, Any]


def geocode(
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT", show_default=False,
                                  help="Place names or phrases; with --jsonl IN.jsonl OUT.jsonl.")
    ],
    as_json: JsonOption = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read texts from IN.jsonl (id, text), write OUT.jsonl.")
    ] = False,
) -> None:
    """Give the position, radius and precision of places; exit code 1 when one is not known.

    \b
    Examples:
      python -m pipeline geocode Caracas "50 miles off the coast of Venezuela"
      python -m pipeline geocode "Paris, Texas" --json
      python -m pipeline geocode --jsonl names.jsonl positions.jsonl
    """
    if jsonl:
        _convert(texts)
        return
    kit = kit_for(settings_for())
    found = [{"text": text, **locate(text, kit)} for text in texts]
    if as_json:
        say_json(found)
    else:
        for item in found:
            say(_line(item))
    if any(item["lat"] is None for item in found):
        raise typer.Exit(1)


def _convert(texts: list[str]) -> None:
    if len(texts) != 2:
        raise BadInput("--jsonl takes two files: IN.jsonl and OUT.jsonl")
    source, out = map(Path, texts)
    if not source.is_file():
        raise BadInput(f"there is no file {source}")
    kit = kit_for(settings_for())

    def work(record: Record) -> Record:
        return {"id": record.get("id"), **locate(text_of(record, "text"), kit)}

    convert(source, out, work, title="Geocoding")


def locate(text: str, kit: Kit) -> Found:
    """The place a text names: a name or ICAO code of the gazetteer, else a phrase around one."""
    name = text.strip()
    entries = kit.gazetteer.lookup(name)
    entry = entries[0] if entries else kit.gazetteer.by_icao(name)
    if entry:
        return _of_entry(entry)
    place = _in_text(name, kit)
    if place is None or place.relation is None:
        place = _in_words(name, kit) or place
    return _of_place(place) if place else _unknown()


def _in_words(text: str, kit: Kit) -> Place | None:
    """A relative phrase in any of the languages: so few words do not tell which one it is."""
    from pipeline.relative import parse_relative

    for code in kit.lexicon.codes if text else ():
        place = parse_relative(text, kit.lexicon, kit.gazetteer, kit.coast, lang=code)
        if place and place.point and place.relation:
            return place
    return None


def _in_text(text: str, kit: Kit) -> Place | None:
    """The place that covers most of the text; None when no place in it has a position."""
    from pipeline.relative import place_offsets
    from pipeline.run import read_places

    if not text:
        return None
    article = Article(id="query", text=text, published=datetime.now(UTC).date())
    reading = read_places(article, kit)
    placed = place_offsets(reading.document, reading.places, kit.lexicon, kit.coast)
    known = [place for place in placed if place.point]
    return max(known, key=lambda place: place.span.end - place.span.start, default=None)


def _of_entry(entry: Entry) -> Found:
    return {
        "name": entry.name, "lat": entry.point.lat, "lon": entry.point.lon,
        "radius_km": entry.radius_km, "precision": entry.precision, "gazetteer_id": entry.id,
    }


def _of_place(place: Place) -> Found:
    point = place.point
    return {
        "name": place.name, "lat": point.lat if point else None,
        "lon": point.lon if point else None, "radius_km": place.radius_km,
        "precision": place.precision, "gazetteer_id": place.gazetteer_id or None,
    }


def _unknown() -> Found:
    fields = ("name", "lat", "lon", "radius_km", "precision", "gazetteer_id")
    return dict.fromkeys(fields)


def _line(item: Found) -> str:
    if item["lat"] is None:
        return f"{item['text']}: not known"
    return (
        f"{item['text']}: {item['name']} {item['lat']:.4f}, {item['lon']:.4f} "
        f"± {item['radius_km']:.0f} km ({item['precision']}, {item['gazetteer_id'] or 'no id'})"
    )
