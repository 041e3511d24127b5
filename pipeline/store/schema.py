"""The tables. One file of SQLite; ``event`` holds the flat view's columns in their order."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from pipeline.store.flat import COLUMN_TYPES, ColumnType

APPLICATION_ID: Final = 0x4461746C  # "Datl" in the file's header tells it from other databases
SCHEMA_VERSION: Final = 3

metadata = MetaData()

_SQL_TYPES: Final[dict[ColumnType, Any]] = {
    "text": String,
    "date": String,
    "integer": Integer,
    "real": Float,
    "boolean": Boolean,
}


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, String, nullable=False, server_default="", **options)


article = Table(
    "article",
    metadata,
    Column("id", String, primary_key=True),
    Column("revision", String, nullable=False),  # another value: the article was edited
    _text("recipe"),  # version of the words and the code that read it
    Column("text", String, nullable=False),
    Column("published", String, nullable=False),  # ISO day
    _text("title"),
    _text("publisher"),
    _text("url"),
    _text("source"),
    Column("lang", String),  # as declared; NULL when it was detected
    Column("notes", String, nullable=False),  # JSON list
    Column("places", LargeBinary, nullable=False),  # all resolved mentions: JSON, zlib
    sqlite_with_rowid=False,
)

issue = Table(
    "issue",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("article_id"),  # empty when no article came of the item
    _text("code"),
    _text("severity"),
    _text("source"),
    _text("message"),
    Index("issue_once", "article_id", "source", "code", "message", unique=True),
)

event = Table(
    "event",
    metadata,
    *(
        Column(name, _SQL_TYPES[kind], primary_key=name == "event_id")
        for name, kind in COLUMN_TYPES.items()
    ),
    Column("payload", String, nullable=False),  # the merged event as JSON
    Column("words", String, nullable=False),  # folded text that a search looks into
    Column("names", String, nullable=False),  # folded actors, recipients and countries
    Index("event_by_day", "date_start", "date_end"),
    Index("event_by_type", "event_type", "event_mode"),
)

telling = Table(
    "telling",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False, index=True),
    Column(
        "event_id",
        ForeignKey("event.event_id", deferrable=True, initially="DEFERRED"),
        nullable=False,
        index=True,
    ),
    # Tellings that are related, directly or through others, share it; merging never looks beyond.
    _text("component", index=True),
    Column("payload", String, nullable=False),  # the event as this article tells it, JSON
)

# When each telling came in. It outlives the telling's row, which is replaced when its article is
# read anew; a telling without one was there before this table.
arrival = Table(
    "arrival",
    metadata,
    Column("telling_id", String, primary_key=True),
    Column("version", Integer, nullable=False),  # of the data: the first that holds the telling
    Column("at", String, nullable=False),  # ISO date and time, UTC, to the second
    sqlite_with_rowid=False,
)

# Where to look for other tellings of the same happening: same key, overlapping days.
block = Table(
    "block",
    metadata,
    Column("telling_id", ForeignKey("telling.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
    Index("block_by_key", "key", "first", "last"),
    sqlite_with_rowid=False,
)

place = Table(
    "place",
    metadata,
    Column("event_id", ForeignKey("event.event_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),  # in the event's list of places
    Column("role", String, nullable=False),
    _text("name"),
    _text("country"),
    _text("precision"),
    _text("kind"),
    _text("gazetteer_id"),
    _text("icao"),
    _text("area"),  # GeoJSON geometry; empty when the circle says it all
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("reached", Boolean),
    sqlite_with_rowid=False,
)

claim = Table(
    "claim",
    metadata,
    Column("event_id", ForeignKey("event.event_id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("article_id", String, nullable=False),
    Column("status", String, nullable=False),
    _text("speaker"),
    _text("speaker_country"),
    _text("addressee"),
    _text("quote"),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("detail", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

geocode = Table(
    "geocode",
    metadata,
    Column("service", String, primary_key=True),
    Column("query", String, primary_key=True),
    Column("answer", String),  # JSON; NULL: looked and found none
    Column("expires", Float, nullable=False),  # seconds since 1970, UTC
    sqlite_with_rowid=False,
)

geocode_slot = Table(
    "geocode_slot",
    metadata,
    Column("service", String, primary_key=True),
    Column("free_at", Float, nullable=False),  # seconds since 1970: when the next may be asked
)

counter = Table(
    "counter",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

# A log that only grows: what persons corrected, and what they undid of it.
correction = Table(
    "correction",
    metadata,
    Column("id", String, primary_key=True),  # hash of the content
    Column("at", String, nullable=False),  # ISO moment, UTC
    Column("body", String, nullable=False),  # JSON, see pipeline/corrections
    sqlite_with_rowid=False,
)

# Which articles a correction speaks of; they need not be there yet, or any more.
correction_article = Table(
    "correction_article",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("correction_id", ForeignKey("correction.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# Events that a person says are none: kept, and left out of every view.
rejected = Table(
    "rejected",
    metadata,
    Column("event_id", ForeignKey("event.event_id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
