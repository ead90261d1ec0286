"""The index kept by Whoosh. Only modules called whoosh_… import it, so that it can be replaced.

Whoosh gives analysis, dictionary, postings and files; the order of hits is ours (ranking.py).
Its traps, each with a test: the stock English analyser stems "planning" and "plan" differently;
updating a document twice in one batch leaves two copies; a failed commit leaves the index locked;
nothing is synced to disk; a refreshed searcher still finds what was deleted, so a new one is
opened instead; readers share one file position, so they are used by one thread at a time.
"""

import hashlib
import logging
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from whoosh import index as whoosh
from whoosh.columns import CompressedBytesColumn, NumericColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from search.backend import PASSAGE, Document, Found, Hit, Search, Switching, Unavailable
from search.english import ENGLISH
from search.facets import POSITIONS
from search.folder import IndexFolder, sync
from search.segment import COLUMNS, Segment
from search.view import View
from search.whoosh_lists import Lists, Stemmed
from search.whoosh_writing import let_go, small_ones_merged, take_out

REFRESH_SECONDS = 1.0
INDEX_NAME = "MAIN"  # what Whoosh calls an index by itself
WRITING = {"codec": Lists(), "limitmb": 64}
SPELT = 3  # documents that answer for a word in a new dictionary; more cost time only
MOST_PARTS = 30  # more are built anew into one, beside other work
OPENING_TURNS = 5

log = logging.getLogger("folkmoot.search")
Answer = TypeVar("Answer")
Writer = Any  # the engine ships no types
Contents = Any


_SPELLING = KEYWORD(scorable=True)  # without lengths, writing looks for their file each time
_SPELLING.format = Existence()
_SCHEMA = Schema(
    key=ID(unique=True, stored=True),
    stamp=STORED(),
    passage=COLUMN(CompressedBytesColumn()),
    kind=ID(),
    readers=ID(),
    title=Stemmed(),
    text=Stemmed(places=True),  # the title too: one list for each word
    spelling=_SPELLING,
    **{name: COLUMN(NumericColumn(size)) for name, size in COLUMNS.items()},
)
# Raise the number when the analysis changes: every machine then builds its index again.
_FACTS = f"9 {sys.byteorder} {_SCHEMA.names()}"
_SHAPE = hashlib.blake2b(_FACTS.encode(), digest_size=4).hexdigest()


