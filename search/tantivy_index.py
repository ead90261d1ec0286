"""The index kept by Tantivy, for large sites: an optional extra, chosen by a setting.

It finds what whoosh_index.py finds and answers in the same shape; the tests run on both. It is
given stems of ours, has the disk keep its files at each commit, and its readers see one state.
"""

import hashlib
import json
import logging
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TypeVar

from tantivy import Document as Row
from tantivy import FieldType, Index, IndexWriter, Query, Schema, SchemaBuilder

from search.backend import PASSAGE, Document, Found, Hit, Search, Switching, Unavailable
from search.english import ENGLISH
from search.facets import POSITIONS
from search.folder import IndexFolder
from search.tantivy_hits import subject_of
from search.tantivy_view import TantivyView

REFRESH_SECONDS = 1.0
MEMORY = 64_000_000  # bytes, for a batch
BUILDING = 256_000_000  # bytes, for a whole index: more in memory makes fewer parts to look into
AT_ONCE = 20_000  # documents whose stamps are read together
NUMBERS = 1 << 62
FILES = {".idx", ".term", ".pos", ".store", ".fast", ".fieldnorm"}
META = "meta.json"  # what the engine replaces at each commit
FACTS = ("topic", "clp", "region", "author")
COLUMNS = (*FACTS, "subject", "position", "at", "number")
VERSION = 9  # raised when analysis or fields change: every machine then builds its index again

log = logging.getLogger("folkmoot.search")
Answer = TypeVar("Answer")


class TantivyIndex:
    """A search.backend.Backend over a folder on this machine's disk."""

    def __init__(self, root: Path) -> None:
        self.folder = IndexFolder(root, f"tantivy{VERSION}")
        self._schema = _schema()
        self._lock = threading.RLock()
        self._index: Index | None = None
        self._view: TantivyView | None = None
        self._path: Path | None = None
        self._state: object = None
        self._read_to: int | None = None
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
        with self._lock:
            if read_to != self._read_to:
                self._read_to, self._looked_at = read_to, float("-inf")
            self._opened()
            return self._path, self._state

    def holding(self, keys: Iterable[str]) -> set[str]:
        return self._reading(lambda view: view.holding(keys))

    def put(self, documents: Iterable[Document]) -> None:
        newest = {document.key: document for document in documents}
        with self._writer() as writer:
            for key in newest:
                writer.delete_documents_by_term("key", key)
            for document in newest.values():
                writer.add_document(_row(document))

    def delete(self, keys: Iterable[str]) -> None:
        with self._writer() as writer:
            for key in keys:
                writer.delete_documents_by_term("key", key)

    def rebuild(self, documents: Iterable[Document], switching: Switching = None) -> int:
        count = 0
        with self.folder.building(switching) as path:
            writer = Index(self._schema, str(path)).writer(BUILDING, num_threads=1)
            for document in documents:
                writer.add_document(_row(document))
                count += 1
            writer.commit()
            writer.wait_merging_threads()
        self.close()
        return count

    def query(self, search: Search) -> Found:
        return self._reading(lambda view: view.answer(search))

    def suggest(
        self, text: str, *, readers: frozenset[str], kinds: Iterable[str], limit: int = 8
    ) -> tuple[Hit, ...]:
        return self._reading(lambda view: view.titles_starting(text, readers, kinds, limit))

    def stamps(self) -> Iterator[tuple[str, str]]:
        view = self._opened()
        step = NUMBERS // (view.size // AT_ONCE + 1) + 1
        for start in range(0, NUMBERS, step):
            numbers = Query.range_query(
                self._schema,
                "number",
                FieldType.Integer,
                start,
                start + step,
                include_upper=False,
            )
            yield from self._reading(partial(_listed, view, numbers))

    def check(self) -> bool:
        """Whether every file is as it was written; slow, for when there is reason to doubt."""
        path = self.folder.current()
        return self.is_there and path is not None and all(map(_is_whole, path.glob("*.*")))

    @property
    def is_worn(self) -> bool:
        return False  # the engine merges its parts by itself, after the commit

    def close(self) -> None:
        with self._lock:
            self._index, self._view, self._looked_at = None, None, float("-inf")

    def _reading(self, answer: Callable[[TantivyView], Answer]) -> Answer:
        view = self._opened()
        try:
            return answer(view)
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # the engine's panics are no Exceptions
            log.exception("The search index could not be read.")
            self.close()
            self.folder.doubt()
            raise Unavailable(repr(error)) from error

    def _opened(self) -> TantivyView:
        """The view in use; once a second it is looked whether there is a newer one."""
        with self._lock:
            now = time.monotonic()
            stale = now - self._looked_at >= REFRESH_SECONDS
            if self._view is None or stale or self.folder.current() is not self._path:
                self._looked_at = now
                self._view = self._newest()
            return self._view

    def _newest(self) -> TantivyView:
        path = self.folder.current()
        if path is None:
            raise Unavailable("There is no index yet.")
        try:
            found = (path / META).stat()
            state = found.st_ino, found.st_mtime_ns
            if self._view and (path, state) == (self._path, self._state):
                return self._view
            before = self._view if path == self._path else None
            if self._index is None or path != self._path:
                self._index = Index.open(str(path))
                self._index.config_reader("manual")
            self._index.reload()
            view = TantivyView(self._index.searcher(), self._schema, ENGLISH, before)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            self.close()
            raise Unavailable(repr(error)) from error
        self._path, self._state = path, state
        return view

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """A batch of changes: all on disk afterwards, or none. Raises Unavailable."""
        path = self.folder.current()
        if path is None:
            raise Unavailable("There is no index yet.")
        try:
            writer = Index.open(str(path)).writer(MEMORY, num_threads=1)
            yield writer
            writer.commit()
            writer.wait_merging_threads()
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:
            raise Unavailable(repr(error)) from error
        finally:
            with suppress(BaseException):
                del writer  # lets the engine's lock go
        self._looked_at = float("-inf")


