"""A person's own places: what is written, what is refused, and that they come first."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import config
from pipeline.errors import BadInput
from pipeline.gazetteer import build, is_current, open_gazetteer, sources
from pipeline.gazetteer.local import HEADER, Kept, OwnPlace, add_place
from pipeline.gazetteer.rows import Row

CAMP = OwnPlace("Camp Zyx, North", "10.61", "-66.98", kind="site", country="VE")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The tables that are looked at, with an empty one for own places."""
    folder = tmp_path / "data" / "gazetteer"
    folder.mkdir(parents=True)
    for name in ("countries", "seas", "regions", "islands", "sites"):
        shutil.copy(config.DATA / "gazetteer" / f"{name}.csv", folder)
    (folder / "local.csv").write_text(",".join(HEADER) + "\n")
    return tmp_path / "data"


def put(data: Path, place: OwnPlace, *, replace: bool = False) -> Kept:
    return add_place(place, data=data, out=data.parent / "build", replace=replace)


def lines(data: Path) -> list[str]:
    return (data / "gazetteer" / "local.csv").read_text(encoding="utf-8").splitlines()


def test_a_line_is_appended(data: Path) -> None:
    kept = put(data, replace(CAMP, names=("Kamp Zyx", "Campo Zyx"), langs=("nl", "es")))
    assert (kept.id, kept.replaced, kept.note) == ("own:site/camp-zyx,-north", False, "")
    names = "Kamp Zyx|Campo Zyx"
    line = f'site,"Camp Zyx, North",10.61,-66.98,,VEN,,,{names},{names}' + "," * 9
    assert lines(data)[1:] == [line]
    put(data, OwnPlace("Zyxbaai", "52,5 N", "4.75E", kind="bay", radius_km=2.5))
    assert lines(data)[2].startswith("bay,Zyxbaai,52.5,4.75,2.5,,,")


def test_what_a_hand_wrote_stays(data: Path) -> None:
    path = data / "gazetteer" / "local.csv"
    written = b"# mine\r\nkind,name,lat,lon,country,en,id\r\n\r\ncity,Aaa,1,2,VEN,,\r\n# end"
    path.write_bytes(written)
    put(data, CAMP)
    added = b'\r\nsite,"Camp Zyx, North",10.61,-66.98,VEN,,\r\n'
    assert path.read_bytes() == written + added
    put(data, OwnPlace("aaa", "3", "4"), replace=True)
    assert path.read_bytes() == written.replace(b"Aaa,1,2,VEN", b"aaa,3,4,") + added


def test_a_missing_table_is_made(data: Path) -> None:
    (data / "gazetteer" / "local.csv").unlink()
    put(data, CAMP)
    assert lines(data)[0] == ",".join(HEADER) and len(lines(data)) == 2


def test_the_same_id_needs_replace(data: Path) -> None:
    put(data, CAMP)
    with pytest.raises(BadInput, match=r"local.csv, line 2 already; .*--replace"):
        put(data, replace(CAMP, name="camp zyx, north"))
    kept = put(data, replace(CAMP, lat="11"), replace=True)
    assert kept.replaced and len(lines(data)) == 2 and ",11," in lines(data)[1]
    put(data, replace(CAMP, kind="airbase"))
    assert len(lines(data)) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "no name"),
        ({"name": "a|b"}, "no name"),
        ({"name": "a\nb"}, "no name"),
        ({"names": ("~x",)}, "no name"),
        ({"lat": "-96.98", "lon": "10.6"}, "are the two swapped"),
        ({"lat": "95", "lon": "100"}, "latitude goes from -90 to 90"),
        ({"lon": "400"}, "longitude from -180 to 180"),
        ({"lat": "north"}, "write degrees such as"),
        ({"lat": "0", "lon": "0"}, "missing values"),
        ({"kind": "town"}, r"no kind 'town' of place; known: .*city"),
        ({"radius_km": 0.0}, "above 0"),
        ({"radius_km": float("nan")}, "above 0"),
        ({"radius_km": 6000.0}, "at most 5000"),
        ({"country": "XX"}, "no ISO 3166 code"),
        ({"langs": ("xx",)}, "--lang xx has no column; known: en, nl"),
        ({"name": "Black Sea", "kind": "sea"}, r"is built in \(seas.csv, row"),
    ],
)
def test_a_wrong_place_is_refused(data: Path, change: dict[str, object], words: str) -> None:
    before = lines(data)
    with pytest.raises(BadInput, match=words):
        put(data, replace(CAMP, **change))  # type: ignore[arg-type]
    assert lines(data) == before


def test_a_table_that_is_wrong_is_told(data: Path) -> None:
    path = data / "gazetteer" / "local.csv"
    path.write_text("kind,name,lat,lon\ncity,Aaa,1,2\n")
    with pytest.raises(BadInput, match="no column country"):
        put(data, CAMP)
    path.write_text(",".join(HEADER) + "\ncity,Aaa,91,2\n")
    with pytest.raises(BadInput, match=r"local.csv, line 2.*mend this line first"):
        put(data, CAMP)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="save it as UTF-8"):
        put(data, CAMP)


def test_a_point_far_from_its_country_is_noted(data: Path) -> None:
    assert "swapped" in put(data, replace(CAMP, lat="-66.98", lon="10.61")).note
    assert not put(data, replace(CAMP, name="Zyx", lat="52.1", lon="5.2", country="NLD")).note


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All tables beside one great town, so that a build takes no time."""
    tables = tmp_path / "small" / "gazetteer"
    tables.mkdir(parents=True)
    for table in (config.DATA / "gazetteer").glob("*.csv"):
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        short = table.name in ("admin1.csv", "admin2.csv", "abbreviations.csv", "bases.csv")
        (tables / table.name).write_text("".join(lines[:1] if short else lines), encoding="utf-8")
    great = Row("gn:1", "Zyxburg", "capital", 1.0, 1.0, "NLD", "", 30_000_000)
    monkeypatch.setattr(sources, "cities", lambda *, iso3: iter([great]))
    monkeypatch.setattr(sources, "airfields", lambda *, iso3: iter(()))
    return tmp_path / "small"


def test_an_own_place_comes_first_at_the_next_build(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(small, out)
    for name in ("Zyxburg", "Venezuela", "Europe"):
        put(small, OwnPlace(name, "52", "5", names=(f"{name} Mijn",), langs=("nl",)))
    assert not is_current(small, out)
    assert build(small, out).fresh
    known = open_gazetteer(out)
    for name in ("Zyxburg", "Venezuela", "Europe"):
        first, second = known.lookup(name)[:2]
        assert first.id == f"own:city/{name.lower()}" and second.id != first.id
        assert known.lookup(f"{name} Mijn") == (first,)
    path = small / "gazetteer" / "local.csv"
    path.write_text(path.read_text().replace("Zyxburg,52,5,,,,", "Zyxburg,52,5,,,1,", 1))
    build(small, out)
    assert open_gazetteer(out).lookup("Zyxburg")[0].id == "gn:1"  # a rank of one's own counts
