"""The command line: what it prints, its exit codes, and no traceback for what a person can mend."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app, main
from pipeline.dedup import merge
from pipeline.store.write import open_writer
from tests.store.samples import outcome

ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS = [
    ["run"],
    ["export"],
    ["geocode"],
    ["import"],
    ["places"],
    ["dates"],
    ["check"],
    ["score", "events"],
    ["score", "dates"],
    ["score", "offsets"],
    ["score", "places"],
    ["gazetteer", "build"],
    ["gazetteer", "status"],
    ["gazetteer", "add"],
    ["gazetteer", "remove"],
    ["gazetteer", "add-place"],
    ["store", "status"],
    ["store", "backup"],
    ["store", "restore"],
    ["store", "migrate"],
    ["corrections", "list"],
    ["corrections", "export"],
    ["corrections", "import"],
    ["corrections", "undo"],
]


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with open_writer(path) as writer:
        for number in range(3):
            writer.put(outcome(f"n{number}", days=10 * number), merge=merge)
    return path


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[object]:
    """Runs the whole program: exit code and stderr."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["pipeline", *arguments])
        with pytest.raises(SystemExit) as leave:
            main()
        return int(leave.value.code or 0), capsys.readouterr().err

    yield run


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(runner: CliRunner, command: list[str]) -> None:
    result = runner.invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert f"python -m pipeline {' '.join(command)}" in result.output


def test_help_comes_at_once() -> None:
    """The heavy parts are imported when they are needed; the best of three, for a busy machine."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "--help"], cwd=ROOT, capture_output=True, check=True
        )
        took.append(time.perf_counter() - start)
        assert b"Exit codes" in done.stdout
    assert min(took) < 0.5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "--out", "x.csv", "--store", "none.db"], "python -m pipeline run"),
        (["export", "--out", "x.xls"], "geojson"),
        (["export", "--out", "x"], "--format csv"),
        (["export", "--out", "no/such/folder/x.csv"], "cannot be written"),
        (["store", "status", "--store", "none.db"], "no store"),
        (["store", "backup", "store.db"], "exists already"),
        (["geocode", "--jsonl", "one.jsonl"], "two files"),
        (["geocode", "--jsonl", "one.jsonl", "two.jsonl"], "one.jsonl"),
        (["run", "nowhere.txt"], "nowhere.txt"),
        (["run", "--published", "tomorrow"], "tomorrow"),
        (["gazetteer", "add", "notes.txt"], "there is no file notes.txt"),
        (["gazetteer", "add", "store.db"], "allCountries"),
        (["gazetteer", "add-place", "Zyx", "95", "10"], "swapped"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_what_a_person_can_mend_is_a_sentence(
    spoken,
    store: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,  # type: ignore[no-untyped-def]
) -> None:
    monkeypatch.chdir(store.parent)
    monkeypatch.setenv("DATELINE_STORE", "store.db")
    code, said = spoken(*arguments)
    assert code == 2
    assert words in said and "Traceback" not in said


def test_export_writes_what_the_filter_leaves(runner: CliRunner, store: Path) -> None:
    out = store.with_name("events.jsonl")
    result = runner.invoke(
        app,
        [
            "export",
            "--out",
            str(out),
            "--from",
            "2025-11-01",
            "--actor",
            "usa",
            "--type",
            "mobilize",
            "--store",
            str(store),
        ],
    )
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["article_ids"] for line in out.read_text().splitlines()] == [
        ["n1"],
        ["n2"],
    ]


def test_export_of_nothing_says_so(runner: CliRunner, store: Path) -> None:
    out = store.with_name("events.csv")
    result = runner.invoke(
        app, ["export", "--out", str(out), "--type", "PROTEST", "--store", str(store)]
    )
    assert result.exit_code == 1 and out.read_text().startswith("event_id,")


def test_the_variable_names_the_store(
    runner: CliRunner, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_STORE", str(store))
    result = runner.invoke(app, ["store", "status", "--json"])
    status = json.loads(result.stdout)
    assert (status["articles"], status["events"], status["problems"]) == (3, 3, [])


def test_a_copy_is_made_and_put_back(runner: CliRunner, store: Path) -> None:
    copy = store.with_name("copy.db")
    where = ["--store", str(store)]
    assert runner.invoke(app, ["store", "backup", str(copy), *where]).exit_code == 0
    store.write_bytes(store.read_bytes()[:5000])
    assert runner.invoke(app, ["store", "status", *where]).exit_code != 0
    assert runner.invoke(app, ["store", "restore", str(copy), *where]).exit_code == 0
    assert runner.invoke(app, ["store", "status", *where]).exit_code == 0
    assert runner.invoke(app, ["store", "migrate", *where]).exit_code == 0


def write_lines(path: Path, *records: object) -> Path:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_dates_of_texts(runner: CliRunner, tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "in.jsonl",
        {"id": "x", "text": "The jets left on Thursday.", "reference": "2025-10-24", "lang": "en"},
        {"id": "y", "text": "Nothing here.", "reference": "2025-10-24", "lang": "en"},
    )
    out = tmp_path / "out.jsonl"
    result = runner.invoke(app, ["dates", str(source), str(out)])
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in out.read_text().splitlines())
    (when,) = first["whens"]
    assert (when["first"], when["last"], when["precision"]) == ("2025-10-23", "2025-10-23", "day")
    assert "Thursday" in "The jets left on Thursday."[when["start"] : when["end"]]
    assert second == {"id": "y", "whens": []}


def test_bad_lines_are_named_and_the_others_done(runner: CliRunner, tmp_path: Path) -> None:
    good = {"id": 1, "text": "On 3 May 2025.", "reference": "2025-05-04", "lang": "en"}
    source = write_lines(
        tmp_path / "in.jsonl",
        "no json",
        good,
        "",
        {"id": 2, "text": 5},
        [1],
        {"id": 3, "text": "x", "reference": "soon"},
    )
    out = tmp_path / "out.jsonl"
    result = runner.invoke(app, ["dates", str(source), str(out)])
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [1]
    for line in (1, 4, 5, 6):
        assert f"line {line}:" in result.stderr


def test_check_prints_the_grid_of_words(runner: CliRunner, store: Path) -> None:
    result = runner.invoke(app, ["check", "--json", "--store", str(store)])
    found = json.loads(result.stdout)
    by_name = {item["name"]: item for item in found["checks"]}
    assert by_name["store"]["ok"] and by_name["words"]["ok"] and by_name["installation"]["ok"]
    assert result.exit_code == (0 if all(item["ok"] for item in found["checks"]) else 1)
    assert set(found["coverage"]["protest"]) >= {"nl", "en", "es", "fr", "de"}
    assert all(found["coverage"]["protest"].values())


def test_check_says_what_is_broken(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(app, ["check", "--store", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "FAIL  store" in result.stdout and "python -m pipeline run" in result.stdout
