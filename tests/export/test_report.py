"""The report: complete, inert, and drawn where things are."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from pipeline.export import View, describe, export
from pipeline.export import html as report
from pipeline.export.report.frame import HEIGHT, WIDTH, around
from pipeline.export.report.markup import el, link
from pipeline.model import Point
from pipeline.store.filters import Filter
from pipeline.store.read import Reader
from tests.fixtures import synthetic

ASKING = ("src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href")


@pytest.fixture(scope="module")
def text(made: Reader, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("report") / "x.html"
    told = replace(
        describe(made, made=datetime(2026, 1, 2, tzinfo=UTC)), query="type=PROTEST&q=%3Cb%3E"
    )
    assert export(View(made, told=told), file_format="html", out=out) == 28
    return out.read_text("utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> parser.HtmlElement:
    return parser.document_fromstring(text)


def test_every_event_is_a_row_with_evidence_and_source(page: parser.HtmlElement) -> None:
    rows = page.xpath("//table[@id='list']/tbody/tr")
    assert len(rows) == 28
    (bombers,) = [row for row in rows if "Two B-1 bombers" in row.text_content()][:1]
    told = bombers.text_content()
    for words in ("Military movement", "United States", "BART21", "sources said on", "Confirmed by",
                  "Denied by", "the President", "from Dyess Air Force Base", "not reached",
                  "± 60", "to the day", "Disputed"):  # fmt: skip
        assert words in told, words
    (source,) = bombers.xpath(".//td[@class='sources']//a")
    assert source.get("href").startswith("https://news.example/")
    assert source.get("rel") == "noopener noreferrer"


def test_what_the_map_cannot_show_is_listed(page: parser.HtmlElement) -> None:
    tray = page.xpath("//ol[@class='tray']//a")
    assert {"Sanctions on Venezuela", "An agreement without a place"} <= {
        re.sub(r".* · | \(\d+\)", "", one.text_content()) for one in tray
    }
    ids = set(page.xpath("//tr/@id"))
    assert {one.get("href").removeprefix("#") for one in tray} <= ids


def test_marks_lead_to_rows_and_ways_have_arrows(page: parser.HtmlElement) -> None:
    ids = set(page.xpath("//tr/@id"))
    targets = page.xpath("//svg//a/@href")
    assert targets and {target.removeprefix("#") for target in targets} <= ids
    assert page.xpath("//svg//path[starts-with(@class, 'way')]")
    assert page.xpath("//svg//circle[contains(@class, 'halo')]")
    assert page.xpath("//svg//circle[contains(@class, 'hollow')]")


def test_nothing_in_it_asks_anybody(text: str, page: parser.HtmlElement) -> None:
    assert not [e for e in page.iter() if isinstance(e.tag, str) and set(e.keys()) & set(ASKING)]
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"img", "iframe", "link", "object", "embed", "image", "use", "base", "form"}
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style and "@import" not in style
    links = page.xpath("//a/@href")
    assert all(target.startswith(("#", "https://")) for target in links)
    assert "javascript:" not in "".join(links)


def test_only_its_own_script_and_style_may_run(page: parser.HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag in ("script", "style"):
        (only,) = page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(only.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [e for e in page.iter() if any(name.startswith("on") for name in e.attrib)]
    assert not page.xpath("//@style")


def test_attacks_are_words(page: parser.HtmlElement) -> None:
    titles = {h3.text_content() for h3 in page.xpath("//h3")}
    assert set(synthetic.NASTY) <= titles


def test_the_link_and_how_to_cite_stand_in_it(page: parser.HtmlElement) -> None:
    assert "?type=PROTEST&q=%3Cb%3E" in page.xpath("//p[@class='cite']")[0].text_content()
    assert "GeoNames" in page.text_content() and "Natural Earth" in page.text_content()


def test_a_report_that_is_cut_says_so(
    made: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "MOST", 5)
    assert export(View(made), file_format="html", out=tmp_path / "x.html") == 5
    page = parser.document_fromstring((tmp_path / "x.html").read_text("utf-8"))
    assert "The newest 5 are in this report" in page.xpath("//header")[0].text_content()
    newest = [row["date_start"] for row in made.rows()][-1]
    assert page.xpath("//tbody/tr[1]/td[@class='when']/@data-key") == [newest]


def test_a_choice_without_a_place_still_has_a_world(made: Reader, tmp_path: Path) -> None:
    nowhere = View(made, Filter(text="an agreement without a place"))
    assert export(nowhere, file_format="html", out=tmp_path / "x.html") == 2
    assert 'class="land"' in (tmp_path / "x.html").read_text("utf-8")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil", "http://a b"])
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert link(url, "<b>") == "&lt;b&gt;"


@given(st.text(), st.text())
def test_text_and_attributes_are_escaped(text: str, value: str) -> None:
    made = el("p", text, data_key=value)
    assert made.count("<") == 2 and made.count('"') == 2


POINTS = st.builds(Point, st.floats(-75, 75), st.floats(-180, 180))


@given(st.lists(POINTS, max_size=8))
def test_every_mark_lies_in_the_picture(points: list[Point]) -> None:
    frame = around(points)
    for point in points:
        x, y = frame.spot(point)
        assert 0 <= x <= WIDTH + 1e-6
        if frame.scale > WIDTH / 360:
            assert 0 <= y <= HEIGHT


def test_fiji_and_tahiti_are_neighbours() -> None:
    frame = around([Point(-18.14, 178.44), Point(-17.53, -149.57)])
    assert frame.scale > WIDTH / 60
    (suva, _), (papeete, _) = (
        frame.spot(Point(-18.14, 178.44)), frame.spot(Point(-17.53, -149.57))
    )  # fmt: skip
    assert 0 < suva < papeete < WIDTH


def test_a_line_over_the_antimeridian_is_drawn_on_both_edges_of_the_world() -> None:
    world = around([])
    (whole,) = world.paths([(-10.0, 0.0), (10.0, 0.0)])
    assert whole[0][0] < whole[1][0]
    over = list(world.paths([(-175.0, 0.0), (-165.0, 0.0)]))
    assert len(over) == 2
