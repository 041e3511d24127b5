"""Any table by a mapping file, and GeoJSON by its usual names."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import BadInput
from pipeline.import_.layouts.mapping import FIELDS, TYPES
from pipeline.model import Outcome
from pipeline.store.flat import to_row
from tests.import_.exports import opened, read, written

ROOT = Path(__file__).resolve().parent.parent.parent
DOC = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```(?:toml|csv)\n(.*?)```", DOC, re.DOTALL)
PLAN = """
name = "log"
publisher = "Log"
[columns]
date_start = "day"
kind = "what"
[types]
march = "PROTEST/protest"
"""


def mapped(path: Path, plan: str, *lines: str) -> tuple[list[Any], list[Any]]:
    toml = written(path / "plan.toml", plan)
    return read(written(path / "x.csv", *lines), str(toml))


def test_the_worked_example_of_the_documentation_works(tmp_path: Path) -> None:
    table, plan = EXAMPLE[0], EXAMPLE[1]
    landed, issues = mapped(tmp_path, plan, *table.strip().split("\n"))
    rows = [to_row(one.events[0]) for one in landed]
    assert [(row["event_type"], row["event_mode"]) for row in rows] == [
        ("PROTEST", "protest"),
        ("PROTEST", "riot"),
    ]
    assert (rows[0]["date_start"], rows[0]["lat"], rows[0]["lon"]) == ("2025-10-04", 52.08, 4.31)
    assert (rows[0]["place_country"], rows[0]["geo_precision"]) == ("NLD", "city")
    assert rows[1]["actors"] == "Boeren;Bouwers"
    assert [issue.source for issue in issues] == ["x.csv line 3"]


def test_every_field_is_documented_and_every_type_is_known() -> None:
    assert all(f"`{name}`" in DOC for name in FIELDS)
    files = (ROOT / "data" / "event_types").glob("*.toml")
    said = {re.search(r'^type = "(\w+)"', f.read_text(), re.M)[1] for f in files}  # type: ignore[index]
    assert said <= set(TYPES)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("name =", "cannot be read"),
        ('name = "log"', "publisher: Field required"),
        (PLAN.replace("kind =", "colour ="), "colour is no field"),
        (PLAN.replace('kind = "what"', ""), "kind or event_type is needed"),
        (PLAN.replace("PROTEST", "PARTY"), "TYPE one of"),
        (PLAN + '[constants]\nkind = "march"', "stands in .columns. and in .constants."),
        (PLAN.replace('"log"', '"My log"'), "name: String should match"),
    ],
)
def test_a_mapping_that_is_wrong_names_what_to_mend(
    tmp_path: Path, broken: str, reason: str
) -> None:
    with pytest.raises(BadInput, match=reason):
        mapped(tmp_path, broken, "day,what", "2025-10-04,march")


def test_a_mapping_for_another_table_names_the_missing_column(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no column for kind \(from what\)"):
        mapped(tmp_path, PLAN, "day,which", "2025-10-04,march")


def test_days_are_read_as_the_mapping_says_and_never_guessed(tmp_path: Path) -> None:
    rows = ("day,what", "04/10/2025,march")
    assert "not a day" in mapped(tmp_path, PLAN, *rows)[1][0].message
    plan = PLAN.replace("[columns]", 'date_formats = ["%d/%m/%Y"]\n[columns]')
    assert mapped(tmp_path, plan, *rows)[0][0].events[0].when.first == date(2025, 10, 4)


def test_a_kind_that_is_not_in_the_table_is_left_out_unless_there_is_one_for_the_rest(
    tmp_path: Path,
) -> None:
    rows = ("day,what", "2025-10-04,picnic", "2025-10-04,Earthquake")
    landed, issues = mapped(tmp_path, PLAN, *rows)
    assert [one.events[0].mode for one in landed] == ["earthquake"]  # a mode of our own
    assert "'picnic'" in issues[0].message
    landed, _ = mapped(tmp_path, PLAN + '"*" = "CONSULT"', *rows)
    assert landed[0].events[0].type == "CONSULT"


def test_rows_without_an_id_keep_theirs_when_the_order_changes(tmp_path: Path) -> None:
    rows = ["2025-10-04,march", "2025-10-05,march"]
    there, _ = mapped(tmp_path, PLAN, "day,what", *rows)
    back, _ = mapped(tmp_path, PLAN, "day,what", *reversed(rows))
    assert {one.events[0].id for one in there} == {one.events[0].id for one in back}


def feature(point: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": point, "properties": properties}


def collection(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


AT = {"type": "Point", "coordinates": [16.27, 39.3, 10.0]}


def test_points_of_geojson_land_by_their_usual_names(tmp_path: Path) -> None:
    quake = feature(
        AT, type="earthquake", time=1759536000000, place="7 km N of Mendicino, Italy",
        title="M 4.1", url="https://example.org/q", felt=None, mag=4.1,
    )  # fmt: skip
    (landed,), issues = read(collection(tmp_path / "quakes.geojson", quake))
    row = to_row(landed.events[0])
    assert not issues
    assert (row["event_type"], row["event_mode"]) == ("DISASTER", "earthquake")
    assert (row["date_start"], row["lat"], row["lon"]) == ("2025-10-04", 39.3, 16.27)
    assert (row["title"], row["urls"]) == ("M 4.1", "https://example.org/q")
    assert landed.article.publisher == "quakes"


def test_other_shapes_are_left_out_and_no_shape_has_no_mark(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    told = {"date": "2025-10-04", "event_type": "PROTEST"}
    features = (feature(line, **told), feature(None, **told), feature(AT, **told, name="C"))
    landed, issues = read(collection(tmp_path / "x.geojson", *features))
    assert [bool(one.places) for one in landed] == [False, True]
    assert issues[0].message.startswith("x.geojson feature 1: its geometry is a LineString")


def test_the_same_ids_in_two_files_are_two_rows(tmp_path: Path) -> None:
    told = feature(AT, id="1", date="2025-10-04", event_type="PROTEST")
    (one,), _ = read(collection(tmp_path / "a.geojson", told))
    (other,), _ = read(collection(tmp_path / "b.geojson", told))
    assert one.article.id != other.article.id


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"type": "FeatureCollection", "features": [', "begins like JSON"),
        ('{"a": 1}', "no FeatureCollection"),
        ("{" + '"a":[' * 100_000, "begins like JSON"),
        ('{"type": "FeatureCollection", "features": [7, {"geometry": 1}]}', "no column for"),
    ],
)
def test_other_json_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(text)
    with pytest.raises(BadInput, match=reason):
        read(path)


def test_half_a_surrogate_pair_is_dropped(tmp_path: Path) -> None:
    told = {"date": "2025-10-04", "event_type": "PROTEST"}
    odd = feature(AT, **told, title="March \ud83d", **{"\ud83d": 1})
    export = opened(collection(tmp_path / "x.geojson", odd))
    (landed,) = export.outcomes()
    assert isinstance(landed, Outcome) and landed.events[0].title == "March"
    "".join(export.unused).encode()
