"""Date phrases in Russian and Ukrainian, in the cases that the press uses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.dates import find_dates
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span, When

THURSDAY = date(2025, 10, 23)  # publication

RUSSIAN = [
    ("Судно вышло из порта в понедельник.", "2025-10-20", None, "day"),
    ("В четверг начались манёвры.", "2025-10-23", None, "day"),
    ("Во вторник утром прогремел взрыв.", "2025-10-21", None, "time"),
    ("В ночь на среду сбили пять дронов.", "2025-10-22", None, "time"),
    ("В ночь на 21 октября загорелся склад.", "2025-10-21", None, "time"),
    ("В ночь с 20 на 21 октября загорелся склад.", "2025-10-21", None, "time"),
    ("Вчера состоялись переговоры.", "2025-10-22", None, "day"),
    ("Позавчера всё было тихо.", "2025-10-21", None, "day"),
    ("Накануне объявили тревогу.", "2025-10-22", None, "day"),
    ("Сегодня утром аэропорт открыли.", "2025-10-23", None, "time"),
    ("Завтра делегация вылетит домой.", "2025-10-24", None, "day"),
    ("Послезавтра суд огласит решение.", "2025-10-25", None, "day"),
    ("Крушение произошло 14 октября.", "2025-10-14", None, "day"),
    ("Крушение произошло 14 октября 2024 года.", "2024-10-14", None, "day"),
    ("Встреча прошла 3 мая 2023 г. в столице.", "2023-05-03", None, "day"),
    ("Указ подписан 23.09.2025.", "2025-09-23", None, "day"),
    ("В августе выпало много дождей.", "2025-08-01", "2025-08-31", "month"),
    ("В начале октября вода спала.", "2025-10-01", "2025-10-10", "week"),
    ("В середине сентября шли дожди.", "2025-09-11", "2025-09-20", "week"),
    ("В конце июля уровень упал.", "2025-07-21", "2025-07-31", "week"),
    ("В прошлую пятницу он уехал.", "2025-10-17", None, "day"),
    ("В следующий вторник пройдёт суд.", "2025-10-28", None, "day"),
    ("На прошлой неделе шли бои.", "2025-10-13", "2025-10-19", "week"),
    ("На следующей неделе приедет министр.", "2025-10-27", "2025-11-02", "week"),
    ("В прошлом месяце закрыли завод.", "2025-09-01", "2025-09-30", "month"),
    ("В прошлом году было тише.", "2024-01-01", "2024-12-31", "year"),
    ("Три дня назад затонул паром.", "2025-10-20", None, "day"),
    ("Неделю назад обстрелы прекратились.", "2025-10-16", None, "week"),
    ("Через два дня начнутся учения.", "2025-10-25", None, "day"),
    ("С 10 по 15 октября шли учения.", "2025-10-10", "2025-10-15", "week"),
    ("Летом 2024 года была засуха.", "2024-06-01", "2024-08-31", "month"),
    ("Двадцать первого октября выпал снег.", "2025-10-21", None, "day"),
    ("В феврале 2022 года город эвакуировали.", "2022-02-01", "2022-02-28", "month"),
]

UKRAINIAN = [
    ("Судно вийшло з порту в понеділок.", "2025-10-20", None, "day"),
    ("У четвер почалися маневри.", "2025-10-23", None, "day"),
    ("У п'ятницю відкрили міст.", "2025-10-17", None, "day"),
    ("У п’ятницю відкрили міст.", "2025-10-17", None, "day"),
    ("У вівторок вранці пролунав вибух.", "2025-10-21", None, "time"),
    ("У ніч на середу збили п'ять дронів.", "2025-10-22", None, "time"),
    ("У ніч на 21 жовтня загорівся склад.", "2025-10-21", None, "time"),
    ("У ніч з 20 на 21 жовтня загорівся склад.", "2025-10-21", None, "time"),
    ("Учора відбулися переговори.", "2025-10-22", None, "day"),
    ("Позавчора все було тихо.", "2025-10-21", None, "day"),
    ("Напередодні оголосили тривогу.", "2025-10-22", None, "day"),
    ("Сьогодні вранці аеропорт відкрили.", "2025-10-23", None, "time"),
    ("Завтра делегація вилетить додому.", "2025-10-24", None, "day"),
    ("Післязавтра суд оголосить рішення.", "2025-10-25", None, "day"),
    ("Аварія сталася 14 жовтня.", "2025-10-14", None, "day"),
    ("Аварія сталася 14 жовтня 2024 року.", "2024-10-14", None, "day"),
    ("Указ підписано 23.09.2025.", "2025-09-23", None, "day"),
    ("У серпні випало багато дощів.", "2025-08-01", "2025-08-31", "month"),
    ("На початку жовтня вода спала.", "2025-10-01", "2025-10-10", "week"),
    ("У середині вересня йшли дощі.", "2025-09-11", "2025-09-20", "week"),
    ("Наприкінці липня рівень упав.", "2025-07-21", "2025-07-31", "week"),
    ("Минулої п'ятниці він поїхав.", "2025-10-17", None, "day"),
    ("Наступного вівторка відбудеться суд.", "2025-10-28", None, "day"),
    ("Минулого тижня точилися бої.", "2025-10-13", "2025-10-19", "week"),
    ("Наступного тижня приїде міністр.", "2025-10-27", "2025-11-02", "week"),
    ("Минулого місяця закрили завод.", "2025-09-01", "2025-09-30", "month"),
    ("Торік було тихіше.", "2024-01-01", "2024-12-31", "year"),
    ("Три дні тому затонув пором.", "2025-10-20", None, "day"),
    ("Тиждень тому обстріли припинилися.", "2025-10-16", None, "week"),
    ("За два дні почнуться навчання.", "2025-10-25", None, "day"),
    ("З 10 по 15 жовтня тривали навчання.", "2025-10-10", "2025-10-15", "week"),
    ("Влітку 2024 року була посуха.", "2024-06-01", "2024-08-31", "month"),
    ("У лютому 2022 року місто евакуювали.", "2022-02-01", "2022-02-28", "month"),
]


@pytest.fixture(scope="session")
def words() -> Lexicon:
    """The languages of the project."""
    return lexicon.load(Path(__file__).resolve().parents[2] / "data")


def read(words: Lexicon, lang: str, sentence: str) -> tuple[When, ...]:
    """The dates found in one sentence."""
    made = Sentence(Span(0, len(sentence)), lang, "body", 0, tokenise(sentence))
    return find_dates(Document(Article("a", sentence, THURSDAY, lang=lang), (made,)), words)


def check(when: When, first: str, last: str | None, precision: str) -> None:
    """The interval and its precision."""
    assert (when.first.isoformat(), when.last.isoformat()) == (first, last or first)
    assert when.precision == precision


@pytest.mark.parametrize(("sentence", "first", "last", "precision"), RUSSIAN)
def test_russian_phrase_is_read(
    words: Lexicon, sentence: str, first: str, last: str | None, precision: str
) -> None:
    (when,) = read(words, "ru", sentence)
    check(when, first, last, precision)


@pytest.mark.parametrize(("sentence", "first", "last", "precision"), UKRAINIAN)
def test_ukrainian_phrase_is_read(
    words: Lexicon, sentence: str, first: str, last: str | None, precision: str
) -> None:
    (when,) = read(words, "uk", sentence)
    check(when, first, last, precision)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("ru", "Окружающая среда страдает от выбросов."),
        ("ru", "Завод выпускает 20 тонн стали."),
        ("ru", "Она ждёт дня рождения."),
        ("uk", "Осінній лист упав на стіл."),
        ("uk", "Вона чекає дня народження."),
        ("ru", "Мастер работал день и ночь напролёт."),
    ],
)
def test_words_that_only_look_like_dates_give_none(
    words: Lexicon, lang: str, sentence: str
) -> None:
    assert read(words, lang, sentence) == ()
