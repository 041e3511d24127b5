"""The corridor: the only place that knows the order of the steps.

read -> passages -> places -> offsets -> dates -> actors, aircraft -> clauses
     -> events and flights (an extractor) -> claims -> merging -> store
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import config, dates, dedup, gazetteer, lexicon
from pipeline.claims import attach_claims
from pipeline.clauses import find_clauses
from pipeline.config import Settings
from pipeline.extractors import Extractor, Tools, Usage, open_extractor
from pipeline.gazetteer import Gazetteer
from pipeline.lexicon import Lexicon
from pipeline.model import (
    Article,
    Event,
    Facts,
    Issue,
    Outcome,
    Place,
    PlaceInEvent,
    Reading,
    Span,
)
from pipeline.read import read, to_document
from pipeline.recognise.actors import ActorTable, find_actors, load_actors
from pipeline.recognise.aircraft import (
    AircraftTable,
    find_aircraft,
    find_callsigns,
    load_aircraft,
)
from pipeline.recognise.entities import Recogniser, add_names, name_at, open_recogniser
from pipeline.recognise.places import find_places
from pipeline.relative import Coast, areas_of, place_offsets
from pipeline.resolve import Prior, add_unnamed, resolve, settle
from pipeline.resolve.online import Located, ask_services

if TYPE_CHECKING:
    from pipeline.geocoders import Chain
    from pipeline.store.write import Writer


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that extraction needs and that is opened once."""

    settings: Settings
    lexicon: Lexicon
    gazetteer: Gazetteer
    coast: Coast
    actors: ActorTable
    aircraft: AircraftTable
    prior: Prior
    chain: Chain | None  # online services behind the gazetteer; None: none is asked
    extractor: Extractor
    recogniser: Recogniser | None  # looks for more names of places; None: nobody does
    recipe: str  # hash of the words, tables and code: what another recipe extracted is done anew


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. ``unchanged`` articles were in the store already and were not read again."""

    articles: int
    unchanged: int
    events: int
    issues: tuple[Issue, ...]
    usage: Usage | None = None  # of the extractor's service; None: none was asked


def open_kit(
    settings: Settings | None = None,
    *,
    data: Path = config.DATA,
    progress: Callable[[str, float], None] | None = None,
) -> Kit:
    """Open the words, the tables and the gazetteer; the gazetteer is built when it is out of date.

    ``progress`` is told what is being built and how much of it is done (0 to 1). Raises
    ConfigError when a part of the data folder is missing or cannot be read.
    """
    settings = settings or config.load()
    built = gazetteer.build(data, config.BUILD, progress)
    words, names = lexicon.load(data), gazetteer.open_gazetteer(config.BUILD)
    coast, prior = Coast.open(data / "basemap" / "land.geojson"), Prior.load(data)
    place_at = partial(_place_at, words=words, names=names, coast=coast, prior=prior)
    tools = Tools(settings.extractor, words, shift=dates.shift_to_future, place_at=place_at)
    return Kit(
        settings=settings,
        lexicon=words,
        gazetteer=names,
        coast=coast,
        actors=load_actors(data),
        aircraft=load_aircraft(data),
        prior=prior,
        chain=_open_services(settings),
        extractor=open_extractor(tools),
        recogniser=open_recogniser(settings.recogniser),
        recipe=_recipe(data, built.version, settings),
    )


def _open_services(settings: Settings) -> Chain | None:
    if not settings.geocoders:
        return None
    from pipeline.geocoders import open_chain  # costs a tenth of a second: only if used
    from pipeline.store.geocodes import open_geocodes

    return open_chain(settings.geocoders, open_geocodes(settings.store))


def _recipe(data: Path, gazetteer_version: str, settings: Settings) -> str:
    digest = hashlib.sha256(gazetteer_version.encode())
    for service in settings.geocoders:  # one that is added may place what was nowhere
        digest.update(f"{service.name} {service.options.get('domain', '')}\x1f".encode())
    digest.update(_learned(settings).encode())
    words = [*data.glob("lang/*.toml"), *data.glob("event_types/*.toml"), *data.glob("*.csv")]
    for path in sorted([*words, *config.ROOT.glob("pipeline/**/*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _learned(settings: Settings) -> str:
    """Models that have a say; empty for the rules alone."""
    by, seen = settings.extractor, settings.recogniser
    told = f"{by.name} {by.model} {by.need_words}" if by.name != "rules" else ""
    return told + (f" {seen.name} {seen.model}" if seen.name else "")


def read_places(article: Article, kit: Kit) -> Reading:
    """Recognise and resolve the places of an article."""
    document = to_document(article, kit.lexicon)
    mentions = find_places(document, kit.lexicon, kit.gazetteer)
    if kit.recogniser is not None:
        mentions = add_names(document, mentions, kit.gazetteer, kit.recogniser)
    places = resolve(document, mentions, kit.gazetteer, kit.lexicon, kit.prior)
    return Reading(document, mentions, places)


def _with_unnamed(reading: Reading, kit: Kit) -> Reading:
    """The reading with the places that are told of without a name."""
    names = kit.gazetteer
    places = add_unnamed(
        reading.document,
        reading.places,
        kit.lexicon,
        capital=names.capital,
        country=names.country,
    )
    return replace(reading, places=places)


def _place_at(
    reading: Reading, span: Span, *, words: Lexicon, names: Gazetteer, coast: Coast, prior: Prior
) -> Place | None:
    """The place of a name that recognition passed over; None when the gazetteer lacks it."""
    document = reading.document
    added = name_at(document, span, names)
    if added is None:
        return None
    mentions = sorted((*reading.mentions, added), key=lambda mention: mention.span)
    places = resolve(document, mentions, names, words, prior)
    settled = settle(place_offsets(document, places, words, coast))
    return next((place for place in settled if place.span.contains(span)), None)


def find_facts(reading: Reading, kit: Kit) -> Facts:
    """All that events are made of."""
    document, words = reading.document, kit.lexicon
    return Facts(
        places=settle(place_offsets(document, reading.places, words, kit.coast, areas=False)),
        whens=dates.find_dates(document, words),
        actors=find_actors(document, words, kit.actors, reading.places),
        aircraft=find_aircraft(document, words, kit.aircraft),
        callsigns=find_callsigns(document, words),
        clauses=find_clauses(document, words),
    )


def extract(article: Article, kit: Kit) -> Outcome:
    """The events of one article, merged within it, and the reasons for what is not there."""
    reading = _with_unnamed(read_places(article, kit), kit)
    facts = find_facts(reading, kit)
    found = kit.extractor(reading, facts)
    located = _locate(dedup.within_article(found.events), kit)
    claimed = attach_claims(reading.document, located.events, facts, kit.lexicon)
    claimed = _drawn(claimed, reading, kit)
    issues = (*_reading_notes(article), *found.issues, *located.issues)
    if not claimed:
        issues = (*issues, _nothing_found(article))
    complete = located.complete and found.complete
    return Outcome(article, claimed, issues, facts.places, complete=complete)


def _locate(events: tuple[Event, ...], kit: Kit) -> Located:
    """Ask the services of the settings for places that no gazetteer holds."""
    if kit.chain is None:
        return Located(events, (), complete=True)

    def country_name(iso3: str) -> str:
        entry = kit.gazetteer.country(iso3) if iso3 else None
        return entry.name if entry else ""

    return ask_services(events, kit.chain, country_name=country_name)


def _drawn(events: tuple[Event, ...], reading: Reading, kit: Kit) -> tuple[Event, ...]:
    """The events with the areas of their relative places, which are worked out for these alone."""
    placed = [item.place for event in events for item in event.places]
    spans = {place.span for place in placed if place.relation is not None and place.point}
    if not spans:
        return events
    shapes = areas_of(reading.document, reading.places, kit.lexicon, kit.coast, spans)

    def drawn(item: PlaceInEvent) -> PlaceInEvent:
        shape = shapes.get(item.place.span, "")
        return replace(item, place=replace(item.place, area=shape)) if shape else item

    return tuple(replace(e, places=tuple(drawn(item) for item in e.places)) for e in events)


def _reading_notes(article: Article) -> tuple[Issue, ...]:
    return tuple(
        Issue("repaired", note, article.source, article.id, "warning") for note in article.notes
    )


def _nothing_found(article: Article) -> Issue:
    message = (
        f"{article.title or article.source or article.id}: no event was found in this article; "
        "it tells of none, or in words that are not in data/lang"
    )
    return Issue("no_event", message, article.source, article.id, "info")


def ingest(
    paths: Iterable[Path],
    *,
    kit: Kit,
    writer: Writer,
    published: date | None = None,
    progress: Callable[[Article | Issue], None] = lambda item: None,
) -> Summary:
    """Read files and folders into the store, one transaction an article."""
    today = datetime.now(UTC).date()
    articles = unchanged = 0
    issues: list[Issue] = []
    items = read(paths, settings=kit.settings.read, published=published, today=today)
    for item in items:
        if isinstance(item, Issue):
            writer.put_issue(item)
            issues.append(item)
        else:
            articles += 1
            outcome = _keep(item, kit, writer)
            unchanged += outcome is None
            issues.extend(outcome.issues if outcome else ())
        progress(item)
    usage = kit.extractor.usage()
    return Summary(articles, unchanged, writer.count_events(), tuple(issues), usage)


def _keep(article: Article, kit: Kit, writer: Writer) -> Outcome | None:
    """Extract and store an article; None when the store has this revision by this recipe."""
    if writer.has(article, recipe=kit.recipe):
        return None
    outcome = extract(article, kit)
    keep(outcome, kit=kit, writer=writer)
    return outcome


def keep(outcome: Outcome, *, kit: Kit, writer: Writer) -> None:
    """Store what an article gave, so that a later run leaves it as it is."""
    # Without a recipe the next run reads it again.
    writer.put(outcome, merge=dedup.merge, recipe=kit.recipe if outcome.complete else "")


def merge(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events of several articles, the same happening told once."""
    return dedup.merge(tuple(events))
