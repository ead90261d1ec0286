"""How far something long has come, on stderr."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

SECONDS = 30.0  # between two lines in a file

Thing = TypeVar("Thing")


def shown(things: Iterable[Thing], length: int, label: str) -> Iterator[Thing]:
    """The things, with a bar on a terminal and a line every so often in a file."""
    if sys.stderr.isatty():
        with click.progressbar(things, length=length, label=label, file=sys.stderr) as bar:
            yield from bar
        return
    due = time.monotonic() + SECONDS
    for number, thing in enumerate(things):
        if time.monotonic() >= due:
            print(f"{label}: {number:,} of {length:,}", file=sys.stderr, flush=True)
            due = time.monotonic() + SECONDS
        yield thing
