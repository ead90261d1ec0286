"""The keys that sign the chain: Ed25519, one small file each in the secrets folder.

A file is named after the beginning of its public key. Which key signs now is said by the chain
itself: its newest statement of kind ``key``. Unlike a poll's secrets a site key is worth keeping a
copy of, apart from the database: whoever has lost it cannot go on with the chain unseen.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from voting.keys import KeysMissing

_PURPOSE = b"folkmoot proof 1\0"  # a signature made for anything else never passes for one of ours


@dataclass(frozen=True, slots=True)
class SiteKey:
    """A key that can sign."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public key: 64 hexadecimal digits."""
        return self.private.public_key().public_bytes_raw().hex()

    def sign(self, statement: bytes) -> str:
        """The signature: 128 hexadecimal digits."""
        return self.private.sign(_PURPOSE + statement).hex()


def is_signed(statement: bytes, signature: str, public: str) -> bool:
    """Whether this key signed this statement."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), _PURPOSE + statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def make(secrets_dir: Path) -> SiteKey:
    """A new key; on disk, readable by this user alone, when it is returned."""
    key = SiteKey(Ed25519PrivateKey.generate())
    folder = _folder(secrets_dir)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(_path(secrets_dir, key.public), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private.private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    _sync(folder)
    return key


def find(secrets_dir: Path, public: str) -> SiteKey:
    """The key of this public key. Raises KeysMissing."""
    try:
        raw = _path(secrets_dir, public).read_bytes()
    except FileNotFoundError as problem:
        raise KeysMissing(
            f"the key {public[:16]} that signs the proof of polls is not in the secrets folder"
        ) from problem
    return SiteKey(Ed25519PrivateKey.from_private_bytes(raw))


def _folder(secrets_dir: Path) -> Path:
    return secrets_dir / "proof"


def _path(secrets_dir: Path, public: str) -> Path:
    return _folder(secrets_dir) / f"{public[:16]}.key"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
