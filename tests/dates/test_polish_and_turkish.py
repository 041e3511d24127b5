"""Dates as Polish and Turkish write them: cases, endings, "w nocy z … na …", "iki gün önce"."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.dates import find_dates
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span

PUBLISHED = date(2025, 10, 24)  # a Friday

POLISH = [
    ("W poniedziałek wybuchł pożar.", "2025-10-20", "2025-10-20"),
    ("Do ataku doszło we wtorek rano.", "2025-10-21", "2025-10-21"),
    ("W nocy ze środy na czwartek spadły rakiety.", "2025-10-23", "2025-10-23"),
    ("W nocy z 21 na 22 października ogień objął halę.", "2025-10-22", "2025-10-22"),
    ("Spotkali się wczoraj wieczorem.", "2025-10-23", "2025-10-23"),
    ("Przedwczoraj zamknięto granicę.", "2025-10-22", "2025-10-22"),
    ("Dziś rano rozbił się śmigłowiec.", "2025-10-24", "2025-10-24"),
    ("Jutro zaczyna się strajk.", "2025-10-25", "2025-10-25"),
    ("Stało się to 13 października.", "2025-10-13", "2025-10-13"),
    ("Układ podpisano 3 maja 2024 roku.", "2024-05-03", "2024-05-03"),
    ("Katastrofa z 10 kwietnia 2010 r. wstrząsnęła krajem.", "2010-04-10", "2010-04-10"),
    ("Zginął w poniedziałek 6 października.", "2025-10-06", "2025-10-06"),
    ("Do powodzi doszło w zeszłym tygodniu.", "2025-10-13", "2025-10-19"),
    ("W ubiegłym miesiącu spłonął las.", "2025-09-01", "2025-09-30"),
    ("W zeszłym roku było gorzej.", "2024-01-01", "2024-12-31"),
    ("W sierpniu zamknięto lotnisko.", "2025-08-01", "2025-08-31"),
    ("Dwa dni temu zestrzelono drona.", "2025-10-22", "2025-10-22"),
    ("Przed trzema dniami wybuchły walki.", "2025-10-21", "2025-10-21"),
    ("Trzy tygodnie temu zatonął prom.", "2025-10-03", "2025-10-03"),
    ("Za dwa dni odbędzie się szczyt.", "2025-10-26", "2025-10-26"),
    ("W przyszły wtorek spotkają się ministrowie.", "2025-10-28", "2025-10-28"),
    ("W przyszłym tygodniu zaczną się ćwiczenia.", "2025-10-27", "2025-11-02"),
    ("W ostatni piątek wykoleił się pociąg.", "2025-10-17", "2025-10-17"),
    ("We wtorek w zeszłym tygodniu zatrzymano trzech ludzi.", "2025-10-14", "2025-10-14"),
    ("Na początku października zalało wieś.", "2025-10-01", "2025-10-10"),
    ("Pod koniec sierpnia spadł samolot.", "2025-08-21", "2025-08-31"),
    ("W połowie września przeszła wichura.", "2025-09-11", "2025-09-20"),
    ("Od 13 do 19 października trwały manewry.", "2025-10-13", "2025-10-19"),
    ("W dniach 6-10 października trwał strajk.", "2025-10-06", "2025-10-10"),
    ("Latem 2024 roku płonęły lasy.", "2024-06-01", "2024-08-31"),
    ("W 2022 roku zamknięto most.", "2022-01-01", "2022-12-31"),
    ("Atak z 12.09.2025 potępiono.", "2025-09-12", "2025-09-12"),
]

TURKISH = [
    ("Şubatta iki tanker vuruldu.", "2025-02-01", "2025-02-28"),
    ("Geçen yıl temmuzda liman bombalandı.", "2024-07-01", "2024-07-31"),
    ("2023 ağustosunda yangın çıktı.", "2023-08-01", "2023-08-31"),
    ("Pazartesi günü yangın çıktı.", "2025-10-20", "2025-10-20"),
    ("Saldırı salı sabahı düzenlendi.", "2025-10-21", "2025-10-21"),
    ("Pazartesiyi salıya bağlayan gece roketler düştü.", "2025-10-21", "2025-10-21"),
    ("Liderler dün akşam görüştü.", "2025-10-23", "2025-10-23"),
    ("Sınır önceki gün kapatıldı.", "2025-10-22", "2025-10-22"),
    ("Bu sabah bir helikopter düştü.", "2025-10-24", "2025-10-24"),
    ("Grev yarın başlıyor.", "2025-10-25", "2025-10-25"),
    ("Kaza 13 Ekim'de meydana geldi.", "2025-10-13", "2025-10-13"),
    ("Anlaşma 3 Mayıs 2024'te imzalandı.", "2024-05-03", "2024-05-03"),
    ("Uçak 10 Nisan 2010 tarihinde düştü.", "2010-04-10", "2010-04-10"),
    ("6 Ekim Pazartesi günü öldü.", "2025-10-06", "2025-10-06"),
    ("Sel geçen hafta yaşandı.", "2025-10-13", "2025-10-19"),
    ("Geçen ay orman yandı.", "2025-09-01", "2025-09-30"),
    ("Geçen yıl daha kötüydü.", "2024-01-01", "2024-12-31"),
    ("Havalimanı ağustos ayında kapatıldı.", "2025-08-01", "2025-08-31"),
    ("İki gün önce bir İHA düşürüldü.", "2025-10-22", "2025-10-22"),
    ("Çatışmalar üç gün önce çıktı.", "2025-10-21", "2025-10-21"),
    ("Feribot üç hafta önce battı.", "2025-10-03", "2025-10-03"),
    ("Zirve iki gün sonra yapılacak.", "2025-10-26", "2025-10-26"),
    ("Bakanlar önümüzdeki salı günü bir araya gelecek.", "2025-10-28", "2025-10-28"),
    ("Tatbikat gelecek hafta başlayacak.", "2025-10-27", "2025-11-02"),
    ("Geçen cuma bir tren raydan çıktı.", "2025-10-17", "2025-10-17"),
    ("Geçen hafta salı günü üç kişi yakalandı.", "2025-10-14", "2025-10-14"),
    ("Geçtiğimiz cumartesi miting vardı.", "2025-10-18", "2025-10-18"),
    ("13-19 Ekim tarihleri arasında manevralar yapıldı.", "2025-10-13", "2025-10-19"),
    ("2022 yılında köprü kapatıldı.", "2022-01-01", "2022-12-31"),
    ("2023'te deprem oldu.", "2023-01-01", "2023-12-31"),
    ("Saldırı 12.09.2025 tarihinde oldu.", "2025-09-12", "2025-09-12"),
    ("Perşembe akşamı sokağa çıktılar.", "2025-10-23", "2025-10-23"),
    ("Çarşamba gecesi patlama oldu.", "2025-10-22", "2025-10-22"),
    ("Ekim 2023'te çatışma çıktı.", "2023-10-01", "2023-10-31"),
]


@pytest.fixture(scope="session")
def languages(words: Lexicon) -> Lexicon:
    """The languages of the project."""
    return words


def document(sentence: str, lang: str) -> Document:
    """An article of one sentence."""
    tokens = tokenise(sentence)
    body = Sentence(Span(0, len(sentence)), lang, "body", 0, tokens)
    return Document(Article("a", sentence, PUBLISHED, lang=lang), (body,))


def days(sentence: str, lang: str, languages: Lexicon) -> list[tuple[str, str]]:
    """The intervals found, as ISO days."""
    found = find_dates(document(sentence, lang), languages)
    return [(when.first.isoformat(), when.last.isoformat()) for when in found]


@pytest.mark.parametrize(("sentence", "first", "last"), POLISH)
def test_polish_dates(sentence: str, first: str, last: str, languages: Lexicon) -> None:
    assert days(sentence, "pl", languages) == [(first, last)]


@pytest.mark.parametrize(("sentence", "first", "last"), TURKISH)
def test_turkish_dates(sentence: str, first: str, last: str, languages: Lexicon) -> None:
    assert days(sentence, "tr", languages) == [(first, last)]
