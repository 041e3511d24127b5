"""Golden articles: what the extractor makes of them stays above the floors, and they are sound."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import dedup
from pipeline.model import Article
from pipeline.run import Kit, extract
from pipeline.score.events import GoldArticle, load_gold, score_articles
from pipeline.score.events.gold import read_article
from pipeline.store.flat import to_row

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
FLOORS = json.loads((TESTS / "score" / "floors.json").read_text(encoding="utf-8"))["golden"]
ARTICLES = load_gold(GOLDEN)
HELD_OUT = frozenset((GOLDEN / "held_out.txt").read_text(encoding="utf-8").split())
SLUGS = [article.slug for article in ARTICLES]
FULL = [article for article in ARTICLES if article.lang in FLOORS["languages"]]

Rows = Mapping[str, list[dict[str, Any]]]


def as_article(gold: GoldArticle) -> Article:
    meta, body = read_article(gold.path)
    return Article(
        id=gold.id,
        text=body,
        published=date.fromisoformat(meta["published"]),
        title=meta["title"],
        publisher=meta["publisher"],
        url=gold.url,
        lang=gold.lang,
    )


@pytest.fixture(scope="module")
def rows(kit: Kit) -> Rows:
    """Flat rows by slug."""
    events = {gold.slug: extract(as_article(gold), kit).events for gold in ARTICLES}
    return {slug: [to_row(e) for e in dedup.merge(found)] for slug, found in events.items()}


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_score_stays_above_its_floor(rows: Rows, part: str) -> None:
    chosen = [a for a in FULL if (a.slug in HELD_OUT) == (part == "held_out")]
    total = score_articles(chosen, [row for a in chosen for row in rows[a.slug]]).total
    reached = {
        "precision": total.detection.precision,
        "f1": total.detection.f1,
        "row_score": total.row_score or 0.0,
    }
    assert {k: v for k, v in reached.items() if v < FLOORS[part][k]} == {}


@pytest.mark.parametrize("slug", [a.slug for a in ARTICLES if not a.events])
def test_article_without_events_gives_none(rows: Rows, slug: str) -> None:
    assert [(row["event_type"], row["evidence"]) for row in rows[slug]] == []


def test_each_language_has_articles_with_and_without_events() -> None:
    assert {a.lang for a in FULL if a.events} == set(FLOORS["languages"])
    assert {a.lang for a in FULL if not a.events} == set(FLOORS["languages"])


def test_a_third_is_held_out() -> None:
    assert set(SLUGS) >= HELD_OUT
    assert sum(a.slug in HELD_OUT for a in FULL) * 3 >= len(FULL)


@pytest.mark.parametrize("gold", ARTICLES, ids=SLUGS)
def test_annotation_quotes_the_article(gold: GoldArticle) -> None:
    quotes = [quote for event in gold.events for quote in event.evidence]
    assert [quote for quote in (*quotes, *gold.not_places) if quote not in gold.body] == []
    note = json.loads((gold.path.parent / "expected.json").read_text(encoding="utf-8"))
    assert note["id"] == gold.id
    for toponym in note["toponyms"]:
        assert gold.body[toponym["start"] : toponym["end"]] == toponym["text"]
