"""Articles that a person brings: read, shown before they are kept, kept so that they stay.

Each kept article becomes a file of a folder beside the store, from which it can be read again.
What is shown is what that file gives, so that a later run finds nothing changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from pipeline import run
from pipeline.config import Settings
from pipeline.errors import BadInput, ItemFailed, StoreError
from pipeline.model import Article, Issue, Outcome
from pipeline.read import Fetching, paste, read_bytes
from pipeline.read.articles import made_id
from pipeline.store.read import Reader, open_reader
from pipeline.store.write import open_writer

_LOOK_S: Final = 0.1  # how long a look at a page on its way takes
_UNDATED: Final = (
    "it does not say on which day it was published, from which “on Monday” and “last week” are"
    " counted; give the day and read it again"
)

Known = Literal["new", "same", "edited", "copy"]


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text from the clipboard."""

    text: str
    published: date | None = None  # None: its first line says it
    title: str = ""
    publisher: str = ""
    lang: str = ""  # ISO 639-1; empty: to be detected


@dataclass(frozen=True, slots=True)
class Upload:
    """A file from the person's own disk."""

    name: str  # a label, whose ending tells the kind; never a path
    data: bytes
    published: date | None = None  # of articles that do not say it


@dataclass(frozen=True, slots=True)
class Address:
    """A web page to be fetched."""

    url: str
    published: date | None = None  # when the page does not say it


Item = Pasted | Upload | Address


