"""Looking at a discussion as the worker does: after each post, and a prompt when it has lasted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from moderation.detectors.finding import Finding
from moderation.detectors.said import Said

Look = Callable[[Sequence[Said]], Iterable[Finding]]
LASTS = timedelta(hours=24)  # as the house rule prompt.lasts_hours has it at first


def raised(posts: Sequence[Said], look: Look) -> set[str]:
    """The prompts that would have been raised, by `Finding.case_aspect`.

    There is a look after every post, and one when the discussion has rested for as long as a
    finding must last; what is seen at each look of that time is raised.
    """
    since: dict[str, datetime] = {}
    found: set[str] = set()
    for number, post in enumerate(posts, 1):
        seen = {one.case_aspect for one in look(posts[:number]) if one.level.fires}
        since = {aspect: since.get(aspect, post.at) for aspect in seen}
        found |= {aspect for aspect, first in since.items() if post.at - first >= LASTS}
    return found | since.keys()
