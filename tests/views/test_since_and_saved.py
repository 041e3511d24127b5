"""What is new since a visit or a version, and saved views."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.dedup import Merger
from pipeline.errors import BadInput
from pipeline.store.write import open_writer
from tests.fixtures import synthetic
from tests.views.drawn import counts, press
from views import arrived, data, newness, saved
from views.newness import Since
from views.saved import Saved

PAGE = Path(__file__).parents[2] / "views" / "page.py"
START = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
UseStore = Callable[[Path], None]


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """Five events on one day, two more on the next."""
    path = tmp_path / "s.db"
    for made, at in (
        (synthetic.outcomes(5), START),
        (synthetic.outcomes(7)[5:], START + timedelta(days=1)),
    ):
        with open_writer(path, clock=lambda at=at: at) as writer:  # type: ignore[misc]
            for item in made:
                writer.put(item, merge=Merger())
    return path


def fresh(**query: str) -> AppTest:
    at = AppTest.from_file(str(PAGE), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def opened(at: AppTest) -> AppTest:
    """With the menu of views open: it sends nothing before."""
    at.session_state["views"] = True
    return at.run()


def total(at: AppTest) -> str:
    return counts(at)["count-list"]


def link(at: AppTest) -> dict[str, str]:
    params = dict(at.query_params)
    return {key: v if isinstance(v, str) else v[0] for key, v in params.items()}


@pytest.mark.parametrize("text", ["v0", "v512", "2025-11-03T09:14:00Z"])
def test_a_point_survives_its_link(text: str) -> None:
    assert newness.to_text(newness.from_text(text)) == text


@pytest.mark.parametrize("text", ["", "v", "v-1", "v²", "v" + "9" * 30, "2025-11-03", "now"])
def test_a_bad_point_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        newness.from_text(text)


@pytest.mark.parametrize(
    ("since", "count"),
    [
        (Since(version=0), 7), (Since(version=5), 2), (Since(version=7), 0), (Since(at=START), 2),
        (Since(at=START - timedelta(seconds=1)), 7), (Since(at=START + timedelta(days=1)), 0),
    ],
)  # fmt: skip
def test_new_is_what_came_in_later(
    grown: Path, use_store: UseStore, since: Since, count: int
) -> None:
    use_store(grown)
    assert int(arrived.after(data.current(), since).sum()) == count


def test_the_last_visit_offers_what_is_new_as_a_filter(grown: Path, use_store: UseStore) -> None:
    use_store(grown)
    at = fresh()
    assert "since-visit" not in counts(at)  # the first visit
    at.session_state["visited"] = "2025-11-03T12:00:00Z"
    at.run()
    assert counts(at)["since-visit"] == "2 new since 3 Nov 2025"
    press(at, "since-visit")
    assert total(at) == "2 of 7 events"
    assert link(at)["since"] == "2025-11-03T12:00:00Z"
    press(at, "since-lift")
    assert total(at) == "7 of 7 events"


@pytest.mark.parametrize("text", ["<script>", "yesterday", "", "9" * 10_000])
def test_what_a_browser_remembers_is_checked(grown: Path, use_store: UseStore, text: str) -> None:
    use_store(grown)
    at = fresh()
    at.session_state["visited"] = text
    at.run()
    assert not at.exception
    assert "since-visit" not in counts(at)


def test_a_data_version_is_a_filter_too(grown: Path, use_store: UseStore) -> None:
    use_store(grown)
    at = fresh()
    opened(at).number_input("since-version").set_value(5).run()
    assert link(at)["since"] == "v5"
    assert total(at) == "2 of 7 events"
    at = fresh(since="v5", q="nothing like this")
    assert total(at) == "0 of 7 events"


def test_views_are_kept_by_name_and_replaced(tmp_path: Path) -> None:
    path = saved.beside(tmp_path / "s.db")
    assert saved.read(path) == ()
    saved.add(path, Saved("  B  view ", "type=AID"))
    saved.add(path, Saved("a", "q=x"))
    saved.add(path, Saved("B view", "type=PROTEST"))
    assert saved.read(path) == (Saved("a", "q=x"), Saved("B view", "type=PROTEST"))
    saved.remove(path, "a")
    assert [view.name for view in saved.read(path)] == ["B view"]
    assert {entry.name for entry in tmp_path.iterdir()} <= {path.name, f"{path.name}.lock"}


@pytest.mark.parametrize(
    "view",
    [Saved("", "q=x"), Saved("n" * 81, "q=x"), Saved("a\x00b", "q=x"), Saved("a", "q" * 9000)],
)  # fmt: skip
def test_a_view_that_cannot_be_kept_is_told(tmp_path: Path, view: Saved) -> None:
    with pytest.raises(BadInput, match=r"view"):
        saved.add(saved.beside(tmp_path / "s.db"), view)


def test_there_is_an_end_to_saved_views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MAX_VIEWS", 1)
    path = saved.beside(tmp_path / "s.db")
    saved.add(path, Saved("a", "q=x"))
    with pytest.raises(BadInput, match="delete one first"):
        saved.add(path, Saved("b", "q=x"))
    saved.add(path, Saved("a", "q=y"))


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", '{"format": 2, "views": []}', '{"format": 1, "views": [1]}',
        '{"format": 1, "views": [{"name": 1, "query": ""}]}',
        '{"format": 1, "views": [{"name": "a"}]}', "[" * 100_000, "\ud800",
    ],
)  # fmt: skip
def test_a_bad_file_is_told_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = saved.beside(tmp_path / "s.db")
    content = text.encode("utf-8", "surrogatepass")
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"s\.views\.json cannot be used"):
        saved.add(path, Saved("a", "q=x"))
    assert path.read_bytes() == content


def test_a_view_is_saved_opened_and_deleted_on_the_page(grown: Path, use_store: UseStore) -> None:
    use_store(grown)
    at = opened(fresh(type="AID"))
    at.text_input("view-name").set_value("Aid [x](http://evil.example) <b>")
    at.button("view-add").click().run()
    kept = json.loads(saved.beside(grown).read_text(encoding="utf-8"))
    assert kept["views"][0]["query"] == "type=AID"
    other = opened(fresh())
    assert "](http" not in other.button("view-open-0").label
    other.button("view-open-0").click().run()
    assert link(other) == {"type": "AID"}
    other.button("view-delete-0").click().run()
    assert not [button for button in other.button if button.key == "view-open-0"]


def test_a_bad_file_of_views_does_not_break_the_page(grown: Path, use_store: UseStore) -> None:
    use_store(grown)
    saved.beside(grown).write_text("nonsense", encoding="utf-8")
    at = opened(fresh())
    assert "cannot be used" in at.warning[0].value
    assert total(at) == "7 of 7 events"
