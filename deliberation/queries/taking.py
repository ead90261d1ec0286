"""What became of posts in the wiki, and what waits there."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from accounts.models import Member
from core.db import db
from deliberation.models import Post, PostOption, PostSuggestion, Thread
from deliberation.rules import page_of
from wiki.models import Argument, Option, Suggestion
from wiki.rules import WAITING


@dataclass(frozen=True, slots=True)
class PostBehind:
    """The post that a suggestion carries."""

    url: str
    title: str
    author: str


def stands_as(post: Post) -> Argument | Option | None:
    """What the post became and still is in the wiki; not what was archived and lives on nowhere."""
    became: list[Argument | Option | None] = [
        db.session.get(Argument, post.argument_id or 0),
        db.session.scalar(
            sa.select(Option)
            .join(PostOption, PostOption.option_id == Option.id)
            .where(PostOption.post_id == post.id)
        ),
    ]
    standing = (view for view in became if view is not None and not is_free(view))
    return next(standing, None)


def is_free(view: Argument | Option) -> bool:
    """Whether it was archived and merged into nothing, so that its post can be taken in again."""
    return view.archived_at is not None and view.merged_into_id is None


# For the posts of a page: the suggestion that carries it to the editors, while it waits.
WAITING_SUGGESTION = (
    sa.select(sa.func.max(Suggestion.id))
    .join(PostSuggestion, PostSuggestion.suggestion_id == Suggestion.id)
    .where(
        PostSuggestion.post_id == Post.id,
        Suggestion.state.in_(WAITING),
        Suggestion.hidden_at.is_(None),
    )
    .correlate(Post)
    .scalar_subquery()
)


def suggestion_waiting(post: Post) -> Suggestion | None:
    """The suggestion that carries this post and waits for the editors. 1 statement."""
    return db.session.scalar(
        sa.select(Suggestion)
        .join(PostSuggestion, PostSuggestion.suggestion_id == Suggestion.id)
        .where(
            PostSuggestion.post_id == post.id,
            Suggestion.state.in_(WAITING),
            Suggestion.hidden_at.is_(None),
        )
        .order_by(Suggestion.id.desc())
        .limit(1)
    )


def post_behind(suggestion_id: int) -> PostBehind | None:
    """The post that a suggestion carries, unless it is hidden or for one CLP. 1 statement."""
    row = db.session.execute(
        sa.select(Post.thread_id, Post.number, Thread.title, Member.name)
        .join(PostSuggestion, PostSuggestion.post_id == Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Member, Member.id == Post.author_id)
        .where(
            PostSuggestion.suggestion_id == suggestion_id,
            Post.hidden_at.is_(None),
            Thread.hidden_at.is_(None),
            Thread.only_clp.is_(False),
        )
    ).first()
    if row is None:
        return None
    page = page_of(row.number)
    url = f"/threads/{row.thread_id}{f'?page={page}' if page > 1 else ''}#p{row.number}"
    return PostBehind(url, row.title, row.name)