class WhooshIndex:
    """A search.backend.Backend over a folder on this machine's disk."""

    def __init__(self, root: Path) -> None:
        self.folder = IndexFolder(root, _SHAPE)
        self._lock = threading.RLock()
        self._view: View | None = None
        self._path: Path | None = None
        self._read_to: int | None = None
        self._segments: dict[str, Segment] = {}
        self._looked_at = float("-inf")

    def stem_of(self, word: str) -> str:
        return ENGLISH.stem_of(word)

    @property
    def is_there(self) -> bool:
        """Whether there is an index that can be read."""
        try:
            self._opened()
        except Unavailable:
            return False
        return True

    def state(self, read_to: int | None = None) -> object:
        """Something that changes with what is in the index. Raises Unavailable.

        `read_to` is how far the log has been read in: when that moved on, the index is looked at
        again at once.
        """
        with self._lock:
            if read_to != self._read_to:
                self._read_to, self._looked_at = read_to, float("-inf")
            view = self._opened()
            return self._path, view.generation

    def holding(self, keys: Iterable[str]) -> set[str]:
        return self._reading(lambda view: {key for key in keys if view.holds(key)})

    def put(self, documents: Iterable[Document]) -> None:
        newest = {document.key: document for document in documents}
        with self._writer() as writer:
            take_out(writer, newest)
            for document in newest.values():
                _add(writer, document, _words(document))

    def delete(self, keys: Iterable[str]) -> None:
        with self._writer() as writer:
            take_out(writer, keys)

    def rebuild(self, documents: Iterable[Document], switching: Switching = None) -> int:
        count = 0
        spelt: Counter[str] = Counter()
        with self.folder.building(switching) as path:
            writer = whoosh.create_in(str(path), _SCHEMA).writer(**WRITING)
            try:
                for document in documents:
                    words = {w for w in _words(document) if spelt[w] < SPELT}
                    spelt.update(words)
                    _add(writer, document, words)
                    count += 1
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
        self._forget()
        return count

    def query(self, search: Search) -> Found:
        return self._reading(lambda view: view.answer(search))

    def suggest(
        self, text: str, *, readers: frozenset[str], kinds: Iterable[str], limit: int = 8
    ) -> tuple[Hit, ...]:
        return self._reading(lambda view: view.titles_starting(text, readers, kinds)[:limit])

    def stamps(self) -> Iterator[tuple[str, str]]:
        return self._reading(lambda view: iter(view.stamps()))

    def check(self) -> bool:
        """Whether every list of the index can be read; slow, for when there is reason to doubt."""
        try:
            self._reading(View.check)
        except Unavailable:
            return False
        return True

    @property
    def is_worn(self) -> bool:
        with self._lock:
            self._opened()
            return len(self._segments) > MOST_PARTS

    def close(self) -> None:
        with self._lock:
            self._forget()
            self._close()
            self._segments = {}

    def _reading(self, answer: Callable[[View], Answer]) -> Answer:
        """What `answer` makes of the newest view, Unavailable when the files cannot be read."""
        with self._lock:
            view = self._opened()
            try:
                return answer(view)
            except Exception as error:  # a damaged file can raise anything
                log.exception("The search index could not be read.")
                self.close()
                self.folder.doubt()
                raise Unavailable(repr(error)) from error

    def _opened(self) -> View:
        """The view in use; once a second it is looked whether there is a newer one."""
        now = time.monotonic()
        stale = now - self._looked_at >= REFRESH_SECONDS or self.folder.current() != self._path
        if self._view is None or stale:
            self._looked_at = now
            self._view = self._newest()
        return self._view

    def _newest(self) -> View:
        path = self.folder.current()
        if path is None:
            raise Unavailable("There is no index yet.")
        last: Exception
        for turn in range(OPENING_TURNS):
            try:
                return self._view_of(path)
            except FileNotFoundError as error:  # merged away since the table of contents was read
                last = error
                time.sleep(0.02 * turn)
            except Exception as error:  # noqa: BLE001 - an emptied .toc raises TypeError, and so on
                last = error
                break
        self._forget()
        raise Unavailable(repr(last)) from last

    def _view_of(self, path: Path) -> View:
        storage = FileStorage(str(path))
        contents = TOC.read(storage, INDEX_NAME, schema=_SCHEMA)
        if self._path == path and self._view and self._view.generation == contents.generation:
            return self._view
        with ExitStack() as opened:  # closed again if one of them cannot be opened
            segments: dict[str, Segment] = {}
            for found in contents.segments:
                name = found.segment_id()
                segments[name] = self._segments.get(name) or _open(storage, found, opened)
            opened.pop_all()
        self._close(keep=segments)
        self._path, self._segments = path, segments
        deleted = [frozenset(found.deleted_docs()) for found in contents.segments]
        together = list(zip(segments.values(), deleted, strict=True))
        return View(contents.generation, together, ENGLISH.stems)

    def _forget(self) -> None:
        """Open the index anew at the next question; segments that are still part of it stay."""
        self._view, self._looked_at = None, float("-inf")

    def _close(self, keep: Iterable[str] = ()) -> None:
        for name in self._segments.keys() - set(keep):
            self._segments[name].reader.close()

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        """A batch of changes: all on disk afterwards, or none. Raises Unavailable."""
        path = self.folder.current()
        if path is None:
            raise Unavailable("There is no index yet.")
        began = time.time() - 2  # some file systems count time coarsely
        try:
            writer = whoosh.open_dir(str(path), schema=_SCHEMA).writer(**WRITING)
        except Exception as error:
            raise Unavailable(repr(error)) from error
        try:
            yield writer
            writer.commit(mergetype=small_ones_merged)
        except BaseException as error:
            let_go(writer)
            if isinstance(error, Exception):
                raise Unavailable(repr(error)) from error
            raise
        sync(path, since=began)
        self._forget()


def _open(storage: FileStorage, found: Contents, opened: ExitStack) -> Segment:
    reader = SegmentReader(storage, _SCHEMA, found)
    opened.callback(reader.close)
    return Segment(reader)


def _words(document: Document) -> set[str]:
    return ENGLISH.spelling(document.whole)


def _add(writer: Writer, document: Document, words: set[str]) -> None:
    """Add a document; `words` are those for which it answers in the dictionary."""
    whole = document.whole
    writer.add_document(
        key=document.key,
        stamp=document.stamp,
        passage=document.text[:PASSAGE].encode(errors="replace"),
        kind=document.kind,
        readers=document.readers,
        title=document.called,
        text=whole,
        spelling=" ".join(words),
        number=document.id,
        topic=document.topic,
        clp=document.clp,
        region=document.region,
        author=document.author,
        position=POSITIONS.index(document.position),
        at=document.seconds,
    )
