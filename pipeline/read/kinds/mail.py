"""Mail: the readable part as the article, dated by its header. Attachments are not read."""

from __future__ import annotations

import email
import email.policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.errors import ItemFailed
from pipeline.read.decode import Decoded, decode
from pipeline.read.draft import Blob, Context, Draft, Found
from pipeline.read.page import parse_page

EXTENSIONS = (".eml",)
_ADDRESS_HEADERS = ("Archived-At", "Content-Location", "X-URL")
_HEADERS = ("from", "subject", "date", "received", "message-id", "mime-version", "content-type")


def drafts(blob: Blob, context: Context) -> Found:
    """The mail as one article: subject, sender and date from its header."""
    try:
        message = email.message_from_bytes(blob.data, policy=email.policy.compat32)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError) as error:
        raise ItemFailed("this mail cannot be taken apart", code="bad_mail") from error
    if not any(name in message for name in _HEADERS):
        raise ItemFailed("this is no mail: it has no header", code="bad_mail")
    yield _draft(blob, context, message, _readable(parts))


def _draft(blob: Blob, context: Context, message: Message, part: Message) -> Draft:
    decoded = _content(part)
    text = decoded.text
    if part.get_content_type() == "text/html":
        text = parse_page(text, settings=context.settings).text
    elif "flowed" in str(part.get_param("format", "")).lower():
        text = _unflow(text)
    name, address = parseaddr(_header(message, "From"))
    return Draft(
        text=text,
        source=blob.label,
        title=_header(message, "Subject"),
        published=_day(message),
        publisher=name or address.rpartition("@")[2],
        url=next(
            (_header(message, name).strip("<>") for name in _ADDRESS_HEADERS if name in message), ""
        ),
        lang=_header(message, "Content-Language").split(",")[0],
        notes=decoded.notes,
    )


def _readable(parts: list[Message]) -> Message:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            attached = part.get_content_disposition() == "attachment"
            if part.get_content_type() == kind and not attached and part.get_payload():
                return part
    raise ItemFailed("this mail has no text", code="empty")


def _content(part: Message) -> Decoded:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_param("charset")
    return decode(data, declared=charset if isinstance(charset, str) else None)


def _header(message: Message, name: str) -> str:
    value = message.get(name, "")
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return " ".join(str(value).split())


def _day(message: Message) -> str:
    """The day at the sender's place; the raw header when it is no date, to be refused later."""
    written = _header(message, "Date")
    try:
        return parsedate_to_datetime(written).date().isoformat() if written else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return written


def _unflow(text: str) -> str:
    """Lines that end in a blank go on in the next (RFC 3676)."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "".join(line if line.endswith(" ") and line != "-- " else line + "\n" for line in lines)
