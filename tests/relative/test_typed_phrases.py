"""Phrases as people type them on the command line, in seven languages, with nothing around them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import config
from pipeline.cli.app import app
from pipeline.cli.geocode import Locator
from pipeline.model import Point
from pipeline.relative import Coast
from pipeline.relative.geodesy import distance_km
from pipeline.run import Kit

COAST = Coast.open(config.DATA / "basemap" / "land.geojson")
# What is typed, where it is, and within how many kilometres.
TYPED = [
    ("50 nm north of La Orchila", Point(12.63, -66.15), 20.0),
    ("midway between Malta and Crete", Point(35.6, 19.6), 60.0),
    ("30 miles inland from Beira", Point(-19.9, 34.4), 50.0),
    ("ten noorden van de kust van Venezuela", Point(11.1, -66.8), 120.0),
    ("halverwege tussen Malta en Kreta", Point(35.6, 19.6), 60.0),
    ("20 mijl ten westen van IJmuiden", Point(52.46, 4.14), 25.0),
    ("180 km al este de Caracas", Point(10.49, -65.24), 10.0),
    ("a medio camino entre Málaga y Melilla", Point(36.0, -3.7), 25.0),
    ("frente a las costas de Chile", Point(-33.4, -72.3), 200.0),
    ("à 30 milles au large de Brest", Point(48.3, -5.2), 45.0),
    ("entre Calais et Douvres", Point(51.04, 1.58), 15.0),
    ("à la frontière franco-espagnole", Point(42.7, 0.6), 150.0),
    ("rund 40 Kilometer südlich von Malta", Point(35.45, 14.5), 25.0),
    ("auf halbem Weg zwischen Rügen und Bornholm", Point(54.8, 14.2), 25.0),
    ("im Norden von Mali", Point(20.0, -2.0), 200.0),
    ("a 20 milhas da costa de Pernambuco", Point(-8.2, -34.6), 90.0),
    ("120 km a noroeste de Luanda", Point(-8.07, 12.47), 15.0),
    ("na fronteira do Brasil com a Bolívia", Point(-13.4, -61.9), 400.0),
    ("tra Lampedusa e Malta", Point(35.75, 13.4), 40.0),
    ("al largo delle coste libiche", Point(33.3, 13.0), 100.0),
    ("a 15 miglia a sud di Pantelleria", Point(36.6, 11.95), 15.0),
]


@pytest.mark.parametrize(("text", "where", "within_km"), TYPED)
def test_a_typed_phrase_is_placed(kit: Kit, text: str, where: Point, within_km: float) -> None:
    found = Locator(kit).locate(text)
    assert found["lat"] is not None
    assert distance_km(Point(found["lat"], found["lon"]), where) <= within_km
    assert found["name"] == text
    assert found["area"]["type"] in {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize(
    "text", ["off the coast of Oman", "voor de kust van Senegal", "vor der Küste Libyens"]
)
def test_what_is_off_a_coast_lies_in_the_water(kit: Kit, text: str) -> None:
    found = Locator(kit).locate(text)
    assert not COAST.is_land(Point(found["lat"], found["lon"]))


def test_json_brings_the_area(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    phrase = "40 km south of Kharkiv"
    result = CliRunner().invoke(app, ["geocode", "--json", "--store", store, phrase, "Kharkiv"])
    assert result.exit_code == 0, result.output
    offset, town = json.loads(result.stdout)
    assert offset["area"]["type"] == "Polygon"
    assert town["area"] is None
