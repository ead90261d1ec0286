"""Which subjects belong to a topic, as a condition for queries over any kind of them."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from deliberation.models import Post, Thread
from voting.models import Poll
from wiki.models import Argument, Attachment, Option, OwnWords, Suggestion, Topic

_OF_TOPIC = (Option, Argument, Suggestion, OwnWords, Attachment, Thread)


def about_topic(
    kind: InstrumentedAttribute[str], id_: InstrumentedAttribute[int], topic_id: int
) -> sa.ColumnElement[bool]:
    """Whether the subject in these two columns is the topic, or on its page or in its forum."""
    threads = sa.select(Thread.id).where(Thread.topic_id == topic_id)
    options = sa.select(Option.id).where(Option.topic_id == topic_id)
    posts = sa.select(Post.id).where(Post.thread_id.in_(threads))
    polls = sa.select(Poll.id).where(Poll.option_id.in_(options))
    return sa.or_(
        sa.and_(kind == Topic.kind, id_ == topic_id),
        sa.and_(kind == Post.kind, id_.in_(posts)),
        sa.and_(kind == Poll.kind, id_.in_(polls)),
        *(
            sa.and_(kind == one.kind, id_.in_(sa.select(one.id).where(one.topic_id == topic_id)))
            for one in _OF_TOPIC
        ),
    )
