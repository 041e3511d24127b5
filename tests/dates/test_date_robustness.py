"""Whatever the text, dates are intervals inside the article, found fast."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import lexicon
from pipeline.dates import find_dates, shift_to_future
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span

WORDS = lexicon.load(Path(__file__).resolve().parents[2] / "data")
TEXT = """last next maandag op tot van de 14th 31 2019 9999 1500 March in der Nacht zum Dienstag el
pasado hace dos semanas depuis lundi 31/02/2024 2024-02-30 00:00 25:99 - , . since until week year
weeks ago earlier a jaren 90s Q1 early the second half of between and 12 F-35"""
PIECES = st.sampled_from(TEXT.split())


def document(text: str, lang: str, published: date) -> Document:
    sentence = Sentence(Span(0, len(text)), lang, "body", 0, tokenise(text))
    return Document(Article("a", text, published, lang=lang), (sentence,))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(PIECES, min_size=1, max_size=25),
    st.sampled_from(WORDS.codes),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_any_words_give_intervals(pieces: list[str], lang: str, published: date) -> None:
    text = " ".join(pieces)
    for when in find_dates(document(text, lang, published), WORDS):
        assert when.first <= when.last
        assert when.span is not None
        assert when.span.of(text).strip() == when.span.of(text)
        moved = shift_to_future(when, published)
        assert moved.first >= when.first


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80), st.sampled_from(WORDS.codes))
def test_any_text_is_survived(text: str, lang: str) -> None:
    find_dates(document(text, lang, date(2025, 10, 23)), WORDS)


def test_fast_enough() -> None:
    text = (
        "De toestellen vertrokken donderdag vanaf de basis en bleven volgens het ministerie "
        "in het internationale luchtruim, zo melden bronnen rond de regering. "
    ) * 18
    made = document(text, "nl", date(2025, 10, 23))
    find_dates(made, WORDS)
    start = time.process_time()
    for _ in range(5):
        find_dates(made, WORDS)
    # 400 words in well under 5 ms of processor time, with room for a slow machine
    assert (time.process_time() - start) / 5 < 0.02


@pytest.mark.parametrize("lang", WORDS.codes)
def test_same_input_same_output(lang: str) -> None:
    made = document("maandag Monday lunes lundi Montag 14 mei 2019", lang, date(2025, 10, 23))
    assert find_dates(made, WORDS) == find_dates(
        made, Lexicon({lang: WORDS.language(lang)}, WORDS.event_types)
    )
