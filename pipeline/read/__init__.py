"""Reading: files, folders, archives and pasted text to articles; articles to sentences.

A new kind of file is a module in ``kinds``.
"""

from pipeline.read.articles import paste
from pipeline.read.document import to_document
from pipeline.read.fetch import Fetching
from pipeline.read.kinds import extensions
from pipeline.read.reader import read, read_bytes

__all__ = ["Fetching", "extensions", "paste", "read", "read_bytes", "to_document"]
