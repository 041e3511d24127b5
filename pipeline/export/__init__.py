"""Events to files that other tools open. A format is a module of this folder, found by its name.

Such a module has a function ``write(view, stream) -> int``: it writes the view's events to a
binary stream and returns how many there were.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import BadInput
from pipeline.model import Event
from pipeline.store.filters import NO_FILTER, Filter
from pipeline.store.read import Reader


@dataclass(frozen=True, slots=True)
class View:
    """The events of a store that a filter leaves."""

    reader: Reader
    chosen: Filter = NO_FILTER

    def rows(self) -> Iterator[dict[str, Any]]:
        """Flat rows with the keys of ``flat.COLUMNS``; dates are ISO texts, lists joined by ;."""
        return self.reader.rows(self.chosen)

    def events(self) -> Iterator[Event]:
        """The events with all their places, in the same order."""
        return self.reader.events(self.chosen)


def formats() -> tuple[str, ...]:
    """Names of the formats, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def export(view: View, *, file_format: str, out: Path) -> int:
    """Write the events to ``out``, which appears whole or not at all. Returns how many.

    Raises BadInput for a format that is not known and for a file that cannot be written.
    """
    if file_format not in formats():
        raise BadInput(f"{file_format} is no export format; there are {', '.join(formats())}")
    writer = importlib.import_module(f"{__name__}.{file_format}")
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as stream:
            count: int = writer.write(view, stream)
        part.replace(out)
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return count
