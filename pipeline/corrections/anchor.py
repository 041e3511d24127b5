"""What a correction is about: an event as one article tells it, found again after another run.

The id of a telling changes with the words and the code that read it. Its article, the sentences
it was read from and what kind of event it is outlive that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Event, telling_id

MAX_QUOTES: Final = 20
_SAYS_ENOUGH: Final = 12  # letters from which a sentence inside another one is the same sentence


@dataclass(frozen=True, slots=True)
class Anchor:
    """A telling, by what another run will find again."""

    article_id: str
    quotes: tuple[str, ...]  # the sentences that carry it, best first
    mode: str  # what the machine took it for
    where: str = ""  # name of its first place; tells two of one sentence apart
    alone: bool = False  # True: no other event was told in these sentences
    telling: str = ""  # ``telling_id`` at that time; empty when it is not known

    def __post_init__(self) -> None:
        if not self.article_id or not any(map(str.strip, self.quotes)):
            raise ValueError("a correction is about an article and a sentence in it")
        if len(self.quotes) > MAX_QUOTES:
            raise ValueError(f"{len(self.quotes)} sentences; {MAX_QUOTES} are the most")


def anchors(
    tellings: Iterable[Event], siblings: Callable[[str], Sequence[Event]]
) -> tuple[Anchor, ...]:
    """What a correction of these tellings is about; ``siblings`` gives the events of an article."""
    return tuple(_anchor(one, siblings(one.sources[0].article_id)) for one in tellings)


def _anchor(telling: Event, siblings: Sequence[Event]) -> Anchor:
    name, source = telling_id(telling), telling.sources[0]
    quotes = source.quotes[:MAX_QUOTES]
    others = [one for one in siblings if telling_id(one) != name]
    alone = not any(_shared(quotes, one) for one in others)
    return Anchor(source.article_id, quotes, telling.mode, _where(telling), alone, name)


def find(anchor: Anchor, tellings: Sequence[Event]) -> Event | None:
    """The telling among those of the article; None when it is gone or cannot be told from others.

    In a sentence that tells several events kind and place decide. Another kind or place is the
    same telling only where the sentence told nothing else: a wrong find is worse than none.
    """
    same = [one for one in tellings if anchor.telling and telling_id(one) == anchor.telling]
    near = [one for one in tellings if _shared(anchor.quotes, one)]
    alike = [one for one in near if one.mode == anchor.mode]
    there = [one for one in alike if _where(one) == anchor.where]
    sure = (same, there, _of_most_sentences(anchor.quotes, there))
    choices = (*sure, alike, near) if anchor.alone else sure
    return next((choice[0] for choice in choices if len(choice) == 1), None)


def _of_most_sentences(quotes: Sequence[str], tellings: Sequence[Event]) -> list[Event]:
    counts = [_shared(quotes, one) for one in tellings]
    return [one for one, n in zip(tellings, counts, strict=True) if n == max(counts)]


def _shared(quotes: Sequence[str], telling: Event) -> int:
    """How many of the sentences carry the telling."""
    own = [_folded(quote) for quote in telling.sources[0].quotes]
    return sum(any(_is_same(_folded(quote), other) for other in own) for quote in quotes)


def _is_same(one: str, other: str) -> bool:
    """Equal, or one cut short where sentences are now cut elsewhere."""
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) >= _SAYS_ENOUGH and short in long))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _where(telling: Event) -> str:
    return next((item.place.name for item in telling.places), "")
