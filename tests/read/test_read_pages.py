"""Web pages and mail: text and declared facts only, in a process that can be killed."""

from __future__ import annotations

import socket
import threading
import time
from datetime import date
from email.message import EmailMessage

import pytest

from pipeline.config import ReadSettings
from pipeline.errors import ItemFailed
from pipeline.model import Article
from pipeline.read import read_bytes
from pipeline.read.page import parse_page

TODAY = date(2026, 11, 23)
BODY = "".join(
    f"<p>{words} On Thursday the aircraft left the base and flew towards the coast, officials said."
    "</p>"
    for words in ("Two bombers were seen.", "Nobody was hurt.", "The ministry kept silent.")
)
HASTY = ReadSettings(parse_seconds=1.5)


def page(head: str = "", body: str = BODY, *, lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Bombers</title>'
        f"{head}</head><body><article><h1>Bombers</h1>{body}</article></body></html>"
    )


def run(data: str | bytes, *, name: str = "a.html", published: date | None = None):
    raw = data if isinstance(data, bytes) else data.encode()
    return list(read_bytes(name, raw, settings=ReadSettings(), published=published, today=TODAY))


def test_text_title_date_publisher_and_address_are_read() -> None:
    (found,) = run(
        page(
            '<meta property="og:site_name" content="The Post">'
            '<link rel="canonical" href="https://post.example/a">'
            '<meta property="article:published_time" content="2025-10-24T23:30:00-04:00">',
            lang="en-GB",
        )
    )
    assert isinstance(found, Article)
    assert (found.title, found.publisher, found.lang) == ("Bombers", "The Post", "en")
    assert found.url == "https://post.example/a"
    assert found.published == date(2025, 10, 24)  # the publisher's own day
    assert found.text.startswith("Two bombers were seen.")
    assert found.text.count("\n") == 2


@pytest.mark.parametrize(
    "head",
    [
        '<meta itemprop="datePublished" content="2025-10-24">',
        '<meta name="DC.date.issued" content="2025-10-24T08:00Z">',
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
        ' "datePublished": "2025-10-24T10:00:00+02:00", "dateModified": "2025-11-01"}]}</script>',
        '<link rel="canonical" href="https://post.example/2025/10/24/bombers.html">',
        '<script type="application/ld+json">{broken</script>'
        '<meta name="date" content="24 Oct 2025">',
    ],
)
def test_a_declared_date_is_found(head: str) -> None:
    (found,) = run(page(head))
    assert found.published == date(2025, 10, 24)


def test_a_time_element_counts_when_it_is_marked_or_alone() -> None:
    marked = (
        '<time datetime="2025-01-01">old</time>'
        '<time itemprop="datePublished" datetime="2025-10-24T09:00">now</time>'
    )
    for times in (marked, '<time datetime="2025-10-24T09:00">x</time>'):
        (found,) = run(page(body=times + BODY))
        assert found.published == date(2025, 10, 24)


@pytest.mark.parametrize(
    "extra",
    [
        ("", "<p>On 3 March 2025 something else happened, and on 2025-04-05 too.</p>"),
        ('<meta property="article:modified_time" content="2025-10-24">', ""),
        ('<meta property="og:image" content="https://x.example/2025/10/24/a.jpg">', ""),
        ("", "<footer>Copyright 2025-10-24</footer>"),
        ("", '<time datetime="2025-10-24">a</time> <time datetime="2025-10-25">b</time>'),
        ('<meta name="date" content="03/04/2025 or so">', ""),
    ],
)
def test_no_date_is_made_up(extra: tuple[str, str]) -> None:
    head, body = extra
    (issue,) = run(page(head, BODY + body))
    assert issue.code in {"no_date", "bad_date"}


def test_an_option_dates_a_page_without_a_date() -> None:
    (found,) = run(page(), published=date(2025, 3, 4))
    assert found.published == date(2025, 3, 4)


def test_a_date_far_away_is_refused() -> None:
    (issue,) = run(page('<meta name="date" content="9999-01-01">'))
    assert issue.code == "bad_date"
    assert "9999" in issue.message


def test_scripts_entities_and_files_stay_outside() -> None:
    hostile = (
        '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM '
        '"file:///etc/passwd">]><html><head><meta name="date" content="2025-10-24"></head><body>'
        f"<script>alert(1)</script><article><p>\0&b;&f;&#0;&#x202e;&bogus;</p>{BODY}"
        '<img src=x onerror="alert(2)"></article></body></html>'
    )
    (found,) = run(hostile)
    assert "Two bombers" in found.text
    assert not {"alert", "root:", "lollol", "\0", "\u202e"} & {
        word for word in ("alert", "root:", "lollol", "\0", "\u202e") if word in found.text
    }


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_a_page_is_read_in_its_own_charset(encoding: str) -> None:
    html = page('<meta name="date" content="2025-10-24">', BODY + "<p>Le général à Orléans.</p>")
    (found,) = run(html.replace("utf-8", encoding, 1).encode(encoding))
    assert "général à Orléans" in found.text


