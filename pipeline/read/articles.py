"""A draft to an article: cleaned, dated, named, or refused with the reason."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from pipeline.config import ReadSettings
from pipeline.errors import BadInput, ItemFailed
from pipeline.model import Article
from pipeline.read.clean import clean_label, clean_text, clean_url
from pipeline.read.draft import Draft
from pipeline.read.published import checked, parse_day, split_first_line

ID_CHARS = 120  # longest id that is kept
_LANG = re.compile(r"([A-Za-z]{2})(?:[-_].{0,20})?")


def to_article(
    draft: Draft, *, settings: ReadSettings, published: date | None, today: date | None
) -> Article:
    """The article. ``published`` stands in when the draft has no date; without ``today`` the
    future is not checked.

    Raises ItemFailed: ``empty``, ``too_long``, ``no_date``, ``bad_date``.
    """
    text = _text(draft, settings)
    day, text = _dated(draft, text, published)
    if not any(char.isalnum() for char in text):
        raise ItemFailed("there is no text", code="empty")
    url = clean_url(draft.url)
    publisher = clean_label(draft.publisher)
    return Article(
        id=clean_label(draft.id, limit=ID_CHARS) or made_id(url, publisher, text),
        text=text,
        published=checked(day, today=today or date.max.replace(month=1)),
        title=clean_label(draft.title),
        publisher=publisher,
        url=url,
        lang=language_code(draft.lang),
        source=clean_label(draft.source),
        notes=tuple(f"{clean_label(draft.source)}: {note}" for note in draft.notes),
    )


def paste(
    text: str,
    *,
    title: str = "",
    published: date | None = None,
    publisher: str = "",
    url: str = "",
    lang: str | None = None,
    today: date | None = None,
    settings: ReadSettings | None = None,
) -> Article:
    """An article from text that a person or a program gives. Blanks at its ends are kept.

    Raises BadInput when it is empty, too long or undated.
    """
    draft = Draft(
        text=text,
        source="pasted text",
        title=title,
        publisher=publisher,
        url=url,
        lang=lang or "",
        published=published.isoformat() if published else "",
        verbatim=True,
    )
    try:
        return to_article(draft, settings=settings or ReadSettings(), published=None, today=today)
    except ItemFailed as error:
        raise BadInput(f"the pasted text cannot be used: {error}") from error


def _text(draft: Draft, settings: ReadSettings) -> str:
    if len(draft.text) > settings.max_chars * 2:  # before the cost of cleaning it
        raise _too_long(len(draft.text), settings)
    text = clean_text(draft.text)
    if len(text) > settings.max_chars:
        raise _too_long(len(text), settings)
    return text if draft.verbatim else text.strip()


def _too_long(length: int, settings: ReadSettings) -> ItemFailed:
    return ItemFailed(
        f"the text has {length:,} characters, more than {settings.max_chars:,}: no"
        " news article is that long; give one article a file or a record",
        code="too_long",
    )


def _dated(draft: Draft, text: str, published: date | None) -> tuple[date, str]:
    """The day and the text without the words that gave it."""
    written = clean_label(draft.published)
    if not written and (first := split_first_line(text)):
        written, text = first.published, first.text
    if not written:
        if published is None:
            raise ItemFailed(
                "no date of publication; begin the text with a line such as"
                " 2025-10-24, or give --published",
                code="no_date",
            )
        return published, text
    day = parse_day(written)
    if day is None:
        raise ItemFailed(
            f"the date {written!r} cannot be read; write it as 2025-10-24", code="bad_date"
        )
    return day, text


def language_code(written: str) -> str | None:
    """``nl`` of ``nl``, ``NL`` or ``nl-BE``; None for anything else."""
    found = _LANG.fullmatch(written.strip())
    return found[1].lower() if found else None


def made_id(url: str, publisher: str, text: str) -> str:
    """The id of an article that has none of its own."""
    seed = url or f"{publisher}\x1f{text}"
    return "a-" + hashlib.sha256(seed.encode()).hexdigest()[:16]
