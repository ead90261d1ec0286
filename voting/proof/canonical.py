r"""Canonical JSON: one way only in which a value is written as bytes, so that it can be hashed.

The rules are those of RFC 8785 for what we use of JSON:

- objects, lists, texts, whole numbers, true, false and null; no fractions, no other number;
- the names in an object are in the order of their characters, and each stands once;
- no space or line break outside texts;
- texts are UTF-8; only ``"``, ``\`` and characters below U+0020 are escaped, the short way where
  there is one (``\n``), else as ``\u001f`` with small letters.

Two programs that follow these rules write the same value as the same bytes.
"""

import json
from hashlib import sha256
from typing import Any

_LARGEST = 2**53 - 1  # beyond this programs that count in doubles disagree (RFC 8785, 3.2.2.3)


def canonical(value: Any) -> bytes:
    """The value as canonical JSON. Raises ValueError for what has no canonical form here."""
    _check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()  # a lone surrogate is a UnicodeEncodeError, which is a ValueError


def digest(value: Any) -> str:
    """SHA-256 of the canonical form: 64 hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()


def _check(value: Any) -> None:
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError(f"{value} is too large")
    elif isinstance(value, list):
        for item in value:
            _check(item)
    elif isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise ValueError("the names in an object are texts")
        for item in value.values():
            _check(item)
    else:
        raise ValueError(  # noqa: TRY004 — a fraction is no wrong type, it just has no form
            f"{type(value).__name__} has no canonical form"
        )