def test_a_page_that_was_cut_off_is_noted() -> None:
    (found,) = run(page('<meta name="date" content="2025-10-24">', BODY * 3)[:-200])
    assert "cut off" in found.notes[0]


def test_a_page_that_takes_too_long_is_killed_and_the_next_one_lands() -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(200_000))
    began = time.monotonic()
    with pytest.raises(ItemFailed, match=r"longer than 1\.5 s") as refused:
        parse_page(f"<html><body><div {attributes}>{BODY}</div></body></html>", settings=HASTY)
    assert refused.value.code == "page_too_hard"
    assert time.monotonic() - began < 8
    assert "Two bombers" in parse_page(page(), settings=HASTY).text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + BODY,
        "<p>" + "a" * 2_000_000,
        "<table><tr><td>" * 20_000 + BODY,
        '<a href="/">x</a> ' * 30_000 + BODY,
    ],
    ids=["deep", "line", "tables", "links"],
)
def test_odd_pages_give_a_text_or_a_reason_in_time(body: str) -> None:
    began = time.monotonic()
    try:
        parse_page(page(body=body), settings=ReadSettings(parse_seconds=3.0))
    except ItemFailed as refused:
        assert refused.code == "page_too_hard"
    assert time.monotonic() - began < 10


def test_memory_has_a_bound() -> None:
    """The parser itself swallows some of the refusals; then it has found nothing."""
    small = ReadSettings(parse_memory_mb=200)
    for body in ("<b>x</b>" * 1_500_000, "<p>word word</p>" * 300_000):
        try:
            assert parse_page(page(body=body), settings=small).text == ""
        except ItemFailed as refused:
            assert refused.code == "page_too_hard"
            assert "memory" in str(refused)


def test_nothing_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        here = f"http://127.0.0.1:{server.getsockname()[1]}"
        (found,) = run(
            f'<!DOCTYPE html SYSTEM "{here}/x.dtd">'
            + page(
                f'<meta name="date" content="2025-10-24"><base href="{here}">'
                f'<link rel="stylesheet" href="{here}/a.css"><script src="{here}/a.js"></script>',
                f'{BODY}<img src="{here}/a.png"><iframe src="{here}"></iframe>',
            )
        )
        assert isinstance(found, Article)
        with pytest.raises(TimeoutError):
            server.accept()


def test_threads_share_the_worker() -> None:
    found: list[str] = []
    jobs = [
        threading.Thread(
            target=lambda: found.append(parse_page(page(), settings=ReadSettings()).title)
        )
        for _ in range(4)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert found == ["Bombers"] * 4


def mail(text: str, *, kind: str = "plain", charset: str = "utf-8", **headers: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Übung über der Ostsee", "Die Zeitung <a@zeitung.example>"
    message["Date"] = "Fri, 24 Oct 2025 23:30:00 -0400"
    for name, value in headers.items():
        del message[name]
        message[name.replace("_", "-")] = value
    message.set_content(text, subtype=kind, charset=charset)
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_mail_is_an_article(charset: str) -> None:
    (found,) = run(mail("Zwei Flugzeuge über München.\n", charset=charset), name="a.eml")
    assert (found.title, found.publisher) == ("Übung über der Ostsee", "Die Zeitung")
    assert (found.text, found.published) == ("Zwei Flugzeuge über München.", date(2025, 10, 24))


def test_a_mail_of_html_goes_through_the_page_reader() -> None:
    (found,) = run(mail(page(), kind="html"), name="a.eml")
    assert found.text.startswith("Two bombers")


def test_attachments_are_not_read_and_odd_headers_do_no_harm() -> None:
    message = EmailMessage()
    message["Subject"] = "=?utf-8?b?broken"
    message["Date"] = "Fri, 24 Oct 2025 10:00:00 +0000"
    message.set_content("Text.")
    message.add_attachment(b"2025", maintype="text", subtype="plain", filename="../x.txt")
    (found,) = run(message.as_bytes(), name="a.eml")
    assert found.text == "Text."
    (issue,) = run(message.as_bytes().replace(b"24 Oct", b"99 Foo"), name="a.eml")
    assert issue.code == "bad_date"


def test_a_mail_of_a_thousand_layers_ends() -> None:
    layers = b"Content-Type: message/rfc822\n\n" * 3_000
    items = run(
        b"From: a\nDate: Fri, 24 Oct 2025 00:00:00 +0000\n" + layers + b"\n\nx", name="a.eml"
    )
    assert len(items) == 1
