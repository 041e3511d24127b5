"""Names of places in a script without capitals, and words that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, read_places


def kept(text: str, kit: Kit) -> list[tuple[str, str]]:
    """The names taken for places, as written and as the gazetteer has them."""
    reading = read_places(Article("a", text, date(2025, 10, 24), lang="ar"), kit)
    return [
        (mention.text, mention.candidates[0].name)
        for mention in reading.mentions
        if not mention.refused and mention.use == "literal"
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وقع انفجار ببغداد والموصل أمس.", [("بغداد", "Baghdad"), ("الموصل", "Mosul")]),
        ("خلاف بين إيطاليا وباكستان في روما.", [("روما", "Rome")]),
        ("زار الوفد مدينة بارا ووصل لبغداد.", [("بغداد", "Baghdad")]),
        ("وصل الوفد إلى دِمَشق.", [("دِمَشق", "Damascus")]),
        ("سقطت قذيفة في غزه.", [("غزه", "Gaza Strip")]),
        ("تظاهر المئات في مدينة الأبيض.", [("الأبيض", "El Obeid")]),
        ("رست السفينة في ميناء جدة.", [("جدة", "Jeddah")]),
        ("أقلعت الطائرة من قاعدة العديد الجوية.", [("قاعدة العديد الجوية", "Al Udeid Air Base")]),
        ("اندلع حريق في سيول.", [("سيول", "Seoul")]),
    ],
)
def test_names_are_found(text: str, names: list[tuple[str, str]], kit: Kit) -> None:
    assert kept(text, kit) == names


@pytest.mark.parametrize(
    "text",
    [
        "كان الاجتماع طويلا ولم يحضره أحد من الأعضاء.",  # Caen
        "جرفت سيول المنازل.",  # floods, not Seoul
        "قال محمد البصري إن الأمر صعب.",
        "صرح الرئيس جاك شيراك للصحفيين.",
        "وصل أنور السادات متأخرا.",
        "أعلن وزير الخارجية توم سميث استقالته.",
        "فتح الباب لأول مرة منذ عام.",
        "أحب الشعر الأبيض والورد.",
        "نشرت صحيفة نيويورك تايمز الخبر.",
        "يدرس في جامعة القاهرة.",
        "هذا العمل جيد والخبر صحيح.",
    ],
)
def test_words_and_people_are_no_places(text: str, kit: Kit) -> None:
    assert kept(text, kit) == []


def test_a_capital_that_acts_is_no_place(kit: Kit) -> None:
    text = "أعلنت موسكو أن كييف رفضت الهدنة، وقالت حكومة بغداد إنها تراقب."
    assert all(name != "Moscow" and name != "Baghdad" for _, name in kept(text, kit))
