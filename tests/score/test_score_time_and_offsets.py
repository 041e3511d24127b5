"""Dates and relative places hold their floors on outside material, and the scorers count right."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline import config
from pipeline.errors import BadInput
from pipeline.lexicon import Lexicon
from pipeline.model import Names, Span
from pipeline.relative import Coast
from pipeline.score import dates, offsets

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


def case(accept: tuple[tuple[date, date], ...]) -> dates.Case:
    """The phrase "from 13 to 19 October" with these right readings."""
    text = "It rained from 13 to 19 October."
    return dates.Case(text, date(2025, 10, 23), Span(10, 31), "daterange", accept)


@pytest.mark.parametrize(
    ("last", "strict", "closed"),
    [
        (date(2025, 10, 19), True, True),
        (date(2025, 10, 18), False, True),
        (date(2025, 10, 15), False, False),
    ],
)
def test_ranges_are_counted_both_ways(
    words: Lexicon, last: date, strict: bool, closed: bool
) -> None:
    judged = dates.judge(case(((date(2025, 10, 13), last),)), "en", words)
    assert (judged.strict, judged.closed) == (strict, closed)


def test_a_phrase_without_a_day_must_give_none(words: Lexicon) -> None:
    assert not dates.judge(case(()), "en", words).strict


def test_a_broken_case_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nl.jsonl"
    path.write_text('{"text": "morgen"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"nl.jsonl line 1"):
        list(dates.cases(path))


@pytest.mark.parametrize("lang", ["nl", "en", "es"])
def test_dates_hold_their_floor(words: Lexicon, shared: Path, lang: str) -> None:
    judged = dates.score(shared / "time" / f"{lang}.jsonl", lang, words)
    whole = dates.tally(judged)[-1]
    assert whole.strict / whole.total >= FLOORS["dates"][lang]["strict"]
    assert whole.closed / whole.total >= FLOORS["dates"][lang]["closed"]


def test_offsets_hold_their_floor(words: Lexicon, gazetteer: Names, shared: Path) -> None:
    coast = Coast.open(config.DATA / "basemap" / "land.geojson")
    answers = offsets.score(shared / "offsets" / "piracy_offsets.csv", words, gazetteer, coast)
    errors = [item.error_km for item in answers if item.error_km is not None]
    anchors = [item.anchor_error_km for item in answers if item.anchor_error_km is not None]
    floor = FLOORS["offsets"]
    assert len(errors) / len(answers) >= floor["answered"]
    assert offsets.percentile(errors, 0.5) <= floor["median_km"]
    assert offsets.percentile(errors, 0.9) <= floor["most_km"]
    assert offsets.percentile(errors, 0.5) < offsets.percentile(anchors, 0.5) / 2


def test_a_table_without_positions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("location_description\nsomewhere\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"reports.csv"):
        list(offsets.reports(path))