@dataclass(frozen=True, slots=True)
class Finding:
    """What an article would give. Nothing of it is kept yet."""

    outcome: Outcome
    # new; same: this very article is in the store; edited: another version of it is; copy: its
    # text is there under another id
    known: Known = "new"
    like: Article | None = None  # the one in the store; None for a new article


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept."""

    articles: int
    new: tuple[str, ...]  # ids of events that only these articles tell
    joined: tuple[str, ...]  # ids of events that others told before


class Adder:
    """Reads what is brought and keeps what is wanted. Used by one thread at a time."""

    def __init__(self, settings: Settings, kit: run.Kit | None = None) -> None:
        """Open the words and tables, unless ``kit`` has them. Raises ConfigError."""
        self.kit = kit or run.open_kit(settings)
        self.settings = settings

    def for_settings(self, settings: Settings) -> Adder:
        """One for these settings; it shares the words and tables when only the store differs."""
        here = self.settings.model_copy(
            update={"store": settings.store, "added": settings.added, "fetch": settings.fetch}
        )
        alike = here == settings and not settings.geocoders  # they keep answers in the store
        return Adder(settings, self.kit if alike else None)

    def find(self, items: Sequence[Item]) -> Iterator[Finding | Issue | None]:
        """What the items would give, one article at a time; None while a page is on its way."""
        seen: dict[str, str] = {}  # text hash by id
        for item in items:
            for found in self._read(item):
                if not isinstance(found, Article):
                    yield found
                elif found.id in seen:
                    yield _twice(found, same=seen[found.id] == found.text_hash)
                else:
                    seen[found.id] = found.text_hash
                    yield self._finding(found)

    def keep(self, findings: Sequence[Finding]) -> Iterator[Kept]:
        """Keep these articles, one a step; the last value tells the whole.

        Raises StoreError when the store or the folder beside it cannot be written.
        """
        ids: list[str] = []
        with closing(open_writer(self.settings.store)) as writer:
            for finding in findings:
                article = finding.outcome.article
                undo = _save(self.settings.added_folder, article)
                try:
                    run.keep(finding.outcome, kit=self.kit, writer=writer)
                except (StoreError, ItemFailed):
                    undo()
                    raise
                ids.append(article.id)
                yield Kept(len(ids), (), ())
        yield self._kept(ids)

    def _read(self, item: Item) -> Iterator[Article | Issue | None]:
        today = datetime.now(UTC).date()
        if isinstance(item, Pasted):
            yield self._pasted(item, today)
        elif isinstance(item, Upload):
            yield from map(_told, self._file(item, today))
        else:
            yield from self._fetched(item, today)

    def _file(self, item: Upload, today: date) -> Iterator[Article | Issue]:
        return read_bytes(
            item.name, item.data, settings=self.settings.read, published=item.published, today=today
        )

    def _pasted(self, item: Pasted, today: date) -> Article | Issue:
        try:
            return paste(
                item.text.strip(), title=item.title, published=item.published, today=today,
                publisher=item.publisher, lang=item.lang or None, settings=self.settings.read,
            )  # fmt: skip
        except BadInput as error:
            reason = error.__cause__
            code = reason.code if isinstance(reason, ItemFailed) else "failed"
            return _told(Issue(code, str(error), "pasted text"))

    def _fetched(self, item: Address, today: date) -> Iterator[Article | Issue | None]:
        try:
            fetching = Fetching(item.url, self.settings.fetch)
            with closing(_Hold(fetching)):
                while (page := fetching.wait(_LOOK_S)) is None:
                    yield None
        except ItemFailed as error:
            yield Issue(error.code, str(error), item.url[:200])
            return
        for found in self._file(Upload(page.name, page.data, item.published), today):
            yield _at(found, page.url) if isinstance(found, Article) else _told(found)

    def _finding(self, article: Article) -> Finding | Issue:
        """The article as its file will give it, looked up in the store, and its events."""
        kept = self._as_kept(article)
        if isinstance(kept, Issue):
            return kept
        article = kept
        known, like = self._known(article)
        if known == "same":
            return Finding(Outcome(article), known, like)
        return Finding(run.extract(article, self.kit), known, like)

    def _as_kept(self, article: Article) -> Article | Issue:
        today = datetime.now(UTC).date()
        found = next(self._file(Upload(f"{_stem(article)}.md", _as_file(article)), today))
        if isinstance(found, Issue):
            return replace(found, source=article.source)
        return replace(found, source=article.source, notes=article.notes)

    def _known(self, article: Article) -> tuple[Known, Article | None]:
        reader = self._reader()
        if reader is None:
            return "new", None
        with reader:
            if (stored := reader.article(article.id)) is not None:
                return ("same" if stored.revision == article.revision else "edited"), stored
            like = reader.same_text(article.text)
            return ("copy" if like else "new"), like

    def _reader(self) -> Reader | None:
        """The store, None when there is none yet."""
        return open_reader(self.settings.store) if self.settings.store.exists() else None

    def _kept(self, ids: Sequence[str]) -> Kept:
        with open_reader(self.settings.store) as reader:
            told = sorted({event for one in ids for event in reader.told_by(one)})
            events = [event for event in map(reader.event, told) if event is not None]
        new = {e.id for e in events if all(source.article_id in ids for source in e.sources)}
        return Kept(
            len(ids),
            tuple(e.id for e in events if e.id in new),
            tuple(e.id for e in events if e.id not in new),
        )


class _Hold:
    """Gives a page up when nobody waits for it any more."""

    def __init__(self, fetching: Fetching) -> None:
        self.close = fetching.stop


def _told(found: Article | Issue) -> Article | Issue:
    """A missing day is told as it can be mended on the page."""
    if isinstance(found, Issue) and found.code == "no_date":
        return replace(found, message=f"{found.source}: {_UNDATED}")
    return found


def _twice(article: Article, *, same: bool) -> Issue:
    if same:
        said = "it is brought twice; once is enough"
        return Issue("twice", f"{article.source}: {said}", article.source, severity="info")
    said = f"another text that is brought has the id {article.id} too; give it an id of its own"
    return Issue("same_id", f"{article.source}: {said}", article.source)


def _at(article: Article, url: str) -> Article:
    """A fetched article with its address: the page's own word counts for its own host only."""
    if article.url and urlsplit(article.url).hostname == urlsplit(url).hostname:
        return article
    own = article.id == made_id(article.url, article.publisher, article.text)
    made = made_id(url, article.publisher, article.text)
    return replace(article, url=url, id=made if own else article.id)


def _stem(article: Article) -> str:
    """The name of the article's file. An edited article has the same one: it takes its place."""
    return hashlib.sha256(article.id.encode()).hexdigest()[:20]


def _as_file(article: Article) -> bytes:
    """Markdown with front matter that is read as exactly this article."""
    fields = {
        "id": article.id, "published": article.published.isoformat(), "title": article.title,
        "publisher": article.publisher, "url": article.url, "lang": article.lang or "",
    }  # fmt: skip
    # A JSON string is a YAML string.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["---", *(line for line in lines), "---", article.text, ""]).encode()


class _Undo:
    """Puts a file back as it was."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = path.read_bytes() if path.exists() else None

    def __call__(self) -> None:
        if self._before is None:
            self._path.unlink(missing_ok=True)
        else:
            self._path.write_bytes(self._before)


def _save(folder: Path, article: Article) -> _Undo:
    """Write the article's file, whole or not at all."""
    path = folder / f"{_stem(article)}.md"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        undo = _Undo(path)
        part = path.with_suffix(".part")
        part.write_bytes(_as_file(article))
        part.replace(path)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}; articles that are added are"
            " kept there, see `added` in data/settings.toml"
        ) from error
    return undo
