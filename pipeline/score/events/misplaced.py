"""Names that stand at a place of an event although they are none in that article.

Persons named like towns, capitals that mean governments, seats of firms, clubs.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.score.events.gold import GoldArticle
from pipeline.score.events.matching import Collection, Matching
from pipeline.score.events.names import fold, same_name
from pipeline.score.events.report import Violation
from pipeline.score.events.rows import Row, Spot, distance_km, split_list

_CLOSE_KM = 60.0  # so near a place of the article's events the name is an innocent label


def violations(collection: Collection) -> Iterator[Violation]:
    """Each such name in each row of each article."""
    for matching in collection.matchings:
        yield from _in_article(collection, matching)


def _in_article(collection: Collection, matching: Matching) -> Iterator[Violation]:
    article = matching.article
    forbidden = {fold(name): name for name in article.not_places}
    for row in matching.rows:
        for column, name, spot in _names(row):
            written = forbidden.get(fold(name)) or forbidden.get(fold(name.split(",")[0]))
            innocent = _is_near(spot, article) or _told_elsewhere(collection, row, name)
            if written and not innocent:
                yield Violation(article.id, row.event_id, column, written)


def _names(row: Row) -> Iterator[tuple[str, str, Spot | None]]:
    spots = (
        ("place_name", row.location),
        ("origin_name", row.origin),
        ("destination_name", row.destination),
    )
    for column, spot in spots:
        yield from ((column, name, spot) for name in split_list(spot.name))
    yield from (("via", name, None) for name in row.via)


def _is_near(spot: Spot | None, article: GoldArticle) -> bool:
    if spot is None or spot.point is None:
        return False
    point = spot.point
    places = (place for event in article.events for place in event.places)
    return any(distance_km(point, p.point) <= min(p.tol_km, _CLOSE_KM) for p in places)


def _told_elsewhere(collection: Collection, row: Row, name: str) -> bool:
    """Whether a merged row may have the name from another of its articles."""
    ids = collection.articles_of(row)
    if len(ids) < 2:
        return False
    events = (event for i in ids for event in collection.articles[i].events)
    return any(same_name(name, place.names) for event in events for place in event.places)
