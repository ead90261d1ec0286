"""Sources: what a line about one says, and which may be stored. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST_SOURCE = 300
LONGEST_URL = 1_000
MOST_SOURCES = 30  # lines of one argument
URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
NUMBERED = re.compile(r"\[(\d{1,3})\]")
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """What one line about a source says. `number`: it means the source of that number."""

    title: str
    url: str = ""
    number: int = 0


def lines_of(text: str) -> list[str]:
    """The lines that say something, each once, at most 30."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))[:MOST_SOURCES]


def read_line(line: str) -> Line:
    """“[2]”, an address, a title, or a title and an address."""
    if numbered := NUMBERED.fullmatch(line):
        return Line("", number=int(numbered[1]))
    found = URL.search(line)
    if found is None:
        return Line(line[:LONGEST_SOURCE])
    url = found[0].rstrip(".,;)")
    title = line.replace(url, "").strip(" ,.;:–—-()")
    return Line((title or url)[:LONGEST_SOURCE], url[:LONGEST_URL])


def why_not_url(url: str) -> str | None:
    """The reason an address will not do; None when it will. No address will do, too."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "That address cannot be read."
    if url and (parts.scheme.lower() not in {"http", "https"} or not parts.netloc):
        return "An address begins with https:// or http://"
    return None


def why_not_source(*, title: str, published_on: str, url: str, archived_url: str) -> str | None:
    """The reason a source may not be stored like this; None when it may."""
    if not title.strip():
        return "Give the source a title."
    if published_on and not DATE.fullmatch(published_on):
        return "Write the date as 2024, 2024-05 or 2024-05-31."
    return why_not_url(url) or why_not_url(archived_url)
