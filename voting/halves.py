"""A poll's key in two halves, each behind the passphrase of one officer. Pure; stores nothing.

Before the poll opens each officer *locks in*: a key pair is made for this poll, and its private
part is locked under the passphrase (scrypt, then ChaCha20-Poly1305). When the poll opens, its key
is made, split in two (one half is chance, the other the key XOR that chance; either alone says
nothing), and each half is sealed to one officer's public part (HPKE). Nobody needs to be there
together, and the key itself is never written down.

After closing the first officer to come opens their half and *hands it over*: sealed to the
other's public part, so that it can lie there until the other comes.
"""

import os
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_COST = 2**15  # scrypt's n with r = 8: 32 MB and a tenth of a second for each guess
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class WrongPassphrase(Exception):
    """This passphrase does not open this officer's half."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose half of which poll's key (its public id): a half that was moved does not open."""

    poll: str
    seat: int  # 1 or 2

    def named(self, what: str) -> bytes:
        return f"folkmoot {what} 1\0{self.poll}\0{self.seat}".encode()


@dataclass(frozen=True, slots=True)
class LockedIn:
    """An officer's key pair for one poll, the private part locked under the passphrase."""

    public: bytes
    locked: bytes

    @classmethod
    def read(cls, stored: bytes) -> "LockedIn":
        """What `stored` gave."""
        return cls(stored[:KEY_BYTES], stored[KEY_BYTES:])

    @property
    def stored(self) -> bytes:
        """As it lies in a file."""
        return self.public + self.locked


def lock_in(passphrase: str, place: Place) -> LockedIn:
    """A fresh key pair for an officer, opened by this passphrase alone."""
    pair = X25519PrivateKey.generate()
    public = pair.public_key().public_bytes_raw()
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    cipher = ChaCha20Poly1305(_stretched(passphrase, salt))
    context = place.named("officer") + public
    locked = cipher.encrypt(nonce, pair.private_bytes_raw(), context)
    return LockedIn(public, salt + nonce + locked)


def open_up(officer: LockedIn, passphrase: str, place: Place) -> bytes:
    """The officer's private part. Raises WrongPassphrase."""
    salt, rest = officer.locked[:_SALT_BYTES], officer.locked[_SALT_BYTES:]
    nonce, locked = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
    cipher = ChaCha20Poly1305(_stretched(passphrase, salt))
    try:
        return cipher.decrypt(nonce, locked, place.named("officer") + officer.public)
    except InvalidTag as problem:
        raise WrongPassphrase from problem


def split(key: bytes) -> tuple[bytes, bytes]:
    """Two halves that say nothing alone."""
    half = os.urandom(len(key))
    return half, join(half, key)


def join(half: bytes, other: bytes) -> bytes:
    """The key again."""
    return bytes(one ^ two for one, two in zip(half, other, strict=True))


def seal_half(half: bytes, public: bytes, place: Place) -> bytes:
    """A half that only the holder of this public part's other part can open."""
    key = X25519PublicKey.from_public_bytes(public)
    return _SUITE.encrypt(half, key, info=place.named("half"))


def open_half(sealed: bytes, private: bytes, place: Place) -> bytes:
    """The half. Raises WrongPassphrase when it was sealed to somebody else."""
    key = X25519PrivateKey.from_private_bytes(private)
    try:
        return _SUITE.decrypt(sealed, key, info=place.named("half"))
    except (InvalidTag, ValueError) as problem:
        raise WrongPassphrase from problem


def _stretched(passphrase: str, salt: bytes) -> bytes:
    words = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    return Scrypt(salt=salt, length=KEY_BYTES, n=_COST, r=8, p=1).derive(words.encode())
