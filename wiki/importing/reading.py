"""Finding the files of a folder and reading what each holds. Knows no database."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from core.errors import Refused
from wiki import rules

ENDINGS = {".md", ".markdown"}
LARGEST = 4 * rules.LONGEST_TEXT  # bytes
LARGEST_FRONT = 20_000  # characters of front matter
DEEPEST = rules.DEEPEST - 4  # folders in folders: the imported tree may still be filed lower down
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t#]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Page:
    """One file as read. `key` is its address without ending; a folder's index has the folder's."""

    path: str  # inside the folder, with /
    key: str
    title: str
    summary: str  # "" when the file gives none
    text: str  # Markdown, still as it was written


def files_of(folder: Path) -> Iterator[tuple[str, Path | str]]:
    """Each Markdown file in order of name: (path inside the folder, the file or why it is refused).

    Links out of the folder are not followed, so a loop of links cannot trap the walk.
    """
    waiting = [("", folder, 0)]
    while waiting:
        inside, here, depth = waiting.pop()
        below = []
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield inside or ".", f"cannot be opened ({error.strerror})"
            continue
        for entry in entries:
            path = f"{inside}{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield path, "is a link to somewhere else"
            elif entry.is_dir() and depth >= DEEPEST:
                yield path, f"is a folder {depth + 1} levels deep; the most is {DEEPEST}"
            elif entry.is_dir():
                below.append((f"{path}/", Path(entry.path), depth + 1))
            elif Path(entry.name).suffix.lower() in ENDINGS:
                yield path, Path(entry.path)
        waiting += reversed(below)


def read(path: str, file: Path) -> Page:
    """The file's title, summary and text. Raises Refused with the reason in a few words."""
    content = _content(file)
    front, text = _split(content)
    heading = FIRST_HEADING.match(text)
    title = _fact(front, "title") or (heading[1] if heading else "") or name_of(path)
    if heading and heading[1].strip() == title:
        text = text[heading.end() :]
    summaries = (_fact(front, name) for name in ("summary", "subtitle", "description"))
    summary = next((one for one in summaries if one), "")
    if not text.strip() and not front:
        raise Refused("is empty")
    return Page(path, key_of(path), title[: rules.LONGEST_TITLE].strip(), summary, text.strip())


def _content(file: Path) -> str:
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise Refused(f"is {size:,} bytes long; the most is {LARGEST:,}")
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\x00", "")
    except OSError as error:
        raise Refused(f"cannot be opened ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise Refused(f"is not UTF-8 text (byte {error.start:,})") from None


def _split(content: str) -> tuple[dict[str, object], str]:
    found = FRONT_MATTER.match(content)
    if found is None:
        return {}, content
    front = found[1] or ""
    if len(front) > LARGEST_FRONT:
        raise Refused("has front matter that is too long")
    try:
        facts = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Refused("has front matter that cannot be read") from None
    return (facts if isinstance(facts, dict) else {}), content[found.end() :]


def _fact(front: dict[str, object], name: str) -> str:
    value = front.get(name)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def key_of(path: str) -> str:
    """The path without its ending, in small letters; the index of a folder is the folder."""
    stem = re.sub(r"\.(?:md|markdown|html?)$", "", path, flags=re.IGNORECASE).lower()
    return re.sub(r"(?:^|/)(?:index|readme)$", "", stem)


def name_of(path: str) -> str:
    """A title made of a file's or folder's name: “local_government.md” is “Local government”."""
    name = re.sub(r"\.\w+$", "", path.rstrip("/").rsplit("/", 1)[-1])
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "Untitled"
