"""Subject: anything people can point at — searchable, reportable, linkable, hideable.

`class Post(Subject, kind="post")` is the whole registration.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, db

PUBLIC = "public"
MEMBERS = "members"
NOBODY = "nobody"  # but whoever wrote it: no viewer belongs to it

_kinds: dict[str, type[Subject]] = {}


class Subject(Model):
    """A row people can point at. It is hidden, never deleted; who hid it and why is a Decision."""

    __abstract__ = True
    kind: ClassVar[str]
    date_column: ClassVar[str] = ""  # the column that says since when it says what it says

    id: Mapped[int] = mapped_column(primary_key=True)
    hidden_at: Mapped[datetime | None] = mapped_column(default=None)
    hidden_because: Mapped[str | None] = mapped_column(default=None)

    def __init_subclass__(cls, *, kind: str = "", **options: Any) -> None:
        super().__init_subclass__(**options)
        if kind:
            cls.kind = kind
            _kinds[kind] = cls

    @property
    def heading(self) -> str:
        """One line that names it, plain text."""
        raise NotImplementedError(type(self).__name__)

    @property
    def body(self) -> str:
        """Its words as plain text, for search and evidence; "" when the heading is all."""
        raise NotImplementedError(type(self).__name__)

    @property
    def url(self) -> str:
        """The path of its page, with a fragment if it stands on a larger page."""
        raise NotImplementedError(type(self).__name__)

    def pages(self) -> Iterable[str]:
        """Names of the page versions that show it ("topic:12"); each event on it moves them on."""
        return ()

    @property
    def audience(self) -> str:
        """Who may see it: "public", "members" or "clp:7"."""
        return PUBLIC

    def parts(self) -> Iterable[tuple[str, int]]:
        """Kind and id of what is shown only while this is (the posts of a thread)."""
        return ()

    @property
    def clp_of(self) -> int | None:
        """The CLP it belongs to, if to one."""
        return None

    @property
    def topic_of(self) -> int | None:
        """The topic it belongs to, if to one."""
        return None

    @property
    def region_of(self) -> int | None:
        """The region it belongs to by itself; what belongs to a CLP has none of its own."""
        return None

    @property
    def author_of(self) -> int | None:
        """The member who wrote it, if one did."""
        return None

    @property
    def author_named(self) -> int | None:
        """The same, if everyone who may read it is told who that was."""
        return self.author_of if getattr(self, "named", True) else None

    @property
    def position_of(self) -> str | None:
        """What it takes: for, against or unsure; None when it takes no position."""
        return None

    @property
    def dated(self) -> datetime | None:
        """Since when it says what it says; None when it bears no date."""
        return getattr(self, self.date_column) if self.date_column else None

    @classmethod
    def is_shown(cls) -> sa.ColumnElement[bool]:
        """For queries: neither it nor what it stands in (the thread of a post) is hidden."""
        return cls.hidden_at.is_(None)

    @classmethod
    def branches(cls, subject_ids: Iterable[int]) -> dict[int, frozenset[int]]:
        """By id: each and all of its kind that stand under it, committed last; hidden ones too."""
        return {id_: frozenset({id_}) for id_ in subject_ids}

    @classmethod
    def called(cls, words: str) -> list[tuple[int, str]]:
        """Id and heading of those shown that people call so, however they write it. ≤ 2 statements.

        Those that are called exactly so; if there are none, those whose names begin so.
        """
        del words
        return []

    @classmethod
    def steps(cls, subject_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
        """By id: what each stands in, from the top down to itself, as ids and names.

        ≤ 1 statement.
        """
        return {id_: [] for id_ in subject_ids}

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """By id: where each of these stands, in words. ≤ 2 statements."""
        return dict.fromkeys((subject.id for subject in subjects), "")


def kinds() -> dict[str, type[Subject]]:
    """Every kind of subject that the loaded packages define, by name."""
    return dict(_kinds)


def find(kind: str, subject_id: int) -> Subject | None:
    """The subject of this kind and id, hidden or not; None when there is none."""
    cls = _kinds.get(kind)
    return db.session.get(cls, subject_id) if cls else None
