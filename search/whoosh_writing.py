"""What Whoosh needs with each batch: old copies out, small parts merged, its lock freed."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import accumulate
from typing import Any

from whoosh.writing import MERGE_SMALL

MOST_MERGED = 600  # documents that a commit writes again: about a second

Writer = Any  # the engine ships no types
Part = Any


def take_out(writer: Writer, keys: Iterable[str]) -> None:
    """Delete the documents of these keys that are in."""
    with writer.searcher() as searcher:  # one for all, instead of one opened for each
        for key in keys:
            writer.delete_by_term("key", key, searcher=searcher)


def small_ones_merged(writer: Writer, parts: list[Part]) -> list[Part]:
    """The engine's policy, for the smallest parts only; gives those that stay.

    By itself it merges thousands of documents now and then, and what is new waits for that.
    """
    by_size = sorted(parts, key=lambda part: part.doc_count_all())
    together = accumulate(part.doc_count_all() for part in by_size)
    few = sum(documents <= MOST_MERGED for documents in together)
    return [*by_size[few:], *MERGE_SMALL(writer, by_size[:few])]


def let_go(writer: Writer) -> None:
    """Give up a batch: a commit that failed would keep the index locked for this process."""
    with suppress(Exception):
        writer.cancel()
    with suppress(Exception):
        writer.writelock.release()
