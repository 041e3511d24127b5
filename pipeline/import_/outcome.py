"""A draft to an Outcome: one report (an Article), one Event, and what could not be used."""

from __future__ import annotations

import hashlib

from pipeline.import_.draft import Draft, Layout, Spot
from pipeline.model import (
    Article,
    Event,
    Issue,
    Outcome,
    Place,
    PlaceInEvent,
    Source,
    Span,
    When,
    event_id,
)

_NAME_CHARS = 200  # of a place or an actor that a title repeats


def to_outcome(draft: Draft, layout: Layout, source: str) -> Outcome:
    """The row as the store takes it. ``source`` names file and row, for messages."""
    article = _article(draft, layout, source)
    issues = tuple(
        Issue("import", f"{source}: {fault}", source, article.id, "warning")
        for fault in draft.faults
    )
    event = _event(draft, layout, article)
    return Outcome(article, (event,), issues, tuple(item.place for item in event.places))


def _article(draft: Draft, layout: Layout, source: str) -> Article:
    """The text of the report: the evidence, and below it what else the row says."""
    said = [draft.evidence, *(f"{name}: {value}" for name, value in draft.lines if value)]
    if draft.spot and draft.spot.written:
        said.append(f"Place: {draft.spot.written}")
    return Article(
        id=f"{layout.name}:{draft.row}",
        text="\n".join(filter(None, said)) or f"{layout.publisher} {draft.row}",
        published=draft.published,
        title=draft.heading or f"{layout.publisher} {draft.row}",
        publisher=layout.publisher,
        url=draft.url,
        lang=draft.lang or None,
        source=source,
    )


def _event(draft: Draft, layout: Layout, article: Article) -> Event:
    when = When(draft.first, draft.last, draft.time_precision, "stated")
    places = (_place(draft.spot, article),) if draft.spot else ()
    leading = next((actor.name for actor in draft.actors), "")
    point = draft.spot.point if draft.spot else None
    return Event(
        id=event_id(draft.type, when, leading, point, article.id),
        type=draft.type,
        mode=draft.mode,
        title=draft.title or _title(draft),
        when=when,
        modality=draft.modality,
        polarity=draft.polarity,
        actors=draft.actors,
        places=places,
        flight=None,
        claims=(),
        sources=(_source(draft, article),),
        # An export gives codes of precision, which are kept as such, and no probabilities.
        conf_extraction=None,
        conf_geocode=None,
        conf_date=None,
        made_by=f"import {layout.name}/{layout.version}",
        fatalities_low=draft.deaths[0],
        fatalities_high=draft.deaths[1],
    )


def _title(draft: Draft) -> str:
    label = draft.mode.replace("_", " ").capitalize()
    return (
        f"{label} in {draft.spot.name[:_NAME_CHARS]}" if draft.spot and draft.spot.name else label
    )


def _place(spot: Spot, article: Article) -> PlaceInEvent:
    written = spot.written or spot.name
    at = max(article.text.rfind(written), 0)
    place = Place(
        span=Span(at, at + max(1, len(written))),
        text=written,
        name=spot.name or written,
        point=spot.point,
        country=spot.country,
        precision=spot.precision,
        radius_km=spot.radius_km if spot.point else None,
        kind="",
        gazetteer_id="",
        use="literal",
        score=1.0,
        rule=spot.rule,
    )
    return PlaceInEvent("location", place)


def _source(draft: Draft, article: Article) -> Source:
    return Source(
        article_id=article.id,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        lang=draft.lang,
        text_hash=_voice(draft, article),
        evidence=(Span(0, len(draft.evidence)),) if draft.evidence else (),
        quotes=(draft.evidence,) if draft.evidence else (),
    )


def _voice(draft: Draft, article: Article) -> str:
    """Equal for rows that were coded from one page, which is one voice."""
    if draft.evidence or not draft.url:
        return article.text_hash
    return hashlib.sha256(draft.url.encode()).hexdigest()[:16]
