"""Files and uploads to articles and issues: one bad item never stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.config import ReadSettings
from pipeline.errors import ItemFailed
from pipeline.model import Article, Issue
from pipeline.read.articles import to_article
from pipeline.read.clean import clean_label
from pipeline.read.draft import Blob, Context, Draft, Found
from pipeline.read.files import blobs, too_large, unknown_kind
from pipeline.read.kinds import kind_of

_MESSAGE_CHARS = 600  # longest message of an issue
MAX_ISSUES = 25  # listed one by one for a file; the others are counted


def read(
    paths: Iterable[Path | str], *, settings: ReadSettings, published: date | None, today: date
) -> Iterator[Article | Issue]:
    """Every article of these files and folders, and an Issue for what could not be used.

    ``published`` dates the articles that have no date of their own; ``today`` bounds the future.
    """
    found = blobs(map(Path, paths), max_bytes=settings.max_bytes)
    yield from _named_apart(_read(found, settings, published, today))


def read_bytes(
    name: str, data: bytes, *, settings: ReadSettings, published: date | None, today: date
) -> Iterator[Article | Issue]:
    """The same for a file that is held in memory; ``name`` is a label and gives the kind."""
    label = clean_label(name.replace("\\", "/").rpartition("/")[2]) or "upload"
    blob = Blob(label, label, data)
    if len(data) > settings.max_bytes:
        yield too_large(label, settings.max_bytes)
    else:
        yield from _named_apart(_read([blob], settings, published, today))


def _read(
    found: Iterable[Blob | Issue], settings: ReadSettings, published: date | None, today: date
) -> Iterator[Article | Issue]:
    context = Context(settings, today, open=lambda blob: open_blob(blob, context))
    for item in found:
        if isinstance(item, Issue):
            yield item
            continue
        drafts = open_blob(item, context)
        yield from _bounded(_finish(drafts, settings, published, today), item.label)


def open_blob(blob: Blob, context: Context) -> Found:
    """What is in a file, through the kind that its name tells."""
    kind = kind_of(blob.name)
    if kind is None:
        yield unknown_kind(blob.label, asked_for=not blob.packed)
        return
    try:
        yield from kind.drafts(blob, context)
    except ItemFailed as error:
        yield _issue(error, blob.label)


def _finish(
    drafts: Found, settings: ReadSettings, published: date | None, today: date
) -> Iterator[Article | Issue]:
    for draft in drafts:
        if isinstance(draft, Draft):
            try:
                yield to_article(draft, settings=settings, published=published, today=today)
            except ItemFailed as error:
                yield _issue(error, draft.source)
        else:  # it may quote the file
            yield replace(
                draft,
                message=clean_label(draft.message, limit=_MESSAGE_CHARS),
                source=clean_label(draft.source),
            )


def _issue(error: ItemFailed, label: str) -> Issue:
    label, said = clean_label(label), clean_label(str(error), limit=_MESSAGE_CHARS)
    return Issue(error.code, said if said.startswith(label) else f"{label}: {said}", label)


def _bounded(items: Iterable[Article | Issue], label: str) -> Iterator[Article | Issue]:
    """The items with at most ``MAX_ISSUES`` issues, for a broken table has one a row; an issue
    where there are no items at all.
    """
    seen = count = 0
    for count, item in enumerate(items, start=1):  # noqa: B007 - how many is asked behind the loop
        seen += isinstance(item, Issue)
        if isinstance(item, Article) or seen <= MAX_ISSUES:
            yield item
    if not count:
        yield Issue("empty", f"{label}: there is no article in it", label)
    if seen > MAX_ISSUES:
        yield Issue("more", f"{label}: {seen - MAX_ISSUES} more records could not be used", label)


def _named_apart(items: Iterable[Article | Issue]) -> Iterator[Article | Issue]:
    """The items; two articles of one run that share an id but no text get ids of their own."""
    given: dict[str, str] = {}
    for item in items:
        if isinstance(item, Article):
            digest = hashlib.sha256(item.text.encode()).hexdigest()[:8]
            if given.setdefault(item.id, digest) != digest:
                yield Issue(
                    "same_id",
                    f"{item.source}: the id {item.id} was given to another text"
                    f" before; this one becomes {item.id}-{digest}",
                    item.source,
                    item.id,
                    "warning",
                )
                item = replace(item, id=f"{item.id}-{digest}")
        yield item
