"""The date of publication that a page declares about itself; nothing is searched in its text.

General date finders fall back on dates in the text, in addresses of pictures and on the day of
the last change. A wrong day of publication moves every "Thursday" of the article, so none is
better than a wrong one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

# Values of name, property or itemprop that say "published", surest first.
_META = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "publication_date",
    "publication-date",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_time",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
)
_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]([01]\d)[/-]([0-3]\d)(?=[/._-])")
_DEEPEST = 12  # levels of nested linked data that are looked into


def page_date(tree: HtmlElement) -> str:
    """The date as written; empty when the page declares none."""
    for source in (_from_meta, _from_linked_data, _from_time, _from_address):
        found = next(source(tree), "")
        if found:
            return found
    return ""


def _from_meta(tree: HtmlElement) -> Iterator[str]:
    declared: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = element.get("content") or element.get("datetime") or ""
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and value.strip():
                declared.setdefault(name, value.strip())
    yield from (declared[name] for name in _META if name in declared)


def _from_linked_data(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("script"):
        if (element.get("type") or "").lower().startswith("application/ld+json"):
            try:
                yield from _dates(json.loads(element.text or ""), _DEEPEST)
            except (ValueError, RecursionError):
                continue  # broken linked data is common; the page may say it elsewhere


def _dates(value: object, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, dict):
        written = value.get("datePublished")
        if isinstance(written, str) and written.strip():
            yield written.strip()
        for inner in value.values():
            yield from _dates(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _dates(inner, depth - 1)


def _from_time(tree: HtmlElement) -> Iterator[str]:
    """A ``time`` marked as the publication, or the only day that ``time`` elements give."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    for element in times:
        marked = (element.get("itemprop") or "").lower() == "datepublished"
        if marked or element.get("pubdate") is not None:
            yield str(element.get("datetime"))
    days = {str(element.get("datetime"))[:10] for element in times}
    if len(days) == 1:
        yield days.pop()


def _from_address(tree: HtmlElement) -> Iterator[str]:
    links = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    for link in links:
        if found := _ADDRESS.search(str(link)):
            yield "-".join(found.groups())
