"""Dates as the Arabic press writes them, in months of three traditions and figures of two."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.dates import find_dates
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span, When

THURSDAY = date(2025, 10, 23)


def read(words: Lexicon, text: str) -> list[When]:
    """The dates of a sentence published on a Thursday."""
    sentence = Sentence(Span(0, len(text)), "ar", "body", 0, tokenise(text))
    document = Document(Article("a", text, THURSDAY, lang="ar"), (sentence,))
    return list(find_dates(document, words))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("وقع الهجوم يوم الثلاثاء.", "2025-10-21", None, "day"),
        ("قصف الميناء في يوليو من العام الماضي.", "2024-07-01", "2024-07-31", "month"),
        ("وقع الاتفاق في 12 مايو من العام الجاري.", "2025-05-12", None, "day"),
        ("غادرت السفينة الجمعة.", "2025-10-17", None, "day"),
        ("اندلع الحريق مساء الأربعاء.", "2025-10-22", None, "time"),
        ("وقع الانفجار فجر الخميس.", "2025-10-23", None, "time"),
        ("وصل الوفد أمس.", "2025-10-22", None, "day"),
        ("وصل الوفد أمس الأربعاء.", "2025-10-22", None, "day"),
        ("انسحبوا أول أمس.", "2025-10-21", None, "day"),
        ("تستأنف المحادثات غدا.", "2025-10-24", None, "day"),
        ("يجتمع الوزراء بعد غد.", "2025-10-25", None, "day"),
        ("وقعت الغارة صباح اليوم الخميس.", "2025-10-23", None, "time"),
        ("تظاهروا الجمعة الماضية.", "2025-10-17", None, "day"),
        ("تظاهروا يوم السبت الماضي.", "2025-10-18", None, "day"),
        ("تعقد القمة الاثنين المقبل.", "2025-10-27", None, "day"),
        ("تعقد القمة يوم الأحد القادم.", "2025-10-26", None, "day"),
        ("وصلت قاذفتان الأسبوع الماضي.", "2025-10-13", "2025-10-19", "week"),
        ("تبدأ المناورات الأسبوع المقبل.", "2025-10-27", "2025-11-02", "week"),
        ("هبطت الطائرة الشهر الماضي.", "2025-09-01", "2025-09-30", "month"),
        ("قبل ثلاثة أيام سقطت قذيفة.", "2025-10-20", None, "day"),
        ("قبل يومين سقطت قذيفة.", "2025-10-21", None, "day"),
        ("منذ أسبوعين توقف القصف.", "2025-10-06", "2025-10-12", "week"),
        ("وقعت المعركة في 14 أكتوبر.", "2025-10-14", None, "day"),
        ("وقعت المعركة في 14 تشرين الأول.", "2025-10-14", None, "day"),
        ("وقعت المعركة في 14 أكتوبر/تشرين الأول الجاري.", "2025-10-14", None, "day"),
        ("وقعت المعركة في ١٤ أكتوبر ٢٠٢٣.", "2023-10-14", None, "day"),
        ("في الخامس من سبتمبر انهار جسر.", "2025-09-05", None, "day"),
        ("في أكتوبر 2023 اندلعت الحرب.", "2023-10-01", "2023-10-31", "month"),
        ("في أغسطس الماضي فاض النهر.", "2025-08-01", "2025-08-31", "month"),
        ("في عام 2021 وقع الاتفاق.", "2021-01-01", "2021-12-31", "year"),
        ("يوم الأحد 19 أكتوبر تحطمت مروحية.", "2025-10-19", None, "day"),
        ("في أواخر سبتمبر انهار جسر.", "2025-09-21", "2025-09-30", "week"),
        ("في منتصف أكتوبر عادت الطائرات.", "2025-10-11", "2025-10-20", "week"),
        ("ليلة الاثنين الثلاثاء اندلع حريق.", "2025-10-21", None, "time"),
        ("خلال الليلة الماضية سمع دوي انفجارات.", "2025-10-22", None, "time"),
        ("نشر في 23/10/2025.", "2025-10-23", None, "day"),
        ("من 10 إلى 12 أكتوبر استمرت المناورات.", "2025-10-10", "2025-10-12", "day"),
        ("في خريف 2023 بدأ الحصار.", "2023-09-01", "2023-11-30", "month"),
        ("قبل خمسة وعشرين يوما سقطت قذيفة.", "2025-09-28", None, "day"),
        ("قبل أحد عشر يوما سقطت قذيفة.", "2025-10-12", None, "day"),
    ],
)
def test_dates(words: Lexicon, text: str, first: str, last: str | None, precision: str) -> None:
    (when,) = read(words, text)
    assert (when.first.isoformat(), when.last.isoformat()) == (first, last or first)
    assert when.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "قال أب لطفلين إن الباب كان مغلقا.",  # father, door: not August
        "مارس الضغط على الحكومة.",  # exerted, not March
        "أدى المصلون صلاة الجمعة.",
    ],
)
def test_words_that_are_no_dates(words: Lexicon, text: str) -> None:
    assert read(words, text) == []
