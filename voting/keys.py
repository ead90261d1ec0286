"""The secrets of one poll: three small files in a folder of their own, outside every database.

``seal.key`` opens the ballots, and is read at the count only. ``pepper`` and ``ref.key`` make the
marks in ``codes``. The folder belongs to no backup; destroying it is what makes a finished poll
anonymous for good.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

KEY_BYTES = 32
_FILES = ("seal.key", "pepper", "ref.key")


class KeysMissing(Exception):
    """The secrets of a poll are not where they should be."""


@dataclass(frozen=True, slots=True)
class PollKeys:
    """Where the secrets of one poll lie. Reads each from its file when it is needed."""

    folder: Path

    @property
    def pepper(self) -> bytes:
        return self._read("pepper")

    @property
    def ref_key(self) -> bytes:
        return self._read("ref.key")

    @property
    def private_key(self) -> bytes:
        """Opens every ballot of the poll: for the count, and nothing else."""
        return self._read("seal.key")

    @property
    def public_key(self) -> bytes:
        """What ballots are sealed to. Belongs in the main database, so casting needs no secret."""
        return X25519PrivateKey.from_private_bytes(self.private_key).public_key().public_bytes_raw()

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError as problem:
            raise KeysMissing(f"{self.folder.name}: {name} is missing") from problem


def create(secrets_dir: Path, poll: str) -> PollKeys:
    """New secrets for a poll (its public id). Readable by this user alone, on disk on return."""
    keys = find(secrets_dir, poll)
    keys.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys.folder.mkdir(mode=0o700)
    for name in _FILES:
        _write_new(keys.folder / name, secrets.token_bytes(KEY_BYTES))
    _sync_folder(keys.folder)
    _sync_folder(keys.folder.parent)
    return keys


def find(secrets_dir: Path, poll: str) -> PollKeys:
    """The secrets of a poll that was opened before."""
    return PollKeys(secrets_dir / f"poll-{poll}")


def destroy(keys: PollKeys) -> None:
    """Write over the secrets and remove them. Safe to repeat, also after a crash half-way."""
    for name in _FILES:
        path = keys.folder / name
        if path.exists():
            _overwrite(path)
            path.unlink()
    if keys.folder.exists():
        keys.folder.rmdir()
        _sync_folder(keys.folder.parent)


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
