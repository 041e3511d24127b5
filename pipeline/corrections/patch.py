"""A file of corrections: a line that says what it is, then one correction a line, as JSON.

See ``docs/corrections.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.corrections.entry import Correction, from_line, to_line
from pipeline.errors import BadInput

FORMAT: Final = "dateline-corrections"
VERSION: Final = 1
MAX_BYTES: Final = 50_000_000
_MOST_TOLD: Final = 5  # bad lines named in a message


def write(entries: Iterable[Correction]) -> str:
    """The whole file; the same entries give the same text in whatever order they come."""
    unique = {entry.id: entry for entry in entries}
    ordered = sorted(unique.values(), key=lambda entry: (entry.at.isoformat(), entry.id))
    head = json.dumps({"format": FORMAT, "version": VERSION, "entries": len(ordered)})
    return "".join(f"{line}\n" for line in (head, *map(to_line, ordered)))


def read(data: bytes) -> tuple[Correction, ...]:
    """The entries of a file, all of them or none.

    Raises BadInput naming the lines that are wrong, and for another kind or version of file.
    """
    lines = list(_lines(data))
    if not lines:
        raise BadInput("the file of corrections is empty")
    wanted = _head(lines[0][1])
    entries, wrong = [], []
    for number, text in lines[1:]:
        try:
            entries.append(from_line(text))
        except BadInput as error:
            wrong.append(f"line {number}: {error}")
    if wrong:
        more = f"; and {len(wrong) - _MOST_TOLD} more" if len(wrong) > _MOST_TOLD else ""
        raise BadInput(f"nothing was taken over; {'; '.join(wrong[:_MOST_TOLD])}{more}")
    if wanted is not None and wanted != len(entries):
        raise BadInput(
            f"the file says that it has {wanted} corrections and has {len(entries)}: it was cut "
            "short or changed; export it again, or mend the number in its first line"
        )
    return tuple(entries)


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Lines that are not empty, with their numbers."""
    if len(data) > MAX_BYTES:
        raise BadInput(f"the file has more than {MAX_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"the file of corrections is not UTF-8 (byte {error.start})") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _head(line: str) -> int | None:
    """How many entries the first line promises; None when it does not say."""
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise BadInput(
            f'this is no file of corrections: its first line must be {{"format": "{FORMAT}", '
            f'"version": {VERSION}}}, not {line[:60]!r}'
        )
    if head.get("version") != VERSION:
        raise BadInput(
            f"the file of corrections has version {str(head.get('version'))[:20]}, this program "
            f"reads version {VERSION}; update it or export the file again"
        )
    said = head.get("entries")
    return said if isinstance(said, int) and not isinstance(said, bool) else None
