"""Finding the files of a folder: what can be read, what is named twice, what is refused and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wiki import rules

ENDINGS = {".md", ".markdown"}
DEEPEST = rules.DEEPEST - 4  # folders in folders: the imported tree may still be filed lower down


@dataclass(frozen=True, slots=True)
class Found:
    """One name in the folder. Neither a file nor the name of another: refused."""

    path: str  # inside the folder, with /
    file: Path | None = None
    same_as: str | None = None  # a link to this path in the folder
    refused: str = ""


def files_of(folder: Path) -> Iterator[Found]:
    """Each Markdown file, and each link to a file or folder, in order of name.

    Links are not followed, so that a loop of links cannot trap the walk: what one leads to inside
    the folder is found there, and stands in a second place.
    """
    root = folder.resolve()
    waiting = [("", root, 0)]
    while waiting:
        inside, here, depth = waiting.pop()
        below = []
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            yield Found(inside or ".", refused=f"cannot be opened ({error.strerror})")
            continue
        for entry in entries:
            path = f"{inside}{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False) and depth < DEEPEST and not _misspelt(path):
                below.append((f"{path}/", Path(entry.path), depth + 1))
            elif found := _found(path, entry, root, depth):
                yield found
        waiting += reversed(below)


def _found(path: str, entry: os.DirEntry[str], root: Path, depth: int) -> Found | None:
    if _misspelt(path):
        return Found(path, refused="has a name that is not UTF-8")
    if entry.is_symlink():
        return _link(path, Path(entry.path), root)
    if entry.is_dir():
        return Found(path, refused=f"is a folder {depth + 1} levels deep; the most is {DEEPEST}")
    if Path(entry.name).suffix.lower() not in ENDINGS:
        return None
    if not entry.is_file():
        return Found(path, refused="is a device or pipe, no file")
    return Found(path, file=Path(entry.path))


def _misspelt(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return True
    return False


def _link(path: str, link: Path, root: Path) -> Found:
    try:
        target = link.resolve(strict=True)
    except FileNotFoundError:
        return Found(path, refused="is a link to nothing")
    except (OSError, RuntimeError):
        return Found(path, refused="is a link that leads back to itself")
    if not target.is_relative_to(root) or target == root:
        return Found(path, refused="is a link to somewhere else")
    if root / Path(path).parent in (target, *target.parents) and target.is_dir():
        return Found(path, refused="is a link to a folder that it stands in")
    return Found(path, same_as=target.relative_to(root).as_posix())
