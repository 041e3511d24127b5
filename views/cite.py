"""How an article is cited: plain text and BibTeX. Both are text for the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pipeline.model import Event, Source
from pipeline.store.read import Reader
from views.markup import is_web

_TEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ADDRESS: Final = {"{": "%7B", "}": "%7D", "\\": "%5C", '"': "%22", "<": "%3C", ">": "%3E"}


@dataclass(frozen=True, slots=True)
class Citation:
    """An article as it is cited."""

    key: str  # letters, digits and hyphens
    publisher: str
    title: str
    published: date
    url: str  # http or https; empty when there is none
    lang: str  # ISO 639-1
    accessed: date

    def plain(self) -> str:
        """``Publisher, “Title”, 23 October 2025, https://… (accessed 28 November 2026).``"""
        accessed = f" (accessed {_long(self.accessed)})"
        where = f", {self.url}{accessed}" if self.url else ""
        return f"{self.publisher}, “{self.title}”, {_long(self.published)}{where}."

    def bibtex(self) -> str:
        """An entry that BibTeX and BibLaTeX both read."""
        fields = {
            "title": f"{{{_tex(self.title)}}}",  # a second brace keeps capitals
            "author": f"{{{_tex(self.publisher)}}}",
            "year": str(self.published.year),
            "date": self.published.isoformat(),
            "langid": self.lang,
        }
        if self.url:
            fields |= {
                "url": self.url,
                "urldate": self.accessed.isoformat(),
                "note": f"Accessed {self.accessed.isoformat()}",
            }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])


def citations(event: Event, reader: Reader, accessed: date) -> list[Citation]:
    """The articles of an event, each once, in the order of the card."""
    return list(_each(event, reader, accessed))


def _each(event: Event, reader: Reader, accessed: date) -> Iterator[Citation]:
    seen = set()
    for source in event.sources:
        if source.article_id in seen:
            continue
        seen.add(source.article_id)
        article = reader.article(source.article_id)
        title = article.title if article and article.title else event.title
        yield Citation(
            key=_key(source), publisher=_line(source.publisher) or "Publisher not named",
            title=_line(title), published=source.published, url=_address(source.url),
            lang=source.lang, accessed=accessed,
        )  # fmt: skip


def _key(source: Source) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", source.publisher.casefold()).strip("-")[:24]
    number = re.sub(r"[^a-z0-9]", "", source.article_id.casefold())[:8]
    return "-".join(filter(None, (words, source.published.isoformat(), number)))


def _address(url: str) -> str:
    return "".join(_ADDRESS.get(letter, letter) for letter in url) if is_web(url) else ""


def _line(text: str) -> str:
    """On one line, without letters that do not show."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
