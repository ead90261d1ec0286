"""What is the same for everything that stands on a topic and came from a member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from wiki.models.topics import home_trails

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class OnTopic:
    """Facts of a Subject with the columns topic_id and author_id."""

    if TYPE_CHECKING:
        id: Mapped[int]
        topic_id: Mapped[Any]
        author_id: Mapped[Any]

    @property
    def topic_of(self) -> int | None:
        """The topic it stands on."""
        return self.topic_id  # type: ignore[no-any-return]

    @property
    def author_of(self) -> int | None:
        """The member it came from."""
        return self.author_id  # type: ignore[no-any-return]

    @classmethod
    def wheres(cls, subjects: Sequence[Self]) -> dict[int, str]:
        """The home trail of each one's topic, "" without one. 1 statement."""
        trails = home_trails({one.topic_id for one in subjects if one.topic_id})
        return {one.id: trails.get(one.topic_id, "") for one in subjects}
