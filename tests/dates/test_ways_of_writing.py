"""Dates in one piece with other words, years cut short or in words, two years that are no span."""

from __future__ import annotations

import pytest

from pipeline.lexicon import Lexicon
from tests.dates.readings import days, read


def found(words: Lexicon, lang: str, sentence: str) -> list[tuple[str, str]]:
    """The intervals of a sentence."""
    return [days(when) for when in read(words, lang, sentence)]


@pytest.mark.parametrize(
    ("lang", "sentence", "day"),
    [
        ("en", "The ship sank on Dec31, 2024.", "2024-12-31"),
        ("nl", "Op 3maart zonk het schip.", "2026-03-03"),
        ("fr", "Le navire a coulé le 3mars.", "2026-03-03"),
        ("en", "See scan_2025-11-02.pdf for the list.", "2025-11-02"),
        ("de", "Die Liste steht in bericht-2025-11-02-neu.pdf.", "2025-11-02"),
        ("es", "La lista está en informe-20251102.html.", "2025-11-02"),
        ("en", "Two people died on 2nd, police said.", "2026-03-02"),
        ("en", "It begins three days from Friday.", "2026-03-09"),
        ("nl", "Het begint drie dagen vanaf vrijdag.", "2026-03-09"),
        ("en", "It will open in a fortnight's time.", "2026-03-18"),
        ("fr", "La tempête a privé mardi 12 000 foyers de courant.", "2026-03-03"),
        ("fr", "L'armée a largué lundi 12 tonnes de vivres.", "2026-03-02"),
        ("fr", "La marche aura lieu mardi 31.", "2026-03-31"),
        ("en", "On Tuesday 14 drones flew over the base.", "2026-03-03"),
        ("nl", "Dinsdag 14 drones boven de basis gezien.", "2026-03-03"),
        ("es", "El martes 14 drones sobrevolaron la base.", "2026-03-03"),
        ("it", "Martedì 14 droni hanno sorvolato la base.", "2026-03-03"),
        ("en", "It opened on Saturday 14 in Leeds.", "2026-02-14"),
        ("en", "Shops were full on Black Friday 2024.", "2024-11-29"),
        ("it", "Negozi pieni per il Cyber Monday 2024.", "2024-12-02"),
    ],
)
def test_days(words: Lexicon, lang: str, sentence: str, day: str) -> None:
    assert found(words, lang, sentence) == [(day, day)]


@pytest.mark.parametrize(
    ("lang", "sentence", "first", "last"),
    [
        ("en", "He was born in April of 87.", "1987-04-01", "1987-04-30"),
        ("nl", "Hij werd geboren in april 87.", "1987-04-01", "1987-04-30"),
        ("es", "Nació en abril del 87.", "1987-04-01", "1987-04-30"),
        ("en", "They left in nineteen eighty-seven.", "1987-01-01", "1987-12-31"),
        ("en", "They left in two thousand and fifteen.", "2015-01-01", "2015-12-31"),
        ("en", "The figures are for 2025-11.", "2025-11-01", "2025-11-30"),
        ("en", "They met over Thanksgiving weekend.", "2025-11-27", "2025-11-30"),
        ("en", "They will be home within two weeks.", "2026-03-04", "2026-03-17"),
        ("nl", "Ze zullen binnen twee weken thuis zijn.", "2026-03-04", "2026-03-17"),
        ("en", "I will be away from 5/1-5/7, 2020.", "2020-05-01", "2020-05-07"),
        ("en", "It rained from January 27 to the 3rd.", "2026-01-27", "2026-02-03"),
        ("en", "It rained from the 27th to the 3rd of January.", "2025-12-27", "2026-01-03"),
    ],
)
def test_stretches(words: Lexicon, lang: str, sentence: str, first: str, last: str) -> None:
    assert found(words, lang, sentence)[0] == (first, last)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "He was seen on 14th Street."),
        ("en", "The 300 tanks and 2000 soldiers left."),
        ("en", "The fire raged in two thousand homes."),
        ("en", "He rebuilt it within two weeks."),
        ("en", "Quakes of magnitude 6.4 and 6.3 struck."),
        ("en", "Flight MAX8 and the F16 were new."),
    ],
)
def test_what_is_counted_or_named_is_no_date(words: Lexicon, lang: str, sentence: str) -> None:
    assert found(words, lang, sentence) == []


