"""The ways in: a text, files, a web address. Nothing is read before its button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitAPIException

from pipeline import config
from pipeline.errors import BadInput
from views import session, words
from views.markup import el, is_web, label

if TYPE_CHECKING:
    from pipeline.api import Item

Way = Literal["text", "files", "web"]

WAYS: Final[dict[str, str]] = {"text": "Text", "files": "Files", "web": "Web address"}
KINDS: Final = (  # what ``pipeline.read`` reads
    "csv", "eml", "gz", "htm", "html", "json", "jsonl", "markdown", "md", "ndjson", "text", "tsv",
    "txt", "xhtml", "zip",
)  # fmt: skip
MAX_FILES: Final = 200  # in one go; a zip counts as one
MAX_MB: Final = 50  # in one go
FIRST_DAY: Final = date(1800, 1, 1)
WHY_DAY: Final = "“On Monday” and “last week” are counted from this day."
_BAD_NAME: Final = (
    "One of these files has a name that cannot be used, or is of a kind that is not read. Rename "
    "it and bring them again."
)

_NO_WEB: Final = (
    "Web addresses are switched off on this server (enabled under [fetch] in data/settings.toml). "
    "Save the page and bring the file."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields."""

    way: Way = "text"
    text: str = ""
    published: date | None = None  # of the text, or of files and pages that do not say it
    title: str = ""
    publisher: str = ""
    lang: str = ""  # ISO 639-1; empty: to be detected
    url: str = ""
    files: tuple[tuple[str, bytes], ...] = ()  # label and content of what was read last


def ways(begin: Callable[[], None]) -> None:
    """The fields of the way that is chosen, and the button that begins."""
    draft = get()
    _restore("way")
    st.segmented_control(
        "Way in", list(WAYS), key="add-way", format_func=lambda way: WAYS[way], required=True,
        label_visibility="collapsed", on_change=_set, args=("way",),
    )  # fmt: skip
    {"text": _text, "files": _files, "web": _web}[draft.way](draft, begin)


def get() -> Draft:
    """The fields of this session."""
    draft: Draft = st.session_state.get("add-draft", Draft())
    return draft


def clear() -> None:
    """Empty the fields; the way stays."""
    st.session_state["add-draft"] = Draft(way=get().way)
    st.session_state["add-rounds"] = _rounds() + 1


def items() -> Callable[[], Sequence[Item]]:
    """What is brought, to be made by the worker. Raises BadInput when it is too much."""
    draft = get()
    if draft.way == "files" and (brought := st.session_state.get(f"add-files-{_rounds()}")):
        _bounded(brought)
        draft = replace(draft, files=tuple((one.name, one.getvalue()) for one in brought))
        st.session_state["add-draft"] = draft
    return partial(_items, draft)


def _items(draft: Draft) -> Sequence[Item]:
    from pipeline.api import Address, Pasted, Upload  # costs a second

    if draft.way == "files":
        return [Upload(name, content, draft.published) for name, content in draft.files]
    if draft.way == "web":
        return [Address(draft.url.strip(), draft.published)]
    return [Pasted(draft.text, draft.published, draft.title, draft.publisher, draft.lang)]


def _bounded(brought: Sequence[Any]) -> None:
    size = sum(one.size for one in brought)
    if len(brought) > MAX_FILES:
        raise BadInput(
            f"{words.number(len(brought))} files are too many for one go, {MAX_FILES} are not;"
            " bring a zip file of them"
        )
    if size > MAX_MB * 1_000_000:
        raise BadInput(
            f"these files come to {size / 1e6:.0f} MB, and {MAX_MB} MB can be brought in one go;"
            " read them with `python -m pipeline run`"
        )


