"""Encodings: what was written comes out again, and what cannot be read is marked."""

from __future__ import annotations

import codecs
from datetime import date

import pytest

from pipeline.config import ReadSettings
from pipeline.errors import ItemFailed
from pipeline.model import Article
from pipeline.read import read_bytes
from pipeline.read.decode import decode

FRENCH = (
    "L'armée de l'air française a envoyé deux bombardiers près de Orléans mercredi. « Nous sommes "
    "prêts », a déclaré le général. Les élèves étaient là où l'été finit, à côté de la forêt."
)
GERMAN = (
    "Die Bundeswehr verlegt ab Donnerstag größere Verbände nach Süden. Für Übungen über der Ostsee "
    "müssen Flüge ausweichen, heißt es in München. „Das ist üblich“, sagte ein Sprecher später."
)
SPANISH = (
    "El ministro señaló que mañana viajará a España. «¿Qué pasó el miércoles?», preguntó un niño. "
    "La situación en la región seguía siendo difícil, según informó ayer la policía."
)
POLISH = (
    "Myśliwce wystartowały w środę z bazy w Łasku. Żołnierze ćwiczą nad Bałtykiem, a później "
    "samoloty wróciły. Rzecznik powiedział, że żadna granica nie została naruszona podczas lotów."
)
TURKISH = (
    "Savaş uçakları çarşamba günü İncirlik üssünden havalandı. Bakanlık, uçuşların planlı olduğunu "
    "açıkladı ve sınırın ihlal edilmediğini söyledi. Görüşmeler önümüzdeki hafta sürecek."
)
RUSSIAN = (
    "В среду истребители поднялись с аэродрома под Воронежем. Министерство обороны сообщило, что "
    "полёт проходил над нейтральными водами и никто не пострадал. Учения продлятся до пятницы."
)
UKRAINIAN = (
    "У середу винищувачі піднялися з аеродрому під Києвом. Міністерство оборони повідомило, що "
    "політ проходив над нейтральними водами і ніхто не постраждав. Її заява з'явилася згодом."
)
GREEK = (
    "Την Τετάρτη δύο μαχητικά απογειώθηκαν από τη βάση της Λάρισας. Το υπουργείο ανακοίνωσε ότι "
    "η πτήση έγινε πάνω από διεθνή ύδατα και κανείς δεν τραυματίστηκε στη διάρκεια της άσκησης."
)
ARABIC = (
    "أقلعت طائرتان مقاتلتان يوم الأربعاء من القاعدة الجوية. وقالت وزارة الدفاع إن الرحلة جرت فوق "
    "المياه الدولية ولم يصب أحد بأذى، وستستمر التدريبات حتى يوم الجمعة المقبل."
)
JAPANESE = (
    "水曜日、戦闘機二機が基地を離陸した。防衛省によると、飛行は公海の上空で行われ、けが人はいなかった。"
    "訓練は金曜日まで続く予定だと報道官は述べた。"
)
CHINESE = (
    "星期三，两架战斗机从基地起飞。国防部表示，飞行在公海上空进行，没有人受伤。"
    "发言人说，演习将持续到星期五，届时部队将返回驻地。"
)

CASES = [
    (FRENCH, "utf-8", ""),
    (FRENCH, "utf-8-sig", ""),
    (FRENCH, "utf-16", ""),
    (FRENCH, "utf-16-le", ""),
    (FRENCH, "utf-16-be", ""),
    (FRENCH, "utf-32", ""),
    (FRENCH.replace("œ", "oe"), "latin-1", ""),
    (FRENCH, "cp1252", ""),
    (GERMAN, "cp1252", ""),
    (SPANISH, "latin-1", ""),
    (SPANISH, "cp1252", "iso-8859-1"),
    (POLISH, "cp1250", ""),
    (POLISH, "iso8859-2", "iso-8859-2"),
    (TURKISH, "cp1254", "windows-1254"),
    (RUSSIAN, "cp1251", ""),
    (RUSSIAN, "koi8-r", ""),
    (RUSSIAN, "utf-16-le", ""),
    (UKRAINIAN, "cp1251", ""),
    (GREEK, "cp1253", ""),
    (ARABIC, "cp1256", ""),
    (JAPANESE, "shift_jis", ""),
    (JAPANESE, "euc_jp", ""),
    (JAPANESE, "iso2022_jp", "iso-2022-jp"),
    (CHINESE, "gb18030", ""),
    (CHINESE, "utf-16", ""),
]


@pytest.mark.parametrize(("text", "encoding", "declared"), CASES)
def test_text_comes_out_as_it_was_written(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared=declared).text == text


def test_a_wrong_declaration_does_not_spoil_utf8() -> None:
    assert decode(FRENCH.encode(), declared="iso-8859-1").text == FRENCH
    assert decode(FRENCH.encode(), declared="no-such-charset").text == FRENCH
    assert decode(FRENCH.encode(), declared="zip").text == FRENCH


def test_a_byte_order_mark_wins_over_the_declaration() -> None:
    data = codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le")
    assert decode(data, declared="utf-8").text == FRENCH


def test_broken_bytes_are_replaced_and_noted() -> None:
    data = f"date 2025-10-24 {FRENCH} {GREEK}".encode()
    for broken in (
        data.replace(b"envoy\xc3\xa9", b"envoy\xc3\xff"),
        codecs.BOM_UTF8 + data.replace(b"envoy\xc3\xa9", b"envoy\xff\xff"),
    ):
        (found,) = read_bytes(
            "a.txt", broken, settings=ReadSettings(), published=None, today=date(2026, 1, 1)
        )
        assert isinstance(found, Article)
        assert "\ufffd" in found.text
        assert "bombardiers" in found.text
        assert any("replaced" in note and "a.txt" in note for note in found.notes)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x00" * 500,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"SQLite format 3\x00" + b"abc" * 50,
        b"ab\x01\x02\x03" * 100,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ItemFailed) as refused:
        decode(data)
    assert refused.value.code in {"binary", "empty"}
