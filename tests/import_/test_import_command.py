"""The command: what it prints, its exit codes, what is in the store afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.errors import BadInput
from pipeline.store.read import open_reader
from tests.import_.exports import UCDP_HEADER, gdelt_row, ucdp_row, written


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_rows_are_counted_and_bad_ones_give_exit_code_1(runner: CliRunner, tmp_path: Path) -> None:
    bad = ucdp_row(id="2", date_start="")
    path = written(tmp_path / "x.csv", UCDP_HEADER, ucdp_row(latitude=""), bad)
    result = runner.invoke(app, ["import", str(path), "--store", str(tmp_path / "s.db")])
    assert result.exit_code == 1
    assert "2 rows read as ucdp, 1 events in" in result.output
    assert "1 of them without a position, 1 rows left out" in result.output
    with open_reader(tmp_path / "s.db") as reader:
        assert sorted(issue.code for issue in reader.issues()) == ["bad_row", "import"]


def test_a_mended_row_settles_its_issue(runner: CliRunner, tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "s.db")]
    for start in ("", "2022-03-04"):
        path = written(tmp_path / "x.csv", UCDP_HEADER, ucdp_row(date_start=start))
        result = runner.invoke(app, ["import", str(path), *store])
    assert result.exit_code == 0
    with open_reader(tmp_path / "s.db") as reader:
        assert (len(reader.issues()), reader.counts().events) == (0, 1)


def test_show_prints_mapping_and_rows_and_makes_no_store(runner: CliRunner, tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", gdelt_row())
    store = tmp_path / "s.db"
    result = runner.invoke(app, ["import", "--show", str(path), "--store", str(store)])
    assert result.exit_code == 0
    assert "geo_country        <- ActionGeo_CountryCode    FIPS" in result.output
    assert "event_mode         armed_clash" in result.output
    assert not store.exists()


def test_show_as_json(runner: CliRunner, tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", gdelt_row())
    shown = json.loads(runner.invoke(app, ["import", "--show", "--json", str(path)]).output)
    assert shown["columns"]["url"] == "SOURCEURL"
    assert shown["rows"][0]["actors"] == "France"


def test_a_file_that_is_refused_does_not_stop_the_others(runner: CliRunner, tmp_path: Path) -> None:
    files = [written(tmp_path / "a.csv", "name,price", "tea,2"), tmp_path / "b.csv"]
    written(files[1], gdelt_row())
    command = ["import", *map(str, files), "--json", "--store", str(tmp_path / "s.db")]
    result = runner.invoke(app, command)
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert [(one["file"], one["events"]) for one in told] == [("a.csv", 0), ("b.csv", 1)]


def test_the_only_file_refused_makes_no_store(runner: CliRunner, tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", "name,price", "tea,2")
    result = runner.invoke(app, ["import", str(path), "--store", str(tmp_path / "s.db")])
    assert isinstance(result.exception, BadInput)
    assert not (tmp_path / "s.db").exists()


def test_merging_is_a_choice(runner: CliRunner, tmp_path: Path) -> None:
    rows = (ucdp_row(id="1"), ucdp_row(id="2", latitude="16.36"))
    path = written(tmp_path / "x.csv", UCDP_HEADER, *rows)
    found = []
    for choice in ("--apart", "--merge"):
        store = tmp_path / f"s{choice}.db"
        runner.invoke(app, ["import", str(path), choice, "--store", str(store)])
        with open_reader(store) as reader:
            found.append(reader.counts().events)
    assert found == [2, 1]
