"""Malformed files: good rows land, each bad one is named with its reason, none lands by half."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import BadInput
from pipeline.import_ import APART
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.import_.exports import UCDP_HEADER, gdelt_row, opened, read, ucdp_row, written

GOOD = ucdp_row(id="1")


def table(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    return written(path / "x.csv", UCDP_HEADER, *rows, encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path, ucdp_row(where_coordinates="Ségou", side_b="Óscar"), encoding=encoding)
    (landed,), issues = read(path)
    assert not issues
    assert landed.events[0].places[0].place.name == "Ségou"


def test_bytes_that_fit_no_encoding_are_replaced_and_told(tmp_path: Path) -> None:
    path = table(tmp_path, ucdp_row(side_b="Ségou Ségou Ségou"))
    path.write_bytes(path.read_bytes().replace(b"\xc3\xa9gou,", b"\xc3gou,"))
    landed, issues = read(path)
    assert len(landed) == 1
    assert (issues[0].code, issues[0].severity) == ("repaired", "warning")


def test_semicolons_with_decimal_commas(tmp_path: Path) -> None:
    row = ucdp_row(latitude="16.27", longitude="-0.04").replace(",", ";").replace(".27", ",27")
    path = written(tmp_path / "x.csv", UCDP_HEADER.replace(",", ";"), row.replace("-0.04", "-0,04"))
    (landed,), _ = read(path)
    point = landed.events[0].places[0].place.point
    assert point is not None and (point.lat, point.lon) == (16.27, -0.04)


def test_decimal_commas_between_commas_are_never_read_wrongly(tmp_path: Path) -> None:
    landed, issues = read(table(tmp_path, ucdp_row(latitude="16,27"), GOOD))
    assert [one.article.id for one in landed] == ["ucdp:1"]
    assert issues[0].message == (
        "x.csv line 2: 28 cells where the header has 27; the row is left out"
    )


def test_ragged_rows(tmp_path: Path) -> None:
    landed, issues = read(table(tmp_path, "1,2,3", GOOD, ucdp_row(id="2") + ",", ",,,", ""))
    assert [one.article.id for one in landed] == ["ucdp:1"]
    assert [issue.message.split(": ")[1][:8] for issue in issues] == ["3 cells ", "28 cells"]


def test_a_mark_inside_a_name_never_moves_cells_unseen(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", f"{UCDP_HEADER},more", ucdp_row(side_b="JNIM, AQIM") + ",")
    assert read(path)[0] == []


def test_a_quotation_mark_that_is_never_closed_takes_one_row_only(tmp_path: Path) -> None:
    broken = ucdp_row(id="0", source_headline='"Clash')
    landed, issues = read(table(tmp_path, broken, GOOD, ucdp_row(id="2")))
    assert [one.article.id for one in landed] == ["ucdp:1", "ucdp:2"]
    assert [issue.source for issue in issues] == ["x.csv line 2"]


def test_a_stray_mark_that_finds_another_one_swallows_no_rows(tmp_path: Path) -> None:
    rows = (ucdp_row(id="0", source_headline='"Clash'), GOOD, ucdp_row(id="2", side_b='"JNIM'))
    landed, issues = read(table(tmp_path, *rows, ucdp_row(id="3")))
    assert [one.article.id for one in landed] == ["ucdp:1", "ucdp:3"]
    assert {issue.source for issue in issues} == {"x.csv line 2", "x.csv line 4"}


def test_many_broken_rows_give_the_file_up(tmp_path: Path) -> None:
    rows = [ucdp_row(id=str(n), side_b='x"y"', side_a='"a"b') for n in range(300)]
    with pytest.raises(BadInput, match="more than 200 rows are broken"):
        read(table(tmp_path, *rows))


def test_a_file_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    rows = [ucdp_row(id=str(n), side_a='"a"b') for n in range(300)]
    export = opened(table(tmp_path, GOOD, *rows))
    store = tmp_path / "s.db"
    with open_writer(store) as writer, pytest.raises(BadInput):
        writer.put_all(export.outcomes(), merge=APART)
    with open_reader(store) as reader:
        counts = reader.counts()
    assert (counts.articles, counts.events, counts.issues) == (0, 0, 0)


def test_a_column_twice_is_told_and_the_first_one_used(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", f"{UCDP_HEADER},country", f"{GOOD},Chad")
    (landed,), issues = read(path)
    assert landed.events[0].places[0].place.country == "MLI"
    assert [issue.code for issue in issues] == ["duplicate_column"]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf\n \n", b"\x00\x01\x02\x03" * 50])
def test_empty_and_binary_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"x\.csv"):
        read(path)


def test_a_header_alone_gives_nothing_and_says_nothing(tmp_path: Path) -> None:
    assert read(table(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [
        ("0", "0.0", "(0, 0)"),
        ("", "", "no coordinates"),
        ("NaN", "nan", "no coordinates"),
        ("inf", "1", "no number"),
        ("91", "1", "outside -90 to 90"),
        ("1", "181", "outside -180 to 180"),
        ("north", "1", "no number"),
    ],
)
def test_a_position_that_is_none_gives_no_mark_and_a_reason(
    tmp_path: Path, lat: str, lon: str, reason: str
) -> None:
    (landed,), _ = read(table(tmp_path, ucdp_row(latitude=lat, longitude=lon)))
    place = landed.events[0].places[0].place
    assert (place.point, place.radius_km, place.name) == (None, None, "Gao town")
    assert reason in landed.issues[0].message


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"date_start": ""}, "date_start is empty"),
        ({"date_start": "04/03/2022"}, "which is not a day like"),
        ({"date_start": "2919-03-04"}, "which is not a day like"),
        ({"date_end": "2022-03-01"}, "before it begins on 2022-03-04"),
        ({"type_of_violence": "9"}, "not 1, 2 or 3"),
        ({"where_prec": ""}, "not 1 to 7"),
        ({"id": ""}, "id is empty"),
    ],
)
def test_rows_that_cannot_be_used_are_left_out_with_the_reason(
    tmp_path: Path, changed: dict[str, str], reason: str
) -> None:
    landed, issues = read(table(tmp_path, ucdp_row(**changed), ucdp_row(id="2")))
    assert [one.article.id for one in landed] == ["ucdp:2"]
    assert (issues[0].code, issues[0].source) == ("bad_row", "x.csv line 2")
    assert reason in issues[0].message


@pytest.mark.parametrize("count", ["inf", "nan7", "-1", "2.5", "1_000"])
def test_a_count_of_dead_that_is_none_is_dropped_and_told(tmp_path: Path, count: str) -> None:
    (landed,), _ = read(table(tmp_path, ucdp_row(low=count)))
    assert (landed.events[0].fatalities_low, landed.events[0].fatalities_high) == (None, None)
    assert "so it has no count of dead" in landed.issues[0].message


def test_a_row_that_comes_twice_lands_once(tmp_path: Path) -> None:
    landed, issues = read(table(tmp_path, GOOD, GOOD))
    assert len(landed) == 1
    assert (issues[0].code, issues[0].source) == ("repeated_row", "x.csv line 3")


def test_ragged_lines_of_gdelt(tmp_path: Path) -> None:
    landed, issues = read(written(tmp_path / "x.csv", gdelt_row(), gdelt_row() + "\tmore", '"'))
    assert len(landed) == 1
    assert [issue.source for issue in issues] == ["x.csv line 2", "x.csv line 3"]


def test_hostile_text_stays_text_on_one_line(tmp_path: Path) -> None:
    (landed,), _ = read(table(tmp_path, ucdp_row(side_b="<script>x</script>\x00\x1b[31m")))
    assert landed.events[0].actors[1].name == "<script>x</script> [31m"
