"""Share lines, made by the worker where something has happened, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from core import events, versions
from core.clock import now
from core.db import db
from deliberation.models import Post, Thread
from deliberation.queries.meetings import members_of
from deliberation.queries.voices import voices_on
from deliberation.rules.turnout import turnout_sentence
from moderation.models import ShareLine
from moderation.queries.share_facts import Spoken, spoken_in, spoken_on
from moderation.rules.shares import LEAST_POSTS, Line, Published, line
from voting.models import Poll
from voting.queries.said import Said, said_of_option, said_of_thread
from wiki.models import Argument, Option

FOLLOWER = "share lines"
AT_ONCE = 500  # events
_OF = {
    "post": sa.select(Post.thread_id).where(Post.id == sa.bindparam("id")),
    "argument": sa.select(Argument.option_id).where(Argument.id == sa.bindparam("id")),
}
_OPTION_OF = sa.select(Thread.option_id).where(Thread.id == sa.bindparam("id"))
_POLL = sa.select(Poll.thread_id, Poll.option_id).where(Poll.id == sa.bindparam("id"))
_THREADS = sa.select(Thread.id).where(Thread.option_id == sa.bindparam("id")).order_by(Thread.id)
_WITH_POLLS = sa.select(Poll.id).where(Poll.counted_at.is_not(None)).order_by(Poll.id)


def follow() -> int:
    """Make anew the lines of what something has happened to. Commits; returns how many events."""
    if db.session.get(events.Follower, FOLLOWER) is None:
        return _begin()
    happened = events.follow(FOLLOWER, limit=AT_ONCE)
    keys = {key for one in happened for key in _touched(one.subject_kind, one.subject_id)}
    for kind, subject_id in sorted(keys):
        make(kind, subject_id)
    if happened:
        events.advance(FOLLOWER, happened[-1])
    events.commit()
    return len(happened)


def _begin() -> int:
    """The first time: the lines of everything that has a published poll. Then the log is read."""
    polls = db.session.scalars(_WITH_POLLS).all()
    for poll_id in polls:
        for kind, subject_id in sorted(set(_touched("poll", poll_id))):
            make(kind, subject_id)
    db.session.add(events.Follower(name=FOLLOWER, event_id=events.settled(), seen_at=now()))
    events.commit()
    return len(polls)


def _touched(kind: str, subject_id: int) -> Iterable[tuple[str, int]]:
    """The threads and options whose line an event on this subject may change."""
    asked = {"id": subject_id}
    if kind == "poll":
        poll = db.session.execute(_POLL, asked).first()
        if poll and poll.thread_id:
            yield "thread", poll.thread_id
        if poll and poll.option_id:
            yield "option", poll.option_id
            yield from (("thread", id_) for id_ in db.session.scalars(_THREADS, {"id": poll[1]}))
    elif kind in {"post", "thread"}:
        thread_id = db.session.scalar(_OF["post"], asked) if kind == "post" else subject_id
        yield "thread", thread_id or 0
        if option_id := db.session.scalar(_OPTION_OF, {"id": thread_id}):
            yield "option", option_id
    elif kind in {"option", "argument"}:
        option_id = db.session.scalar(_OF["argument"], asked) if kind == "argument" else subject_id
        yield "option", option_id or 0


def make(kind: str, subject_id: int) -> None:
    """Work the line of a thread or option out, keep it, and move its page on if it is another."""
    if kind == "thread":
        thread = db.session.get(Thread, subject_id)
        if thread is not None:
            _keep(kind, subject_id, *_of_thread(thread), pages=[f"thread:{thread.id}"])
        return
    option = db.session.get(Option, subject_id)
    if option is not None:
        pages = [f"topic:{option.topic_id}"]
        _keep(kind, subject_id, *_of_option(option.id), "", pages=pages)


def _of_thread(thread: Thread) -> tuple[Line | None, Said | None, str]:
    spoken = spoken_in(thread.id, thread.clp_id)
    if spoken.all_posts < LEAST_POSTS or thread.hidden_at is not None:
        return None, None, ""
    said = said_of_thread(thread.id)
    if said is None and thread.option_id is not None:
        said = said_of_option(thread.option_id)
    turnout = _turnout(thread, spoken, said)
    return _line(spoken.posts, spoken.by_side, spoken.people, said), said, turnout


def _of_option(option_id: int) -> tuple[Line | None, Said | None]:
    spoken, said = spoken_on(option_id), said_of_option(option_id)
    if spoken.all_posts < LEAST_POSTS or said is None:
        return None, said
    people = voices_on(option_id)
    return _line(spoken.posts, people, max(spoken.people, sum(people.values())), said), said


def _line(
    posts: dict[str, int], people: dict[str, int], spoken: int, said: Said | None
) -> Line | None:
    if said is None:
        return None
    return line(posts, people, spoken, Published(said.shares, said.voted, said.members))


def _turnout(thread: Thread, spoken: Spoken, said: Said | None) -> str:
    """What those who voted, or else those who spoke, can say for all members of the CLP."""
    if said is not None and said.of_clp:
        began = f"{said.voted} of {said.members:,} members took part."
        return f"{began[:1].upper()}{began[1:]} {said.bounds}".strip()
    took_part = sum(spoken.here.values())
    if thread.clp_id is None or thread.option_id is None or not took_part:
        return ""
    members = max(took_part, members_of(thread.clp_id))
    return turnout_sentence(took_part, members, spoken.here.get("for", 0) / took_part)


def _keep(
    kind: str,
    subject_id: int,
    made: Line | None,
    said: Said | None,
    turnout: str,
    *,
    pages: list[str],
) -> None:
    found = db.session.get(ShareLine, (kind, subject_id))
    if made is None and not turnout:
        if found is not None:
            db.session.delete(found)
            versions.move_on(pages)
        return
    facts = {
        "sentence": made.sentence if made else "",
        "counts": made.counts if made else "",
        "rows": made.rows if made else [],
        "turnout": turnout,
        "poll_id": said.poll_id if said and made else None,
    }
    if found is not None and all(getattr(found, name) == value for name, value in facts.items()):
        return
    db.session.merge(ShareLine(subject_kind=kind, subject_id=subject_id, made_at=now(), **facts))
    versions.move_on(pages)
