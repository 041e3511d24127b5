"""The process that takes pages apart: a line of JSON in, a line of JSON out, until input ends."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import Any, BinaryIO

import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.utils import load_html

from pipeline.read.page_date import page_date

_NETWORK = frozenset(
    {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"}
)
_STRICT = {"extensive_search": False, "original_date": True}  # its date is not used at all


def main() -> None:
    """Serve until standard input ends. Arguments: memory in MB, seconds for a page."""
    memory_mb, seconds = int(sys.argv[1]), float(sys.argv[2])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints, does not print into our answers
    sys.addaudithook(_refuse_network)
    _bound_memory(memory_mb)
    _answer(out, {"ready": "yes"})
    for line in sys.stdin.buffer:
        _bound_time(seconds)
        _answer(out, _parsed(line))


def _answer(out: BinaryIO, answer: dict[str, str]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


def _refuse_network(event: str, _arguments: Any) -> None:
    if event in _NETWORK:
        raise PermissionError("a page is taken apart without the network")


def _bound_memory(memory_mb: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such bound, macOS ignores it
        import resource

        limit = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _bound_time(seconds: float) -> None:
    """End this process even when the one that asked is gone."""
    with suppress(ImportError, AttributeError):
        import signal

        signal.setitimer(signal.ITIMER_REAL, seconds * 2)


def _parsed(line: bytes) -> dict[str, str]:
    try:
        return parse(json.loads(line)["html"])
    except MemoryError:
        return {"error": "out of memory"}
    except (LxmlError, ValueError, RecursionError, AttributeError, TypeError, LookupError) as error:
        return {"error": type(error).__name__}  # faults of the parser on odd pages


def parse(html: str) -> dict[str, str]:
    """The fields of ``page.Page``."""
    tree = load_html(html)
    if tree is None:
        return {}
    declared = {"published": page_date(tree), "lang": tree.get("lang") or ""}
    document = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=dict(_STRICT)
    )
    if not isinstance(document, Document):
        return declared
    title = document.title or ""
    return declared | {
        "text": _without_title(document.text or "", title),
        "title": title,
        "publisher": document.sitename or _from_meta(tree) or document.hostname or "",
        "url": document.url or "",
    }


def _without_title(text: str, title: str) -> str:
    """The title is a field of its own; the page repeats it above the text."""
    first, _, rest = text.partition("\n")
    return rest if title and first.strip() == title.strip() else text


def _from_meta(tree: HtmlElement) -> str:
    return next((str(name) for name in tree.xpath("//meta[@name='publisher']/@content")), "")
