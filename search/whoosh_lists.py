"""How Whoosh stores our lists of documents: as plain numbers, each list read in one piece.

Its own blocks of 128 pickled and compressed postings cost most of the time of a question. A list is
here the documents in order, how often each holds the stem unless once, and the places in it one
after another; the checksums tell a damaged file. Numbers lie as this machine writes them. The
names of these classes are in the files: when one changes, so must the shape of the index.
"""

import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_CUR, SEEK_END, SEEK_SET, BufferedReader, RawIOBase
from itertools import accumulate, pairwise
from struct import Struct
from typing import Any

from whoosh.codec.whoosh3 import (
    LENGTHS_COLUMN,
    W3Codec,
    W3PerDocReader,
    W3PostingsWriter,
    W3TermInfo,
    W3TermsReader,
)
from whoosh.fields import FieldType
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.formats import Existence
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from search.english import ENGLISH

_HEAD = Struct("=cIIII")  # typecode of how often, documents, places, and a checksum of each part
_ONCE = b"-"
_TYPECODES = ((1, _ONCE), (0xFF, b"B"), (0xFFFF, b"H"), (0xFFFFFFFF, b"I"))
_LENGTHS = Struct("!ii")  # of a key and its value, before them
_NUMBER = 4  # bytes of a document's number, or of a place

File = Any  # the engine ships no types
Option = Any
Storage = Any


class Damaged(Exception):
    """A list is not as it was written."""


@dataclass(frozen=True, slots=True)
class Held:
    """Documents of a segment that hold something, in order, and how often; None: once each."""

    documents: "array[int]"
    often: Sequence[int] | None


class Stemmed(FieldType):  # type: ignore[misc]  # the engine ships no types
    """A text by its stems, with the places where they stand if they are wanted."""

    def __init__(self, *, places: bool = False) -> None:
        super().__init__(Existence(), None, scorable=True)
        self.places = places

    def index(self, value: str, **_: Option) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each stem as the engine wants it: how often, what that weighs, and the places."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, stem in enumerate(ENGLISH.each_stem(value)):
            places[stem].append(place)
        for stem, found in places.items():
            often = len(found)
            told = array("I", found).tobytes() if self.places else b""
            yield stem.encode(), often, float(often), told


class Lists(W3Codec):  # type: ignore[misc]
    """Whoosh's files but for the lists of documents."""

    length_stats = False  # nobody asks for the shortest text that holds a word

    def postings_writer(self, dbfile: File, byteids: bool = False) -> "_Writer":  # noqa: FBT001, FBT002 - the engine's
        return _Writer(dbfile, blocklimit=sys.maxsize)

    def terms_reader(self, storage: Storage, segment: Any) -> "Terms":
        name = segment.make_filename(self.TERMS_EXT)
        lists = _mapped(storage, segment.make_filename(self.POSTS_EXT))
        return Terms(self, _mapped(storage, name), storage.file_length(name), lists)

    def per_document_reader(self, storage: Storage, segment: Any) -> "Facts":
        return Facts(storage, segment)

    def postings_reader(
        self,
        dbfile: File,
        terminfo: W3TermInfo,
        format_: Any,
        term: Any = None,
        scorer: Any = None,
    ) -> ListMatcher:
        """A list as the engine itself goes through it, when it merges and when it deletes."""
        offset = terminfo.extent()[0]
        held = _held(dbfile, offset)
        often = held.often or [1] * len(held.documents)
        values = _values(_places(dbfile, offset), often)
        weights = list(map(float, often))
        return ListMatcher(held.documents, weights, values, format_, scorer=scorer, term=term)


class Terms(W3TermsReader):  # type: ignore[misc]
    """What a segment holds, by field and value, as we read it."""

    def held(self, field: str, value: bytes) -> Held | None:
        """The documents with this value; None when there are none. Raises Damaged."""
        offset = self._offset(field, value)
        return None if offset is None else _held(self._postfile, offset)

    def places(self, field: str, value: bytes) -> "array[int]":
        """The places of a stem in all documents that hold it. Raises Damaged."""
        offset = self._offset(field, value)
        return array("I") if offset is None else _places(self._postfile, offset)

    def values(self, field: str, start: str = "") -> list[str]:
        """The values of a field that begin like this, in order."""
        index = self._tindex
        prefix = self._keycoder(field, start.encode())
        first, last = index.closest_key_pos(prefix), index.closest_key_pos(prefix + b"\xff")
        if first is None:
            return []
        entries = index.dbfile.get(first, (last or index.endofdata) - first)
        return [key[2:].decode() for key in _keys(entries)]  # after the number of the field

    def _offset(self, field: str, value: bytes) -> int | None:
        try:
            offset: int = self.term_info(field, value).extent()[0]
        except TermNotFound:
            return None
        return offset


