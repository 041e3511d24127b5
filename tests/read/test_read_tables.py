"""Records: JSON, JSON lines and CSV, whole and broken; a bad row never costs a good one."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pipeline.config import ReadSettings
from pipeline.model import Article, Issue
from pipeline.read import read_bytes

TODAY = date(2026, 11, 23)
HEADER = "id,text,title,published,publisher,url,lang"


def run(name: str, data: bytes | str):
    raw = data if isinstance(data, bytes) else data.encode()
    return list(read_bytes(name, raw, settings=ReadSettings(), published=None, today=TODAY))


def texts(items):
    return [item.text for item in items if isinstance(item, Article)]


def issues(items):
    return [item for item in items if isinstance(item, Issue)]


def test_a_row_fills_every_field() -> None:
    row = '7,"Un texte, avec ""virgule"".\nDeux lignes.",Titre,2025-10-24,Le Jour,https://a.example/1,fr'
    (found,) = run("a.csv", f"{HEADER}\n{row}\n")
    assert isinstance(found, Article)
    assert (found.id, found.title, found.publisher) == ("7", "Titre", "Le Jour")
    assert (found.published, found.url, found.lang) == (
        date(2025, 10, 24),
        "https://a.example/1",
        "fr",
    )
    assert found.text == 'Un texte, avec "virgule".\nDeux lignes.'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_marks_and_encodings_are_found_out(mark: str, encoding: str) -> None:
    rows = [
        ("Date", "Content", "Source"),
        ("2025-10-24", "L'armée à Orléans; 10,48 | 3", "Éclair"),
        ("2025-10-25", "Où est passé le général Müller, à présent ?", "Éclair"),
    ]
    text = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    found = run("a.csv", text.encode(encoding))
    assert texts(found) == [row[1] for row in rows[1:]]
    assert [item.publisher for item in found] == ["Éclair", "Éclair"]


def test_semicolons_with_decimal_commas_are_not_cut_at_the_commas() -> None:
    found = run("a.csv", "text;date;value\nA storm, a flood;2025-10-24;10,48\n")
    assert texts(found) == ["A storm, a flood"]


def test_rows_that_do_not_fit_are_named_with_their_line() -> None:
    found = run(
        "a.csv",
        "text,date\nOne.,2025-01-01\nTwo, and more.,2025-01-02\nThree.\n\n"
        "Four.,2025-01-04,,\n,2025-01-05\nSix.,2025-02-31\nSeven.,2025-01-07\n",
    )
    assert texts(found) == ["One.", "Four.", "Seven."]
    bad = {issue.source.rpartition("line ")[2]: issue.code for issue in issues(found)}
    assert bad == {"3": "bad_row", "4": "bad_row", "7": "no_text", "8": "bad_date"}


def test_an_unclosed_quote_costs_one_row_only() -> None:
    found = run(
        "a.csv",
        'text,date\n"One.",2025-01-01\n"Two.,2025-01-02\nThree.,2025-01-03\n'
        '"Fo"ur".,2025-01-04\n"Five\nlines.",2025-01-05\nSix.,2025-01-06\n',
    )
    assert texts(found) == ["One.", "Three.", "Five\nlines.", "Six."]
    assert [issue.source[-6:] for issue in issues(found)] == ["line 3", "line 5"]
    assert "never closed" in issues(found)[0].message or "quotation" in issues(found)[0].message


def test_a_table_of_open_quotes_is_given_up_in_time() -> None:
    found = run("a.csv", "text,date\n" + '"never closed,2025-01-01\n' * 20_000)
    assert not texts(found)
    assert len(issues(found)) <= 27


def test_doubled_and_missing_columns_are_told() -> None:
    found = run("a.csv", "text,text,date\nOne.,Other.,2025-01-01\n")
    assert texts(found) == ["One."]
    assert [(issue.code, issue.severity) for issue in issues(found)] == [
        ("duplicate_column", "warning")
    ]
    (missing,) = run("b.csv", "name;when\nx;y\n")
    assert missing.code == "missing_column"
    assert "name;when" in missing.message or "name, when" in missing.message


def test_the_better_name_of_a_field_wins() -> None:
    (found,) = run("a.csv", "content,body,text,date\nc,b,a,2025-01-01\n")
    assert found.text == "a"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda records: records,
        lambda records: {"articles": records, "total": 2},
    ],
)
def test_json_holds_articles_in_a_list_or_in_an_object(wrap) -> None:
    records = [
        {"body": "One.", "date": "2025-01-01T23:30:00-05:00", "source": {"name": "Post"}},
        {"body": "Two.", "date": 1735776000, "link": "ftp://x"},
    ]
    first, second = run("a.json", json.dumps(wrap(records)))
    assert (first.text, first.published, first.publisher) == ("One.", date(2025, 1, 1), "Post")
    assert (second.published, second.url) == (date(2025, 1, 2), "")


def test_one_object_is_one_article() -> None:
    (found,) = run("a.json", '{"text": "One.", "date": "2025-01-01", "tags": ["a", "b"]}')
    assert found.text == "One."


def test_lines_of_json_are_read_one_by_one() -> None:
    lines = [
        '{"text": "One.", "date": "2025-01-01"}',
        "{broken",
        "[1]",
        '{"date": "2025-01-01"}',
        '{"text": "Lone \\ud800 half.", "date": "2025-01-01"}',
        "",
        '{"text": NaN}',
        '{"text": "Two.", "date": "2025-01-02"}',
    ]
    found = run("a.jsonl", "\ufeff" + "\r\n".join(lines))
    assert texts(found) == ["One.", "Lone \ufffd half.", "Two."]
    assert {issue.source: issue.code for issue in issues(found)} == {
        "a.jsonl line 2": "bad_json",
        "a.jsonl line 3": "bad_record",
        "a.jsonl line 4": "no_text",
        "a.jsonl line 7": "no_text",
    }
