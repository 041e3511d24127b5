"""Articles that a person brings: what is shown is what is kept, and what is kept stays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import added, config, run
from pipeline.added import Adder, Address, Finding, Kept, Pasted, Upload
from pipeline.errors import StoreError
from pipeline.model import Article, Issue
from pipeline.read.fetch import Fetched
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer

DAY = date(2025, 11, 5)
RIOTS = "Thousands of people marched against the government in Lima on Sunday."
FLOOD = "A flood killed 12 people in Valencia on Monday."
Make = Callable[..., Adder]


@pytest.fixture
def make(kit: run.Kit, tmp_path: Path) -> Make:
    """Opens an adder on a store of its own."""

    def opened(**more: Any) -> Adder:
        return Adder(config.load(store=tmp_path / "news" / "own.db", **more), kit)

    return opened


def found(adder: Adder, *items: added.Item) -> list[Finding | Issue]:
    return [one for one in adder.find(items) if one is not None]


def findings(adder: Adder, *items: added.Item) -> list[Finding]:
    return [one for one in found(adder, *items) if isinstance(one, Finding)]


def codes(adder: Adder, *items: added.Item) -> list[str]:
    return [one.code for one in found(adder, *items) if isinstance(one, Issue)]


def keep(adder: Adder, *items: added.Item) -> Kept:
    return list(adder.keep(findings(adder, *items)))[-1]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def dated(text: str) -> bytes:
    return f"{DAY.isoformat()}\n\n{text}".encode()


def test_a_pasted_text_shows_its_events_and_nothing_is_written(make: Make) -> None:
    adder = make()
    (one,) = findings(adder, Pasted(RIOTS, DAY, "March in Lima", "The Paper"))
    (event,) = one.outcome.events
    assert event.type == "PROTEST"
    assert event.when.first == date(2025, 11, 2)
    assert one.known == "new"
    assert not adder.settings.store.exists()
    assert not adder.settings.added_folder.exists()


def test_what_was_kept_is_unchanged_for_a_later_run(make: Make) -> None:
    adder = make()
    kept = keep(adder, Pasted(RIOTS, DAY, 'A "title": with — marks \\', "P: #x"),
                Upload("flood.txt", dated(FLOOD)))  # fmt: skip
    assert (kept.articles, len(kept.new), kept.joined) == (2, 2, ())
    folder = adder.settings.added_folder
    assert sorted(path.suffix for path in folder.iterdir()) == [".md", ".md"]
    with open_writer(adder.settings.store) as writer:
        summary = run.ingest([folder], kit=adder.kit, writer=writer)
    assert (summary.articles, summary.unchanged, summary.issues) == (2, 2, ())


def test_a_store_is_built_again_from_the_folder(make: Make) -> None:
    adder = make()
    kept = keep(adder, Pasted(RIOTS, DAY))
    adder.settings.store.unlink()
    with open_writer(adder.settings.store) as writer:
        run.ingest([adder.settings.added_folder], kit=adder.kit, writer=writer)
    with open_reader(adder.settings.store) as reader:
        assert [event.id for event in reader.events()] == list(kept.new)


def test_an_article_that_is_there_says_so(make: Make) -> None:
    adder = make()
    keep(adder, Pasted(RIOTS, DAY, "March", "The Paper"))
    (same,) = findings(adder, Pasted(RIOTS, DAY, "March", "The Paper"))
    (edited,) = findings(adder, Pasted(RIOTS, DAY, "A march", "The Paper"))
    (copy,) = findings(adder, Pasted(RIOTS, DAY, "March", "Another Paper"))
    assert [one.known for one in (same, edited, copy)] == ["same", "edited", "copy"]
    assert copy.like is not None
    assert copy.like.title == "March"


def test_an_edited_article_takes_the_place_of_its_file(make: Make) -> None:
    adder = make()
    keep(adder, Pasted(RIOTS, DAY, "March", "The Paper"))
    keep(adder, Pasted(RIOTS, DAY, "A march", "The Paper"))
    (path,) = adder.settings.added_folder.iterdir()
    assert 'title: "A march"' in path.read_text("utf-8")


def test_an_event_that_another_article_told_is_counted_apart(make: Make) -> None:
    adder = make()
    keep(adder, Pasted(RIOTS, DAY, publisher="One"))
    kept = keep(adder, Pasted(RIOTS + " Police looked on.", DAY, publisher="Two"))
    assert (kept.new, len(kept.joined)) == ((), 1)


def test_a_text_brought_twice_is_read_once(make: Make) -> None:
    adder = make()
    same = zipped({"a.md": b"---\nid: x\n---\n" + dated(RIOTS), "b.md": b"---\nid: x\n---\n"
                   + dated(RIOTS)})  # fmt: skip
    assert len(findings(adder, Upload("a.zip", same))) == 1
    assert "twice" in codes(adder, Upload("a.zip", same))
    other = Upload("c.md", b"---\nid: x\n---\n" + dated(FLOOD))
    assert codes(adder, Upload("a.md", b"---\nid: x\n---\n" + dated(RIOTS)), other) == ["same_id"]


def test_without_a_day_it_says_what_to_do(make: Make) -> None:
    (issue,) = found(make(), Pasted(RIOTS))
    assert isinstance(issue, Issue)
    assert issue.code == "no_date"
    assert "--published" not in issue.message
    assert codes(make(), Upload("a.txt", RIOTS.encode())) == ["no_date"]
    assert not codes(make(), Upload("a.txt", RIOTS.encode(), DAY))
    assert not codes(make(), Pasted(f"2025-11-05\n{RIOTS}"))


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (Pasted("", DAY), "empty"), (Pasted("word " * 100_000, DAY), "too_long"),
        (Pasted(RIOTS, date(2999, 1, 1)), "bad_date"), (Upload("a.pdf", b"%PDF"), "unknown_kind"),
        (Upload("a.txt", b"\x00\x01\x02" * 50, DAY), "binary"),
        (Upload("a.txt", b"x" * 20_000_001, DAY), "too_large"),
        (Upload("a.zip", b"PK\x03\x04 not whole"), "truncated"),
        (Upload("a.json", b"{"), "bad_json"), (Address("ftp://x/"), "bad_address"),
        (Address("http://127.0.0.1/"), "private_address"),
        (Address("http://user@example.org/"), "bad_address"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    make: Make, item: added.Item, code: str
) -> None:
    adder = make()
    assert codes(adder, item, Pasted(RIOTS, DAY)) == [code]
    assert len(findings(adder, item, Pasted(RIOTS, DAY))) == 1


@pytest.mark.parametrize(
    "name",
    ["../../../tmp/x.txt", "..\\..\\x.txt", "/etc/passwd.txt", "a\0b.txt", "<img src=x>.txt",
     "x" * 5000 + ".txt", "\u202etxt.exe.txt", ".txt", "CON.txt", "a/../../b.txt"],
)  # fmt: skip
def test_names_are_labels_only(make: Make, name: str) -> None:
    adder = make()
    item = Upload(name, dated(RIOTS))
    assert len(found(adder, item)) == 1  # read, or told why not
    keep(adder, item, Pasted(FLOOD, DAY))
    written = {path for path in adder.settings.store.parents[1].rglob("*") if path.is_file()}
    kept = set(adder.settings.added_folder.iterdir())
    assert {path.parent for path in written - kept} == {adder.settings.store.parent}
    assert all(path.suffix == ".md" and len(path.stem) == 20 for path in kept)


def test_names_inside_a_zip_are_labels_only(make: Make) -> None:
    adder = make()
    data = zipped({"../../evil.txt": dated(RIOTS), "/abs/x.txt": dated(FLOOD), "in/a.zip": b"PK"})
    assert codes(adder, Upload("a.zip", data)) == ["nested_archive"]
    keep(adder, Upload("a.zip", data))
    assert list(adder.settings.store.parent.parent.rglob("*evil*")) == []


def test_a_zip_that_unpacks_without_end_is_refused(make: Make) -> None:
    adder = make(read={"max_bytes": 2_000_000})
    assert codes(adder, Upload("a.zip", zipped({"a.txt": b"0" * 1_500_000}))) == ["zip_bomb"]
    assert codes(adder, Upload("a.zip", zipped({"a.txt": b"0" * 2_500_000}))) == ["too_large"]


def test_a_failure_to_store_leaves_no_file(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    adder = make()
    monkeypatch.setattr(run, "keep", _full)
    with pytest.raises(StoreError):
        keep(adder, Pasted(RIOTS, DAY))
    assert list(adder.settings.added_folder.iterdir()) == []


def _full(*_: object, **__: object) -> None:
    raise StoreError("the disk is full")


def test_a_folder_that_cannot_be_written_is_named(make: Make, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(StoreError, match="file cannot be written"):
        keep(make(added=blocked), Pasted(RIOTS, DAY))


def test_the_folder_stands_beside_the_store(tmp_path: Path) -> None:
    assert config.load().added_folder == config.DATA / "added"
    assert config.load(store=tmp_path / "a.db").added_folder == tmp_path / "a.added"
    assert config.load(added=tmp_path / "b").added_folder == tmp_path / "b"


def test_a_run_without_names_reads_what_was_added(make: Make) -> None:
    from pipeline.cli.run import _usual

    adder = make()
    assert _usual(adder.settings) == [adder.settings.articles]
    keep(adder, Pasted(RIOTS, DAY))
    assert _usual(adder.settings) == [adder.settings.articles, adder.settings.added_folder]


class _Page:
    """Stands in for a page on its way: there at the second look."""

    looks: Iterator[Fetched | None]

    def __init__(self, url: str, _: object) -> None:
        name, data = "news.example a.html", PAGE
        self.looks = iter([None, Fetched(name, data, f"{url}?final")])
        self.stopped = False

    def wait(self, _: float) -> Fetched | None:
        return next(self.looks)

    def stop(self) -> None:
        self.stopped = True


PAGE = (
    '<html><head><title>March in Lima</title><meta property="article:published_time" '
    'content="2025-11-05"><link rel="canonical" href="https://famous.example/x"></head>'
    f"<body><article><h1>March in Lima</h1>{f'<p>{RIOTS}</p>' * 3}</article></body></html>"
).encode()


def test_a_page_keeps_the_address_where_it_was_found(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(added, "Fetching", _Page)
    steps = list(make().find([Address("https://news.example/a")]))
    assert steps[0] is None  # on its way
    (one,) = [step for step in steps if isinstance(step, Finding)]
    assert one.outcome.article.url == "https://news.example/a?final"
    assert one.outcome.events


def test_web_addresses_can_be_switched_off(make: Make) -> None:
    (issue,) = found(make(fetch={"enabled": False}), Address("https://example.org/"))
    assert isinstance(issue, Issue)
    assert issue.code == "switched_off"


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXT, title=TEXT, publisher=TEXT)
def test_a_file_gives_the_article_that_was_shown(
    make: Make, text: str, title: str, publisher: str
) -> None:
    adder = make()
    for kept in adder._read(Pasted(f"Words. {text}", DAY, title, publisher)):
        assert isinstance(kept, Article)
        again = adder._as_kept(kept)
        assert isinstance(again, Article)
        assert (again.id, again.revision) == (kept.id, kept.revision)
