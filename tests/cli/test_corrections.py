"""The commands for corrections: what they print, their exit codes, and files that go round."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import review
from pipeline.cli.app import app
from pipeline.corrections import Correction, Note
from pipeline.dedup import merge
from pipeline.errors import BadInput
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.corrections.corrected import wanted
from tests.store.samples import outcome


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with open_writer(path) as writer:
        for name in ("a", "b"):
            writer.put(outcome(name), merge=merge)
    return path


@pytest.fixture
def noted(store: Path) -> Correction:
    with open_reader(store) as reader:
        target = review.about(reader, outcome("a").events)
    made = wanted(Note("note"), target=target, reason="look at\nthe map")
    review.keep(store, [made])
    return made


def say(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["corrections", *map(str, arguments)])
    if isinstance(result.exception, BadInput):
        return 2, str(result.exception)
    return result.exit_code, result.output


def test_nothing_is_corrected_yet(store: Path) -> None:
    assert say("list", "--store", store) == (0, "No corrections.\n")
    assert say("list", "--json", "--store", store) == (0, "[]\n")


def test_the_list_tells_who_when_what_and_why(store: Path, noted: Correction) -> None:
    code, told = say("list", "--store", store)
    event_id = outcome("a").events[0].id
    assert code == 0
    assert (
        told
        == f"{noted.id} 2025-11-28 12:00 Ana: note ({event_id}) – look at the map\n1 correction\n"
    )
    (record,) = json.loads(say("list", "--event", event_id, "--json", "--store", store)[1])
    assert (record["state"], record["event_ids"], record["author"]) == ("holds", [event_id], "Ana")
    assert say("list", "--event", "ev-none", "--store", store)[1] == "No corrections.\n"


def test_out_and_in_again(store: Path, noted: Correction, tmp_path: Path) -> None:
    file, fresh = tmp_path / "patch.jsonl", tmp_path / "fresh.db"
    assert say("export", file, "--store", store)[1].startswith("1 correction in ")
    assert say("import", file, "--store", store) == (0, "0 new (0 fit, 0 fit nothing), 1 known\n")
    code, told = say("import", file, "--store", fresh)
    assert code == 1
    assert "the article a is not in the store" in told
    assert "1 new (0 fit, 1 fit nothing), 0 known" in told


def test_undoing_and_undoing_that(store: Path, noted: Correction) -> None:
    by = ("--author", "Bo", "--reason", "no", "--store", store)
    code, told = say("undo", noted.id[:9], *by)
    assert code == 0 and told.endswith(f"undoes {noted.id[:9]}\n")
    assert "[undone] – look at the map" in say("list", "--store", store)[1]
    assert say("undo", noted.id, *by)[0] == 2
    assert say("undo", told.split()[0], *by)[0] == 0
    assert "[undone] – look" not in say("list", "--store", store)[1]


def test_what_a_person_can_mend_is_told(store: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("a;b\n")
    code, told = say("import", bad, "--store", store)
    assert code == 2 and "no file of corrections" in told
    code, told = say("undo", "co-1", "--author", "Bo", "--reason", "no", "--store", store)
    assert code == 2 and "corrections list" in told
    code, told = say("export", tmp_path / "no" / "where.jsonl", "--store", store)
    assert code == 2 and "cannot be written" in told
