"""What nobody does, what is denied, what is only called for, and what lasts for days."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

PUBLISHED = date(2026, 3, 4)  # a Wednesday


def events_of(lang: str, text: str, kit: Kit) -> tuple[Event, ...]:
    article = Article(id="x", text=text, published=PUBLISHED, lang=lang)
    return tuple(extract(article, kit).events)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Am Samstag demonstrierte in Erfurt niemand."),
        ("de", "In Erfurt gab es am Samstag keine einzige Festnahme."),
        ("en", "There was not a single arrest in Leeds on Saturday."),
        ("es", "El sábado no marchó nadie en Burgos."),
        ("fr", "Samedi à Dijon, personne n'a défilé."),
        ("it", "Sabato a Parma non ha manifestato nessuno."),
        ("nl", "Zaterdag betoogde in Gent niemand."),
        ("pl", "W sobotę w Lublinie nie protestował nikt."),
        ("pt", "Ninguém na praça de Braga protestou no sábado."),
        ("ru", "В Омске в субботу не прошло ни одного митинга."),
        ("tr", "Cumartesi günü Bursa'da kimse gözaltına alınmadı."),
        ("uk", "У суботу в Сумах не мітингував ніхто."),
        ("ar", "لم يتظاهر أحد يوم السبت في حلب."),
    ],
)
def test_what_nobody_does_is_told_of_nothing(lang: str, text: str, kit: Kit) -> None:
    assert events_of(lang, text, kit) == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Am Montag explodierte in Kassel eine Bombe und verletzte niemanden."),
        ("de", "Bei einer Explosion in Kassel wurde am Montag niemand verletzt."),
        ("en", "A bomb exploded in Leeds on Monday and hurt nobody."),
        ("es", "Una bomba estalló el lunes en Burgos sin que nadie resultara herido."),
        ("nl", "Bij een brand in Gent raakte maandag niemand gewond."),
        ("tr", "Pazartesi Bursa'da fabrikada patlama oldu, kimse yaralanmadı."),
    ],
)
def test_what_hurts_nobody_happened(lang: str, text: str, kit: Kit) -> None:
    (event,) = events_of(lang, text, kit)
    assert (event.when.first, event.polarity) == (date(2026, 3, 2), "positive")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "In Jena wird am kommenden Samstag niemand marschieren."),
        ("pt", "A marcha de sábado em Braga não saiu."),
        ("nl", "De bonden blazen de staking van zaterdag in Gent af."),
    ],
)
def test_a_plan_that_comes_to_nothing_is_called_off(lang: str, text: str, kit: Kit) -> None:
    (event,) = events_of(lang, text, kit)
    assert (event.when.first, event.polarity) == (date(2026, 3, 7), "negative")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia denied having shelled Kharkiv on Sunday."),
        ("es", "El ejército niega haber bombardeado Goma el domingo."),
        ("fr", "Les rebelles nient avoir bombardé Kidal dimanche."),
        ("it", "L'esercito nega di aver bombardato Goma domenica."),
        ("nl", "Het leger ontkent zondag Goma te hebben beschoten."),
        ("pt", "O exército nega ter atacado Goma no domingo."),
        ("tr", "Ordu, pazar günü Goma'yı bombaladığını yalanladı."),
        ("ar", "نفت إسرائيل قصف بيروت يوم الأحد."),
    ],
)
def test_a_denied_deed_is_a_rumour(lang: str, text: str, kit: Kit) -> None:
    (event,) = events_of(lang, text, kit)
    assert (event.polarity, event.claims[0].status) == ("negative", "denied")


def test_who_denies_a_part_in_a_deed_denies_no_deed(kit: Kit) -> None:
    events = events_of("en", "Rebels denied any role in the attack on Kidal on Sunday.", kit)
    assert all(event.polarity == "positive" for event in events)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "دعت النقابة إلى مسيرة يوم السبت في قابس."),
        ("de", "Der Verband rief die Bauern zum Protest am Samstag in Gera auf."),
        ("en", "The mayor expects 9,000 at Saturday's vigil in Hull."),
        ("nl", "De bond riep op tot een betoging zaterdag in Breda."),
        ("pl", "Związek wezwał do protestu w sobotę w Opolu."),
        ("ru", "Профсоюз призвал выйти на митинг в субботу в Туле."),
        ("tr", "Sendika cumartesi günü Sivas'ta yürüyüş çağrısı yaptı."),
        ("uk", "Профспілка закликала вийти на мітинг у суботу в Луцьку."),
        ("es", "Los médicos de Soria acordaron ir a la huelga el sábado."),
        ("it", "I medici di Pavia hanno deciso di scioperare sabato."),
        ("pt", "Lula e Costa assinam no sábado um pacto em Lisboa."),
    ],
)
def test_what_is_called_for_or_decided_is_to_come(lang: str, text: str, kit: Kit) -> None:
    (event,) = events_of(lang, text, kit)
    assert (event.when.first, event.modality) == (date(2026, 3, 7), "future")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "يواصل السائقون في حلب إضرابهم لليوم الثالث."),
        ("de", "Den dritten Tag in Folge streiken in Erfurt die Busfahrer."),
        ("en", "Drivers in Leeds are on strike for the third day in a row."),
        ("es", "Por tercer día consecutivo, los médicos de Burgos están en huelga."),
        ("fr", "Les chauffeurs de Dijon sont en grève pour le troisième jour."),
        ("it", "Per il terzo giorno consecutivo i portuali di Genova scioperano."),
        ("nl", "Voor de derde dag op rij staken de buschauffeurs in Gent."),
        ("pl", "Trzeci dzień z rzędu strajkują kierowcy w Lublinie."),
        ("pt", "Pelo terceiro dia, os motoristas de Braga estão em greve."),
        ("ru", "Третий день бастуют водители в Омске."),
        ("tr", "Bursa'da şoförler üçüncü gündür grevde."),
        ("uk", "Третій день страйкують водії в Сумах."),
    ],
)
def test_what_lasts_for_the_third_day_began_two_days_before(lang: str, text: str, kit: Kit) -> None:
    (event,) = events_of(lang, text, kit)
    assert (event.when.first, event.when.last) == (date(2026, 3, 2), PUBLISHED)


def test_a_day_told_beside_it_counts_first(kit: Kit) -> None:
    text = "Drivers in Leeds struck on Tuesday for the third day in a row."
    (event,) = events_of("en", text, kit)
    assert (event.when.first, event.when.last) == (date(2026, 3, 3), date(2026, 3, 3))
