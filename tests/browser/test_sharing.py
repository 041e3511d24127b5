"""Links, files and the report in a real browser."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import View, export
from pipeline.store.read import open_reader
from tests.browser.windows import Tour
from tests.fixtures import synthetic

DOWNLOADS = {"Report": "html", "CSV": "csv.zip", "KML": "kml", "GeoParquet": "parquet"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    store = synthetic.fill(tmp_path / "s.db", [*synthetic.outcomes(24), *synthetic.nasty()])
    with open_reader(store) as reader:
        export(View(reader), file_format="html", out=tmp_path / "report.html")
    return tmp_path / "report.html"


def test_the_report_works_asks_nobody_and_runs_no_attack(browser: Any, report: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page, asked, faults = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    try:
        page.goto(report.as_uri())
        page.get_by_label("Narrow this list").fill("lima protest")
        assert page.locator("#list tbody tr:visible").count() == 2
        assert page.inner_text("#count") == "2 of 28 events"
        page.get_by_label("Narrow this list").fill("")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.get_by_role("button", name="Sources").click()
        page.get_by_role("button", name="When").click()
        days = page.locator("td.when").evaluate_all("all => all.map(one => one.dataset.key)")
        assert days == sorted(days)
        page.locator("svg a .mark").last.click()  # the last is drawn on top
        assert page.locator("tr:target").count() == 1
        assert page.evaluate("window.__xss") is None
        assert page.locator("img, iframe").count() == 0
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    finally:
        context.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert faults == []


def test_share_copies_the_link_and_export_hands_over_files(tour: Tour, tmp_path: Path) -> None:
    page = tour.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tour.open("?type=AID")
    page.locator(".st-key-share button").first.click()
    page.get_by_role("button", name="Copy to clipboard").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        re.escape(tour.address) + r"\?data=\d+\.64\.\d{4}-\d\d-\d\d~5&type=AID", copied
    )
    page.keyboard.press("Escape")
    page.locator(".st-key-export button").first.click()
    for name, ending in DOWNLOADS.items():
        page.get_by_role("radiogroup", name="Format").get_by_text(name, exact=True).click()
        download = page.locator(f"a[href*='view.{ending.split('.')[0]}']")
        download.wait_for()
        with page.expect_download() as waiting:
            download.click()
        assert waiting.value.suggested_filename.endswith(f".{ending}")
        out = tmp_path / ending
        waiting.value.save_as(out)
        assert out.stat().st_size > 1000
    assert zipfile.is_zipfile(tmp_path / "csv.zip")
    assert tour.strangers == []
    assert tour.errors == []


def test_the_head_is_not_covered_and_fits_a_phone(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 390, "height": 844})
    tour.open("?data=1.2.2025-01-01~3")
    page = tour.page
    assert "This link was made" in page.inner_text(".st-key-notice")
    page.locator(".st-key-export button").first.click()
    body = page.locator("[data-testid=stPopoverBody]").bounding_box()
    assert body["x"] >= 0 and body["x"] + body["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    page.get_by_role("button", name="See the view as it is now").click()
    page.wait_for_url(lambda url: "data=" not in url)
