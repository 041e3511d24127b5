"""Links that know their data, and citations."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.fixtures import synthetic
from tests.views.drawn import act
from tests.views.test_page import counters, fresh, link, opened
from views import cite, exports, share
from views.choose import KEYS
from views.data import Snapshot
from views.state import State, from_query, to_query

UseStore = Callable[[Path], None]
TODAY = date(2026, 1, 2)


def said(at: AppTest) -> str:
    return " ".join(re.sub("<[^>]+>", "", html.proto.body) for html in at.get("html"))


def codes(at: AppTest) -> list[str]:
    return [code.value for code in at.code]


def stamped(snapshot: Snapshot, shown: int) -> str:
    return share.stamp(snapshot, shown)


def test_a_shared_link_restores_the_view_and_says_its_data(
    use_store: UseStore, made_store: Path, snapshot: Snapshot
) -> None:
    use_store(made_store)
    at = opened(fresh(type=["AID"], q="tahiti", clock="report", view="1,2,3"), "share")
    (shared,) = [text for text in codes(at) if "data=" in text]
    query = parse_qs(urlsplit(shared).query)
    state, problems = from_query(query, KEYS)
    assert problems == ()
    assert state.data == f"{exports.data_version(snapshot)}~5"
    assert replace(state, data="") == from_query(link(at), KEYS)[0]
    assert "data" not in link(at), "the address bar follows the data"


def test_a_link_to_the_data_as_it_is_says_nothing(
    use_store: UseStore, made_store: Path, snapshot: Snapshot
) -> None:
    use_store(made_store)
    assert "This link was made" not in said(fresh(data=stamped(snapshot, 60)))


def test_a_link_to_other_data_warns_until_it_is_let_go(
    use_store: UseStore, made_store: Path
) -> None:
    use_store(made_store)
    at = fresh(type="AID", data="3.50.2025-10-01~3")
    assert (
        "This link was made when the data ended on 1 Oct 2025 and it showed 3 events. "
        "The same filters now show 5: 2 more."
    ) in said(at)
    assert link(at)["data"] == ["3.50.2025-10-01~3"]
    at.button("as-it-is").click().run()
    assert "This link was made" not in said(at)
    assert "data" not in link(at)
    assert counters(at)[0] == "5 of 60 events"


def test_other_filters_than_the_links_end_the_comparison(
    use_store: UseStore, made_store: Path
) -> None:
    use_store(made_store)
    at = fresh(type="AID", data="3.50.2025-10-01~3")
    act(at, "tick", "PROTEST")
    assert "This link was made" not in said(at)
    assert "data" not in link(at)


@pytest.mark.parametrize(
    ("then", "words"),
    [("9.70.2025-10-01~60", "still show as many"), ("9.70.2025-10-01~61", "now show 60: 1 fewer"),
     ("0.0.empty~0", "the data was empty and it showed 0 events")],
)  # fmt: skip
def test_more_fewer_and_as_many(snapshot: Snapshot, then: str, words: str) -> None:
    assert words in share.changed(then, snapshot, 60)


@pytest.mark.parametrize(
    "bad",
    ["x", "1.2.2025-10-01", "1.2.2025-13-01~3", "1.2.<b>~3", "1.2.empty~9999999999",
     "٣.2.empty~1"],
)  # fmt: skip
def test_a_bad_version_is_reported_and_ignored(bad: str) -> None:
    state, problems = from_query({"data": [bad]}, KEYS)
    assert state.data == ""
    assert len(problems) == 1


def test_the_version_survives_the_link() -> None:
    state = State(data="67.239.2025-11-12~27")
    query = {key: [text] for key, text in to_query(state).items()}
    assert from_query(query, KEYS) == (state, ())  # type: ignore[arg-type]


def test_the_export_offers_what_there_is(
    use_store: UseStore, made_store: Path, snapshot: Snapshot
) -> None:
    use_store(made_store)
    at = opened(fresh(type="AID"), "export")
    assert at.radio("export-scope").options == ["This view · 5", "Everything · 60"]
    wanted = str(snapshot.frame["event_id"].iloc[0])
    at = opened(fresh(type="AID", event=wanted), "export")
    assert "The selected event · 1" in at.radio("export-scope").options
    at.radio("export-form").set_value("kml").run()
    at.radio("export-scope").set_value("event").run()
    (button,) = [b for b in at.get("link_button") if b.proto.label == "Download"]
    assert button.proto.url == f"export/{snapshot.token}/event.kml?event={wanted}&type=AID"


def test_every_format_has_its_words() -> None:
    from pipeline.export import formats

    assert sorted(share.FORMATS) == list(formats())


def test_a_card_gives_a_link_and_citations(
    use_store: UseStore, made_store: Path, snapshot: Snapshot
) -> None:
    use_store(made_store)
    wanted = str(snapshot.frame["event_id"].iloc[0])
    texts = codes(fresh(event=wanted, tab="event"))
    address = next(text for text in texts if "tab=event" in text and "data=" not in text)
    assert parse_qs(urlsplit(address).query)["event"] == [wanted]
    plain = next(text for text in texts if "(accessed" in text)
    assert plain.startswith(
        "Morning Post, “Two B-1 bombers fly towards Venezuela (0)”, 1 September 2025, "
        "https://news.example/0 (accessed "
    )
    assert any(text.startswith("@misc{morning-post-2025-09-01-made000,") for text in texts)


def test_bibtex_has_the_fields_of_a_page(snapshot: Snapshot) -> None:
    event = snapshot.reader().event(str(snapshot.frame["event_id"].iloc[1]))
    assert event is not None
    (cited,) = cite.citations(event, snapshot.reader(), TODAY)
    assert cited.bibtex().splitlines()[1:] == [
        "  title = {{Aid flown to Tahiti after the cyclone (1)}},",
        "  author = {{De Ochtend}},",
        "  year = {2025},",
        "  date = {2025-09-02},",
        "  langid = {nl},",
        "  url = {https://news.example/1},",
        "  urldate = {2026-01-02},",
        "  note = {Accessed 2026-01-02},",
        "}",
    ]


def test_an_attack_is_no_command_and_no_address_in_bibtex(nasty: Snapshot) -> None:
    for event_id in nasty.frame["event_id"]:
        event = nasty.reader().event(str(event_id))
        assert event is not None
        (cited,) = cite.citations(event, nasty.reader(), TODAY)
        assert cited.url == ""
        entry = replace(cited, title="\\input{x} } @misc{", publisher="50% & #1_$").bibtex()
        assert r"{{\textbackslash{}input\{x\} \} @misc\{}}" in entry
        assert r"{{50\% \& \#1\_\$}}" in entry
        assert "url" not in entry


def test_braces_in_an_address_are_encoded(snapshot: Snapshot) -> None:
    event = snapshot.reader().event(str(snapshot.frame["event_id"].iloc[0]))
    assert event is not None
    (source,) = event.sources
    odd = replace(event, sources=(replace(source, url='https://a.example/{x}?"<b>'),))
    (cited,) = cite.citations(odd, snapshot.reader(), TODAY)
    assert cited.url == "https://a.example/%7Bx%7D?%22%3Cb%3E"


def test_an_article_is_cited_once(snapshot: Snapshot) -> None:
    event = snapshot.reader().event(str(snapshot.frame["event_id"].iloc[0]))
    assert event is not None
    twice = replace(event, sources=event.sources * 2)
    assert len(cite.citations(twice, snapshot.reader(), TODAY)) == 1


def test_the_words_of_a_link_are_not_of_this_machine(made_store: Path, snapshot: Snapshot) -> None:
    version = exports.data_version(snapshot)
    assert re.fullmatch(r"\d+\.60\.2025-10-30", version)
    assert str(synthetic.FIRST.year) in version
