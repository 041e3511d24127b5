"""Files to take away, at addresses of their own: ``/export/{version}/{scope}.{form}?{link}``.

``scope`` is one of ``SCOPES``, ``form`` a format of ``pipeline.export``; filters and selection are
those of the link. A file is written whole before its first byte is sent, and never held in memory.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Final
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from pipeline.errors import DatelineError
from pipeline.export import View, formats, packed
from pipeline.export.report.about import ALL, About, version_text
from views import choose, words
from views.choose import FACET
from views.data import Snapshot, held, newest
from views.state import Clock, Filters, State, from_query, to_query

SCOPES: Final[Mapping[str, str]] = {
    "view": "This view", "event": "The selected event", "all": "Everything",
}  # fmt: skip
TYPES: Final[Mapping[str, str]] = {
    "csv.zip": "application/zip",
    "geojson": "application/geo+json",
    "html": "text/html; charset=utf-8",
    "jsonl.zip": "application/zip",
    "kml": "application/vnd.google-earth.kml+xml",
    "parquet": "application/vnd.apache.parquet",
}
GONE: Final = "The data has changed since this page was drawn; reload the page and export again."
_AT_A_TIME: Final = threading.BoundedSemaphore(2)  # exports written; more would only be slower
_CHUNK: Final = 1 << 18  # bytes


def address(snapshot: Snapshot, form: str, scope: str, state: State) -> str:
    """The address of a file, relative to the page."""
    query = link_query(State(state.filters, state.clock, state.selection))
    path = f"export/{snapshot.token}/{scope}.{form}"
    return f"{path}?{query}" if query else path


def link_query(state: State) -> str:
    """The parameters of a link, encoded, without the question mark."""
    return urlencode(to_query(state), doseq=True, safe=",")


def data_version(snapshot: Snapshot) -> str:
    """The name of the data; see ``version_text``."""
    return version_text(snapshot.version, len(snapshot.frame), snapshot.as_of)


def answer(request: Request) -> Response:
    """The file, or a sentence that says why there is none."""
    snapshot = held(request.path_params["version"])
    scope, form = request.path_params["scope"], request.path_params["form"]
    if scope not in SCOPES or form not in formats():
        return PlainTextResponse("There is no such export.", status_code=404)
    state, _ = from_query(parse_qs(request.url.query), choose.KEYS)
    try:
        if snapshot is None or newest(snapshot.path) != snapshot.token:
            return PlainTextResponse(GONE, status_code=410)
        return _file(snapshot, view(snapshot, scope, state, datetime.now(UTC)), form)
    except DatelineError as error:
        return PlainTextResponse(str(error), status_code=503)


def view(snapshot: Snapshot, scope: str, state: State, made: datetime) -> View:
    """The events of a scope, with what the file is to say about itself."""
    ids = chosen(snapshot, scope, state)
    shown = len(snapshot.frame) if ids is None else len(ids)
    stamped = State(state.filters, state.clock) if scope == "view" else State()
    if scope == "event":
        stamped = State(selection=state.selection, tab="event")
    told = About(
        filters=in_words(snapshot, scope, state), version=data_version(snapshot),
        as_of=snapshot.as_of, events=shown, total=len(snapshot.frame), made=made,
        query=link_query(stamped),
    )  # fmt: skip
    return View(snapshot.reader(), ids=ids, told=told)


def chosen(snapshot: Snapshot, scope: str, state: State) -> Sequence[str] | None:
    """Ids of the events of a scope in the order of the rows; None for all."""
    if scope == "event":
        return [state.selection] if state.selection in snapshot.row_of else []
    mask = choose.choose(snapshot, state.filters, state.clock).mask
    if scope == "all" or mask.all():
        return None
    return [str(event_id) for event_id in snapshot.frame.loc[mask, "event_id"]]


def in_words(snapshot: Snapshot, scope: str, state: State) -> str:
    """Which events a scope holds, in words."""
    if scope == "event":
        row = snapshot.row_of.get(state.selection)
        title = snapshot.frame["title"].iloc[row] if row is not None else "none"
        return f"the event “{title}”"
    return filters_in_words(state.filters, state.clock) if scope == "view" else ALL


def filters_in_words(filters: Filters, clock: Clock) -> str:
    """``What: Protest or Aid; from 1 Oct 2025; words “lima”``, ``ALL`` without filters."""
    parts = [
        f"{FACET[key].label}: {' or '.join(map(FACET[key].name, values))}"
        for key, values in filters.picked.items()
        if key in FACET
    ]
    if filters.first or filters.last:
        by = " by day of report" if clock == "report" else ""
        parts.append(f"{words.span(filters.first, filters.last)}{by}")
    if filters.text.strip():
        parts.append(f"words “{filters.text.strip()}”")
    return "; ".join(parts) or ALL


def _file(snapshot: Snapshot, wanted: View, form: str) -> Response:
    whole = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    try:
        with _AT_A_TIME:
            ending = packed(wanted, form, whole)
        if newest(snapshot.path) != snapshot.token:  # rows of two versions may be in it
            whole.close()
            return PlainTextResponse(GONE, status_code=410)
        size = whole.tell()
    except BaseException:
        whole.close()
        raise
    name = f"dateline-{snapshot.as_of or 'empty'}.{ending}"
    headers = {
        "Content-Length": str(size), "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox",
    }  # fmt: skip
    return StreamingResponse(_pieces(whole), media_type=TYPES[ending], headers=headers)


def _pieces(whole: IO[bytes]) -> Iterator[bytes]:
    with whole:
        whole.seek(0)
        while piece := whole.read(_CHUNK):
            yield piece
