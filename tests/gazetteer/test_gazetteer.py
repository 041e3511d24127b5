"""The whole gazetteer: what comes first for names that several places bear, and coverage."""

from __future__ import annotations

import subprocess
import sys

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder

from pipeline import config
from pipeline.gazetteer import Gazetteer
from pipeline.gazetteer.geocoder import GazetteerGeocoder
from pipeline.lexicon import tokenise
from pipeline.model import Names, Point


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Amerika", "iso:USA"),
        ("America", "iso:USA"),
        ("Trinidad", "own:island/trinidad"),
        ("Washington", "gn:4140963"),
        ("Georgia", "iso:GEO"),
        ("Paris", "gn:2988507"),
        ("Abilene", "gn:4669635"),
        ("Gaza", "own:region/gaza-strip"),
        ("Valencia", "gn:2509954"),
        ("Texas", "adm1:US.TX"),
        ("Dyess", "icao:KDYS"),
        ("Venezuela", "iso:VEN"),
        ("New York", "gn:5128581"),
        ("Santiago", "gn:3871336"),
        ("Tripoli", "gn:2210247"),
        ("Birmingham", "gn:2655603"),
        ("San José", "gn:3621849"),
        ("Perm", "gn:511196"),
        ("Californië", "adm1:US.CA"),
        ("Moezel", "own:river/moselle"),
        ("Tibisco", "own:river/tisza"),
        ("Hohe Tatra", "own:mountains/tatra-mountains"),
        ("Vierwaldstättersee", "own:lake/lake-lucerne"),
        ("Costiera amalfitana", "own:region/amalfi-coast"),
        ("Gold Coast", "gn:2165087"),
        ("Curaçao", "iso:CUW"),
        ("Caribische Zee", "own:sea/caribbean-sea"),
        ("Crimée", "own:peninsula/crimea"),
        ("VS", "iso:USA"),
        ("EE. UU.", "iso:USA"),
        ("Londen", "gn:2643743"),
        ("Moskau", "gn:524901"),
        ("Schiphol", "icao:EHAM"),
        ("Hmeimim", "icao:OSLK"),
        ("Азовское море", "own:sea/sea-of-azov"),
        ("Rapides Parish", "adm2:US.LA.079"),
        ("Va.", "adm1:US.VA"),
        ("Écosse", "adm1:GB.SCT"),
    ],
)
def test_the_best_known_place_comes_first(gazetteer: Gazetteer, name: str, identity: str) -> None:
    found = gazetteer.lookup(name)
    assert found and found[0].id == identity, [entry.id for entry in found[:4]]


def test_other_places_of_the_name_are_kept(gazetteer: Gazetteer) -> None:
    assert {"FRA", "USA"} <= {entry.country for entry in gazetteer.lookup("Paris")}
    assert [entry.kind for entry in gazetteer.lookup("Georgia")[:2]] == ["country", "adm1"]
    assert gazetteer.lookup("Xyzzyville") == ()


def test_abbreviations_ask_for_capitals(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("US")[0].id == "iso:USA"
    assert "iso:USA" not in {entry.id for entry in gazetteer.lookup("us")}
    assert "adm1:US.VA" not in {entry.id for entry in gazetteer.lookup("Va")}


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Dyess Air Force Base in Texas", "Dyess Air Force Base"),
        ("Al-Udeid, Qatar", "Al-Udeid"),
        ("Venezuela's coast", "Venezuela"),
        ("Washington, D.C. said", "Washington, D.C."),
        ("St. Louis County", "St. Louis County"),
        ("Mo., where", "Mo."),
        ("zzz", ""),
        ("Bab el-Mandeb today", "Bab el-Mandeb"),
        ("U.S. bombers", "U.S."),
    ],
)
def test_the_longest_name_is_found(gazetteer: Gazetteer, text: str, covered: str) -> None:
    tokens = tokenise(text)
    count = gazetteer.longest(tokens, 0)
    assert (text[: tokens[count - 1].end] if count else "") == covered


def test_it_is_what_the_steps_ask_for(gazetteer: Gazetteer) -> None:
    names: Names = gazetteer
    assert names.entry("nothing") is None
    rota = gazetteer.by_icao("lert")
    assert rota and rota.kind == "navalbase" and gazetteer.country("ESP") in gazetteer.parents(rota)
    abilene = gazetteer.lookup("Abilene")[0]
    assert [entry.name for entry in gazetteer.parents(abilene)] == ["Texas", "United States"]
    near = gazetteer.airfields_near(Point(32.45, -99.73), km=30)
    assert "KDYS" in {entry.icao for entry in near}


def test_every_place_has_a_position_and_a_radius(gazetteer: Gazetteer) -> None:
    rows = gazetteer._parts.rows
    assert len(gazetteer) > 280_000
    assert (abs(rows["lat"]) <= 90).all() and (abs(rows["lon"]) <= 180).all()
    assert not ((rows["lat"] == 0) & (rows["lon"] == 0)).any()
    assert (rows["radius_km"] > 0).all()


def test_opening_needs_little_memory_and_time() -> None:
    program = (
        "import time; from pathlib import Path; "
        "from pipeline.gazetteer import open_gazetteer; began = time.perf_counter(); "
        f"known = open_gazetteer(Path({str(config.BUILD)!r})); known.lookup('Paris'); "
        "print(time.perf_counter() - began); status = Path('/proc/self/status'); "
        "print(status.read_text().split('VmRSS:')[1].split()[0] if status.exists() else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=config.ROOT
    )
    seconds, kilobytes = map(float, done.stdout.split())
    assert seconds < 0.5 and kilobytes / 1024 < 120


@pytest.fixture(scope="module")
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(gazetteer)


@pytest.mark.parametrize(
    ("query", "identity"),
    [
        ("Paris, Texas", "gn:4717560"),
        ("Dyess AFB", "icao:KDYS"),
        ("KDYS", "icao:KDYS"),
        ("golfo de México", "own:gulf/gulf-of-mexico"),
        ("Mer Noire", "own:sea/black-sea"),
        ("Straat van Hormuz", "own:strait/strait-of-hormuz"),
        ("Al-Udeid", "icao:OTBH"),
        ("RAF Fairford", "icao:EGVA"),
        ("Ramstein", "icao:ETAR"),
        ("Rota", "gn:2511700"),
        ("Rota (Spain)", "gn:2511700"),
        ("Caracas", "gn:3646738"),
        ("Georgia, USA", "adm1:US.GA"),
        ("Springfield, Ill.", "gn:4250542"),
        ("vliegbasis Volkel", "icao:EHVK"),
        ("Luftwaffenstützpunkt Ramstein", "icao:ETAR"),
    ],
)
def test_geocode_answers(geocoder: GazetteerGeocoder, query: str, identity: str) -> None:
    found = geocoder.geocode(query)
    assert found is not None and found.raw["id"] == identity


def test_geocode_keeps_geopys_manners(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    assert geocoder.geocode("Xyzzyville") is None
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode("  ")
    several = geocoder.geocode("Paris", exactly_one=False, country_codes=["us", "CAN"])
    assert {place.raw["country"] for place in several} == {"USA", "CAN"}
    assert {"id", "kind", "precision", "radius_km"} <= several[0].raw.keys()
    assert geocoder.reverse((52.37, 4.89)).raw["name"] == "Amsterdam"
    assert geocoder.reverse("-48.9, -123.4") is None
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse("somewhere")
