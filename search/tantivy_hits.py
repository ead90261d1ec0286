"""From what Tantivy found to hits."""

import logging
import zlib
from collections.abc import Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from tantivy import DocAddress, Searcher

from search.backend import Hit
from search.kinds import NAMES
from search.ranking import BEHIND, TALK

ID_BITS = 32

log = logging.getLogger("folkmoot.search")

Place = tuple[DocAddress, float, int]  # where a document stands, its score, and its subject
Scored = tuple[DocAddress, float]


def subject_of(kind: str, id_: int) -> int:
    """Kind and id in one number, so that one column is read for both; the same in every version."""
    return zlib.crc32(kind.encode()) >> 1 << ID_BITS | id_


def places(searcher: Searcher, found: Iterable[Scored]) -> list[Place]:
    """The same with the subjects that stand there."""
    found = list(found)
    subjects = searcher.fast_field_values("subject", [address for address, _ in found])
    return [(*one, int(s or 0)) for one, s in zip(found, subjects, strict=True)]


def best_first(found: Iterable[Place]) -> list[Place]:
    """Talk about a page behind the page; of equals the one that came first."""
    told = [
        (address, score * BEHIND if subject >> ID_BITS in _TALK else score, subject)
        for address, score, subject in found
    ]
    return sorted(told, key=itemgetter(1), reverse=True)


def hits_at(searcher: Searcher, found: Sequence[Place]) -> tuple[Hit, ...]:
    """What stands there; stored texts are read when somebody asks for them."""
    return tuple(
        Hit(
            _KINDS[subject >> ID_BITS],
            subject & (1 << ID_BITS) - 1,
            score,
            read=partial(_passage, searcher, address),
        )
        for address, score, subject in found
    )


def text_of(stored: Any) -> str:
    """What a field of bytes holds."""
    return bytes(stored or b"").decode()


def _passage(searcher: Searcher, address: DocAddress) -> str:
    try:
        return text_of(searcher.doc(address).get_first("passage"))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the engine's panics are no Exceptions; the hit stands without it
        log.exception("A passage of the search index could not be read.")
        return ""


_KINDS = {subject_of(kind, 0) >> ID_BITS: kind for kind in NAMES}
_TALK = frozenset(subject_of(kind, 0) >> ID_BITS for kind in TALK)
