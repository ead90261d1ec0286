"""What search needs of an engine: its methods, and the values that go in and come out."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from search.analysis import initials
from search.folder import IndexFolder
from search.language import Query

PASSAGE = 10_000  # characters of a text from which a snippet may be taken
PUBLIC_ONLY = frozenset({"public"})


Switching = AbstractContextManager[object] | None  # entered while one index gives way to another


class Unavailable(Exception):
    """The index is missing, broken or of an older shape; the worker will build a new one."""


class How(StrEnum):
    """How the hits of a page were found; each step is taken only if the one before found few."""

    EXACT = "exact"  # all words, as typed or with another ending
    TYPOS = "typos"  # all words, some spelt a little differently
    ANY = "any"  # some of the words


class Sort(StrEnum):
    """In which order hits come."""

    RELEVANCE = "relevance"
    NEWEST = "newest"  # by date; what bears none comes last


class Facet(StrEnum):
    """What hits are counted by. Its counts ignore the filter on the same: others can be chosen."""

    TOPIC = "topic"  # by the id of the topic a hit belongs to; a branch is the sum of its topics
    CLP = "clp"  # by id
    REGION = "region"  # by id; what belongs to a CLP is in the region of that
    POSITION = "position"  # by "for", "against", "unsure"
    SINCE = "since"  # by each moment of Search.moments: what is not older


@dataclass(frozen=True, slots=True)
class Document:
    """What the index holds of one Subject: what it is found by, and what it is filtered by.

    Names are not in it but ids, which stay when a member, CLP or topic is renamed or moved: who
    asks turns the name into ids first (the topics of a branch, the members of a name).
    """

    kind: str
    id: int
    title: str
    text: str
    readers: str  # Subject.audience: "public", "members", "clp:7"
    topic: int = 0  # the topic it belongs to; 0 here and below: none
    clp: int = 0
    region: int = 0  # its own, or that of its CLP
    author: int = 0  # only if its readers are told who that is
    position: str = ""  # "for", "against", "unsure"
    at: datetime | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def called(self) -> str:
        """Its title, and how it is abbreviated."""
        return " ".join((self.title, *initials(self.title)))

    @property
    def whole(self) -> str:
        """Everything it is found by."""
        return f"{self.called}\n{self.text}"

    @property
    def seconds(self) -> int:
        """When, in seconds since 1970; 0 when it bears no date."""
        return int(self.at.timestamp()) if self.at else 0

    @property
    def stamp(self) -> str:
        """Differs when anything that is indexed differs."""
        facts = (self.topic, self.clp, self.region, self.author, self.position, self.seconds)
        whole = "\0".join((self.key, self.readers, self.title, self.text, *map(str, facts)))
        return hashlib.blake2b(whole.encode(errors="replace"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be, beside answering the query. None: anything; empty: nothing will do."""

    topics: frozenset[int] | None = None  # belongs to one of these (see Subject.branches)
    clps: frozenset[int] | None = None
    regions: frozenset[int] | None = None
    authors: frozenset[int] | None = None  # members
    positions: frozenset[str] | None = None
    since: datetime | None = None  # not older
    before: datetime | None = None  # older


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of an engine: words, who asks, what else must hold, and what is wanted.

    `query.kinds` is a filter as those in `filters`. `leave_out` are keys of documents that are
    neither shown nor counted. `everything`: no words are asked for, so all that passes answers.
    Not `counted`, only the hits are wanted: finding them costs less than counting what else there
    is, for a word that half of the documents hold.
    """

    query: Query
    readers: frozenset[str] = PUBLIC_ONLY  # audiences the person asking belongs to
    filters: Filters = Filters()
    sort: Sort = Sort.RELEVANCE
    facets: frozenset[Facet] = frozenset()
    moments: tuple[datetime, ...] = ()  # for Facet.SINCE
    leave_out: frozenset[str] = frozenset()
    everything: bool = False
    counted: bool = True
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that answers a query; better ones have a higher score."""

    kind: str
    id: int
    score: float
    text: str = field(default="", compare=False, repr=False)
    read: Callable[[], str] | None = field(default=None, compare=False, repr=False)

    @property
    def passage(self) -> str:
        """The first PASSAGE characters of its text, read now if an engine puts that off."""
        return self.text or (self.read() if self.read else "")

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


Counts = Mapping[int | str | datetime, int]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: some hits in order, and how many there are of each kind.

    `counts` ignores the kinds asked for, so that a page can offer the others. `stems` are what
    was looked for, to be marked in snippets; `instead` the words of the dictionary that stood in
    for a word nobody uses, most likely first.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0  # of what passes the filters; of the hits, if nothing was counted
    counts: Mapping[str, int] = field(default_factory=dict)  # by kind; {} if not counted
    how: How = How.EXACT
    stems: frozenset[str] = frozenset()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: Mapping[Facet, Counts] = field(default_factory=dict)  # those asked for; no zeros


class Backend(Protocol):
    """An index on this machine. Reading may be shared by threads; one process writes at a time."""

    folder: IndexFolder

    @property
    def is_there(self) -> bool:
        """Whether there is an index that can be read."""

    def state(self, read_to: int | None = None) -> object:
        """Something that changes with what is in the index. Raises Unavailable.

        `read_to` is how far the log has been read in: when that moved on, the index is looked at
        again at once.
        """

    def check(self) -> bool:
        """Whether every list of the index can be read; slow, for when there is reason to doubt."""

    @property
    def is_worn(self) -> bool:
        """Whether it lies in so many parts that it should be built anew. Raises Unavailable."""

    def close(self) -> None:
        """Let go of all files; the next question opens them anew."""

    def stem_of(self, word: str) -> str:
        """What a word is found by; "" when it is too common to be looked for."""

    def holding(self, keys: Iterable[str]) -> set[str]:
        """Those of these keys that are in. Raises Unavailable."""

    def put(self, documents: Iterable[Document]) -> None:
        """Add these, in place of older versions. Kept on disk when it returns."""

    def delete(self, keys: Iterable[str]) -> None:
        """Take these out, whether or not they are in. Gone from disk when it returns."""

    def query(self, search: Search) -> Found:
        """The best hits these readers may see. Raises Unavailable."""

    def suggest(
        self, text: str, *, readers: frozenset[str], kinds: Iterable[str], limit: int = 8
    ) -> tuple[Hit, ...]:
        """Hits whose titles hold these words, the last perhaps unfinished. Raises Unavailable."""

    def rebuild(self, documents: Iterable[Document], switching: Switching = None) -> int:
        """Build a new index beside the old one, then switch to it; how many documents it holds.

        The old one serves and may be written until `switching`. Raises Busy while another builds.
        """

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Key and stamp of each document. Raises Unavailable."""
