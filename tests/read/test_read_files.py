"""Files, folders and archives: every good article lands, every bad one is named with a sentence."""

from __future__ import annotations

import gzip
import io
import os
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pipeline.config import ReadSettings
from pipeline.errors import BadInput
from pipeline.model import Article, Issue
from pipeline.read import extensions, paste, read, read_bytes

TODAY = date(2026, 11, 23)
STORY = "Two bombers left Dyess on Thursday. They flew towards the coast."
SMALL = ReadSettings(max_bytes=100_000, max_chars=20_000)


def run(*paths: Path, settings: ReadSettings = SMALL, published: date | None = None):
    return list(read(paths, settings=settings, published=published, today=TODAY))


def upload(name: str, data: bytes, *, settings: ReadSettings = SMALL):
    return list(read_bytes(name, data, settings=settings, published=None, today=TODAY))


def articles(items):
    return [item for item in items if isinstance(item, Article)]


def codes(items):
    return [item.code for item in items if isinstance(item, Issue)]


def zipped(**members: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_front_matter_is_read_and_the_body_is_kept_exactly(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        '---\nid: x-1\nlang: nl\npublished: 2025-11-21\npublisher: "De: Krant"\n'
        'title: "Twee \'B-52\'"\nurl: "https://example.org/a"\n---\n\n Eerste.\n\nTweede. \n\n',
        encoding="utf-8",
    )
    (found,) = run(path)
    assert (found.id, found.lang, found.published) == ("x-1", "nl", date(2025, 11, 21))
    assert (found.publisher, found.title) == ("De: Krant", "Twee 'B-52'")
    assert found.url == "https://example.org/a"
    assert found.text == "\n Eerste.\n\nTweede. \n"  # all but the last newline


def test_the_outside_articles_are_read_as_they_were_annotated(shared: Path) -> None:
    found = run(shared / "gold" / "articles", settings=ReadSettings())
    marked = [item for item in found if isinstance(item, Issue) and item.severity != "info"]
    assert [issue.code for issue in marked] == ["no_text"] * len(marked)  # the annotations' file
    for one in articles(found):
        raw = (shared / "gold" / "articles").glob(f"{one.id}-*.md")
        assert next(raw).read_text(encoding="utf-8").split("---\n", 2)[2] == one.text + "\n"


def test_a_folder_is_read_in_order_without_its_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", ".git/x.txt", "__MACOSX/y.txt", "c/.hidden.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"2025-10-24\n{STORY} {name}", encoding="utf-8")
    (tmp_path / "a" / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    found = run(tmp_path)
    assert [one.text.rpartition(" ")[2] for one in articles(found)] == ["a/1.txt", "b/2.txt"]
    (issue,) = [item for item in found if isinstance(item, Issue)]
    assert (issue.code, issue.severity) == ("unknown_kind", "info")


def test_bad_files_are_named_and_good_ones_land(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(5_000)
    files: dict[str, tuple[bytes, str]] = {
        "empty.txt": (b"", "empty"),
        "blank.txt": (b" \n\t\r\n", "empty"),
        "marks.txt": (b"2025-10-24\n... --- ...", "empty"),
        "noise.txt": (noise, "binary"),
        "pdf.txt": (b"%PDF-1.7 ...", "binary"),
        "large.txt": (b"x" * 100_001, "too_large"),
        "long.txt": (b"2025-10-24\n" + b"word " * 5_000, "too_long"),
        "undated.txt": (STORY.encode(), "no_date"),
        "future.txt": (b"date 9999-01-01 " + STORY.encode(), "bad_date"),
        "old.txt": (b"date 1500-01-01 " + STORY.encode(), "bad_date"),
        "cut.zip": (zipped(a="x" * 500)[:60], "truncated"),
        "cut.txt.gz": (gzip.compress(STORY.encode())[:-9], "truncated"),
        "damaged.txt.gz": (b"\x1f\x8b\x08" + noise[:50], "truncated"),
        "broken.md": (b"---\ntitle: a: b\n---\nText", "bad_front_matter"),
        "aliases.md": (b"---\na: &a [x]\nb: [*a, *a]\n---\nText", "bad_front_matter"),
        "list.md": (b"---\n- a\n---\nText", "bad_front_matter"),
        "cut.json": (b'{"text": "abc', "bad_json"),
        "deep.json": (b"[" * 50_000, "bad_json"),
        "digits.json": (b"[" + b"9" * 5_000 + b"]", "bad_json"),
        "nomail.eml": (b"no header here", "bad_mail"),
        "empty.html": (b"<html><body></body></html>", "no_text"),
        "columns.csv": (b"name,when\na,b\n", "missing_column"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(f"2025-10-24\n{STORY}", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("2025-10-24\nL'armée est à Orléans.".encode("latin-1"))
    found = run(tmp_path)
    assert sorted(one.text[:7] for one in articles(found)) == ["L'armée", "Two bom"]
    issues = {Path(item.source).name: item for item in found if isinstance(item, Issue)}
    expected = {name: code for name, (_, code) in files.items()}
    assert {name: issues[name].code for name in files} == expected
    for name, issue in issues.items():
        assert name in issue.message
        assert len(issue.message) > len(issue.source) + 15
        assert issue.severity == "error"


def test_what_is_no_file_is_refused_without_opening_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    assert codes(run(tmp_path, tmp_path / "missing.txt")) == [
        "unreadable",
        "unreadable",
        "not_found",
    ]


def test_a_zip_is_read_without_unpacking_and_its_names_are_labels(tmp_path: Path) -> None:
    dated = f"2025-10-24\n{STORY}"
    outside = tmp_path / "inside"
    outside.mkdir()
    data = zipped(
        **{
            "../../escape.txt": dated,
            "/etc/x.md": dated + " b",
            "d/ok.txt": dated + " c",
            "C:\\w\\z.txt": dated + " d",
            "__MACOSX/._ok.txt": "x",
            "pic.png": "x",
            "more.zip": zipped(a="x"),
        }
    )
    (outside / "a.zip").write_bytes(data)
    before = sorted(tmp_path.rglob("*"))
    found = run(outside)
    assert len(articles(found)) == 4
    assert sorted(codes(found)) == ["nested_archive", "unknown_kind"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_bomb_is_left_out_and_its_neighbours_land() -> None:
    settings = ReadSettings(max_bytes=5_000_000)
    found = upload(
        "a.zip",
        zipped(
            **{
                "bomb.txt": b"a" * 4_000_000,
                "huge.txt": b"0" * 6_000_000,
                "ok.txt": f"2025-10-24\n{STORY}",
            }
        ),
        settings=settings,
    )
    assert sorted(codes(found)) == ["too_large", "zip_bomb"]
    assert len(articles(found)) == 1


def test_the_files_of_a_zip_have_a_bound_together() -> None:
    texts = {f"{n:02}.txt": f"2025-10-24\n{n} " + "word " * 19_000 for n in range(14)}
    found = upload(
        "a.zip", zipped(**texts), settings=SMALL.model_copy(update={"max_chars": 100_000})
    )
    assert len(articles(found)) == 10  # ten times what one file may have
    assert codes(found) == ["zip_bomb"]


def test_a_locked_zip_says_so() -> None:
    data = bytearray(zipped(**{"a.txt": STORY}))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert codes(upload("a.zip", bytes(data))) == ["encrypted"]


def test_packed_single_files_are_read_and_bounded() -> None:
    text = f"2025-10-24\n{STORY}".encode()
    members = gzip.compress(text[:20]) + gzip.compress(text[20:])
    assert len(articles(upload("a.txt.gz", members))) == 1
    assert codes(upload("a.txt.gz", gzip.compress(b"0" * 10_000_000))) == ["too_large"]


@pytest.mark.parametrize(
    "name",
    [
        "../../../x.txt",
        "..\\..\\x.txt",
        "/etc/x.txt",
        "x\0y\u202e.txt",
    ],
)
def test_an_uploads_name_is_a_label_only(name: str) -> None:
    (found,) = upload(name, f"2025-10-24\n{STORY}".encode())
    assert isinstance(found, Article)
    assert found.source in {"x.txt", "xy.txt"}


def test_ids_are_given_or_made_of_address_or_text() -> None:
    def one(**fields: str) -> Article:
        return paste(STORY, published=date(2025, 1, 2), **fields)

    assert one().id == one().id == one(title="Other").id
    assert one(url="https://a.example/1").id not in {one().id, one(url="https://a.example/2").id}
    assert one(url="javascript:alert(1)").id == one().id


def test_two_texts_of_one_id_both_land() -> None:
    rows = [f'{{"id": "1", "text": "{word}.", "date": "2025-01-02"}}' for word in ("One", "Two")]
    found = upload("a.jsonl", "\n".join(rows).encode())
    assert len({one.id for one in articles(found)}) == 2
    assert codes(found) == ["same_id"]


def test_pasted_text_keeps_its_offsets_and_needs_a_date() -> None:
    assert paste("  a\nb ", published=date(2025, 1, 2)).text == "  a\nb "
    for text, day in ((STORY, None), ("", date(2025, 1, 2)), ("date 2031-01-01 x", None)):
        with pytest.raises(BadInput, match="pasted text"):
            paste(text, published=day, today=TODAY)


def test_every_kind_is_found_by_its_extension() -> None:
    assert {".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".eml", ".zip"} <= set(extensions())


def test_a_file_of_nothing_but_faults_lists_some_and_counts_the_rest() -> None:
    found = upload("a.jsonl", b"{broken\n" * 500)
    assert len(found) == 26
    assert "475 more" in found[-1].message
