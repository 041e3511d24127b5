"""Events to files that other tools open. A format is a module of this folder, found by its name.

Such a module has a function ``write(view, stream) -> int``: it writes the view's events to a
binary stream and returns how many there were. Where the format has no room for what an export
says about itself, the module also has ``beside(about) -> bytes``, the text of a second file.
A folder in here is no format; it holds what a format is made with.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from pipeline.errors import BadInput
from pipeline.export.report.about import About, in_words, version_text
from pipeline.model import Event
from pipeline.store.filters import NO_FILTER, Filter
from pipeline.store.read import Reader

BESIDE: Final = "-metadata.json"  # behind the file's name, as CSV on the Web (W3C) has it
_AT_ONCE: Final = 500  # ids in one question to the store
_CHUNK: Final = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class View:
    """The events of a store that a filter leaves, or those of a list of ids."""

    reader: Reader
    chosen: Filter = NO_FILTER
    ids: Sequence[str] | None = None  # in the order of the rows; None: the filter says which
    told: About | None = None  # None: made from the store, without a time

    @property
    def about(self) -> About:
        """What the export says about itself."""
        return self.told or describe(self.reader, self.chosen)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Flat rows with the keys of ``flat.COLUMNS``; dates are ISO texts, lists joined by ;."""
        for part in self._parts():
            yield from self.reader.rows(part)

    def events(self) -> Iterator[Event]:
        """The events with all their places, in the same order."""
        for part in self._parts():
            yield from self.reader.events(part)

    def newest(self, limit: int) -> View:
        """The last ``limit`` events in the order of the rows."""
        known = self.ids
        ids = known if known is not None else [row["event_id"] for row in self.rows()]
        return replace(self, ids=ids[-limit:])

    def _parts(self) -> Iterator[Filter]:
        if self.ids is None:
            yield self.chosen
            return
        for at in range(0, len(self.ids), _AT_ONCE):
            yield Filter(ids=tuple(self.ids[at : at + _AT_ONCE]))


def describe(reader: Reader, chosen: Filter = NO_FILTER, made: datetime | None = None) -> About:
    """What an export of these events says about itself. ``made`` is when, UTC; None: not said."""
    total, newest = reader.counts().events, reader.newest()
    return About(
        filters=in_words(chosen), version=version_text(reader.version(), total, newest),
        as_of=newest, events=reader.size(chosen), total=total, made=made,
    )  # fmt: skip


def formats() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    found = pkgutil.iter_modules(__path__)
    return tuple(sorted(module.name for module in found if not module.ispkg))


def export(view: View, *, file_format: str, out: Path) -> int:
    """Write the events to ``out``, which appears whole or not at all. Returns how many.

    What has no room in the format is written beside it, to ``out`` and ``-metadata.json``.
    Raises BadInput for a format that is not known and for a file that cannot be written.
    """
    writer = _writer(file_format)
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as stream:
            count: int = writer.write(view, stream)
        part.replace(out)
        if hasattr(writer, "beside"):
            out.with_name(out.name + BESIDE).write_bytes(writer.beside(view.about, out.name))
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def packed(view: View, file_format: str, stream: BinaryIO) -> str:
    """Write one file to hand over, and return the ending of its name.

    It is a zip with both files where the format needs a second one. Raises BadInput for a format
    that is not known.
    """
    writer = _writer(file_format)
    if not hasattr(writer, "beside"):
        writer.write(view, stream)
        return file_format
    name = f"events.{file_format}"
    with tempfile.TemporaryFile() as whole:
        writer.write(view, whole)
        whole.seek(0)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as folder:
            with folder.open(name, "w", force_zip64=True) as entry:
                shutil.copyfileobj(whole, entry, _CHUNK)
            folder.writestr(name + BESIDE, writer.beside(view.about, name))
    return f"{file_format}.zip"


def _writer(file_format: str) -> Any:
    if file_format not in formats():
        raise BadInput(f"{file_format} is no export format; there are {', '.join(formats())}")
    return importlib.import_module(f"{__name__}.{file_format}")
