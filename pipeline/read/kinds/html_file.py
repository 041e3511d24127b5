"""A saved web page: the article in it, with the title, date and publisher that it declares."""

from __future__ import annotations

import re

from pipeline.errors import ItemFailed
from pipeline.read.decode import decode
from pipeline.read.draft import Blob, Context, Draft, Found
from pipeline.read.page import parse_page

EXTENSIONS = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page declares its charset (the standard says 1024)


def drafts(blob: Blob, context: Context) -> Found:
    """The page as one article."""
    declared = _CHARSET.search(blob.data[:_HEAD])
    decoded = decode(blob.data, declared=declared[1].decode("ascii") if declared else None)
    page = parse_page(decoded.text, settings=context.settings)
    if not page.text.strip():
        raise ItemFailed(
            "no article was found in this page; save its text as .txt if it has one", code="no_text"
        )
    cut = _is_cut_off(decoded.text)
    yield Draft(
        text=page.text,
        source=blob.label,
        title=page.title,
        published=page.published,
        publisher=page.publisher,
        url=page.url,
        lang=page.lang,
        notes=decoded.notes + (("the page seems cut off: it has no end",) if cut else ()),
    )


def _is_cut_off(html: str) -> bool:
    start, end = html[:_HEAD].lower(), html[-_HEAD:].lower()
    return "<html" in start and "</html" not in end and "</body" not in end
