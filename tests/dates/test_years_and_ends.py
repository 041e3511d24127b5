"""April last year, "until 2027" and adjectives of weekdays, in all languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.dates import find_dates
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span, When

WEDNESDAY = date(2026, 3, 4)


@pytest.fixture(scope="session")
def words() -> Lexicon:
    """The languages of the project."""
    return lexicon.load(Path(__file__).resolve().parents[2] / "data")


def read(words: Lexicon, lang: str, text: str) -> list[When]:
    """The dates of one sentence."""
    sentence = Sentence(Span(0, len(text)), lang, "body", 0, tokenise(text))
    made = Document(Article("a", text, WEDNESDAY, lang=lang), (sentence,))
    return list(find_dates(made, words))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In April last year the depot burned."),
        ("nl", "In april vorig jaar brandde het depot."),
        ("de", "Im April vergangenen Jahres brannte das Lager."),
        ("es", "En abril del año pasado ardió el depósito."),
        ("fr", "En avril de l'an dernier, le dépôt a brûlé."),
        ("pt", "Em abril do ano passado ardeu o depósito."),
        ("it", "Nell'aprile dell'anno scorso bruciò il deposito."),
        ("pl", "W kwietniu ubiegłego roku spłonął magazyn."),
        ("uk", "У квітні минулого року згорів склад."),
        ("ru", "В апреле прошлого года сгорел склад."),
        ("tr", "Geçen yıl nisan ayında depo yandı."),
        ("ar", "في أبريل من العام الماضي احترق المستودع."),
    ],
)
def test_a_month_of_last_year(words: Lexicon, lang: str, text: str) -> None:
    (when,) = read(words, lang, text)
    assert (when.first, when.last) == (date(2025, 4, 1), date(2025, 4, 30))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le pont reste fermé jusqu'à jeudi."),
        ("pl", "Most jest zamknięty do czwartku."),
        ("uk", "Міст закрито до четверга."),
        ("ru", "Мост закрыт до четверга."),
        ("tr", "Köprü perşembe gününe kadar kapalı."),
    ],
)
def test_until_a_weekday(words: Lexicon, lang: str, text: str) -> None:
    (when,) = read(words, lang, text)
    assert (when.last, when.until) == (date(2026, 3, 5), True)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mandate was extended until 2027."),
        ("de", "Das Mandat wurde bis 2027 verlängert."),
        ("es", "El mandato se prorrogó hasta 2027."),
        ("uk", "Мандат продовжено до 2027 року."),
    ],
)
def test_until_a_year(words: Lexicon, lang: str, text: str) -> None:
    (when,) = read(words, lang, text)
    assert (when.last, when.until) == (date(2027, 12, 31), True)


def test_a_weekday_opens_no_range_of_months(words: Lexicon) -> None:
    (when,) = read(words, "fr", "Le mandat a été prolongé lundi jusqu'au 15 septembre.")
    assert (when.first, when.last) == (date(2026, 3, 2), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("ru", "Субботний концерт собрал тысячи людей.", 28),
        ("uk", "Суботній концерт зібрав тисячі людей.", 28),
        ("pl", "Odwołał w poniedziałek sobotni koncert.", 28),
    ],
)
def test_a_weekday_as_an_adjective(words: Lexicon, lang: str, text: str, day: int) -> None:
    assert read(words, lang, text)[-1].first == date(2026, 2, day)
