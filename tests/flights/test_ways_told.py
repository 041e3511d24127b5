"""Where flights came from, where they stopped and where they ended, told as reporters tell it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

_OTHER = frozenset({"airstrike", "closure", "shootdown", "withdrawal", "protest", "fire_explosion"})


def movement(kit: Kit, lang: str, text: str) -> Event:
    (event,) = (
        event
        for event in extract(Article("way", text, date(2026, 3, 4), lang=lang), kit).events
        if event.mode not in _OTHER
    )
    return event


def names(event: Event, role: str) -> str:
    return "; ".join(place.place.name for place in event.places if place.role == role)


@pytest.mark.parametrize(
    ("lang", "text", "origin", "via", "destination", "location"),
    [
        ("es", "Un par de B-1B de la Fuerza Aérea de EE. UU. se dejó ver el lunes al norte de "
         "La Guaira. Venían de Dyess, en Texas, y regresaron sin incidentes.",
         "Dyess Air Force Base", "", "", "al norte de La Guaira"),
        ("es", "Cuatro F-16 belgas aterrizaron el lunes en Siauliai. Habían despegado de "
         "Florennes.",
         "Florennes Air Base", "", "Šiauliai Air Base", ""),
        ("es", "España envía un avión con ayuda humanitaria para Gaza. El aparato despegó el "
         "lunes de Madrid y, tras una parada técnica en Atenas, llegó a El Arish.",
         "Madrid", "Athens", "Arīsh", ""),
        ("es", "Un A400M repatrió el lunes a 80 españoles de Níger: despegó de Niamey, hizo "
         "escala en Dakar y concluyó el viaje en Zaragoza.",
         "Niamey", "Dakar", "Zaragoza", ""),
        ("es", "El avión de la FACH que traía a 70 chilenos desde Beirut llegó el lunes a "
         "Santiago, vía Madrid.",
         "Beirut", "Madrid", "Santiago", ""),
        ("es", "Un C-295 de Getafe llevó el lunes carpas y mantas a Puerto Sudán, con una "
         "parada en El Cairo para repostar.",
         "Getafe", "Cairo", "Port Sudan", ""),
        ("es", "Cuatro B-1B aterrizaron el lunes en la base de Andersen, en Guam. Los "
         "bombarderos llegaban desde Ellsworth, en Dakota del Sur.",
         "Ellsworth Air Force Base", "", "Andersen Air Force Base", ""),
        ("es", "El C-295 partió el lunes de Getafe y llegó a Dakar después de pasar por "
         "Nuakchot.",
         "Getafe", "Nouakchott", "Dakar", ""),
        ("es", "Un vuelo de Flybondi entre Córdoba y Buenos Aires hizo el martes una escala no "
         "prevista en Rosario.",
         "Córdoba", "", "Buenos Aires", "Rosario"),
        ("es", "Un Airbus de Iberia que volaba de Quito a Madrid hizo el martes una parada no "
         "programada en Bermudas.",
         "Quito", "", "Madrid", "Bermuda"),
        ("es", "El A400M que trasladaba a los evacuados de Kabul tomó tierra el martes en "
         "Torrejón de Ardoz, vía Dubái.",
         "Kabul", "Dubai", "Torrejón de Ardoz", ""),
        ("es", "El avión con ayuda para Sudán partió el martes de Madrid y llegó a Puerto "
         "Sudán tras una parada técnica en Yeda.",
         "Madrid", "Jeddah", "Port Sudan", ""),
        ("fr", "Un A400M Atlas de la base d'Orléans-Bricy a acheminé lundi 15 tonnes de fret à "
         "Beyrouth.",
         "Orléans-Bricy Air Base", "", "Beirut", ""),
        ("fr", "Les deux A400M français ont déposé mardi à Djibouti 160 ressortissants évacués "
         "de Khartoum.",
         "Khartoum", "", "Djibouti", ""),
        ("fr", "Un A400M belge a rapatrié lundi 60 Belges de Tel-Aviv à Melsbroek.",
         "Tel Aviv", "", "Melsbroek Air Base", ""),
        ("fr", "Deux avions attendus à Nantes ont dû se rabattre lundi sur Rennes à cause du "
         "brouillard.",
         "", "", "Nantes", "Rennes"),
        ("fr", "Deux avions attendus à Nantes se sont rabattus lundi sur Rennes à cause du "
         "brouillard.",
         "", "", "Nantes", "Rennes"),
        ("fr", "Cinq C-17 en provenance de Charleston ont gagné mardi Ramstein.",
         "Charleston", "", "Ramstein Air Base", ""),
        ("fr", "Deux Phénix, stationnés à Istres, ont ravitaillé mardi en vol des Rafale "
         "au-dessus de la Roumanie.",
         "Istres", "", "", "Romania"),
        ("fr", "Deux A330 MRTT, stationnés à Istres, ont ravitaillé mardi des Rafale au-dessus "
         "de la Roumanie.",
         "Istres-Le Tubé Air Base", "", "", "Romania"),
        ("fr", "Après une nuit à Ramstein, les deux C-17 venus de Travis ont poursuivi mardi "
         "leur route vers Al Udeid.",
         "Travis Air Force Base", "Ramstein Air Base", "Al Udeid Air Base", ""),
        ("fr", "Les trois Rafale rentrés de Djibouti se sont posés lundi à Mont-de-Marsan.",
         "Djibouti", "", "Mont-de-Marsan", ""),
        ("fr", "Un avion d'écoute français, venant d'Évreux, a longé mardi la côte syrienne.",
         "Évreux-Fauville Air Base", "", "", ""),
        ("fr", "Quatre F-35 néerlandais relèvent depuis lundi les Typhoon portugais à Ämari.",
         "", "", "Ämari Air Base", ""),
        ("pt", "Dois B-1B aterraram na segunda-feira nas Lajes, na ilha Terceira. Tinham "
         "descolado de Dyess, no Texas.",
         "Dyess Air Force Base", "", "Lajes Field", ""),
        ("pt", "Quatro F-16 belgas pousaram na segunda-feira em Siauliai. Vinham de Florennes.",
         "Florennes Air Base", "", "Šiauliai Air Base", ""),
        ("pt", "Doze F-15 fizeram escala nas Lajes na segunda-feira. Vinham de Seymour "
         "Johnson, a caminho do Médio Oriente.",
         "Seymour Johnson Air Force Base", "Lajes Field", "Middle East", ""),
        ("pt", "Um voo de repatriamento com 140 portugueses partiu na segunda-feira de Amã e "
         "chegou a Lisboa com paragem em Larnaca.",
         "Amman", "Larnaca", "Lisbon", ""),
        ("pt", "Quatro aviões com destino à Madeira não conseguiram aterrar na terça-feira no "
         "Funchal e divergiram para Porto Santo.",
         "", "", "Funchal", "Porto Santo"),
        ("pt", "O Boeing 787 da TAAG, que ligava Luanda a Lisboa, desviou na terça-feira para "
         "a ilha do Sal.",
         "Luanda", "", "Lisbon", "Sal Island"),
        ("pt", "O avião da TAP que ligava Lisboa a Praia divergiu na terça-feira para a ilha "
         "do Sal.",
         "Lisbon", "", "Praia", "Sal Island"),
        ("pt", "Dois B-52 estacionados em Fairford realizaram na terça-feira uma missão de "
         "demonstração sobre o golfo da Finlândia.",
         "RAF Fairford", "", "", "Gulf of Finland"),
        ("pt", "Um avião de reabastecimento francês, oriundo de Istres, reabasteceu na "
         "terça-feira três Rafale sobre a Roménia.",
         "Istres-Le Tubé Air Base", "", "", "Romania"),
        ("pt", "Oriundos de Travis, dois C-17 pernoitaram em Ramstein e seguiram na "
         "terça-feira para Al Udeid.",
         "Travis Air Force Base", "Ramstein Air Base", "Al Udeid Air Base", ""),
        ("pt", "Dois C-17 oriundos de Travis pernoitaram na segunda-feira em Ramstein e "
         "seguiram para Al Udeid.",
         "Travis Air Force Base", "Ramstein Air Base", "Al Udeid Air Base", ""),
        ("pt", "Um P-3C CUP+ partiu na segunda-feira de Beja e seguiu durante dez horas um "
         "submarino russo a oeste do cabo de São Vicente.",
         "Beja", "", "", "a oeste do cabo de São Vicente"),
        ("pl", "Trzy bombowce B-1B wylądowały w poniedziałek w Fairford. Przyleciały z Dyess w "
         "Teksasie.",
         "Dyess Air Force Base", "", "RAF Fairford", ""),
        ("pl", "Cztery belgijskie F-16 wylądowały w poniedziałek w Szawlach. Wystartowały z "
         "Florennes.",
         "Florennes Air Base", "", "Šiauliai Air Base", ""),
        ("pl", "A340 Lufthansy w drodze z Frankfurtu do Tokio nieplanowo lądował we wtorek w "
         "Tbilisi.",
         "Frankfurt am Main", "", "Tokyo", "Tbilisi"),
        ("pl", "Airbus linii Condor w drodze z Frankfurtu do Punta Cana nieplanowo wylądował "
         "we wtorek na Azorach.",
         "Frankfurt am Main", "", "Punta Cana", "Azores"),
        ("pl", "Dwa B-52 stacjonujące w Fairford odbyły we wtorek lot demonstracyjny nad "
         "Zatoką Fińską.",
         "RAF Fairford", "", "", "Gulf of Finland"),
        ("pl", "Norweski P-8 z Evenes tropił w poniedziałek rosyjski okręt podwodny na Morzu "
         "Barentsa.",
         "Evenes Air Station", "", "", "Barents Sea"),
        ("pl", "Dwa KC-135, rozmieszczone w Ramstein, tankowały we wtorek myśliwce nad Polską.",
         "Ramstein Air Base", "", "", "Poland"),
        ("pl", "Dwa A330 MRTT z Eindhoven tankowały we wtorek myśliwce nad Rumunią.",
         "Eindhoven Air Base", "", "", "Romania"),
        ("pl", "Wojskowy C-130 z 60 ewakuowanymi Polakami z Bejrutu wylądował w poniedziałek w "
         "Warszawie. Po drodze zatrzymał się w Larnace.",
         "Beirut", "Larnaca", "Warsaw", ""),
        ("pl", "CASA z ratownikami i sprzętem odleciała w poniedziałek z Krakowa do Adany. Po "
         "drodze tankowała w Bukareszcie.",
         "Kraków", "Bucharest", "Adana", ""),
        ("pl", "Dwa wojskowe herculesy z ewakuowanymi z Izraela wylądowały we wtorek we "
         "Wrocławiu. Wystartowały z Ammanu.",
         "Amman", "", "Wrocław", ""),
        ("pl", "Polskie F-16 dyżurujące w Szawlach eskortowały we wtorek rosyjskiego Iła-20 "
         "nad Bałtykiem.",
         "Šiauliai Air Base", "", "", "Baltic Sea"),
        ("uk", "Вантажний Іл-76 іранської компанії Pouya Air у вівторок прилетів з Тегерана до "
         "Москви.",
         "Tehran", "", "Moscow", ""),
        ("uk", "Турецький A400M доправив у вівторок з Анкари до Порт-Судану намети, здійснивши "
         "проміжну посадку в Джидді.",
         "Ankara", "Jeddah", "Port Sudan", ""),
        ("uk", "Літак LOT, який прямував з Варшави до Чикаго, у вівторок здійснив аварійну "
         "посадку в Кефлавіку.",
         "Warsaw", "", "Chicago", "Keflavik Air Base"),
        ("uk", "Літак, що прямував з Варшави до Лондона, у вівторок здійснив аварійну посадку "
         "в Берліні.",
         "Warsaw", "", "London", "Berlin"),
        ("uk", "Літак AZAL, що летів з Баку в Грозний, у вівторок не зміг сісти й попрямував "
         "до Актау.",
         "Baku", "", "Grozny", "Aktau"),
        ("uk", "Літак easyJet, що прямував з Лондона до Кракова, у вівторок був змушений сісти "
         "в Празі через бійку на борту.",
         "London", "", "Kraków", "Prague"),
        ("uk", "Літак, який летів з Риму до Варшави, був змушений сісти у вівторок у Відні.",
         "Rome", "", "Warsaw", "Vienna"),
        ("uk", "Два B-52, розміщені у Ферфорді, у вівторок виконали демонстраційний політ над "
         "Фінською затокою.",
         "RAF Fairford", "", "", "Gulf of Finland"),
        ("uk", "Угорські «Гріпени», що базуються в Шяуляї, у понеділок супроводжували два "
         "російські Су-30.",
         "Šiauliai Air Base", "", "", ""),
        ("uk", "Два KC-135, що базуються в Рамштайні, у вівторок дозаправляли винищувачі над "
         "Польщею.",
         "Ramstein Air Base", "", "", "Poland"),
        ("uk", "Зафіксовано переліт трьох Ту-22М3 із Шайковки до Моздока у понеділок.",
         "Shaykovka Air Base", "", "Mozdok Air Base", ""),
        ("uk", "Чеський Airbus у вівторок привіз 90 громадян з Дохи до Праги.",
         "Doha", "", "Prague", ""),
        ("ar", "اعترضت مقاتلتان إسبانيتان متمركزتان في شياولياي الثلاثاء طائرة استطلاع روسية "
         "فوق بحر البلطيق.",
         "Šiauliai Air Base", "", "", "Baltic Sea"),
        ("ar", "توقفت طائرة المساعدات الجزائرية الثلاثاء في القاهرة قبل أن تواصل رحلتها إلى "
         "بورتسودان. وكانت قد انطلقت من الجزائر العاصمة.",
         "Algiers", "Cairo", "Port Sudan", ""),
        ("ar", "تم تحويل مسار رحلة الخطوط الجوية القطرية القادمة من مومباي إلى الدوحة نحو مسقط "
         "الاثنين.",
         "Mumbai", "", "Doha", "Muscat"),
        ("ar", "زودت طائرتا وقود أمريكيتان متمركزتان في قاعدة الظفرة مقاتلات بالوقود جوا "
         "الثلاثاء فوق الخليج.",
         "Al Dhafra Air Base", "", "", "Persian Gulf"),
        ("ar", "جابت طائرة بي-8 أمريكية تتمركز في البحرين أجواء مضيق هرمز الاثنين.",
         "Bahrain", "", "", "Strait of Hormuz"),
        ("ar", "انتقلت طائرة شحن إيرانية الثلاثاء من طهران إلى حميميم.",
         "Tehran", "", "Hmeimim Air Base", ""),
        ("ar", "انتقلت ثلاث طائرات شحن أمريكية الاثنين من رامشتاين إلى أربيل.",
         "Ramstein Air Base", "", "Erbil", ""),
        ("ar", "طائرتا إطفاء فرنسيتان انطلقتا الثلاثاء من نيم إلى أثينا.",
         "Nîmes", "", "Athens", ""),
        ("ar", "أقلعت طائرة مساعدات قطرية الثلاثاء من الدوحة إلى بيروت عبر لارنكا.",
         "Doha", "Larnaca", "Beirut", ""),
        ("ar", "أعادت طائرة مصرية الاثنين 120 من المصريين الذين تم إجلاؤهم من بيروت إلى "
         "القاهرة.",
         "Beirut", "", "Cairo", ""),
        ("ar", "غادرت أربع مقاتلات تايفون قاعدة العديد الثلاثاء عائدة إلى لندن.",
         "Al Udeid Air Base", "", "London", ""),
        ("ar", "حوّلت طائرة لمصر للطيران كانت متجهة من القاهرة إلى جدة مسارها الثلاثاء إلى "
         "المدينة المنورة بسبب الأحوال الجوية.",
         "Cairo", "", "Jeddah", "Madinah"),
    ],
)  # fmt: skip
def test_whence_over_what_and_where_to(
    kit: Kit, lang: str, text: str, origin: str, via: str, destination: str, location: str
) -> None:
    event = movement(kit, lang, text)
    found = tuple(names(event, role) for role in ("origin", "via", "destination", "location"))
    assert found == (origin, via, destination, location)


def test_a_landing_told_twice_is_kept_once(kit: Kit) -> None:
    """The happening and the movement have the same id where no airline is known."""
    text = "Літак, що летів з Варшави до Чикаго, у вівторок здійснив аварійну посадку в Осло."
    assert movement(kit, "uk", text).mode == "diversion"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Lockheed Martin entregó el martes en Fort Worth el F-35 número 1.300."),
        ("fr", "Dassault a livré lundi à Istres le dernier Rafale destiné à la Grèce."),
        ("pt", "A Embraer entregou na segunda-feira em Gavião Peixoto o sexto KC-390 à FAB."),
        ("ar", "سلمت لوكهيد مارتن الثلاثاء في فورت وورث مقاتلة إف-16 إلى البحرين."),
    ],
)
def test_a_delivery_by_the_maker_is_no_flight(kit: Kit, lang: str, text: str) -> None:
    assert not extract(Article("way", text, date(2026, 3, 4), lang=lang), kit).events
