"""Records of JSON, CSV and front matter: which key means which field."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pipeline.model import Issue
from pipeline.read.draft import Draft

# Field -> the names it goes by, best first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "pubdate", "datepublished"),
    "publisher": ("publisher", "source"),
    "url": ("url", "link"),
    "lang": ("lang", "language"),
}
_FIELD = {name: field for field, names in NAMES.items() for name in names}


def field_of(key: str) -> str | None:
    """The field that a key or column names, None when it names none."""
    return _FIELD.get(key.strip().lower())


def draft_fields(record: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Values by field, and the keys that are no field. Empty values count as absent."""
    values: dict[str, str] = {}
    unknown = []
    ranked = sorted(record, key=_rank)
    for key in ranked:
        field = field_of(str(key))
        if field is None:
            unknown.append(str(key))
        elif (value := as_text(record[key])) and field not in values:
            values[field] = value
    return values, unknown


def _rank(key: str) -> int:
    field = field_of(str(key))
    return NAMES[field].index(str(key).strip().lower()) if field else 0


def as_text(value: object) -> str:
    """A scalar as text; objects, lists and null count as absent, a name inside an object not."""
    if isinstance(value, dict):  # "publisher": {"name": …} as in schema.org
        return as_text(value.get("name"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float) and not math.isfinite(value):  # JSON written by pandas
        return ""
    if isinstance(value, int) and value.bit_length() > 128:  # too long for int -> str
        return ""
    return str(value).strip() if not isinstance(value, str) else value


def draft_of(record: object, *, source: str) -> Draft | Issue:
    """A record as a draft, or the Issue that says what it lacks."""
    if not isinstance(record, Mapping):
        return Issue(
            "bad_record",
            f"{source}: a record must be an object with a text, not {type(record).__name__}",
            source,
        )
    fields, unknown = draft_fields(record)
    if not fields.get("text", "").strip():
        seen = ", ".join(sorted([*fields, *unknown])[:12]) or "nothing"
        return Issue(
            "no_text",
            f"{source}: no text; the record has {seen}, and one of"
            f" {', '.join(NAMES['text'])} is needed",
            source,
        )
    return draft_with(fields, source=source)


def draft_with(
    fields: Mapping[str, str], *, source: str, verbatim: bool = False, notes: tuple[str, ...] = ()
) -> Draft:
    """A draft with these fields; what is missing is empty."""
    return Draft(
        text=fields.get("text", ""),
        source=source,
        id=fields.get("id", ""),
        title=fields.get("title", ""),
        published=fields.get("published", ""),
        publisher=fields.get("publisher", ""),
        url=fields.get("url", ""),
        lang=fields.get("lang", ""),
        verbatim=verbatim,
        notes=notes,
    )
