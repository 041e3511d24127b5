"""Drones over a site: one draft a day and place, and the other nights told behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.flights.draft import Draft
from pipeline.flights.parties import Parties
from pipeline.flights.roles import RolePlace
from pipeline.flights.segment import Segment
from pipeline.model import PlaceInEvent, When


def sightings(draft: Draft, before: Sequence[Segment]) -> Iterator[Draft]:
    """One draft a day and place; what the sentence does not say stands in those before it."""
    pairs = _pairs(draft)
    if len(pairs) > 1:
        for when, place in pairs:
            yield replace(draft, when=when, places=(place,))
        return
    places = draft.places or _site_before((*before, draft.segment))
    yield replace(draft, when=draft.when or _day_before(draft, before), places=places)


def _pairs(draft: Draft) -> list[tuple[When, RolePlace]]:
    """ "on the 22nd in Copenhagen, three days later in Aalborg"."""
    points = [p for p in draft.places if p.place.precision in {"site", "city", "exact"}]
    days = [w for w in draft.segment.whens if w.span and w.precision in {"day", "time"}]
    pairs = []
    for place in points:
        earlier = [w for w in days if w.span and w.span.end <= place.place.span.start]
        if earlier:
            pairs.append((earlier[-1], place))
    return pairs if len({when.first for when, _ in pairs}) == len(pairs) else []


def _site_before(before: Sequence[Segment]) -> tuple[RolePlace, ...]:
    for segment in reversed(before):
        for place in reversed(segment.places):
            if place.use == "literal" and place.precision in {"site", "city", "exact"}:
                return (RolePlace(place, "location", PlaceInEvent("location", place)),)
    return ()


def _day_before(draft: Draft, before: Sequence[Segment]) -> When | None:
    last = before[-1] if before else None
    near = last is not None and last.sentence.paragraph == draft.segment.sentence.paragraph
    return last.whens[0] if last and near and last.whens else None


def another_night(drones: Draft, segment: Segment) -> Draft | None:
    """Traffic that stopped on another day, told right behind drones over the same site."""
    same = drones.segment.sentence.paragraph == segment.sentence.paragraph
    if not (same and segment.has("flights.disrupted") and segment.whens):
        return None
    known = {when.first for when in (*drones.segment.whens, drones.when) if when}
    when = next((w for w in segment.whens if w.precision in {"day", "time"}), None)
    if when is None or when.first in known:
        return None
    places = _site_before((segment,)) or drones.places
    return replace(drones, segment=segment, when=when, parties=Parties(), places=places)
