"""Exports: columns in order, nothing that runs, valid JSON, lines that other tools draw."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from pipeline.dedup import merge
from pipeline.errors import BadInput
from pipeline.export import View, export, formats
from pipeline.export.csv import read_cell, safe
from pipeline.export.geojson import features, legs, split
from pipeline.model import Event, Outcome, Place, PlaceInEvent, Point
from pipeline.store.filters import Filter
from pipeline.store.flat import COLUMNS
from pipeline.store.read import Reader, open_reader
from pipeline.store.write import open_writer
from tests.store.samples import article, at, bombers, chosen_of_two, event, place

TOKYO, ANGELES = place("Tokyo", 35.68, 139.69), place("Los Angeles", 34.05, -118.24)
HOSTILE = '=HYPERLINK("http://x")</script><script>alert(1)</script>'


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    path = tmp_path / "store.db"
    pacific = (at("origin", TOKYO), at("destination", ANGELES, reached=True))
    given = [
        event(article("a")),
        replace(
            event(article("b"), places=pacific, aircraft=(bombers(icao="B52"),)), title=HOSTILE
        ),
        event(article("c"), places=(), day=date(2025, 11, 1)),
    ]
    with open_writer(path) as writer:
        for told in given:
            name = told.sources[0].article_id
            writer.put(Outcome(article(name), (told,)), merge=merge)
    with open_reader(path) as opened:
        yield opened


def exported(reader: Reader, file_format: str, out: Path, chosen: Filter | None = None) -> bytes:
    export(View(reader, chosen or Filter()), file_format=file_format, out=out)
    return out.read_bytes()


def test_formats_are_found_by_their_files() -> None:
    assert formats() == ("csv", "geojson", "html", "jsonl", "kml", "parquet")


def test_an_unknown_format_is_named(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="csv, geojson, html, jsonl, kml, parquet"):
        export(View(reader), file_format="xlsx", out=tmp_path / "x")


def test_a_folder_that_is_not_there_is_named(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        export(View(reader), file_format="csv", out=tmp_path / "none" / "x.csv")


def test_csv_has_the_columns_in_order_and_runs_nothing(reader: Reader, tmp_path: Path) -> None:
    text = exported(reader, "csv", tmp_path / "x.csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 3
    (hostile,) = (row for row in rows if row["destination_name"] == "Los Angeles")
    assert hostile["title"] == f"'{HOSTILE}" and read_cell(hostile["title"]) == HOSTILE
    assert hostile["destination_lon"] == "-118.24", "a number stays a number"
    assert hostile["destination_reached"] == "true"
    assert rows[0]["date_start"] == "2025-10-23"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1x",
        "-x",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1x",
        "－x",
        "＠x",
        "  =1",
        "\u00a0=1",
        "|calc",
        "%0A",
        "'=1",
    ],
)
def test_formulas_are_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-10.5", "+3", "0", "B-52", "a=b", "'t Gooi", "’s avonds"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.text())
def test_what_was_written_reads_back(text: str) -> None:
    assert read_cell(safe(text)) == text


def no_constant(name: str) -> float:
    raise AssertionError(f"{name} is no JSON")


def test_geojson_is_valid_and_safe_inside_a_page(reader: Reader, tmp_path: Path) -> None:
    text = exported(reader, "geojson", tmp_path / "x.geojson").decode()
    assert "<" not in text
    collection = json.loads(text, parse_constant=no_constant)
    found = collection["features"]
    assert {item["properties"]["event_id"] for item in found} == {
        row["event_id"] for row in reader.rows()
    }
    assert [item for item in found if item["geometry"] is None], "an event without a place stays"
    (way,) = (item for item in found if item["properties"]["role"] == "way")
    assert way["geometry"]["type"] == "MultiLineString"
    assert way["properties"]["title"] == HOSTILE
    assert len({item["id"] for item in found}) == len(found)


POINTS = st.builds(Point, st.floats(-89, 89), st.floats(-180, 180))


@given(st.lists(POINTS, min_size=2, max_size=4))
def test_no_stroke_is_wider_than_half_the_world(stops: list[Point]) -> None:
    lines = split([position for leg in legs(stops) for position in leg])
    for line in lines:
        for (west, _), (east, lat) in pairwise(line):
            assert abs(east - west) <= 180 and math.isfinite(lat)
            assert -180 <= east <= 180 and -90 <= lat <= 90


def test_the_pacific_is_crossed_the_short_way() -> None:
    (lines,) = (
        item["geometry"]["coordinates"]
        for item in features(_flight(TOKYO, ANGELES))
        if item["properties"]["role"] == "way"
    )
    assert len(lines) == 2
    assert lines[0][-1][0] == 180.0 and lines[1][0][0] == -180.0
    assert lines[0][-1][1] == lines[1][0][1] > 40, "the geodesic runs far north of both ends"


def _flight(start: Place, end: Place) -> Event:
    ends = (PlaceInEvent("origin", start), PlaceInEvent("destination", end))
    return event(article(), places=ends)


def test_a_flight_that_ends_where_it_began_is_points_only() -> None:
    roles = [item["properties"]["role"] for item in features(_flight(TOKYO, TOKYO))]
    assert roles == ["origin", "destination"]


def test_jsonl_has_lists_and_nulls(reader: Reader, tmp_path: Path) -> None:
    lines = exported(reader, "jsonl", tmp_path / "x.jsonl").decode().splitlines()
    records = [json.loads(line, parse_constant=no_constant) for line in lines]
    assert all(tuple(record) == (*COLUMNS, "places") for record in records)
    assert records[0]["actors"] == ["United States"]
    (flight,) = (record for record in records if record["origin_lat"] is not None)
    assert flight["callsigns"] == [] and flight["lat"] is None


def test_parquet_has_types(reader: Reader, tmp_path: Path) -> None:
    exported(reader, "parquet", tmp_path / "x.parquet")
    table = parquet.read_table(tmp_path / "x.parquet")
    assert tuple(table.column_names) == (*COLUMNS, "geometry")
    assert table["date_start"][0].as_py() == date(2025, 10, 23)
    assert table["lat"].null_count == 2


def test_a_filter_is_kept_to(reader: Reader, tmp_path: Path) -> None:
    later = Filter(first=date(2025, 10, 30))
    lines = exported(reader, "jsonl", tmp_path / "x.jsonl", later).decode().splitlines()
    assert [json.loads(line)["article_ids"] for line in lines] == [["c"]]


def test_an_empty_choice_still_gives_a_whole_file(reader: Reader, tmp_path: Path) -> None:
    nothing = Filter(text="nowhere to be found")
    for file_format in formats():
        assert exported(reader, file_format, tmp_path / file_format, nothing) or (
            file_format == "jsonl"
        )
    assert json.loads((tmp_path / "geojson").read_text())["features"] == []


def test_the_candidates_of_a_place_are_reachable(tmp_path: Path) -> None:
    doubtful = chosen_of_two(place("Caracas", 10.5, -66.9))
    with open_writer(tmp_path / "store.db") as writer:
        told = event(article("a"), places=(at("location", doubtful),))
        writer.put(Outcome(article("a"), (told,)), merge=merge)
    with open_reader(tmp_path / "store.db") as reader:
        (line,) = exported(reader, "jsonl", tmp_path / "x.jsonl").decode().splitlines()
        drawn = json.loads(exported(reader, "geojson", tmp_path / "x.geojson"))
    (where,) = json.loads(line)["places"]
    assert (where["name"], where["rule"], where["score"]) == ("Caracas", "population", 0.9)
    assert where["parts"] == {"people": 5.5}
    wanted = {
        "name": "Caracas, Colombia", "lat": 2.5, "lon": -75.5, "radius_km": 8.0, "kind": "city",
        "country": "COL", "gazetteer_id": "gn:2", "score": 0.1,
        "parts": {"people": 3.0, "near": 0.5},
    }  # fmt: skip
    assert where["candidates"] == [wanted]
    (point,) = [f for f in drawn["features"] if f["geometry"]["type"] == "Point"]
    assert point["properties"]["role_candidates"] == [wanted]
    assert point["properties"]["role_rule"] == "population"