def _text(draft: Draft, begin: Callable[[], None]) -> None:
    _field("text", "Text of the article", st.text_area, height=220)
    left, right = st.columns(2)
    with left:
        _day("Day of publication", WHY_DAY)
    with right:
        _language()
    _field("title", "Title", st.text_input, placeholder="may be empty")
    _field("publisher", "Publisher", st.text_input, placeholder="may be empty")
    st.button(
        "Find events", key="add-read", type="primary", icon=":material/search:", on_click=begin,
        disabled=not draft.text.strip(),
    )  # fmt: skip
    said = f"{WHY_DAY} Without it the first line of the text must be its date."
    st.html(el("p", said, css="caption"))


def _files(draft: Draft, begin: Callable[[], None]) -> None:
    try:
        brought = st.file_uploader(
            "Files, or a zip of a folder", KINDS, accept_multiple_files=True,
            key=f"add-files-{_rounds()}",
        )  # fmt: skip
    except StreamlitAPIException:  # it tells the name itself, with a trace
        st.session_state["add-rounds"] = _rounds() + 1
        st.warning(_BAD_NAME, icon=":material/info:")
        st.button("Choose again", key="add-rename")
        return
    _day("Day of publication", "For texts that do not say it themselves. " + WHY_DAY)
    held = len(brought) or len(draft.files)
    if draft.files and not brought:
        names = ", ".join(name for name, _ in draft.files[:5])
        st.html(el("p", f"Held from before: {names}{' …' if held > 5 else ''}", css="caption"))
    st.button(
        f"Read {words.plural(held, 'file')}" if held else "Read the files", key="add-read",
        type="primary", icon=":material/search:", on_click=begin, disabled=not held,
    )  # fmt: skip


def _web(draft: Draft, begin: Callable[[], None]) -> None:
    if not config.load().fetch.enabled:
        st.html(el("p", _NO_WEB, css="empty"))
        return
    _field("url", "Address of an article", st.text_input, placeholder="https://…")
    _day("Day of publication", "For a page that does not say it itself. " + WHY_DAY)
    host = host_of(draft.url)
    st.button(
        f"Fetch the page from {label(host)}" if host else "Fetch the page", key="add-read",
        type="primary", icon=":material/download:", on_click=begin, disabled=not host,
    )  # fmt: skip
    said = (
        f"Only when you press it is {host} asked, once, for this page and nothing else."
        if host
        else "It must begin with http:// or https:// and name a host."
    )
    st.html(el("p", said, css="caption"))


def host_of(url: str) -> str:
    """The host that would be asked, as the network knows it; empty when it is no web address."""
    url = url.strip()
    if not is_web(url):
        return ""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").encode("idna").decode("ascii") + (
            f":{parts.port}" if parts.port else ""
        )
    except ValueError:
        return ""


def _field(name: str, title: str, widget: Callable[..., Any], **more: Any) -> None:
    """A widget that shows a field of the draft and writes it."""
    _restore(name)
    widget(title, key=f"add-{name}", on_change=_set, args=(name,), **more)


def _restore(name: str) -> None:
    session.give(f"add-{name}", getattr(get(), name))


def _day(title: str, why: str) -> None:
    _field(
        "published", title, st.date_input, min_value=FIRST_DAY, help=why,
        max_value=datetime.now(UTC).date() + timedelta(days=1),  # east of us tomorrow has begun
        format="YYYY-MM-DD",
    )  # fmt: skip


def _language() -> None:
    _field(
        "lang", "Language", st.selectbox, options=["", *_codes()],
        format_func=lambda code: words.language(code) if code else "Detect",
    )  # fmt: skip


@cache
def _codes() -> tuple[str, ...]:
    codes = (path.stem for path in (config.DATA / "lang").glob("*.toml"))
    return tuple(sorted(codes, key=words.language))


def _set(name: str) -> None:
    value = st.session_state[f"add-{name}"]
    st.session_state["add-draft"] = replace(get(), **{name: value})


def _rounds() -> int:
    """How often the box for files was emptied: only another key empties it."""
    return int(st.session_state.get("add-rounds", 0))
