"""The data of the page at addresses of its own, so that a filter move sends an address only.

``/events/{version}/{kind}.json`` holds the marks of one kind (``marks.KINDS``), filtered by the
link's parameters; ``/events/{version}.json`` and ``.csv`` hold the rows. A version never changes,
so browsers may keep what they have. Only this page's own origin is answered. Addresses are given
relative to the page, which may be served under a prefix.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, wraps
from itertools import compress
from threading import RLock
from typing import Any, Final, ParamSpec, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import pandas as pd
from defusedcsv import csv as safe_csv
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from views import (
    areas,
    basemap,
    cells,
    choose,
    compare,
    exports,
    gpu,
    marks,
    parts,
    scripts,
    spots,
    timed,
    topmost,
)
from views.data import Bools, Snapshot, held, keep, records
from views.state import Clock, Filters, State, from_query, to_query

P = ParamSpec("P")
T = TypeVar("T")

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
KINDS: Final = {**marks.KINDS, **timed.kinds()}
# Kinds that are made from columns, beside those of ``marks.KINDS``.
COLUMN_KINDS: Final[dict[str, Callable[[Snapshot, Bools], list[dict[str, Any]]]]] = {
    "heat": spots.heat, "titles": spots.titles, "cells": cells.cells, "areas": areas.areas,
    "top": gpu.top, **topmost.MADE,
}  # fmt: skip
KINDS_SERVED: Final = {*KINDS, *COLUMN_KINDS, *(kind + gpu.ALL for kind in gpu.KINDS)}
KEPT_DRAWN: Final = 150_000  # events up to which all marks are held: 3 kB each
_TYPES: Final = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
_KEEP: Final = "private, max-age=31536000, immutable"
PACKING: Final = 4  # level of gzip: 2 % larger than level 9, four times as fast


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the last ``size`` answers of a function; who asks while one is made waits for it.

    The browser asks for all kinds of marks at once, and all begin with the same work.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept, lock = lru_cache(size)(function), RLock()

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            with lock:
                return kept(*args, **kwargs)  # type: ignore[arg-type]  # must be hashable

        return ask

    return decorate


def address(snapshot: Snapshot, kind: str, filters: Filters, clock: Clock) -> str:
    """The address of the marks of one kind under these filters."""
    return _with_query(f"events/{snapshot.token}/{kind}.json", filters, clock)


def choice(snapshot: Snapshot, filters: Filters, clock: Clock) -> choose.Choice:
    """The rows that pass, remembered for the marks that the browser asks for next."""
    return _chosen(snapshot, urlsplit(_with_query("", filters, clock)).query)


def difference_address(snapshot: Snapshot, state: State) -> str:
    """The address of the marks that tell two sides apart (``compare.differences``)."""
    kept = State(filters=state.filters, clock=state.clock, pair=state.pair)
    return f"events/{snapshot.token}/differences.json?{urlencode(to_query(kept), doseq=True)}"


def rows_address(snapshot: Snapshot, form: str, filters: Filters, clock: Clock) -> str:
    """The address of the rows themselves; ``form`` is csv or json."""
    return _with_query(f"events/{snapshot.token}.{form}", filters, clock)


def routes(hosts: Callable[[], frozenset[str]], prefix: str = "") -> list[Route]:
    """The routes to mount. ``hosts`` gives the names by which this server may be called."""

    base = f"/{prefix.strip('/')}".rstrip("/")

    def guarded(answer: Callable[[Request], Response]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            if not own_origin(request.headers, hosts() | LOOPBACK):
                return PlainTextResponse("Only this page may read its data.", status_code=403)
            return await run_in_threadpool(answer, request)

        return endpoint

    return [
        Route(f"{base}/events/{{version}}/differences.json", guarded(_differences)),
        Route(f"{base}/events/{{version}}/{{kind}}.json", guarded(_marks)),
        Route(f"{base}/events/{{version}}.{{form}}", guarded(_rows)),
        Route(f"{base}/export/{{version}}/{{scope}}.{{form}}", guarded(exports.answer)),
        Route(f"{base}/basemap/{{digest}}/{{name}}", guarded(basemap.answer)),
        Route(f"{base}/{basemap.TILE}", guarded(basemap.answer_tile)),
        Route(f"{base}/script/{{digest}}/{{name}}", guarded(scripts.answer)),
    ]


def own_origin(headers: Mapping[str, str], hosts: frozenset[str]) -> bool:
    """Whether a request comes from this page, or from a person who typed the address.

    A foreign name in Host is a rebound name; Sec-Fetch-Site, and Origin or Referer where a browser
    does not send it, tell which page asks.
    """
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in hosts:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    asking = headers.get("origin") or headers.get("referer")
    return asking is None or urlsplit(asking).netloc == host


def _with_query(path: str, filters: Filters, clock: Clock) -> str:
    query = urlencode(to_query(State(filters=filters, clock=clock)), doseq=True)
    return f"{path}?{query}" if query else path


def _marks(request: Request) -> Response:
    snapshot = held(request.path_params["version"])
    kind = request.path_params["kind"]
    if snapshot is None or not (kind in KINDS_SERVED or parts.NAME in kind):
        return _gone()
    return _answer(request, lambda: _marks_body(snapshot, kind, request.url.query), "json",
                   packed=True)  # fmt: skip


def _differences(request: Request) -> Response:
    snapshot = held(request.path_params["version"])
    state = _state(request.url.query)
    if snapshot is None or state.pair is None:
        return _gone()
    return _answer(request, lambda: _differences_body(snapshot, state), "json")


def _rows(request: Request) -> Response:
    snapshot = held(request.path_params["version"])
    form = request.path_params["form"]
    if snapshot is None or form not in _TYPES:
        return _gone()
    return _answer(request, lambda: _rows_body(snapshot, form, request.url.query), form)


def _gone() -> Response:
    return PlainTextResponse("This version of the data is gone; reload the page.", status_code=410)


def _answer(
    request: Request, body: Callable[[], bytes], form: str, *, packed: bool = False
) -> Response:
    """The body, or 304 when the browser has it: the address names version and filters.

    ``packed``: the body is compressed already.
    """
    tag = '"' + hashlib.sha256(str(request.url.path + request.url.query).encode()).hexdigest()[:16]
    headers = {"ETag": tag + '"', "Cache-Control": _KEEP, "X-Content-Type-Options": "nosniff"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if form == "csv":
        headers["Content-Disposition"] = 'attachment; filename="dateline-events.csv"'
    content = body()
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    elif packed:
        content = gzip.decompress(content)
    return Response(content, media_type=_TYPES[form], headers=headers)


@remembered(8)
def _events(snapshot: Snapshot, query: str) -> list[marks.Drawn]:
    mask = _chosen(snapshot, query).mask
    if len(mask) > KEPT_DRAWN:
        return marks.drawn(snapshot, mask, _state(query).clock)
    wanted = mask[snapshot.frame["on_map"].to_numpy()]
    return list(compress(_drawn(snapshot, _state(query).clock), wanted.tolist()))


def _in_part(snapshot: Snapshot, query: str, number: int) -> list[marks.Drawn]:
    own = parts.parts(snapshot, _state(query).clock).own
    if len(own) > KEPT_DRAWN:
        mask = _chosen(snapshot, query).mask & (own == number)
        return marks.drawn(snapshot, mask, _state(query).clock)
    return [e for e in _events(snapshot, query) if own[snapshot.row_of[e.label["id"]]] == number]


@remembered(1)
def _drawn(snapshot: Snapshot, clock: Clock) -> list[marks.Drawn]:
    """Every event that has a mark: made once, chosen from with each filter."""
    made = marks.drawn(snapshot, snapshot.frame["on_map"].to_numpy(), clock)
    keep()
    return made


@remembered(8)
def _chosen(snapshot: Snapshot, query: str) -> choose.Choice:
    state = _state(query)
    return choose.choose(snapshot, state.filters, state.clock)


def _state(query: str) -> State:
    return from_query(parse_qs(query), choose.KEYS)[0]


@lru_cache(maxsize=16)
def _marks_body(snapshot: Snapshot, kind: str, query: str) -> bytes:
    """The marks of a kind as JSON, compressed. A part that is not there has none."""
    clock = _state(query).clock
    if piece := parts.part_of(kind, parts.parts(snapshot, clock)):
        return _packed(KINDS[piece[0]](_in_part(snapshot, query, piece[1])))
    if parts.NAME in kind:
        return _packed([])
    if kind in COLUMN_KINDS:
        return _packed(marks.told(COLUMN_KINDS[kind](snapshot, _chosen(snapshot, query).mask)))
    made = KINDS[kind.removesuffix(gpu.ALL)](_events(snapshot, query))
    if kind.endswith(gpu.ALL):
        return _packed(gpu.with_columns(snapshot, clock, made))
    return _packed(marks.told(made))


def _packed(records: Any) -> bytes:
    return gzip.compress(_json(records), PACKING, mtime=0)


def _differences_body(snapshot: Snapshot, state: State) -> bytes:
    assert state.pair is not None
    found = compare.compared(snapshot, state, state.pair)
    a, b = (marks.drawn(snapshot, mask, state.clock) for mask in (found.a, found.b))
    return _json(compare.differences(a, b))


def _rows_body(snapshot: Snapshot, form: str, query: str) -> bytes:
    frame = snapshot.frame.loc[_chosen(snapshot, query).mask, list(snapshot.columns)]
    rows = records(frame.astype(object).where(frame.notna(), None))
    plain = [{key: _plain(value) for key, value in row.items()} for row in rows]
    return _json(plain) if form == "json" else _csv(plain, snapshot.columns)


def _plain(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _csv(rows: list[dict[str, Any]], columns: Sequence[str]) -> bytes:
    """Comma-separated rows in which no text cell can be a formula."""
    out = io.StringIO(newline="")
    writer = safe_csv.DictWriter(out, fieldnames=columns, quoting=csv.QUOTE_MINIMAL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
