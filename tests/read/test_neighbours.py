"""Polish and Turkish are told from the languages beside them."""

from __future__ import annotations

import pytest

from pipeline.lexicon import Lexicon
from pipeline.read.language import article_language

POLISH = (
    "Strażacy przez całą noc gasili pożar hali na obrzeżach miasta. Nikt nie ucierpiał, ale "
    "ewakuowano mieszkańców pobliskich domów, którzy rano mogli wrócić do siebie. Przyczyny "
    "ognia bada policja, a wyniki mają być znane w przyszłym tygodniu."
)
CZECH = (
    "Hasiči celou noc hasili požár skladové haly na okraji města. Nikdo nebyl zraněn, ale bylo "
    "evakuováno několik desítek obyvatel okolních domů, kteří se ráno mohli vrátit domů. "
    "Příčinu požáru vyšetřuje policie a výsledky mají být známy příští týden."
)
TURKISH = (
    "İtfaiye ekipleri şehrin dışındaki depoda çıkan yangını gece boyunca söndürmeye çalıştı. "
    "Yaralanan olmadı ancak çevredeki evlerde oturan onlarca kişi tahliye edildi ve sabah "
    "evlerine döndü. Polis yangının nedenini araştırıyor."
)
AZERBAIJANI = (
    "Yanğınsöndürənlər şəhərin kənarındakı anbarda baş verən yanğını bütün gecə söndürməyə "
    "çalışıblar. Xəsarət alan yoxdur, lakin ətraf evlərin sakinləri təxliyə edilib və səhər "
    "evlərinə qayıdıblar. Polis yanğının səbəbini araşdırır."
)


@pytest.mark.parametrize(("text", "code"), [(POLISH, "pl"), (TURKISH, "tr")])
def test_the_language_is_told(text: str, code: str, words: Lexicon) -> None:
    assert article_language(text, None, words.codes).code == code


@pytest.mark.parametrize(("text", "code"), [(CZECH, "pl"), (AZERBAIJANI, "tr")])
def test_a_neighbour_is_not_taken_for_it(text: str, code: str, words: Lexicon) -> None:
    assert article_language(text, None, words.codes).code != code
