"""Base and added files together: which names are seen, what comes first, what completes what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.gazetteer import Gazetteer, layered
from pipeline.gazetteer.added import Addition
from pipeline.gazetteer.geocoder import GazetteerGeocoder
from pipeline.gazetteer.layered import Layered
from pipeline.gazetteer.rows import Quality
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Mention, Point
from pipeline.read import to_document
from pipeline.recognise.places import find_places
from tests.gazetteer.geonames_files import alternate, invented, place, write

PARIS, AMSTERDAM = (48.85341, 2.3488), (52.37403, 4.88969)
PLACES = [
    place(40_000_001, "Zyxhamlet"),
    place(40_000_002, "Zyxtown", people=1200, at=(51.0, 5.0)),
    place(40_000_003, "Zyxtown", people=150, at=(40.0, 20.0), country="GR"),
    place(40_000_004, "Zyxtown", at=(10.0, 20.0), country="TD"),
    place(40_000_005, "Hotel Zyxinn", code="S.HTL"),
    place(40_000_006, "Zyxpaard", code="S.FRM"),
    place(40_000_007, "Zyxwater", code="H.LK", others="Lake Zyxwater"),
    place(40_000_008, "Ostrov Zyxovyy", code="T.ISL", at=(45.3, 30.2), country="UA"),
    place(40_000_009, "Zyx Nuclear Power Plant", code="S.PSN", others="Zyxkern"),
    place(40_000_010, "Zyxbase", code="S.AIRB"),
    place(2_988_507, "Paris", at=PARIS, country="FR", people=9_999, others="Zyxparis"),
    place(40_000_011, "Paris", at=(48.9, 2.35), country="FR", people=300),
    place(40_000_012, "Paris", at=(5.0, 5.0), country="NG"),
    place(40_000_013, "North Holland", code="A.ADM1", others="Zyxholland"),
    place(3_625_428, "Venezuela", code="A.PCLI", country="VE", admin=("00", "")),
    place(40_000_014, "Caribbean Sea", code="H.SEA", country="", at=(15.0, -74.0)),
    place(40_000_015, "Amsterdam Airport Schiphol", code="S.AIRP", at=(52.31, 4.76), others="EHAM"),
    place(40_000_016, "Zyx Middle of Nowhere", people=700, at=(-48.9, -123.4), country=""),
    place(40_000_017, "Hotel Nowhere", code="S.HTL", at=(-48.901, -123.4), country=""),
    place(40_000_018, "Saint Zyxus", people=500),
]


@pytest.fixture
def known(
    put: Callable[[Path], Addition], opened: Callable[[], Gazetteer], tmp_path: Path
) -> Layered:
    put(write(tmp_path / "allCountries.txt", PLACES))
    found = opened()
    assert isinstance(found, Layered)
    return found


def ids(known: Gazetteer, name: str) -> list[str]:
    return [entry.id for entry in known.lookup(name)]


def covered(known: Gazetteer, text: str, word: str) -> str:
    """What the longest name covers that begins at this word."""
    tokens = tokenise(text)
    at = next(at for at, token in enumerate(tokens) if token.text == word)
    used = known.longest(tokens, at)
    return text[tokens[at].start : tokens[at + used - 1].end] if used else ""


def test_places_of_one_name_best_known_first(known: Layered) -> None:
    assert ids(known, "Zyxtown") == ["gn:40000002", "gn:40000003"]
    assert ids(known, "St. Zyxus") == ["gn:40000018"]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("They left Zyxtown on Monday", "Zyxtown", "Zyxtown"),
        ("They left Zyxhamlet on Monday", "Zyxhamlet", ""),
        ("the village of Zyxhamlet burned", "Zyxhamlet", "Zyxhamlet"),
        ("het dorp Zyxhamlet", "Zyxhamlet", "Zyxhamlet"),
        ("Zyxhamlet village burned", "Zyxhamlet", "Zyxhamlet"),
        ("the river Zyxhamlet burned", "Zyxhamlet", ""),
        ("on Lake Zyxwater today", "Lake", "Lake Zyxwater"),
        ("Zyxwater said", "Zyxwater", ""),
        ("Ostrov Zyxovyy was hit", "Ostrov", "Ostrov Zyxovyy"),
        ("the Zyx Nuclear Power Plant", "Zyx", "Zyx Nuclear Power Plant"),
        ("Zyxkern said", "Zyxkern", ""),
        ("from Zyxbase flew", "Zyxbase", "Zyxbase"),
        ("in Hotel Zyxinn they", "Hotel", ""),
        ("a Zyxpaard ran", "Zyxpaard", ""),
        ("Paris's mayor", "Paris", "Paris"),
        ("Zyxparis, France", "Zyxparis", ""),
        ("Washington, D.C. said", "Washington", "Washington, D.C."),
        ("U.S. bombers", "U.S.", "U.S."),
        ("Mo., where", "Mo", "Mo."),
    ],
)
def test_what_may_be_meant_in_running_text(
    known: Layered, text: str, word: str, found: str
) -> None:
    assert covered(known, text, word) == found


def test_the_longest_name_over_both(
    put: Callable[[Path], Addition], opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    put(write(tmp_path / "NL.txt", [place(41_000_000, "Paris Zyxstad", people=900)]))
    assert covered(opened(), "in Paris Zyxstad today", "Paris") == "Paris Zyxstad"
    assert covered(opened(), "in Paris today", "Paris") == "Paris"
    assert covered(opened(), "in New York today", "New") == "New York"


def test_the_base_is_first_and_nothing_is_there_twice(known: Layered, gazetteer: Gazetteer) -> None:
    base = [entry.id for entry in gazetteer.lookup("Paris")]
    assert ids(known, "Paris") == base
    for name in ("Venezuela", "Caribbean Sea", "North Holland", "Amsterdam Airport Schiphol"):
        assert ids(known, name) == [entry.id for entry in gazetteer.lookup(name)], name
    paris = known.entry("gn:2988507")
    assert paris == gazetteer.entry("gn:2988507") and paris and paris.population > 2_000_000
    assert known.entry("gn:3625428") == gazetteer.country("VEN")
    assert known.entry("gn:40000015") == gazetteer.by_icao("EHAM")
    assert known.entry("gn:40000013") == gazetteer.admin1("NL.07")
    assert known.entry("gn:49999999") is None


def test_asking_finds_all(known: Layered) -> None:
    asked = [entry.id for entry in known.asked("Paris")]
    assert asked[0] == "gn:2988507" and asked[-1] == "gn:40000012" and "gn:40000011" not in asked
    assert [entry.id for entry in known.asked("Hotel Zyxinn")] == ["gn:40000005"]
    assert len(known.asked("Zyxtown")) == 3
    geocoder = GazetteerGeocoder(known)
    assert geocoder.geocode("Zyxpaard").raw["id"] == "gn:40000006"
    assert geocoder.geocode("Zyxtown, Greece").raw["id"] == "gn:40000003"
    assert geocoder.geocode("Lake Zyxwater").raw["kind"] == "lake"


def test_quality_tells_how_sure_a_name_is(known: Layered, gazetteer: Gazetteer) -> None:
    for name, identity, quality in (
        ("Zyxtown", "gn:40000003", Quality.LOOSE),
        ("Zyxhamlet", "gn:40000001", Quality.CLASSED),
        ("Zyxpaard", "gn:40000006", Quality.ASKED),
        ("Zyxbase", "gn:40000010", Quality.MAIN),
        ("Zyxparis", "gn:2988507", Quality.CLASSED),
    ):
        entry = known.entry(identity)
        assert entry and known.quality(name, entry) == quality, name
        assert known.quality("Zyxnothing", entry) is None
    texas = known.lookup("Texas")[0]
    assert known.quality("Texas", texas) == gazetteer.quality("Texas", texas)


def test_an_added_row_completes_the_base(
    put: Callable[[Path], Addition],
    opened: Callable[[], Gazetteer],
    gazetteer: Gazetteer,
    tmp_path: Path,
) -> None:
    entries = map(gazetteer.entry, (f"gn:{number}" for number in range(2_700_000, 2_760_000)))
    base = next(entry for entry in entries if entry and entry.population == 0)
    line = place(int(base.id[3:]), "Zyxother", at=(1.0, 1.0), people=321)
    put(write(tmp_path / "NL.txt", [line]))
    found = opened().lookup(base.name)
    completed = next(entry for entry in found if entry.id == base.id)
    assert (completed.population, completed.point) == (321, base.point)
    assert opened().lookup("Zyxother") == (completed,)


def test_places_near_a_point_come_from_both(known: Layered) -> None:
    near = known.nearby(Point(-48.9, -123.4), km=50)
    assert [entry.id for entry in near] == ["gn:40000016"]
    both = known.nearby(Point(52.31, 4.76), km=30, kinds=frozenset({"airport", "airbase"}))
    assert [entry.icao for entry in both].count("EHAM") == 1
    towns = known.nearby(Point(51.0, 5.0), km=20, limit=5)
    assert towns[0].id == "gn:40000002" and len(towns) == 5
    assert GazetteerGeocoder(known).reverse("-48.9, -123.4").raw["id"] == "gn:40000016"


def test_rows_across_the_date_line_and_at_the_pole_are_near(
    put: Callable[[Path], Addition], opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    lines = [
        place(42_000_001, "Zyxeast", at=(-48.0, 179.99), people=500, country=""),
        place(42_000_002, "Zyxwest", at=(-48.0, -179.99), people=500, country=""),
        place(42_000_003, "Zyxpole", at=(-90.0, 0.0), people=500, country=""),
    ]
    put(write(tmp_path / "no-country.txt", lines))
    near = opened().nearby(Point(-48.0, 180.0), km=5)
    assert {entry.name for entry in near} == {"Zyxeast", "Zyxwest"}
    assert "Zyxpole" in {entry.name for entry in opened().nearby(Point(-89.99, 170.0), km=5)}


def mentions(
    text: str, known: Gazetteer, words: Lexicon, article: object, lang: str
) -> list[Mention]:
    made = article(text, lang=lang)  # type: ignore[operator]
    return [one for one in find_places(to_document(made, words), words, known) if not one.refused]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Rockets hit the village of Zyxhamlet on Monday.", "en", {"Zyxhamlet": "gn:40000001"}),
        (
            "Er vielen doden in het dorp Zyxhamlet (Noord-Holland).",
            "nl",
            {"Zyxhamlet": "gn:40000001", "Noord-Holland": "adm1:NL.07"},
        ),
        ("La aldea de Zyxhamlet fue atacada.", "es", {"Zyxhamlet": "gn:40000001"}),
        ("The blast was heard in Zyxhamlet on Monday.", "en", {}),
        ("The blast was heard in Zyxtown on Monday.", "en", {"Zyxtown": "gn:40000002"}),
        ("A boat sank on Lake Zyxwater.", "en", {"Lake Zyxwater": "gn:40000007"}),
        ("They stayed in Hotel Zyxinn with Zyxpaard.", "en", {}),
    ],
)
def test_recognition_sees_what_may_be_meant(
    known: Layered, words: Lexicon, article: object, text: str, lang: str, found: dict[str, str]
) -> None:
    seen = mentions(text, known, words, article, lang)
    assert {one.text: one.candidates[0].id for one in seen} == found


def test_a_name_that_many_creeks_bear_is_not_meant_by_itself(
    put: Callable[[Path], Addition], opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    creeks = [
        place(43_000_000 + at, "Zyx Creek", code="H.STM", at=(at / 2, 50.0)) for at in range(40)
    ]
    put(write(tmp_path / "US.txt", creeks))
    known = opened()
    assert covered(known, "at Zyx Creek today", "Zyx") == ""
    assert len(known.asked("Zyx Creek")) == 40


def test_answers_are_forgotten_when_there_are_many(
    known: Layered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layered, "REMEMBERED", 10)
    for number in range(50):
        known.lookup(f"Zyx{number}")
        known.entry(f"gn:{number}")
    assert len(known._answers) <= 11 and len(known._known) <= 11
    assert ids(known, "Zyxbase") == ["gn:40000010"]


def test_every_row_and_name_of_many_is_found_again(
    put: Callable[[Path], Addition],
    opened: Callable[[], Gazetteer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Several shards, several spills and several chunks of rows."""
    from pipeline.gazetteer.added import writer

    monkeypatch.setattr(writer, "BYTES_A_SHARD", 50_000)
    monkeypatch.setattr(writer, "HELD", 1000)
    monkeypatch.setattr(writer, "CHUNK", 700)
    lines = list(invented(3000))
    done = put(write(tmp_path / "US.txt", lines))
    assert done.added.shards > 5 and done.added.places == 3000
    known = opened()
    for line in lines[::37]:
        cells = line.split("\t")
        entry = known.entry(f"gn:{cells[0]}")
        assert entry and entry.name == cells[1]
        assert (entry.point.lat, entry.point.lon) == (float(cells[4]), float(cells[5]))
        assert entry.id in {one.id for one in known.asked(cells[1])}
    volume = known._placed[0]  # type: ignore[attr-defined]
    rows = volume.rows_in(range(360 * 180))
    assert sorted(rows.tolist()) == list(range(3000))


def test_alternate_names_alone_leave_the_base_as_it_is(
    put: Callable[[Path], Addition],
    opened: Callable[[], Gazetteer],
    gazetteer: Gazetteer,
    tmp_path: Path,
) -> None:
    put(write(tmp_path / "alternateNamesV2.txt", [alternate(2_988_507, "Zyxparijs", lang="nl")]))
    known = opened()
    assert len(known) == len(gazetteer)
    for name in ("Paris", "Texas", "Schiphol", "Va.", "VS"):
        assert [e.id for e in known.lookup(name)] == [e.id for e in gazetteer.lookup(name)]


def test_with_nothing_added_the_base_is_opened_alone(opened: Callable[[], Gazetteer]) -> None:
    assert type(opened()) is Gazetteer
