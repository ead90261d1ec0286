"""From forum to wiki: a post becomes an argument."""

from __future__ import annotations

import wiki.actions
from accounts.access import Viewer
from accounts.models import Member
from core import events, mail
from core.db import db
from core.errors import Refused
from core.web import settings
from deliberation import rules
from deliberation.actions.words import refuse_if
from deliberation.models import Post
from wiki.models import Argument, Option


def take_in(
    post: Post, option: Option, *, side: str, claim: str, detail: str, by: Viewer
) -> Argument:
    """Adopt a post as an argument of the wiki, credited to its author, who is told.

    The post is marked and leads to the argument. Raises Refused when a rule says no.
    """
    refuse_if(why_not_take(post, by))
    if option.topic_id != post.thread.topic_id:
        raise Refused("This option belongs to another topic than the discussion.")
    argument = wiki.actions.add_argument(
        option,
        side,
        claim,
        detail,
        by=by,
        author_id=post.author_id,
        why=f"Taken in from {post.heading}",
    )
    post.argument_id = argument.id
    events.record("post.taken_in", post, actor_id=by.id, argument=argument.id)
    _tell_author(post, argument)
    return argument


def why_not_take(post: Post, by: Viewer) -> str | None:
    """The reason this editor may not take this post into the wiki; None when they may."""
    return rules.why_not_take(
        own=by.id == post.author_id,
        hidden=post.hidden_at is not None or post.thread.hidden_at is not None,
        taken=post.argument_id is not None,
        has_topic=post.thread.topic_id is not None,
    )


def _tell_author(post: Post, argument: Argument) -> None:
    author = db.session.get_one(Member, post.author_id)
    if author.email is None:
        return
    site = settings().site_url
    mail.send(
        author.email,
        "Your point was taken into the policy wiki",
        f"An editor has taken what you wrote in “{post.thread.title}” into the wiki, with your "
        f"name as its author:\n\n{argument.claim}\n{site}{argument.url}\n\n"
        f"Your post: {site}{post.url}\n",
    )
