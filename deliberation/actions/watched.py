"""What those who watch a discussion, or the forum in which it stands, are told."""

from __future__ import annotations

from collections.abc import Iterable

from deliberation.models import Room, Thread
from notices.actions import tells
from notices.actions.happening import itself_and_its_clp


def _of_thread(thread: Thread) -> Iterable[tuple[str, int]]:
    yield from itself_and_its_clp(thread)
    if thread.room_id is not None:
        yield Room.kind, thread.room_id


tells({"thread.started": "New discussion"}, within=_of_thread)
tells({"post.written": "New post"}, within=lambda post: [("thread", post.thread_id)])
tells({"entry.approved": "New in the calendar", "entry.added": "New in the calendar"})
tells(  # who watches the entry itself is told what changed, as soon as it has
    {"entry.changed": "Changed in the calendar", "entry.cancelled": "Cancelled"},
    within=lambda entry: [("clp", entry.clp_id)] if entry.clp_id else [],
)
