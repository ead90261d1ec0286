"""Tickets of a draw: keyed hashes that say who may be drawn and name nobody.

The key lies in the secrets folder, made when first needed. It is the same for all rounds, so that
whoever runs the site cannot choose one that makes the lot fall as they like.
"""

from __future__ import annotations

import hmac
import json
import zlib
from collections.abc import Sequence

from core.secret_keys import key_named
from moderation.rules.invitations import Ticket

_LETTERS = 20  # of a ticket: enough that no two are alike
_LONGEST = 9  # digits of a row's id


def ticket_of(member_uuid: str, case_id: int) -> str:
    """The word under which a member may be drawn for this prompt."""
    facts = f"{case_id}|{member_uuid}".encode()
    return hmac.new(key_named("invitations.key"), facts, "sha256").hexdigest()[:_LETTERS]


def packed(tickets: Sequence[Ticket]) -> bytes:
    """Tickets as a round keeps them."""
    return zlib.compress(json.dumps([[one.word, one.in_group] for one in tickets]).encode())


def unpacked(frame: bytes) -> list[Ticket]:
    """The tickets that a round kept, in their order."""
    return [Ticket(word, in_group) for word, in_group in json.loads(zlib.decompress(frame))]


def token_of(invitation_id: int) -> str:
    """What stands in a mail's link to say no: good for this invitation only."""
    return f"{invitation_id}-{_mark(invitation_id)}"


def invitation_with(token: str) -> int | None:
    """The invitation that this token is for; None when it is not one of ours."""
    number, _, mark = token.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) <= _LONGEST):
        return None
    return int(number) if hmac.compare_digest(mark.encode(), _mark(int(number)).encode()) else None


def _mark(invitation_id: int) -> str:
    facts = f"no to {invitation_id}".encode()
    return hmac.new(key_named("invitations.key"), facts, "sha256").hexdigest()[:_LETTERS]
