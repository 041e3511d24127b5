"""What the browser draws by itself from a few numbers: lists of values, rows, bars.

A component is one element however many rows it draws, so that a filter move sends their numbers and
no markup. Its script is a file of this project at an address of its own, which the browser keeps;
the element itself carries only the line that fetches it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

FOLDER: Final = Path(__file__).parent
NAMES: Final = ("bars.js", "dom.js", "facet.js", "over.js", "rows.js")
KEEP: Final = "private, max-age=31536000, immutable"
# A module without an address of its own finds others only by whole addresses. The page may be
# served under a prefix, so they are counted from the page.
_FETCH: Final = """export default async (given) =>
(await import(new URL("{address}",document.baseURI))).default(given)"""

Draw = Callable[..., None]


@cache
def script(name: str) -> bytes:
    """A script as the browser gets it."""
    return (FOLDER / name).read_bytes()


@cache
def _digest() -> str:
    """Of all scripts: they fetch each other from beside them."""
    return hashlib.sha256(b"".join(map(script, NAMES))).hexdigest()[:8]


def address(name: str) -> str:
    """The address of a script; another content has another address."""
    return f"script/{_digest()}/{name}"


def answer(request: Request) -> Response:
    """A script at its address."""
    name = request.path_params["name"]
    if name not in NAMES:
        return PlainTextResponse("There is no such script.", status_code=404)
    headers = {"Cache-Control": KEEP, "X-Content-Type-Options": "nosniff"}
    return Response(script(name), media_type="text/javascript", headers=headers)


def component(name: str) -> Draw:
    """The component that this script draws, in the page's own style, from its key and data."""
    mount = st.components.v2.component(
        f"dateline_{name.removesuffix('.js')}", js=_FETCH.format(address=address(name)),
        isolate_styles=False,
    )  # fmt: skip

    def draw(key: str, data: Mapping[str, Any], **callbacks: Any) -> None:
        mount(key=key, data=packed(data), **callbacks)

    return draw


def packed(data: Mapping[str, Any]) -> bytes:
    """JSON in which every letter is itself; Streamlit writes six signs for most of the world's."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
