"""The secrets of one poll: small files in a folder of their own, outside every database.

``seal.key`` opens the ballots, and is read at the count only; a poll whose key two officers hold
has their halves instead, and a ``seal.key`` only from when both have given theirs until the count
is done. ``pepper`` and ``ref.key`` make the marks in ``codes``. The folder belongs to no backup;
destroying it is what makes a finished poll anonymous for good.
"""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from voting import halves
from voting.halves import LockedIn, Place

KEY_BYTES = 32
SEATS = (1, 2)
_MADE = ("seal.key", "seal.pub", "half-1", "half-2", "pepper", "ref.key")  # at the opening


class KeysMissing(Exception):
    """The secrets of a poll are not where they should be."""


@dataclass(frozen=True, slots=True)
class PollKeys:
    """Where the secrets of one poll lie. Reads each from its file when it is needed."""

    folder: Path

    @property
    def pepper(self) -> bytes:
        return self.read("pepper")

    @property
    def ref_key(self) -> bytes:
        return self.read("ref.key")

    @property
    def private_key(self) -> bytes:
        """Opens every ballot of the poll: for the count, and nothing else."""
        return self.read("seal.key")

    @property
    def public_key(self) -> bytes:
        """What ballots are sealed to. Belongs in the main database, so casting needs no secret."""
        return self.read("seal.pub") if self.is_split else public_of(self.private_key)

    @property
    def is_split(self) -> bool:
        """Whether two officers hold its key."""
        return all(self.has(f"half-{seat}") for seat in SEATS)

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self.folder / name).exists()

    def read(self, name: str) -> bytes:
        """What is in a file of this folder. Raises KeysMissing."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError as problem:
            raise KeysMissing(f"{self.folder.name}: {name} is missing") from problem

    def keep(self, name: str, content: bytes) -> None:
        """Put a file in the folder, or another in its place: whole or not at all."""
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.mkdir(exist_ok=True, mode=0o700)
        path = self.folder / f"{name}.{secrets.token_hex(4)}.new"
        _write_new(path, content)
        path.replace(self.folder / name)
        _sync_folder(self.folder)
        _sync_folder(self.folder.parent)

    def remove(self, *names: str) -> None:
        """Write over these files and remove them. Safe to repeat, also after a crash half-way."""
        for name in names:
            path = self.folder / name
            if path.exists():
                _overwrite(path)
                path.unlink()
        if self.folder.exists():
            _sync_folder(self.folder)


def public_of(private_key: bytes) -> bytes:
    """What ballots are sealed to that this key opens."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def create(secrets_dir: Path, poll: str, officers: Sequence[LockedIn] = ()) -> PollKeys:
    """New secrets for a poll (its public id). Readable by this user alone, on disk on return.

    With two officers the key is split between them and stored nowhere. Raises FileExistsError
    when the poll has secrets already.
    """
    keys = find(secrets_dir, poll)
    if any(keys.has(name) for name in _MADE):
        raise FileExistsError(keys.folder)
    key = secrets.token_bytes(KEY_BYTES)
    if officers:
        for seat, officer, half in zip(SEATS, officers, halves.split(key), strict=True):
            sealed = halves.seal_half(half, officer.public, Place(poll, seat))
            keys.keep(f"half-{seat}", sealed)
        keys.keep("seal.pub", public_of(key))
    else:
        keys.keep("seal.key", key)
    for name in ("pepper", "ref.key"):
        keys.keep(name, secrets.token_bytes(KEY_BYTES))
    return keys


def forget_half_made(secrets_dir: Path, poll: str) -> None:
    """Remove what an opening left behind that was interrupted; what officers locked in stays.

    For a poll that has never been open: no ballot lies under these secrets.
    """
    find(secrets_dir, poll).remove(*_MADE)


def find(secrets_dir: Path, poll: str) -> PollKeys:
    """The secrets of a poll that was opened before."""
    return PollKeys(secrets_dir / f"poll-{poll}")


def destroy(keys: PollKeys) -> None:
    """Write over the secrets and remove them. Safe to repeat, also after a crash half-way."""
    if keys.folder.exists():
        keys.remove(*(path.name for path in keys.folder.iterdir()))
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
        file.write(secrets.token_bytes(max(KEY_BYTES, path.stat().st_size)))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
