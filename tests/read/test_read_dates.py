"""The day of publication: read where it is written, refused where it cannot be, never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ItemFailed
from pipeline.read.published import checked, parse_day, split_first_line

DAY = date(2025, 10, 24)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "written",
    [
        "2025-10-24",
        "2025-10-24T23:30:00-04:00",
        "2025-10-24 00:10:00Z",
        "2025/10/24",
        "20251024",
        "20251024T120000Z",
        "24-10-2025",
        "24.10.2025",
        "24/10/2025",
        "10/24/2025",
        "1761264000",
        "1761264000000",
        "24 oktober 2025",
        "vrijdag 24 oktober 2025, 14:30 uur",
        "October 24, 2025",
        "Oct. 24th, 2025 at 10:15 PM",
        "Fri, 24 Oct 2025 22:00:00 GMT",
        "24 de octubre de 2025",
        "viernes, 24 de octubre de 2025 - 10:15 h",
        "le 24 octobre 2025 à 14h30",
        "24. Oktober 2025",
        "Freitag, 24. Oktober 2025, 14:30 Uhr",
        "Friday, October 24, 2025 2:30 pm EDT",
    ],
)
def test_a_written_day_is_read_as_printed(written: str) -> None:
    assert parse_day(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2025",
        "October 2025",
        "12 F-35 jets",
        "1,500",
        "03/04/2025",
        "31 Feb 2025",
        "2025-02-31",
        "2025-13-01",
        "0000-01-01",
        "24 oktober",
        "24 oktober en 25 november 2025",
        "24 25 oktober 2025",
        "a" * 500,
        "9" * 400,
        "24.10.25",
    ],
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert parse_day(written) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (" date 2025-10-24 De Amerikaanse president.", "De Amerikaanse president."),
        ("Date: 2025-10-24\nText.", "Text."),
        ("2025-10-24\n\nText.", "Text."),
        ("2025-10-24T10:15:00+02:00 Text.", "Text."),
        ("2025-10-24 – Text.", "Text."),
        ("\n24 oktober 2025\nText.", "Text."),
        ("Gepubliceerd op vrijdag 24 oktober 2025 om 14:30\nText.", "Text."),
        ("Published: October 24, 2025\nText.", "Text."),
        ("Publicado el 24 de octubre de 2025\nTexto.", "Texto."),
        ("Publié le 24 octobre 2025 à 14h30\nTexte.", "Texte."),
        ("Stand: 24. Oktober 2025, 14:30 Uhr\nText.", "Text."),
        ("24/10/2025\nText.", "Text."),
    ],
)
def test_the_first_line_gives_the_date_and_loses_it(text: str, rest: str) -> None:
    first = split_first_line(text)
    assert first is not None
    assert (parse_day(first.published), first.text) == (DAY, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Op 24 oktober 2025 vlogen twee toestellen.\nTekst.",
        "De slag van 18 juni 1815\nTekst.",
        "Text of 2025-10-24.",
        "Waterloo 2025-10-24 text",
        "24 oktober\nTekst.",
        "",
        "\n\n",
        "Text.\n2025-10-24",
        "2025\nText.",
    ],
)
def test_prose_with_a_date_is_left_alone(text: str) -> None:
    assert split_first_line(text) is None


@given(st.dates())
def test_every_day_is_read_or_refused(day: date) -> None:
    written = f"{day.day}.{day.month}.{day.year:04}"
    assert parse_day(written) == parse_day(day.isoformat()) == day
    if date(1800, 1, 1) <= day <= TODAY + timedelta(days=1):
        assert checked(day, today=TODAY) == day
    else:
        with pytest.raises(ItemFailed) as refused:
            checked(day, today=TODAY)
        assert refused.value.code == "bad_date"


@given(st.text(max_size=200))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert parse_day(text) is None or isinstance(parse_day(text), date)
    split_first_line(text)
