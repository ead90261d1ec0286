"""A list of where pages stand, as SUMMARY.md of many books: links in a list of lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wiki.importing.reading import key_of

NAME = "summary.md"
ITEM = re.compile(
    r"^([ \t]*)[-*+][ \t]+\[([^\[\]\n]{1,500})\]\(<?([^()<>\s#]{1,500})[^()\n]*\)\s*$"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A page stands under another too. `path` is where that was said."""

    path: str
    key: str
    under: str  # key
    label: str  # "": its title


def is_listing(path: str, text: str) -> bool:
    """Whether this file only says where others stand."""
    return path.lower() == NAME and any(ITEM.match(line) for line in text.splitlines())


def spots_in(path: str, text: str) -> Iterator[Spot]:
    """The places that the list gives; what stands at its left margin stands under the whole."""
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        if item := ITEM.match(line):
            depth, label, key = len(item[1].expandtabs(4)), item[2].strip(), key_of(item[3])
            while above and above[-1][0] >= depth:
                above.pop()
            if key:
                yield Spot(path, key, above[-1][1] if above else "", label)
                above.append((depth, key))
