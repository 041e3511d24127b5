"""One file packed with gzip: ``articles.jsonl.gz``."""

from __future__ import annotations

import zlib

from pipeline.errors import ItemFailed
from pipeline.read.draft import Blob, Context, Found

EXTENSIONS = (".gz",)
_GZIP = 31  # window bits that make zlib expect a gzip header
_MAX_MEMBERS = 1_000  # parts that are simply joined, as some tools write them


def drafts(blob: Blob, context: Context) -> Found:
    """The articles of the file inside."""
    if blob.packed:
        raise ItemFailed(
            "an archive inside an archive is not opened; unpack it first", code="nested_archive"
        )
    data = _unpack(blob.data, context.settings.max_bytes)
    yield from context.open(Blob(blob.label, blob.name[: -len(".gz")], data, packed=True))


def _unpack(data: bytes, limit: int) -> bytes:
    out = bytearray()
    for _ in range(_MAX_MEMBERS):
        member = zlib.decompressobj(_GZIP)
        try:
            out += member.decompress(data, limit + 1 - len(out))
        except zlib.error as error:
            raise ItemFailed(
                "the gzip file is damaged; fetch it again", code="truncated"
            ) from error
        if len(out) > limit:
            raise ItemFailed(f"unpacks to more than {limit / 1e6:g} MB; split it", code="too_large")
        if not member.eof:
            raise ItemFailed("the gzip file is cut off; fetch it again", code="truncated")
        data = member.unused_data.lstrip(b"\0")
        if not data:
            return bytes(out)
    raise ItemFailed("the gzip file has too many parts", code="zip_bomb")
