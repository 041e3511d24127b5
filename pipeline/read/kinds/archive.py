"""Zip files of articles. Nothing is unpacked to disk, so that names in it are labels only."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import PurePosixPath

from pipeline.errors import ItemFailed
from pipeline.model import Issue
from pipeline.read.clean import clean_label
from pipeline.read.draft import Blob, Context, Found
from pipeline.read.files import is_hidden, too_large

EXTENSIONS = (".zip",)
_MAX_FILES = 20_000
_MAX_RATIO = 200  # text packs 3 to 10 times, tables of repeated text 50 times, bombs 1,000 times
_RATIO_FROM = 1_000_000  # bytes: below this no ratio does harm
_MAX_TOTAL = 10  # all files together, as a multiple of what one file may have
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def drafts(blob: Blob, context: Context) -> Found:
    """The articles of every file inside, sorted by name."""
    if blob.packed:
        raise ItemFailed(
            "an archive inside an archive is not opened; unpack it first", code="nested_archive"
        )
    archive = _open(blob.data)
    budget = context.settings.max_bytes * _MAX_TOTAL
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        if not parts or info.is_dir() or any(is_hidden(part) for part in parts if part != ".."):
            continue
        label = f"{blob.label} › {clean_label(info.filename)}"
        item = _member(archive, info, label, context.settings.max_bytes)
        if isinstance(item, Issue):
            yield item
        elif len(item.data) > budget:
            raise ItemFailed(
                f"given up at {label}: the files in it come to more than"
                f" {_MAX_TOTAL} times what one may have; split it",
                code="zip_bomb",
            )
        else:
            budget -= len(item.data)
            yield from context.open(item)


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ItemFailed(
            "the zip file is damaged or cut off; fetch it again", code="truncated"
        ) from error
    if len(archive.infolist()) > _MAX_FILES:
        raise ItemFailed(
            f"the zip file holds more than {_MAX_FILES:,} files; split it", code="zip_bomb"
        )
    return archive


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, limit: int
) -> Blob | Issue:
    if info.flag_bits & 1:
        return Issue("encrypted", f"{label}: locked with a password; unpack it first", label)
    if info.file_size > limit:
        return too_large(label, limit)
    if info.file_size > max(_RATIO_FROM, info.compress_size * _MAX_RATIO):
        return Issue(
            "zip_bomb",
            f"{label}: unpacks to more than {_MAX_RATIO} times its size,"
            " which no text does; it is left out",
            label,
        )
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except _BROKEN:
        return Issue("truncated", f"{label}: damaged inside the zip file; fetch it again", label)
    if len(data) > limit:
        return too_large(label, limit)
    return Blob(
        label, clean_label(PurePosixPath(info.filename.replace("\\", "/")).name), data, packed=True
    )
