"""The day of publication: what a file says, what a first line says, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError

from pipeline.config import DATA
from pipeline.errors import ItemFailed
from pipeline.lexicon import read_toml

FIRST_YEAR = 1800  # no newspaper text that anyone maps is older; year 1 or 1500 is a misreading
_MAX_DATE_CHARS = 120  # a longer value is no date
_MAX_LINE_CHARS = 90  # a longer first line is prose

_CLOCK = re.compile(
    r"[T ,]*\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?\s?(?:[ap]\.?m\b\.?)?"
    r"\s?(?:Z\b|(?:UTC|GMT)?[+-]\d{2}:?\d{2}\b)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")  # since 1970, or milliseconds
_WORD = re.compile(r"\d+|[^\W\d_]+")
_ORDINAL = frozenset({"st", "nd", "rd", "th", "er", "e", "ste", "de", "º", "ª", "o", "a"})
_ZONES = frozenset(
    {"utc", "gmt", "cet", "cest", "est", "edt", "pst", "pdt", "bst", "am", "pm", "h", "u"}
)

# ``date 2025-10-24 Text that goes on``: the date, with or without a word before it.
_STAMP = re.compile(
    r"\s*(?:(?P<label>[^\W\d_]{1,20})\s?:?\s)?\s?(?P<date>\d{4}-\d{1,2}-\d{1,2})"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"(?:\s?[|:–—-](?=\s))?(?:\s+|$)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A text whose first line held its date."""

    published: str  # as written
    text: str  # the text without those words


def checked(day: date, *, today: date) -> date:
    """``day`` itself. Raises ItemFailed ``bad_date`` when it cannot be a day of publication.

    One day after ``today`` is allowed: east of us tomorrow has begun.
    """
    if day.year < FIRST_YEAR:
        raise ItemFailed(
            f"the date {day.isoformat()} is before {FIRST_YEAR}; correct it, or give --published",
            code="bad_date",
        )
    if day > today + timedelta(days=1):
        raise ItemFailed(
            f"the date {day.isoformat()} lies in the future (today is"
            f" {today.isoformat()}); correct it",
            code="bad_date",
        )
    return day


def parse_day(text: str) -> date | None:
    """The calendar day that ``text`` writes, as printed there: no change of time zone.

    None when it is none, or when day and month could be exchanged (03/04/2025).
    """
    text = " ".join(text.split())
    if not text or len(text) > _MAX_DATE_CHARS:
        return None
    if found := _SECONDS.fullmatch(text):
        seconds = int(found[1]) if found[1] else int(found[2]) / 1000
        return datetime.fromtimestamp(seconds, UTC).date()
    if found := _COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _YEAR_FIRST.search(text):
        return _day(found[1], found[3], found[4])
    if found := _YEAR_LAST.search(text):
        return _year_last(found)
    return _in_words(text)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _year_last(found: re.Match[str]) -> date | None:
    first, mark, second, year = found.groups()
    if mark == "." or int(first) > 12 or first == second:  # points are the European order
        return _day(year, second, first)
    return _day(year, first, second) if int(second) > 12 else None


def _in_words(text: str) -> date | None:
    """``24 oktober 2025``, ``October 24th, 2025``, ``Fri, 24 Oct 2025 10:00:00 GMT``."""
    months: list[int] = []
    days: list[str] = []
    years: list[str] = []
    for word in _WORD.findall(_CLOCK.sub(" ", text)):
        if word.isdigit():
            (years if len(word) == 4 else days).append(word)
        elif month := _calendar().months.get(word.lower()):
            months.append(month)
    if len(set(months)) != 1 or len(years) != 1 or len(days) != 1:
        return None
    return _day(years[0], str(months[0]), days[0])


def split_first_line(text: str) -> Dated | None:
    """The date that opens ``text``, None when its first line holds none.

    Either an ISO date as the very first thing, after at most one word such as "date"; or a first
    line of nothing but a date, perhaps with a weekday, a clock time and a word such as "Published".
    """
    stamp = _STAMP.match(text)
    if stamp and (stamp["label"] or "date").lower() in _calendar().labels:
        return Dated(stamp["date"], text[stamp.end() :])
    body = text.lstrip()
    line, _, rest = body.partition("\n")
    if len(line) <= _MAX_LINE_CHARS and _is_date_line(line):
        return Dated(line.strip(), rest.lstrip("\n"))
    return None


def _is_date_line(line: str) -> bool:
    known = _calendar()
    words = [word.lower() for word in _WORD.findall(_CLOCK.sub(" ", line))]
    if not any(word.isdigit() and len(word) == 4 for word in words):
        return False
    spelled = any(word in known.months for word in words)
    numeric = bool(_YEAR_FIRST.search(line) or _YEAR_LAST.search(line))
    return (spelled or numeric) and all(
        word.isdigit()
        or word in known.months
        or word in known.weekdays
        or word in known.labels
        or word in _ORDINAL
        or word in _ZONES
        for word in words
    )


@dataclass(frozen=True, slots=True)
class _Calendar:
    months: Mapping[str, int]
    weekdays: frozenset[str]
    labels: frozenset[str]


@cache
def _calendar() -> _Calendar:
    """Names of months and weekdays of every language of data/lang, from CLDR.

    A name that means different months in two languages is left out.
    """
    months: dict[str, int] = {}
    clash: set[str] = set()
    weekdays: set[str] = set()
    labels = {"date"}
    for path in sorted((DATA / "lang").glob("*.toml")):
        words = read_toml(path).get("language", {}).get("date_labels", [])
        labels.update(str(word).lower() for word in words)
        for name, number in _month_names(path.stem):
            clash |= {name} if months.setdefault(name, number) != number else set()
        weekdays |= _weekday_names(path.stem)
    return _Calendar(
        {name: number for name, number in months.items() if name not in clash},
        frozenset(weekdays),
        frozenset(labels),
    )


def _month_names(code: str) -> list[tuple[str, int]]:
    locale = _locale(code)
    if locale is None:
        return []
    tables = [
        locale.months[form][width]
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    ]
    return [
        (name.lower().rstrip("."), number)
        for table in tables
        for number, name in table.items()
        if name[0].isalpha()
    ]


def _weekday_names(code: str) -> set[str]:
    locale = _locale(code)
    if locale is None:
        return set()
    tables = [locale.days["format"][width] for width in ("wide", "abbreviated")]
    return {
        part for table in tables for name in table.values() for part in _WORD.findall(name.lower())
    }


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None
