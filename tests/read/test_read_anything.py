"""Whatever bytes a file holds and whatever it is called: articles and issues, never a crash."""

from __future__ import annotations

import gzip
import io
import unicodedata
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.config import ReadSettings
from pipeline.model import Article, Issue
from pipeline.read import extensions, read_bytes

SMALL = ReadSettings(max_bytes=50_000, max_chars=5_000)


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b/c.csv", "d.json"):
            archive.writestr(name, f"{name} 2025-10-24 text,date\none,2025-01-01\n" * 5)
    return file.getvalue()


WHOLE = {
    ".txt": "date 2025-10-24 Twee toestellen vlogen. Één keerde om.".encode(),
    ".md": b"---\nid: a\npublished: 2025-10-24\ntitle: 'x: y'\n---\nText of it.\n",
    ".json": b'[{"text": "One.", "date": "2025-01-01", "source": {"name": "P"}}, {"body": "Two."}]',
    ".jsonl": b'{"text": "One.", "date": "2025-01-01"}\n{"content": "Two.", "date": 1735776000}\n',
    ".csv": b'id;text;date\n1;"One; two";2025-01-01\n2;Three;2025-01-02\n',
    ".eml": b"From: a <a@b.c>\nSubject: =?utf-8?q?=C3=89?=\nDate: Fri, 24 Oct 2025 10:00:00 +0000\n"
    b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; '
    b"charset=latin-1\n\nText \xe9.\n--x--\n",
    ".zip": _zip(),
    ".gz": gzip.compress(b"2025-10-24\nText."),
}
CHANGES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 8), st.binary(max_size=8)), max_size=6
)


def check(name: str, data: bytes) -> None:
    items = list(read_bytes(name, data, settings=SMALL, published=None, today=date(2026, 1, 1)))
    assert items
    for item in items:
        assert isinstance(item, Article | Issue)
        shown = item.title + item.source if isinstance(item, Article) else item.message
        assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("extension", sorted(WHOLE))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, cut=st.integers(0, 400))
@example(changes=[(319, 0, b"\0\1" + bytes(6)), (338, 8, b"")], cut=140)  # a member without a name
def test_a_damaged_file_gives_articles_or_issues(
    extension: str, changes: list[tuple[int, int, bytes]], cut: int
) -> None:
    data = WHOLE[extension]
    for at, length, put in changes:
        data = data[:at] + put + data[at + length :]
    check(f"a{'.txt' if extension == '.gz' else ''}{extension}", data[: max(cut, 1) * 3])


@pytest.mark.parametrize("extension", extensions())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_under_any_name_give_articles_or_issues(extension: str, data: bytes) -> None:
    check(f"a{extension}", data)
