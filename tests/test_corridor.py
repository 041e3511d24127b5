"""The whole way from files to rows: the first real article, bad input in one run, two runs."""

from __future__ import annotations

import random
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pipeline import run
from pipeline.model import Article, Event, Issue
from pipeline.read import read
from pipeline.store.flat import to_row
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer

GOOD = "BREST - Plusieurs milliers de personnes ont manifesté mardi à Brest contre la fermeture."


def read_one(path: Path, kit: run.Kit) -> Article:
    items = list(read([path], settings=kit.settings.read, published=None, today=date(2026, 1, 1)))
    assert len(items) == 1
    assert isinstance(items[0], Article), items[0]
    return items[0]


@pytest.fixture(scope="module")
def seed(shared: Path, kit: run.Kit) -> tuple[Event, ...]:
    article = read_one(shared / "seeds" / "2025-10-24-nl.txt", kit)
    return run.extract(article, kit).events


def test_the_first_article_holds_exactly_two_events(seed) -> None:
    assert [(e.type, e.mode) for e in seed] == [("MOBILIZE", "air_show_of_force")] * 2


def test_the_b1_flight_of_the_first_article(seed) -> None:
    row = to_row(seed[0])
    assert (row["date_start"], row["date_end"]) == ("2025-10-23", "2025-10-23")
    assert (row["time_precision"], row["date_basis"]) == ("day", "relative")
    assert row["actor_countries"] == "USA"
    assert (row["aircraft_type"], row["aircraft_count_min"], row["aircraft_count_max"]) == (
        "B1",
        2,
        2,
    )
    assert row["callsigns"] == "BART21;BART22"
    assert row["origin_icao"] == "KDYS"
    assert (row["origin_lat"], row["origin_lon"]) == pytest.approx((32.42, -99.85), abs=0.02)
    assert row["via"] == "Caribbean Sea"
    assert row["destination_name"] == "Caracas"
    assert row["destination_reached"] is False
    assert row["geo_precision"] == "offset"
    assert row["claim_status"] == "disputed"
    claims = {(c.status, c.speaker): c.addressee for c in seed[0].claims}
    assert claims[("confirmed", "defence sources")] == "The Wall Street Journal"
    assert ("denied", "Donald Trump") in claims


def test_the_place_of_the_b1_flight_lies_in_the_water_off_venezuela(seed, kit) -> None:
    place = seed[0].place("location").place
    assert place.relation.distance_km == pytest.approx(50 * 1.852, rel=0.15)
    assert not kit.coast.is_land(place.point)
    assert 10.5 < place.point.lat < 13.5
    assert -73.0 < place.point.lon < -60.0


def test_the_b52_flight_of_the_week_before(seed) -> None:
    row = to_row(seed[1])
    assert (row["date_start"], row["date_end"]) == ("2025-10-13", "2025-10-19")
    assert row["time_precision"] == "week"
    assert (row["aircraft_type"], row["aircraft_count_min"]) == ("B52", 2)
    assert row["manoeuvre"] == "holding"
    assert row["geo_precision"] == "offset"
    assert row["lat"] > 10.6
    assert row["claim_status"] == "reported"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Good articles among everything that can be wrong with a file."""
    folder = tmp_path / "in"
    folder.mkdir()
    head = "---\nid: {id}\nlang: fr\npublished: {day}\n---\n"
    (folder / "a-good.md").write_text(head.format(id="good-1", day="2025-03-06") + GOOD)
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-binary.txt").write_bytes(bytes(range(256)) * 40)
    latin = "2025-03-06\nÀ Brest, des milliers de manifestants ont défilé mardi à Brest."
    (folder / "d-latin.txt").write_bytes(latin.encode("latin-1"))
    (folder / "e-noise.txt").write_bytes(random.Random(7).randbytes(50_000_000))
    (folder / "f-page.html").write_text(
        "<html><head><meta property='article:published_time' content='2025-03-06'>"
        "<title>Brest</title></head><body><script>alert(1)</script><article><p>"
        + (GOOD + " ") * 4
        + "</p></article></body></html>"
    )
    with zipfile.ZipFile(folder / "g-archive.zip", "w") as archive:
        archive.writestr("../../escape.md", head.format(id="zipped", day="2025-03-06") + GOOD)
    (folder / "h-9999.md").write_text(head.format(id="far", day="9999-12-31") + GOOD)
    (folder / "i-columns.csv").write_text("when,what\n2025-03-06,nothing\n")
    (folder / "j-good.md").write_text(head.format(id="good-2", day="2025-03-06") + GOOD)
    return folder


def test_bad_files_are_listed_and_good_ones_land(mixed: Path, tmp_path: Path, kit) -> None:
    store = tmp_path / "store.db"
    with open_writer(store) as writer:
        summary = run.ingest([mixed], kit=kit, writer=writer)
    labels = " ".join(f"{i.source} {i.message}" for i in summary.issues if i.severity == "error")
    for name in ("b-empty", "c-binary", "e-noise", "h-9999", "i-columns"):
        assert name in labels, f"{name} is not listed"
    assert not (tmp_path.parent / "escape.md").exists()
    with open_reader(store) as reader:
        assert {"good-1", "good-2", "zipped"} <= set(reader.articles()["id"])
        assert len(reader.frame()) >= 1


def test_a_second_run_changes_nothing(mixed: Path, tmp_path: Path, kit) -> None:
    store = tmp_path / "store.db"
    with open_writer(store) as writer:
        first = run.ingest([mixed / "a-good.md"], kit=kit, writer=writer)
    with open_reader(store) as reader:
        before, version = reader.frame(), reader.version()
    with open_writer(store) as writer:
        second = run.ingest([mixed / "a-good.md"], kit=kit, writer=writer)
    with open_reader(store) as reader:
        assert before.equals(reader.frame())
        assert reader.version() == version
    assert (first.articles, first.unchanged) == (1, 0)
    assert (second.articles, second.unchanged) == (1, 1)


def test_every_issue_is_a_sentence_that_says_where(mixed: Path, kit, tmp_path: Path) -> None:
    with open_writer(tmp_path / "store.db") as writer:
        issues = run.ingest([mixed], kit=kit, writer=writer).issues
    for issue in issues:
        assert isinstance(issue, Issue)
        assert len(issue.message) > 20
        assert str(tmp_path) not in issue.message or issue.source
