"""Online geocoders behind the gazetteer: asked once, kept in the store, never in the way."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.store.read import open_reader
from tests.geocoders.loopback import Server, serving
from tests.geocoders.replies import nominatim

NAMES = ("Qarnabast", "Vuldozek", "Brixholt", "Ostrameen")
NOBODY = "127.0.0.1:9"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as opened:
        opened.say([nominatim(display_name="Qarnabast, Aruba", addresstype="village",
                              address={"country_code": "aw"})])  # fmt: skip
        yield opened


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Names services and their addresses in the settings; the store is a fresh one."""
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "store.db"))

    def set_services(**addresses: str) -> None:
        tables = [
            {"name": name, "user_agent": "test", "min_delay_s": 0, "timeout_s": 2,
             "options": {"domain": address, "scheme": "http", "proxies": {}}}
            for name, address in addresses.items()
        ]  # fmt: skip
        monkeypatch.setenv("DATELINE_GEOCODERS", json.dumps(tables))

    return set_services


def articles(folder: Path) -> Path:
    made = folder / "articles"
    made.mkdir()
    for day, name in enumerate(NAMES, start=10):
        head = f"---\ntitle: Shelling in {name}\npublished: 2025-10-{day}\npublisher: Desk\n---\n"
        text = f"Artillery shelled houses in {name} on Thursday, killing four people.\n"
        (made / f"{name}.md").write_text(head + text, encoding="utf-8")
    return made


def run(*words: str | Path) -> Any:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_only_the_unknown_is_asked_and_only_once(server: Server, use: Any) -> None:
    use(nominatim=server.address)
    for _ in range(2):
        known, found = json.loads(run("geocode", "Caracas", "Qarnabast", "--json").stdout)
        assert known["gazetteer_id"].startswith("gn:") and found["name"] == "Qarnabast, Aruba"
        assert (found["lat"], found["lon"]) == (11.8, -66.18)
        assert (found["precision"], found["gazetteer_id"]) == ("city", "osm:relation/272644")
        assert found["radius_km"] == pytest.approx(15.5, abs=0.5)
    assert server.words == ["Qarnabast"]


def test_a_service_that_is_down_is_told_by_the_command(use: Any) -> None:
    use(nominatim=NOBODY)
    result = run("geocode", "Caracas", "Qarnabast", "Vuldozek")
    assert result.exit_code == 1 and "Qarnabast: not known" in result.stdout
    assert result.stderr.count("the geocoder nominatim cannot be used now") == 1


def test_without_a_network_a_run_ends_with_one_message_a_service(use: Any, tmp_path: Path) -> None:
    use(nominatim=NOBODY, photon=NOBODY)
    began = time.monotonic()
    result = run("run", articles(tmp_path))
    assert time.monotonic() - began < 30
    assert result.exit_code == 0, result.output
    lines = [line for line in result.stderr.splitlines() if "cannot be used now" in line]
    assert [line.split()[3] for line in lines] == ["nominatim", "photon"]
    with open_reader(tmp_path / "store.db") as reader:
        rows = list(reader.rows())
        told = [issue for issue in reader.issues() if issue.code == "geocoder_failed"]
    assert {row["place_name"] for row in rows} == set(NAMES)
    assert all(row["lat"] is None and row["lon"] is None for row in rows)
    assert len(told) == 2 and all(NOBODY not in issue.message for issue in told)


def test_what_was_read_without_a_network_is_read_again_with_one(
    server: Server, use: Any, tmp_path: Path
) -> None:
    made = articles(tmp_path)
    use(nominatim=NOBODY)
    run("run", made)
    use(nominatim=server.address)
    assert "(0 unchanged)" in run("run", made).stdout
    assert len(server.asked) == len(NAMES)
    assert f"({len(NAMES)} unchanged)" in run("run", made).stdout
    assert len(server.asked) == len(NAMES)
    with open_reader(tmp_path / "store.db") as reader:
        events = list(reader.events())
        assert [issue for issue in reader.issues() if issue.code == "geocoder_failed"] == []
    places = [item.place for event in events for item in event.places]
    assert {(place.country, place.precision) for place in places} == {("ABW", "city")}
    assert all(place.rule.startswith("asked of nominatim: “") for place in places)


def test_a_service_that_is_added_later_places_what_was_nowhere(
    server: Server, use: Any, tmp_path: Path
) -> None:
    made = articles(tmp_path)
    use()
    run("run", made)
    use(nominatim=server.address)
    assert "(0 unchanged)" in run("run", made).stdout
    assert len(server.asked) == len(NAMES)
