"""What kind of place it is, how large, and in which country, from each service's own words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer.kinds import KINDS
from pipeline.geocoders.extent import MOST_KM, found, iso3, radius_km
from pipeline.geocoders.features import TYPES, of_geonames
from tests.geocoders import replies


def read(raw: Any) -> Any:
    return found(raw, "there", lat=replies.LAT, lon=replies.LON)


def test_the_four_services_agree_on_the_same_place() -> None:
    island = read(replies.nominatim())
    assert (island.precision, island.kind, island.country) == ("adm2", "island", "VEN")
    assert island.radius_km == pytest.approx(15.5, abs=0.5)  # half of 22 km by 22 km, crosswise
    assert island.id == "osm:relation/272644"
    for other in (read(replies.photon()), read(replies.geonames())):
        assert (other.precision, other.kind, other.country) == ("adm2", "island", "VEN")
    assert read(replies.photon()).radius_km == island.radius_km
    town = read(replies.pelias())
    assert (town.precision, town.country, town.radius_km) == ("city", "VEN", island.radius_km)
    assert read(replies.geonames()).radius_km == 60.0  # no box: what is typical


@pytest.mark.parametrize(
    ("raw", "precision", "kind"),
    [
        (replies.nominatim(addresstype="country"), "country", "country"),
        (replies.nominatim(addresstype="state"), "adm1", "adm1"),
        (replies.nominatim(addresstype="county"), "adm2", "adm2"),
        (replies.nominatim(addresstype="village"), "city", "city"),
        (replies.nominatim(addresstype="building"), "exact", "site"),
        (replies.nominatim(addresstype="aeroway", type="aerodrome"), "site", "site"),
        (replies.nominatim(addresstype="bay"), "water_body", "bay"),
        (replies.nominatim(addresstype="", type="sea"), "water_body", "sea"),
        (replies.nominatim(addresstype="x", type="y", **{"class": "z"}), "city", "city"),
        (replies.photon(osm_value="city"), "city", "city"),
        (replies.photon(osm_value="administrative", type="state"), "adm1", "adm1"),
        (replies.photon(osm_value="yes", type="house"), "exact", "site"),
        (replies.photon(osm_value="x", type="other", osm_key="natural"), "site", "site"),
        (replies.pelias(layer="venue"), "site", "site"),
        (replies.pelias(layer="region"), "adm1", "adm1"),
        (replies.pelias(layer="macrocounty"), "adm2", "adm2"),
        (replies.pelias(layer="ocean"), "water_body", "ocean"),
        (replies.pelias(layer="dependency"), "country", "territory"),
        (replies.geonames(fcl="A", fcode="PCLI"), "country", "country"),
        (replies.geonames(fcl="A", fcode="ADM1"), "adm1", "adm1"),
        (replies.geonames(fcl="A", fcode="ADM3"), "adm2", "adm2"),
        (replies.geonames(fcl="P", fcode="PPLA2"), "city", "city"),
        (replies.geonames(fcl="H", fcode="GULF"), "water_body", "bay"),
        (replies.geonames(fcl="S", fcode="AIRB"), "site", "site"),
        (replies.geonames(fcl="T", fcode="ISLS"), "adm1", "archipelago"),
        (replies.geonames(fcl="", fcode=""), "city", "city"),
    ],
)
def test_words_for_kinds(raw: Any, precision: str, kind: str) -> None:
    place = read(raw)
    assert (place.precision, place.kind) == (precision, kind)


def test_a_box_of_geonames_is_read() -> None:
    box = {"west": -66.3, "south": 11.7, "east": -66.1, "north": 11.9, "accuracyLevel": 0}
    assert read(replies.geonames(bbox=box)).radius_km == pytest.approx(15.5, abs=0.5)


@pytest.mark.parametrize(
    "box",
    [None, [], ["a", "b", "c", "d"], ["11.9", "11.7", "-66.3", "-66.1"], "1234", [1, 2, 3],
     [None] * 4, ["-95", "95", "1", "2"], {"a": 1}, ["11.8", "11.8", "-66.2", "-66.2"]],
)  # fmt: skip
def test_a_box_that_is_none_leaves_the_typical_radius(box: Any) -> None:
    assert read(replies.nominatim(boundingbox=box)).radius_km == 60.0


def test_a_box_across_the_antimeridian() -> None:
    fiji = radius_km((177.0, -19.0, -178.0, -16.0), "country")
    assert 280 < fiji < 340
    assert radius_km((177.0, -19.0, 182.0, -16.0), "country") == fiji
    whole = radius_km((-180.0, -19.0, 180.0, -16.0), "country")
    assert whole == pytest.approx(236, abs=2)  # its width says nothing; its height stands in


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ve", "VEN"), ("VEN", "VEN"), (" De ", "DEU"), ("", ""), ("xx", ""), ("XYZ", "")],
)  # fmt: skip
def test_countries(code: str, expected: str) -> None:
    assert iso3(code) == expected


def test_every_word_leads_to_a_kind_of_the_gazetteer() -> None:
    for precision, kind in TYPES.values():
        assert kind in KINDS and (precision == KINDS[kind].precision or precision == "exact")
    assert of_geonames("P", "PPLC") == "town" and of_geonames("", "Q") == ""


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
KEYS = ("boundingbox", "addresstype", "address", "osm_id", "osm_type", "lat", "lon", "bbox",
        "properties", "geometry", "lng", "fcode", "fcl", "countryCode")  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), ANY) | ANY)
def test_any_reply_gives_a_sound_place_or_none(raw: Any) -> None:
    place = read(raw)
    if place is not None:
        assert 0 < place.radius_km <= MOST_KM and place.kind in KINDS
        assert place.country == "" or len(place.country) == 3
