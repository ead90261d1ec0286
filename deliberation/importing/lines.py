"""Lines of a file that nobody vouches for: one at a time, none longer than it may be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from core.clock import now
from core.errors import Refused

LONGEST_LINE = 1_000_000  # bytes
AHEAD = timedelta(days=1)  # clocks differ


@dataclass(frozen=True, slots=True)
class Raw:
    """One line as text, without its end; or why it cannot be read."""

    number: int
    bytes: int
    text: str = ""
    refused: str = ""


def raw_lines(path: Path) -> Iterator[Raw]:
    """Every line of the file. Raises Refused when it is no file that can be read."""
    with opened(path) as file:
        number = 0
        while content := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(content) > LONGEST_LINE:
                size = len(content) + _skip(file, content)
                why = f"is {size:,} bytes long; the most is {LONGEST_LINE:,}"
                yield Raw(number, size, refused=why)
                continue
            yield _decoded(number, content)


def opened(path: Path) -> BinaryIO:
    """The file, if it is one. A pipe would keep us waiting for ever."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise Refused(f"“{path}” is no file.")
    except OSError as error:
        raise Refused(f"“{path}” cannot be read: {error.strerror}.") from None
    return os.fdopen(number, "rb")


def _skip(file: BinaryIO, content: bytes) -> int:
    """Read on to the end of an overlong line; how many bytes that were."""
    size = 0
    while content and not content.endswith(b"\n"):
        content = file.readline(LONGEST_LINE)
        size += len(content)
    return size


def _decoded(number: int, content: bytes) -> Raw:
    try:
        text = content.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        return Raw(number, len(content), refused=f"is not UTF-8 text (byte {error.start + 1:,})")
    return Raw(number, len(content), text.rstrip("\r\n"))


def time_of(text: str) -> datetime:
    """The moment of an ISO time; one without a zone is UTC. Raises Refused."""
    try:
        at = datetime.fromisoformat(text)
        return checked(at if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise Refused(f"“{text[:40]}” is no time like 2024-05-31T19:30:00Z") from None


def time_of_ms(text: str) -> datetime:
    """The moment so many milliseconds after the beginning of 1970. Raises Refused."""
    try:
        return checked(datetime.fromtimestamp(int(text) / 1000, UTC))
    except (ValueError, OverflowError, OSError):
        raise Refused(f"“{text[:40]}” is no time in milliseconds since 1970") from None


def checked(at: datetime) -> datetime:
    """The same moment, if it can have been."""
    at = at.astimezone(UTC)
    if at > now() + AHEAD:
        raise Refused(f"is of the future ({at:%Y-%m-%d})")
    return at
