"""Text and labels without what hides or reorders, in linear time."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Span
from pipeline.read.clean import LABEL_CHARS, clean_label, clean_text, clean_url
from pipeline.read.posts import passages
from pipeline.read.published import parse_day, split_first_line
from pipeline.read.sentences import split

CASES = [
    ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
    ("Vene\u00adzue\u200bla\ufeff", "Venezuela"),
    ("safe\u202egpj.exe\u202c", "safegpj.exe"),
    ("cafe\u0301", "café"),
    ("\0\x07a\x1b[31mb\x7f\x9f", "a[31mb"),
    ("z" + "\u0334" * 900 + "a", "z" + "\u0334" * 3 + "a"),
    ("lone \ud800 half", "lone \ufffd half"),
    ("\u200d" * 500 + "x" + "\u200c" * 500, "x"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("👩\u200d🚀", "👩\u200d🚀"),
    ("tag\U000e0041ged", "tagged"),
    ("a\u00a0b\tc", "a\u00a0b\tc"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_unseen_characters_go_and_seen_ones_stay(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@given(st.text(alphabet=st.characters(), max_size=300))
def test_cleaning_is_done_once(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode("utf-8")
    controls = {char for char in clean if unicodedata.category(char) == "Cc"}
    assert controls <= {"\n", "\t"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f") & set(clean)


@given(st.text(max_size=2_000))
def test_a_label_is_one_short_line(text: str) -> None:
    label = clean_label(text)
    assert len(label) <= LABEL_CHARS
    assert "\n" not in label
    assert clean_label(label) == label


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?y=1#z", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ftp://a.example", False),
        ("//a.example", False),
        ("", False),
        ("https://", False),
        ("https://a b", False),
        ('https://a.example/"onclick', False),
        ("java\nscript:alert(1)", False),
        ("https://[broken", False),
        ("file:///etc/passwd", False),
        ("https://a.example/" + "x" * 3_000, False),
        (" https://a.example ", True),
    ],
)
def test_only_web_addresses_are_kept(url: str, kept: bool) -> None:
    assert clean_url(url) == (url.strip() if kept else "")


def seconds(work, text: str) -> float:
    best = 9.0
    for _ in range(3):
        began = time.process_time()
        work(text)
        best = min(best, time.process_time() - began)
    return best


WORKS = {
    "clean": clean_text,
    "label": clean_label,
    "url": clean_url,
    "day": parse_day,
    "first line": split_first_line,
    "passages": passages,
}
RUNS = [
    "a",
    " ",
    ",",
    ". ",
    "(",
    "((a",
    "- ",
    "—x(",
    "\n",
    "a\n",
    "\u0301",
    "\u200d",
    "1",
    "1.",
    "@a",
    "http://",
    "...",
    "! ",
    "« ",
    "” ",
    "A. ",
    "a-",
    "— a (@",
    "Oct 1, ",
]


@pytest.mark.parametrize("name", [*WORKS, "sentences"])
@pytest.mark.parametrize("run", RUNS)
def test_time_grows_with_the_text_only(name: str, run: str, words) -> None:
    def cut(text: str) -> None:
        list(split(text, Span(0, len(text)), words.language("nl")))

    work = WORKS.get(name, cut)
    short, long = run * (3_000 // len(run)), run * (30_000 // len(run))
    work(short)
    # Fifteen times for ten times the text, and a floor under which clocks tell nothing. Beside
    # other work a clock may err; a square would take a hundred times, every time.
    tries = (seconds(work, long) <= 15 * max(seconds(work, short), 0.0005) for _ in range(5))
    assert any(tries)
