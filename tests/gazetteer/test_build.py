"""The build: atomic, deterministic, shared, and clear about what is wrong."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import config
from pipeline.errors import ConfigError
from pipeline.gazetteer import build, is_current, open_gazetteer, sources
from pipeline.gazetteer.rows import Quality, Row

HEADER = "kind,name,lat,lon,radius_km,country,rank,en,nl\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our tables beside three cities and one airfield, so that a build takes no time."""
    tables = tmp_path / "data" / "gazetteer"
    tables.mkdir(parents=True)
    for table in (config.DATA / "gazetteer").glob("*.csv"):
        shutil.copy(table, tables)
    keep_lines(tables / "admin2.csv", 1)
    keep_lines(tables / "abbreviations.csv", 1)
    (tables / "seas.csv").write_text(HEADER + "sea,Testing Sea,10,20,300,,1,,Proefzee\n")
    monkeypatch.setattr(sources, "cities", lambda *, iso3: iter(towns()))
    monkeypatch.setattr(sources, "airfields", lambda *, iso3: iter(()))
    return tmp_path / "data"


def keep_lines(path: Path, count: int) -> None:
    path.write_text(
        "".join(path.read_text(encoding="utf-8").splitlines(True)[:count]), encoding="utf-8"
    )


def towns() -> list[Row]:
    first = Row("gn:1", "Alpha", "city", 1.0, 1.0, "NLD", "NL.07", 500_000)
    second = Row("gn:2", "Alpha", "city", 2.0, 2.0, "BEL", "", 900)
    second.add(["Alphaville"], Quality.ALTERNATE)
    return [first, second, Row("gn:3", "Sana'a Town", "city", 3.0, 3.0, "YEM", "", 10)]


def test_a_build_answers_and_a_second_one_has_nothing_to_do(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build(data, out)
    assert first.fresh and first.places > 1000
    assert not build(data, out).fresh
    assert is_current(data, out)
    known = open_gazetteer(out)
    assert [entry.id for entry in known.lookup("alpha")] == ["gn:1", "gn:2"]
    assert known.lookup("Proefzee")[0].name == "Testing Sea"
    assert known.lookup("sanaa town")[0].id == "gn:3"
    assert known.entry("gn:2") == known.lookup("Alphaville")[0]


def test_the_same_input_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    builds = [tmp_path / "one", tmp_path / "two"]
    for out in builds:
        build(data, out)
    one, two = (
        {path.name: path.read_bytes() for path in out.glob("gazetteer-*/*")} for out in builds
    )
    assert one == two and len(one) == 8


def test_a_changed_table_builds_anew_while_the_old_one_stays_open(
    data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    build(data, out)
    before = open_gazetteer(out)
    seas = data / "gazetteer" / "seas.csv"
    seas.write_text(seas.read_text() + "bay,Testing Bay,11,21,30,,1,,Proefbaai\n")
    assert not is_current(data, out)
    assert build(data, out).fresh
    assert not before.lookup("Proefbaai") and before.lookup("Proefzee")
    assert open_gazetteer(out).lookup("Proefbaai")
    assert len(list(out.glob("gazetteer-*"))) == 1


def test_two_at_once_build_once(data: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: build(data, tmp_path / "out"), range(2)))
    assert sorted(report.fresh for report in reports) == [False, True]


def test_missing_and_damaged_builds_name_the_command(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(ConfigError, match="python -m pipeline gazetteer build"):
        open_gazetteer(out)
    build(data, out)
    for name in ("rows.npy", "names.marisa"):
        file = next(out.glob(f"gazetteer-*/{name}"))
        file.write_bytes(file.read_bytes()[:40])
        with pytest.raises(ConfigError, match="python -m pipeline gazetteer build"):
            open_gazetteer(out)
        build(data, out, force=True)
    assert open_gazetteer(out).lookup("Alpha")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("sea,No Place,91,20,300,,1\n", r"seas\.csv, row 3.*lat"),
        ("see,Wrong Kind,9,20,300,,1\n", r"seas\.csv, row 3.*no kind"),
        ("sea,Wrong Rank,9,20,300,,high\n", r"seas\.csv, row 3.*rank"),
        ("sea,Too Long,9,20,300,,1,,,,,,,\n", r"seas\.csv, row 3.*more cells"),
        ("sea,Testing Sea,9,20,300,,1\n", "two places have the id"),
    ],
)
def test_a_wrong_line_is_named(data: Path, tmp_path: Path, line: str, words: str) -> None:
    seas = data / "gazetteer" / "seas.csv"
    seas.write_text(seas.read_text() + line)
    with pytest.raises(ConfigError, match=words):
        build(data, tmp_path / "out")
    assert not list((tmp_path / "out").glob("gazetteer-*"))
