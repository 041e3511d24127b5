"""Run the pipeline's own recognition and resolution over a corpus and measure it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.model import Place
from pipeline.resolve import learn, resolve
from pipeline.run import Kit, read_places
from pipeline.score.places.gold import Predicted, load_gold
from pipeline.score.places.measure import PlaceReport, score_places


def score_corpus(path: Path, kit: Kit, *, resamplings: int = 0) -> PlaceReport:
    """Measure the places found in a corpus of annotated documents.

    What its outlets write about is learnt from a first pass over all of its documents.
    """
    gold = load_gold(path)
    if gold:
        read_places(gold[0].article, kit)  # what is loaded on first use is not the speed's matter
    began = time.process_time()
    readings = [read_places(one.article, kit) for one in gold]
    prior = learn(kit.prior, ((one.document.article, one.places) for one in readings))
    found = {
        one.document.article.id: _predicted(
            resolve(one.document, one.mentions, kit.gazetteer, kit.lexicon, prior)
        )
        for one in readings
    }
    seconds = time.process_time() - began
    return score_places(gold, found, resamplings=resamplings, seconds=seconds)


def _predicted(places: Sequence[Place]) -> tuple[Predicted, ...]:
    return tuple(
        Predicted(
            place.span,
            place.point,
            f"{place.name}, {place.admin1 or place.country}" if place.point else "",
            place.use,
        )
        for place in places
    )
