"""Our tables of islands, capes, waters and ports: where they lie and what their names find."""

from __future__ import annotations

import pytest

from pipeline import config
from pipeline.gazetteer import Gazetteer, tables
from pipeline.gazetteer.rows import Row
from pipeline.model import Point
from pipeline.relative import Coast

COAST = Coast.open(config.DATA / "basemap" / "land.geojson")
OFF_KM = 25.0  # capes on rocks before the coast, and islets that the coastline leaves out
WATERS = frozenset({"sea", "gulf", "bay", "strait", "sound", "channel", "reef"})
INLAND_KM = 12.0  # ends of narrow inlets that the coastline leaves out
INLAND_SEAS = frozenset({"Aral Sea", "Dead Sea"})
GREAT_LAKES = (41.0, 49.0, -93.0, -76.0)  # south, north, west, east: lakes count as land


def rows(table: str) -> list[Row]:
    return list(tables.places(config.DATA / "gazetteer" / table))


def by_the_great_lakes(row: Row) -> bool:
    south, north, west, east = GREAT_LAKES
    return south < row.lat < north and west < row.lon < east


def test_capes_lie_on_the_coast() -> None:
    capes = [row for row in rows("islands.csv") if row.kind == "cape"]
    assert len(capes) > 300
    astray = [row.name for row in capes if COAST.to_coast_km(Point(row.lat, row.lon)) > OFF_KM]
    assert astray == []


def test_waters_do_not_lie_inland() -> None:
    waters = [row for row in rows("seas.csv") if row.kind in WATERS and not by_the_great_lakes(row)]
    points = [(r.name, Point(r.lat, r.lon)) for r in waters if r.name not in INLAND_SEAS]
    inland = [
        name
        for name, point in points
        if COAST.is_land(point) and COAST.to_coast_km(point) > INLAND_KM
    ]
    assert inland == []


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Ras Tanura terminal", 26.7, 50.2),
        ("Fujairah anchorage", 25.2, 56.5),
        ("Basra Oil Terminal", 29.7, 48.8),
        ("Tg. Piai", 1.3, 103.5),
        ("Pulau Tioman", 2.8, 104.2),
        ("Koh Tao", 10.1, 99.8),
        ("Kaap Gris-Nez", 50.9, 1.6),
        ("Ouessant", 48.5, -5.1),
        ("Cefalonia", 38.2, 20.6),
        ("Deutsche Bucht", 54.0, 7.7),
        ("bocas del Dragón", 10.7, -61.8),
        ("Dogger Bank", 54.8, 2.3),
        ("Forcados Terminal", 5.4, 5.4),
    ],
)
def test_names_in_several_languages_find_the_place(
    gazetteer: Gazetteer, name: str, lat: float, lon: float
) -> None:
    found = gazetteer.lookup(name)
    assert found, name
    assert abs(found[0].point.lat - lat) < 1.5 and abs(found[0].point.lon - lon) < 1.5


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("St. Thomas", {"city", "territory", "adm2"}),
        ("Staten Island", {"island"}),
        ("Ithaca", {"city"}),
        ("Santiago", {"capital"}),
        ("Choiseul", {"adm1", "city"}),
        ("New Providence", {"adm1", "city"}),
    ],
)
def test_small_islands_leave_their_name_to_those_that_bear_it(
    gazetteer: Gazetteer, name: str, kinds: set[str]
) -> None:
    assert gazetteer.lookup(name)[0].kind in kinds


@pytest.mark.parametrize("word", ["Juist", "Stad", "Vis", "Ios", "Ons", "Fogo", "Flotta"])
def test_ordinary_words_are_no_islands(gazetteer: Gazetteer, word: str) -> None:
    assert "island" not in {entry.kind for entry in gazetteer.lookup(word)}
