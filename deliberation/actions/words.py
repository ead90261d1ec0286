"""The words of a post become HTML: topics and people they name are links, files stand below."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

import wiki.rules
from core import events, jobs, versions
from core.db import db
from core.errors import Refused
from core.text import NAMELESS, Text, slugify
from deliberation.models import Mention, Post, TopicWanted
from deliberation.queries.people import mentionable
from deliberation.queries.posts import files_of
from deliberation.rules import posts as rules
from wiki.models import Topic, TopicAlias
from wiki.queries.meaning import meaning_of

TOP = 3  # level of the highest heading in a post
AT_ONCE = 50  # posts of one transaction


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of the words of a post."""

    html: str
    mentioned: tuple[int, ...]  # members, not within a quote
    wanted: tuple[str, ...]  # slugs of names that no topic has


def read(words: str, *, thread_id: int, anchor: str = "") -> Read:
    """The words with what they name. Raises Refused. ≤ 3 statements.

    `anchor` begins every id in the HTML.
    """
    marks = rules.marks_in(words)
    refuse_if(rules.why_not_mentions(marks=len(marks)))
    text = Text(words, mentionable(thread_id, marks))
    refuse_if(
        rules.why_not_mentions(marks=0, people=len(text.mentioned)),
        rules.why_not_quotes(text.quotes),
        wiki.rules.links.why_not_links(len(text.names)),
    )
    meaning, named = meaning_of(text.names, text.files)
    unknown = {slugify(wiki.rules.links.parts(name)[0]) for name in text.names if name not in named}
    return Read(
        html=text.html(meaning, top=TOP, anchor=anchor, fold=True),
        mentioned=tuple(int(url.rsplit("/", 1)[1]) for url in text.mentioned),
        wanted=tuple(sorted(unknown - {NAMELESS})),
    )


def refuse_if(*reasons: str | None) -> None:
    """Refuse with the first reason there is."""
    for reason in reasons:
        if reason:
            raise Refused(reason)


def render(post: Post) -> list[int]:
    """Set the post's HTML from its words and files; whom it names and did not name before.

    The post has its id already. Raises Refused. ≤ 7 statements.
    """
    said = read(post.text, thread_id=post.thread_id, anchor=f"p{post.id}")
    post.html = said.html + "".join(one.html for one in files_of(post.id))
    db.session.execute(sa.delete(TopicWanted).where(TopicWanted.post_id == post.id))
    db.session.add_all(TopicWanted(post_id=post.id, slug=slug) for slug in said.wanted)
    return _write_down(post, said.mentioned)


def _write_down(post: Post, mentioned: tuple[int, ...]) -> list[int]:
    """Remember whom the post names; those whom it did not name before."""
    if not mentioned:
        return []
    before = sa.select(Mention.member_id).where(Mention.post_id == post.id)
    new = sorted(set(mentioned) - set(db.session.scalars(before)))
    db.session.add_all(Mention(post_id=post.id, member_id=member_id) for member_id in new)
    return new


@jobs.every(600, "find topics for posts")
def find_topics() -> None:
    """Posts that link to a topic which has appeared since get their link. Commits."""
    there = sa.or_(
        sa.exists().where(Topic.slug == TopicWanted.slug),
        sa.exists().where(TopicAlias.slug == TopicWanted.slug),
    )
    wanting = sa.select(TopicWanted.post_id).where(there).distinct()
    for post_id in db.session.scalars(wanting.order_by(TopicWanted.post_id).limit(AT_ONCE)).all():
        post = db.session.get_one(Post, post_id, with_for_update={"of": Post})
        try:
            render(post)
        except Refused:  # written under older rules; it stays as it is
            db.session.execute(sa.delete(TopicWanted).where(TopicWanted.post_id == post_id))
        versions.move_on(post.pages())
    events.commit()
