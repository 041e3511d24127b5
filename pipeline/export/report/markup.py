"""Pieces of HTML and SVG in which every text and every attribute is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

_VOID: Final = frozenset({"br", "input", "meta"})


class Html(str):
    """Markup that was made here; a plain str is text."""

    __slots__ = ()


def el(tag: str, *children: str, css: str = "", **attributes: object) -> Html:
    """An element. Names of tags and attributes stand in the code, values may come from data.

    An underscore in an attribute's name is a hyphen; ``href`` is only for links inside the
    document, see ``link`` for the others.
    """
    given = {"class": css, **attributes} if css else attributes
    told = "".join(
        f' {name.strip("_").replace("_", "-")}="{html.escape(str(value), quote=True)}"'
        for name, value in given.items()
    )
    return Html(f"<{tag}{told}>" if tag in _VOID else f"<{tag}{told}>{join(children)}</{tag}>")


def join(children: Iterable[str]) -> Html:
    """Pieces one after the other; plain text is escaped."""
    return Html("".join(one if isinstance(one, Html) else html.escape(one) for one in children))


def link(url: str, *children: str) -> Html:
    """A link to another site; the bare words when it is no web address."""
    if not is_web(url):
        return join(children)
    return el("a", *children, href=url, target="_blank", rel="noopener noreferrer")


def is_web(url: str) -> bool:
    """Whether it is an http or https address with a host and without blanks or controls."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and url.isprintable() and " " not in url
