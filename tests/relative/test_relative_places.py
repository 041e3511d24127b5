"""Relative places of lines and documents, on the real coast."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pipeline import config
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Entry, Place, Point, Sentence, Span, Token
from pipeline.read import to_document
from pipeline.recognise.places import find_places
from pipeline.relative import Coast, parse_relative, place_offsets
from pipeline.relative.geodesy import bearing_deg, distance_km
from pipeline.resolve import Prior, resolve

CARACAS = Point(10.49, -66.88)
KHARKIV = Point(49.98, 36.25)
VENEZUELA = Point(8.0, -66.0)


@pytest.fixture(scope="module")
def coast() -> Coast:
    """The coastline of the project."""
    return Coast.open(config.DATA / "basemap" / "land.geojson")


def entry(name: str, point: Point, country: str, kind: str = "city", radius: float = 8.0) -> Entry:
    """A row of a gazetteer."""
    precision = "country" if kind == "country" else "city"
    return Entry(f"test:{name}", name, kind, point, country, "", 100_000, precision, radius)


ROWS = {
    "caracas": entry("Caracas", CARACAS, "VEN"),
    "charkiw": entry("Charkiw", KHARKIV, "UKR"),
    "kharkiv": entry("Kharkiv", KHARKIV, "UKR"),
    "harlingen": entry("Harlingen", Point(53.17, 5.42), "NLD"),
    "bari": entry("Bari", Point(41.13, 16.87), "ITA"),
    "durrës": entry("Durrës", Point(41.32, 19.45), "ALB"),
    "benghazi": entry("Benghazi", Point(32.12, 20.07), "LBY"),
    "venezuela": entry("Venezuela", VENEZUELA, "VEN", "country", 600.0),
    "poland": entry("Poland", Point(52.0, 20.0), "POL", "country", 350.0),
    "belarus": entry("Belarus", Point(53.5, 28.0), "BLR", "country", 300.0),
}


class OwnNames:
    """A gazetteer of the few places that the tests name."""

    def lookup(self, name: str, lang: str | None = None) -> list[Entry]:
        """The row of this name."""
        found = ROWS.get(name.lower())
        return [found] if found else []

    def longest(self, tokens: tuple[Token, ...], at: int) -> int:
        """One token or none."""
        return int(tokens[at].lower in ROWS)

    def entry(self, gazetteer_id: str) -> Entry | None:
        """The row with this id."""
        return next((row for row in ROWS.values() if row.id == gazetteer_id), None)


def parse(text: str, words: Lexicon, coast: Coast, *, at_sea: bool = False) -> Place:
    """The place of a line, which must have one."""
    place = parse_relative(text, words, OwnNames(), coast, at_sea=at_sea)
    assert place is not None, text
    assert place.point is not None
    return place


@pytest.mark.parametrize(
    ("text", "anchor", "km", "bearing"),
    [
        ("35 km south of Kharkiv", KHARKIV, 35.0, 180.0),
        ("about 40 miles northeast of Kharkiv", KHARKIV, 64.4, 45.0),
        ("zo'n 35 kilometer ten zuiden van Charkiw", KHARKIV, 35.0, 180.0),
        ("op 20 kilometer ten noordwesten van Charkiw", KHARKIV, 20.0, 315.0),
        ("a unos 35 kilómetros al sur de Kharkiv", KHARKIV, 35.0, 180.0),
        ("à 35 km au sud de Kharkiv", KHARKIV, 35.0, 180.0),
        ("a cerca de 35 quilómetros a sul de Kharkiv", KHARKIV, 35.0, 180.0),
        ("a 35 quilômetros ao sul de Kharkiv", KHARKIV, 35.0, 180.0),
        ("a circa 35 chilometri a sud di Kharkiv", KHARKIV, 35.0, 180.0),
        ("35 Kilometer südlich von Charkiw", KHARKIV, 35.0, 180.0),
        ("twenty-five km west of Kharkiv", KHARKIV, 25.0, 270.0),
        ("10 nautical miles north of Harlingen", Point(53.17, 5.42), 18.52, 0.0),
    ],
)
def test_distance_and_bearing(
    words: Lexicon, coast: Coast, text: str, anchor: Point, km: float, bearing: float
) -> None:
    place = parse(text, words, coast)
    assert place.point is not None
    assert distance_km(anchor, place.point) == pytest.approx(km, rel=0.01)
    turned = (bearing_deg(anchor, place.point) - bearing + 180) % 360 - 180
    assert abs(turned) < 1.0
    assert place.radius_km == max(25.0, round(0.3 * km, 1))
    assert place.text == text


@pytest.mark.parametrize(
    "text",
    [
        "about 50 miles off the coast of Venezuela",
        "ongeveer 80 kilometer voor de kust van Venezuela",
        "a unas 45 millas de la costa de Venezuela",
        "à 80 km au large de Venezuela",
        "a cerca de 80 quilómetros ao largo da costa da Venezuela",
        "a circa 45 miglia dalle coste del Venezuela",
        "rund 80 Kilometer vor der Küste von Venezuela",
    ],
)
def test_off_a_coast_is_in_the_water(words: Lexicon, coast: Coast, text: str) -> None:
    place = parse(text, words, coast)
    assert place.point is not None
    assert not coast.is_land(place.point)
    assert place.relation is not None
    assert place.relation.offshore is True
    assert place.relation.distance_km is not None
    assert coast.to_coast_km(place.point) == pytest.approx(place.relation.distance_km, rel=0.3)
    assert distance_km(CARACAS, place.point) < 250  # off the capital when nothing else is named


@pytest.mark.parametrize(
    "text",
    [
        "ten noorden van de kust van Venezuela",
        "north of the coast of Venezuela",
        "al norte de la costa de Venezuela",
        "au nord des côtes de Venezuela",
        "nördlich der Küste von Venezuela",
    ],
)
def test_without_a_distance_the_radius_is_wide(words: Lexicon, coast: Coast, text: str) -> None:
    place = parse(text, words, coast)
    assert place.point is not None
    assert place.point.lat > CARACAS.lat
    assert not coast.is_land(place.point)
    assert place.radius_km == 150.0


def test_miles_of_ships_are_nautical(words: Lexicon, coast: Coast) -> None:
    on_land = parse("30 miles west of Harlingen", words, coast)
    of_ships = parse("30 miles west of Harlingen", words, coast, at_sea=True)
    assert on_land.relation is not None
    assert of_ships.relation is not None
    assert on_land.relation.distance_km == pytest.approx(48.28, abs=0.01)
    assert of_ships.relation.distance_km == pytest.approx(55.56, abs=0.01)


def test_inland_is_on_land(words: Lexicon, coast: Coast) -> None:
    place = parse("40 km inland from Benghazi", words, coast)
    assert place.point is not None
    assert coast.is_land(place.point)
    assert place.relation is not None
    assert place.relation.offshore is False


def test_between_is_half_way(words: Lexicon, coast: Coast) -> None:
    place = parse("the waters between Bari and Durrës", words, coast)
    assert place.point is not None
    assert not coast.is_land(place.point)
    assert 17.0 < place.point.lon < 19.4


def test_border_lies_between_both_countries(words: Lexicon, coast: Coast) -> None:
    place = parse("along the border between Poland and Belarus", words, coast)
    assert place.point is not None
    assert 22.5 < place.point.lon < 24.5


@pytest.mark.parametrize(
    "text",
    [
        "5000 feet north of Kharkiv",
        "200 yards off Harlingen",
        "It took off Caracas time",
        "9000 km west of Kharkiv",
        "35 km south of Nowhereville",
        "the talks with Kharkiv",
    ],
)
def test_refused(words: Lexicon, coast: Coast, text: str) -> None:
    assert parse_relative(text, words, OwnNames(), coast, lang="en") is None


def test_a_longer_unknown_name_is_not_its_part(words: Lexicon, coast: Coast) -> None:
    text = "3 nm off Harlingen Fairway Buoy"
    assert parse_relative(text, words, OwnNames(), coast, lang="en") is None


def document(text: str, lang: str) -> Document:
    """An article of one sentence."""
    sentence = Sentence(Span(0, len(text)), lang, "body", 0, tokenise(text))
    return Document(Article("a", text, date(2025, 10, 24), lang=lang), (sentence,))


def resolved(text: str, name: str) -> Place:
    """The place that resolution gives for a name of the text."""
    row = ROWS[name.lower()]
    span = Span(text.index(name), text.index(name) + len(name))
    return Place(
        span,
        name,
        row.name,
        row.point,
        row.country,
        row.precision,
        row.radius_km,
        row.kind,
        row.id,
        "literal",
        0.9,
        "test",
    )


def test_the_phrase_takes_the_place_of_its_anchor(words: Lexicon, coast: Coast) -> None:
    text = "Two bombers circled roughly 50 miles off the coast of Venezuela, far from Kharkiv."
    places = (resolved(text, "Venezuela"), resolved(text, "Kharkiv"))
    offset, other = place_offsets(document(text, "en"), places, words, coast)
    assert offset.span.of(text) == "roughly 50 miles off the coast of Venezuela"
    assert (offset.precision, offset.country) == ("offset", "VEN")
    assert offset.point is not None
    assert not coast.is_land(offset.point)
    assert offset.relation is not None
    assert offset.relation.anchors == (places[0].span,)
    assert other == places[1]


def test_an_adjective_names_the_country(words: Lexicon, coast: Coast) -> None:
    text = "De toestellen vlogen nabij de Venezolaanse kust."
    (offset,) = place_offsets(document(text, "nl"), (), words, coast)
    assert offset.span.of(text) == "nabij de Venezolaanse kust"
    assert offset.country == "VEN"
    assert offset.point is not None
    assert not coast.is_land(offset.point)


def test_a_place_beside_tells_which_coast(words: Lexicon, coast: Coast) -> None:
    text = "Off the coast of Venezuela a ship waited, in sight of Maracaibo."
    west = Point(11.6, -70.2)
    span = Span(text.index("Maracaibo"), text.index("Maracaibo") + len("Maracaibo"))
    pull = Place(
        span,
        "Maracaibo",
        "Maracaibo",
        west,
        "VEN",
        "city",
        15.0,
        "city",
        "t",
        "literal",
        0.9,
        "test",
    )
    offset = place_offsets(document(text, "en"), (resolved(text, "Venezuela"), pull), words, coast)
    assert offset[0].point is not None
    assert offset[0].point.lon < -69


def test_an_anchor_without_a_position_stays(words: Lexicon, coast: Coast) -> None:
    text = "It fell 20 km north of Nowhereville."
    span = Span(text.index("Nowhereville"), len(text) - 1)
    unknown = Place(
        span,
        "Nowhereville",
        "Nowhereville",
        None,
        "",
        "unknown",
        None,
        "",
        "",
        "literal",
        0.0,
        "test",
    )
    assert place_offsets(document(text, "en"), (unknown,), words, coast) == (unknown,)


def test_area_is_a_closed_ring_on_the_water(words: Lexicon, coast: Coast) -> None:
    place = parse("about 50 miles off the coast of Venezuela", words, coast)
    shape = json.loads(place.area)
    ring = shape["coordinates"][0]
    assert shape["type"] == "Polygon"
    assert ring[0] == ring[-1]
    assert not any(coast.is_land(Point(lat, lon)) for lon, lat in ring)


def test_a_place_that_explains_the_one_before_stays_as_it_is(article, lexicon, gazetteer, coast):
    text = "Los aviones salieron de la base de Dyess, cerca de Abilene, y cruzaron el mar Caribe."
    document = to_document(article(text, lang="es"), lexicon)
    mentions = find_places(document, lexicon, gazetteer)
    anchors = resolve(document, mentions, gazetteer, lexicon, Prior())
    placed = place_offsets(document, anchors, lexicon, coast)
    assert all(place.relation is None for place in placed)
