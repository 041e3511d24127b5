"""Where a happening is when the sentence also tells whence somebody came or whose a thing is."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

PUBLISHED = date(2026, 3, 4)  # a Wednesday


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("where", text, PUBLISHED, lang=lang), kit).events


def places(kit: Kit, lang: str, text: str) -> list[str]:
    return [p.place.name for event in events(kit, lang, text) for p in event.places]


@pytest.mark.parametrize(
    ("lang", "text", "where"),
    [
        ("fr", "Le directeur d'un journal de Dakar a été arrêté mardi à Thiès.", "Thiès"),
        ("it", "Il direttore di un giornale di Dakar è stato arrestato martedì a Thiès.", "Thiès"),
        ("it", "Gli inviati di Mosca e Kiev si sono incontrati martedì a Ginevra.", "Geneva"),
    ],
)
def test_a_place_that_something_came_from_stands_behind_another(
    kit: Kit, lang: str, text: str, where: str
) -> None:
    assert places(kit, lang, text) == [where]


def test_such_a_place_serves_where_no_other_is_named(kit: Kit) -> None:
    assert places(kit, "fr", "Le maire de Thiès a été arrêté mardi.") == ["Thiès"]


@pytest.mark.parametrize(
    ("lang", "text", "where"),
    [
        ("fr", "Des bombes ont détruit mardi une école de Khan Younès.", "Khan Younis"),
        ("it", "Un raid ha distrutto martedì una scuola di Khan Yunis.", "Khan Younis"),
        ("fr", "La foule a manifesté lundi devant le parlement de Tbilissi.", "Tbilisi"),
        ("it", "La folla ha manifestato lunedì davanti al parlamento di Tbilisi.", "Tbilisi"),
    ],
)
def test_a_building_tells_where(kit: Kit, lang: str, text: str, where: str) -> None:
    assert places(kit, lang, text) == [where]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Deux Mig-31 ont violé lundi l'espace aérien estonien."),
        ("it", "Due Mig-31 sono penetrati lunedì nello spazio aereo estone."),
    ],
)
def test_airspace_lies_in_the_country_of_its_adjective(kit: Kit, lang: str, text: str) -> None:
    assert [e.mode for e in events(kit, lang, text)] == ["airspace_violation"]
    assert places(kit, lang, text) == ["Estonia"]


def test_a_flight_that_names_its_ends_needs_no_other_name(kit: Kit) -> None:
    text = "L'aereo per New York ha invertito la rotta domenica ed è rientrato a Fiumicino."
    (event,) = events(kit, "it", text)
    assert event.mode == "diversion"
    assert [p.role for p in event.places] == ["origin", "location", "destination"]


@pytest.mark.parametrize(
    ("lang", "text", "mode"),
    [
        ("it", "Il Libano ha chiesto domenica una riunione d'urgenza dell'Onu.", "request"),
        ("it", "Pyongyang ha agitato martedì lo spettro di rappresaglie se le manovre si terranno.",
         "threat"),
    ],
)  # fmt: skip
def test_what_is_asked_or_threatened_is_said(kit: Kit, lang: str, text: str, mode: str) -> None:
    (event,) = events(kit, lang, text)
    assert (event.mode, event.modality) == (mode, "asserted")
    assert event.when.first <= PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "Des manœuvres navales russes ont débuté mardi au large de Mourmansk.",
        "Français et Roumains s'entraînent ensemble depuis lundi près de Constanta.",
    ],
)
def test_a_drill_of_forces_needs_no_force_named(kit: Kit, text: str) -> None:
    (event,) = events(kit, "fr", text)
    assert event.mode.endswith("exercise")


def test_the_sentence_before_lends_its_town_and_day(kit: Kit) -> None:
    text = "Am Samstag blieb es in Kassel lange ruhig. Dann nahm die Polizei drei Männer fest."
    (event,) = events(kit, "de", text)
    assert [place.place.name for place in event.places] == ["Kassel"]
    assert event.when.first == date(2026, 2, 28)


def test_what_stands_behind_a_semicolon_is_elsewhere(kit: Kit) -> None:
    text = (
        "KASSEL. Zwei Güterzüge sind am Montag zusammengestoßen;"
        " die Strecke nach Fulda bleibt bis Mittwoch gesperrt."
    )
    crash = next(event for event in events(kit, "de", text) if event.type == "ACCIDENT")
    assert [place.place.name for place in crash.places] == ["Kassel"]
    assert crash.when.first == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Wetzlar. Ein Bus ist am Montag umgestürzt.\n\nWorms. Die Polizei nahm sie fest."),
        (
            "de",
            "Darmstadt. Ein Bus stürzte am Montag um.\n\nGießen. Ein Zug entgleiste am Dienstag.",
        ),
        ("nl", "Tilburg – Een bus is maandag gekanteld.\n\nOss – De politie hield hen aan."),
    ],
)
def test_each_item_of_a_round_up_happened_in_the_town_that_heads_it(
    kit: Kit, lang: str, text: str
) -> None:
    heads = [line.split()[0].strip(".") for line in text.split("\n\n")]
    assert places(kit, lang, text) == heads


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Der für Samstag in Dresden angemeldete Marsch ist am Dienstag verboten worden."),
        ("nl", "De voor zaterdag aangekondigde betoging in Gent is dinsdag verboden."),
    ],
)
def test_what_is_banned_has_the_day_of_its_plan(kit: Kit, lang: str, text: str) -> None:
    (event,) = events(kit, lang, text)
    assert (event.polarity, event.when.first) == ("negative", date(2026, 3, 7))


def test_another_kind_in_the_next_town_is_another_happening(kit: Kit) -> None:
    text = (
        "In Brussel betoogden maandag duizenden. In Antwerpen staakten maandag de havenarbeiders."
    )
    assert places(kit, "nl", text) == ["Brussels", "Antwerp"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Police arrested twelve Polish smugglers on the Belarusian border on Monday."),
        ("nl", "De Poolse grens met Belarus is maandag na een incident gesloten."),
        ("de", "An der belarussischen Grenze nahm die polnische Polizei am Montag Männer fest."),
        (
            "pt",
            "A polícia polaca deteve segunda-feira dez homens na fronteira com a Bielorrússia.",
        ),
        ("ru", "На белорусской границе польская полиция в понедельник задержала мужчину."),
    ],
)
def test_a_border_of_one_side_lies_beside_who_is_told_of(kit: Kit, lang: str, text: str) -> None:
    found = [p.place for event in events(kit, lang, text) for p in event.places]
    assert [p.relation is not None and p.relation.op for p in found] == ["border"]
    point = found[0].point
    assert point is not None and 51.3 < point.lat < 54.0 and 22.5 < point.lon < 24.2


def test_a_border_of_which_no_other_side_is_told_lies_nowhere(kit: Kit) -> None:
    assert places(kit, "en", "Police arrested twelve men on the Chadian border on Monday.") == []


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("en", "Farmers protested in Lyon on Monday and in Lille on Tuesday.",
         {"Lyon": 2, "Lille": 3}),
        ("nl", "De minister bezocht maandag Kyiv en dinsdag Warschau.", {"Kyiv": 2, "Warsaw": 3}),
        ("de", "Die Ministerin reist am Donnerstag nach Oslo und am Freitag nach Riga.",
         {"Oslo": 5, "Riga": 6}),
        ("fr", "La ministre se rendra jeudi à Rabat et vendredi à Tunis.",
         {"Rabat": 5, "Tunis": 6}),
        ("it", "Il ministro visiterà giovedì Tirana e venerdì Skopje.", {"Tirana": 5, "Skopje": 6}),
    ],
)  # fmt: skip
def test_stops_with_a_day_each_are_a_happening_each(
    kit: Kit, lang: str, text: str, told: dict[str, int]
) -> None:
    found = events(kit, lang, text)
    assert {e.places[0].place.name: e.when.first.day for e in found if e.when} == told


def test_a_day_of_another_matter_is_no_stop(kit: Kit) -> None:
    text = "After Monday's attack on Kyiv, ministers met in Berlin on Tuesday."
    assert "Kyiv" not in places(kit, "en", text)


@pytest.mark.parametrize(
    ("lang", "first", "second", "where"),
    [
        ("en", "Fire gutted a warehouse in Leeds on Monday.",
         "Police arrested two men there on Tuesday.", "Leeds"),
        ("fr", "Un incendie a éclaté lundi à Annecy.",
         "La présidente suisse est attendue mercredi sur place.", "Annecy"),
        ("de", "Am Montag schlugen Drohnen in Odessa ein.",
         "Die Polizei nahm am Dienstag vor Ort zwei Männer fest.", "Odesa"),
        ("tr", "Pazartesi günü İzmir'de yangın çıktı.",
         "Polis salı günü kentte iki kişiyi gözaltına aldı.", "İzmir"),
    ],
)  # fmt: skip
def test_a_word_that_points_takes_up_the_place_told_last(
    kit: Kit, lang: str, first: str, second: str, where: str
) -> None:
    found = events(kit, lang, f"{first}\n\n{second}")
    assert [e.places[0].place.name for e in found if e.places] == [where, where]


def test_here_is_where_the_report_was_filed(kit: Kit) -> None:
    text = "БИШКЕК — Садыр Жапаров и Эмомали Рахмон во вторник подписали здесь договор."
    assert places(kit, "ru", text) == ["Bishkek"]


@pytest.mark.parametrize(
    ("lang", "text", "where"),
    [
        ("en", "Lisbon students blocked roads on Tuesday to protest against rents.", ["Lisbon"]),
        ("fr", "Les étudiants de Belgrade ont manifesté mardi.", ["Belgrade"]),
        ("fr", "Les étudiants de Belgrade ont manifesté mardi à Novi Sad.", ["Novi Sad"]),
    ],
)
def test_who_takes_to_the_streets_does_so_at_home_unless_told(
    kit: Kit, lang: str, text: str, where: list[str]
) -> None:
    assert places(kit, lang, text) == where


def test_a_name_in_quotation_marks_gives_way_to_another(kit: Kit) -> None:
    text = "Зустріч контактної групи «Рамштайн» минулої середи пройшла у Брюсселі."
    assert places(kit, "uk", text) == ["Brussels"]


def test_off_a_town_on_a_lake_is_not_out_at_sea(kit: Kit) -> None:
    text = "Auf dem Bodensee vor Lindau kenterte am Sonntag ein Segelboot."
    points = [p.place.point for e in events(kit, "de", text) for p in e.places]
    assert [round(point.lat) for point in points if point] == [48]
