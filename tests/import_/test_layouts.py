"""GDELT, UCDP GED and ACLED: every field of a row where it belongs."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import BadInput
from pipeline.import_ import layout_names
from pipeline.model import Event, Outcome, Point
from pipeline.store.flat import to_row
from tests.import_.exports import (
    ACLED_NEW_HEADER,
    ACLED_OLD_HEADER,
    UCDP_HEADER,
    acled_row,
    gdelt_row,
    opened,
    read,
    ucdp_row,
    written,
)

ROOT = Path(__file__).resolve().parent.parent.parent


def one(path: Path, *lines: str) -> Event:
    landed, issues = read(written(path, *lines))
    assert not issues
    return landed[0].events[0]


def ucdp(path: Path, **changed: str) -> Event:
    return one(path / "x.csv", UCDP_HEADER, ucdp_row(**changed))


def acled(path: Path, header: str = ACLED_NEW_HEADER, **changed: str) -> Event:
    return one(path / "x.csv", header, acled_row(header, **changed))


def gdelt(path: Path, **changed: str) -> Event:
    return one(path / "x.csv", gdelt_row(**changed))


def test_a_row_of_ucdp_lands_field_by_field(tmp_path: Path) -> None:
    row = to_row(ucdp(tmp_path))
    assert row["event_type"] == "ASSAULT" and row["event_mode"] == "armed_clash"
    assert (row["date_start"], row["date_end"]) == ("2022-03-04", "2022-03-04")
    assert (row["time_precision"], row["date_basis"]) == ("day", "stated")
    assert row["actors"] == "Government of Mali;JNIM" and row["actor_countries"] == "MLI"
    assert (row["place_name"], row["place_country"]) == ("Gao town", "MLI")
    assert (row["lat"], row["lon"], row["geo_precision"]) == (16.27, -0.04, "city")
    assert (row["fatalities_low"], row["fatalities_high"]) == (3, 6)
    assert (row["evidence"], row["published_first"]) == ("Clash near Gao", "2022-03-05")
    assert (row["claim_status"], row["conf_extraction"]) == ("reported", None)


@pytest.mark.parametrize(
    ("code", "precision", "radius"),
    [("2", "offset", 25.0), ("3", "adm2", 60.0), ("4", "adm1", 250.0), ("5", "offset", 150.0),
     ("6", "country", 628.2), ("7", "water_body", 250.0)],
)  # fmt: skip
def test_where_prec_gives_precision_and_radius(
    tmp_path: Path, code: str, precision: str, radius: float
) -> None:
    place = ucdp(tmp_path, where_prec=code).places[0].place
    assert place.precision == precision
    assert place.radius_km == pytest.approx(radius, abs=1)


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", "day"), ("2", "week"), ("3", "week"), ("4", "month"), ("5", "year")],
)
def test_date_prec_gives_time_precision(tmp_path: Path, code: str, precision: str) -> None:
    when = ucdp(tmp_path, date_prec=code, date_end="2022-03-20").when
    assert when.precision == precision
    assert (when.first, when.last) == (date(2022, 3, 4), date(2022, 3, 20))


def test_one_sided_violence_is_done_to_side_b(tmp_path: Path) -> None:
    event = ucdp(tmp_path, type_of_violence="3", side_b="Civilians")
    assert event.mode == "violence_against_civilians"
    assert [(actor.name, actor.role) for actor in event.actors] == [
        ("Government of Mali", "actor"),
        ("Civilians", "recipient"),
    ]


def test_a_report_dated_before_its_event_is_told_and_not_believed(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", UCDP_HEADER, ucdp_row(source_date="2021-03-05"))
    (landed,), _ = read(path)
    assert landed.article.published == date(2022, 3, 4)
    assert "source_date 2021-03-05 does not fit" in landed.issues[0].message


def test_counts_of_dead_that_run_backwards_are_exchanged_and_told(tmp_path: Path) -> None:
    (landed,), _ = read(written(tmp_path / "x.csv", UCDP_HEADER, ucdp_row(low="8", high="7")))
    event = landed.events[0]
    assert (event.fatalities_low, event.fatalities_high) == (7, 8)
    assert "the low count of dead, 8, is above the high one, 7" in landed.issues[0].message


@pytest.mark.parametrize("header", [ACLED_OLD_HEADER, ACLED_NEW_HEADER], ids=["old", "new"])
def test_a_row_of_acled_lands_field_by_field(tmp_path: Path, header: str) -> None:
    row = to_row(acled(tmp_path, header))
    assert (row["event_type"], row["event_mode"]) == ("PROTEST", "protest")
    assert (row["date_start"], row["time_precision"]) == ("2022-03-04", "day")
    assert row["actors"] == "Protesters (Kenya);Teachers (Kenya);Labor Group (Kenya)"
    assert (row["actor_countries"], row["place_country"]) == ("KEN", "KEN")
    assert (row["place_name"], row["lat"], row["lon"]) == ("Nairobi", -1.2833, 36.8167)
    assert (row["geo_precision"], row["radius_km"]) == ("city", 15.0)
    assert (row["fatalities_low"], row["fatalities_high"]) == (0, 0)
    assert (row["evidence"], row["published_first"]) == ("Teachers marched.", "2022-03-09")


def test_a_week_and_a_month_of_acled_are_intervals(tmp_path: Path) -> None:
    week = acled(tmp_path, time_precision="2").when
    assert (week.first, week.last, week.precision) == (date(2022, 3, 1), date(2022, 3, 7), "week")
    month = acled(tmp_path, time_precision="3").when
    assert (month.first, month.last) == (date(2022, 3, 1), date(2022, 3, 31))


@pytest.mark.parametrize(
    ("kind", "sub", "expected"),
    [
        ("Battles", "Armed clash", "ASSAULT/armed_clash"),
        ("Explosions/Remote violence", "Air/drone strike", "ASSAULT/airstrike"),
        ("Explosions/Remote violence", "Suicide bomb", "ASSAULT/bombing"),
        ("Riots", "Mob violence", "PROTEST/riot"),
        ("Strategic developments", "Arrests", "COERCE/arrest"),
        ("Strategic developments", "Other", "MOBILIZE/strategic_development"),
        ("Violence against civilians", "Attack", "ASSAULT/violence_against_civilians"),
    ],
)
def test_kinds_of_acled(tmp_path: Path, kind: str, sub: str, expected: str) -> None:
    event = acled(tmp_path, event_type=kind, sub_event_type=sub)
    assert f"{event.type}/{event.mode}" == expected


def test_both_sides_of_a_battle_act_and_names_give_the_country(tmp_path: Path) -> None:
    event = acled(
        tmp_path, event_type="Battles", sub_event_type="Armed clash", assoc_actor_1="",
        actor1="Police Forces of Kenya (2022-)", inter1="State forces", actor2="Al Shabaab",
        inter2="2",
    )  # fmt: skip
    assert [(a.name, a.country, a.sector, a.role) for a in event.actors] == [
        ("Police Forces of Kenya (2022-)", "KEN", "military", "actor"),
        ("Al Shabaab", "", "rebels", "actor"),
    ]


def test_a_line_of_gdelt_lands_field_by_field(tmp_path: Path) -> None:
    row = to_row(gdelt(tmp_path))
    assert (row["event_type"], row["event_mode"]) == ("ASSAULT", "armed_clash")
    assert (row["date_start"], row["published_first"]) == ("2022-03-04", "2022-03-05")
    assert (row["actors"], row["recipients"], row["actor_countries"]) == ("France", "Rebel", "FRA")
    assert (row["place_name"], row["place_country"]) == ("Gao", "MLI")
    assert (row["geo_precision"], row["radius_km"]) == ("city", 15.0)
    assert (row["urls"], row["evidence"]) == ("https://example.org/a", "")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("010", "CONSULT/public_statement"), ("0874", "RETREAT/withdrawal"), ("173", "COERCE/arrest"),
     ("195", "ASSAULT/airstrike"), ("141", "PROTEST/protest"),
     ("0841", "CONCEDE/prisoner_release")],
)  # fmt: skip
def test_codes_of_cameo(tmp_path: Path, code: str, expected: str) -> None:
    event = gdelt(tmp_path, EventCode=code)
    assert f"{event.type}/{event.mode}" == expected


@pytest.mark.parametrize(
    ("fips", "iso3"), [("BO", "BLR"), ("SF", "ZAF"), ("GM", "DEU"), ("GZ", "PSE"), ("OS", "")]
)
def test_countries_of_gdelt_are_fips(tmp_path: Path, fips: str, iso3: str) -> None:
    assert gdelt(tmp_path, ActionGeo_CountryCode=fips).places[0].place.country == iso3


def test_a_script_address_is_no_link(tmp_path: Path) -> None:
    assert gdelt(tmp_path, SOURCEURL="javascript:alert(1)").sources[0].url == ""


def test_acronyms_keep_their_capitals(tmp_path: Path) -> None:
    assert gdelt(tmp_path, Actor1Name="THE EU").actors[0].name == "The EU"


def test_version_1_of_gdelt_has_three_columns_less(tmp_path: Path) -> None:
    from pipeline.import_.layouts.gdelt import HEADER

    cells = gdelt_row().split("\t")
    short = [
        cell for name, cell in zip(HEADER, cells, strict=True) if not name.endswith("ADM2Code")
    ]
    landed, _ = read(written(tmp_path / "x.csv", "\t".join(short)))
    assert landed[0].events[0].places[0].place.point == Point(16.27, -0.04)


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_packed_files_are_unpacked(tmp_path: Path, kind: str) -> None:
    text = f"{UCDP_HEADER}\n{ucdp_row()}\n"
    path = tmp_path / f"x.csv.{kind}"
    if kind == "gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("x.csv", text)
    assert len(read(path)[0]) == 1


@pytest.mark.parametrize("cut", [b"\x1f\x8b\x08\x00", b"PK\x03\x04 cut off"], ids=["gzip", "zip"])
def test_a_damaged_package_is_refused_in_words(tmp_path: Path, cut: bytes) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(cut)
    with pytest.raises(BadInput, match="cannot be unpacked"):
        read(path)


def test_another_table_is_refused_with_its_columns_and_the_way_out(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", "name,price", "tea,2")
    with pytest.raises(BadInput, match=r"name, price.*--as.*mapping file"):
        read(path)


def test_a_layout_that_does_not_fit_names_what_is_missing(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", UCDP_HEADER, ucdp_row())
    with pytest.raises(BadInput, match="read as acled, but there is no column for id"):
        read(path, "acled")


def test_a_layout_that_is_none_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", UCDP_HEADER, ucdp_row())
    with pytest.raises(BadInput, match="icews is no layout; there are acled, gdelt"):
        read(path, "icews")


def test_every_layout_is_documented() -> None:
    text = (ROOT / "docs" / "import.md").read_text(encoding="utf-8").lower()
    assert all(name in text for name in layout_names())


def test_the_mapping_shown_is_the_one_used(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", UCDP_HEADER, ucdp_row())
    export = opened(path)
    assert export.mapping["headline"] == "source_headline"
    assert "country_id" in export.unused
    assert isinstance(next(export.outcomes()), Outcome)
