"""The keyed hash by which a member without a name is known again within one discussion.

The key lies in the secrets folder, outside the database and its backups. Lost, nobody's point is
lost; only someone who writes again would be counted once more.
"""

from __future__ import annotations

import hmac

from core.secret_keys import key_named


def voice_of(member_uuid: str, discussion: str) -> str:
    """The voice of this person in this discussion, as a hash that says neither."""
    facts = f"{member_uuid}|{discussion}".encode()
    return hmac.new(key_named("voices.key"), facts, "sha256").hexdigest()
