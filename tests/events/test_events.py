"""Events told by words of action, in the classes of sentence that news is made of."""

from __future__ import annotations

import pytest

from pipeline import run
from pipeline.model import Event


@pytest.fixture(scope="module")
def told(kit):
    """The events of a text published on Friday 24 October 2025."""
    from datetime import date

    from pipeline.model import Article

    def find(text: str, lang: str) -> tuple[Event, ...]:
        article = Article("t", text, date(2025, 10, 24), lang=lang)
        return run.extract(article, kit).events

    return find


CASES = [
    (
        "en",
        "Rescuers said a landslide buried houses in Bukavu on Monday, killing 12 people.",
        "landslide",
        "2025-10-20",
    ),
    ("en", "Thousands of people marched through Glasgow on Saturday.", "protest", "2025-10-18"),
    (
        "en",
        "A minibus plunged into a ravine near Arequipa on Tuesday.",
        "transport_accident",
        "2025-10-21",
    ),
    (
        "nl",
        "Bij een aardbeving in Izmir zijn dinsdag vier mensen omgekomen.",
        "earthquake",
        "2025-10-21",
    ),
    ("nl", "Maandag legden de buschauffeurs in Luik het werk neer.", "labour_strike", "2025-10-20"),
    ("nl", "De politie pakte woensdag in Breda drie mannen op.", "arrest", "2025-10-22"),
    (
        "es",
        "El martes se reunieron en Lima los cancilleres de Chile y Bolivia.",
        "meeting",
        "2025-10-21",
    ),
    (
        "es",
        "Un incendio forestal arrasó el lunes cuatrocientas hectáreas cerca de Mendoza.",
        "wildfire",
        "2025-10-20",
    ),
    (
        "es",
        "Mil campesinos bloquearon el miércoles una carretera en Cochabamba.",
        "protest",
        "2025-10-22",
    ),
    (
        "fr",
        "Une embarcation a chaviré mardi au large de Sfax, au moins neuf migrants sont morts.",
        "ship_accident",
        "2025-10-21",
    ),
    ("fr", "Des milliers de personnes ont manifesté lundi à Toulouse.", "protest", "2025-10-20"),
    ("fr", "Un drone a frappé mercredi un marché à Omdourman.", "drone_strike", "2025-10-22"),
    ("de", "In Leipzig sind am Montag Tausende auf die Straße gegangen.", "protest", "2025-10-20"),
    ("de", "Am Dienstag entgleiste bei Ulm ein Regionalzug.", "transport_accident", "2025-10-21"),
    ("de", "In Rotterdam nahm die Polizei am Mittwoch zwei Männer fest.", "arrest", "2025-10-22"),
]


@pytest.mark.parametrize(("lang", "text", "mode", "day"), CASES)
def test_what_and_when(told, lang: str, text: str, mode: str, day: str) -> None:
    events = {event.mode: event for event in told(text, lang)}
    assert mode in events, sorted(events)
    assert events[mode].when.first.isoformat() == day
    assert events[mode].places[0].place.point is not None
    assert events[mode].sources[0].quotes[0] in text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The minister condemned the airstrike on Aleppo."),
        ("en", "Residents of Miami prepare for the hurricane season."),
        ("nl", "Het debat over de rellen in Parijs duurde lang."),
        ("es", "El Gobierno condenó el atentado en Bagdad."),
        ("fr", "Paris a condamné l'attentat de Mogadiscio."),
        ("de", "Die Regierung verurteilte den Anschlag in Kabul."),
        ("en", "No shots were fired and nobody was arrested in Oslo."),
        ("de", "In Wien wurde niemand festgenommen."),
        ("nl", "In Gent werd niemand aangehouden."),
    ],
)
def test_talk_and_denial_are_no_events(told, lang: str, text: str) -> None:
    assert told(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The march planned for Sunday in Porto was called off."),
        ("nl", "De betoging die zondag in Gent zou plaatsvinden, gaat niet door."),
        ("es", "La manifestación prevista para el domingo en Quito fue cancelada."),
        ("fr", "La manifestation prévue dimanche à Rennes a été annulée."),
        ("de", "Die für Sonntag in Mainz geplante Demonstration wurde abgesagt."),
        ("de", "Die Demonstration in Mainz findet am kommenden Sonntag nicht statt."),
        ("es", "No habrá marcha el próximo domingo en Quito."),
        ("fr", "La grève des dockers, prévue dimanche à Marseille, est levée."),
        ("pl", "Marsz, który miał się odbyć w niedzielę w Toruniu, odwołano."),
        ("ru", "Митинг в Уфе, который наметили на воскресенье, отменён."),
    ],
)
def test_what_was_called_off_stays_as_negative_and_lies_ahead(told, lang: str, text: str) -> None:
    (event,) = told(text, lang)
    assert event.type == "PROTEST"
    assert event.polarity == "negative"
    assert event.when.first.isoformat() == "2025-10-26"


