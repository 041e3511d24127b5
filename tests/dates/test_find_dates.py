"""Date phrases in five languages, by the rules of ``pipeline.dates``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.dates import find_dates, shift_to_future
from pipeline.dates.find import grammar_of, pattern_faults
from pipeline.errors import ConfigError
from pipeline.lexicon import Language, Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, SentenceKind, Span, When

THURSDAY = date(2025, 10, 23)  # publication where nothing else is said


@pytest.fixture(scope="session")
def words() -> Lexicon:
    """The languages of the project."""
    return lexicon.load(Path(__file__).resolve().parents[2] / "data")


def document(
    *sentences: str, lang: str, published: date = THURSDAY, kinds: tuple[SentenceKind, ...] = ()
) -> Document:
    """An article of these sentences, a paragraph each."""
    text, made, at = "\n".join(sentences), [], 0
    for number, sentence in enumerate(sentences):
        kind = kinds[number] if kinds else "body"
        made.append(
            Sentence(
                Span(at, at + len(sentence)), lang, kind, number, tokenise(sentence, offset=at)
            )
        )
        at += len(sentence) + 1
    return Document(Article("a", text, published, lang=lang), tuple(made))


def read(words: Lexicon, lang: str, *sentences: str, published: date = THURSDAY) -> list[When]:
    """The dates found."""
    return list(find_dates(document(*sentences, lang=lang, published=published), words))


def days(when: When) -> tuple[str, str]:
    """The interval as ISO days."""
    return when.first.isoformat(), when.last.isoformat()


@pytest.mark.parametrize(
    ("lang", "sentence", "first", "last", "precision"),
    [
        # a bare weekday is the latest one on or before publication
        ("nl", "De toestellen stegen donderdag op.", "2025-10-23", None, "day"),
        ("en", "Two ships left on Friday.", "2025-10-17", None, "day"),
        ("es", "El buque zarpó el lunes.", "2025-10-20", None, "day"),
        ("fr", "Le convoi est parti mercredi.", "2025-10-22", None, "day"),
        ("de", "Am Sonnabend brannte das Lager.", "2025-10-18", None, "day"),
        ("pt", "O navio zarpou na segunda-feira.", "2025-10-20", None, "day"),
        ("it", "Il convoglio è partito mercoledì.", "2025-10-22", None, "day"),
        ("pt", "Na noite de segunda para terça-feira ardeu.", "2025-10-21", None, "time"),
        ("it", "Nella notte tra lunedì e martedì è bruciato.", "2025-10-21", None, "time"),
        ("pt", "Em meados de setembro choveu.", "2025-09-11", "2025-09-20", "week"),
        ("it", "A metà settembre pioveva.", "2025-09-11", "2025-09-20", "week"),
        # last is before publication, next the first after it
        ("en", "It sank last Thursday.", "2025-10-16", None, "day"),
        ("nl", "Komende vrijdag staken de machinisten.", "2025-10-24", None, "day"),
        ("es", "El próximo martes se reúnen.", "2025-10-28", None, "day"),
        ("fr", "La visite aura lieu mardi prochain.", "2025-10-28", None, "day"),
        ("de", "Die Landung ist für kommenden Montag geplant.", "2025-10-27", None, "day"),
        # of the week before, in either order
        ("en", "Tuesday last week the bridge fell.", "2025-10-14", None, "day"),
        ("nl", "Vorige week dinsdag viel de brug.", "2025-10-14", None, "day"),
        ("de", "Am Dienstag vergangener Woche stürzte die Brücke ein.", "2025-10-14", None, "day"),
        # words for days
        ("nl", "Eergisteren werd het stil.", "2025-10-21", None, "day"),
        ("es", "Anteayer tembló la tierra.", "2025-10-21", None, "day"),
        ("fr", "Il a atterri avant-hier.", "2025-10-21", None, "day"),
        ("de", "Vorgestern kam er an.", "2025-10-21", None, "day"),
        ("en", "They left the day before yesterday.", "2025-10-21", None, "day"),
        # parts of the day
        ("nl", "Donderdagavond klonk het alarm.", "2025-10-23", None, "time"),
        ("de", "Am Dienstagabend klang der Alarm.", "2025-10-21", None, "time"),
        ("es", "El jueves por la tarde marcharon.", "2025-10-23", None, "time"),
        ("fr", "Ils ont défilé jeudi soir.", "2025-10-23", None, "time"),
        # a night that runs into a day is that day
        ("nl", "In de nacht van maandag op dinsdag brak brand uit.", "2025-10-21", None, "time"),
        ("de", "In der Nacht zu Dienstag brach Feuer aus.", "2025-10-21", None, "time"),
        ("es", "La noche del lunes al martes hubo un incendio.", "2025-10-21", None, "time"),
        ("fr", "Dans la nuit de lundi à mardi, un feu a pris.", "2025-10-21", None, "time"),
        ("en", "Fire broke out overnight into Tuesday.", "2025-10-21", None, "time"),
        # weeks run Monday to Sunday
        ("en", "Last week two bombers came.", "2025-10-13", "2025-10-19", "week"),
        ("nl", "Vorige week kwamen twee bommenwerpers.", "2025-10-13", "2025-10-19", "week"),
        ("es", "La semana pasada llegaron dos buques.", "2025-10-13", "2025-10-19", "week"),
        ("fr", "La semaine dernière, deux navires sont venus.", "2025-10-13", "2025-10-19", "week"),
        ("de", "Vergangene Woche kamen zwei Schiffe.", "2025-10-13", "2025-10-19", "week"),
        ("en", "At the weekend a convoy left.", "2025-10-18", "2025-10-19", "day"),
        # months, their parts, seasons, years
        ("nl", "Vorige maand landde er een.", "2025-09-01", "2025-09-30", "month"),
        ("en", "It docks early next month.", "2025-11-01", "2025-11-10", "week"),
        ("nl", "Halverwege oktober vlogen ze weer.", "2025-10-11", "2025-10-20", "week"),
        ("fr", "Fin septembre, un pont a cédé.", "2025-09-21", "2025-09-30", "week"),
        ("es", "A principios de octubre llovió.", "2025-10-01", "2025-10-10", "week"),
        ("de", "Mitte August regnete es.", "2025-08-11", "2025-08-20", "week"),
        ("en", "It began in the autumn of 2023.", "2023-09-01", "2023-11-30", "month"),
        ("de", "Im Oktober 2023 bebte die Erde.", "2023-10-01", "2023-10-31", "month"),
        ("es", "En 1957 se desbordó el río.", "1957-01-01", "1957-12-31", "year"),
        # dates by the calendar
        ("es", "El pasado 15 de octubre cayó un avión.", "2025-10-15", None, "day"),
        ("en", "It fell on October 15, 2025.", "2025-10-15", None, "day"),
        ("de", "Am 1. November stürzte das Dach ein.", "2025-11-01", None, "day"),
        ("fr", "Le 6 mars, un sommet se tiendra.", "2025-03-06", None, "day"),
        ("nl", "Op 3 okt. 2025 was het raak.", "2025-10-03", None, "day"),
        ("en", "The log reads 2025-10-03.", "2025-10-03", None, "day"),
        ("nl", "Het besluit van 3/10/2025 ligt er.", "2025-10-03", None, "day"),
        ("en", "Filed 10/3/2025, sealed since.", "2025-10-03", None, "day"),
        ("en", "It was seen on the 14th.", "2025-10-14", None, "day"),
        ("nl", "Op de 30e ging het mis.", "2025-09-30", None, "day"),
        ("en", "He spoke on Christmas Day 2024.", "2024-12-25", None, "day"),
        # ranges hold both ends
        ("en", "From 13 to 19 October they circled.", "2025-10-13", "2025-10-19", "week"),
        ("nl", "Van maandag tot woensdag lag alles stil.", "2025-10-20", "2025-10-22", "day"),
        ("de", "Vom 3. bis 5. Mai 2024 wurde geübt.", "2024-05-03", "2024-05-05", "day"),
        ("es", "Del 3 al 5 de mayo de 2024 hubo maniobras.", "2024-05-03", "2024-05-05", "day"),
        ("fr", "Du 3 au 5 mai 2024, des manœuvres ont eu lieu.", "2024-05-03", "2024-05-05", "day"),
        ("en", "They trained October 13-19, 2025.", "2025-10-13", "2025-10-19", "week"),
        ("en", "From May to March it was closed.", "2024-05-01", "2025-03-31", "year"),
        ("en", "The road is shut since Monday.", "2025-10-20", "2025-10-23", "day"),
        ("de", "Seit Montag ist die Straße gesperrt.", "2025-10-20", "2025-10-23", "day"),
    ],
)
def test_phrase(
    words: Lexicon, lang: str, sentence: str, first: str, last: str | None, precision: str
) -> None:
    found = read(words, lang, sentence)
    assert [days(when) for when in found] == [(first, last or first)]
    assert found[0].precision == precision


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "They may leave with 12 F-35 jets and 2,000 people."),
        ("en", "Theresa May will march with the first ten men in the sun."),
        ("en", "He sat down a second time."),
        ("en", "The Sunday Times called it the first strike in six years."),
        ("en", "It caught fire an hour before turning back."),
        ("nl", "Voor de derde keer kwam hij tot zo'n 110 kilometer van de kust."),
        ("nl", "Hij telde 2000 mensen."),
        ("es", "El sismo ocurrió en el mar, a 35 kilómetros de la costa, por la mañana."),
        ("es", "Cayeron 300 litros en ocho horas."),
        ("pt", "Na segunda parte, a quarta tentativa falhou."),
        ("it", "Ha chiesto per la seconda volta una prova."),
        ("fr", "Les Vingt-Sept veulent envoyer une sonde sur Mars en vingt minutes."),
        ("de", "Am frühen Morgen zum zweiten Mal: so geht es nicht."),
    ],
)
def test_no_date(words: Lexicon, lang: str, sentence: str) -> None:
    assert read(words, lang, sentence) == []


def test_counts_from_the_date_told_before(words: Lexicon) -> None:
    found = read(
        words,
        "en",
        "Bombers were tracked on the 14th.",
        "A day later a jet came.",
        published=date(2024, 5, 17),
    )
    assert [days(when)[0] for when in found] == ["2024-05-14", "2024-05-15"]
    assert [when.anchor for when in found] == ["publication", "previous"]


@pytest.mark.parametrize(
    ("lang", "told", "counted", "day"),
    [
        ("nl", "Zondag was het raak.", "Drie dagen eerder ook al.", "2025-10-16"),
        ("es", "El domingo hubo un incendio.", "Tres días después llovió.", "2025-10-22"),
        ("pt", "No domingo houve um incêndio.", "Três dias depois choveu.", "2025-10-22"),
        ("it", "Domenica c'è stato un rogo.", "Due giorni prima anche.", "2025-10-17"),
        ("fr", "Dimanche, un feu a pris.", "Le lendemain, il pleuvait.", "2025-10-20"),
        ("de", "Am Sonntag brannte es.", "Zwei Tage zuvor auch.", "2025-10-17"),
    ],
)
def test_counts_in_every_language(
    words: Lexicon, lang: str, told: str, counted: str, day: str
) -> None:
    assert days(read(words, lang, told, counted)[-1]) == (day, day)


def test_counts_from_publication_when_nothing_was_told(words: Lexicon) -> None:
    found = read(words, "en", "Three days earlier it had rained.")
    assert days(found[0])[0] == "2025-10-20"
    assert found[0].anchor == "publication"


def test_a_post_is_dated_by_itself(words: Lexicon) -> None:
    text = ("Two jets overhead today. October 20, 2025", "Today it is quiet.")
    made = document(*text, lang="en", kinds=("post", "body"))
    assert [days(when)[0] for when in find_dates(made, words)] == [
        "2025-10-20",
        "2025-10-20",
        "2025-10-23",
    ]


def test_background_is_another_year_or_season(words: Lexicon) -> None:
    sentences = ("In 2019 it burned.", "In March it rained.", "On Monday it snowed.")
    assert [when.background for when in read(words, "en", *sentences)] == [True, True, False]


def test_clock_joins_its_day(words: Lexicon) -> None:
    found = read(words, "en", "It took off on Monday at 3 p.m. local time.")
    assert (found[0].clock, found[0].precision) == ("15:00", "time")
    found = read(words, "nl", "Maandag om 14.30 uur steeg hij op.")
    assert found[0].clock == "14:30"


def test_span_is_the_words(words: Lexicon) -> None:
    sentence = "Er wordt sinds maandag gestaakt."
    span = read(words, "nl", sentence)[0].span
    assert span is not None
    assert span.of(sentence) == "sinds maandag"


@pytest.mark.parametrize(
    ("lang", "sentence", "day"),
    [
        ("en", "Ministers meet on Tuesday.", "2025-10-28"),
        ("en", "It lands on the 14th.", "2025-11-14"),
        ("fr", "Le sommet se tiendra le 6 mars.", "2026-03-06"),
        ("en", "It ended last Friday.", "2025-10-17"),  # says itself that it is past
        ("en", "It ended on 6 March 2025.", "2025-03-06"),
    ],
)
def test_future_clause(words: Lexicon, lang: str, sentence: str, day: str) -> None:
    found = shift_to_future(read(words, lang, sentence)[0], THURSDAY)
    assert found.first.isoformat() == day


def test_impossible_days_are_left_out(words: Lexicon) -> None:
    assert read(words, "en", "It was signed on 30 February 2024.") == []


def test_every_pattern_can_be_read(words: Lexicon) -> None:
    for code in words.codes:
        assert list(pattern_faults(words.language(code))) == []


def test_a_pattern_that_cannot_be_read_is_named() -> None:
    table = {"dates": {"words": {"unit": {"day": ["tago"]}}, "patterns": {"ago": ["antaŭ {n}"]}}}
    with pytest.raises(ConfigError, match=r"eo.toml: .*antaŭ.*needs \{unit\}"):
        grammar_of(Language("eo", table, source="eo.toml"))


def test_a_new_language_is_one_table() -> None:
    table = {
        "dates": {
            "words": {"weekday": {"monday": ["lundo"]}, "last": ["pasinta"]},
            "patterns": {"last_weekday": ["la? {last} {weekday}"], "date": ["{weekday}"]},
        }
    }
    made = Lexicon({"eo": Language("eo", table, source="eo.toml")}, {})
    found = read(made, "eo", "Ĝi falis la pasinta lundo.")
    assert [days(when)[0] for when in found] == ["2025-10-20"]


def test_the_weekend_of_a_monday_ends_on_it(words: Lexicon) -> None:
    (when,) = read(words, "en", "Crowds gathered over the Labor Day weekend in Boston.")
    assert days(when) == ("2025-08-30", "2025-09-01")


def test_time_from_now_with_its_noun(words: Lexicon) -> None:
    (when,) = read(words, "en", "The drill will begin in two weeks\u2019 time.")
    assert days(when) == ("2025-11-06", "2025-11-06")
