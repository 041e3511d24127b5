"""Saved views: names for links, kept in a small file beside the store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from pipeline.errors import BadInput

MAX_VIEWS: Final = 200
MAX_NAME: Final = 80  # characters
MAX_QUERY: Final = 8000  # characters; longer links do not open everywhere
MAX_BYTES: Final = 2_000_000  # of the file
LOCK_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Saved:
    """A view with its name."""

    name: str
    query: str  # of the link, without the question mark


def beside(store: Path) -> Path:
    """The file of a store's views."""
    return store.with_name(f"{store.stem}.views.json")


def read(path: Path) -> tuple[Saved, ...]:
    """All views by name; none without a file. Raises BadInput when the file cannot be used."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInput(_bad(path, f"it is larger than {MAX_BYTES:,} bytes"))
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadInput(_bad(path, error.strerror or str(error))) from error
    except UnicodeDecodeError as error:
        raise BadInput(_bad(path, "it is not UTF-8")) from error
    return tuple(sorted(_parsed(path, text), key=lambda view: (view.name.casefold(), view.name)))


def add(path: Path, view: Saved) -> None:
    """Keep a view; one of the same name is replaced. Raises BadInput with the reason."""
    name = " ".join(view.name.split())
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise BadInput(f"A view needs a name of 1 to {MAX_NAME} characters.")
    if len(view.query) > MAX_QUERY:
        raise BadInput("This view has too many filters to be saved as a link; lift some of them.")
    with _locked(path):
        rest = [kept for kept in read(path) if kept.name != name]
        if len(rest) >= MAX_VIEWS:
            raise BadInput(f"There are {MAX_VIEWS} saved views already; delete one first.")
        _write(path, [*rest, Saved(name, view.query)])


def remove(path: Path, name: str) -> None:
    """Forget a view. Raises BadInput when the file cannot be used."""
    with _locked(path):
        _write(path, [kept for kept in read(path) if kept.name != name])


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer at a time, whichever window or process it is."""
    lock = FileLock(f"{path}.lock", timeout=LOCK_S)
    try:
        with lock:
            yield
    except Timeout as error:
        raise BadInput(f"{path.name} is in use by another process; try again.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror or error}.") from error


def _write(path: Path, views: Sequence[Saved]) -> None:
    """All or nothing: whoever reads meanwhile sees the former file."""
    fresh = path.with_name(f"{path.name}.new")
    whole = {"format": 1, "views": [asdict(view) for view in views]}
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(whole, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)


def _parsed(path: Path, text: str) -> list[Saved]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(_bad(path, f"it is no JSON ({error})")) from error
    views = whole.get("views") if isinstance(whole, dict) and whole.get("format") == 1 else None
    if not isinstance(views, list) or len(views) > MAX_VIEWS:
        raise BadInput(_bad(path, "it is no list of saved views"))
    return [_view(path, number, item) for number, item in enumerate(views, 1)]


def _view(path: Path, number: int, item: Any) -> Saved:
    name, query = (item.get(key) if isinstance(item, dict) else None for key in ("name", "query"))
    if not (isinstance(name, str) and 0 < len(name) <= MAX_NAME):
        raise BadInput(_bad(path, f"view {number} has no name of 1 to {MAX_NAME} characters"))
    if not (isinstance(query, str) and len(query) <= MAX_QUERY):
        raise BadInput(_bad(path, f"view {number} has no link of up to {MAX_QUERY} characters"))
    return Saved(name, query)


def _bad(path: Path, why: str) -> str:
    return f"The saved views in {path.name} cannot be used: {why}. Mend the file or move it away."
