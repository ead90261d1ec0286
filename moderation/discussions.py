"""What moderation needs of the packages it watches over: wiki, deliberation and voting.

The one module that knows them, so that cases, decisions and detectors speak of subjects only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from core.db import db
from core.subjects import Subject, find
from core.text import excerpt, plain
from deliberation.actions import ask_neutral_question, start_thread
from deliberation.models import Post, Thread
from deliberation.queries import voices_on
from deliberation.queries.voices import discussions_of, stand_ins_of
from deliberation.rules import LONGEST_TITLE, SIDES, ThreadKind, Where
from voting.models import Poll
from voting.queries import published_shares
from voting.rules import State as PollState
from wiki.actions import suggest
from wiki.models import Argument, Attachment, Option, Suggestion, Topic
from wiki.rules import LONGEST_CLAIM, AsksFor, Side

REPORTABLE = frozenset(
    {
        "post",
        "thread",
        "proposal",
        "amendment",
        "argument",
        "option",
        "own_words",
        "topic",
        "suggestion",
        "poll",
        "attachment",
        "meeting",
    }
)
AROUND = 3  # posts on either side that are kept with the evidence
_ON_SIDES = [str(side) for side in SIDES]


def takes_position(subject: Subject) -> bool:
    """Whether hiding this would remove a viewpoint.

    A post may take none, a file is none; an argument, suggestion, thread or page holds some.
    """
    if isinstance(subject, Attachment):
        return False
    return subject.position in _ON_SIDES if isinstance(subject, Post) else True


def took_position(kind: str, subject_id: int, member_id: int) -> bool:
    """Whether this member has argued any position in the discussion of this subject.

    A discussion is the thread, and every thread and argument on the same option; points that an
    officer entered for them without their name are theirs too. 4 to 6 statements.
    """
    subject = find(kind, subject_id)
    thread = _thread_of(subject)
    options = _options_of(subject, thread)
    in_thread = Thread.id == thread.id if thread else sa.false()
    threads = [thread.id] if thread else []
    them = [member_id, *stand_ins_of(member_id, discussions_of(threads, options))]
    spoke = (
        sa.select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Post.author_id.in_(them),
            Post.position.in_(_ON_SIDES),
            sa.or_(in_thread, Thread.option_id.in_(options)),
        )
    )
    argued = sa.select(Argument.id).where(
        Argument.author_id.in_(them), Argument.option_id.in_(options)
    )
    return any(db.session.scalar(said.limit(1)) is not None for said in (spoke, argued))


def _thread_of(subject: Subject | None) -> Thread | None:
    if isinstance(subject, Post):
        return subject.thread
    return subject if isinstance(subject, Thread) else None


def _options_of(subject: Subject | None, thread: Thread | None) -> list[int]:
    if isinstance(subject, Topic):
        return list(db.session.scalars(sa.select(Option.id).where(Option.topic_id == subject.id)))
    if isinstance(subject, Option):
        return [subject.id]
    about = thread if thread is not None else subject
    option_id = about.option_id if isinstance(about, (Thread, Argument, Suggestion, Poll)) else None
    return [option_id] if option_id is not None else []


def said_around(subject: Subject) -> list[dict[str, Any]]:
    """The posts before and after one, for whoever judges it; [] for anything else. 1 statement."""
    if not isinstance(subject, Post):
        return []
    rows = db.session.execute(
        sa.select(Post.number, Post.text, Member.name)
        .join(Member, Member.id == Post.author_id)
        .where(
            Post.thread_id == subject.thread_id,
            Post.number.between(subject.number - AROUND, subject.number + AROUND),
            Post.id != subject.id,
            Post.hidden_at.is_(None),
        )
        .order_by(Post.number)
    )
    return [
        {"number": row.number, "by": row.name, "text": excerpt(plain(row.text), 300)}
        for row in rows
    ]


def answer_url(subject: Subject) -> str:
    """Where someone who disagrees can answer instead of reporting."""
    if isinstance(subject, Argument):
        other = Side.AGAINST if subject.side == Side.FOR else Side.FOR
        return f"/suggestions/new?asks_for=argument&option={subject.option_id}&side={other}"
    if isinstance(subject, Post):
        return f"/posts/{subject.id}/reply"
    return subject.url


@dataclass(frozen=True, slots=True)
class Discussion:
    """One option: its published ballots, the people who took a side, and its arguments."""

    option_id: int
    listed_at: datetime
    ballots: dict[str, int]
    voices: dict[str, int]
    arguments: dict[str, int]


def with_published_polls() -> Iterator[Discussion]:
    """Every option whose poll has been published. 1 statement, and 3 for each of them."""
    options = db.session.execute(
        sa.select(Option.id, Option.added_at)
        .where(
            Option.hidden_at.is_(None),
            Option.archived_at.is_(None),
            Option.id.in_(
                sa.select(Poll.option_id).where(
                    Poll.state.in_([PollState.COUNTED, PollState.PURGED])
                )
            ),
        )
        .order_by(Option.id)
    ).all()
    for option_id, added_at in options:
        shares = published_shares(option_id=option_id)
        if shares is not None:
            yield Discussion(
                option_id=option_id,
                listed_at=added_at,
                ballots=_sides(shares.by_position()),
                voices=voices_on(option_id),
                arguments=_arguments_on(option_id),
            )


def _sides(counts: dict[str, int]) -> dict[str, int]:
    """For and against only: nobody is asked to argue for being unsure."""
    return {str(side): counts.get(side, 0) for side in Side}


def _arguments_on(option_id: int) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(Argument.side, sa.func.count())
        .where(
            Argument.option_id == option_id,
            Argument.hidden_at.is_(None),
            Argument.archived_at.is_(None),
        )
        .group_by(Argument.side)
    )
    return dict(rows.all())


def pages_of_threads(option_id: int) -> list[str]:
    """Names of the page versions of the threads about an option. 1 statement."""
    ids = db.session.scalars(sa.select(Thread.id).where(Thread.option_id == option_id))
    return [f"thread:{id_}" for id_ in ids]


def ask(option: Option, steward: Viewer, words: str) -> Subject:
    """Ask a neutral question in the newest open discussion of the option; begin one if none is.

    Gives the post, or the thread that it begins.
    """
    thread = db.session.scalar(
        sa.select(Thread)
        .where(
            Thread.option_id == option.id,
            Thread.hidden_at.is_(None),
            Thread.only_clp.is_(sa.false()),
        )
        .order_by(Thread.active_at.desc(), Thread.id.desc())
        .limit(1)
    )
    if thread is not None:
        return ask_neutral_question(thread, words, steward)
    return start_thread(
        excerpt(f"What is missing about “{option.title}”?", LONGEST_TITLE),
        words,
        by=steward,
        where=Where(option_id=option.id),
        asks=ThreadKind.QUESTION,
    )


def suggest_argument(option: Option, steward: Viewer, side: str, words: str) -> Subject:
    """Ask the editors for an argument on this side, through their own queue."""
    return suggest(
        AsksFor.ARGUMENT,
        title=excerpt(f"To be written: the strongest case {side} “{option.title}”", LONGEST_CLAIM),
        reason=words,
        by=steward,
        option=option,
        side=side,
        named=False,
        for_others=True,
    )
