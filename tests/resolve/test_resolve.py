"""Which of all places of a name is meant."""

from __future__ import annotations

import math

import pytest

from pipeline import config
from pipeline.model import Article, Entry, Place, Point
from pipeline.read import to_document
from pipeline.recognise.places import find_places
from pipeline.resolve import Prior, learn, resolve, settle
from pipeline.resolve.votes import nearness


@pytest.fixture(scope="session")
def prior() -> Prior:
    return Prior.load(config.DATA)


@pytest.fixture
def places(article, lexicon, gazetteer, prior):
    """The places of a text: ``places("...", "nl", publisher="...")``."""

    def find(text: str, lang: str, known: Prior = prior, **more: str) -> tuple[Place, ...]:
        document = to_document(article(text, lang=lang, **more), lexicon)
        mentions = find_places(document, lexicon, gazetteer)
        return resolve(document, mentions, gazetteer, lexicon, known)

    return find


def named(found: tuple[Place, ...], text: str) -> Place:
    return next(place for place in found if place.text == text)


TRAPS = [
    ("nl", "De president van Amerika vloog naar Londen.", "Amerika", "USA", ""),
    ("nl", "In Californië woeden branden.", "Californië", "USA", "US.CA"),
    (
        "nl",
        "Het schip voer van Venezuela naar Trinidad in de Caribische Zee.",
        "Trinidad",
        "TTO",
        "",
    ),
    ("en", "Fighting broke out in Tripoli, Libya.", "Tripoli", "LBY", ""),
    (
        "en",
        "A march in Tripoli, north of Beirut, ended quietly, Lebanese police said.",
        "Tripoli",
        "LBN",
        "",
    ),
    ("en", "Voters in Georgia, Alabama and Tennessee go to the polls.", "Georgia", "USA", "US.GA"),
    ("en", "Georgia and Armenia closed the border near Tbilisi.", "Georgia", "GEO", ""),
    ("en", "Two men were held in Birmingham, Ala., on Friday.", "Birmingham", "USA", "US.AL"),
    (
        "en",
        "Two men were held in Birmingham and in Leeds, British police said.",
        "Birmingham",
        "GBR",
        "",
    ),
    ("en", "A fair was held in Paris, Texas.", "Paris", "USA", "US.TX"),
    ("en", "The Egyptian navy left Alexandria for Port Said.", "Alexandria", "EGY", ""),
    ("es", "En Valencia y en Maracay, Venezuela, no hubo luz.", "Valencia", "VEN", ""),
    ("es", "En Valencia y en Alicante llovió toda la noche.", "Valencia", "ESP", ""),
    ("es", "Hubo un temblor en Córdoba, Argentina.", "Córdoba", "ARG", ""),
    ("es", "El presidente de Chile habló en Santiago.", "Santiago", "CHL", ""),
    ("es", "Los aviones llegaron a San José, Costa Rica.", "San José", "CRI", ""),
    ("fr", "La tempête a frappé Nice et Cannes.", "Nice", "FRA", ""),
    ("de", "Der Zug fuhr von Perm nach Moskau.", "Perm", "RUS", ""),
    ("de", "In Essen und Dortmund wird gestreikt.", "Essen", "DEU", ""),
    # Alternates of an older time, or of another spelling, give way to those who bear the name.
    ("de", "In Philadelphia brannte ein Lagerhaus.", "Philadelphia", "USA", "US.PA"),
    ("nl", "In Philadelphia brandde een loods uit.", "Philadelphia", "USA", "US.PA"),
    ("es", "Un hotel ardió en Cancún.", "Cancún", "MEX", ""),
    ("it", "Un incendio è scoppiato a Salvador.", "Salvador", "BRA", ""),
    ("en", "Tankers from McConnell refuelled two B-52s.", "McConnell", "USA", "US.KS"),
    ("en", "Four C-17s left Travis for Guam.", "Travis", "USA", "US.CA"),
]


@pytest.mark.parametrize(("lang", "text", "name", "country", "admin1"), TRAPS)
def test_context_decides(places, lang, text, name, country, admin1) -> None:
    place = named(places(text, lang), name)
    assert place.country == country
    assert not admin1 or place.admin1 == admin1


def test_a_capital_that_acts_is_the_capital(places) -> None:
    found = places("Washington said nothing, and Moscow denied it.", "en")
    assert named(found, "Washington").point.lat == pytest.approx(38.9, abs=0.3)


def test_the_base_and_not_the_town_when_the_text_says_so(places) -> None:
    found = places("De tankers stegen op van vliegbasis Eindhoven.", "nl")
    assert named(found, "vliegbasis Eindhoven").icao == "EHEH"


def test_the_town_of_a_base_where_nothing_tells_of_aircraft_or_ships(places) -> None:
    town = named(places("De markt in Leeuwarden was druk.", "nl"), "Leeuwarden")
    base = named(places("Twee F-35's vertrokken uit Leeuwarden.", "nl"), "Leeuwarden")
    assert (town.kind, base.kind) == ("city", "airbase")


