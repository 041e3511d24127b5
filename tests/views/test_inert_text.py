"""Text from articles stays text: in HTML, in labels, in links."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures import synthetic
from views import panel
from views.data import Snapshot
from views.markup import Html, el, is_web, label, link


class Tags(HTMLParser):
    """Collects tags, and the text between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(markup: str) -> Tags:
    tags = Tags()
    tags.feed(markup)
    tags.close()
    return tags


@given(st.text())
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    tags = parsed(el("p", text))
    assert [tag for tag, _ in tags.tags] == ["p"]
    assert tags.text.replace("\r\n", "\n") == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "//example.org", "http://", "https://a b/", "\x01http://a",
        "http://[", "java\nscript:alert(1)", "",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str) -> None:
    assert not is_web(url)
    assert parsed(link(url, "words")).tags == []


def test_a_link_cannot_leave_its_attribute() -> None:
    tags = parsed(link('https://example.org/"onmouseover="x', "a")).tags
    assert [name for name, _ in tags[0][1]] == ["href", "target", "rel"]


def test_elements_and_classes_never_come_from_data() -> None:
    for bad in ({"tag": "script"}, {"tag": "p", "css": '"x'}, {"tag": "p", "color": "red;x"}):
        with pytest.raises(ValueError, match="not an element"):
            el(bad["tag"], css=bad.get("css", ""), color=bad.get("color", ""))


@pytest.mark.parametrize("text", synthetic.NASTY)
def test_a_label_shows_marks_instead_of_obeying_them(text: str) -> None:
    written = label(text)
    for sign in "[]()<>!`*_":
        assert written.count(sign) == written.count(f"\\{sign}")


def test_a_card_of_attacks_holds_no_foreign_tag(nasty: Snapshot) -> None:
    reader = nasty.reader()
    for event_id in nasty.frame["event_id"]:
        event = reader.event(event_id)
        assert event is not None
        made: Html = panel.card(event, reader)
        tags = parsed(made)
        assert {tag for tag, _ in tags.tags}.isdisjoint({"script", "img", "a", "iframe", "svg"})
        assert all(name in ("class", "style") for _, attrs in tags.tags for name, _ in attrs)
        assert event.title in tags.text
