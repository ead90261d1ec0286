"""From places in a Tantivy index to hits."""

import logging
import zlib
from collections.abc import Sequence
from functools import partial
from typing import Any

from tantivy import DocAddress, Searcher

from search.backend import Hit
from search.kinds import NAMES

log = logging.getLogger("folkmoot.search")


def hits_at(searcher: Searcher, places: Sequence[tuple[DocAddress, float]]) -> tuple[Hit, ...]:
    """What stands there; stored texts are read when somebody asks for them."""
    addresses = [address for address, _ in places]
    ids = searcher.fast_field_values("subject", addresses)
    sorts = searcher.fast_field_values("sort", addresses)
    return tuple(
        Hit(_KINDS[int(sort or 0)], int(id_ or 0), score, read=partial(_passage, searcher, address))
        for (address, score), id_, sort in zip(places, ids, sorts, strict=True)
    )


def sort_of(kind: str) -> int:
    """A number for each kind that is searched, the same in every version."""
    return zlib.crc32(kind.encode())


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


_KINDS = {sort_of(kind): kind for kind in NAMES}
