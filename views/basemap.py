"""The files of the basemap as the browser gets them: names, disputed borders, and the ground.

The ground, which is land, lakes and borders, comes in tiles that are coarser from afar: a browser
without a graphics card works through every corner of them for every picture.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pipeline.config import DATA

BASEMAP: Final = DATA / "basemap"
TILES: Final = BASEMAP / "ground"
FILES: Final = ("names.json", "small_names.json", "disputed.geojson")
TILE: Final = "basemap/{digest}/ground/{z:int}/{x:int}/{y:int}.json"
DEEPEST: Final = 3  # the last level of tiles; nearer views draw it larger
KEEP: Final = "private, max-age=31536000, immutable"
_NOTHING: Final = b'{"type":"FeatureCollection","features":[]}'


@lru_cache
def address(name: str) -> str:
    """The address of a file of the basemap; another content has another address."""
    return f"basemap/{_digest(body(name))}/{name}"


@lru_cache(maxsize=1)
def tiles_address() -> str:
    """The address of the tiles, with ``{z}``, ``{x}`` and ``{y}`` in it."""
    whole = b"".join(path.read_bytes() for path in sorted(TILES.rglob("*.json")))
    return f"basemap/{_digest(whole)}/ground/{{z}}/{{x}}/{{y}}.json"


@lru_cache(maxsize=len(FILES))
def body(name: str) -> bytes:
    """A file of the basemap."""
    return (BASEMAP / f"page_{name}").read_bytes()


@lru_cache(maxsize=128)
def tile(z: int, x: int, y: int) -> bytes:
    """A tile of the ground; a file is missing where there is only sea."""
    path = TILES / str(z) / str(x) / f"{y}.json"
    return path.read_bytes() if path.exists() else _NOTHING


def answer(request: Request) -> Response:
    """A file at its address."""
    name = request.path_params["name"]
    if name not in FILES:
        return PlainTextResponse("There is no such map.", status_code=404)
    return _json(body(name))


def answer_tile(request: Request) -> Response:
    """A tile at its address."""
    z, x, y = (int(request.path_params[name]) for name in "zxy")
    return _json(tile(z, x, y))


def _json(content: bytes) -> Response:
    headers = {"Cache-Control": KEEP, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type="application/json", headers=headers)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