def _is_whole(path: Path) -> bool:
    """Whether a file still has the checksum with which the engine closed it; True without one."""
    if path.suffix not in FILES:
        return True
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
            length = int.from_bytes(whole[-8:-4], "little")
            written = json.loads(whole[-8 - length : -8])["crc"]
            return bool(zlib.crc32(whole[: -8 - length]) == written)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _listed(view: TantivyView, numbers: Query, _now: TantivyView) -> list[tuple[str, str]]:
    return list(view.stamps(numbers))


def _schema() -> Schema:
    made = SchemaBuilder()
    made.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    made.add_bytes_field("stamp", stored=True)
    made.add_bytes_field("passage", stored=True)
    made.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    made.add_text_field("readers", tokenizer_name="raw", index_option="basic")
    made.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    made.add_text_field("text", tokenizer_name="whitespace")  # the title too
    made.add_text_field("spelling", tokenizer_name="whitespace", index_option="basic")
    for name in COLUMNS:
        made.add_integer_field(name, indexed=True, fast=True)
    return made.build()


def _row(document: Document) -> Row:
    whole = document.whole
    row = Row(
        key=document.key,
        kind=document.kind,
        readers=document.readers,
        title=" ".join(ENGLISH.each_stem(document.called)),
        text=" ".join(ENGLISH.each_stem(whole)),
        spelling=" ".join(ENGLISH.spelling(whole)),
        number=_number(document.key),
        subject=subject_of(document.kind, document.id),
        at=document.seconds,
        position=POSITIONS.index(document.position),
    )
    for name in FACTS:
        row.add_integer(name, getattr(document, name))
    row.add_bytes("stamp", document.stamp.encode())
    row.add_bytes("passage", document.text[:PASSAGE].encode(errors="replace"))
    return row


def _number(key: str) -> int:
    """A number of its own for each key: two alike among a million are one chance in millions."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) % NUMBERS