class Facts(W3PerDocReader):  # type: ignore[misc]
    """What a segment keeps of each document."""

    def lengths(self, field: str) -> list[int]:
        """How many words each document has in a field, roughly."""
        column = self._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
        codes = b"" if column is None else column._dbfile.get(column._basepos, column._count)  # noqa: SLF001
        told = codes.ljust(self._doccount, b"\0")
        return list(map([0, *map(byte_to_length, range(1, 256))].__getitem__, told))

    def _get_column_file(self, fieldname: str) -> tuple[File, int, int]:
        name = W3Codec.column_filename(self._segment, fieldname)
        return _mapped(self._storage, name), 0, self._storage.file_length(name)


class _Map(BufferFile):  # type: ignore[misc]
    """A part of a file in memory as the system maps it: the engine would copy it as a whole."""

    def __init__(self, view: memoryview, name: str) -> None:
        super().__init__(b"", name)
        self._buf = view
        self.file = BufferedReader(_Reading(view))


class _Reading(RawIOBase):
    """The same, for what is read from its beginning or end."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        self._at = offset + {SEEK_SET: 0, SEEK_CUR: self._at, SEEK_END: len(self._view)}[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        part = self._view[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


class _Writer(W3PostingsWriter):  # type: ignore[misc]
    """Writes each list in one block."""

    def _write_block(self, last: bool = False) -> None:  # noqa: FBT001, FBT002 - the engine's
        self._terminfo.add_block(self)
        most = int(self._maxweight)
        code = next(code for largest, code in _TYPECODES if most <= largest)
        heads = array("I", self._ids).tobytes()
        if code != _ONCE:
            heads += array(code.decode(), map(int, self._weights)).tobytes()
        places = b"".join(self._values)
        sums = zlib.crc32(heads), zlib.crc32(places)
        self._postfile.write(_HEAD.pack(code, len(self._ids), len(places) // _NUMBER, *sums))
        self._postfile.write(heads)
        self._postfile.write(places)
        self._blockcount += 1
        self._new_block()


def _mapped(storage: Storage, name: str) -> File:
    """A file of a segment, of which only what is asked for is read."""
    files: Any = getattr(storage, "a", storage)
    if not isinstance(files, CompoundStorage) or not files._source:  # noqa: SLF001
        return storage.open_file(name)
    start, length = files.range(name)
    return _Map(memoryview(files._source)[start : start + length], name)  # noqa: SLF001


def _keys(entries: bytes) -> Iterator[bytes]:
    """The keys of entries of the dictionary: one by one the engine takes ten times longer."""
    at = 0
    while at < len(entries):
        key, value = _LENGTHS.unpack_from(entries, at)
        start = at + _LENGTHS.size
        yield entries[start : start + key]
        at = start + key + value


def _held(file: File, offset: int) -> Held:
    code, count, _, checksum, _ = _HEAD.unpack(file.get(offset, _HEAD.size))
    size = 0 if code == _ONCE else array(code.decode()).itemsize
    heads = file.get(offset + _HEAD.size, count * (_NUMBER + size))
    if zlib.crc32(heads) != checksum:
        raise Damaged("documents")
    documents = array("I", heads[: count * _NUMBER])
    often = array(code.decode(), heads[count * _NUMBER :]) if size else None
    return Held(documents, often)


def _places(file: File, offset: int) -> "array[int]":
    code, count, places, _, checksum = _HEAD.unpack(file.get(offset, _HEAD.size))
    size = 0 if code == _ONCE else array(code.decode()).itemsize
    found = file.get(offset + _HEAD.size + count * (_NUMBER + size), places * _NUMBER)
    if zlib.crc32(found) != checksum:
        raise Damaged("places")
    return array("I", found)


def _values(places: "array[int]", often: Sequence[int]) -> list[bytes]:
    """The places of each document by itself, as they were handed in."""
    if not places:
        return [b""] * len(often)
    return [places[a:b].tobytes() for a, b in pairwise(accumulate(often, initial=0))]
