"""Password hashing: argon2id, 19 MiB, t=2, p=1 (OWASP's floor). The only user of argon2."""

from __future__ import annotations

import os
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# As many at once as cores, so that a rush of sign-ins cannot take all memory.
_turns = BoundedSemaphore(os.cpu_count() or 1)
# Checked when there is no such member, so that the answer takes as long.
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash to store."""
    with _turns:
        return _hasher.hash(password)


def is_password(password: str, stored: str | None) -> bool:
    """Whether this is the password; takes as long when nothing is stored."""
    with _turns:
        try:
            _hasher.verify(stored or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def needs_new_hash(stored: str) -> bool:
    """Whether the parameters have risen since it was stored."""
    return _hasher.check_needs_rehash(stored)
