"""Files at addresses: of the view, of one event, of everything; and never of two versions."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree
from lxml import html as parser
from pyarrow import parquet

from pipeline.export import formats
from tests.fixtures import synthetic
from tests.views.test_routes import OWN, get
from views import data, exports
from views.data import Snapshot
from views.state import Filters, State

AID = State(Filters().pick("type", ["AID"]))


def rows(form: str, body: bytes) -> int:
    """How many events a file holds."""
    if form in ("csv", "jsonl"):
        lines = zipfile.ZipFile(io.BytesIO(body)).read(f"events.{form}").decode()
        return len(pd.read_csv(io.StringIO(lines))) if form == "csv" else lines.count("\n")
    if form == "parquet":
        return int(parquet.read_table(io.BytesIO(body)).num_rows)
    if form == "html":
        return len(parser.document_fromstring(body.decode()).xpath("//tbody/tr"))
    if form == "geojson":
        told = [f["properties"]["event_id"] for f in json.loads(body)["features"]]
    else:
        told = etree.fromstring(body).xpath(
            "//*[local-name()='Placemark']//*[@name='event_id']/*/text()"
        )
    return len(set(told))


@pytest.mark.parametrize("form", formats())
@pytest.mark.parametrize(("scope", "count"), [("view", 5), ("all", 60), ("event", 1)])
def test_a_scope_is_kept_to(snapshot: Snapshot, form: str, scope: str, count: int) -> None:
    state = State(AID.filters, selection=str(snapshot.frame["event_id"].iloc[7]))
    status, headers, body = get(exports.address(snapshot, form, scope, state))
    assert status == 200
    assert rows(form, body) == count
    assert int(headers["content-length"]) == len(body)
    assert headers["content-disposition"].startswith('attachment; filename="dateline-2025-10-30.')
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_the_file_names_filters_link_and_version(snapshot: Snapshot) -> None:
    state = State(Filters(text="tahiti").pick("type", ["AID", "PROTEST"]), "report")
    told = json.loads(get(exports.address(snapshot, "geojson", "view", state))[2])["metadata"]
    assert told["filters"] == "What: Aid or Protest; words “tahiti”"
    assert told["link"] == "?q=tahiti&clock=report&type=AID&type=PROTEST"
    assert told["data_version"] == exports.data_version(snapshot)
    assert (told["events"], told["events_in_data"]) == (5, 60)
    assert told["exported"].endswith("+00:00")


def test_dates_are_said_with_the_clock_that_counts() -> None:
    filters = Filters(first=synthetic.FIRST)
    assert exports.filters_in_words(filters, "event") == "from 1 Sep 2025"
    assert exports.filters_in_words(filters, "report") == "from 1 Sep 2025 by day of report"
    assert exports.filters_in_words(Filters(), "event") == "all events"


def test_an_event_that_is_not_there_gives_an_empty_file(snapshot: Snapshot) -> None:
    body = get(exports.address(snapshot, "geojson", "event", State(selection="ev-gone")))[2]
    assert json.loads(body)["features"] == []


@pytest.mark.parametrize("path", ["view.xlsx", "view.report", "secrets.csv", "view.__init__"])
def test_what_is_no_export_is_not_found(snapshot: Snapshot, path: str) -> None:
    assert get(f"export/{snapshot.token}/{path}")[0] == 404


def test_other_pages_get_nothing(snapshot: Snapshot) -> None:
    address = exports.address(snapshot, "html", "all", State())
    status, _, body = get(address, {**OWN, "sec-fetch-site": "cross-site"})
    assert (status, len(body) < 100) == (403, True)


def test_data_that_changed_gives_a_sentence_and_no_mixed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = synthetic.fill(tmp_path / "grows.db", synthetic.outcomes(3))
    monkeypatch.setenv("DATELINE_STORE", str(path))
    before = data.current()
    address = exports.address(before, "csv", "all", State())
    assert get(address)[0] == 200
    synthetic.fill(path, synthetic.outcomes(4))
    status, _, body = get(address)
    assert status == 410
    assert b"reload the page" in body


def test_data_that_changes_while_a_file_is_written_gives_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = synthetic.fill(tmp_path / "grows.db", synthetic.outcomes(3))
    monkeypatch.setenv("DATELINE_STORE", str(path))
    address = exports.address(data.current(), "csv", "all", State())
    whole = exports.packed

    def slow(*given: object) -> str:
        ending = whole(*given)  # type: ignore[arg-type]
        synthetic.fill(path, synthetic.outcomes(4))
        return ending

    monkeypatch.setattr(exports, "packed", slow)
    assert get(address)[0] == 410


def test_attacks_are_inert_in_every_format(nasty: Snapshot) -> None:
    for form in formats():
        status, headers, body = get(exports.address(nasty, form, "all", State()))
        assert status == 200
        assert headers["content-security-policy"] == "sandbox"
        if form in ("html", "geojson"):
            assert b"<script>window" not in body and b"<img" not in body
