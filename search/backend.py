"""What search needs of an engine: five methods and the values they pass."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from search.language import Query

PASSAGE = 10_000  # characters of a text from which a snippet may be taken


class Unavailable(Exception):
    """The index is missing, broken or of an older shape; the worker will build a new one."""


class How(StrEnum):
    """How the hits of a page were found; each step is taken only if the one before found few."""

    EXACT = "exact"  # all words, as typed or with another ending
    TYPOS = "typos"  # all words, some spelt a little differently
    ANY = "any"  # some of the words


@dataclass(frozen=True, slots=True)
class Document:
    """What the index holds of one Subject."""

    kind: str
    id: int
    title: str
    text: str
    readers: str  # Subject.audience: "public", "members", "clp:7"

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def stamp(self) -> str:
        """Differs when anything that is indexed differs."""
        whole = f"{self.key}\0{self.readers}\0{self.title}\0{self.text}"
        return hashlib.blake2b(whole.encode(errors="replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that answers a query; better ones have a higher score."""

    kind: str
    id: int
    score: float
    text: str = field(default="", compare=False, repr=False)  # its first PASSAGE characters

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: some hits in order, and how many there are of each kind.

    `counts` ignores the kinds asked for, so that a page can offer the others. `stems` are what
    was looked for, to be marked in snippets; `instead` the words of the dictionary that stood in
    for a word nobody uses, most likely first.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0  # of the kinds asked for
    counts: Mapping[str, int] = field(default_factory=dict)
    how: How = How.EXACT
    stems: frozenset[str] = frozenset()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Backend(Protocol):
    """An index on this machine. Reading may be shared by threads; one process writes at a time."""

    def stem_of(self, word: str) -> str:
        """What a word is found by; "" when it is too common to be looked for."""

    def holding(self, keys: Iterable[str]) -> set[str]:
        """Those of these keys that are in. Raises Unavailable."""

    def put(self, documents: Iterable[Document]) -> None:
        """Add these, in place of older versions. Kept on disk when it returns."""

    def delete(self, keys: Iterable[str]) -> None:
        """Take these out, whether or not they are in. Gone from disk when it returns."""

    def query(
        self,
        query: Query,
        *,
        readers: frozenset[str],
        leave_out: frozenset[str] = frozenset(),
        offset: int = 0,
        limit: int = 20,
    ) -> Found:
        """The best hits these readers may see, but those in `leave_out` (keys).

        Raises Unavailable.
        """

    def suggest(
        self, text: str, *, readers: frozenset[str], kinds: Iterable[str], limit: int = 8
    ) -> tuple[Hit, ...]:
        """Hits whose titles hold these words, the last perhaps unfinished. Raises Unavailable."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the old one, then switch to it; how many documents it holds."""

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Key and stamp of each document. Raises Unavailable."""
