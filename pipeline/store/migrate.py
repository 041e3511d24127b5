"""Older stores brought up to date: a backup first, then all steps in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from pipeline.errors import StoreError
from pipeline.store import files
from pipeline.store.driver import failures_in_words, open_file
from pipeline.store.schema import SCHEMA_VERSION

Steps = Mapping[int, Sequence[str]]

# From version N to N + 1: the statements, in order. Version 1 is the first.
STEPS: Final[Steps] = {
    1: (
        "ALTER TABLE telling ADD COLUMN component VARCHAR NOT NULL DEFAULT ''",
        "UPDATE telling SET component = event_id",
        "CREATE INDEX ix_telling_component ON telling (component)",
    ),
    2: (
        "CREATE TABLE IF NOT EXISTS correction (id VARCHAR NOT NULL, at VARCHAR NOT NULL, "
        "body VARCHAR NOT NULL, PRIMARY KEY (id)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS correction_article (article_id VARCHAR NOT NULL, "
        "correction_id VARCHAR NOT NULL, PRIMARY KEY (article_id, correction_id), "
        "FOREIGN KEY(correction_id) REFERENCES correction (id)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS rejected (event_id VARCHAR NOT NULL, PRIMARY KEY (event_id), "
        "FOREIGN KEY(event_id) REFERENCES event (event_id) ON DELETE CASCADE) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS arrival (telling_id VARCHAR NOT NULL PRIMARY KEY, "
        "version INTEGER NOT NULL, at VARCHAR NOT NULL) WITHOUT ROWID",
    ),
}


def migrate(path: Path, *, steps: Steps = STEPS, target: int = SCHEMA_VERSION) -> Path | None:
    """Bring a store to version ``target``.

    Returns the backup that was made, None when the store was up to date.
    Raises StoreError when there is no way from the file's version; the file is left as it is.
    """
    with files.locked(path):
        version = files.check_header(path).schema_version
        if version >= target:
            return None
        _require_way(path, version, steps=steps, target=target)
        kept = _backup(path, version)
        with failures_in_words(path):
            _apply(path, version, steps=steps, target=target)
        return kept


def _require_way(path: Path, version: int, *, steps: Steps, target: int) -> None:
    missing = [number for number in range(version, target) if number not in steps]
    if missing:
        raise StoreError(
            f"{path} has schema {version}, which cannot be brought to {target}; move it away and "
            "run `python -m pipeline run` to read the articles again"
        )


def _backup(path: Path, version: int) -> Path:
    """A backup of an earlier attempt that was killed is whole and is kept."""
    kept = path.with_name(f"{path.name}.v{version}.bak")
    if not kept.exists():
        files.backup(path, kept)
    return kept


def _apply(path: Path, version: int, *, steps: Steps, target: int) -> None:
    with closing(open_file(path, writable=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for number in range(version, target):
            for statement in steps[number]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={target}")
        connection.execute("COMMIT")
