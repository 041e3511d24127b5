"""Adding files: every kind, wrong ones, twice, replaced, removed, interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import config
from pipeline.errors import BadInput, ConfigError
from pipeline.gazetteer import Gazetteer, build, open_gazetteer
from pipeline.gazetteer.added import Addition, add, geonames, in_use, remove
from pipeline.gazetteer.added.features import load
from pipeline.gazetteer.added.source import open_source
from pipeline.gazetteer.layered import Layered
from pipeline.gazetteer.rows import Quality
from pipeline.lexicon import tokenise
from tests.gazetteer.conftest import TODAY
from tests.gazetteer.geonames_files import alternate, place, write

Put = Callable[[Path], Addition]
Opened = Callable[[], Gazetteer]
AIRPORTS = (
    '"id","ident","type","name","latitude_deg","longitude_deg","iso_country","iata_code",'
    '"icao_code","keywords"\n'
    '1,"QZZA","medium_airport","Quellmar International Airport",12.5,-68.25,"VE","QQZ","QZZA",'
    '"Quellmar Field, quellmar"\n'
    '2,"EHAM","large_airport","Amsterdam Airport Schiphol",52.3086,4.7639,"NL","AMS","EHAM",""\n'
    '3,"NL-77","heliport","Zyxhospital Heliport",52.1,5.1,"NL","","",""\n'
    '4,"NL-78","small_airport","Zyxheide Airfield",52.2,5.2,"NL","","",""\n'
    '5,"QZZB","medium_airport","Quellbase Air Base",12.7,-68.2,"VE","","QZZB",""\n'
)
RUNWAYS = (
    "id,airport_ref,airport_ident,length_ft,closed\n"
    "1,1,QZZA,9842.5,0\n2,1,QZZA,3000,0\n3,1,QZZA,20000,1\n4,2,EHAM,12467,0\n"
)


@pytest.mark.parametrize("packed", [False, True], ids=["txt", "zip"])
@pytest.mark.parametrize("name", ["allCountries", "NL", "cities500", "cities15000", "no-country"])
def test_files_of_places(put: Put, opened: Opened, tmp_path: Path, name: str, packed: bool) -> None:
    lines = [
        place(30_000_001, "Zyxdorp", people=400, others="Zyxville,ZXD,ザイクス"),
        place(30_000_002, "Zyx Sea", code="H.SEA", country="", admin=("00", "")),
    ]
    done = put(write(tmp_path / f"{name}.txt", lines, packed=packed))
    assert (done.added.name, done.added.places, done.added.bad) == (name, 2, 0)
    known = opened()
    assert isinstance(known, Layered) and len(known) > 2
    (found,) = known.lookup("Zyxdorp")
    assert (found.id, found.kind, found.country, found.admin1) == (
        "gn:30000001",
        "city",
        "NLD",
        "NL.07",
    )
    assert (found.population, found.precision, found.radius_km) == (400, "city", 3.0)
    assert known.lookup("Zyx Sea")[0].kind == "sea"
    assert not known.asked("ZXD") and not known.asked("ザイクス")


def test_the_zip_of_the_high_seas_keeps_its_name(put: Put, out: Path, tmp_path: Path) -> None:
    inside = write(tmp_path / "null.txt", [place(30_000_003, "Zyx Bank", code="U.BNKU")])
    with zipfile.ZipFile(tmp_path / "no-country.zip", "w") as packed:
        packed.write(inside, "null.txt")
    assert put(tmp_path / "no-country.zip").added.name == "no-country"
    assert remove("no-country.zip", out=out).places == 1


def test_codes_of_regions_lead_to_the_regions(put: Put, opened: Opened, tmp_path: Path) -> None:
    put(write(tmp_path / "admin1CodesASCII.txt", ["NL.07\tZyxholland\tZyxholland\t2749879"]))
    put(write(tmp_path / "admin2Codes.txt", ["US.LA.079\tZyxrapides\tZyxrapides\t4338509"]))
    known = opened()
    assert known.lookup("Zyxholland")[0].id == "adm1:NL.07"
    assert known.lookup("Zyxrapides")[0].id == "adm2:US.LA.079"
    assert known.entry("gn:2749879") == known.entry("adm1:NL.07")


def test_alternate_names_find_places_of_base_and_files(
    put: Put, opened: Opened, tmp_path: Path
) -> None:
    lines = [
        alternate(2988507, "Zyxparijs", lang="nl", preferred=True),
        alternate(2988507, "Zyxlutetia", flags="\t\t1"),
        alternate(2988507, "Zyxkort", lang="nl", flags="1\t\t"),
        alternate(2988507, "Zyxparigi"),
        alternate(2988507, "Zyxpaname", lang="fr", flags="\t1\t"),
        alternate(2988507, "Zyxpariisi", lang="fi"),
        alternate(2988507, "https://example.org/Zyx", lang="link"),
        alternate(2988507, "75999", lang="post"),
        alternate(2988507, "ZXPAR", lang="abbr"),
        alternate(31_000_001, "Zyxnieuwdorp", lang="nl"),
        alternate(31_000_002, "Zyxgast", lang="nl"),
        alternate(39_999_999, "Zyxnergens", lang="nl"),
    ]
    put(write(tmp_path / "alternateNamesV2.txt", lines))
    towns = [place(31_000_001, "Zyx Nova", people=300), place(31_000_002, "Zyxinn", code="S.HTL")]
    put(write(tmp_path / "NL.txt", towns))
    known = opened()
    (paris,) = known.lookup("Zyxparijs", "nl")
    assert paris == known.entry("gn:2988507") and paris.name == "Paris"
    assert known.quality("Zyxparijs", paris) == Quality.SPELLING
    assert known.quality("Zyxlutetia", paris) == Quality.RARE
    assert known.quality("Zyxkort", paris) == Quality.LOOSE
    assert known.quality("Zyxparigi", paris) == Quality.ALTERNATE
    assert known.longest(tokenise("Zyxparijs"), 0) == known.longest(tokenise("Zyxkort"), 0) == 1
    assert known.longest(tokenise("Zyxlutetia"), 0) == 0
    assert known.lookup("Zyxnieuwdorp")[0].id == "gn:31000001"
    for name in ("Zyxlutetia", "Zyxpaname", "Zyxpariisi", "ZXPAR", "Zyxgast"):
        assert not known.lookup(name) and len(known.asked(name)) == 1, name
    for name in ("Zyxnergens", "75999"):
        assert not known.asked(name), name


def test_codes_among_the_alternate_names_join_an_airfield_to_the_base(
    put: Put, opened: Opened, tmp_path: Path
) -> None:
    lines = [alternate(32_000_001, "EHAM", lang="icao"), alternate(32_000_001, "AMS", lang="iata")]
    put(write(tmp_path / "alternateNamesV2.txt", lines))
    field = place(32_000_001, "Zyxschiphol Airport", at=(52.31, 4.76), code="S.AIRP")
    put(write(tmp_path / "NL.txt", [field]))
    known = opened()
    (found,) = known.lookup("Zyxschiphol Airport")
    assert found.id == "icao:EHAM" and known.by_iata("AMS") == found


def test_airports_and_runways(put: Put, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "airports.csv").write_text(AIRPORTS, encoding="utf-8")
    (tmp_path / "runways.csv").write_text(RUNWAYS, encoding="utf-8")
    base = opened().by_icao("EHAM")
    assert put(tmp_path / "airports.csv").added.places == 5
    put(tmp_path / "runways.csv")
    known = opened()
    field = known.by_icao("QZZA")
    assert field and (field.kind, field.country, field.radius_km) == ("airport", "VEN", 1.5)
    assert known.by_iata("QQZ") == field and known.lookup("Quellmar Field") == (field,)
    assert known.lookup("Quellbase Air Base")[0].kind == "airbase"
    assert known.lookup("Zyxheide Airfield") and not known.lookup("Zyxhospital Heliport")
    assert known.asked("Zyxhospital Heliport")[0].id == "oa:NL-77"
    schiphol = known.by_icao("EHAM")
    assert base and schiphol and (schiphol.point, schiphol.name) == (base.point, base.name)
    assert schiphol.radius_km == 1.9
    near = known.airfields_near(field.point, km=30)
    assert [entry.icao for entry in near][:2] == ["QZZA", "QZZB"]
    assert len({entry.id for entry in near}) == len(near)


def test_bad_lines_are_counted_and_the_good_ones_land(
    put: Put, opened: Opened, tmp_path: Path
) -> None:
    path = tmp_path / "NL.txt"
    good = [place(33_000_000 + at, f"Zyxgood{at}", people=200) for at in range(8)]
    bad = [
        "one\ttwo",
        place(33_000_010, "Zyxbad", at=(95.0, 5.0)),
        place(33_000_011, ""),
        place(33_000_012, "Zyxnull", at=(0.0, 0.0)),
    ]
    write(path, [*good, *bad, good[0].replace("33000000", "x")])
    path.write_bytes(path.read_bytes() + place(33_000_013, "Zyxé").encode("latin-1") + b"\n")
    done = put(path)
    assert (done.added.places, done.added.bad, done.added.lines) == (8, 6, 14)
    assert done.first_bad[0] == "line 9: 2 columns where there should be 19: 'one\\ttwo'"
    assert "95.0" in done.first_bad[1] and "no name" in done.first_bad[2]
    assert len(done.first_bad) == 5
    assert opened().lookup("Zyxgood4") and not opened().asked("Zyxbad")


def html(path: Path) -> None:
    path.write_text("<html>\n<body>not found</body>\n" * 5)


def cut_zip(path: Path) -> None:
    lines = [place(34_000_000 + at, f"Zyxcut{at}") for at in range(300)]
    whole = write(path.with_suffix(".txt"), lines, packed=True).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def damaged_zip(path: Path) -> None:
    lines = [place(34_000_000 + at, f"Zyxcut{at}") for at in range(300)]
    whole = bytearray(write(path.with_suffix(".txt"), lines, packed=True).read_bytes())
    whole[400:420] = b"\x00" * 20
    path.write_bytes(whole)


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("holiday.jpg", "x")


WRONG: list[tuple[str, Callable[[Path], object], str]] = [
    ("NL.txt", lambda path: path.write_bytes(b""), "NL.txt is empty"),
    ("NL.txt", lambda path: path.write_bytes("a\tb\n".encode("utf-16")), "UTF-16"),
    ("NL.txt", html, r"line 1: 1 columns where there should be 19: '<html>'"),
    ("NL.txt", lambda path: path.write_bytes(b"x" * 1_200_000), "line 1: longer than"),
    ("NL.zip", cut_zip, "NL.zip is damaged or was not loaded to its end"),
    ("NL.zip", damaged_zip, "NL.zip is damaged or was not loaded to its end"),
    ("NL.zip", html, "NL.zip is damaged"),
    ("NL.zip", other_zip, "NL.zip holds holiday.jpg"),
    ("notes.txt", html, "notes.txt is no file that can be added; known are: allCountries"),
    ("admin1CodesASCII.txt", html, r"line 1: 1 columns where there should be 4"),
    ("alternateNamesV2.txt", html, r"line 1: 1 columns where there should be 8 or 10"),
    ("airports.csv", html, "the column ident, type, name.* is missing"),
    ("airports.csv", lambda path: path.write_text("ident,type,name\n"), "latitude_deg"),
    ("runways.csv", lambda path: path.write_text("a,b\n1,2\n"), "airport_ident, length_ft"),
    ("DE.txt", lambda path: None, "there is no file"),
]


@pytest.mark.parametrize(("name", "make", "words"), WRONG, ids=[f"{n}-{w}" for n, _, w in WRONG])
def test_a_wrong_file_is_refused_in_words(
    put: Put,
    out: Path,
    tmp_path: Path,
    name: str,
    make: Callable[[Path], object],
    words: str,
) -> None:
    before = put(write(tmp_path / "BE.txt", [place(35_000_000, "Zyxbel", people=500)]))
    make(tmp_path / name)
    with pytest.raises(BadInput, match=words):
        put(tmp_path / name)
    assert in_use(out) == (before.added,)
    assert [path.name for path in (out / "added").iterdir()] == [before.added.folder]


def test_the_same_file_twice_changes_nothing(put: Put, out: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "NL.txt", [place(36_000_000, "Zyxtwice", people=500)])
    assert put(path).fresh
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file()}
    again = put(write(tmp_path / "NL.txt", [place(36_000_000, "Zyxtwice", people=500)]))
    assert not again.fresh
    after = {file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file()}
    after.pop(out / "added.lock"), before.pop(out / "added.lock")
    assert before == after


def test_a_newer_file_replaces_and_the_old_one_stays_open(
    put: Put, opened: Opened, out: Path, tmp_path: Path
) -> None:
    put(write(tmp_path / "NL.txt", [place(36_000_001, "Zyxold", people=500)]))
    before = opened()
    done = put(write(tmp_path / "NL.txt", [place(36_000_001, "Zyxnew", people=500)], packed=True))
    assert done.fresh and done.replaced and len(in_use(out)) == 1
    assert before.lookup("Zyxold") and not opened().lookup("Zyxold")
    assert opened().lookup("Zyxnew") and len(list((out / "added").iterdir())) == 1


def test_removing_takes_it_out(put: Put, opened: Opened, out: Path, tmp_path: Path) -> None:
    put(write(tmp_path / "NL.txt", [place(36_000_002, "Zyxgone", people=500)]))
    put(write(tmp_path / "BE.txt", [place(36_000_003, "Zyxstay", people=500)]))
    assert remove("NL", out=out).name == "NL"
    assert not opened().lookup("Zyxgone") and opened().lookup("Zyxstay")
    with pytest.raises(BadInput, match="in use: BE"):
        remove("NL", out=out)
    remove("BE", out=out)
    assert type(opened()) is Gazetteer and not list((out / "added").iterdir())


def test_an_interrupted_addition_leaves_what_was_there(
    put: Put, opened: Opened, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(write(tmp_path / "NL.txt", [place(36_000_004, "Zyxfirst", people=500)]))
    path = write(tmp_path / "NL.txt", [place(36_000_004, "Zyxsecond", people=500)])

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(geonames, "_identity", stop)
        put(path)
    (out / "added" / "99999.part").mkdir()  # as after a kill
    assert in_use(out) == (first.added,) and opened().lookup("Zyxfirst")
    assert put(path).replaced and opened().lookup("Zyxsecond")
    assert len(list((out / "added").iterdir())) == 1


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from pipeline import config
from pipeline.gazetteer.added import add, source, writer

source._TOLD = 100

def die(what, share):
    if "200 lines" in what:
        os.kill(os.getpid(), signal.SIGKILL)

add(Path(sys.argv[1]), data=config.DATA, out=Path(sys.argv[2]), today=date(2026, 1, 1),
    progress=die)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_addition_leaves_what_was_there(
    put: Put, opened: Opened, out: Path, tmp_path: Path
) -> None:
    first = put(write(tmp_path / "NL.txt", [place(36_000_008, "Zyxfirst", people=500)]))
    lines = [place(36_000_008 + at, f"Zyxkilled{at}", people=500) for at in range(500)]
    path = write(tmp_path / "NL.txt", lines)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(out)], cwd=config.ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert len(list((out / "added").iterdir())) == 2  # what it had begun is there still
    assert in_use(out) == (first.added,) and opened().lookup("Zyxfirst")
    assert put(path).replaced and opened().lookup("Zyxkilled499")
    assert len(list((out / "added").iterdir())) == 1


def test_a_full_disk_leaves_what_was_there(
    put: Put, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = put(write(tmp_path / "NL.txt", [place(36_000_007, "Zyxfirst", people=500)]))
    path = write(tmp_path / "NL.txt", [place(36_000_007, "Zyxsecond", people=500)])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.gazetteer.added.writer._save", full)
    with pytest.raises(ConfigError, match=r"nothing was added: .*No space left"):
        put(path)
    assert in_use(out) == (first.added,) and len(list((out / "added").iterdir())) == 1


def test_names_of_another_language_come_last(put: Put, opened: Opened, tmp_path: Path) -> None:
    towns = [place(38_000_001, "Aaa", people=50_000), place(38_000_002, "Bbb", people=500)]
    put(write(tmp_path / "NL.txt", towns))
    names = [
        alternate(38_000_001, "Zyxboth", lang="de"),
        alternate(38_000_002, "Zyxboth", lang="nl"),
    ]
    put(write(tmp_path / "alternateNamesV2.txt", names))
    known = opened()
    assert [entry.name for entry in known.lookup("Zyxboth", "de")] == ["Aaa", "Bbb"]
    assert [entry.name for entry in known.lookup("Zyxboth", "nl")] == ["Bbb", "Aaa"]


def test_names_of_a_region_do_not_wait_for_a_class_word(
    put: Put, opened: Opened, tmp_path: Path
) -> None:
    """Whether GeoNames' row of the region was added or only its code: the base knows the region."""
    put(write(tmp_path / "alternateNamesV2.txt", [alternate(2749879, "Zyxholanda", lang="es")]))
    assert not opened().lookup("Zyxholanda")
    put(write(tmp_path / "admin1CodesASCII.txt", ["NL.07\tNorth Holland\tNorth Holland\t2749879"]))
    assert opened().lookup("Zyxholanda")[0].id == "adm1:NL.07"
    put(write(tmp_path / "NL.txt", [place(2749879, "Zyxrow", code="A.ADM1")]))
    known = opened()
    assert known.longest(tokenise("Zyxholanda"), 0) == 1
    assert known.lookup("Zyxholanda")[0].id == known.entry("gn:2749879").id == "adm1:NL.07"
    assert known.longest(tokenise("Zyxrow"), 0) == 0 and known.lookup("Zyxrow Province")


