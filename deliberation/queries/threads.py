"""The posts of a thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import aliased

from accounts.apart.queries import Folds
from accounts.models import Clp, Member
from core import house_rules
from core.clock import now
from core.db import db
from deliberation.models import (
    Contribution,
    Endorsement,
    InvitedAnswer,
    Post,
    PostOption,
    PostVersion,
    ReplyLimit,
    SealedText,
    Thread,
)
from deliberation.queries.ordering import numbers_on
from deliberation.queries.posts import every_file_of
from deliberation.queries.taking import WAITING_SUGGESTION
from deliberation.rules import (
    PER_PAGE,
    contributions,
    endorsing,
    post_url,
    reply_limits,
)
from deliberation.rules.order import Order
from wiki.models import Argument, Option

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageOfPosts:
    """Posts of one page of a thread, in order."""

    posts: list[Row]
    page: int
    pages: int


_begun = aliased(Thread)
_answered = aliased(Post)
_answered_author = aliased(Member)
_officer = aliased(Member)
_officers_clp = aliased(Clp)
_limit_clp = aliased(Clp)
_POSTS = (
    sa.select(
        Post.id,
        Post.number,
        Post.answers,
        Post.author_id,
        Post.html,
        Post.position,
        Post.is_note,
        Post.written_at,
        Post.edited_at,
        Post.argument_id,
        Argument.archived_at.label("argument_archived_at"),
        Argument.merged_into_id.label("argument_merged_into_id"),
        Option.id.label("option_id"),
        Option.archived_at.label("option_archived_at"),
        Option.merged_into_id.label("option_merged_into_id"),
        WAITING_SUGGESTION.label("suggestion_id"),
        Post.hidden_at,
        Post.hidden_because,
        Post.label,
        Post.moved_to_id,
        Post.moved_from_id,
        sa.select(sa.func.count())
        .where(Endorsement.post_id == Post.id)
        .scalar_subquery()
        .label("good_points"),
        Argument.hidden_at.label("argument_hidden_at"),
        Member.name.label("author"),
        Member.clp_id,
        Clp.name.label("clp"),
        Clp.region_id,
        _answered_author.name.label("answers_author"),
        _answered.author_id.label("answers_author_id"),
        _limit_clp.name.label("replies_clp"),
        ReplyLimit.until.label("replies_until"),
        Contribution.channel,
        SealedText.round_id.label("quiet_round"),
        _officer.name.label("entered_by"),
        _officers_clp.name.label("entered_in"),
        Contribution.clp_id.label("entered_clp_id"),
        sa.select(sa.func.count())
        .select_from(_begun)
        .where(
            _begun.origin_kind == Post.kind,
            _begun.origin_id == Post.id,
            _begun.hidden_at.is_(None),
            _begun.only_clp.is_(sa.false()),
        )
        .correlate(Post)
        .scalar_subquery()
        .label("begun"),  # threads started from it
        sa.exists().where(InvitedAnswer.post_id == Post.id).label("invited"),
    )
    .join(Member, Member.id == Post.author_id)
    .outerjoin(Clp, Clp.id == Member.clp_id)
    .outerjoin(Argument, Argument.id == Post.argument_id)
    .outerjoin(PostOption, PostOption.post_id == Post.id)
    .outerjoin(Option, Option.id == PostOption.option_id)
    .outerjoin(
        _answered,
        sa.and_(_answered.thread_id == Post.thread_id, _answered.number == Post.answers),
    )
    .outerjoin(_answered_author, _answered_author.id == _answered.author_id)
    .outerjoin(ReplyLimit, ReplyLimit.post_id == Post.id)
    .outerjoin(_limit_clp, _limit_clp.id == ReplyLimit.clp_id)
    .outerjoin(Contribution, Contribution.post_id == Post.id)
    .outerjoin(SealedText, SealedText.post_id == Post.id)
    .outerjoin(_officer, _officer.id == Contribution.entered_by_id)
    .outerjoin(_officers_clp, _officers_clp.id == Contribution.clp_id)
)
_ON_PAGE = _POSTS.where(
    Post.thread_id == sa.bindparam("thread_id"),
    Post.number > sa.bindparam("after"),
    Post.number <= sa.bindparam("up_to"),
).order_by(Post.number)
_NUMBERED = _POSTS.where(
    Post.thread_id == sa.bindparam("thread_id"),
    Post.number.in_(sa.bindparam("numbers", expanding=True)),
)
_ONE = _POSTS.where(Post.id == sa.bindparam("post_id"))


def posts_on(thread: Row, page: int) -> PageOfPosts:
    """The posts of one page of a thread, hidden ones without their words. 1 statement."""
    after = (page - 1) * PER_PAGE
    found = db.session.execute(
        _ON_PAGE, {"thread_id": thread["id"], "after": after, "up_to": after + PER_PAGE}
    ).mappings()
    return PageOfPosts([_shown(row, thread) for row in found], page, thread["pages"])


def posts_in(order: Order, thread: Row, page: int) -> PageOfPosts:
    """The posts of one page of a thread in this order. ≤ 2 statements."""
    if order is Order.OLDEST:
        return posts_on(thread, page)
    numbers = _numbers(order, thread, page)
    found = db.session.execute(_NUMBERED, {"thread_id": thread["id"], "numbers": numbers})
    by_number = {row["number"]: _shown(row, thread) for row in found.mappings()}
    shown = [by_number[number] for number in numbers if number in by_number]
    return PageOfPosts(shown, page, 1 if order is Order.COMMON else thread["pages"])


def _numbers(order: Order, thread: Row, page: int) -> list[int]:
    """The numbers of the posts on a page. ≤ 1 statement."""
    before, posts = (page - 1) * PER_PAGE, thread["posts"]
    if order is Order.NEWEST:
        return list(range(posts - before, max(posts - before - PER_PAGE, 0), -1))
    numbers = numbers_on(thread["id"], order, page)
    if order is Order.LANES:  # what is newer than the order stands behind it, in time
        numbers += range(before + len(numbers) + 1, min(before + PER_PAGE, posts) + 1)
    return numbers


def _shown(row: sa.RowMapping, thread: Row) -> Row:
    """What the template needs of a post. Nothing of a hidden one's words leaves this function."""
    return {
        **row,
        "html": Markup(row["html"]) if row["hidden_at"] is None else "",  # noqa: S704 — made by core.text
        "elsewhere": any(
            thread[place] is not None and row[place] != thread[place]
            for place in ("clp_id", "region_id")
        ),
        "answers_url": post_url(thread["id"], row["answers"] or 1),
        "found_good": endorsing.told(row["good_points"], written_at=row["written_at"], at=now()),
        "edit_until": _edit_until(row["written_at"]),
        "became_url": _became_url(row),
        "entered": _entered(row),
        "replies_limited": _replies_limited(row),
        "folded": "",
    }


