"""Reading what a file holds. Knows no database."""

from __future__ import annotations

import html
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import Refused
from wiki import rules
from wiki.briefing.marked import TopicMarked
from wiki.briefing.unmarking import read as unmark
from wiki.importing import front

LARGEST = 4 * rules.LONGEST_TEXT  # bytes
WORDS = ("question", "agreed", "disputed")
FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t#]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Page:
    """One file as read. `key` is its address without ending; a folder's index has the folder's."""

    path: str  # inside the folder, with /
    key: str
    title: str
    summary: str  # "" when the file gives none
    text: str  # Markdown, still as it was written
    places: list[tuple[str, str]] = field(default_factory=list)  # (under which file, label)
    label: str = ""  # what its home place calls it; "": its title
    words: dict[str, str] = field(default_factory=dict)  # other columns of a topic
    marked: TopicMarked = field(default_factory=TopicMarked)
    id: str = ""  # its number where it was taken from, if that was a wiki like ours


def read(path: str, file: Path) -> Page:
    """The file's title, summary and text. Raises Refused with the reason in a few words."""
    facts, text = front.split(_content(file))
    heading = FIRST_HEADING.match(text)
    title = front.fact(facts, "title") or (heading[1] if heading else "")
    title = html.unescape(title.strip()) or name_of(path)
    if heading and html.unescape(heading[1].strip()) == title:
        text = text[heading.end() :]
    if not text.strip() and not facts:
        raise Refused("is empty")
    marked = unmark(text)
    ours = "address" in facts and "revision" in facts
    return Page(
        path=path,
        key=key_of(path),
        title=title[: rules.LONGEST_TITLE].strip(),
        summary=front.fact(facts, "summary", "subtitle", "description"),
        text=marked.text.strip(),
        places=list(_places(facts)),
        label=front.fact(facts, "label")[: rules.LONGEST_TITLE],
        words={name: front.block(facts, name) for name in WORDS},
        marked=marked,
        id=front.fact(facts, "id") if ours else "",
    )


def _places(facts: front.Facts) -> Iterator[tuple[str, str]]:
    """Other places named in the front matter: under which file, and the label there."""
    written = facts.get("places", [])
    for place in written if isinstance(written, list) else [written]:
        if isinstance(place, str):
            yield place, ""
        elif isinstance(place, dict):
            yield front.fact(place, "under"), front.fact(place, "label")


def _content(file: Path) -> str:
    try:
        # It may have changed since it was found: a pipe would keep us waiting for ever.
        number = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        with os.fdopen(number, "rb") as opened:
            facts = os.fstat(number)
            if not stat.S_ISREG(facts.st_mode):
                raise Refused("is a device or pipe, no file")
            if facts.st_size > LARGEST:
                raise Refused(f"is {facts.st_size:,} bytes long; the most is {LARGEST:,}")
            content = opened.read(LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"cannot be opened ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise Refused(f"is not UTF-8 text (byte {error.start:,})") from None
    return content.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def key_of(path: str) -> str:
    """The path without its ending, in small letters; the index of a folder is the folder."""
    stem = re.sub(r"\.(?:md|markdown|html?)$", "", path, flags=re.IGNORECASE).lower()
    return re.sub(r"(?:^|/)(?:index|readme)$", "", stem)


def name_of(path: str) -> str:
    """A title made of a file's or folder's name: “local_government.md” is “Local government”."""
    name = re.sub(r"\.\w+$", "", path.rstrip("/").rsplit("/", 1)[-1])
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "Untitled"