def test_what_is_added_makes_another_version(
    put: Put, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = build(config.DATA, out).version
    put(write(tmp_path / "NL.txt", [place(36_000_005, "Zyxversion")]))
    added = build(config.DATA, out)
    assert not added.fresh and added.version != bare and added.version.startswith(bare)
    remove("NL", out=out)
    assert build(config.DATA, out).version == bare


def test_damage_and_other_versions_are_told(
    put: Put, opened: Opened, out: Path, tmp_path: Path
) -> None:
    done = put(write(tmp_path / "NL.txt", [place(36_000_006, "Zyxdamage", people=500)]))
    pointer = out / "added.json"
    kept = pointer.read_text()
    pointer.write_text(kept.replace('"format": 1', '"format": 0'))
    assert not in_use(out)[0].fits and not opened().lookup("Zyxdamage")
    pointer.write_text("{")
    with pytest.raises(ConfigError, match=r"added\.json is damaged"):
        opened()
    pointer.write_text(kept)
    rows = out / "added" / done.added.folder / "rows.npy"
    rows.write_bytes(rows.read_bytes()[:150])
    with pytest.raises(ConfigError, match="gazetteer remove"):
        opened()


def test_the_table_of_features_is_sound(tmp_path: Path) -> None:
    features = load(config.DATA)
    assert features.of("P.PPL").quality(99) == Quality.CLASSED
    assert features.of("P.PPL").quality(100) == Quality.LOOSE
    assert features.of("S.HTL").least == features.of("X.NEW").least == Quality.ASKED
    assert features.says_class("lake zyx", "lake") and not features.says_class("lake", "lake")
    (tmp_path / "gazetteer").mkdir()
    table = tmp_path / "gazetteer" / "features.csv"
    for line, words in (("P,town,yes,x", "no kind 'town'"), ("P,city,often,x", "yes, sized")):
        table.write_text(f"code,kind,text,reason\n{line}\n")
        with pytest.raises(ConfigError, match=f"features.csv, row 2.*{words}"):
            load(tmp_path)


def test_every_line_of_the_features_gives_a_reason() -> None:
    text = (config.DATA / "gazetteer" / "features.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines()[1:] if not line.startswith("#")]
    assert all(line.rsplit(",", 1)[-1].strip('" ') for line in lines)
    codes = [line.split(",")[0] for line in lines]
    assert len(codes) == len(set(codes))


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "NL.txt"
    path.write_bytes(b"\xef\xbb\xbfabc\r\n")
    assert list(open_source(path, bool).texts()) == ["abc"]


def test_two_at_once_both_land(out: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    paths = [
        write(tmp_path / f"{code}.txt", [place(37_000_000 + at, f"Zyx{code}", people=500)])
        for at, code in enumerate(("NL", "BE", "DE"))
    ]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda path: add(path, data=config.DATA, out=out, today=TODAY), paths))
    assert {one["name"] for one in json.loads((out / "added.json").read_text())["files"]} == {
        "NL",
        "BE",
        "DE",
    }
    assert all(open_gazetteer(out).lookup(f"Zyx{code}") for code in ("NL", "BE", "DE"))
