"""What the articles that were brought would give: rows with their reasons, before they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from pipeline.model import Event, Issue
from views import palette, words
from views.add_jobs import Job
from views.markup import Html, el, join, label

if TYPE_CHECKING:
    from pipeline.api import Finding

PER_PAGE: Final = 10
MOST_EVENTS: Final = 12  # shown of one article; the others are counted
SENTENCE: Final = 300  # code points shown of the sentence behind an event
_KNOWN: Final = {
    "same": "is in the store already, word for word; keeping it would change nothing",
    "edited": "another version of it is in the store; keeping this one replaces it",
    "copy": "its text is in the store already, under another id",
}
_WORDS: Final = {"error": "not read", "warning": "warning", "info": "note"}


def chosen(job: Job) -> frozenset[int]:
    """Numbers of the findings that are to be kept: new ones, unless the person says otherwise."""
    said = _said(job)
    return frozenset(
        number
        for number, one in enumerate(job.now.findings)
        if one.known != "same" and said.get(number, one.known != "copy")
    )


def preview(job: Job) -> None:
    """Every article with its events, a page at a time, and what gave no article."""
    now = job.now
    events = sum(len(one.outcome.events) for one in now.findings)
    read, found = words.plural(len(now.findings), "article"), words.plural(events, "event")
    st.html(el("p", f"{read} read, {found} found. Nothing is kept yet.", css="caption"))
    issues(now.issues)
    pages = max(1, -(-len(now.findings) // PER_PAGE))
    page = min(int(st.session_state.get("page-adding", 1)), pages)
    for number in range((page - 1) * PER_PAGE, min(page * PER_PAGE, len(now.findings))):
        _article(job, number, now.findings[number])
    if pages > 1:
        st.pagination(pages, key="page-adding", max_visible_pages=5)


def issues(found: Sequence[Issue]) -> None:
    """Reasons, one a line."""
    if found:
        st.html(el("ul", *map(_issue, found), css="reasons"))


def _article(job: Job, number: int, finding: Finding) -> None:
    article = finding.outcome.article
    name = article.title or article.source or article.id
    key = f"add-take-{number}"
    st.session_state[key] = number in chosen(job)
    with st.container(key=f"found-{number}", gap=None):
        st.checkbox(
            f"**{label(name)}**", key=key, disabled=finding.known == "same", on_change=_taken,
            args=(job, number),
        )  # fmt: skip
        st.html(_told(finding))


def _told(finding: Finding) -> Html:
    article, events = finding.outcome.article, finding.outcome.events
    under = filter(None, (article.publisher, words.day(article.published),
                          words.language(article.lang) if article.lang else ""))  # fmt: skip
    parts = [el("p", " · ".join(under), css="caption")]
    if finding.known in _KNOWN:
        like = finding.like.title or finding.like.source if finding.like else ""
        said = _KNOWN[finding.known] + (f" (“{like}”)" if like else "")
        parts.append(el("p", f"This article: {said}.", css="known"))
    parts += [_event(event) for event in events[:MOST_EVENTS]]
    if len(events) > MOST_EVENTS:
        more = words.plural(len(events) - MOST_EVENTS, "more event")
        parts.append(el("p", f"and {more}", css="caption"))
    reasons = [_issue(issue) for issue in finding.outcome.issues]
    return el("div", *parts, el("ul", *reasons, css="reasons") if reasons else "", css="found")


def _event(event: Event) -> Html:
    look = palette.look(event.type)
    when = words.when(event.when.first, event.when.last, event.when.precision)
    how = words.time_precision(event.when.precision, event.when.basis)
    status = palette.STATUS.get(event.claim_status, event.claim_status)
    names = dict.fromkeys((palette.mode_label(event.mode), status))
    plain = [el("span", name, css="pill") for name in names if name != look.label]
    pills = (el("span", look.label, css="pill type", color=look.css), *plain)
    quote = event.sources[0].quotes[0] if event.sources and event.sources[0].quotes else ""
    cut = quote if len(quote) <= SENTENCE else quote[:SENTENCE].rsplit(maxsplit=1)[0] + " …"
    return el(
        "section", el("b", event.title), el("div", *pills, css="pills"),
        _line("When", when, how), _where(event), el("blockquote", cut) if cut else "", css="event",
    )  # fmt: skip


def _where(event: Event) -> Html:
    roles = {"origin": "From", "via": "Via", "location": "At", "destination": "To",
             "return": "Back to"}  # fmt: skip
    lines = [
        _line(
            roles[item.role],
            words.place_name(item.place.name, item.place.country),
            words.place_precision(item.place.precision, item.place.radius_km),
        )
        for item in event.places
    ]
    return join(lines) if lines else _line("At", "place not known", "it will be listed, not drawn")


def _line(term: str, value: str, note: str) -> Html:
    return el("p", el("span", term, css="term"), " ", value, el("small", f" {note}"))


def _issue(issue: Issue) -> Html:
    kind = el("b", _WORDS.get(issue.severity, issue.severity))
    return el("li", kind, f" {issue.message}", css=issue.severity)


def _said(job: Job) -> dict[int, bool]:
    """What the person ticked and unticked, by number."""
    if st.session_state.get("add-said-of") is not job:
        st.session_state["add-said-of"], st.session_state["add-said"] = job, {}
    said: dict[int, bool] = st.session_state["add-said"]
    return said


def _taken(job: Job, number: int) -> None:
    _said(job)[number] = bool(st.session_state[f"add-take-{number}"])
