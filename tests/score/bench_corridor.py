"""How fast whole articles become events, and which step takes the time.

    python tests/score/bench_corridor.py CORPUS.jsonl… [--most 300]

One core, processor time, after the tables are loaded. The steps are measured in the run itself,
each without the steps that it calls, so that their shares add up to the whole. At the end the
articles are read again, and the peak of the memory is told after each round: what is remembered
between articles is bounded, so it stays where the first rounds leave it.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline import dates, dedup, run
from pipeline.cli.options import kit_for, settings_for
from pipeline.extractors import rules
from pipeline.model import Article
from pipeline.score.places import load_gold

WARM = 5  # articles read before the clock starts, which fill the caches
# Read with them, for the coast is a table too and is loaded by who first asks for it.
COAST = "Two ships burned 50 miles off the coast of Yemen and 20 miles north of Oran, Algeria."
STEPS: tuple[tuple[Any, str], ...] = (
    (run, "to_document"),
    (run, "find_places"),
    (run, "resolve"),
    (run, "place_offsets"),
    (run, "areas_of"),
    (dates, "find_dates"),
    (run, "find_actors"),
    (run, "find_aircraft"),
    (run, "find_callsigns"),
    (run, "find_clauses"),
    (rules, "find_events"),
    (rules, "find_flights"),
    (rules, "attach_aircraft"),
    (dedup, "within_article"),
    (run, "attach_claims"),
)


class Clock:
    """Processor seconds spent in each step, less those of the steps inside it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inner = [0.0]

    def watch(self, module: Any, name: str) -> None:
        """Time this function of a module from now on."""
        setattr(module, name, self._timed(name, getattr(module, name)))

    def _timed(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(step)
        def timed(*args: Any, **more: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                return step(*args, **more)
            finally:
                spent = time.process_time() - start
                self.seconds[name] += spent - self._inner.pop()
                self._inner[-1] += spent

        return timed


def articles_of(corpora: Sequence[Path], most: int) -> list[Article]:
    """The articles of the corpora, evenly drawn when there are more than ``most``."""
    gold = [document for path in corpora for document in load_gold(path)]
    step = max(1, -(-len(gold) // most))
    return [document.article for document in islice(gold, 0, None, step)]


def measure(articles: Sequence[Article]) -> tuple[float, int, Clock]:
    """Processor seconds, events found, and the time of each step."""
    kit, clock = kit_for(settings_for()), Clock()
    for article in (Article("coast", COAST, date(2025, 1, 1)), *articles[:WARM]):
        run.extract(article, kit)
    for module, name in STEPS:
        clock.watch(module, name)
    gc.collect()
    gc.freeze()
    start = time.process_time()
    events = sum(len(run.extract(article, kit).events) for article in articles)
    return time.process_time() - start, events, clock


def peak_mb() -> float:
    """Peak of the resident memory of this process, in MB of 10^6 bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def remember(articles: Sequence[Article], rounds: int) -> None:
    """Print the peak of the memory after each further round over the articles."""
    kit = kit_for(settings_for())
    for number in range(rounds):
        for article in articles:
            run.extract(article, kit)
        print(f"  after {(number + 1) * len(articles):6} articles {peak_mb():6.0f} MB at most")


def main() -> None:
    """Print articles a second and the share of each step."""
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    reader.add_argument("corpora", nargs="+", type=Path)
    reader.add_argument("--most", type=int, default=300, help="articles to read, about")
    reader.add_argument("--rounds", type=int, default=0, help="rounds that measure the memory")
    given = reader.parse_args()
    articles = articles_of(given.corpora, given.most)
    total, events, clock = measure(articles)
    letters = sum(len(article.text) for article in articles) / len(articles)
    print(f"{len(articles)} articles of {letters:.0f} characters, {events} events")
    print(f"{len(articles) / total:.0f} articles/s, {1e3 * total / len(articles):.1f} ms each")
    rest = total - sum(clock.seconds.values())
    for name, spent in [*clock.seconds.most_common(), ("all else", rest)]:
        print(f"  {name:16}{1e3 * spent / len(articles):7.2f} ms {spent / total:5.0%}")
    remember(articles, given.rounds)


if __name__ == "__main__":
    main()
