"""Kinds of file: one module each, found by the extensions that it declares.

A kind is a module of this folder with

    EXTENSIONS = (".txt",)                             lower case, with the dot
    def drafts(blob: Blob, context: Context) -> Found  articles and issues, lazily

``drafts`` may raise ItemFailed when the whole file cannot be used. Nothing else is to be done:
the module is found by being here.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import PurePosixPath
from typing import Protocol, cast

from pipeline.read.draft import Blob, Context, Found


class Kind(Protocol):
    """What a module of this folder offers."""

    EXTENSIONS: tuple[str, ...]

    def drafts(self, blob: Blob, context: Context) -> Found:
        """The articles of this file, and what was wrong with it."""


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its extensions."""
    table: dict[str, Kind] = {}
    for info in pkgutil.iter_modules(__path__):
        module = cast(Kind, importlib.import_module(f"{__name__}.{info.name}"))
        table.update(dict.fromkeys(module.EXTENSIONS, module))
    return table


def extensions() -> tuple[str, ...]:
    """Every extension that can be read, sorted: for messages and the upload box."""
    return tuple(sorted(kinds()))


def kind_of(name: str) -> Kind | None:
    """The kind that reads a file of this name, None when none does."""
    return kinds().get(PurePosixPath(name.replace("\\", "/")).suffix.lower())