def test_two_towns_in_one_breath_are_one_event(told) -> None:
    (event,) = told("Students protested in Lyon and Dijon on Thursday.", "en")
    assert [p.place.name for p in event.places] == ["Lyon", "Dijon"]


def test_head_and_body_tell_one_event(told) -> None:
    text = (
        "Dozens were hurt when a train derailed near Pune on Wednesday.\n\n"
        "The train, with 600 people on board, derailed on a curve near Pune, officials said."
    )
    (event,) = told(text, "en")
    assert len(event.sources[0].evidence) == 2


def test_a_protest_of_another_year_is_history(told) -> None:
    events = told("In 2019 thousands of people protested in Santiago de Chile.", "en")
    assert [e.modality for e in events] == ["historical"]


def test_where_the_speaker_sits_is_not_where_it_happened(told) -> None:
    text = "Rockets hit a market in Goma on Monday, officials in Kinshasa said."
    (event,) = told(text, "en")
    assert event.places[0].place.name == "Goma"


def test_what_it_is_about_is_not_where_it_happened(told) -> None:
    (event,) = told("Hundreds of people demonstrated in Madrid on Monday against Israel.", "en")
    assert [p.place.name for p in event.places] == ["Madrid"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The striker scored twice and the coach praised his squad after the match; the "
            "league title came with a penalty in the stadium. Bombs rained on the goalkeeper.",
        ),
        (
            "nl",
            "Schil de aardappels, kook ze in een pan met zout en bak het spek. Bombardeer het "
            "gerecht met peper en een klont boter in Breda.",
        ),
        (
            "fr",
            "Ajoutez le sel et le poivre, faites cuire l'oignon dans une poêle avec du beurre. "
            "À Lyon, on bombarde le plat de crème.",
        ),
    ],
)
def test_articles_of_another_genre_hold_no_events(told, lang: str, text: str) -> None:
    assert told(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("nl", "De laatste soldaten zijn maandag uit Niamey vertrokken.", "Niamey"),
        ("nl", "De tyfoon raasde dinsdag over Cebu en eiste zes levens.", "Cebu City"),
        ("de", "Die Armee zog am Montag ihre Truppen aus Gao ab.", "Gao"),
        ("de", "Über Port Sudan verhängten die Behörden eine Ausgangssperre.", "Port Sudan"),
        ("es", "El huracán pasó el lunes por Baracoa y dejó dos muertos.", "Baracoa"),
        ("it", "Le truppe francesi si sono ritirate lunedì da Gao.", "Gao"),
    ],
)
def test_some_kinds_happen_where_others_come_from(told, lang: str, text: str, place: str) -> None:
    (event,) = told(text, lang)
    assert [item.place.name for item in event.places] == [place]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Cazas españoles interceptaron el martes dos Su-27 rusos cerca de Tallin."),
        ("es", "Un caza interceptó el lunes una avioneta sobre Alicante."),
        ("fr", "Deux Rafale ont intercepté mardi un Il-20 russe au large de Tallinn."),
        ("it", "Due caccia italiani hanno intercettato martedì due Su-27 russi vicino a Tallinn."),
        ("de", "Ein russisches Aufklärungsflugzeug wurde am Dienstag vor Rügen abgefangen."),
        ("nl", "Een Russisch vliegtuig werd dinsdag boven de Oostzee onderschept."),
        ("ru", "Истребители перехватили во вторник бомбардировщик США над Балтийским морем."),
    ],
)
def test_an_aircraft_that_is_intercepted_is_not_shot_down(told, lang: str, text: str) -> None:
    assert "shootdown" not in {event.mode for event in told(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Doce drones fueron interceptados el martes sobre Odesa."),
        ("fr", "Dix drones ont été interceptés mardi au-dessus d'Odessa."),
        ("de", "Über Odessa wurden am Dienstag zehn Drohnen abgefangen."),
        ("nl", "De luchtafweer onderschepte dinsdag tien drones boven Odesa."),
        ("en", "Air defences intercepted ten drones over Odesa on Tuesday."),
    ],
)
def test_a_drone_that_is_intercepted_is_shot_down(told, lang: str, text: str) -> None:
    assert [event.mode for event in told(text, lang)] == ["shootdown"]


