"""What outlets write about, counted from the places of their articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.model import Article, Place
from pipeline.resolve.prior import Prior


def learn(prior: Prior, told: Iterable[tuple[Article, Sequence[Place]]]) -> Prior:
    """A prior that also knows which regions these articles' outlets name, and how often.

    A place counts once an article. Resolving the same articles again with it makes use of what
    they tell about each other; the result does not depend on their order.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, places in told:
        if outlet := article.publisher or article.url:
            counts[outlet].update(_regions(places))
    return prior.taught(counts)


def _regions(places: Iterable[Place]) -> list[str]:
    """Region, or country where there is none, of each different place."""
    once = {place.gazetteer_id: place.admin1 or place.country for place in places if place.point}
    return [region for region in once.values() if region]