def test_the_dead_of_a_month_are_no_year(words: Lexicon) -> None:
    assert found(words, "en", "In January 68 people died.") == [("2026-01-01", "2026-01-31")]


def test_a_season_is_no_month(words: Lexicon) -> None:
    assert ("2008-09-01", "2008-09-30") not in found(words, "en", "The season 2008-09 was dry.")


@pytest.mark.parametrize(
    ("lang", "apart", "span"),
    [
        ("en", "In 2007 and 2009 it flooded.", "Between 2007 and 2009 it flooded."),
        ("nl", "In 2007 en 2009 stond het blank.", "Tussen 2007 en 2009 stond het blank."),
        ("de", "In 2007 und 2009 gab es Flut.", "Zwischen 2007 und 2009 gab es Flut."),
        ("fr", "En 2007 et 2009, il a neigé.", "Entre 2007 et 2009, il a neigé."),
        ("es", "En 2007 y 2009 nevó.", "Entre 2007 y 2009 nevó."),
        ("pt", "Em 2007 e 2009 nevou.", "Entre 2007 e 2009 nevou."),
        ("it", "Nel 2007 e 2009 ha nevicato.", "Tra il 2007 e il 2009 ha nevicato."),
    ],
)
def test_two_years_are_no_span(words: Lexicon, lang: str, apart: str, span: str) -> None:
    years = [("2007-01-01", "2007-12-31"), ("2009-01-01", "2009-12-31")]
    assert found(words, lang, apart) == years
    assert found(words, lang, span) == [("2007-01-01", "2009-12-31")]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "It rained on Sunday and on Monday."),
        ("nl", "Het regende zondag en maandag."),
        ("de", "Am Sonntag und Montag regnete es."),
        ("fr", "Il a plu dimanche et lundi."),
        ("es", "Llovió el domingo y el lunes."),
        ("pt", "Choveu no domingo e na segunda-feira."),
        ("it", "Ha piovuto domenica e lunedì."),
        ("pl", "W niedzielę i poniedziałek padało."),
        ("ru", "В воскресенье и понедельник шёл дождь."),
        ("uk", "У неділю та понеділок ішов дощ."),
        ("tr", "Pazar günü ve pazartesi günü yağmur yağdı."),
    ],
)
def test_two_days_in_a_row_are_a_stretch(words: Lexicon, lang: str, sentence: str) -> None:
    assert found(words, lang, sentence) == [("2026-03-01", "2026-03-02")]


def test_two_days_apart_are_two_dates(words: Lexicon) -> None:
    friday, monday = ("2026-02-27", "2026-02-27"), ("2026-03-02", "2026-03-02")
    assert found(words, "en", "It rained on Monday and Friday.") == [monday, friday]


@pytest.mark.parametrize(
    ("lang", "sentence", "day"),
    [
        ("de", "Am Montag brannte es, tags darauf auch.", "2026-03-03"),
        ("fr", "Samedi il est parti, le surlendemain il est revenu.", "2026-03-02"),
        ("it", "Lunedì è partito. Quella sera è tornato.", "2026-03-02"),
        ("pt", "Na segunda chegou. Nessa mesma tarde partiu.", "2026-03-02"),
        ("es", "El lunes llegó. Esa misma tarde se fue.", "2026-03-02"),
        ("pl", "W poniedziałek przyjechał. Tego wieczoru wyjechał.", "2026-03-02"),
        ("ru", "В субботу он уехал. Наутро вернулся.", "2026-03-01"),
        ("uk", "У суботу він поїхав. Наступного ранку повернувся.", "2026-03-01"),
    ],
)
def test_beside_what_was_told(words: Lexicon, lang: str, sentence: str, day: str) -> None:
    assert found(words, lang, sentence)[-1] == (day, day)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("pt", "Durante a semana uma bomba explodiu."),
        ("it", "Nella settimana una bomba è esplosa."),
    ],
)
def test_one_thing_in_a_week_is_no_first_week(words: Lexicon, lang: str, sentence: str) -> None:
    assert found(words, lang, sentence) == []
