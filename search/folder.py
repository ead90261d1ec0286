"""Where the index lies on disk: one folder for each build, and a pointer to the one in use."""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO

_POINTER = "current"
_WRITING = "lock"
_BUILDING = "lock.building"
_DOUBT = "doubt"
_CHECKED = "checked"
_NAME = "name"


class Busy(Exception):
    """Somebody else is writing the index, or building another."""


class IndexFolder:
    """`root/<shape>-<random>/` for each build and `root/current` naming the one in use.

    A build of another `shape` (fields or analysis have changed) counts as missing. The folder may
    be deleted at any time; local disk only, since locks and memory maps do not work over a network.
    """

    def __init__(self, root: Path, shape: str) -> None:
        self.root = root
        self.shape = shape
        self._is_writing = False
        self._pointer = root / _POINTER
        self._known: tuple[tuple[int, int, int], Path | None] | None = None

    def name(self) -> str:
        """What this machine's index is called in the change log; another when the folder was lost.

        Given by whoever writes; "" before that.
        """
        path = self.root / _NAME
        if not path.exists() and self._is_writing:
            path.write_text(secrets.token_hex(4), encoding="ascii")
        return path.read_text(encoding="ascii") if path.exists() else ""

    def current(self) -> Path | None:
        """The folder in use; None when there is none of our shape.

        Asked for with every query, so the pointer is read again only when it is another file.
        """
        try:
            found = self._pointer.stat()
        except OSError:
            return None
        version = found.st_ino, found.st_mtime_ns, found.st_size
        if self._known is None or self._known[0] != version:
            self._known = version, self._pointed_to()
        return self._known[1]

    def _pointed_to(self) -> Path | None:
        try:
            name = self._pointer.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        ours = name.startswith(f"{self.shape}-") and "/" not in name
        return self.root / name if ours else None

    def new(self) -> Path:
        """An empty folder for a build, after clearing builds that were broken off."""
        self.root.mkdir(parents=True, exist_ok=True)
        self._clear(keep=self.current())
        path = self.root / f"{self.shape}-{secrets.token_hex(4)}"
        path.mkdir()
        return path

    @contextmanager
    def building(self, switching: AbstractContextManager[object] | None = None) -> Iterator[Path]:
        """A folder to build in, in use afterwards; gone again when the build is broken off.

        The one in use may be written meanwhile. It is let go within `switching`, which sees to it
        that nobody does so then. Raises Busy while another is being built.
        """
        with self.alone():
            path = self.new()
            try:
                yield path
            except BaseException:
                shutil.rmtree(path, ignore_errors=True)
                raise
            with switching or nullcontext():
                self.use(path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others from building, or raise Busy. The lock goes with the process."""
        with self._held(_BUILDING, 0.0):
            yield

    def is_being_built(self) -> bool:
        """Whether somebody is building."""
        try:
            with self.alone():
                return False
        except Busy:
            return True

    def use(self, path: Path) -> None:
        """Point to `path` from now on; what was in use before is kept until the next build."""
        sync(path)
        pointer = self.root / f"{_POINTER}.new"
        pointer.write_text(path.name, encoding="ascii")
        _sync_one(pointer)
        pointer.replace(self.root / _POINTER)
        _sync_one(self.root)

    def doubt(self) -> None:
        """Leave a note that the build in use could not be read; the worker looks into it."""
        with suppress(OSError):
            (self.root / _DOUBT).touch()

    def doubted(self) -> bool:
        """Whether there was such a note; it is taken away."""
        try:
            (self.root / _DOUBT).unlink()
        except OSError:
            return False
        return True

    def checked(self) -> None:
        """Note that all of the build in use was read through just now."""
        with suppress(OSError):
            (self.root / _CHECKED).touch()

    def last_checked(self) -> float:
        """How many seconds ago that was last."""
        try:
            return time.time() - (self.root / _CHECKED).stat().st_mtime
        except OSError:
            return float("inf")

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Be the one process that writes, or raise Busy. The lock goes with the process.

        `patience` is how many seconds it waits for another one.
        """
        with self._held(_WRITING, patience):
            self._is_writing = True
            try:
                yield
            finally:
                self._is_writing = False

    @contextmanager
    def _held(self, name: str, patience: float) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / name).open("w") as lock:
            _lock(lock, time.monotonic() + patience)
            yield

    def _clear(self, keep: Path | None) -> None:
        for path in self.root.iterdir():
            if path.is_dir() and path != keep:
                shutil.rmtree(path, ignore_errors=True)


def _lock(lock: IO[str], until: float) -> None:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Busy from None
            time.sleep(0.05)
        else:
            return


def sync(folder: Path, since: float = 0.0) -> None:
    """Have the disk keep the files written since a time: the engine itself never asks it to."""
    for path in folder.iterdir():
        if path.stat().st_mtime >= since:
            _sync_one(path)
    _sync_one(folder)


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
