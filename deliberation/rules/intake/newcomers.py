"""What somebody waits with until a few posts of theirs stand. Pure."""

from __future__ import annotations

import re

from core.dates import count_of
from deliberation.rules.intake.values import (
    HELD,
    Attempt,
    Because,
    Limits,
    Outcome,
    Verdict,
    Writer,
    is_new,
)

_ADDRESS = re.compile(r"(?:https?:)?//([^\s/<>()\"'\]]+)|\b(www\.[^\s/<>()\"'\]]+)", re.IGNORECASE)


def hosts_in(words: str, own: str) -> tuple[str, ...]:
    """The other sites that a text links to, in order, each once; `own` is this site's name."""
    found = (match[1] or match[2] for match in _ADDRESS.finditer(words))
    hosts = (host.rsplit("@", 1)[-1].split(":")[0].rstrip(".,;").casefold() for host in found)
    return tuple(dict.fromkeys(host for host in hosts if "." in host and host != own.casefold()))


def links(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """No links to other sites."""
    if not attempt.hosts or not is_new(writer, limits):
        return None
    return Verdict(
        Outcome.REFUSE,
        f"Links to other sites can stand in your posts once you have written "
        f"{count_of(limits.newcomer_posts, 'post')} here. "
        f"Leave out {attempt.hosts[0]}, or say in words where it can be found.",
    )


def mentions(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """Not many people called at once."""
    if attempt.mentions <= limits.newcomer_mentions or not is_new(writer, limits):
        return None
    return Verdict(
        Outcome.REFUSE,
        f"That mentions {attempt.mentions} people. Until you have written "
        f"{count_of(limits.newcomer_posts, 'post')} here, a post of yours can mention "
        f"{limits.newcomer_mentions}.",
    )


def first_posts(attempt: Attempt, writer: Writer, limits: Limits) -> Verdict | None:
    """The first two, where the CLP asked for it."""
    if not attempt.holds_first_posts or writer.posts >= limits.first_posts_held:
        return None
    return Verdict(
        Outcome.HOLD,
        f"{HELD} In this forum a person reads everybody’s first "
        f"{count_of(limits.first_posts_held, 'post')}.",
        because=Because.FIRST_POSTS,
    )
