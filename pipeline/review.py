"""Correcting: the door for the page and the command line, the only one that writes corrections.

Opening the gazetteer or a service happens inside the functions that need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pipeline import config, dedup, lexicon
from pipeline.config import GeocoderSettings
from pipeline.corrections import (
    Anchor,
    Change,
    Correction,
    Spot,
    Undo,
    anchors,
    lay,
    patch,
    spot_at,
    spot_of,
)
from pipeline.errors import BadInput
from pipeline.model import Entry, Event, Point
from pipeline.store.read import Kept, Reader, open_reader
from pipeline.store.write import open_writer

MOST_FOUND: Final = 12  # places of one name that are offered


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a patch file."""

    new: int  # entries that were not there
    known: int  # entries that were
    unfit: tuple[Kept, ...]  # new ones that fit nothing that is in the store


@dataclass(frozen=True, slots=True)
class OnlineService:
    """A geocoder that the settings name; nobody has asked it yet."""

    name: str
    host: str  # who is asked


def about(reader: Reader, tellings: Sequence[Event]) -> tuple[Anchor, ...]:
    """What a correction of these tellings is about."""
    return anchors(tellings, reader.article_tellings)


def make(
    target: Sequence[Anchor], change: Change, *, author: str, reason: str, at: datetime
) -> Correction:
    """A correction. Raises BadInput in words when author, reason or a value is missing."""
    try:
        made = Correction(tuple(target), change, author.strip(), reason.strip(), at)
        _ = made.id
    except ValueError as error:
        raise BadInput(str(error)) from error
    return made


def preview(reader: Reader, event: Event, wanted: Sequence[Correction]) -> Event:
    """The event as it would be with these corrections too; nothing is written."""
    holding = (one.correction for one in reader.corrections(event.id) if one.state == "holds")
    return lay(event, (*holding, *wanted))


def keep(path: Path, wanted: Sequence[Correction]) -> tuple[str, ...]:
    """Write corrections into the store, under its lock. Returns ids of those that were not there.

    Raises StoreError or StoreBusy as the store does.
    """
    with open_writer(path) as writer:
        return writer.keep(wanted, merge=dedup.merge)


def undo(path: Path, name: str, *, author: str, reason: str, at: datetime) -> Correction:
    """Add an entry that undoes another one, by its id or the beginning of it.

    Raises BadInput when there is none, or several, or it is undone already.
    """
    with open_reader(path) as reader:
        log = reader.corrections()
    found = [one for one in log if one.correction.id.startswith(name)] if name else []
    if len(found) != 1:
        how = f"{len(found)} corrections begin with" if found else "there is no correction"
        raise BadInput(f"{how} {name[:40]}; `python -m pipeline corrections list` shows them")
    target = found[0]
    if target.undone_by is not None:
        raise BadInput(f"{target.correction.id} is undone already, by {target.undone_by.id}")
    wanted = Undo("undo", target.correction.id)
    made = make(target.correction.about, wanted, author=author, reason=reason, at=at)
    keep(path, [made])
    return made


def export_patch(reader: Reader) -> str:
    """The whole log as a file, undone entries and undoings too: the trail is part of it."""
    return patch.write(one.correction for one in reader.corrections())


def import_patch(path: Path, data: bytes) -> Imported:
    """Take over a patch file, all of it or nothing; what is there already stays as it is.

    Raises BadInput naming the lines that are wrong.
    """
    entries = {entry.id: entry for entry in patch.read(data)}
    new = set(keep(path, list(entries.values())))
    with open_reader(path) as reader:
        unfit = tuple(
            one
            for one in reader.corrections()
            if one.correction.id in new and one.state == "fits nothing"
        )
    return Imported(len(new), len(entries) - len(new), unfit)


def event_kinds() -> dict[str, tuple[str, str]]:
    """Type and label by mode, as in ``data/event_types``."""
    return dict(_kinds())


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, tuple[str, str]], ...]:
    types = lexicon.load(config.DATA).event_types
    return tuple((mode, (kind.type, kind.label)) for mode, kind in types.items())


def find_places(query: str) -> tuple[Spot, ...]:
    """Places of this name in the gazetteer, best known first; no network is asked.

    "Paris, Texas" and ICAO codes are understood. Raises ConfigError when it is not built.
    """
    from pipeline.gazetteer.geocoder import GazetteerGeocoder

    found = GazetteerGeocoder(out=config.BUILD).entries(query.strip()) if query.strip() else []
    return tuple(spot_of(entry, found_by="gazetteer") for entry in found[:MOST_FOUND])


def typed_spot(lat: str, lon: str, *, name: str, radius_km: float, country: str = "") -> Spot:
    """A spot of typed coordinates in degrees. Raises BadInput for what is no position on earth."""
    point = _typed_point(lat.strip(), lon.strip())
    try:
        return spot_at(point, name=name.strip(), radius_km=radius_km, country=country.upper())
    except ValueError as error:
        raise BadInput(str(error)) from error


def _typed_point(lat: str, lon: str) -> Point:
    try:
        return Point(float(lat.replace("−", "-")), float(lon.replace("−", "-")))
    except ValueError as error:
        why = "" if "could not convert" in str(error) else f": {error}"
        raise BadInput(
            f"“{lat[:30]}”, “{lon[:30]}” is no position{why}. Give degrees such as 10.49 and "
            "-66.88: north and east are positive, south and west negative"
        ) from error


def online_services() -> tuple[OnlineService, ...]:
    """The geocoders of the settings; nobody is asked. Raises ConfigError for wrong settings."""
    return tuple(OnlineService(one.name, _host(one)) for one in config.load().geocoders)


def _host(settings: GeocoderSettings) -> str:
    from pipeline.geocoders.opening import open_geocoder
    from pipeline.geocoders.secrets import redactor

    opened = open_geocoder(settings, redactor(settings))
    address = str(getattr(opened, "api", "") or getattr(opened, "domain", ""))
    host = urlsplit(address).hostname or getattr(opened, "domain", "")
    return str(host or settings.name)


def ask_online(path: Path, service: str, query: str) -> tuple[Spot, ...]:
    """Places that one service of the settings knows. This asks the network.

    Raises BadInput when it knows none or cannot be used now, with the reason.
    """
    from pipeline.geocoders import open_chain
    from pipeline.store.geocodes import open_geocodes

    chosen = [one for one in config.load().geocoders if one.name == service]
    answer = open_chain(chosen[:1], open_geocodes(path)).geocode(query.strip())
    if not answer.places:
        raise BadInput(f"{service} gives no place “{query[:60]}”: {answer.reason}")
    return tuple(
        Spot(
            found.address[:300], found.point, found.radius_km, found.precision, found.country,
            found.kind, found.id, found_by=service,
        )
        for found in answer.places
    )  # fmt: skip


def offered(entry: Entry) -> Spot:
    """A candidate of the machine as a choice."""
    return spot_of(entry, found_by="candidate")


def now() -> datetime:
    """This moment, UTC: two corrections of one second keep their order."""
    return datetime.now(UTC)
