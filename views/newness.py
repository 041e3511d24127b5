"""A point in the life of the store: a data version or a time, and how the link says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

MAX_VERSION: Final = 10**12
_FORM: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Since:
    """New is what came in after this: after a data version or after a time."""

    version: int | None = None  # as ``Reader.version`` counts
    at: datetime | None = None  # aware, UTC, whole seconds; used when there is no version


def to_text(since: Since) -> str:
    """``v512`` or ``2025-11-03T09:14:00Z``."""
    if since.version is not None or since.at is None:
        return f"v{since.version or 0}"
    return since.at.astimezone(UTC).strftime(_FORM)


def from_text(text: str) -> Since:
    """The point of a link. Raises ValueError for anything else."""
    if text.startswith("v"):
        digits = text[1:]
        if not (digits.isascii() and digits.isdigit() and int(digits[:20]) <= MAX_VERSION):
            raise ValueError("no data version")
        return Since(version=int(digits))
    return Since(at=time_from(text))


def time_from(text: str) -> datetime:
    """A time written as in links. Raises ValueError."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
