"""A zip of Markdown files, unpacked beside nothing else for as long as it is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from core.errors import Refused
from wiki.importing.reading import LARGEST
from wiki.importing.report import Report
from wiki.importing.walking import ENDINGS
from wiki.rules import files

MOST_FILES = 100_000
MOST_BYTES = 1_000_000_000  # unpacked
LONGEST_PATH = 1_000  # characters


@contextmanager
def unpacked(file: Path, report: Report) -> Iterator[Path]:
    """The folder that the zip holds: its only one, or one that bears the zip's name.

    Raises Refused for what is no zip, or holds more than a wiki would.
    """
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / file.stem
        root.mkdir()
        try:
            with ZipFile(file) as archive:
                _check(archive)
                for info in archive.infolist():
                    _unpack(archive, info, root, report)
        except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError):
            raise Refused(f"“{file}” is not a zip that can be read.") from None
        entries = list(root.iterdir())
        yield entries[0] if len(entries) == 1 and entries[0].is_dir() else root


def _check(archive: ZipFile) -> None:
    infos = archive.infolist()
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
        raise Refused("The zip holds more than a wiki would. Unpack it and import the folder.")


def _unpack(archive: ZipFile, info: ZipInfo, root: Path, report: Report) -> None:
    """Write one Markdown file, or one attached to a page; names that lead out are refused."""
    inside = PurePosixPath(info.filename.replace("\\", "/"))
    most = _most(inside)
    if info.is_dir() or not most:
        return
    if inside.is_absolute() or ".." in inside.parts or len(str(inside)) > LONGEST_PATH:
        report.refuse(info.filename, "has a name that leads out of the zip")
    elif info.file_size > most:
        size = f"{info.file_size:,} bytes long; the most is {most:,}"
        report.refuse(info.filename, f"is {size}")
    else:
        target = root / inside
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(info) as packed, target.open("xb") as out:
                out.write(packed.read(most + 1))
        except (BadZipFile, OSError, ValueError, RuntimeError):
            report.refuse(info.filename, "cannot be unpacked")


def _most(inside: PurePosixPath) -> int:
    """How large such a file may be, in bytes; 0 when it is not taken at all."""
    if inside.suffix.lower() in ENDINGS:
        return LARGEST
    is_ours = inside.parent.name == "files" and inside.suffix.removeprefix(".") in files.TYPES
    return files.LARGEST_FILE if is_ours else 0
