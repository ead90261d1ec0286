"""Moving a post, or several of one author, to another discussion or into one of their own."""

from __future__ import annotations

from accounts.access import Viewer
from core import events
from core.clock import now
from core.errors import Refused
from deliberation.actions.moving import move_back, move_posts, split_off
from deliberation.models import Post
from moderation import discussions
from moderation.actions.cases import LOG, subject_of
from moderation.models import Case, Decision
from moderation.rules import sentences
from moderation.rules.reasons import Reason


def apply(case: Case, decision: Decision, steward: Viewer) -> None:
    """Move them; what stands in their place leads there, and they lead back. Raises Refused."""
    first, posts = _posts(case, decision)
    terms = decision.terms
    into = (
        discussions.thread_with_id(terms["into"])
        if terms.get("into")
        else split_off(first.thread, terms["title"], first)
    )
    because = sentences.moved_tombstone(Reason(decision.reason), now(), into.title)
    move_posts(posts, into, because)
    decision.terms = {**terms, "moved_to": into.url}
    events.record("moderation.moved", first, actor_id=steward.id, pages=[LOG])


def undo(case: Case, decision: Decision, by_id: int | None = None) -> None:
    """Let them stand where they were written."""
    first, posts = _posts(case, decision)
    for post in posts:
        move_back(post)
    events.record("moderation.move_undone", first, actor_id=by_id, pages=[LOG])


def _posts(case: Case, decision: Decision) -> tuple[Post, list[Post]]:
    first = subject_of(case)
    if not isinstance(first, Post):
        raise Refused("Only posts can be moved.")
    return first, [first, *discussions.posts_with(decision.terms.get("posts", ()))]