def _replies_limited(row: sa.RowMapping) -> str:
    """From whom its author wants replies; "" from everybody."""
    until = row["replies_until"]
    return reply_limits.sentence(row["replies_clp"], until if until and until > now() else None)


def folded(shown: PageOfPosts, folds: Folds) -> PageOfPosts:
    """The same page with what is folded for one member; stewards' notes never are."""
    posts = [
        post
        if post["is_note"]
        else {**post, "folded": folds.line(post["author_id"], post["answers_author_id"])}
        for post in shown.posts
    ]
    return replace(shown, posts=posts)


def _entered(row: sa.RowMapping) -> str:
    """How a point came that somebody else entered; "" for one that its author wrote."""
    if row["channel"] is None:
        return ""
    return contributions.label(
        name=row["author"],
        channel=row["channel"],
        entered_by=row["entered_by"],
        of=row["entered_in"],
    )


def _became_url(row: sa.RowMapping) -> str:
    """Where the post stands in the wiki; "" when it does not, or what it became is archived."""
    for kind in ("argument", "option"):
        free = row[f"{kind}_archived_at"] and row[f"{kind}_merged_into_id"] is None
        if row[f"{kind}_id"] is not None and not free:
            return f"/{kind}s/{row[f'{kind}_id']}"
    return ""


def _edit_until(written_at: datetime) -> int:
    """Until when its author may edit it, in seconds since 1970; 0 when that is over."""
    until = written_at + house_rules.length("post.edit_hours", at=written_at)
    return int(until.timestamp()) if until > now() else 0


def post_row(post_id: int, thread: Row) -> Row | None:
    """One post as its thread shows it. 1 statement."""
    row = db.session.execute(_ONE, {"post_id": post_id}).mappings().first()
    return _shown(row, thread) if row else None


def numbered_row(number: int, thread: Row) -> Row | None:
    """The post of this number as its thread shows it. 1 statement."""
    asked = {"thread_id": thread["id"], "numbers": [number]}
    row = db.session.execute(_NUMBERED, asked).mappings().first()
    return _shown(row, thread) if row else None


_VERSIONS = (
    sa.select(PostVersion.text, PostVersion.position, PostVersion.written_at)
    .where(PostVersion.post_id == sa.bindparam("post_id"))
    .order_by(PostVersion.id)
)


def versions_of(post: Post) -> list[Row]:
    """Everything the post has said, oldest first, what it says now last. 2 statements.

    With `files`, those it had at the time.
    """
    earlier = db.session.execute(_VERSIONS, {"post_id": post.id}).mappings()
    current = {
        "text": post.text,
        "position": post.position,
        "written_at": post.edited_at or post.written_at,
    }
    files = every_file_of(post.id)
    return [
        {**version, "files": [one for one in files if one.was_there(version["written_at"])]}
        for version in (*earlier, current)
    ]


_OPTIONS = (
    sa.select(Option.id, Option.title)
    .where(
        Option.topic_id == sa.bindparam("topic_id"),
        Option.hidden_at.is_(None),
        Option.archived_at.is_(None),
    )
    .order_by(Option.position, Option.id)
)


def options_of(topic_id: int) -> dict[str, str]:
    """Title of each option of a topic by its id, in their order. 1 statement."""
    rows = db.session.execute(_OPTIONS, {"topic_id": topic_id})
    return {str(option_id): title for option_id, title in rows}
