"""The forums of the demo, from the files in forums/: debates with positions, by many members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
import yaml

import deliberation.actions
from accounts.access import Viewer
from accounts.models import Clp
from core import events
from core.clock import freeze, now
from core.db import db
from deliberation.models import Post, Room, Thread
from deliberation.rules import Position, ThreadKind, Where
from demo import people, topics
from wiki.models import Option

FORUMS = Path(__file__).parent / "forums"
POST = re.compile(r"(?:@(?P<cast>\w+) )?(?P<position>[\w-]+)(?: >(?P<answers>\d+))?: (?P<words>.+)")

Written = dict[str, Any]  # one thread as the file has it


def make() -> Iterator[str]:
    """Write the threads that are missing, each in one transaction."""
    written = [
        thread
        for path in sorted(FORUMS.glob("*.yaml"))
        for thread in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    known = set(db.session.scalars(sa.select(Thread.title)))
    missing = [thread for thread in written if thread["title"] not in known]
    for thread in missing:
        _write(thread)
        events.commit()
    if missing:
        posts = sum(len(thread["posts"]) for thread in missing)
        yield f"The forums: {len(missing)} threads, {posts} posts"


def write_missing(written: Written) -> None:
    """Write one thread, unless it is there."""
    known = sa.select(Thread.id).where(Thread.title == written["title"])
    if db.session.scalar(known) is None:
        _write(written)
        events.commit()


def thread_of(title: str) -> Thread:
    """The demo's thread of this title."""
    return db.session.scalars(sa.select(Thread).where(Thread.title == title)).one()


def post_of(title: str, number: int) -> Post:
    """A post of the demo's thread of this title."""
    thread = thread_of(title)
    posts = sa.select(Post).where(Post.thread_id == thread.id, Post.number == number)
    return db.session.scalars(posts).one()


def _write(written: Written) -> None:
    chance = Random(written["title"])
    crowd = people.active(chance, len(written["posts"]), clp=written.get("clp", ""))
    at = now() - timedelta(days=written["days"])
    pause = timedelta(days=written["days"]) / (len(written["posts"]) + 1)
    thread: Thread | None = None
    for line, member in zip(written["posts"], crowd, strict=True):
        said = POST.fullmatch(line)
        if said is None:
            raise ValueError(line)
        by = people.as_viewer(said["cast"]) if said["cast"] else member
        with freeze(at):
            thread = _say(written, thread, said, by)
        at += pause * chance.uniform(0.1, 1)
    _take_in(written, at)


def _say(written: Written, thread: Thread | None, said: re.Match[str], by: Viewer) -> Thread:
    position = None if said["position"] == "-" else Position(said["position"])
    if thread is None:
        where = _where(written)
        return deliberation.actions.start_thread(
            written["title"],
            said["words"],
            by=by,
            where=where,
            asks=ThreadKind(written.get("asks", "discussion")),
            position=position,
        )
    answers = int(said["answers"]) if said["answers"] else None
    deliberation.actions.reply(thread, said["words"], by=by, position=position, answers=answers)
    return thread


def _where(written: Written) -> Where:
    clp, topic = written.get("clp"), written.get("topic")
    room = written.get("room")
    return Where(
        room_id=db.session.scalar(sa.select(Room.id).where(Room.title == room)) if room else None,
        clp_id=db.session.scalar(sa.select(Clp.id).where(Clp.name == clp)) if clp else None,
        topic_id=topics.topic_of(topic).id if topic else None,
        option_id=topics.option_of(topic, written["option"]).id if topic else None,
        only_clp=written.get("only_clp", False),
    )


def _take_in(written: Written, at: datetime) -> None:
    for number, claim in written.get("taken", {}).items():
        post = post_of(written["title"], number)
        option = db.session.get_one(Option, post.thread.option_id)
        with freeze(at + timedelta(hours=5)):
            deliberation.actions.take_in(
                post,
                option,
                side=post.position or "",
                claim=claim,
                detail=post.text,
                by=people.as_viewer("dilys"),
            )
