"""An entry of the log of corrections, and one line of JSON for it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter, ValidationError, with_config

from pipeline.corrections.anchor import Anchor
from pipeline.corrections.changes import Change
from pipeline.errors import BadInput

MAX_AUTHOR: Final = 100  # characters
MAX_REASON: Final = 2000
MAX_ABOUT: Final = 200  # tellings
_MAX_LINE: Final = 2_000_000  # characters of JSON


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Correction:
    """Who wants what, about which tellings, why. Raises ValueError when a part is missing."""

    about: tuple[Anchor, ...]  # the first that is found decides which event is meant
    change: Annotated[Change, Field(discriminator="kind")]
    author: str  # as they sign
    reason: str  # in words
    at: datetime  # when, UTC

    def __post_init__(self) -> None:
        _require_text("author", self.author, MAX_AUTHOR)
        _require_text("reason", self.reason, MAX_REASON)
        if self.at.utcoffset() != timedelta(0):
            raise ValueError(f"the time of a correction is UTC, not {self.at}")
        if not 1 <= len(self.about) <= MAX_ABOUT:
            raise ValueError(f"a correction is about 1 to {MAX_ABOUT} tellings")

    @property
    def id(self) -> str:
        """Hash of the content."""
        return "co-" + hashlib.sha256(_canonical(self).encode()).hexdigest()[:16]

    @property
    def mentioned(self) -> tuple[Anchor, ...]:
        """All tellings that it speaks of."""
        return (*self.about, *getattr(self.change, "others", ()))


_ADAPTER: Final = TypeAdapter(Correction)


def to_line(correction: Correction) -> str:
    """One line of JSON with the id."""
    return json.dumps({"id": correction.id, **_plain(correction)}, ensure_ascii=False)


def from_line(text: str) -> Correction:
    """The correction again. Raises BadInput that says which field is wrong and what it wants.

    An id in it must be that of the content: else the line was changed by hand.
    """
    said = _object(text)
    named = said.pop("id", "")
    try:
        correction = _ADAPTER.validate_python(_retyped(said))
        found = correction.id
    except ValidationError as error:
        raise BadInput(_in_words(error)) from error
    except (UnicodeEncodeError, RecursionError) as error:
        raise BadInput("a correction holds characters that are no Unicode") from error
    if named and named != found:
        raise BadInput(
            f"the id {str(named)[:40]} is not that of the content ({found}): the line was changed; "
            "take the id out if that was meant"
        )
    return correction


def _retyped(said: dict[str, Any]) -> Any:
    """JSON's texts and lists as days, times and tuples, by pydantic's rules for JSON."""
    return _ADAPTER.validate_json(json.dumps(said))


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text) if len(text) <= _MAX_LINE else None
    except (ValueError, RecursionError) as error:
        raise BadInput(f"a correction is one object of JSON a line: {str(error)[:80]}") from error
    if not isinstance(said, dict):
        raise BadInput(f"a correction is one object of JSON, not {text[:40]!r}")
    return said


def _plain(correction: Correction) -> dict[str, Any]:
    plain: dict[str, Any] = _ADAPTER.dump_python(correction, mode="json")
    return plain


def _canonical(correction: Correction) -> str:
    return json.dumps(_plain(correction), ensure_ascii=False, sort_keys=True)


def _in_words(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    told = first["msg"].removeprefix("Value error, ")
    return f"{where}: {told}" if where else told


def _require_text(name: str, text: str, most: int) -> None:
    if not text.strip() or len(text) > most:
        raise ValueError(f"a correction needs {name} (1 to {most} characters)")
    if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
        raise ValueError(f"{name} holds control characters")