def test_who_did_it_is_found_behind_by(told) -> None:
    text = "A village near Kassala was bombed on Monday by the Ethiopian army."
    (event,) = told(text, "en")
    assert [a.country for a in event.actors if a.role == "actor"] == ["ETH"]


def test_the_dead_are_counted(told) -> None:
    (event,) = told("A bus overturned in Bamako on Monday, killing 14 people.", "en")
    assert (event.fatalities_low, event.fatalities_high) == (14, 14)


@pytest.mark.parametrize(
    ("lang", "text", "dead"),
    [
        ("pl", "W poniedziałek w ostrzale Nikopola zginęła 61-letnia kobieta.", None),
        ("pl", "W poniedziałek w ostrzale Nikopola zginęły trzy osoby.", 3),
        ("en", "Shelling killed a 61-year-old woman in Nikopol on Monday.", None),
        ("tr", "Nikopol'e pazartesi günü düzenlenen topçu saldırısında on iki kişi öldü.", 12),
    ],
)
def test_an_age_is_no_toll(told, lang: str, text: str, dead: int | None) -> None:
    (event,) = told(text, lang)
    assert event.fatalities_low == dead


def test_a_typeset_apostrophe_is_an_apostrophe(told) -> None:
    (event,) = told("L’état d’urgence a été décrété jeudi à Lima.", "fr")
    assert event.places[0].place.name == "Lima"
    assert event.sources[0].quotes == ("L’état d’urgence a été décrété jeudi à Lima.",)


def test_where_it_was_filed_is_not_where_it_was(told):
    text = "MILANO – Lo sciopero generale ha fermato ieri treni e scuole in tutta Italia."
    (event,) = told(text, "it")
    assert [place.place.name for place in event.places] == ["Italy"]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Zelensky arrived in London on Monday.", "London"),
        ("nl", "Poetin ontving maandag Erdogan in Sotsji.", "Sochi"),
        ("pl", "Tusk przyleciał w poniedziałek do Londynu.", "London"),
        ("ar", "وصل السيسي يوم الاثنين إلى الرياض.", "Riyadh"),
        ("de", "Merz reist am Montag nach Warschau.", "Warsaw"),
    ],
)
def test_who_is_known_by_name_needs_no_title(told, lang, text, place):
    (event,) = told(text, lang)
    assert (event.mode, [p.place.name for p in event.places]) == ("meeting", [place])


@pytest.mark.parametrize(
    "text",
    [
        "Netanyahu's house in Jerusalem was visited by burglars on Monday.",
        "Macron was born in Amiens in December 1977.",
        "Trump received a prize on Monday.",
    ],
)
def test_a_known_name_alone_is_no_visit(told, text):
    assert told(text, "en") == ()


def test_what_is_told_in_the_present_is_to_come(told):
    (event,) = told("Merz reist am Montag nach Warschau.", "de")
    assert (event.modality, str(event.when.first)) == ("future", "2025-10-27")


