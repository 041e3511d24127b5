"""Adding articles on the page: each way in, the preview, keeping, and company."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pipeline import added, config, run
from pipeline.added import Adder, Pasted
from pipeline.errors import BadInput
from pipeline.read import extensions
from tests.fixtures import synthetic
from tests.views.drawn import chips, counts, listed
from views import add_jobs, add_ways
from views.add_jobs import Job
from views.state import from_query, to_query

PAGE = Path(__file__).parents[2] / "views" / "page.py"
DAY = date(2025, 11, 5)
RIOTS = "Thousands of people marched against the government in Lima on Sunday."
FLOOD = "2025-11-05\n\nA flood killed 12 people in Valencia on Monday."
NASTY = "<img src=https://evil.example/a.png onerror=alert(1)> ![x](https://evil.example/b.png)"


@pytest.fixture
def store(use_store: Callable[[Path], None], tmp_path: Path, kit: run.Kit) -> Iterator[Path]:
    """A store with three events, and the words and tables opened."""
    path = synthetic.fill(tmp_path / "own.db", synthetic.outcomes(3))
    use_store(path)
    add_jobs._adders[:] = [Adder(config.load(), kit)]
    yield path
    add_jobs._adders.clear()


def fresh(**query: str) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    return _sound(at.run())


def _sound(at: AppTest) -> AppTest:
    assert not at.exception
    return at


def drafted(**fields: Any) -> AppTest:
    """A page on which these fields are filled in."""
    at = AppTest.from_file(str(PAGE), default_timeout=60)
    at.query_params["tab"] = "add"
    at.session_state["add-draft"] = add_ways.Draft(**fields)
    return _sound(at.run())


def click(at: AppTest, key: str) -> AppTest:
    return _sound(at.button(key).click().run())


def waited(at: AppTest) -> AppTest:
    """The page when the worker has done what it was asked for."""
    done(at.session_state["add-job"])
    return _sound(at.run())


def done(job: Job, seconds: float = 60.0) -> Job:
    deadline = time.monotonic() + seconds
    while job.busy and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not job.busy
    return job


def read(at: AppTest) -> AppTest:
    return waited(click(at, "add-read"))


def html(at: AppTest) -> str:
    return "".join(part.proto.body for part in at.get("html"))


def keys(at: AppTest) -> set[str]:
    return {button.key for button in at.button if button.key}


def test_the_box_for_files_takes_what_is_read() -> None:
    assert tuple(f".{kind}" for kind in add_ways.KINDS) == extensions()


def test_the_head_leads_to_the_ways_in(store: Path) -> None:
    at = click(fresh(), "add-open")
    assert at.query_params["tab"] in ("add", ["add"])
    assert at.text_area("add-text")
    assert at.button("add-read").disabled


def test_a_text_is_pasted_looked_at_and_kept(store: Path) -> None:
    at = fresh(tab="add")
    _sound(at.text_area("add-text").input(RIOTS).run())
    _sound(at.date_input("add-published").set_value(DAY).run())
    _sound(at.text_input("add-title").input("March in Lima").run())
    at = read(at)
    shown = html(at)
    for words in ("Nothing is kept yet", "Protest in Lima", "2 Nov 2025", "to the day", "± ",
                  "Reported", RIOTS):  # fmt: skip
        assert words in shown
    assert counts(at)["count-list"].startswith("3 of 3")
    at = waited(click(at, "add-keep"))
    assert at.success[0].value == "1 article kept."
    assert counts(at)["count-list"].startswith("4 of 4")
    assert at.button("add-show").label == "1 new event"
    at = click(at, "add-show")
    assert "Protest in Lima" in html(at)
    assert len(at.query_params["only"]) in (1, len("ev-123456789012"))
    assert "view" in at.query_params
    assert "clear" in chips(at)


def test_nothing_is_kept_of_what_is_discarded(store: Path) -> None:
    at = read(drafted(text=RIOTS, published=DAY))
    at = click(at, "add-discard")
    assert at.text_area("add-text").value == ""
    assert not store.with_suffix(".added").exists()
    assert counts(at)["count-list"].startswith("3 of 3")


def test_only_ticked_articles_are_kept(store: Path) -> None:
    at = drafted(way="files", files=(("a.txt", FLOOD.encode()), ("b.txt", RIOTS.encode())),
                 published=DAY)  # fmt: skip
    at = read(at)
    assert at.button("add-keep").label == "Keep 2 articles"
    _sound(at.checkbox("add-take-0").uncheck().run())
    assert at.button("add-keep").label == "Keep 1 article"
    at = waited(click(at, "add-keep"))
    (path,) = store.with_suffix(".added").glob("*.md")
    assert RIOTS in path.read_text("utf-8")


def test_files_are_brought_with_the_box(store: Path) -> None:
    at = fresh(tab="add")
    _sound(at.button_group("add-way").set_value("files").run())
    at.file_uploader[0].upload("flood.txt", FLOOD.encode(), "text/plain")
    at.file_uploader[0].upload("note.txt", RIOTS.encode(), "text/plain")
    _sound(at.run())
    assert at.button("add-read").label == "Read 2 files"
    at = read(at)
    assert "note.txt: it does not say on which day" in html(at)
    assert at.button("add-keep").label == "Keep 1 article"


def test_a_missing_day_can_be_given_without_bringing_the_file_again(store: Path) -> None:
    at = read(drafted(way="files", files=(("note.txt", RIOTS.encode()),)))
    assert "There is no article in this" in html(at)
    at = click(at, "add-back")
    assert "Held from before: note.txt" in html(at)
    _sound(at.date_input("add-published").set_value(DAY).run())
    assert "Protest in Lima" in html(read(at))


def test_names_and_texts_stay_text(store: Path) -> None:
    named = f"{NASTY}.pdf".replace("/", "|")
    text = f"---\ntitle: '{NASTY}'\npublished: 2025-11-05\n---\n{RIOTS}".encode()
    files = ((f"../../{NASTY}.md", text), (named, b"%PDF"), ("a\0b.txt", b"x"))
    at = read(drafted(way="files", files=files))
    shown = html(at)
    assert "<img" not in shown
    assert "&lt;img" in shown
    labels = [box.label for box in at.checkbox if (box.key or "").startswith("add-take-")]
    assert labels
    assert "![x](" not in labels[0]
    at = waited(click(at, "add-keep"))
    assert [path.suffix for path in store.with_suffix(".added").iterdir()] == [".md"]


@pytest.mark.parametrize("error", ["a\0b.txt", "a.exe"])
def test_a_name_that_streamlit_refuses_is_told_kindly(
    store: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    from streamlit.elements.lib.file_uploader_utils import enforce_filename_restriction

    def refuse(*_: object, **__: object) -> None:
        enforce_filename_restriction(error, [".txt"])

    monkeypatch.setattr(add_ways.st, "file_uploader", refuse)
    at = drafted(way="files")
    assert "name that cannot be used" in at.warning[0].value


def test_an_article_that_is_there_is_said_to_be(store: Path) -> None:
    at = waited(click(read(drafted(text=RIOTS, published=DAY, publisher="One")), "add-keep"))
    at = read(drafted(text=RIOTS, published=DAY, publisher="One"))
    assert "is in the store already, word for word" in html(at)
    assert at.button("add-keep").disabled
    at = read(drafted(text=RIOTS, published=DAY, publisher="Two"))
    assert "under another id" in html(at)
    assert at.button("add-keep").disabled  # but it may be ticked
    _sound(at.checkbox("add-take-0").check().run())
    assert not at.button("add-keep").disabled


def test_the_button_names_the_host_that_would_be_asked(store: Path) -> None:
    at = drafted(way="web", url="https://bbc.example@evil.example/x")
    assert "evil" in at.button("add-read").label
    at = drafted(way="web", url="ftp://example.org/")
    assert at.button("add-read").disabled
    at = read(drafted(way="web", url="http://127.0.0.1:1/"))
    assert "this machine or a host of its own network" in html(at)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://news.example/x", "news.example"), ("http://a@b.example/", "b.example"),
        ("https://b\u00fccher.example/", "xn--bcher-kva.example"), ("javascript:alert(1)", ""),
        ("http://[::1", ""), ("http://x.example:8080/", "x.example:8080"),
        ("http://x.example:99999/", ""), ("", ""), ("http://a b/", ""),
    ],
)  # fmt: skip
def test_the_host_of_an_address(url: str, host: str) -> None:
    assert add_ways.host_of(url) == host


def test_web_addresses_can_be_switched_off(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_FETCH__ENABLED", "false")
    at = drafted(way="web", url="https://example.org/")
    assert "switched off" in html(at)
    assert "add-read" not in keys(at)


def test_an_empty_store_takes_articles(
    store: Path, use_store: Callable[[Path], None], tmp_path: Path
) -> None:
    use_store(tmp_path / "none" / "new.db")
    at = drafted(text=RIOTS, published=DAY)
    assert "There is nothing to show yet" in at.subheader[0].value
    at = waited(click(read(at), "add-keep"))
    assert counts(at)["count-list"].startswith("1 of 1")
    assert at.button("add-show").label == "1 new event"


def test_too_much_at_once_is_refused(store: Path) -> None:
    class File:
        size = 60_000_000

    with pytest.raises(BadInput, match="60 MB"):
        add_ways._bounded([File()])
    with pytest.raises(BadInput, match="201 files"):
        add_ways._bounded([File()] * 201)


def test_two_sessions_do_not_disturb_each_other(store: Path) -> None:
    one, two = drafted(text=RIOTS, published=DAY), drafted(text=FLOOD)
    click(one, "add-read")
    click(two, "add-read")
    one, two = waited(one), waited(two)
    assert "Lima" in html(one)
    assert "Valencia" not in html(one)
    assert "Valencia" in html(two)
    one, two = waited(click(one, "add-keep")), waited(click(two, "add-keep"))
    assert counts(two)["count-list"].startswith("5 of 5")


def test_a_link_holds_the_choice_of_single_events(store: Path) -> None:
    at = fresh()
    ids = listed(at)
    state, problems = from_query({"only": ids[:2]}, ())
    assert (state.filters.only, problems) == (tuple(ids[:2]), ())
    assert to_query(state) == {"only": ids[:2]}
    at = fresh(only=ids[0])
    assert counts(at)["count-list"].startswith("1 of 3")
    at = fresh(only="ev-gone")
    assert counts(at)["count-list"].startswith("0 of 3")
    lift = next(button for button in at.button if button.label.startswith("Lift"))
    assert counts(_sound(lift.click().run()))["count-list"].startswith("3 of 3")


# The worker, without a page.


def texts(count: int) -> Callable[[], Sequence[added.Item]]:
    return lambda: [Pasted(f"{RIOTS} ({number})", DAY) for number in range(count)]


def test_a_job_can_be_cancelled(store: Path) -> None:
    held, free = threading.Event(), threading.Event()

    def slow() -> Sequence[added.Item]:
        held.set()
        free.wait(30)
        return texts(50)()

    job = add_jobs.read(slow)
    assert held.wait(30)
    job.cancel()
    free.set()
    assert done(job).now.phase == "cancelled"
    assert job.now.findings == ()
    assert not store.with_suffix(".added").exists()
    assert done(add_jobs.read(texts(1))).now.phase == "ready"  # the next one is served


def test_a_long_job_holds_up_nobody(store: Path) -> None:
    long = add_jobs.read(texts(60))
    short = done(add_jobs.read(texts(1)))
    assert short.now.phase == "ready"
    assert long.busy
    long.cancel()
    done(long)


def test_a_fault_ends_the_job_and_not_the_worker(store: Path) -> None:
    def faulty() -> Sequence[added.Item]:
        raise RuntimeError("secret words of an article")

    job = done(add_jobs.read(faulty))
    assert job.now.phase == "failed"
    assert "RuntimeError" in job.now.failure
    assert "secret" not in job.now.failure
    assert done(add_jobs.read(texts(1))).now.phase == "ready"


def test_a_store_that_cannot_be_written_is_told_and_can_be_tried_again(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    at = read(drafted(text=RIOTS, published=DAY))
    monkeypatch.setenv("DATELINE_ADDED", str(tmp_path / "file"))
    at = waited(click(at, "add-keep"))
    assert "cannot be written" in at.error[0].value
    monkeypatch.delenv("DATELINE_ADDED")
    assert waited(click(at, "add-keep")).success


def test_the_number_of_jobs_and_of_articles_is_bounded(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add_jobs, "MAX_ARTICLES", 2)
    job = done(add_jobs.read(texts(5)))
    assert len(job.now.findings) == 2
    assert job.now.issues[-1].code == "too_many"
    monkeypatch.setattr(add_jobs, "MAX_JOBS", 0)
    with pytest.raises(BadInput, match="try again"):
        add_jobs.read(texts(1))
    at = click(drafted(text=RIOTS, published=DAY), "add-read")
    assert "try again" in at.warning[0].value
    assert at.text_area("add-text").value == RIOTS
