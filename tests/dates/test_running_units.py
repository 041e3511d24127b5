"""The week, month and year that run, and their parts: by when, not when something happened."""

from __future__ import annotations

import pytest

from pipeline.lexicon import Lexicon
from tests.dates.readings import days, read

YEAR_END = ("2026-08-31", "2026-12-31")  # the last third of its days
MONTH_END = ("2026-03-21", "2026-03-31")


@pytest.mark.parametrize(
    ("lang", "sentence", "interval"),
    [
        ("en", "The bridge should open by the end of the year.", YEAR_END),
        ("en", "Repairs take until end of month.", MONTH_END),
        ("nl", "Tegen het einde van het jaar moet de brug open.", YEAR_END),
        ("nl", "Tegen jaareinde moet de brug open.", YEAR_END),
        ("de", "Bis Ende des Jahres soll die Brücke stehen.", YEAR_END),
        ("de", "Zum Monatsende soll die Brücke stehen.", MONTH_END),
        ("fr", "D'ici la fin de l'année, le pont sera ouvert.", YEAR_END),
        ("fr", "Le pont sera ouvert en fin de mois.", MONTH_END),
        ("es", "El puente se abrirá a finales de año.", YEAR_END),
        ("es", "El puente se abrirá al final del mes.", MONTH_END),
        ("pt", "A ponte abrirá até ao final do ano.", YEAR_END),
        ("it", "Il ponte aprirà entro la fine dell'anno.", YEAR_END),
        ("it", "Il ponte aprirà entro fine mese.", MONTH_END),
        ("pl", "Most otworzą pod koniec roku.", YEAR_END),
        ("ru", "Мост откроют в конце года.", YEAR_END),
        ("uk", "Міст відкриють наприкінці року.", YEAR_END),
        ("tr", "Köprü yıl sonunda açılacak.", YEAR_END),
        ("ar", "سيفتح الجسر في نهاية العام.", YEAR_END),
        ("en", "She was player of the year.", ("2026-01-01", "2026-12-31")),
        ("nl", "Zij was speler van de maand.", ("2026-03-01", "2026-03-31")),
        ("en", "The talks are off for the week.", ("2026-03-02", "2026-03-08")),
        ("en", "The first half of the year was dry.", ("2026-01-01", "2026-07-02")),
        ("nl", "Het eerste kwartaal van het jaar was droog.", ("2026-01-01", "2026-03-31")),
        ("es", "La última semana del mes será seca.", ("2026-03-23", "2026-03-29")),
    ],
)
def test_what_reaches_beyond_publication_is_vague(
    words: Lexicon, lang: str, sentence: str, interval: tuple[str, str]
) -> None:
    (when,) = read(words, lang, sentence)
    assert days(when) == interval
    assert when.vague


@pytest.mark.parametrize(
    ("lang", "sentence", "interval"),
    [
        ("en", "The first two months of the year were dry.", ("2026-01-01", "2026-02-28")),
        ("de", "In den ersten zwei Monaten des Jahres brannte es.", ("2026-01-01", "2026-02-28")),
        ("ru", "За первые два месяца года было 20 пожаров.", ("2026-01-01", "2026-02-28")),
        ("de", "Am Wochenanfang brannte das Lager.", ("2026-03-02", "2026-03-03")),
        ("ru", "В начале недели склад сгорел.", ("2026-03-02", "2026-03-03")),
        ("tr", "Depo hafta başında yandı.", ("2026-03-02", "2026-03-03")),
        ("ar", "احترق المخزن مطلع الأسبوع.", ("2026-03-02", "2026-03-03")),
    ],
)
def test_what_is_over_dates_an_event(
    words: Lexicon, lang: str, sentence: str, interval: tuple[str, str]
) -> None:
    (when,) = read(words, lang, sentence)
    assert days(when) == interval
    assert not when.vague


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "At the end of the day it is about money."),
        ("en", "Silence was the order of the day."),
        ("nl", "Aan het eind van de dag gaat het om geld."),
        ("en", "It closed for the month following the raid."),
    ],
)
def test_figures_of_speech_and_what_goes_on_are_no_dates(
    words: Lexicon, lang: str, sentence: str
) -> None:
    assert not read(words, lang, sentence)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("es", "El fin de semana llovió."),
        ("pt", "No fim de semana choveu."),
        ("it", "Il fine settimana ha piovuto."),
        ("tr", "Hafta sonunda yağmur yağdı."),
        ("ar", "هطل المطر في نهاية الأسبوع."),
    ],
)
def test_the_weekend_is_no_end_of_the_week(words: Lexicon, lang: str, sentence: str) -> None:
    (when,) = read(words, lang, sentence)
    assert days(when) == ("2026-02-28", "2026-03-01")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "They arrive on the 14th of this month."),
        ("nl", "Ze komen de 14e van deze maand."),
        ("de", "Sie kommen am 14. dieses Monats."),
        ("fr", "Ils arrivent le 14 de ce mois."),
        ("es", "Llegan el 14 del presente mes."),
        ("pt", "Chegam no dia 14 deste mês."),
        ("it", "Arrivano il 14 di questo mese."),
        ("pl", "Przybędą 14 bieżącego miesiąca."),
        ("ru", "Они прибудут 14 числа этого месяца."),
        ("uk", "Вони прибудуть 14 числа цього місяця."),
        ("tr", "Bu ayın 14'ünde gelecekler."),
        ("ar", "يصلون في 14 من الشهر الجاري."),
    ],
)
def test_a_day_of_this_month_may_be_to_come(words: Lexicon, lang: str, sentence: str) -> None:
    (when,) = read(words, lang, sentence)
    assert days(when) == ("2026-03-14", "2026-03-14")
