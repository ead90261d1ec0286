"""From forum to wiki: a post becomes an argument or an option, at once or by a suggestion."""

from __future__ import annotations

import wiki.actions
from accounts.access import Viewer
from core import events, versions
from core.db import db
from core.errors import Refused
from core.events import Event
from core.subjects import Subject
from deliberation.actions.words import refuse_if
from deliberation.models import Post, PostOption, PostSuggestion
from deliberation.queries.taking import stands_as, suggestion_waiting
from deliberation.rules import taking as rules
from deliberation.rules.taking import Becomes
from notices.actions import tell
from notices.rules import Why
from wiki.models import Argument, Option, Suggestion, Topic
from wiki.rules import AsksFor

ANSWERS = {
    "suggestion.accepted": "An editor has taken it into the wiki, with your name.",
    "suggestion.accepted_with_changes": "An editor has taken it into the wiki in other words, "
    "with your name.",
    "suggestion.declined": "An editor has read it and did not take it in; their reason is there.",
    "suggestion.superseded": "It was closed: the point stands in the wiki already.",
}


def take_in(
    post: Post, option: Option | None, *, side: str, claim: str, detail: str, by: Viewer
) -> Argument | Option:
    """Adopt a post as an argument, or as an option of its topic; its author is credited and told.

    `side`: a `Becomes`. The post is marked and leads there. Raises Refused when a rule says no.
    """
    db.session.refresh(post, with_for_update={"of": Post})  # two editors at once: one takes it
    refuse_if(why_not_take(post, by))
    why = f"Taken in from {post.heading}"
    view: Argument | Option
    if side == Becomes.OPTION:
        topic = db.session.get_one(Topic, post.thread.topic_id)
        view = wiki.actions.add_option(
            topic, claim, detail, by=by, author_id=post.author_id, why=why
        )
    else:
        view = wiki.actions.add_argument(
            _of_its_topic(option, post),
            side,
            claim,
            detail,
            by=by,
            author_id=post.author_id,
            why=why,
        )
    mark(post, view)
    events.record("post.taken_in", post, actor_id=by.id, became=[view.kind, view.id])
    tell([post.author_id], Why.INCLUDED, view, words=f"From {post.heading}.", by=by.id)
    return view


def _of_its_topic(option: Option | None, post: Post) -> Option:
    if option is None:
        raise Refused("Choose the option that this is an argument about.")
    if option.topic_id != post.thread.topic_id:
        raise Refused("This option belongs to another topic than the discussion.")
    return option


def mark(post: Post, view: Argument | Option) -> None:
    """Let the post say what it became."""
    if isinstance(view, Argument):
        post.argument_id = view.id
    else:
        db.session.merge(PostOption(post_id=post.id, option_id=view.id))


def why_not_take(post: Post, by: Viewer) -> str | None:
    """The reason this editor may not take this post into the wiki; None when they may."""
    return rules.why_not_take(
        own=by.id == post.author_id,
        hidden=_is_hidden(post),
        stands=stands_as(post) is not None,
        has_topic=post.thread.topic_id is not None,
        waits=suggestion_waiting(post) is not None,
        for_one_clp=post.thread.only_clp,
    )


def propose_for_wiki(
    post: Post,
    option: Option | None,
    *,
    side: str,
    claim: str,
    detail: str,
    reason: str,
    by: Viewer,
) -> Suggestion:
    """Ask the editors to take a post in: a suggestion that carries it. Raises Refused.

    Its author is credited if they do; the answer goes to the author and to who proposed it.
    """
    db.session.refresh(post, with_for_update={"of": Post})  # proposed twice at once: once
    refuse_if(why_not_propose(post, by))
    is_option = side == Becomes.OPTION
    suggestion = wiki.actions.suggest(
        AsksFor.OPTION if is_option else AsksFor.ARGUMENT,
        by=by,
        title=claim,
        text=detail,
        reason=reason,
        topic=db.session.get(Topic, post.thread.topic_id) if is_option else None,
        option=None if is_option else _of_its_topic(option, post),
        side=None if is_option else side,
        said_by=post.author_id,
    )
    db.session.add(PostSuggestion(suggestion_id=suggestion.id, post_id=post.id))
    versions.move_on(post.pages())
    words = f"A member proposed {post.heading} for the wiki. The editors will decide."
    tell([post.author_id], Why.ASKED, suggestion, words=words, by=by.id)
    return suggestion


def why_not_propose(post: Post, by: Viewer) -> str | None:
    """The reason this person may not propose this post for the wiki; None when they may."""
    return rules.why_not_propose(
        is_member=by.is_member,
        hidden=_is_hidden(post),
        stands=stands_as(post) is not None,
        has_topic=post.thread.topic_id is not None,
        waits=suggestion_waiting(post) is not None,
        for_one_clp=post.thread.only_clp,
        is_note=post.is_note,
    )


def _is_hidden(post: Post) -> bool:
    return post.hidden_at is not None or post.thread.hidden_at is not None


@events.along
def _answer_comes_back(event: Event, subject: Subject) -> None:
    """When editors have decided about a suggestion that carries a post: mark it, tell its author.

    Whoever proposed it is told by the wiki, as of any suggestion.
    """
    if not isinstance(subject, Suggestion):
        return
    carried = db.session.get(PostSuggestion, subject.id)
    if carried is None:
        return
    post = db.session.get_one(Post, carried.post_id)
    versions.move_on(post.pages())
    if event.name not in ANSWERS:
        return
    view = subject.became
    if event.name.startswith("suggestion.accepted") and isinstance(view, Argument | Option):
        mark(post, view)
    why = Why.INCLUDED if event.name.startswith("suggestion.accepted") else Why.DECIDED
    if post.author_id != subject.author_id:
        words = f"About {post.heading}. {ANSWERS[event.name]}"
        tell([post.author_id], why, subject, words=words, by=event.actor_id)
