"""What passes between the parts of reading: bytes with a label, an article before its checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.config import ReadSettings
from pipeline.model import Issue


@dataclass(frozen=True, slots=True)
class Blob:
    """A file's content. ``label`` is for messages and never opened as a path."""

    label: str  # ``articles/a.zip › b.txt``
    name: str  # the last part, whose extension tells the kind
    data: bytes
    packed: bool = False  # comes out of an archive: archives inside are refused


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a kind of file gives it: every field raw, most of them perhaps empty."""

    text: str
    source: str  # label of the file, with the row or line for records
    id: str = ""
    title: str = ""
    published: str = ""  # as written; empty when the file does not say
    publisher: str = ""
    url: str = ""
    lang: str = ""
    verbatim: bool = False  # offsets count in the text as it is: keep blanks at its ends
    notes: tuple[str, ...] = ()


Found = Iterator[Draft | Issue]


@dataclass(frozen=True, slots=True)
class Context:
    """What a kind of file may ask for beside the bytes."""

    settings: ReadSettings
    today: date
    open: Callable[[Blob], Found]  # reads a file that was packed inside another
