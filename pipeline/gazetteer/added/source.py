"""A file as lines: plain or in a zip, counted, checked, and refused in words when it is wrong."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pipeline.errors import BadInput

LISTED = 5  # bad lines that are named; the others are only counted
LONGEST = 1_000_000  # bytes of a line: GeoNames' longest has some 10,000
BUFFER = 1 << 20  # bytes read from a zip at a time; its own lines are ten times slower
_FIRST = 1000  # lines after which most must have been good
_TOLD = 20_000  # lines between two moves of the bar
_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Source:
    """A file that is being read."""

    path: Path
    member: str  # name of the file inside a zip; empty for a plain file
    size: int  # bytes, unpacked
    tell: Callable[[float], None]  # told the share read
    lines: int = 0  # read so far
    bad: int = 0  # of them that could not be used
    first_bad: list[str] = field(default_factory=list)  # with line number and reason

    @property
    def label(self) -> str:
        """The file, for messages."""
        return f"{self.path.name} ({self.member})" if self.member else self.path.name

    def refuse(self, reason: str) -> None:
        """Count the present line as bad. Raises BadInput when most lines are."""
        self.bad += 1
        if len(self.first_bad) < LISTED:
            self.first_bad.append(f"line {self.lines}: {reason}")
        if self.bad * 2 > max(self.lines, _FIRST):
            self.give_up()

    def give_up(self) -> None:
        """Raises BadInput: this is not the file that its name says."""
        raise BadInput(
            f"{self.label}: {self.bad} of the first {self.lines} lines are wrong "
            f"({'; '.join(self.first_bad)}); download the file again"
        )

    def texts(self) -> Iterator[str]:
        """The lines without their ends; one that is no UTF-8 is counted and passed over.

        Raises BadInput for an empty file, another encoding, or a zip that is cut short.
        """
        read = 0
        with self._opened() as file:
            for raw in _lines(file, self.label):
                read += len(raw)
                self.lines += 1
                if self.lines % _TOLD == 0:
                    self.tell(min(1.0, read / max(1, self.size)))
                if self.lines == 1:
                    raw = self._checked(raw)
                try:
                    yield raw.decode().rstrip("\r\n")
                except UnicodeDecodeError as error:
                    self.refuse(f"byte {error.start + 1} of it is no UTF-8")
        if not self.lines:
            raise BadInput(f"{self.label} is empty; download it again")
        if self.bad * 2 > self.lines:
            self.give_up()

    def _checked(self, first: bytes) -> bytes:
        for mark, name in _MARKS:
            if first.startswith(mark):
                raise BadInput(
                    f"{self.label} is {name}; GeoNames' files are UTF-8: save it as that"
                )
        return first.removeprefix(_BOM)

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        try:
            if not self.member:
                with self.path.open("rb") as plain:
                    yield plain
            else:
                with zipfile.ZipFile(self.path) as packed, packed.open(self.member) as file:
                    yield io.BufferedReader(file, BUFFER)  # type: ignore[type-var]
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BadInput(_cut_short(self.path, error)) from error
        except (OSError, NotImplementedError, RuntimeError) as error:
            raise BadInput(f"{self.label} cannot be read: {error}") from error


def _lines(file: IO[bytes], label: str) -> Iterator[bytes]:
    """Lines of a bounded length: a file without line ends must not fill the memory."""
    number = 0
    while raw := file.readline(LONGEST):
        number += 1
        if len(raw) == LONGEST:
            raise BadInput(
                f"{label}, line {number}: longer than {LONGEST:,} bytes; this is no file of "
                "GeoNames or OurAirports"
            )
        yield raw


def open_source(path: Path, member_names: Callable[[str], bool]) -> Source:
    """The file, or the one file in a zip whose name is known.

    Raises BadInput when it does not exist, cannot be read, or the zip holds no such file.
    """
    if not path.is_file():
        raise BadInput(f"there is no file {path}")
    if path.suffix.lower() != ".zip":
        return Source(path, "", path.stat().st_size, _silent)
    try:
        with zipfile.ZipFile(path) as packed:
            found = [one for one in packed.infolist() if member_names(Path(one.filename).name)]
            holds = ", ".join(one.filename for one in packed.infolist()[:5]) or "nothing"
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise BadInput(_cut_short(path, error)) from error
    if len(found) != 1:
        raise BadInput(
            f"{path.name} holds {holds}; one file of GeoNames or OurAirports is looked for in it"
        )
    return Source(path, found[0].filename, found[0].file_size, _silent)


def digest(path: Path) -> str:
    """Hash of a file's bytes. Raises BadInput when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from error


def _cut_short(path: Path, error: Exception) -> str:
    return f"{path.name} is damaged or was not loaded to its end ({error}); download it again"


def _silent(_share: float) -> None:
    """No progress is shown."""
