"""Text with YAML front matter between two lines of three hyphens, then the body, kept exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from pipeline.errors import ItemFailed
from pipeline.model import Issue
from pipeline.read.decode import decode
from pipeline.read.draft import Blob, Context, Found
from pipeline.read.records import draft_fields, draft_with

EXTENSIONS = (".md", ".markdown")
_MAX_FRONT = 20_000  # characters; a longer front matter is none
_CLOSE = re.compile(r"^---[ \t]*(?:\n|$)", re.MULTILINE)


def drafts(blob: Blob, context: Context) -> Found:
    """The file as one article; without front matter it is plain text."""
    decoded = decode(blob.data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front, body = _split(text)
    fields, unknown = draft_fields(_mapping(front, blob.label))
    if unknown:
        yield Issue(
            "unknown_field",
            f"{blob.label}: the front matter has fields that are not read: {', '.join(unknown)}",
            blob.label,
            severity="info",
        )
    yield draft_with(
        {**fields, "text": body}, source=blob.label, verbatim=bool(front), notes=decoded.notes
    )


def _split(text: str) -> tuple[str, str]:
    """Front matter and body; the body is all behind the second line, less the last newline."""
    if not text.startswith("---\n"):
        return "", text
    close = _CLOSE.search(text, 4, _MAX_FRONT)
    if close is None:
        return "", text
    return text[4 : close.start()], text[close.end() :].removesuffix("\n")


def _mapping(front: str, label: str) -> Mapping[str, object]:
    # BaseLoader makes every scalar a string: no dates, numbers, objects or tags of the writer's.
    # Aliases are refused, for a few lines of them can stand for gigabytes.
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(front, yaml.BaseLoader)):
            raise ItemFailed(
                f"{label}: the front matter may not use YAML aliases", code="bad_front_matter"
            )
        value = yaml.load(front, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        where = " ".join(str(error).split())[:200]
        raise ItemFailed(
            f"{label}: the front matter is not YAML ({where}); put values with a colon"
            " or a quotation mark between quotation marks",
            code="bad_front_matter",
        ) from error
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise ItemFailed(
            f"{label}: the front matter must be lines of the form `name: value`",
            code="bad_front_matter",
        )
    return value
