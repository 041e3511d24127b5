"""Files to bytes: plain, gzip and zip, with a bound on what comes out."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from pipeline.errors import BadInput

MAX_BYTES: Final = 1_000_000_000  # of a file, unpacked: it is held in memory
_DEPTH: Final = 2  # a gzip in a zip


def read_bytes(path: Path) -> bytes:
    """The content, unpacked. Raises BadInput when it cannot be read or is larger than MAX_BYTES."""
    try:
        with path.open("rb") as stream:
            data = _bounded(stream, path.name)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}") from error
    for _ in range(_DEPTH):
        data = _unpacked(data, path.name)
    return data


def _bounded(stream: IO[bytes] | gzip.GzipFile, label: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BadInput(
            f"{label}: more than {MAX_BYTES // 1_000_000:,} MB; cut it into several files"
        )
    return data


def _unpacked(data: bytes, label: str) -> bytes:
    try:
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(data)) as stream:
                return _bounded(stream, label)
        if data.startswith(b"PK\x03\x04"):
            return _only_member(data, label)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
        raise BadInput(
            f"{label}: it is packed and cannot be unpacked ({error}); is the download complete?"
        ) from error
    return data


def _only_member(data: bytes, label: str) -> bytes:
    """The one file of a zip. Raises BadInput for several and for one with a password."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        hidden = ("__MACOSX/", ".")
        members = [m for m in archive.infolist() if not m.is_dir()]
        members = [m for m in members if not m.filename.startswith(hidden)]
        if len(members) != 1:
            names = ", ".join(m.filename for m in members[:5]) or "none"
            raise BadInput(f"{label}: a zip with one file is needed, this one holds {names}")
        try:
            with archive.open(members[0]) as stream:
                return _bounded(stream, label)
        except RuntimeError as error:
            raise BadInput(f"{label}: the zip has a password; unpack it first") from error
