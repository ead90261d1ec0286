"""Threads, posts and endorsements of some lines, written in few statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from core import events, versions
from core.clock import now
from core.db import db
from core.errors import Refused
from core.text import render
from deliberation import rules, weighed
from deliberation.actions.ordering import want
from deliberation.actions.weighing import store
from deliberation.importing.items import EndorsementItem, PostItem, ThreadItem, WeighingItem
from deliberation.importing.known import Known, There
from deliberation.importing.people import People
from deliberation.importing.places import Places
from deliberation.models import Post, Thread
from deliberation.models.order import Endorsement


@dataclass(frozen=True, slots=True)
class _Ready:
    """A post that may come in."""

    item: PostItem
    there: There
    answers: There | None


class Writing:
    """What some lines hold: checked one by one, then written at once."""

    def __init__(self, source: str, known: Known, people: People, places: Places) -> None:
        self._source = source
        self._known = known
        self._people = people
        self._places = places
        self._posts: list[_Ready] = []
        self._endorsed: dict[tuple[str, int], There] = {}
        self._weighed: dict[tuple[str, int], tuple[There, WeighingItem]] = {}
        self.added: Counter[str] = Counter()
        self.there_before = 0

    def thread(self, item: ThreadItem) -> bool:
        """A thread with its first post; False when it is there already. Raises Refused."""
        if item.first.thread in self._known.threads:
            return False
        title = " ".join(item.title.split())
        where = self._places.where(item.place, only_clp=item.only_clp)
        _refuse_if(rules.why_not_title(title))
        _check(item.first, has_option=where.option_id is not None)
        if item.first.id in self._known.posts:
            raise Refused(f"the id “{item.first.id}” is of a post in another thread")
        made = Thread(
            **asdict(where),
            title=title,
            asks=item.asks.value,
            author_id=self._people.id_of(item.first.author),
            started_at=item.first.at,
            active_at=item.first.at,
        )
        db.session.add(made)
        db.session.flush()
        events.record("thread.imported", made, actor_id=None, source=self._source)
        self._known.mark(f"thread:{item.first.thread}", made.id)
        self._known.threads[item.first.thread] = made
        self.added["threads"] += 1
        return self.post(item.first)

    def post(self, item: PostItem) -> bool:
        """A post of a thread that is there; False when it is there itself. Raises Refused."""
        thread = self._known.threads.get(item.thread)
        if thread is None:
            raise Refused(f"there is no thread “{item.thread}” before it")
        there = self._known.posts.get(item.id)
        if there is not None:
            if there.thread is not thread:
                raise Refused(f"the id “{item.id}” is of a post in another thread")
            return False
        _check(item, has_option=thread.option_id is not None)
        answers = self._answered(item, thread)
        there = There(thread, self._people.id_of(item.author))
        self._known.posts[item.id] = there
        self._posts.append(_Ready(item, there, answers))
        return True

    def _answered(self, item: PostItem, thread: Thread) -> There | None:
        if not item.answers:
            return None
        answered = self._known.posts.get(item.answers)
        if answered is None:
            raise Refused(f"there is no post “{item.answers}” before it, which it answers")
        if answered.thread is not thread:
            raise Refused(f"answers the post “{item.answers}” of another thread")
        return answered

    def endorse(self, item: EndorsementItem) -> bool:
        """A good point; whether it is there already shows when it is written. Raises Refused."""
        there = self._known.posts.get(item.post)
        if there is None:
            raise Refused(f"there is no post “{item.post}” before it")
        member_id = self._people.id_of(item.author)
        if member_id == there.author_id:
            raise Refused("nobody’s own post is a good point")
        self._endorsed[item.post, member_id] = there
        return True

    def weigh(self, item: WeighingItem) -> bool:
        """What somebody made of a post; whether it is there shows when it is written."""
        there = self._known.posts.get(item.post)
        if there is None:
            raise Refused(f"there is no post “{item.post}” before it")
        self._weighed[item.post, self._people.id_of(item.author)] = there, item
        return True

    def write(self) -> None:
        """Write what is ready. Does not commit."""
        self._number()
        made = [self._made(ready) for ready in self._posts]
        db.session.add_all(made)
        db.session.flush()
        for ready, post in zip(self._posts, made, strict=True):
            ready.there.id = post.id
            post.html = render(post.text, top=3, anchor=f"p{post.id}")
            pages = ready.there.thread.pages()
            events.record("post.imported", post, actor_id=None, pages=pages, source=self._source)
            self._known.mark(f"post:{ready.item.id}", post.id)
        self.added["posts"] += len(made)
        self._write_endorsements()
        self._write_weighings()
        changed = (*(ready.there for ready in self._posts), *self._endorsed.values())
        for thread_id in sorted({there.thread.id for there in changed}):
            want(thread_id)

    def _number(self) -> None:
        """Give the posts their numbers, counted in the row of the thread."""
        by_thread: dict[int, list[_Ready]] = {}
        for ready in self._posts:
            by_thread.setdefault(ready.there.thread.id, []).append(ready)
        for _id, posts in sorted(by_thread.items()):  # in one order: no two wait for each other
            latest = max(ready.item.at for ready in posts)
            last = _counted(posts[0].there.thread, len(posts), latest)
            for number, ready in enumerate(posts, last - len(posts) + 1):
                ready.there.number = number

    @staticmethod
    def _made(ready: _Ready) -> Post:
        item = ready.item
        return Post(
            thread=ready.there.thread,
            number=ready.there.number,
            answers=ready.answers.number if ready.answers else None,
            author_id=ready.there.author_id,
            text=item.text,
            position=item.position.value if item.position else None,
            written_at=item.at,
            hidden_at=now() if item.hidden else None,
            hidden_because=f"Hidden when it was brought in: {item.hidden}."
            if item.hidden
            else None,
        )

    def _write_endorsements(self) -> None:
        rows = [
            {"post_id": there.id, "member_id": member_id}
            for (_post, member_id), there in self._endorsed.items()
        ]
        if not rows:
            return
        insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        statement = insert(Endorsement).values(rows).on_conflict_do_nothing()
        written = len(db.session.scalars(statement.returning(Endorsement.post_id)).all())
        self.added["good points"] += written
        self.there_before = len(rows) - written
        touched = {there.thread.id: there.thread for there in self._endorsed.values()}
        versions.move_on(page for thread in touched.values() for page in thread.pages())

    def _write_weighings(self) -> None:
        rows = [
            {
                "subject_kind": Post.kind,
                "subject_id": there.id,
                "member_id": member_id,
                "answer": item.answer.value,
                "at": item.at,
            }
            for (_post, member_id), (there, item) in self._weighed.items()
        ]
        written = store(rows)
        self.added["weighings"] += written
        self.there_before += len(rows) - written
        for thread_id in sorted({there.thread.id for there, _ in self._weighed.values()}):
            weighed.tell(Post.kind, thread_id)


def _check(item: PostItem, *, has_option: bool) -> None:
    _refuse_if(rules.why_not_text(item.text))
    _refuse_if(rules.why_not_position(item.position, has_option=has_option))


def _refuse_if(reason: str | None) -> None:
    if reason:
        raise Refused(reason)


def _counted(thread: Thread, count: int, latest: datetime) -> int:
    """The number of the last of so many posts."""
    counted = (
        sa.update(Thread)
        .where(Thread.id == thread.id)
        .values(
            posts=Thread.posts + count,
            active_at=sa.case((Thread.active_at < latest, latest), else_=Thread.active_at),
        )
        .returning(Thread.posts)
        .execution_options(synchronize_session=False)
    )
    number = db.session.execute(counted).scalar_one()
    db.session.expire(thread, ["posts", "active_at"])
    return number
