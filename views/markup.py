"""Small pieces of HTML in which every value is escaped: text from articles stays text.

``el`` takes texts, which are escaped, and pieces made here, which are not. Links are made by
``link`` only, and only for http and https.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from pipeline.export.report.markup import is_web as is_web

_TAGS: Final = frozenset(
    {"article", "b", "blockquote", "dd", "div", "dl", "dt", "h2", "h3", "li", "mark", "ol", "p",
     "section", "small", "span", "ul", "summary", "details",
     "table", "thead", "tbody", "tr", "th", "td"}
)  # fmt: skip
_CLASS: Final = re.compile(r"[a-z0-9 -]*")
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")


class Html(str):
    """Markup that was made here; a plain str is text."""

    __slots__ = ()


def el(tag: str, *children: str, css: str = "", color: str = "") -> Html:
    """An element. ``css`` are class names, ``color`` is ``#rrggbb``; neither comes from data."""
    if tag not in _TAGS or not _CLASS.fullmatch(css) or (color and not _COLOR.fullmatch(color)):
        raise ValueError(f"not an element of this page: {tag} {css} {color}")
    style = f' style="--c:{color}"' if color else ""
    name = f' class="{css}"' if css else ""
    return Html(f"<{tag}{name}{style}>{join(children)}</{tag}>")


def join(children: Iterable[str], between: str = "") -> Html:
    """Pieces one after the other; plain text is escaped."""
    return Html(_escape(between).join(_escape(child) for child in children))


def link(url: str, *children: str) -> Html:
    """A link to another site in a new tab; the bare words when it is no web address."""
    if not is_web(url):
        return join(children)
    safe = html.escape(url, quote=True)
    return Html(f'<a href="{safe}" target="_blank" rel="noopener noreferrer">{join(children)}</a>')


def label(text: str) -> str:
    """Text for a widget's label, which Streamlit reads as Markdown: every mark is escaped.

    A word joiner keeps addresses and emoji codes from being recognised after unescaping.
    """
    flat = " ".join(text.split())
    escaped = re.sub(r"([\\`*_{}\[\]()#+\-.!|~$<>&^=@:/])", r"\\\1", flat)
    return re.sub(r"(?i)(\bhttps?|\bwww|\\[:@])", "\\1\u2060", escaped)


def _escape(text: str) -> str:
    return text if isinstance(text, Html) else html.escape(text, quote=True)
