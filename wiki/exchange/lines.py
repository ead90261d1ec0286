"""One line of the file: a JSON object with one name, the table's, and the row by column. Pure."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

VERSION = 1  # of the format; a file of a higher one is refused
FORMAT = "folkmoot wiki"
STRICT = frozenset({bool, int, str})  # SQLite would store anything in them
HIGHEST = 2**63 - 1
EVERYTHING, PUBLIC = "everything", "what is public"


class BadLine(Exception):
    """A line that is not what it should be; the message says why in a few words."""


def head(rows: Mapping[str, int], *, public: bool) -> str:
    """The first line: what this file is, and how many rows of each table are to come."""
    said = {"format": FORMAT, "version": VERSION, "holds": PUBLIC if public else EVERYTHING}
    return _line({**said, "rows": dict(rows)})


def end(rows: int) -> str:
    """The last line: by it a file that was cut off is known."""
    return _line({"end": rows})


def line_of(table: str, row: Mapping[str, Any]) -> str:
    """A row as a line."""
    return _line({table: {name: _plain(value) for name, value in row.items()}})


def read(line: str) -> dict[str, Any]:
    """The object of a line. Raises BadLine."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("is not JSON") from None
    if not isinstance(said, dict):
        raise BadLine("is not a JSON object")
    return said


def row_of(said: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Table and row of a line. Raises BadLine."""
    name, row = next(iter(said.items()), ("", None))
    if len(said) != 1 or not isinstance(row, dict):
        raise BadLine("is not one row of a table")
    return name, row


def _line(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def value_of(value: Any, kind: type) -> Any:
    """The value as a column of this Python type stores it. Raises BadLine."""
    wrong = BadLine(f"has “{str(value)[:40]}” where a {kind.__name__} should be")
    try:
        if kind is datetime:
            return datetime.fromisoformat(value)
        if kind is date:
            return date.fromisoformat(value)
        if kind is bytes:
            return base64.b64decode(value, validate=True)
    except (TypeError, ValueError):
        raise wrong from None
    if kind in STRICT and type(value) is not kind:
        raise wrong
    if isinstance(value, str) and not _can_be_stored(value):
        raise BadLine("has a character that cannot be stored")
    if kind is int and not -HIGHEST <= value <= HIGHEST:
        raise BadLine(f"has a number that is too high: {value}")
    return value


def _can_be_stored(value: str) -> bool:
    return "\x00" not in value and not any("\ud800" <= one <= "\udfff" for one in value)
