"""How often a date phrase is understood, on reference cases: JSON lines with

``text``, ``reference`` (day of publication), ``expression``, ``start`` (its offset), ``kind`` and
``accept`` (intervals that are right, as ISO days; ``not resolved``: none may be given).

Where the reference's makers and Dateline differ, Dateline keeps its rules, and the table shows
both counts: ``strict`` takes the accepted intervals as they stand, ``closed`` also takes a range
that runs one unit further. Its makers leave the last day, month or year out of "from 9 to 12 June";
readers of news do not, so both ends belong to a range here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.dates import find_dates
from pipeline.errors import BadInput
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span, When

Interval = tuple[date, date]
UNRESOLVED = "not resolved"


@dataclass(frozen=True, slots=True)
class Case:
    """One phrase with its right readings."""

    text: str
    reference: date
    span: Span
    kind: str
    accept: tuple[Interval, ...]  # empty: the phrase names no day that exists

    @property
    def expression(self) -> str:
        """The words to be understood."""
        return self.span.of(self.text)


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what was found."""

    case: Case
    found: tuple[When, ...]  # overlapping the expression
    strict: bool
    closed: bool


def cases(path: Path) -> Iterator[Case]:
    """Reference cases of a file. Raises BadInput naming the line that cannot be used."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield _case(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise BadInput(f"{path.name} line {number} is no reference case: {error}") from error


def _case(row: dict[str, object]) -> Case:
    start = int(str(row["start"]))
    accept = row["accept"]
    return Case(
        text=str(row["text"]),
        reference=date.fromisoformat(str(row["reference"])),
        span=Span(start, start + max(1, len(str(row["expression"])))),
        kind=str(row["kind"]),
        accept=tuple(_intervals(accept)),
    )


def _intervals(accept: object) -> Iterator[Interval]:
    for pair in accept if isinstance(accept, list) else ():
        if isinstance(pair, list) and UNRESOLVED not in pair:
            yield date.fromisoformat(pair[0]), date.fromisoformat(pair[1])


def judge(case: Case, lang: str, lexicon: Lexicon) -> Judged:
    """Whether one phrase that overlaps the expression has an accepted reading."""
    found = tuple(
        when
        for when in find_dates(document(case, lang), lexicon)
        if when.span is not None and when.span.overlaps(case.span)
    )
    if not case.accept:
        return Judged(case, found, strict=not found, closed=not found)
    strict = any((when.first, when.last) in case.accept for when in found)
    closed = strict or any(_closes(when, case.accept) for when in found)
    return Judged(case, found, strict, closed)


def _closes(when: When, accept: Sequence[Interval]) -> bool:
    """Whether the reading only adds the last day, month or year that the range names."""
    for first, last in accept:
        beyond = last + timedelta(days=1)
        ends = {beyond, _month_end(beyond), date(beyond.year, 12, 31)}
        if when.first == first and when.last in ends and when.first != when.last:
            return True
    return False


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def document(case: Case, lang: str) -> Document:
    """The case as an article of one sentence."""
    article = Article("case", case.text, case.reference, lang=lang)
    span = Span(0, max(1, len(case.text)))
    sentence = Sentence(span, lang, "body", 0, tokenise(case.text))
    return Document(article, (sentence,))


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of phrase."""

    kind: str
    total: int
    strict: int
    closed: int


def tally(judged: Sequence[Judged]) -> tuple[Tally, ...]:
    """Counts by kind, and over all under the kind ``all``."""
    kinds = sorted({item.case.kind for item in judged})
    rows = [_tally(kind, [item for item in judged if item.case.kind == kind]) for kind in kinds]
    return (*rows, _tally("all", judged))


def _tally(kind: str, judged: Sequence[Judged]) -> Tally:
    return Tally(
        kind, len(judged), sum(item.strict for item in judged), sum(item.closed for item in judged)
    )


def score(path: Path, lang: str, lexicon: Lexicon) -> tuple[Judged, ...]:
    """Every case of a file, judged."""
    return tuple(judge(case, lang, lexicon) for case in cases(path))


def table(path: Path, lang: str, lexicon: Lexicon, *, errors: bool = False) -> Iterator[str]:
    """Lines to print: the counts by kind and, when asked for, each phrase that was missed."""
    judged = score(path, lang, lexicon)
    yield f"{'kind':<12}{'cases':>7}{'strict':>9}{'closed':>9}"
    for row in tally(judged):
        strict, closed = row.strict / max(1, row.total), row.closed / max(1, row.total)
        yield f"{row.kind:<12}{row.total:>7}{strict:>9.1%}{closed:>9.1%}"
    for item in judged if errors else ():
        if not item.closed:
            yield _error_line(item)


def _error_line(item: Judged) -> str:
    wanted = "; ".join(f"{first}..{last}" for first, last in item.case.accept) or UNRESOLVED
    got = (
        "; ".join(
            f"{w.span.of(item.case.text) if w.span else ''} = {w.first}..{w.last}"
            for w in item.found
        )
        or "nothing"
    )
    return f"  {item.case.expression!r} on {item.case.reference}: wanted {wanted}, got {got}"
