"""Text made safe and even: NFC, plain line ends, no characters that hide or reorder others."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# C0 and C1 controls but tab and newline; DEL; soft hyphen; marks, embeddings, overrides and
# isolates of writing direction; zero-width spaces and joiners of words; invisible operators;
# variation and language tags; annotations; byte order marks; what is no character at all.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Joiners shape Arabic, Indic scripts and pictures; beside Latin letters, or in a row, they hide.
_JOINERS = re.compile("(?<=[\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\u024f]|$)")
_JOINER_FLOOD = re.compile("([\u200c\u200d])[\u200c\u200d]+")
# No script stacks more than three of these marks on one letter.
_MARK_FLOOD = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_PLAIN = re.compile(r"[\n\t -~]*")
LABEL_CHARS = 300  # longest title, publisher or id that is kept
URL_CHARS = 2_000  # longest address that browsers agree on


def clean_text(text: str) -> str:
    """``text`` in NFC with ``\\n`` line ends, without unseen characters. Idempotent."""
    if _PLAIN.fullmatch(text):
        return text
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    text = _JOINER_FLOOD.sub(r"\1", _JOINERS.sub("", _UNSEEN.sub("", text)))
    # Composing may join what stood apart, so the flood of marks is cut before and after.
    return _MARK_FLOOD.sub(r"\1", unicodedata.normalize("NFC", _MARK_FLOOD.sub(r"\1", text)))


def clean_label(text: str, *, limit: int = LABEL_CHARS) -> str:
    """One line of at most ``limit`` characters."""
    line = " ".join(clean_text(text[: limit * 20]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def clean_url(url: str) -> str:
    """An http(s) address, or nothing: other schemes can run code when clicked."""
    url = clean_text(url.strip())
    if len(url) > URL_CHARS or any(char.isspace() or char in '<>"' for char in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""