def test_who_is_told_to_leave_does_not_speak(told) -> None:
    (event,) = told("Villagers near Catania were told to leave their homes on Monday.", "en")
    assert [p.place.name for p in event.places] == ["Catania"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Finland will keep its border at Vaalimaa shut, the ministry said on Tuesday.", 21),
        ("Finland will shut its border at Vaalimaa on Tuesday, the ministry said.", 28),
    ],
)
def test_the_day_of_an_announcement_is_no_day_of_a_plan(told, text: str, day: int) -> None:
    (event,) = told(text, "en")
    assert event.when.first.day == day


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "De betoging van zaterdag in Utrecht is afgelast."),
        ("en", "Saturday's march in Leeds has been called off."),
        ("fr", "La manifestation de samedi à Lyon a été annulée."),
        ("de", "Die Demonstration am Samstag in Kassel wurde abgesagt."),
    ],
)
def test_what_is_called_off_was_to_come(told, lang, text):
    (event,) = told(text, lang)
    assert (event.polarity, str(event.when.first)) == ("negative", "2025-10-25")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A German Airbus loaded with medicine landed in Port Sudan on Monday."),
        ("en", "The flight from Oslo never made it to Bristol on Sunday and put down at Cardiff."),
        ("en", "Water filled the streets of Valencia on Monday after the river burst its banks."),
        ("uk", "Німецький літак із ліками приземлився в понеділок у Порт-Судані."),
    ],
)
def test_what_is_told_twice_or_with_a_never_is_one_event(told, lang: str, text: str) -> None:
    (event,) = told(text, lang)
    assert (event.modality, event.polarity) == ("asserted", "positive")


@pytest.mark.parametrize(
    ("lang", "text", "kind", "day"),
    [
        ("de", "In Tuapse schlugen am Dienstag Drohnen ein.", "drone_strike", "2025-10-21"),
        ("nl", "In Charkov sloeg dinsdag een raket in.", "missile_strike", "2025-10-21"),
    ],
)
def test_a_thing_may_stand_between_the_halves_of_its_verb(
    told, lang: str, text: str, kind: str, day: str
) -> None:
    assert [(e.mode, e.when.first.isoformat()) for e in told(text, lang)] == [(kind, day)]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("de", "Die Minister beraten am Dienstag in Brüssel über Zölle.", "2025-10-28"),
        ("de", "Die Minister haben am Dienstag in Brüssel beraten.", "2025-10-21"),
        ("nl", "De premier reist dinsdag naar Ankara voor overleg.", "2025-10-28"),
        ("nl", "In Gent kwamen dinsdag boeren bijeen om te protesteren.", "2025-10-21"),
    ],
)
def test_the_present_with_a_day_is_a_plan(told, lang: str, text: str, day: str) -> None:
    assert [event.when.first.isoformat() for event in told(text, lang)] == [day]


@pytest.mark.parametrize(
    ("lang", "text", "kinds"),
    [
        ("de", "In Essen ist am Montag ein Mann wegen Diebstahls verhaftet worden.", ["arrest"]),
        ("de", "Italien und Malta haben sich am Montag in Rom nicht geeinigt.", []),
    ],
)
def test_a_reason_or_a_denial_beside_a_verb(told, lang: str, text: str, kinds: list[str]) -> None:
    assert [event.mode for event in told(text, lang)] == kinds


def test_each_item_of_a_round_up_has_its_own_dateline(told) -> None:
    text = (
        "LELYSTAD - Een fietser is maandag aangereden.\n\n"
        "HOORN - Er is niets gebeurd.\n\n"
        "ENSCHEDE - Een vrachtwagen is dinsdag op de A35 gekanteld."
    )
    assert [event.places[0].place.name for event in told(text, "nl")][-1] == "Enschede"


def test_people_are_brought_to_safety_once(told) -> None:
    rescued = told("In Köln wurden am Dienstag 3000 Menschen evakuiert.", "de")
    flown = told("Die Bundeswehr flog am Dienstag 120 Deutsche aus Juba aus.", "de")
    assert [event.mode for event in rescued] == ["rescue"]
    assert [event.mode for event in flown] == ["evacuation"]


