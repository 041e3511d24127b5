"""What was meant to be and was called off, in its sentence or in the one behind it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

SUNDAY = date(2026, 3, 8)
FRIDAY = date(2026, 3, 6)


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    """The events of a text of Wednesday 4 March 2026."""
    return extract(Article("off", text, date(2026, 3, 4), lang=lang), kit).events


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "Farmers wanted to block the border near Medyka on Sunday, but they backed down.",
         SUNDAY),
        ("en", "Teachers were to strike in Leeds on Friday, but their union has put it off.",
         FRIDAY),
        ("nl", "Leraren zouden vrijdag in Utrecht staken, maar de bond heeft dat afgeblazen.",
         FRIDAY),
        ("de", "Die Lehrer wollten am Freitag in Köln streiken, doch die Gewerkschaft blies das "
         "ab.", FRIDAY),
        ("es", "Los agricultores querían cortar el domingo la carretera en Lugo, pero lo "
         "suspendieron.", SUNDAY),
        ("fr", "Les enseignants devaient faire grève vendredi à Lille, mais le syndicat a "
         "renoncé.", FRIDAY),
        ("it", "I medici dovevano scioperare venerdì a Napoli, ma il sindacato ha revocato la "
         "protesta.", FRIDAY),
        ("pt", "Os professores iam fazer greve na sexta-feira em Coimbra, mas o sindicato "
         "desconvocou-a.", FRIDAY),
        ("pl", "Nauczyciele mieli w piątek strajkować w Gdańsku, ale związek odwołał protest.",
         FRIDAY),
        ("ru", "Учителя собирались бастовать в пятницу в Омске, но профсоюз отозвал забастовку.",
         FRIDAY),
        ("uk", "Учителі мали страйкувати у п'ятницю в Харкові, але профспілка скасувала страйк.",
         FRIDAY),
        ("tr", "Öğretmenler cuma günü Bursa'da greve gidecekti, ancak sendika vazgeçti.", FRIDAY),
        ("ar", "كان المزارعون يعتزمون التظاهر الأحد في فاس لكنهم ألغوا المظاهرة.", SUNDAY),
    ],
)  # fmt: skip
def test_what_was_meant_to_be_was_called_off(kit: Kit, lang: str, text: str, day: date) -> None:
    (event,) = events(kit, lang, text)
    assert (event.modality, event.polarity, event.when.first) == ("future", "negative", day)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nurses in Leeds had planned a strike for Friday. It was called off on Tuesday "
         "after a new pay offer."),
        ("en", "A march is planned in Leeds for Saturday. On Tuesday it was banned."),
        ("nl", "De verpleegkundigen in Leiden zouden vrijdag staken. De actie is afgeblazen."),
        ("de", "Die Lehrer in Köln wollen am Freitag streiken. Die Aktion wurde am Dienstag "
         "abgesagt."),
        ("it", "I medici di Torino sciopereranno venerdì. L'iniziativa è stata poi revocata."),
        ("pl", "Nauczyciele z Gdańska będą strajkować w piątek. Akcję jednak odwołano."),
        ("ru", "Митинг в Туле намечен на воскресенье. Позже его отменили."),
        ("tr", "Öğretmenler cuma günü Bursa'da greve gidecek. Eylem daha sonra iptal edildi."),
    ],
)  # fmt: skip
def test_the_next_sentence_calls_it_off(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.polarity == "negative"
    assert text.endswith(event.sources[0].quotes[-1])  # the card shows what calls it off
    assert len(event.sources[0].quotes) == 2


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Students wanted to help and marched through Leeds on Monday."),
        ("en", "Dockers in Rotterdam will strike on Monday. The search for a missing sailor was "
         "called off on Tuesday."),
        ("es", "Los médicos querían más dinero y el lunes hicieron huelga en Sevilla; la de mayo "
         "fue suspendida."),
    ],
)  # fmt: skip
def test_what_was_wished_or_called_off_beside_it_stands(kit: Kit, lang: str, text: str) -> None:
    found = [e for e in events(kit, lang, text) if e.type == "PROTEST"]
    assert [event.polarity for event in found] == ["positive"]


def test_a_flight_called_off_behind_a_semicolon(kit: Kit) -> None:
    text = "Four B-52s were to fly from Minot to Fairford on Monday; the deployment was called off."
    (event,) = events(kit, "en", text)
    assert (event.modality, event.polarity) == ("future", "negative")
