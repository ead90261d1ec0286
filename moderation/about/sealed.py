"""The two hashes under which an answer lies: whose it is, and what it says."""

from __future__ import annotations

import hmac

from core.secret_keys import key_named
from moderation.about.questions import Question

KEY = "about-members.key"


def whose(member_uuid: str, question: Question) -> bytes:
    """Under which mark a member's answer to this question lies; another for each question."""
    return _hash("whose", member_uuid, question.name)


def says(member_uuid: str, question: Question, group: str) -> bytes:
    """What lies there when they are of this group; another for each member."""
    return _hash("says", member_uuid, question.name, group)


def group_of(member_uuid: str, question: Question, found: bytes) -> str | None:
    """Which group this says; None when it was changed by somebody without the key."""
    groups = (one for one in question.groups if says(member_uuid, question, one) == found)
    return next(groups, None)


def _hash(*facts: str) -> bytes:
    return hmac.new(key_named(KEY), "\x1f".join(facts).encode(), "sha256").digest()
