"""Headlines of movements, and the aircraft that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.flights.track import Track
from pipeline.lexicon import EventType
from pipeline.model import Aircraft, PlaceInEvent

_MODEL = re.compile(r"[A-Z][A-Za-z]{0,4}[-/ ]?[A-Z]?-?\d+\w*")


def title_of(kind: EventType, track: Track, places: Sequence[PlaceInEvent]) -> str:
    subject = _subject(track) or kind.label
    words = [subject, *(_phrase(place) for place in places if place.role != "via")]
    title = " ".join(word for word in words if word).replace(" ,", ",")
    return f"Cancelled: {title}" if track.first.polarity == "negative" else title


def _phrase(place: PlaceInEvent) -> str:
    name = place.place.name
    if place.role == "origin":
        return f"from {name}"
    if place.role == "destination":
        return f"to {name}" if place.reached else f"toward {name}"
    relation = place.place.relation
    if relation is None:
        return f"at {name}"
    return f"near {name}" if relation.op == "near" else f", {name}"


def _subject(track: Track) -> str:
    own = merged([a for draft in track.drafts for a in draft.parties.own])
    if not own:
        return ""
    first = own[0]
    found = _MODEL.search(first.name)
    model = found.group() if found and first.icao else first.name
    noun = f"{model} {first.category}" if first.icao else model
    if first.count_min is None:
        return noun[0].upper() + noun[1:]
    plural = "s" if first.count_max != 1 and not noun.endswith("aircraft") else ""
    return f"{_number(first)} {noun}{plural}"


_WORDS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _number(aircraft: Aircraft) -> str:
    low, high = aircraft.count_min, aircraft.count_max
    if low is None:
        return ""
    word = _WORDS[low] if low < len(_WORDS) else str(low)
    if high is None:
        return f"At least {word.lower()}"
    return word if high == low else f"{word} to {high}"


def merged(aircraft: Sequence[Aircraft]) -> tuple[Aircraft, ...]:
    """Each type once with its number; classes only where no type of the class is named."""
    kept: dict[str, Aircraft] = {}
    for one in sorted(aircraft, key=lambda a: not a.icao):
        known = kept.get(one.icao or one.category) or _typed(one, kept)
        if known is None:
            kept[one.icao or one.category] = one
        elif known.count_min is None and one.count_min is not None:
            key = known.icao or known.category
            kept[key] = replace(known, count_min=one.count_min, count_max=one.count_max)
    return tuple(kept.values())


def _typed(one: Aircraft, kept: dict[str, Aircraft]) -> Aircraft | None:
    """The type that a class word stands for."""
    if one.icao:
        return None
    return next((a for a in kept.values() if one.category in {a.category, "aircraft"}), None)
