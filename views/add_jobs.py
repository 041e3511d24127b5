"""Reading what is brought, behind the page: one worker for the whole server, which takes turns.

Each job is a row of short steps. After a step it goes to the end of the queue, so that a large one
holds up nobody, and is looked at again only when its turn comes: then it sees that it was
cancelled. What the page sees of a job is replaced as a whole and never changed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline import config
from pipeline.errors import BadInput, DatelineError
from pipeline.model import Issue

if TYPE_CHECKING:
    from pipeline.api import Adder, Finding, Item, Kept

Phase = Literal["waiting", "opening", "reading", "ready", "keeping", "kept", "failed", "cancelled"]

MAX_ARTICLES: Final = 500  # of one job: all of them are held in memory until they are kept
MAX_ISSUES: Final = 200  # of one job that are listed
MAX_JOBS: Final = 20  # at work or waiting, of all sessions together
BUSY: Final = frozenset({"waiting", "opening", "reading", "keeping"})

_FAULT: Final = (
    "Reading stopped at a fault of the program ({}); its log tells more. Articles that were kept"
    " before are whole"
)

_log = logging.getLogger(__name__)
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="articles")
_lock = threading.Lock()
_running: set[Job] = set()
_adders: list[Adder] = []  # the one in use, or none; touched by the worker alone


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is."""

    phase: Phase = "waiting"
    findings: tuple[Finding, ...] = ()
    issues: tuple[Issue, ...] = ()  # of what gave no article
    failure: str = ""  # why it ended; empty when it did not fail
    done: int = 0  # articles kept so far
    kept: Kept | None = None  # None until everything is kept


@dataclass(eq=False)
class Job:
    """What one session brought in one go."""

    now: Progress = field(default_factory=Progress)
    cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def busy(self) -> bool:
        """Whether there is something to wait for."""
        return self.now.phase in BUSY

    def cancel(self) -> None:
        """Stop at the next step. What was kept before stays kept."""
        self.cancelled.set()

    def tell(self, **changes: object) -> None:
        """Another state from now on. Only the worker does so while the job is busy."""
        self.now = replace(self.now, **changes)  # type: ignore[arg-type]


def read(items: Callable[[], Sequence[Item]]) -> Job:
    """Begin to read. Raises BadInput when too many are at work already.

    ``items`` is called by the worker, for it may load what costs time.
    """
    job = Job()
    _begin(job, _reading(job, items))
    return job


def keep(job: Job, chosen: Collection[int]) -> None:
    """Begin to keep the findings with these numbers. Raises BadInput as ``read`` does."""
    wanted = [one for number, one in enumerate(job.now.findings) if number in chosen]
    _begin(job, _keeping(job, wanted), phase="keeping", failure="", done=0)


def _begin(job: Job, steps: Generator[None, None, None], **changes: object) -> None:
    with _lock:
        if len(_running) >= MAX_JOBS:
            raise BadInput(
                f"{MAX_JOBS} people are adding articles at this moment; try again in a minute"
            )
        _running.add(job)
    job.tell(**changes)
    _worker.submit(_turn, job, steps)


def _turn(job: Job, steps: Generator[None, None, None]) -> None:
    """Take one step and stand in the queue for the next one."""
    more = False
    try:
        more = _step(job, steps)
    except DatelineError as error:
        job.tell(phase="failed", failure=str(error))
    except Exception as error:
        _log.error("adding articles failed", exc_info=error)
        job.tell(phase="failed", failure=_FAULT.format(type(error).__name__))
        raise
    finally:
        if more:
            _worker.submit(_turn, job, steps)
        else:
            _end(job, steps)


def _step(job: Job, steps: Generator[None, None, None]) -> bool:
    """Whether there are more."""
    if job.cancelled.is_set():
        job.tell(phase="cancelled", findings=(), issues=())
        return False
    return next(steps, job) is not job


def _end(job: Job, steps: Generator[None, None, None]) -> None:
    steps.close()  # lets go of a page on its way and of the store
    with _lock:
        _running.discard(job)


def _reading(job: Job, items: Callable[[], Sequence[Item]]) -> Generator[None, None, None]:
    job.tell(phase="reading" if _adders else "opening")
    yield
    adder = _adder()
    job.tell(phase="reading")
    for found in adder.find(items()):
        yield
        if found is None:
            continue
        now = job.now
        if isinstance(found, Issue):
            if len(now.issues) < MAX_ISSUES:
                job.tell(issues=(*now.issues, found))
        elif len(now.findings) < MAX_ARTICLES:
            job.tell(findings=(*now.findings, found))
        else:
            job.tell(issues=(*now.issues, _too_many()))
            break
    job.tell(phase="ready")


def _keeping(job: Job, wanted: Sequence[Finding]) -> Generator[None, None, None]:
    yield
    kept: Kept | None = None
    for kept in _adder().keep(wanted):
        job.tell(done=kept.articles)
        yield
    job.tell(phase="kept", kept=kept, findings=())


def _too_many() -> Issue:
    return Issue(
        "too_many",
        f"only the first {MAX_ARTICLES} articles are shown; keep them and bring the rest, or read "
        "them all with `python -m pipeline run`",
    )


def _adder() -> Adder:
    """Words and tables, opened when they are first needed."""
    from pipeline.api import Adder  # costs more than a second

    settings = config.load()
    adder = _adders.pop().for_settings(settings) if _adders else Adder(settings)
    _adders.append(adder)
    return adder
