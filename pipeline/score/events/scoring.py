"""From annotated articles and rows to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

from pipeline.score.events.causes import (
    cause_of_false_row,
    cause_of_miss,
    causes_in_fields,
    count_classes,
    where,
)
from pipeline.score.events.fields import (
    FIELDS,
    field_scores,
    precision_scores,
    spurious,
)
from pipeline.score.events.gold import GoldArticle, load_gold
from pipeline.score.events.matching import Collection, Matching, Pair
from pipeline.score.events.misplaced import violations
from pipeline.score.events.report import (
    Block,
    Clusters,
    Detection,
    ErrorClass,
    FalseRow,
    Mean,
    Miss,
    Report,
)
from pipeline.score.events.rows import Row, make_rows

_INFO = ("time_precision", "geo_precision")
_SPURIOUS = ("origin", "destination", "callsigns", "aircraft")
_EXAMPLE_LENGTH = 80  # code points of a quote shown

Told = tuple[int, str]  # a row, by its number, as it stands in an article


@dataclass(frozen=True, slots=True)
class _Scored:
    """A matched required event with its scores."""

    pair: Pair
    fields: Mapping[str, float]
    info: Mapping[str, float]


def score_events(gold_dir: Path, rows: Sequence[Mapping[str, object]]) -> Report:
    """Rows of the flat view against the annotated articles in ``gold_dir``.

    One row per telling, or one per merged event with its articles in ``article_ids``.
    Raises BadInput when the folder is not annotated as ``load_gold`` says.
    """
    return score_articles(load_gold(gold_dir), rows)


def score_articles(
    articles: Sequence[GoldArticle], records: Sequence[Mapping[str, object]]
) -> Report:
    """The same for articles that are loaded already."""
    rows = make_rows(records)
    collection = Collection(articles, rows)
    scored = {m.article.id: _score_pairs(m) for m in collection.matchings}
    everything = [one for group in scored.values() for one in group]
    silent = [m for m in collection.matchings if not m.article.events]
    return Report(
        total=_block(collection.matchings, scored),
        by_lang=_by_language(collection.matchings, scored),
        precision_info={name: _mean(s.info.get(name) for s in everything) for name in _INFO},
        spurious=_count_spurious(everything),
        zero_event_articles=len(silent),
        false_alarms=sum(len(m.rows) for m in silent),
        clusters=_clusters(collection),
        rows=len(rows),
        rows_without_article=sum(not row.articles for row in rows),
        unknown_article_ids=sum(collection.resolve(n) is None for r in rows for n in r.articles),
        missed=tuple(_misses(collection)),
        false_rows=tuple(_false_rows(collection)),
        violations=tuple(violations(collection)),
        classes=_classes(collection, scored),
    )


def _score_pairs(matching: Matching) -> list[_Scored]:
    return [
        _Scored(pair, field_scores(pair.row, pair.view), precision_scores(pair.row, pair.view))
        for pair in matching.pairs
        if pair.event.required
    ]


def _mean(values: Iterable[float | None]) -> Mean:
    known = [value for value in values if value is not None]
    return Mean(sum(known) / len(known) if known else None, len(known))


def _block(matchings: Sequence[Matching], scored: Mapping[str, Sequence[_Scored]]) -> Block:
    ours = [one for matching in matchings for one in scored[matching.article.id]]
    detections = (matching.detection for matching in matchings)
    return Block(
        articles=len(matchings),
        detection=sum(detections, start=Detection()),
        fields={name: _mean(one.fields.get(name) for one in ours) for name in FIELDS},
        row_score=_mean(_row_scores(matchings, ours)).score,
    )


def _row_scores(matchings: Sequence[Matching], scored: Sequence[_Scored]) -> Iterator[float]:
    for one in scored:
        yield sum(one.fields.values()) / len(one.fields)
    for matching in matchings:
        yield from (0.0 for _ in matching.missed)


def _by_language(
    matchings: Sequence[Matching], scored: Mapping[str, Sequence[_Scored]]
) -> dict[str, Block]:
    languages = sorted({matching.article.lang for matching in matchings})
    return {
        lang: _block([m for m in matchings if m.article.lang == lang], scored) for lang in languages
    }


def _count_spurious(scored: Sequence[_Scored]) -> dict[str, int]:
    found = [asdict(spurious(one.pair.row, one.pair.view)) for one in scored]
    return {name: sum(flags[name] for flags in found) for name in _SPURIOUS}


def _clusters(collection: Collection) -> Clusters:
    gold = _gold_pairs(collection)
    labels = _labels(collection)
    pairs = list(_joined(collection, labels))
    right = [pair for pair in pairs if labels[pair[0]] == labels[pair[1]]]
    found = {(frozenset((one[1], two[1])), labels[one]) for one, two in right}
    nothing = 0.0 if gold else 1.0
    return Clusters(
        gold_pairs=len(gold),
        predicted_pairs=len(pairs),
        precision=len(right) / len(pairs) if pairs else nothing,
        recall=len(found & gold) / len(gold) if gold else None,
    )


def _gold_pairs(collection: Collection) -> set[tuple[frozenset[str], str]]:
    required = [(a.id, e.key) for a in collection.articles.values() for e in a.events if e.required]
    return {
        (frozenset((one[0], two[0])), one[1])
        for one, two in combinations(required, 2)
        if one[1] == two[1] and one[0] != two[0]
    }


def _labels(collection: Collection) -> dict[Told, str]:
    """The key of the event that each telling was matched with."""
    return {
        (pair.row.number, matching.article.id): pair.event.key
        for matching in collection.matchings
        for pair in matching.pairs
    }


def _joined(collection: Collection, labels: Mapping[Told, str]) -> Iterator[tuple[Told, Told]]:
    """Matched tellings in different articles that the rows say are one event."""
    tellings: dict[str, list[Told]] = {}
    for row in collection.rows:
        told = ((row.number, article) for article in collection.articles_of(row))
        tellings.setdefault(row.event_id, []).extend(one for one in told if one in labels)
    for group in tellings.values():
        yield from (pair for pair in combinations(group, 2) if pair[0][1] != pair[1][1])


def _misses(collection: Collection) -> Iterator[Miss]:
    for matching in collection.matchings:
        for event in matching.missed:
            yield Miss(matching.article.id, event.key, cause_of_miss(event, matching))


def _false_rows(collection: Collection) -> Iterator[FalseRow]:
    for matching in collection.matchings:
        for row in matching.false_rows:
            yield _false_row(row, matching)


def _false_row(row: Row, matching: Matching) -> FalseRow:
    return FalseRow(
        article=matching.article.id,
        event_id=row.event_id,
        event_type=row.type,
        place=row.location.name,
        evidence=row.evidence[:_EXAMPLE_LENGTH],
        cause=cause_of_false_row(row, matching),
    )


def _classes(
    collection: Collection, scored: Mapping[str, Sequence[_Scored]]
) -> tuple[ErrorClass, ...]:
    errors = [(miss.cause, f"{miss.article}: {miss.key}") for miss in _misses(collection)]
    errors += [
        (row.cause, f"{row.article}: {row.event_type} {row.place} | {row.evidence}")
        for row in _false_rows(collection)
    ]
    for matching in collection.matchings:
        for one in scored[matching.article.id]:
            for name, example in causes_in_fields(one.pair, dict(one.fields)):
                errors.append((name, where(matching.article, example)))
    return count_classes(errors)