@pytest.mark.parametrize(
    ("text", "lang", "name", "admin1"),
    [
        ("He worked at an office in Vienna, in the state of Virginia.", "en", "Vienna", "US.VA"),
        ("Hij werkte in Vienna, in de staat Virginia.", "nl", "Vienna", "US.VA"),
        ("El barco salió de Colón, en la provincia panameña de Colón.", "es", "Colón", "PA.04"),
        ("Er wohnt in Trinidad, der Hauptstadt von Beni.", "de", "Trinidad", "BO.03"),
    ],
)
def test_a_phrase_behind_a_name_tells_where_it_lies(places, text, lang, name, admin1) -> None:
    assert named(places(text, lang), name).admin1 == admin1


def test_an_abbreviation_is_read_in_its_own_language_only(places) -> None:
    assert named(places("Die EU will darüber im Juni beraten.", "de"), "EU").country != "USA"
    assert named(places("Las tropas de EE. UU. salieron.", "es"), "EE. UU.").country == "USA"


def test_a_river_is_not_a_town_of_its_name_abroad(places) -> None:
    found = named(places("El río Sinú inundó varias casas en Montería, Colombia.", "es"), "Sinú")
    assert found.country in ("", "COL")


def test_a_place_that_is_rather_wrong_than_right_gets_no_mark(places) -> None:
    found = places("Fire destroyed a barn in San Antonio on Friday.", "es")
    doubtful = [place for place in found if place.score < 0.4]
    shown = settle(found)
    assert [place.span for place in shown] == [place.span for place in found]
    for place in shown:
        assert place.point is None or place.score >= 0.4
    for before, after in zip(found, shown, strict=True):
        if before in doubtful:
            chosen, *others = after.candidates
            assert chosen.entry.id == before.gazetteer_id and tuple(others) == before.candidates
            assert "too many places" in after.rule


def test_one_sense_in_a_text(places) -> None:
    text = "A fire broke out in Athens, Georgia.\n\nNobody in Athens was hurt."
    first, second = [place for place in places(text, "en") if place.text == "Athens"]
    assert first.gazetteer_id == second.gazetteer_id and first.admin1 == "US.GA"


def test_the_outlets_own_region(places, prior) -> None:
    text = "A house burned down in Lancaster on Friday."
    plain = named(places(text, "en"), "Lancaster")
    told = prior.taught({"Herald of the Valley": {"US.OH": 9, "US.WV": 1}})
    home = named(places(text, "en", told, publisher="Herald of the Valley"), "Lancaster")
    assert home.admin1 == "US.OH" != plain.admin1


def test_what_outlets_write_about_is_learnt_from_their_places(places, prior) -> None:
    texts = [
        "A man drowned near Columbus, Ohio.",
        "Rain fell in Dayton, Ohio.",
        "A barn burned in Toledo, Ohio.",
    ]
    told = [
        (
            Article(id=text, text=text, published=_day(), publisher="Valley News"),
            places(text, "en", publisher="Valley News"),
        )
        for text in texts
    ]
    assert learn(prior, told).shares("VALLEY NEWS")["US.OH"] > 0.9


def test_every_place_says_why_and_keeps_the_others(places) -> None:
    found = places("A fire broke out in Athens, Georgia, and in Springfield.", "en")
    for place in found:
        assert place.rule and 0.0 <= place.score <= 1.0
        assert (place.point is None) == (place.radius_km is None)
    athens = named(found, "Athens")
    assert athens.rule == "lies in Georgia"
    assert athens.candidates and all(o.score <= athens.score for o in athens.candidates)
    assert all(other.parts for other in athens.candidates)


def test_the_same_text_gives_the_same_places(places) -> None:
    text = "Troops left Cordoba for Santiago, and San Jose heard of it in Springfield."
    assert places(text, "en") == places(text, "en")


def test_offsets_point_into_the_text(places) -> None:
    text = "Über São Paulo – nach Łódź! Vorher lag Nebel über Zürich."
    for place in places(text, "de"):
        assert place.span.of(text) == place.text


def test_nearness_falls_with_distance_and_crosses_the_date_line() -> None:
    def at(lat: float, lon: float) -> Entry:
        return Entry("x", "X", "city", Point(lat, lon), "", "", 0, "city", 5.0)

    fiji = [(-17.0, 179.9, 1.0)]
    assert nearness(at(-17.0, -179.9), fiji) > nearness(at(-17.0, 178.0), fiji)
    assert nearness(at(0.0, 0.0), []) == 0.0
    assert math.isfinite(nearness(at(90.0, 0.0), fiji))


def test_homes_are_read_by_name_and_by_domain(prior) -> None:
    assert prior.home("", "https://www.example.nl/a").country == "NLD"
    assert prior.home("", "not an address").country == ""
    assert prior.home("", "http://[broken").country == ""


def _day():
    from datetime import date

    return date(2025, 10, 24)
