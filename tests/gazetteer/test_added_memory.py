"""Adding needs no more memory for a longer file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from pipeline import config
from tests.gazetteer.geonames_files import alternate, invented, write

PROGRAM = """
import resource, sys
from datetime import date
from pathlib import Path
from pipeline import config
from pipeline.gazetteer.added import add, writer

writer.BYTES_A_SHARD, writer.HELD, writer.CHUNK = 1_000_000, 10_000, 20_000
done = add(Path(sys.argv[1]), data=config.DATA, out=Path(sys.argv[2]), today=date(2026, 1, 1))
assert done.added.lines == int(sys.argv[3]) and not done.added.bad, done
# Linux counts the parent's memory into ru_maxrss of a new process; VmHWM is the process's own.
status = Path("/proc/self/status")
kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if status.exists():
    kilobytes = int(status.read_text().split("VmHWM:")[1].split()[0])
print(kilobytes / 1024)
"""
SHORT, LONG = 50_000, 300_000
MORE_MB = 20.0  # allowed for six times the lines, whose places and names are ten times that


def peak_mb(path: Path, out: Path, lines: int) -> float:
    """The most memory of a process that adds the file."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), str(out), str(lines)],
        capture_output=True,
        text=True,
        cwd=config.ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return float(done.stdout)


def test_memory_does_not_grow_with_the_file(out: Path, tmp_path: Path) -> None:
    """Places; the lines repeat themselves with other ids, so that making them takes no time."""
    some = [line.split("\t", 1)[1] for line in invented(5000, most_others=0)]
    peaks = []
    for lines in (SHORT, LONG):
        numbered = (f"{50_000_000 + at}\t{line}" for at, line in enumerate(cycle(some)))
        path = write(tmp_path / "allCountries.txt", islice(numbered, lines))
        peaks.append(peak_mb(path, out, lines))
        shutil.rmtree(out / "added")
        (out / "added.json").unlink()
    assert peaks[1] - peaks[0] < MORE_MB, peaks


def test_memory_does_not_grow_with_alternate_names(out: Path, tmp_path: Path) -> None:
    peaks = []
    for lines in (SHORT, LONG):
        path = write(
            tmp_path / "alternateNamesV2.txt",
            (alternate(at, f"Zyx {at:x}", lang="nl") for at in range(1, lines + 1)),
        )
        peaks.append(peak_mb(path, out, lines))
    assert peaks[1] - peaks[0] < MORE_MB, peaks
