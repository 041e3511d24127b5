"""Home bases, stops, alerts, returns, airspace by its adjective, and counts by singular forms."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def flights(kit: Kit, lang: str, text: str) -> list[Event]:
    told = extract(Article("bases", text, date(2026, 3, 4), lang=lang), kit).events
    return [event for event in told if event.flight is not None or event.mode == "diversion"]


def roles(event: Event) -> set[tuple[str, str]]:
    return {(place.role, place.place.name) for place in event.places}


PLACES = [
    # English
    ("en", "Four B-1B Lancers touched down at RAF Fairford on Tuesday.\nThey had come from Dyess "
     "Air Force Base in Texas.", {("origin", "Dyess Air Force Base"),
     ("destination", "RAF Fairford")}),
    ("en", "Six B-52s bound for Guam stopped over at Hickam on Monday, having left Barksdale the "
     "day before; they reached Andersen on Tuesday.", {("origin", "Barksdale Air Force Base"),
     ("via", "Hickam Air Force Base"), ("destination", "Andersen Air Force Base")}),
    ("en", "A trio of B-52Hs flew in to Morón on Monday.\nThe bombers hail from Minot in North "
     "Dakota.", {("origin", "Minot Air Force Base"), ("destination", "Morón Air Base")}),
    ("en", "Italian jets on alert at Ämari in Estonia were called out on Monday to identify a "
     "Russian Il-20 over the Baltic Sea.", {("origin", "Ämari Air Base"),
     ("location", "Baltic Sea")}),
    ("en", "Italian F-35s stationed at Keflavik went up on Tuesday to meet a pair of Russian "
     "bombers off Iceland.", {("origin", "Keflavik Air Base"), ("location", "off Iceland")}),
    ("en", "Three Russian MiG-31s strayed into Estonian skies on Tuesday and stayed for twelve "
     "minutes.", {("location", "Estonia")}),
    ("en", "A Russian helicopter crossed into Poland for two minutes on Tuesday, Warsaw says.",
     {("location", "Poland")}),
    ("en", "A TUI holiday flight from Cardiff was forty minutes from Alicante on Tuesday when the "
     "captain turned back and landed in Bilbao.", {("origin", "Cardiff"),
     ("destination", "Alicante"), ("location", "Bilbao")}),
    ("en", "On Monday two KC-135s working from Spangdahlem refuelled Rafales over Romania.",
     {("origin", "Spangdahlem Air Base"), ("location", "Romania")}),
    # Dutch
    ("nl", "De C-17 die dinsdag in Rzeszów landde, kwam uit Ramstein met munitie voor Oekraïne.",
     {("origin", "Ramstein Air Base"), ("destination", "Rzeszów")}),
    ("nl", "Een Amerikaanse P-8 heeft maandag voor de kust van de Krim rondgevlogen. Het toestel "
     "keerde daarna terug naar thuisbasis Sigonella.",
     {("location", "voor de kust van de Krim"), ("destination", "Naval Air Station Sigonella")}),
    ("nl", "Een vakantievlucht uit Alicante kon dinsdag door de mist niet landen in Rotterdam en "
     "week uit naar Eindhoven.", {("origin", "Alicante"), ("destination", "Rotterdam"),
     ("location", "Eindhoven Air Base")}),
    ("nl", "Vier Portugese F-16's hebben dinsdag in Ämari de Baltische luchtbewaking overgenomen.",
     None),
    ("nl", "Drie B-52's vlogen maandag naar Morón. Hun thuisbasis is Minot in North Dakota.",
     {("origin", "Minot"), ("destination", "Morón Air Base")}),
    ("nl", "Twee Belgische F-16's uit Kleine-Brogel moesten dinsdag uitrukken voor een Russisch "
     "verkenningstoestel boven de Noordzee.", {("origin", "Kleine-Brogel Air Base"),
     ("location", "North Sea")}),
    ("nl", "Een defensietoestel met 185 evacués uit Beiroet is dinsdag aangekomen op Eindhoven.",
     {("origin", "Beirut"), ("destination", "Eindhoven Air Base")}),
    ("nl", "Een chartervliegtuig met Nederlandse staatsburgers uit Iran vertrok dinsdag uit "
     "Teheran richting Jerevan.", {("origin", "Tehran"), ("destination", "Yerevan")}),
    # German
    ("de", "Der A400M, der am Dienstag in Niamey landete, war in Wunstorf gestartet.",
     {("origin", "Wunstorf Air Base"), ("destination", "Niamey")}),
    ("de", "Drei russische MiG-31 drangen am Dienstag für zwölf Minuten in den estnischen "
     "Luftraum ein.", {("location", "Estonia")}),
    ("de", "Ein russischer Hubschrauber war am Dienstag zwei Minuten lang in polnischem Luftraum, "
     "sagt Warschau.", {("location", "Poland")}),
    ("de", "Sechs F-22 aus Langley legten am Montag einen Zwischenstopp in Rota ein; Ziel der "
     "Maschinen ist Al Udeid.", {("origin", "Langley Air Force Base"),
     ("via", "Naval Station Rota"), ("destination", "Al Udeid Air Base")}),
    ("de", "Zwei Hilfsflüge verließen am Montag Brindisi.\nBeide landeten am Nachmittag in "
     "Bengasi mit Zelten und Wasserpumpen.", {("origin", "Brindisi"),
     ("destination", "Benghazi")}),
    ("de", "Fünf Eurofighter, die am Montag in Nörvenich gestartet waren, sind in Mihail "
     "Kogălniceanu eingetroffen.", {("origin", "Nörvenich"),
     ("destination", "Mihail Kogălniceanu Air Base")}),
    ("de", "Ein Airbus der Lufthansa nach New York ist am Montag kurz nach dem Start umgekehrt und "
     "sicher nach München zurückgekehrt.", {("origin", "Munich"),
     ("destination", "New York City"), ("location", "Munich")}),
    ("de", "Zwei Flugzeuge mit Hilfsgütern sind am Dienstag von Frankfurt aus auf dem Weg nach "
     "Caracas.", {("origin", "Frankfurt am Main"), ("destination", "Caracas")}),
    # Turkish
    ("tr", "Dört B-1B bombardıman uçağı salı günü İngiltere'deki Fairford üssüne indi.\nUçaklar "
     "Teksas'taki Dyess üssünden gelmişti.", {("origin", "Dyess Air Force Base"),
     ("destination", "RAF Fairford")}),
    ("tr", "Polonya'nın Malbork üssünde konuşlu Hollanda F-35'leri pazartesi günü Baltık "
     "Denizi'nde Rus Il-20 uçağını önledi.", {("origin", "Malbork Air Base"),
     ("location", "Baltic Sea")}),
    ("tr", "RC-135 keşif uçağı salı günü Mildenhall'dan havalandı ve Kaliningrad sınırı boyunca "
     "saatlerce uçtu.", {("origin", "RAF Mildenhall"), ("location", "Kaliningrad")}),
    ("tr", "İki Rus Tu-95'i salı günü Norveç Denizi üzerinde uçtu. Uçaklar Engels'e döndü.",
     {("location", "Norwegian Sea"), ("destination", "Engels-2 Air Base")}),
    ("tr", "Kadena'dan kalkan P-8A salı günü Tayvan Boğazı'ndan geçti.",
     {("origin", "Kadena Air Base"), ("location", "Taiwan Strait")}),
    ("tr", "Altı F-22 pazartesi günü Langley'den Katar'daki El Udeid'e doğru yola çıktı; uçaklar "
     "Rota'da mola verdi.", {("origin", "Langley Air Force Base"), ("via", "Naval Station Rota"),
     ("destination", "Al Udeid Air Base")}),
    ("tr", "Rus helikopteri salı günü iki dakika boyunca Polonya hava sahasında kaldı.",
     {("location", "Poland")}),
    ("tr", "Atina'ya göre iki Türk F-16'sı pazartesi günü Ege'de Yunan hava sahasını ihlal etti.",
     None),
    # Russian
    ("ru", "C-17, севший во вторник в Жешуве, доставил из Рамштайна боеприпасы для Украины.",
     {("origin", "Ramstein Air Base"), ("destination", "Rzeszów")}),
    ("ru", "Восемь F-16, приписанных к базе Шпангдалем, во вторник перебазировались в Инджирлик.",
     {("origin", "Spangdahlem Air Base"), ("destination", "Incirlik Air Base")}),
    ("ru", "Лайнер из Москвы в Дубай во вторник запросил аварийную посадку в Баку.",
     {("origin", "Moscow"), ("destination", "Dubai"), ("location", "Baku")}),
    ("ru", "Американский P-8A в понедельник вёл разведку у берегов Крыма. Затем самолёт взял курс "
     "на Сигонеллу.", {("location", "у берегов Крыма"),
     ("destination", "Naval Air Station Sigonella")}),
    ("ru", "Базирующийся в Милденхолле заправщик KC-135 во вторник дозаправил бельгийские F-16 над "
     "Северным морем.", {("origin", "RAF Mildenhall"), ("location", "North Sea")}),
    ("ru", "Лайнер S7, следовавший из Новосибирска в Бангкок, во вторник сделал незапланированную "
     "остановку в Алма-Ате.", {("origin", "Novosibirsk"), ("destination", "Bangkok"),
     ("location", "Almaty")}),
    ("ru", "Пара МиГ-31К во вторник перелетела с аэродрома Хотилово на белорусский аэродром "
     "Мачулищи.", {("origin", "Khotilovo Air Base"), ("destination", "Machulishchy Air Base")}),
    ("ru", "Испанские истребители Eurofighter, взлетев из Шяуляя, в понедельник сопровождали два "
     "российских Су-24 над Балтикой.", {("origin", "Šiauliai Air Base"),
     ("location", "Baltic Sea")}),
    ("ru", "Самолёт не смог приземлиться в Казани из-за тумана и был направлен во вторник в "
     "Самару.", {("destination", "Kazan"), ("location", "Samara")}),
    # Italian
    ("it", "Sei F-22 sono partiti lunedì da Langley diretti ad Al Udeid, facendo tappa a Rota.",
     {("origin", "Langley Air Force Base"), ("via", "Naval Station Rota"),
     ("destination", "Al Udeid Air Base")}),
    ("it", "Due voli umanitari sono partiti lunedì da Brindisi.\nEntrambi sono arrivati nel "
     "pomeriggio a Bengasi con tende e pompe.", {("origin", "Brindisi"),
     ("destination", "Benghazi")}),
    ("it", "Due Tu-95 russi hanno volato martedì sul Mare di Norvegia. I velivoli hanno fatto "
     "ritorno a Engels.", {("location", "Norwegian Sea"), ("destination", "Engels-2 Air Base")}),
    ("it", "Un P-8A della Marina americana ha perlustrato lunedì il tratto di mare davanti alla "
     "Crimea. Il velivolo è poi rientrato a Sigonella.", {("location", "davanti alla Crimea"),
     ("destination", "Naval Air Station Sigonella")}),
    ("it", "Allarme per un volo di linea muto: dalla base di Trapani-Birgi si è levata martedì una "
     "coppia di Eurofighter sopra la Sicilia.", {("origin", "Trapani-Birgi Air Base"),
     ("location", "Sicily")}),
    ("it", "Due voli per Lampedusa hanno dovuto riparare lunedì a Palermo per il forte vento.",
     {("destination", "Lampedusa"), ("location", "Palermo")}),
    ("it", "Un volo Ryanair da Heraklion era martedì in fase di discesa su Bologna quando i piloti "
     "hanno puntato su Verona.", {("origin", "Irákleion"), ("destination", "Bologna"),
     ("location", "Verona")}),
    ("it", "Due C-17 hanno trasportato martedì obici da Ramstein a Rzeszów.",
     {("origin", "Ramstein Air Base"), ("destination", "Rzeszów")}),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "places"), PLACES)
def test_each_place_has_its_role(
    kit: Kit, lang: str, text: str, places: set[tuple[str, str]] | None
) -> None:
    (event,) = flights(kit, lang, text)
    if places is not None:
        assert roles(event) == places


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("en", "Satellite images taken on Tuesday show half a dozen B-2s on the apron at Diego "
         "Garcia.", 6),
        ("en", "A coastguard helicopter from Stornoway airlifted two fishermen off a trawler on "
         "Monday.", 1),
        ("en", "Lufthansa flight LH778, en route from Frankfurt to Singapore, squawked 7700 on "
         "Tuesday and landed in Baku.", 1),
        ("nl", "De F-35's stegen maandag op van vliegbasis Volkel.", None),
        ("nl", "Het vliegtuig van Corendon week dinsdag uit naar Wenen.", 1),
        ("de", "Der Aufklärer RC-135 hob am Dienstag in Mildenhall ab und flog entlang der Grenze "
         "zu Kaliningrad.", 1),
        ("de", "Der türkische A400M, der mit Feldküchen aus Ankara gestartet war, kam am Dienstag "
         "in Tripolis an.", 1),
        ("de", "Die Alarmrotte aus Neuburg stieg am Montag wegen eines Fliegers ohne Funkkontakt "
         "auf.", 2),
        ("tr", "Kayseri'den havalanan A400M salı günü Mogadişu'ya hareket etti.", 1),
        ("tr", "Minot'tan havalanan B-52'ler salı günü Baltık Denizi üzerinde uçtu.", None),
        ("tr", "Sabiha Gökçen'den Berlin'e giden Pegasus uçağı salı günü Budapeşte'ye acil iniş "
         "yaptı.", 1),
        ("ru", "Самолёт «Аэрофлота», летевший из Москвы в Анталью, во вторник ушёл на запасной "
         "аэродром в Сочи.", 1),
        ("it", "L'RC-135 britannico è stato avvistato lunedì sul Mar Nero.", 1),
        ("it", "Il volo Ryanair ha fatto un atterraggio di emergenza a Pisa lunedì per fumo in "
         "cabina.", 1),
    ],
)  # fmt: skip
def test_the_count_is_told_by_the_form(kit: Kit, lang: str, text: str, count: int | None) -> None:
    (event,) = flights(kit, lang, text)
    assert event.flight is not None
    assert [aircraft.count_min for aircraft in event.flight.aircraft][:1] == [count]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("it", "Due C-17 hanno trasportato martedì obici da Ramstein a Rzeszów."),
        ("ru", "Два Ил-76 во вторник доставили военную технику из Москвы в Бамако."),
        ("de", "Fünf Eurofighter der Luftwaffe sind am Dienstag aus Nörvenich kommend im "
         "polnischen Malbork gelandet."),
        ("nl", "Een Nederlands C-130-transportvliegtuig haalde maandag 100 mensen op uit Khartoem "
         "en bracht hen naar Aqaba."),
        ("tr", "Ankara'dan kalkan A400M salı günü Trablus'a indi."),
    ],
)  # fmt: skip
def test_the_end_was_reached(kit: Kit, lang: str, text: str) -> None:
    (event,) = flights(kit, lang, text)
    assert [p.reached for p in event.places if p.role == "destination"] == [True]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The thriller follows a bomber crew flying from Norfolk to Berlin and opens in "
         "cinemas on Tuesday."),
        ("nl", "De film over een bommenwerper die van Engeland naar Berlijn vliegt, draait vanaf "
         "dinsdag in Utrecht."),
        ("de", "Im Museum in Sinsheim ist seit Dienstag eine restaurierte Transall zu sehen."),
        ("tr", "Fenerbahçe kafilesi salı günü özel uçakla Madrid'e gitti."),
        ("ru", "Футболисты «Спартака» вылетели во вторник в Мадрид на ответный матч."),
        ("it", "L'oro è decollato martedì a Londra oltre i massimi."),
    ],
)  # fmt: skip
def test_no_flight_is_told(kit: Kit, lang: str, text: str) -> None:
    assert not flights(kit, lang, text)
