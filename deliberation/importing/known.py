"""What of an import is there already, looked up for some lines at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from core.db import db
from deliberation.importing.items import EndorsementItem, Item, Person, PostItem, WeighingItem
from deliberation.models import Post, Thread
from deliberation.models.imported import Imported


@dataclass(slots=True)
class There:
    """A post that is there, or will be: then its id and number are still 0."""

    thread: Thread
    author_id: int
    id: int = 0
    number: int = 0


_IDS = sa.select(Imported.key, Imported.subject_id).where(
    Imported.source == sa.bindparam("source"),
    Imported.key.in_(sa.bindparam("keys", expanding=True)),
)
_POSTS = sa.select(Post.id, Post.number, Post.author_id, Post.thread_id).where(
    Post.id.in_(sa.bindparam("ids", expanding=True))
)
_THREADS = sa.select(Thread).where(Thread.id.in_(sa.bindparam("ids", expanding=True)))


class Known:
    """Threads and posts by their names in the source. 3 statements."""

    def __init__(self, source: str, items: Iterable[Item]) -> None:
        self.source = source
        self.ids = _ids(source, {key for item in items for key in _keys(item)})
        posts, threads = self._named("post:"), self._named("thread:")
        rows = db.session.execute(_POSTS, {"ids": list(posts)}).all()
        ids = sorted({*threads, *(row.thread_id for row in rows)})
        by_id = {one.id: one for one in db.session.scalars(_THREADS, {"ids": ids})}
        self.threads = {name: by_id[id_] for id_, name in threads.items()}
        self.posts = {
            posts[row.id]: There(by_id[row.thread_id], row.author_id, row.id, row.number)
            for row in rows
        }

    def _named(self, kind: str) -> dict[int, str]:
        """Names in the source by id, of one kind."""
        return {
            id_: key.removeprefix(kind) for key, id_ in self.ids.items() if key.startswith(kind)
        }

    def mark(self, key: str, subject_id: int) -> None:
        """Note that this is there now."""
        db.session.add(Imported(source=self.source, key=key, subject_id=subject_id))
        self.ids[key] = subject_id


def person_key(person: Person) -> str:
    """What a person is known by who has only a name."""
    return f"person:{person.name}"


def _keys(item: Item) -> Iterator[str]:
    if isinstance(item, EndorsementItem | WeighingItem):
        yield f"post:{item.post}"
        yield person_key(item.author)
        return
    post = item if isinstance(item, PostItem) else item.first
    yield f"thread:{post.thread}"
    yield f"post:{post.id}"
    yield person_key(post.author)
    if post.answers:
        yield f"post:{post.answers}"


def _ids(source: str, keys: set[str]) -> dict[str, int]:
    rows = db.session.execute(_IDS, {"source": source, "keys": sorted(keys)})
    return dict(rows.all())
