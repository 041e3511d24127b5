"""The data behind the page: for this page only, kept by the browser, safe to open elsewhere."""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from views import basemap, marks, routes, scripts
from views.data import Snapshot
from views.state import Filters

APP = Starlette(routes=routes.routes(lambda: frozenset({"maps.example"})))
OWN = {"host": "127.0.0.1:8501", "sec-fetch-site": "same-origin"}


def get(address: str, headers: dict[str, str] = OWN) -> tuple[int, dict[str, str], bytes]:
    """What the routes answer, without a server."""
    parts = urlsplit(address if address.startswith("/") else f"/{address}")
    scope = {
        "type": "http", "method": "GET", "path": parts.path, "query_string": parts.query.encode(),
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "server": ("127.0.0.1", 8501), "scheme": "http", "root_path": "", "http_version": "1.1",
    }  # fmt: skip
    sent: list[dict[str, Any]] = []
    asked: list[bool] = []

    async def receive() -> dict[str, Any]:
        if asked:  # the browser stays and says no more
            await asyncio.sleep(3600)
        asked.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    # In a thread of its own: the browser of other tests keeps a loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as worker:
        worker.submit(lambda: asyncio.run(APP(scope, receive, send))).result()
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}, body


# Every made-up place has a radius, so none of them is unsure.
DRAWN = sorted({*marks.KINDS, *routes.COLUMN_KINDS} - {"unsure", "areas"})


@pytest.mark.parametrize("kind", DRAWN)
def test_marks_come_filtered(snapshot: Snapshot, kind: str) -> None:
    every = json.loads(get(routes.address(snapshot, kind, Filters(), "event"))[2])
    aid = json.loads(
        get(routes.address(snapshot, kind, Filters().pick("type", ["AID"]), "event"))[2]
    )
    assert len(every) > len(aid)


def test_a_browser_that_has_it_gets_nothing_again(snapshot: Snapshot) -> None:
    address = routes.address(snapshot, "points", Filters(text="lima"), "event")
    status, headers, body = get(address)
    assert status == 200
    assert body
    assert "immutable" in headers["cache-control"]
    assert get(address, {**OWN, "if-none-match": headers["etag"]})[0] == 304
    other = routes.address(snapshot, "points", Filters(text="valencia"), "event")
    assert get(other, {**OWN, "if-none-match": headers["etag"]})[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:8501", "sec-fetch-site": "cross-site"},
        {"host": "127.0.0.1:8501", "sec-fetch-site": "same-site"},
        {"host": "127.0.0.1:8501", "origin": "http://evil.example"},
        {"host": "127.0.0.1:8501", "origin": "null"},
        {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:9999"},
        {"host": "127.0.0.1:8501", "referer": "http://evil.example/x"},
        {"host": "evil.example:8501", "sec-fetch-site": "same-origin"},
        {"host": "127.0.0.1.evil.example", "sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin"},
    ],
)
def test_other_pages_get_nothing(snapshot: Snapshot, headers: dict[str, str]) -> None:
    for address in (
        routes.address(snapshot, "points", Filters(), "event"),
        routes.rows_address(snapshot, "csv", Filters(), "event"),
        basemap.address("names.json"),
        basemap.tiles_address().format(z=0, x=0, y=0),
        scripts.address("facet.js"),
    ):
        status, answered, body = get(address, headers)
        assert status == 403
        assert len(body) < 100
        assert "access-control-allow-origin" not in answered


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:8501"},
        {"host": "[::1]:8501", "sec-fetch-site": "none"},
        {"host": "maps.example", "sec-fetch-site": "same-origin", "origin": "https://maps.example"},
    ],
)
def test_this_page_and_a_typed_address_are_answered(
    snapshot: Snapshot, headers: dict[str, str]
) -> None:
    assert get(routes.address(snapshot, "points", Filters(), "event"), headers)[0] == 200


@pytest.mark.parametrize(
    "path", ["/events/000000000000/points.json", "/events/{}/secrets.json", "/events/{}.exe",
             "/basemap/00000000/README.md", "/basemap/0/..%2fREADME.md",
             "/basemap/0/ground/0/0/..%2f0.json"]
)  # fmt: skip
def test_what_is_not_there_is_gone(snapshot: Snapshot, path: str) -> None:
    assert get(path.format(snapshot.token))[0] in (404, 410)


def test_the_basemap_is_served(snapshot: Snapshot) -> None:
    files = [basemap.address(name) for name in basemap.FILES]
    for address in (*files, basemap.tiles_address().format(z=1, x=1, y=0)):
        status, _, body = get(address)
        assert status == 200
        assert len(json.loads(body)) > 1


def test_marks_are_packed_for_who_can_unpack_them(snapshot: Snapshot) -> None:
    address = routes.address(snapshot, "points", Filters(), "event")
    status, headers, body = get(address)
    assert "content-encoding" not in headers
    packed = get(address, {**OWN, "accept-encoding": "gzip, br"})
    assert (status, packed[0], packed[1]["content-encoding"]) == (200, 200, "gzip")
    assert json.loads(gzip.decompress(packed[2])) == json.loads(body)


def test_the_table_has_the_flat_columns_and_no_formula(nasty: Snapshot) -> None:
    status, headers, body = get(routes.rows_address(nasty, "csv", Filters(), "event"))
    assert status == 200
    assert "attachment" in headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(body.decode(), newline="")))
    assert tuple(rows[0]) == nasty.columns
    assert not [c for row in rows for c in row.values() if c.startswith(("=", "+", "@", "\t"))]
    assert float(rows[0]["lat"]) == -12.05  # a number stays a number


def test_the_rows_as_json(snapshot: Snapshot) -> None:
    body = get(routes.rows_address(snapshot, "json", Filters(), "event"))[2]
    rows = json.loads(body)
    assert tuple(rows[0]) == snapshot.columns
    assert rows[0]["date_start"] == "2025-09-01"


def test_the_scripts_are_served_and_set_no_markup() -> None:
    for name in scripts.NAMES:
        status, headers, body = get(scripts.address(name))
        assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
        assert "immutable" in headers["cache-control"]
        assert not re.search(rb"innerHTML|outerHTML|insertAdjacentHTML|document.write", body)
    assert get("/script/00000000/keyboard.js")[0] == 404
