"""The rows of a CSV file that nobody vouches for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import Refused
from deliberation.importing.lines import Raw, raw_lines


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the names of its columns, or why there is none."""

    number: int  # of the line it begins in
    bytes: int
    fields: dict[str, str] = field(default_factory=dict)
    refused: str = ""


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Every row below the names of the columns. Raises Refused when one of these is not there."""
    lines = _Lines(path)
    reader = csv.reader(lines)
    names, _why = _next(reader)
    if missing := [one for one in columns if one not in (names or [])]:
        raise Refused(f"{path.name} lacks the columns: {', '.join(missing)}.")
    names = names or []
    while True:
        lines.first, before = 0, lines.bytes
        fields, why = _next(reader)
        yield from (Row(raw.number, 0, refused=raw.refused) for raw in lines.broken)
        lines.broken.clear()
        if fields is None:
            return
        if not why and len(fields) != len(names):
            why = f"has {len(fields)} fields, not {len(names)}"
        size = lines.bytes - before
        yield Row(lines.first, size, dict(zip(names, fields, strict=False)), why)


class _Lines:
    """The lines of the file for the CSV reader; those that cannot be read are set aside."""

    def __init__(self, path: Path) -> None:
        self._raw = raw_lines(path)
        self.first = self.bytes = 0  # `first`: number of the first line given out since it was 0
        self.broken: list[Raw] = []

    def __iter__(self) -> Iterator[str]:
        for raw in self._raw:
            self.bytes += raw.bytes
            if raw.refused:
                self.broken.append(raw)
            else:
                self.first = self.first or raw.number
                yield f"{raw.text}\n"


def _next(reader: Iterator[list[str]]) -> tuple[list[str] | None, str]:
    """The next fields, None at the end; and why there are none."""
    try:
        return next(reader), ""
    except StopIteration:
        return None, ""
    except csv.Error as error:
        return [], f"is no CSV ({error})"