@pytest.mark.parametrize(
    ("lang", "text", "town"),
    [
        ("de", "Auf dem Dresdner Altmarkt demonstrierten am Dienstag Hunderte.", "Dresden"),
        ("nl", "In de Leidse binnenstad demonstreerden dinsdag honderden.", "Leiden"),
    ],
)
def test_a_towns_adjective_before_a_part_of_it(told, lang: str, text: str, town: str) -> None:
    names = [item.place.name for event in told(text, lang) for item in event.places]
    assert names == [town]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Deutsche und amerikanische Soldaten üben seit Montag gemeinsam in Grafenwöhr."),
        ("nl", "Duitse en Nederlandse militairen oefenen sinds maandag in Grafenwöhr."),
        ("pl", "Okręty z ośmiu krajów NATO ćwiczą od poniedziałku na Bałtyku."),
        ("ru", "Корабли восьми стран НАТО начали в понедельник манёвры в Балтийском море."),
    ],
)
def test_several_nationalities_drill_together(told, lang: str, text: str) -> None:
    assert [event.mode for event in told(text, lang)] == ["joint_exercise"]


def test_a_further_flight_called_off_is_told(told) -> None:
    text = (
        "Een KC-135 vertrok maandag van Mildenhall naar de Noordzee. "
        "Een tweede vlucht, die voor woensdag gepland stond, is geschrapt."
    )
    assert [event.polarity for event in told(text, "nl")] == ["positive", "negative"]


def test_a_country_owns_the_force_behind_it(told) -> None:
    (event,) = told("Israels Luftwaffe griff am Dienstag Ziele im Südlibanon an.", "de")
    assert event.actors[0].name == "Israeli Air Force"
    assert event.places[0].place.name == "Southern Lebanon"


@pytest.mark.parametrize(
    ("lang", "text", "modes"),
    [
        ("es", "En Chiva cayeron casi 500 litros por metro cuadrado.", ["flood"]),
        ("es", "El desbordamiento de un río mató a veinte personas en Lima el martes.", ["flood"]),
        ("fr", "L'armée a pris position lundi au port de Nouméa.", []),
        ("en", "A submarine fired two dozen missiles at Isfahan on Sunday.", ["missile_strike"]),
    ],
)
def test_a_word_of_another_sense_makes_no_second_row(told, lang, text, modes):
    assert [event.mode for event in told(text, lang)] == modes


def test_who_attacks_is_not_where_it_falls(told):
    (event,) = told("In derselben Nacht griff Russland die Ukraine mit 472 Drohnen an.", "de")
    assert [place.place.name for place in event.places] == ["Ukraine"]


def test_a_speaker_may_name_the_day(told):
    text = (
        "Zwei Tu-22M3 flogen vier Stunden lang über der Ostsee, wie das Verteidigungsministerium "
        "in Moskau am Samstag mitteilte."
    )
    (event,) = told(text, "de")
    assert [place.place.name for place in event.places] == ["Baltic Sea"]


def test_flying_back_is_no_evacuation(told):
    text = "Two B-1B bombers left Grand Forks on Monday and flew off the coast of Peru and back."
    assert [event.mode for event in told(text, "en")] == ["air_show_of_force"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Kolejarze w Genui strajkują od wtorku, odwołano 200 pociągów."),
        ("ru", "Диспетчеры в Генуе бастуют со вторника, отменены 200 поездов."),
    ],
)
def test_trains_called_off_do_not_call_off_the_strike(told, lang: str, text: str) -> None:
    (event,) = told(text, lang)
    assert (event.mode, event.polarity) == ("labour_strike", "positive")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Prom, który we wtorek wypłynął z Ystad, wpadł w Kłajpedzie na skały."),
        ("ru", "Паром, который во вторник вышел из Истада, сел на мель в Клайпеде."),
    ],
)
def test_the_sentence_goes_on_behind_a_relative_clause(told, lang: str, text: str) -> None:
    (event,) = told(text, lang)
    assert [place.place.name for place in event.places] == ["Klaipėda"]


def test_the_town_of_the_sentence_before_serves_a_dated_verb(told) -> None:
    text = "Handlarze z Kielc mają dość. Protest, który planowano na środę, jednak odwołano."
    (event,) = told(text, "pl")
    assert [place.place.name for place in event.places] == ["Kielce"]
