"""What the scorer finds, as figures and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from pipeline.score.events.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Detection:
    """How many happenings were found and how many rows tell none."""

    tp: int = 0  # required events with a row
    optional: int = 0  # rows of events that need not be told
    split: int = 0  # further rows of one action told for several towns
    fp: int = 0  # rows of nothing, duplicates among them
    fn: int = 0  # required events without a row
    required: int = 0
    predicted: int = 0
    duplicates: int = 0  # second rows of an event

    def __add__(self, other: Detection) -> Detection:
        names = (part.name for part in fields(self))
        return Detection(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def precision(self) -> float:
        """Share of the counted rows that tell a required event."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of the required events that have a row."""
        return self.tp / self.required if self.required else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def harmonic(precision: float, recall: float) -> float:
    """F1 of the two, 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with the number of its cases; None when there are none."""

    score: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of some of the articles."""

    articles: int
    detection: Detection
    fields: Mapping[str, Mean]
    row_score: float | None  # None without required events


@dataclass(frozen=True, slots=True)
class Clusters:
    """How well the tellings of one happening in several articles are joined."""

    gold_pairs: int
    predicted_pairs: int
    precision: float
    recall: float | None  # None when nothing is told twice

    @property
    def f1(self) -> float | None:
        """None when nothing is told twice."""
        return None if self.recall is None else harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Miss:
    """A required event that no row tells."""

    article: str
    key: str
    cause: str


@dataclass(frozen=True, slots=True)
class FalseRow:
    """A row that tells no event of its article."""

    article: str
    event_id: str
    event_type: str
    place: str
    evidence: str
    cause: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A name at a place of an event that is none in this article."""

    article: str
    event_id: str
    column: str
    name: str


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """Errors of one kind."""

    name: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a run over annotated articles."""

    total: Block
    by_lang: Mapping[str, Block]
    precision_info: Mapping[str, Mean]  # time_precision, geo_precision
    spurious: Mapping[str, int]  # fields filled without ground
    zero_event_articles: int
    false_alarms: int  # rows in articles without any event
    clusters: Clusters
    rows: int
    rows_without_article: int
    unknown_article_ids: int
    missed: Sequence[Miss] = field(default=())
    false_rows: Sequence[FalseRow] = field(default=())
    violations: Sequence[Violation] = field(default=())
    classes: Sequence[ErrorClass] = field(default=())

    def table(self, *, by_lang: bool = False, errors: bool = False) -> str:
        """The figures as lines of text, with a line per language and the errors on demand."""
        lines = [*self._head(), *self._field_lines(), *self._tail()]
        lines += self._language_lines() if by_lang else ()
        lines += self._error_lines() if errors else ()
        return "\n".join(lines)

    def _head(self) -> Iterator[str]:
        found = self.total.detection
        yield (
            f"rows {self.rows} (no article {self.rows_without_article}, unknown article ids"
            f" {self.unknown_article_ids}), articles {self.total.articles}"
        )
        yield (
            f"detection   {_prf(found.precision, found.recall, found.f1)}"
            f"   found {found.tp}/{found.required} required, {found.optional} optional,"
            f" {found.split} split, {found.fp} false (of them {found.duplicates} duplicates)"
        )

    def _field_lines(self) -> Iterator[str]:
        yield "fields over matched required events"
        for name in FIELDS:
            mean = self.total.fields[name]
            yield f"  {name:<20}{percent(mean.score)}  n={mean.n}"
        info = ", ".join(
            f"{name} {percent(mean.score).strip()}" for name, mean in self.precision_info.items()
        )
        excess = ", ".join(f"{name} {count}" for name, count in self.spurious.items())
        yield f"  (not in the row score) {info}; filled without ground: {excess}"

    def _tail(self) -> Iterator[str]:
        zero, joined = self.zero_event_articles, self.clusters
        each = f" ({self.false_alarms / zero:.2f} each)" if zero else ""
        yield f"zero-event articles: {self.false_alarms} false alarms in {zero} articles{each}"
        yield f"not_places violations: {len(self.violations)}"
        yield (
            f"clusters    {_prf(joined.precision, joined.recall, joined.f1)}"
            f"   gold pairs {joined.gold_pairs}"
        )
        yield f"ROW SCORE   {percent(self.total.row_score)}"

    def _language_lines(self) -> Iterator[str]:
        yield "lang  articles  P      R      F1     row"
        for lang, block in self.by_lang.items():
            found = block.detection
            figures = (found.precision, found.recall, found.f1, block.row_score)
            yield f"{lang:<6}{block.articles:>6}  " + "  ".join(map(percent, figures))

    def _error_lines(self) -> Iterator[str]:
        yield "missed: " + ", ".join(f"{miss.article}/{miss.key}" for miss in self.missed)
        yield "false:"
        for row in self.false_rows:
            head = f"{row.article} {row.event_id} {row.event_type} {row.place}"
            yield f"  {head} | {row.evidence}"
        for wrong in self.violations:
            where = f"{wrong.article} {wrong.event_id} {wrong.column}"
            yield f"  not a place: {where} = {wrong.name}"
        yield "classes of error:"
        for kind in self.classes:
            yield f"  {kind.count:>4}  {kind.name:<36}{kind.example}"


def percent(share: float | None) -> str:
    """A share of 1 as five places of per cent, a dash for None."""
    return "   –" if share is None else f"{100 * share:5.1f}"


def _prf(precision: float, recall: float | None, f1: float | None) -> str:
    return f"P {percent(precision)}  R {percent(recall)}  F1 {percent(f1)}"
