"""KML and GeoParquet, opened again as other tools open them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from lxml import etree
from pyarrow import parquet

from pipeline.dedup import merge
from pipeline.export import View, export
from pipeline.export.report import looks
from pipeline.model import Outcome
from pipeline.store.flat import COLUMNS
from pipeline.store.read import Reader, open_reader
from pipeline.store.write import open_writer
from tests.fixtures import synthetic
from tests.store.samples import article, event

KML = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture(scope="module")
def kml(made: Reader, tmp_path_factory: pytest.TempPathFactory) -> etree._ElementTree:
    out = tmp_path_factory.mktemp("kml") / "x.kml"
    assert export(View(made), file_format="kml", out=out) == 28
    return etree.parse(str(out), etree.XMLParser(resolve_entities=False))


def placemarks(kml: etree._ElementTree, words: str) -> list[etree._Element]:
    return kml.xpath(f"//k:Placemark[contains(k:name, '{words}')]", namespaces=KML)


def test_every_event_is_a_placemark_with_its_days_and_its_colour(
    kml: etree._ElementTree, made: Reader
) -> None:
    told = kml.xpath("//k:Placemark//k:Data[@name='event_id']/k:value/text()", namespaces=KML)
    assert set(told) == {row["event_id"] for row in made.rows()}
    (march, *_) = placemarks(kml, "Thousands march in Lima")
    assert march.xpath("k:Point/k:coordinates/text()", namespaces=KML) == ["-77.040000,-12.050000"]
    assert march.xpath("k:TimeSpan/*/text()", namespaces=KML) == ["2025-09-06", "2025-09-06"]
    (style,) = march.xpath("k:styleUrl/text()", namespaces=KML)
    (color,) = kml.xpath(f"//k:Style[@id='{style[1:]}']/k:IconStyle/k:color/text()", namespaces=KML)
    red, green, blue = looks.TYPES["PROTEST"].color
    assert color == f"ff{blue:02x}{green:02x}{red:02x}"


def test_a_journey_is_a_line_cut_at_the_antimeridian(kml: etree._ElementTree) -> None:
    lines = [p.findall(".//k:LineString", KML) for p in placemarks(kml, "Aid flown to Tahiti")]
    (drawn,) = [found for found in lines if found][:1]
    assert len(drawn) == 2
    ends = [line.find("k:coordinates", KML).text.split() for line in drawn]
    assert ends[0][-1].startswith("180.0") and ends[1][0].startswith("-180.0")


def test_no_date_is_no_time_span(kml: etree._ElementTree) -> None:
    assert all(p.find("k:TimeSpan", KML) is None for p in placemarks(kml, "Earthquake"))


def test_texts_stay_texts_where_descriptions_are_rendered(kml: etree._ElementTree) -> None:
    for tag in ("name", "description"):
        for text in kml.xpath(f"//k:Placemark/k:{tag}/text()", namespaces=KML):
            rendered = etree.HTML(f"<div>{text}</div>")
            assert {node.tag for node in rendered.iter()} <= {"html", "body", "div", "br"}
    titles = kml.xpath("//k:Data[@name='title']/k:value/text()", namespaces=KML)
    assert set(synthetic.NASTY) <= set(titles), "for programs they stand as they were"


def test_letters_that_xml_forbids_are_replaced(tmp_path: Path) -> None:
    odd = replace(event(article("a")), title="a\x00b\x0bc\ufffed]]>&amp;")
    with open_writer(tmp_path / "s.db") as writer:
        writer.put(Outcome(article("a"), (odd,)), merge=merge)
    with open_reader(tmp_path / "s.db") as reader:
        export(View(reader), file_format="kml", out=tmp_path / "x.kml")
    (title, *_) = etree.parse(str(tmp_path / "x.kml")).xpath(
        "//k:Placemark//k:Data[@name='title']/k:value/text()", namespaces=KML
    )
    assert title == "a\ufffdb\ufffdc\ufffdd]]>&amp;"


def test_parquet_tells_where_and_in_which_system(made: Reader, tmp_path: Path) -> None:
    out = tmp_path / "x.parquet"
    export(View(made), file_format="parquet", out=out)
    table = parquet.read_table(out)
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0" and geo["primary_column"] == "geometry"
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB" and column["geometry_types"] == ["Point"]
    shapes = [
        None if wkb is None else shapely.from_wkb(wkb) for wkb in table["geometry"].to_pylist()
    ]
    rows = list(made.rows())
    assert [(s.x, s.y) if s else (None, None) for s in shapes] == [
        (row["lon"], row["lat"]) for row in rows
    ]
    assert parquet.read_metadata(out).metadata[b"geo"] == table.schema.metadata[b"geo"]


@pytest.mark.parametrize("file_format", ["kml", "geojson", "csv"])
def test_gdal_opens_it(made: Reader, tmp_path: Path, file_format: str) -> None:
    """As QGIS and ogrinfo do, which read through GDAL."""
    out = tmp_path / f"events.{file_format}"
    export(View(made), file_format=file_format, out=out)
    layers = [name for name, _ in pyogrio.list_layers(out)]
    told = [pyogrio.read_info(out, layer=name, force_feature_count=True) for name in layers]
    assert sum(info["features"] for info in told) >= 28
    if file_format == "csv":
        assert set(COLUMNS) <= set(told[0]["fields"])
        return
    assert {info["crs"] for info in told} == {"EPSG:4326"}
    shapes = [pyogrio.raw.read(out, layer=name)[2] for name in layers]
    kinds = Counter(g.geom_type for part in shapes for g in shapely.from_wkb(part) if g)
    assert kinds["Point"] >= 20
    assert kinds["LineString"] + kinds["MultiLineString"] + kinds["GeometryCollection"] > 0
    west, south, east, north = np.array([info["total_bounds"] for info in told]).T
    assert min(west) >= -180 and max(east) <= 180 and min(south) >= -90 and max(north) <= 90
