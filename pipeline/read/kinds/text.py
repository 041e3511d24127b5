"""Plain text: one article a file. Its date may stand in its first line."""

from __future__ import annotations

from pipeline.read.decode import decode
from pipeline.read.draft import Blob, Context, Draft, Found

EXTENSIONS = (".txt", ".text")


def drafts(blob: Blob, context: Context) -> Found:
    """The file as one article."""
    decoded = decode(blob.data)
    yield Draft(text=decoded.text, source=blob.label, notes=decoded.notes)
