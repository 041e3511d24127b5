"""What is planned, possible, cancelled or denied, clause by clause."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import config
from pipeline import lexicon as words
from pipeline.clauses import find_clauses
from pipeline.lexicon import tokenise
from pipeline.model import Article, Clause, Document, Sentence, Span
from pipeline.read import to_document

load = cache(words.load)


@pytest.fixture
def clauses(article, lexicon):
    def find(text: str, lang: str) -> tuple[Clause, ...]:
        return find_clauses(to_document(article(text, lang=lang), lexicon), lexicon)

    return find


@pytest.mark.parametrize(
    ("lang", "text", "modality"),
    [
        ("en", "The delegations will meet in Oslo on Tuesday.", "future"),
        ("en", "Dockers were to strike in Hull on Friday.", "future"),
        ("nl", "De vakbonden zijn van plan om in Gent te betogen.", "future"),
        ("es", "El sindicato anunció una marcha en Sevilla.", "future"),
        ("fr", "Les deux ministres se retrouveront à Lyon, un sommet est prévu.", "future"),
        ("de", "Der Gipfel soll am Montag in Bonn beginnen.", "future"),
        ("pt", "Os ministros vão reunir-se em Évora, a cimeira está prevista.", "future"),
        ("it", "I due ministri si riuniranno a Lecce, il vertice è previsto.", "future"),
        ("en", "Rebels might attack the town.", "hypothetical"),
        ("nl", "Het leger zou de stad kunnen aanvallen.", "hypothetical"),
        ("es", "Podrían atacar la ciudad.", "hypothetical"),
        ("fr", "L'armée pourrait frapper la ville.", "hypothetical"),
        ("de", "Die Armee könnte die Stadt angreifen.", "hypothetical"),
        ("pt", "O exército poderia atacar a cidade.", "hypothetical"),
        ("it", "L'esercito potrebbe colpire la città.", "hypothetical"),
        ("en", "Troops attacked the town on Sunday.", "asserted"),
        ("nl", "Het leger viel de stad zondag aan.", "asserted"),
        ("pt", "Manifestantes se reuniram neste verão perto do Irão.", "asserted"),
        ("it", "La città era in fiamme, la libertà no.", "asserted"),
    ],
)
def test_the_mood_of_a_clause(clauses, lang: str, text: str, modality: str) -> None:
    assert clauses(text, lang)[0].modality == modality


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The rally in Leeds was called off."),
        ("nl", "De betoging in Luik ging niet door."),
        ("es", "La marcha en Quito fue suspendida."),
        ("fr", "Le rassemblement à Nantes a été annulé."),
        ("de", "Die Kundgebung in Kiel wurde abgesagt."),
        ("pt", "A passeata em Olinda foi adiada."),
        ("it", "Il corteo di Padova è stato rinviato."),
    ],
)
def test_what_is_called_off_is_negative(clauses, lang: str, text: str) -> None:
    found = clauses(text, lang)[0]
    assert found.polarity == "negative"
    assert any(cue.startswith("cancelled") for cue in found.cues)


def test_a_possibility_in_one_clause_leaves_the_next_alone(clauses) -> None:
    found = clauses("Shells hit the port, but more could follow.", "en")
    assert [clause.modality for clause in found] == ["asserted", "hypothetical"]


def test_a_name_that_ends_like_a_future_verb_is_no_future(clauses) -> None:
    assert clauses("Los ministros hablaron ayer en Teherán.", "es")[0].modality == "asserted"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Шторм «Киаран» срывал в четверг крыши в Бресте."),
        ("ru", "Фрегат «Адмирал Эссен» вышел из Севастополя."),
        ("de", "Der Frachter „Elbe Star“ lief am Montag vor Kiel auf Grund."),
    ],
)
def test_the_quotation_marks_of_a_name_part_no_clause(clauses, lang: str, text: str) -> None:
    found = clauses(text, lang)
    assert len(found) == 1
    assert not found[0].quoted


def test_quoted_words_are_marked(clauses) -> None:
    text = "He said: “They attacked us.” Then he left."
    marked = [c.span.of(text) for c in clauses(text, "en") if c.quoted]
    assert any("attacked" in words for words in marked)
    assert not any("left" in words for words in marked)


@settings(deadline=None)  # the first example loads the words of its language
@given(st.text(alphabet="abc ,;:–«»\"'.", min_size=1, max_size=80).filter(str.strip))
def test_clauses_cover_every_token_once(text: str) -> None:
    tokens = tokenise(text)
    sentence = Sentence(Span(0, len(text)), "en", "body", 0, tokens)
    document = Document(Article("x", text, date(2025, 1, 1)), (sentence,))
    found = find_clauses(document, load(config.DATA))
    covered = [t for t in tokens for c in found if c.span.start <= t.start < c.span.end]
    assert covered == list(tokens)


def test_a_verb_that_ends_a_clause_plans_nothing_behind_it(clauses):
    text = "Ein Airbus aus Doha, der in Frankfurt landen sollte, wich nach Luxemburg aus."
    found = [clause.modality for clause in clauses(text, "de")]
    assert found == ["asserted", "future", "asserted"]


def test_a_finite_verb_before_a_comma_ends_its_clause(clauses):
    text = "Gebze'de işçiler iş bıraktı, İzmir'de yürüyüş cuma günü yapılacak."
    assert [clause.modality for clause in clauses(text, "tr")] == ["asserted", "future"]
