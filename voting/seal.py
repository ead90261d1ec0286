"""Sealing ballots: to the poll's key, which no web page reads, and to the voter's own code.

``seal`` is HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305). ``lock`` is ChaCha20-Poly1305
under a key drawn from the vote code. Both hold the same words, padded to one length, so that the
length of a ballot says nothing; both are bound to the poll and the tracker they lie under, so
that a ballot moved to another place does not open.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PADDED_BYTES = 128
_NONCE_BYTES = 12
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class Unreadable(Exception):
    """A sealed ballot does not open with this key, or does not hold an answer."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a ballot says, and nothing else: the pool it counts in and the answer."""

    pool: int
    answer: str


def seal(content: Content, public_key: bytes, poll: str, tracker: bytes) -> bytes:
    """The ballot as the box keeps it until the count: always 176 bytes."""
    key = X25519PublicKey.from_public_bytes(public_key)
    return _SUITE.encrypt(_padded(content), key, info=_place(poll, tracker))


def unseal(sealed: bytes, private_key: bytes, poll: str, tracker: bytes) -> Content:
    """What a sealed ballot says. Raises Unreadable."""
    return opener(private_key, poll)(sealed, tracker)


def opener(private_key: bytes, poll: str) -> Callable[[bytes, bytes], Content]:
    """What opens (sealed, tracker) of a poll, one after another: the key is made ready once."""
    key = X25519PrivateKey.from_private_bytes(private_key)

    def unsealed(sealed: bytes, tracker: bytes) -> Content:
        try:
            return _content(_SUITE.decrypt(sealed, key, info=_place(poll, tracker)))
        except (InvalidTag, ValueError) as problem:
            raise Unreadable from problem

    return unsealed


def lock(content: Content, code: str, poll: str, tracker: bytes) -> bytes:
    """The same ballot for its voter: always 156 bytes, opened by the vote code alone."""
    nonce = os.urandom(_NONCE_BYTES)  # fresh each time: a changed vote is locked with the same key
    cipher = ChaCha20Poly1305(_code_key(code, poll))
    return nonce + cipher.encrypt(nonce, _padded(content), _place(poll, tracker))


def unlock(mine: bytes, code: str, poll: str, tracker: bytes) -> Content:
    """What the voter's own copy says. Raises Unreadable."""
    cipher = ChaCha20Poly1305(_code_key(code, poll))
    nonce, locked = mine[:_NONCE_BYTES], mine[_NONCE_BYTES:]
    try:
        return _content(cipher.decrypt(nonce, locked, _place(poll, tracker)))
    except (InvalidTag, ValueError) as problem:
        raise Unreadable from problem


def _place(poll: str, tracker: bytes) -> bytes:
    return b"folkmoot ballot 1\0" + poll.encode() + b"\0" + tracker


def _code_key(code: str, poll: str) -> bytes:
    kdf = HKDF(SHA256(), length=32, salt=None, info=b"folkmoot my ballot 1\0" + poll.encode())
    return kdf.derive(code.encode())


def _padded(content: Content) -> bytes:
    words = f"{content.pool}\n{content.answer}".encode()
    if len(words) > PADDED_BYTES:
        raise ValueError("an answer of this length would show through its seal")
    return words.ljust(PADDED_BYTES, b"\0")


def _content(padded: bytes) -> Content:
    pool, _, answer = padded.rstrip(b"\0").decode().partition("\n")
    return Content(pool=int(pool), answer=answer)
