"""Saving words: rendered once, kept as a revision, told to whoever shows them."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.access import Viewer
from accounts.rules import Power
from core import events, text
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions import linking
from wiki.actions.citing import cite
from wiki.actions.protecting import allow_words
from wiki.actions.standing import allow_change
from wiki.models import (
    Argument,
    Option,
    Revision,
    Rewording,
    Sayable,
    Suggestion,
    Topic,
    TopicAlias,
)
from wiki.models.topics import pages_showing
from wiki.queries.history import words_at

WORDS: dict[str, tuple[str, ...]] = {
    "topic": ("title", "question", "summary", "agreed", "disputed", "text"),
    "option": ("title", "text", "stakes"),
    "argument": ("claim", "text", "sources"),
}


def allow_edit(by: Viewer) -> None:
    """Raise Refused unless this person may change the wiki."""
    if reason := rules.why_not_edit(may_edit=by.can(Power.EDIT_WIKI)):
        raise Refused(reason)


def words_of(subject: Sayable) -> dict[str, str]:
    """What the subject says now, by column."""
    return {name: getattr(subject, name) for name in WORDS[subject.kind]}


def words_then(subject: Sayable, number: int) -> dict[str, str]:
    """What the subject said at a revision, by column; "" where that is not known."""
    then = words_at(subject.kind, subject.id, number).get(number, {})
    return {name: then.get(name, "") for name in WORDS[subject.kind]}


def edit(
    subject: Sayable,
    words: Mapping[str, str],
    *,
    by: Viewer,
    base: int,
    why: str = "",
    suggestion: Suggestion | None = None,
) -> Revision | None:
    """Save another text; None when nothing is different. `base`: the revision it began from.

    The new words of an option or argument are listed until another editor has looked at them.
    Raises Refused when somebody saved in between, or when the words will not do.
    """
    allow_edit(by)
    if isinstance(subject, Topic):
        allow_change(subject)
    allow_words(subject.topic_of, by)
    db.session.refresh(subject, ["revision"], with_for_update=True)
    if reason := rules.why_stale(base=base, current=subject.revision):
        raise Refused(reason)
    if not isinstance(subject, Topic) and subject.archived_at is not None:
        raise Refused("This view is archived. An editor can put it back, and then edit it.")
    before = words_of(subject)
    after = {**before, **words}
    if after == before:
        return None
    revision = write(subject, after, by=by, why=why, suggestion=suggestion)
    if not isinstance(subject, Topic) and by.id is not None:
        db.session.flush()
        db.session.add(Rewording(revision_id=revision.id, by_id=by.id, at=now()))
    pages = _pages_changed(subject, before, after)
    events.record(f"{subject.kind}.changed", subject, actor_id=by.id, pages=pages, why=why)
    return revision


def write(
    subject: Sayable,
    words: Mapping[str, str],
    *,
    by: Viewer,
    why: str = "",
    suggestion: Suggestion | None = None,
) -> Revision:
    """Put the words into the row and keep them as its next revision. Raises Refused."""
    check_words(subject.kind, words)
    before = subject.title if isinstance(subject, Topic) else ""
    if isinstance(subject, Topic):
        _rename(subject, words["title"])
        subject.changed_at = now()
    for name, value in words.items():
        setattr(subject, name, value)
    subject.revision = (subject.revision or 0) + 1
    db.session.add(subject)
    db.session.flush()
    linking.render(subject)
    if isinstance(subject, Argument):
        cite(subject, by=by)
    if isinstance(subject, Topic) and subject.title != before:
        linking.names_changed(subject, before or "")
    revision = Revision(
        topic_id=subject.topic_of,
        subject_kind=subject.kind,
        subject_id=subject.id,
        number=subject.revision,
        words=words_of(subject),
        at=now(),
        by_id=by.id,
        why=why,
        suggestion_id=suggestion.id if suggestion else None,
    )
    db.session.add(revision)
    return revision


def check_words(kind: str, words: Mapping[str, str]) -> None:
    """Raise Refused when these words will not do for a subject of this kind."""
    reasons = {
        "topic": lambda: (
            rules.why_not_title(words["title"])
            or rules.why_not_detail(words["text"], rules.LONGEST_TEXT)
        ),
        "option": lambda: (
            rules.why_not_title(words["title"])
            or rules.why_not_detail(words["text"])
            or rules.why_not_stakes(words.get("stakes", ""))
        ),
        "argument": lambda: rules.why_not_argument(words["claim"], words["text"]),
    }
    if reason := reasons[kind]():
        raise Refused(reason)


def _rename(topic: Topic, title: str) -> None:
    """Give the topic the slug of its new title; the one it had goes on leading here."""
    slug = text.slugify(title)
    if topic.id and topic.slug != slug:
        db.session.merge(TopicAlias(slug=topic.slug, topic_id=topic.id, title=topic.title))
    topic.slug = slug


def _pages_changed(
    subject: Topic | Option | Argument, before: Mapping[str, str], after: Mapping[str, str]
) -> list[str]:
    """A title stands on pages of other packages too: in forums, on polls."""
    renamed = ["structure"] if before.get("title") != after.get("title") else []
    return [*pages_showing(subject.id), *renamed] if isinstance(subject, Topic) else renamed
