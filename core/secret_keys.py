"""Keys of the site, one file each in the secrets folder, outside the database and its backups."""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path

from core.web import settings


def key_named(name: str) -> bytes:
    """The 32 bytes of the key in the file of this name; made when first asked for."""
    return _key(settings().secrets_path / name)


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
