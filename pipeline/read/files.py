"""Paths to bytes: files, and folders with everything in them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.model import Issue
from pipeline.read.clean import clean_label
from pipeline.read.draft import Blob
from pipeline.read.kinds import extensions, kind_of

_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini"})  # left by desktops


def blobs(paths: Iterable[Path], *, max_bytes: int) -> Iterator[Blob | Issue]:
    """Every file of ``paths`` in order; folders are searched through, sorted by name."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path, max_bytes)
        elif not path.exists():
            yield Issue(
                "not_found", f"{_label(path)}: there is no such file or folder", _label(path)
            )
        else:
            yield _file(path, max_bytes, asked_for=True)


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is one that people do not see."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM


def unknown_kind(label: str, *, asked_for: bool) -> Issue:
    """The Issue for a file that no kind reads."""
    return Issue(
        "unknown_kind",
        f"{label}: files of this kind are not read; these are: {' '.join(extensions())}",
        label,
        severity="error" if asked_for else "info",
    )


def _folder(folder: Path, max_bytes: int) -> Iterator[Blob | Issue]:
    refused: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted(names):
            if not is_hidden(name):
                yield _file(Path(here) / name, max_bytes, asked_for=False)
    for error in refused:
        yield Issue(
            "unreadable",
            f"{error.filename}: the folder cannot be opened ({error.strerror})",
            str(error.filename),
        )


def _file(path: Path, max_bytes: int, *, asked_for: bool) -> Blob | Issue:
    label = _label(path)
    if kind_of(path.name) is None:
        return unknown_kind(label, asked_for=asked_for)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device would never end
            return Issue("unreadable", f"{label}: this is no ordinary file", label)
        if status.st_size > max_bytes:
            return too_large(label, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        return Issue("unreadable", f"{label}: the file cannot be opened ({error.strerror})", label)
    return too_large(label, max_bytes) if len(data) > max_bytes else Blob(label, path.name, data)


def too_large(label: str, max_bytes: int) -> Issue:
    """The Issue for more bytes than are read."""
    return Issue(
        "too_large",
        f"{label}: larger than {max_bytes / 1e6:g} MB; split it, or raise"
        " max_bytes under [read] in data/settings.toml",
        label,
    )


def _label(path: Path) -> str:
    # Names on disk may hold bytes that are no text; they are shown, not used.
    return clean_label(os.fsencode(path).decode("utf-8", errors="replace"))
