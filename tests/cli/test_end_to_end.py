"""Articles in, rows out, through the real words and the real gazetteer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app

ARTICLE = """---
id: b52
lang: en
published: 2025-11-21
publisher: Example Post
title: Bombers off Venezuela
url: https://example.org/b52
---
Two US Air Force B-52 bombers flew from Minot Air Force Base towards Caracas on Thursday.
They turned back about 60 miles off the coast of Venezuela, the Pentagon confirmed.
"""


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "b52.md").write_text(ARTICLE)
    (articles / "empty.txt").write_text("")
    (articles / "noise.txt").write_bytes(bytes(range(256)) * 40)
    return articles


def run(runner: CliRunner, *arguments: str, code: int = 0) -> str:
    result = runner.invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.stdout


def test_good_articles_land_and_bad_ones_are_listed(runner: CliRunner, folder: Path) -> None:
    store = str(folder.with_name("store.db"))
    first = json.loads(run(runner, "run", str(folder), "--store", store, "--json", code=1))
    assert first["articles"] == 1 and first["events"] >= 1
    bad = {
        issue["source"].rpartition("/")[2]
        for issue in first["issues"]
        if issue["severity"] == "error"
    }
    assert bad == {"empty.txt", "noise.txt"}
    again = json.loads(run(runner, "run", str(folder), "--store", store, "--json", code=1))
    assert (again["unchanged"], again["events"]) == (1, first["events"])
    out = folder.with_name("events.jsonl")
    run(runner, "export", "--out", str(out), "--store", store)
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    flight = next(row for row in rows if row["aircraft_type"] == ["B52"])
    assert flight["date_start"] == "2025-11-20"
    assert flight["article_ids"] == ["b52"] and "Minot" in flight["origin_name"]
    assert (
        ARTICLE.partition("---\n")[2].partition("---\n")[2][
            flight["evidence_start"] : flight["evidence_end"]
        ]
        == flight["evidence"]
    )


def test_only_good_articles_give_exit_code_0(runner: CliRunner, folder: Path) -> None:
    store = str(folder.with_name("store.db"))
    out = run(runner, "run", str(folder / "b52.md"), "--store", store)
    assert "1 articles read" in out


def test_names_and_phrases_have_positions(runner: CliRunner) -> None:
    texts = ["Caracas", "50 miles off the coast of Venezuela", "Paris, Texas", "Qwxzjk"]
    found = json.loads(run(runner, "geocode", *texts, "--json", code=1))
    caracas, offshore, paris, unknown = found
    assert abs(caracas["lat"] - 10.5) < 0.2 and abs(caracas["lon"] + 66.9) < 0.2
    assert offshore["precision"] == "offset" and offshore["lat"] > 10.5
    assert abs(paris["lat"] - 33.66) < 0.2 and abs(paris["lon"] + 95.55) < 0.2
    assert unknown["lat"] is None and unknown["name"] is None


def test_geocode_reads_and_writes_json_lines(runner: CliRunner, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "Utrecht"}\n{"id": 2, "text": "Qwxzjk"}\n')
    run(runner, "geocode", "--jsonl", str(source), str(out))
    first, second = (json.loads(line) for line in out.read_text().splitlines())
    columns = ["id", "name", "lat", "lon", "radius_km", "precision", "gazetteer_id", "area"]
    assert list(first) == columns
    assert first["id"] == 1 and abs(first["lat"] - 52.09) < 0.1
    assert second["id"] == 2 and set(second.values()) == {2, None}


def test_toponyms_have_offsets_and_reasons(runner: CliRunner, tmp_path: Path) -> None:
    text = "The ship left Rotterdam for Hamburg, Washington said. Paris Hilton was not on board."
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "x", "text": text, "lang": "en"}) + "\n")
    run(runner, "places", str(source), str(out), "--explain")
    (record,) = (json.loads(line) for line in out.read_text().splitlines())
    by_text = {item["text"]: item for item in record["toponyms"]}
    assert {"Rotterdam", "Hamburg"} <= set(by_text)
    for item in record["toponyms"]:
        assert text[item["start"] : item["end"]] == item["text"] and item["rule"]
    assert by_text["Rotterdam"]["kind"] == "literal"
    assert all(item["reason"] for item in record["refused"])
    assert "Paris" not in by_text


def test_if_empty_reads_once(runner: CliRunner, tmp_path: Path) -> None:
    article, store = tmp_path / "a.txt", str(tmp_path / "s.db")
    article.write_text("2025-10-24\nIn Gent staakten maandag de buschauffeurs.\n")
    first = runner.invoke(app, ["run", str(article), "--if-empty", "--store", store])
    assert "1 articles read" in first.stdout
    article.write_text("2025-10-24\nIn Luik staakten maandag de buschauffeurs.\n")
    second = runner.invoke(app, ["run", str(article), "--if-empty", "--store", store])
    assert (second.exit_code, second.stdout) == (0, "")
