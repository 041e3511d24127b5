"""Cyrillic letters in what is written in Latin ones elsewhere: designations of aircraft."""

from __future__ import annotations

from collections.abc import Iterator

# By sound, as ICAO and the makers write the names of their bureaus in Latin letters (Ту: Tu).
_SOUNDS = str.maketrans(
    dict(
        zip(
            "АБВГДЕЗИІКЛМНОПРСТУФХабвгдезиіклмнопрстуфх",
            "ABVGDEZIIKLMNOPRSTUFHabvgdeziiklmnoprstufh",
            strict=True,
        )
    )
    | {"Я": "Ya", "я": "ya", "Ю": "Yu", "ю": "yu", "Й": "Y", "й": "y"}
)
# By look: a keyboard left in Cyrillic gives С-130 and В-52.
_LOOKS = str.maketrans("АВСЕНКМОРТХУІ", "ABCEHKMOPTXYI")


def latin(word: str) -> Iterator[str]:
    """The word in Latin letters by sound, then by look; as it is when it has no other letters."""
    if word.isascii():
        yield word
        return
    yield from dict.fromkeys((word.translate(_SOUNDS), word.translate(_LOOKS)))
