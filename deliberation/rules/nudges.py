"""When somebody who writes much in a discussion is asked, once and privately, to wait. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.dates import count_of
from deliberation.rules.turns import Said

LEAST_POSTS = 15  # in the thread, before a share of them says anything
IN_A_ROW = 3  # the next post would be …
ROW_WITHIN = timedelta(hours=24)
TO_ONE = 3  # the next reply to the same person would be …
LEAST_PEOPLE = 5  # … where so many take part
LEAST_FOLLOWERS = 10  # fewer are not said: it could be told who they are
LEAST_SPOKEN = 5  # of a CLP's members who write, before the others are told that it is their turn


def nudge(why: str, *, followers: int) -> str:
    """What a member reads before their next post. `followers` found a point good and wrote none."""
    many = followers >= LEAST_FOLLOWERS
    follow = f" {count_of(followers, 'member')} follow it and have not written." if many else ""
    return (
        f"{why}{follow} Would you like to wait for others, change an earlier post, or end with a "
        "question to them?"
    )


def why_wait(
    said: Sequence[Said], member_id: int, *, answers: int | None, percent: int, at: datetime
) -> str | None:
    """What this member has done that others could do too; None for nearly everybody.

    `said`: the thread so far, in order, without stewards' notes. `answers`: the number of the post
    they are about to reply to. `percent`: of the posts, from which on it is said.
    """
    mine = [post for post in said if post.author_id == member_id]
    return (
        _share(len(mine), len(said), percent)
        or _row(said, member_id, at)
        or _to_one(said, mine, member_id, answers)
    )


def _share(mine: int, posts: int, percent: int) -> str | None:
    if posts < LEAST_POSTS or mine * 100 < percent * posts:
        return None
    return f"You have written {mine} of {posts} posts here ({mine / posts:.0%})."


def _row(said: Sequence[Said], member_id: int, at: datetime) -> str | None:
    last = said[-(IN_A_ROW - 1) :]
    if len(last) < IN_A_ROW - 1 or any(
        post.author_id != member_id or at - post.at > ROW_WITHIN for post in last
    ):
        return None
    return "This would be your third post within a day with nobody between."


def _to_one(
    said: Sequence[Said], mine: Sequence[Said], member_id: int, answers: int | None
) -> str | None:
    author_of = {post.number: post.author_id for post in said}
    whom = author_of.get(answers) if answers is not None else None
    if whom is None or whom == member_id or len(set(author_of.values())) < LEAST_PEOPLE:
        return None
    before = sum(post.answers is not None and author_of.get(post.answers) == whom for post in mine)
    if before < TO_ONE - 1:
        return None
    people = len(set(author_of.values()))
    return (
        f"This would be your reply number {before + 1} to the same person; {people} people take "
        "part here."
    )


def your_turn(*, spoken: int, active: int) -> str | None:
    """What a member of the CLP who has not spoken reads; None unless most others have.

    Of `active` members of the CLP who have written in its forum since the discussion began,
    `spoken` have done so here.
    """
    if spoken < LEAST_SPOKEN or spoken * 3 < active * 2:
        return None
    who = "Everybody else has" if spoken >= active else "Most others have"
    return (
        f"{who} had their say here: {spoken} of the {active} members of our CLP who have written "
        "in this forum since the discussion began. Your turn, if you like."
    )
