"""Who suffers in the passive, who is taken up from the sentence before, whose service acts."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article
from pipeline.run import Kit, extract


def told(kit: Kit, lang: str, text: str, mode: str) -> list[set[str]]:
    """Names of those who act and of those it is done to, in the events of a mode."""
    article = Article("suffering", text, date(2026, 3, 4), lang=lang)
    events = [event for event in extract(article, kit).events if event.mode == mode]
    assert events
    actors = [a for event in events for a in event.actors]
    return [
        {a.name for a in actors if a.role != "recipient"},
        {a.name for a in actors if a.role == "recipient"},
    ]


@pytest.mark.parametrize(
    ("lang", "text", "mode", "victim"),
    [
        ("en", "Two policemen were shot dead in Garissa on Sunday.", "shooting", "police"),
        ("de", "Zwei Polizisten wurden am Sonntag in Garissa erschossen.", "shooting", "police"),
        ("es", "Tres policías fueron asesinados a tiros el domingo en Manta.",
         "shooting", "police"),
        ("it", "Due carabinieri sono stati uccisi a colpi di pistola domenica a Nuoro.",
         "shooting", "Carabinieri"),
        ("nl", "Twee agenten zijn zondag in Garissa doodgeschoten.", "shooting", "police"),
        ("pl", "Trzech policjantów zastrzelono w niedzielę w Garissie.", "shooting", "police"),
        ("pt", "Três polícias foram mortos a tiro no domingo em Palma.", "shooting", "police"),
        ("tr", "Üç polis pazar günü Garissa'da silahlı saldırıda öldürüldü.", "shooting", "police"),
        ("ru", "Трёх полицейских застрелили в воскресенье в Назрани.", "shooting", "police"),
        ("fr", "Un dépôt du Hezbollah a été bombardé dimanche près de Tyr.", "airstrike",
         "Hezbollah"),
        ("en", "Seven fishermen were rescued off Donegal on Sunday.", "rescue", "fishermen"),
        ("uk", "Сімох рибалок врятували в неділю біля Бердянська.", "rescue", "fishermen"),
    ],
)  # fmt: skip
def test_nobody_acts_in_the_passive(kit: Kit, lang: str, text: str, mode: str, victim: str) -> None:
    acting, suffering = told(kit, lang, text, mode)
    assert (acting, victim in suffering) == (set(), True)


@pytest.mark.parametrize(
    ("lang", "text", "mode", "name"),
    [
        ("en", "A soldier was shot dead by gunmen in Zaria on Sunday.", "shooting", "gunmen"),
        ("ru", "Вертолёт МЧС снял в воскресенье с льдины у Сахалина пятерых рыбаков.", "rescue",
         "EMERCOM"),
        ("fr", "Le M23 tient la route. Les rebelles ont bombardé Uvira dimanche.", "airstrike",
         "M23"),
        ("en", "The RSF closed the road. The paramilitaries shelled El Obeid on Sunday.",
         "shelling", "Rapid Support Forces"),
        ("de", "Die GEW fordert mehr. Die Gewerkschaft rief am Montag in Gera zum Warnstreik auf.",
         "labour_strike", "GEW"),
        ("nl", "De FNV wil een loonsverhoging. De bond legde maandag in Moerdijk het werk neer.",
         "labour_strike", "FNV"),
        ("fr", "Les vignerons sont à bout. Ils ont manifesté lundi devant la préfecture de Nîmes.",
         "protest", "winegrowers"),
        ("en", "Teachers in Derry want more pay. They went on strike in Derry on Monday.",
         "labour_strike", "teachers"),
    ],
)  # fmt: skip
def test_who_acts_is_named_behind_by_or_before(
    kit: Kit, lang: str, text: str, mode: str, name: str
) -> None:
    assert told(kit, lang, text, mode)[0] == {name}


def test_nothing_is_taken_up_without_a_word_for_it(kit: Kit) -> None:
    text = "Teachers of Derry want more. In Belfast thousands protested on Monday over water."
    assert "teachers" not in told(kit, "en", text, "protest")[0]


@pytest.mark.parametrize(
    ("lang", "text", "mode", "name"),
    [
        ("en", "FBI agents arrested a former mayor in Omaha on Monday.", "arrest", "FBI"),
        ("fr", "La DGSI a interpellé lundi à Tourcoing deux hommes.", "arrest", "DGSI"),
        ("fr", "Les gendarmes ont interpellé lundi à Tulle un braconnier.", "arrest",
         "gendarmerie"),
        ("pl", "ABW zatrzymała w poniedziałek w Ełku szpiega.", "arrest",
         "Internal Security Agency (ABW)"),
        ("ru", "ФСБ задержала в понедельник в Чите двух диверсантов.", "arrest", "FSB"),
        ("ar", "أوقف الدرك الوطني يوم الأحد في سطيف ثلاثة أشخاص.", "arrest", "gendarmerie"),
        ("de", "Zollfahnder nahmen am Montag in Kiel zwei Männer fest.", "arrest", "customs"),
        ("nl", "Douaniers onderschepten maandag in Vlissingen 500 kilo cocaïne.", "seizure",
         "customs"),
        ("it", "I pompieri hanno salvato lunedì una famiglia a Rieti.", "rescue", "firefighters"),
        ("de", "Die Bergwacht rettete am Sonntag am Watzmann zwei Kletterer.", "rescue",
         "mountain rescuers"),
    ],
)  # fmt: skip
def test_services_act_under_their_own_name(
    kit: Kit, lang: str, text: str, mode: str, name: str
) -> None:
    assert name in told(kit, lang, text, mode)[0]


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("nl", "Premier Dick Schoof ontving maandag in Den Haag zijn Belgische collega Bart De "
         "Wever.", {"Dick Schoof", "Belgium"}),
        ("fr", "Marco Rubio et Andriï Iermak se sont rencontrés lundi à Genève pour parler du plan "
         "de la Maison Blanche.", {"Marco Rubio", "Andriy Yermak"}),
    ],
)  # fmt: skip
def test_one_name_stands_for_each_side_of_a_meeting(
    kit: Kit, lang: str, text: str, names: set[str]
) -> None:
    assert told(kit, lang, text, "meeting")[0] == names


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "M23 rebels clashed with Wazalendo militiamen near Rutshuru on Sunday.",
         {"M23", "Wazalendo"}),
        ("es", "Disidencias de las FARC y el ELN se enfrentaron el domingo en Tame.",
         {"FARC dissidents", "ELN"}),
    ],
)  # fmt: skip
def test_rebels_are_no_second_side_beside_their_name(
    kit: Kit, lang: str, text: str, names: set[str]
) -> None:
    assert told(kit, lang, text, "armed_clash")[0] == names
