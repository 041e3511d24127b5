"""An article that is written from right to left, from its file to the card and the exports."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline import export, run
from pipeline.store.read import Reader, open_reader
from pipeline.store.write import open_writer
from views import panel

SENTENCE = (
    "شنّت مقاتلات إسرائيلية فجر الثلاثاء غارات على مدينة صور، ما أدى إلى مقتل تسعة أشخاص، "
    "وفق ما أعلنت وزارة الصحة اللبنانية."
)
OFFSHORE = (
    "وغرق مركب صيد على بعد 20 كيلومترا قبالة سواحل طبرق يوم الاثنين، وأنقذ خفر السواحل ١٢ بحارا."
)
PLACE = "على بعد 20 كيلومترا قبالة سواحل طبرق"
TITLE = "غارات على صور وغرق مركب قبالة طبرق"
TEXT = f"---\nid: ar-1\npublished: 2025-10-24\ntitle: {TITLE}\n---\n{SENTENCE}\n\n{OFFSHORE}\n"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, kit: run.Kit) -> Reader:
    """A store that holds the article; its language is told by its words."""
    folder = tmp_path_factory.mktemp("ar")
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    with open_writer(folder / "a.db") as writer:
        run.ingest([folder / "a.md"], kit=kit, writer=writer)
    return open_reader(folder / "a.db")


def written(reader: Reader, tmp_path: Path, file_format: str) -> str:
    """What an export holds."""
    out = tmp_path / f"events.{file_format}"
    export.export(export.View(reader), file_format=file_format, out=out)
    return out.read_text(encoding="utf-8-sig")


def test_the_events_are_found_with_place_day_and_dead(reader: Reader) -> None:
    rows = {row["event_mode"]: row for row in reader.rows()}
    assert {"airstrike", "ship_accident"} <= set(rows)
    assert rows["airstrike"]["date_start"] == "2025-10-21"
    assert rows["airstrike"]["place_name"] == "Tyre"
    assert rows["airstrike"]["fatalities_low"] == 9
    assert rows["ship_accident"]["date_start"] == "2025-10-20"
    assert rows["ship_accident"]["geo_precision"] == "offset"


def test_the_article_is_kept_letter_for_letter(reader: Reader) -> None:
    article = reader.article("ar-1")
    assert article is not None
    assert article.title == TITLE
    for event in reader.events():
        for source in event.sources:
            assert source.lang == "ar"  # told by its words
            assert [span.of(article.text) for span in source.evidence] == list(source.quotes)
            assert set(source.quotes) <= {SENTENCE, OFFSHORE}


def test_a_table_holds_names_and_sentences_as_written(reader: Reader, tmp_path: Path) -> None:
    rows = list(csv.DictReader(written(reader, tmp_path, "csv").splitlines()))
    assert any(row["place_name"] == PLACE for row in rows)
    assert any(SENTENCE in row["evidence"] for row in rows)


def test_a_map_file_holds_names_as_written(reader: Reader, tmp_path: Path) -> None:
    text = written(reader, tmp_path, "geojson")
    names = json.dumps(json.loads(text), ensure_ascii=False)
    assert PLACE in names
    assert "Tyre" in names


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_card_quotes_the_sentence_as_written(reader: Reader) -> None:
    event = next(event for event in reader.events() if event.mode == "ship_accident")
    parser = _Text()
    parser.feed(panel.card(event, reader))
    assert OFFSHORE in parser.text
    assert PLACE in parser.text
