"""Bytes to text: byte order marks, then UTF-8, then what is declared, then the likeliest."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipeline.errors import ItemFailed

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the press's files are written in. Without this list the detector finds code pages of
# mainframes and of DOS in short western texts.
_LIKELY = [
    "cp1252",
    "iso8859_15",
    "cp1250",
    "iso8859_2",
    "cp1251",
    "koi8_r",
    "koi8_u",
    "iso8859_5",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "mac_roman",
    "cp437",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "iso2022_jp",
    "tis_620",
]
_SIGNATURES = {  # first bytes -> what a person would call it
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "a zip or office file",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"\x1f\x8b": "a gzip file",
    b"7z\xbc\xaf": "a 7z file",
    b"Rar!": "a rar file",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"PAR1": "a Parquet table",
}
# Letters and marks beyond ASCII of the languages that Windows' western set was made for, less
# those that stand where other sets have common letters (ý þ ð of Icelandic, š ž).
_WESTERN = frozenset(
    "áàâäãåæçéèêëíìîïñóòôöõøœúùûüßÁÀÂÄÃÅÆÇÉÈÊËÍÎÑÓÔÖÕØŒÚÛÜ¿¡«»“”„‘’‚…–—€°·ºª£§\xa0\xad"
)
_MIN_WESTERN = 0.97  # share of these among what is not ASCII
_MAX_ACCENTED = 0.25  # share of all letters: Cyrillic, Greek or Arabic have nearly all beyond ASCII
_SAMPLE = 65_536  # bytes or characters looked at to tell text from noise
_CONTROLS = frozenset(chr(code) for code in range(32)) - frozenset("\t\n\r\f\v\x1b")
_MAX_CONTROLS = 0.02  # share of control characters above which it is no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of its encoding."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()  # what had to be repaired


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of ``data``.

    Raises ItemFailed with code ``empty`` or ``binary``. Bytes that fit no encoding become U+FFFD,
    with a note.
    """
    if not data.strip():
        raise ItemFailed("the file is empty", code="empty")
    _refuse_signature(data)
    decoded = _by_mark(data) or _wide(data) or _by_declaration(data, declared)
    decoded = decoded or _broken_utf8(data) or _western(data) or _likeliest(data)
    _refuse_noise(decoded.text)
    if not decoded.text.strip("\ufeff\0 \t\r\n"):
        raise ItemFailed("the file is empty", code="empty")
    return decoded


def _refuse_signature(data: bytes) -> None:
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise ItemFailed(
                f"this is {name}, not text; save the article as text or HTML", code="binary"
            )


def _refuse_noise(text: str) -> None:
    sample = text[:_SAMPLE]
    if sum(char in _CONTROLS for char in sample) > _MAX_CONTROLS * len(sample):
        raise ItemFailed(
            "the content is binary, not text; save the article as text or HTML", code="binary"
        )


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], encoding)
    return None


def _forced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        note = f"some bytes are not {encoding} and were replaced by \ufffd"
        return Decoded(data.decode(encoding, errors="replace"), encoding, (note,))


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: zero bytes stand on one side of the pairs only."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few, many = sorted((even, odd))
    if many < len(sample) / 50 or few * 5 > many:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    for encoding in _candidates(declared):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _candidates(declared: str | None) -> Sequence[str]:
    name = (declared or "").strip().lower()
    if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        name = "cp1252"  # as browsers do: the declared sets are subsets of what is sent
    try:
        b"a".decode(name or "utf-8")  # a codec may also be one from bytes to bytes (zip, base64)
        known = bool(name)
    except (LookupError, ValueError):
        known = False
    stateful = name.startswith(("iso-2022", "iso2022", "hz"))  # valid ASCII, so they come first
    if not known:
        return ["utf-8"]
    return [name, "utf-8"] if stateful else ["utf-8", name]


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 that was cut or pasted together: its letters of several bytes are no accident."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    return _forced(data, "utf-8") if good > 2 * bad else None


def _western(data: bytes) -> Decoded | None:
    """Windows' western set, where the text looks it: detectors take short ones for Czech."""
    sample = data[:_SAMPLE].decode("cp1252", errors="replace")
    beyond = [char for char in sample if char > "\x7f"]
    letters = sum(map(str.isalpha, sample))
    western = sum(char in _WESTERN for char in beyond)
    if western < _MIN_WESTERN * len(beyond) or len(beyond) > _MAX_ACCENTED * letters:
        return None
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return None


def _likeliest(data: bytes) -> Decoded:
    best = from_bytes(data, cp_isolation=_LIKELY).best()
    if best is not None:
        note = f"its encoding was not declared; it was read as {best.encoding}"
        return Decoded(str(best), best.encoding, (note,))
    return _forced(data, "cp1252")
