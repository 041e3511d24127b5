"""Sentences, passages, posts and languages: whole, in order, and in the right tongue."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import ReadSettings
from pipeline.lexicon import Lexicon
from pipeline.model import Article, Document, Span
from pipeline.read import paste, read, to_document
from pipeline.read.sentences import MAX_CHARS, split

CUTS = {
    "nl": [
        "De B-52’s vlogen om 21.40 uur. | Dhr. De Vries zag 3.000 mensen. | Dat was dr. A. Bakker.",
        "“Een laf besluit!” riep hij. | ’s Middags landde het toestel. | 't Is klaar.",
        "DEN HAAG (ANP) – De regering zwijgt. | Rusland o.a. niet. | ‘Wij weten niets.’ | Stilte.",
        "Het ging om drugs afkomstig uit Colombia.|Met de vluchten groeit de druk.",
    ],
    "en": [
        "The U.S. Air Force sent two B-1s. | They left the U.S. | The crew, led by Lt. Col. J. R. "
        "Smith, landed at 5 p.m. on Oct. 24.",
        "He said no. | Route No. 5 is closed. | It cost $3.5 million... maybe more. | “Stop.” | "
        "She left.",
        "NORFOLK, Va. — The ship left. | A man was hurt (he is 35. Nobody knows.) there. | "
        '(It rained.) | "It is late," he said.',
        "ORLANDO, Fla. A man was hurt. | It was late.",
        "Is it true? | Yes! | Donald J. Trump denied it. | Mr. Trump, the St. James Church, Inc. "
        "and Gen. Brown agreed.",
    ],
    "es": [
        "La Armada de EE. UU. abordó un atunero. | El Sr. Pérez viajó a EE.UU. | ¿Qué pasó? | "
        "«No salió ni una gota.» | Unas 3.000 personas marcharon.",
        "¡Alto! | —No lo sé —dijo. | —Ni yo.",
    ],
    "fr": [
        "M. Macron a dit : « Nous partons. » | Il a ajouté que non. | Le vol AF 12 part à 14 h 30.",
        "L'avion… revient. | Où est-il ? | Nul ne sait.",
    ],
    "de": [
        "Am 22. September flog die 3. Staffel nach Rostock. | Papst Benedikt XVI. reiste ab. | Es "
        "war 2024. | Die Polizei kam.",
        "„Lauter war es nicht“, sagt Oberst a. D. Georg London. | »Was nun?« | Dr. Weber schweigt.",
    ],
}


def cut(text: str, lang: str, words: Lexicon) -> list[str]:
    spans = split(text, Span(0, len(text)), words.language(lang))
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(("lang", "marked"), [(la, text) for la in CUTS for text in CUTS[la]])
def test_sentences_end_where_a_reader_ends_them(lang: str, marked: str, words: Lexicon) -> None:
    glued = marked.replace(" | ", "\0 ").replace("|", "\0")
    expected = [part.strip() for part in glued.split("\0")]
    assert cut(glued.replace("\0", ""), lang, words) == expected


@pytest.mark.parametrize(
    "text",
    [
        "В среду самолёты взлетели. Никто не пострадал.",
        "يوم الأربعاء أقلعت الطائرات؟ لم يصب أحد.",
        "飛行機が離陸した。けが人はいなかった。",
        "Samoloty wystartowały. Żołnierze ćwiczą.",
    ],
)
def test_languages_without_a_file_are_cut_too(text: str, words: Lexicon) -> None:
    assert len(cut(text, "xx", words)) == 2


def check_whole(document: Document) -> None:
    """Each code point that is no blank is in exactly one sentence and one token."""
    text, end = document.article.text, 0
    for sentence in document.sentences:
        span = sentence.span
        assert span.start >= end
        assert not text[end : span.start].strip()
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        assert span.end - span.start <= MAX_CHARS
        assert [text[t.start : t.end] for t in sentence.tokens] == [t.text for t in sentence.tokens]
        held = sum(t.end - t.start for t in sentence.tokens)
        assert held == sum(not char.isspace() for char in span.of(text))
        end = span.end
    assert not text[end:].strip()


PIECES = st.sampled_from(
    [
        " ",
        "\n",
        "\n\n",
        ". ",
        ".",
        "!",
        "…",
        "»",
        "« ",
        "“",
        "” ",
        "(",
        ")",
        "A",
        "b",
        "Dr",
        "U.S.",
        "22",
        "— ",
        "- ",
        "(@a_b)",
        " October 3, 2025",
        " pic.twitter.com/aB1",
        "https://t.co/x",
        "É",
        "م",
        "水。",
        "🚀",
        "De vliegtuigen vertrokken",
        "The bombers left the base",
        "\u00a0",
        "'s ",
    ]
)


@settings(max_examples=200, deadline=None)
@given(text=st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_nothing_is_lost_and_nothing_is_told_twice(text: str, words: Lexicon) -> None:
    check_whole(to_document(Article(id="x", text=text, published=date(2025, 1, 1)), words))


def document(text: str, words: Lexicon, *, lang: str | None = None) -> Document:
    return to_document(paste(text, published=date(2025, 10, 24), lang=lang), words)


DUTCH = (
    "Het Amerikaanse leger zette donderdag twee bommenwerpers in boven de Caraïbische Zee. De "
    "toestellen vertrokken vanaf een basis in Texas en bleven in het internationale luchtruim."
)
ENGLISH = (
    "Two bombers have appeared on flight radar over the southern Caribbean, roughly fifty miles "
    "off the coast. They appear to be rehearsing."
)


@pytest.mark.parametrize(
    "signed",
    [
        " pic.twitter.com/Uh0zU5y7bM— OSINTdefender (@sentdefender) October 23, 2025",
        " https://t.co/aB12\n— Sky Watch (@sky.watch)",
        "\n\n— Sky Watch (@skywatch) 23. Oktober 2025",
        " – Sky Watch (t.me/skywatch) 2025-10-23",
        "\n\nSky Watch (@skywatch) · 23 de octubre de 2025",
    ],
)
def test_an_embedded_post_is_its_authors(signed: str, words: Lexicon) -> None:
    found = document(f"{DUTCH}\n\n{ENGLISH}{signed}\n\n{DUTCH}", words)
    kinds = {(s.kind, s.lang, s.author) for s in found.sentences}
    (post,) = [kind for kind in kinds if kind[0] == "post"]
    assert post[1] == "en"
    assert post[2] is not None
    assert "(@" in post[2] or "(t.me/" in post[2]
    assert kinds - {post} == {("body", "nl", None)}
    first = next(s for s in found.sentences if s.kind == "post")
    assert first.span.of(found.article.text).startswith("Two bombers")


def test_text_behind_a_post_is_the_articles_own(words: Lexicon) -> None:
    post = f"{ENGLISH} — Sky (@sky) October 23, 2025"
    found = document(f"{post} {DUTCH}", words)
    assert [s.kind for s in found.sentences] == ["post", "post", "body", "body"]


def test_a_handle_alone_makes_no_post(words: Lexicon) -> None:
    found = document("The reporter - Jan Smit (@jansmit) - was there. He saw it.", words)
    assert {s.kind for s in found.sentences} == {"body"}


def test_headings_and_paragraphs_stand_alone(words: Lexicon) -> None:
    found = document(f"{DUTCH}\n\nDruk op Venezuela\n\n{DUTCH}\nNog een regel.", words)
    heading = found.sentences[2]
    assert heading.span.of(found.article.text) == "Druk op Venezuela"
    assert [s.paragraph for s in found.sentences] == [0, 0, 1, 2, 2, 3]


def test_lines_cut_by_width_are_one_paragraph(words: Lexicon) -> None:
    wrapped = (
        "The minister said on Thursday that the move\nwould help the region and that two ships of\n"
        "the Navy had left the port of Rota in\nSpain. The trip lasts\nthree weeks.\nNone was hurt."
    )
    found = document(wrapped, words)
    assert len(found.sentences) == 3
    assert "\nSpain." in found.sentences[0].span.of(wrapped)


def test_a_passage_in_another_language_is_told(words: Lexicon) -> None:
    found = document(f"{DUTCH}\n\n{ENGLISH}\n\nShow of force\n\n{DUTCH}", words)
    assert [s.lang for s in found.sentences] == ["nl", "nl", "en", "en", "nl", "nl", "nl"]


@pytest.mark.parametrize(
    ("declared", "text", "lang"),
    [
        ("nl", "Show of force", "nl"),
        ("nl", DUTCH, "nl"),
        ("en", DUTCH * 2, "nl"),
        (None, DUTCH, "nl"),
        (
            "pt",
            "O avião pousou na quinta-feira. A tripulação não ficou ferida, disse a polícia.",
            "pt",
        ),
        (
            None,
            "W środę myśliwce wystartowały z bazy w Łasku. Żołnierze ćwiczą nad Bałtykiem, a "
            "później samoloty wróciły do bazy. Rzecznik powiedział, że żadna granica nie została "
            "naruszona podczas lotów, a ćwiczenia potrwają do piątku.",
            "pl",
        ),
        (None, "12 34", None),
    ],
)
def test_the_language_of_an_article(
    declared: str | None, text: str, lang: str | None, words: Lexicon
) -> None:
    found = {s.lang for s in document(text, words, lang=declared).sentences}
    assert len(found) == 1
    assert lang in {None, *found}


def test_the_first_real_article(shared: Path, words: Lexicon) -> None:
    (found,) = read(
        [shared / "seeds" / "2025-10-24-nl.txt"],
        settings=ReadSettings(),
        published=None,
        today=date(2026, 11, 23),
    )
    assert isinstance(found, Article)
    assert found.published == date(2025, 10, 24)
    assert found.text.startswith("De Amerikaanse president Trump")
    cut_up = to_document(found, words)
    check_whole(cut_up)
    posts = [s for s in cut_up.sentences if s.kind == "post"]
    assert {(s.lang, s.author) for s in posts} == {("en", "OSINTdefender (@sentdefender)")}
    assert len(cut_up.sentences) == 16
    assert {s.lang for s in cut_up.sentences if s.kind == "body"} == {"nl"}


def test_an_article_is_cut_quickly(words: Lexicon) -> None:
    article = paste("\n\n".join([DUTCH] * 15), published=date(2025, 1, 1))  # 400 words
    to_document(article, words)
    best = min(_seconds(article, words) for _ in range(20))
    assert best < 0.006  # 1.5 ms alone on two cores; four times that beside other work


def _seconds(article: Article, words: Lexicon) -> float:
    began = time.perf_counter()
    to_document(article, words)
    return time.perf_counter() - began


@pytest.mark.parametrize("noise", ["word ", "a", ". ", "(@a) October 1, 2025 ", "\n\n.", "“« ("])
def test_the_longest_text_is_cut_in_time(noise: str, words: Lexicon) -> None:
    text = (noise * 400_000)[:400_000]
    began = time.process_time()  # a busy machine is no fault of the text
    check_whole(to_document(Article(id="x", text=text, published=date(2025, 1, 1)), words))
    assert time.process_time() - began < 8
