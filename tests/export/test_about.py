"""Every export says what it holds, of which data, and whom to credit."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree
from pyarrow import parquet

from pipeline.export import View, describe, export, formats, packed
from pipeline.export.csv import read_cell
from pipeline.export.report.about import ALL, version_text
from pipeline.store.filters import Filter
from pipeline.store.flat import COLUMNS, LIST_COLUMNS
from pipeline.store.read import Reader
from tests.fixtures import synthetic

MADE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = Filter(first=date(2025, 9, 10), text="bombers")


def view(reader: Reader) -> View:
    return View(reader, LATER, told=describe(reader, LATER, MADE))


def said(file_format: str, out: Path) -> str:
    """What stands in the file or beside it about the file itself."""
    if file_format in ("csv", "jsonl"):
        return out.with_name(out.name + "-metadata.json").read_text("utf-8")
    if file_format == "parquet":
        return parquet.read_metadata(out).metadata[b"dateline"].decode()
    text = out.read_text("utf-8")
    return {"geojson": lambda: text.split("\n")[0], "html": lambda: _plain(text),
            "kml": lambda: text.split("<Placemark>")[0]}[file_format]()  # fmt: skip


def _plain(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


@pytest.mark.parametrize("file_format", formats())
def test_what_a_file_holds_stands_in_it(made: Reader, tmp_path: Path, file_format: str) -> None:
    out = tmp_path / f"x.{file_format}"
    count = export(view(made), file_format=file_format, out=out)
    text = said(file_format, out)
    version = version_text(made.version(), 28, made.newest())
    for words in ("from 2025-09-10", "words “bombers”", version, "2026", "GeoNames",
                  "CC BY 4.0", "Natural Earth"):  # fmt: skip
        assert words in text, words
    assert count == made.size(LATER) > 0
    assert re.search(rf"\b{count}\b", text) and re.search(r"\b28\b", text)


def test_the_version_changes_with_the_data_and_with_nothing_else(tmp_path: Path) -> None:
    from pipeline.store.read import open_reader

    path = synthetic.fill(tmp_path / "s.db", synthetic.outcomes(3))
    with open_reader(path) as reader:
        first = describe(reader)
        assert describe(reader, Filter(text="no such words")).version == first.version
        synthetic.fill(path, synthetic.outcomes(4))
        assert describe(reader).version != first.version
        assert describe(reader).total == 4
    assert first.filters == ALL and first.as_of == date(2025, 9, 3)


def test_the_table_itself_stays_a_table(made: Reader, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    export(View(made), file_format="csv", out=out)
    frame = pd.read_csv(out)
    assert tuple(frame.columns) == COLUMNS and len(frame) == 28
    columns = json.loads(said("csv", out))["tableSchema"]["columns"]
    assert tuple(column["name"] for column in columns) == COLUMNS
    assert {c["name"] for c in columns if c.get("separator") == ";"} == LIST_COLUMNS


@pytest.mark.parametrize("file_format", ["csv", "jsonl"])
def test_one_file_to_hand_over_holds_both(made: Reader, file_format: str) -> None:
    stream = io.BytesIO()
    assert packed(View(made), file_format, stream) == f"{file_format}.zip"
    with zipfile.ZipFile(stream) as folder:
        assert folder.testzip() is None
        name = f"events.{file_format}"
        assert folder.namelist() == [name, f"{name}-metadata.json"]
        assert json.loads(folder.read(f"{name}-metadata.json"))
        lines = folder.read(name).decode().splitlines()
    assert len(lines) == 28 + (file_format == "csv")


def test_a_packed_table_reads_back_as_it_was(made: Reader) -> None:
    stream = io.BytesIO()
    packed(View(made), "csv", stream)
    text = zipfile.ZipFile(stream).read("events.csv").decode()
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    for line, row in zip(found, made.rows(), strict=True):
        assert read_cell(line["title"]) == row["title"]
        assert line["lat"] == ("" if row["lat"] is None else str(row["lat"]))
    assert not [cell for line in found for cell in line.values() if cell[:1] in tuple("=+@\t")]


@pytest.mark.parametrize("file_format", sorted(set(formats()) - {"csv", "jsonl"}))
def test_the_others_are_handed_over_as_they_are(made: Reader, file_format: str) -> None:
    stream = io.BytesIO()
    assert packed(View(made), file_format, stream) == file_format
    assert stream.tell() > 1000


def test_ids_choose_events_in_their_order(made: Reader) -> None:
    every = [row["event_id"] for row in made.rows()]
    some = every[3:20]
    assert [row["event_id"] for row in View(made, ids=some).rows()] == some
    assert [event.id for event in View(made, ids=some).events()] == some
    assert list(View(made, ids=[]).rows()) == []
    assert [e.id for e in View(made).newest(4).events()] == every[-4:]
    assert [e.id for e in View(made, ids=some).newest(4).events()] == some[-4:]


def test_more_ids_than_one_question_takes(made: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.export._AT_ONCE", 5)
    every = [row["event_id"] for row in made.rows()]
    assert [row["event_id"] for row in View(made, ids=every).rows()] == every


def test_an_export_without_events_says_so(tmp_path: Path) -> None:
    from pipeline.store.read import open_reader

    path = synthetic.fill(tmp_path / "empty.db", [])
    with open_reader(path) as reader:
        for file_format in formats():
            out = tmp_path / f"x.{file_format}"
            assert export(View(reader), file_format=file_format, out=out) == 0
    assert etree.parse(str(tmp_path / "x.kml"))
    assert "0 of 0 events" in _plain((tmp_path / "x.html").read_text())
