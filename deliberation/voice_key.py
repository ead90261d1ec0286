"""The keyed hash by which a member without a name is known again within one discussion.

The key lies in the secrets folder, outside the database and its backups. Lost, nobody's point is
lost; only someone who writes again would be counted once more.
"""

from __future__ import annotations

import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from core.web import settings


def voice_of(member_uuid: str, discussion: str) -> str:
    """The voice of this person in this discussion, as a hash that says neither."""
    key = _key(settings().secrets_path / "voices.key")
    return hmac.new(key, f"{member_uuid}|{discussion}".encode(), "sha256").hexdigest()


@cache
def _key(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        os.link(made, path)  # whole at once; another process may have been faster
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_bytes()
