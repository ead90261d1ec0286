"""Members speak for an option in their own words; editors only put notes beside them."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events, house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.models import Argument, Option, OwnWords, Revision
from wiki.queries.meaning import linked
from wiki.rules import Side

TOP = 4  # level of the highest heading in them


def stands_for(option: Option, member_id: int | None) -> bool:
    """Whether the member proposed the option, or an argument of theirs for it can be read.

    1 statement.
    """
    if member_id is None:
        return False
    argued = sa.exists().where(
        Argument.option_id == option.id,
        Argument.author_id == member_id,
        Argument.side == Side.FOR,
        Argument.hidden_at.is_(None),
    )
    return option.author_id == member_id or bool(db.session.scalar(sa.select(argued)))


def speak(option: Option, words: str, *, by: Viewer, named: bool = True) -> OwnWords:
    """Publish a member's own words for an option, in place of those they wrote before.

    Raises Refused when they do not stand for it, or wrote more than 150 words.
    """
    own = _own_words(option, by)
    reason = rules.why_not_speak(
        is_signed_in=by.is_signed_in,
        stands_for_it=stands_for(option, by.id),
        hidden=own.hidden_at is not None,
    )
    if reason or (reason := rules.why_not_own_words(words, house_rules.value("own_words.most"))):
        raise Refused(reason)
    own.text, own.named, own.written_at, own.withdrawn_at = words, named, now(), None
    db.session.add(own)
    db.session.flush()
    own.html = linked(words, top=TOP, anchor=f"own-words-{own.id}-")
    _keep(own, by, "Written" if not own.revision else "Written anew")
    events.record("own_words.written", own, actor_id=by.id)
    return own


def _own_words(option: Option, by: Viewer) -> OwnWords:
    """The row of this member and option, locked; a new one when they have none."""
    db.session.refresh(option, with_for_update=True)  # two presses make one row
    there = sa.select(OwnWords).where(OwnWords.option_id == option.id, OwnWords.author_id == by.id)
    found = db.session.scalar(there)
    return found or OwnWords(topic_id=option.topic_id, option_id=option.id, author_id=by.id)


def withdraw_own_words(own: OwnWords, *, by: Viewer) -> None:
    """Take one's own words off the page; they stay in their history. Raises Refused."""
    if own.author_id != by.id:
        raise Refused("Only the member who wrote these words can take them back.")
    own.withdrawn_at = now()
    events.record("own_words.withdrawn", own, actor_id=by.id)


def note(own: OwnWords, words: str, *, by: Viewer) -> None:
    """Put the editors' note beside a member's own words; "" takes it away. Raises Refused."""
    reason = rules.why_not_note(may_edit=by.can(Power.EDIT_WIKI), own=own.author_id == by.id)
    if reason or (reason := rules.why_not_detail(words, rules.LONGEST_NOTE)):
        raise Refused(reason)
    db.session.refresh(own, with_for_update=True)
    if words == own.note:
        return
    own.note, own.noted_by_id, own.noted_at = words, by.id, now()
    _keep(own, by, "The editors’ note")
    events.record("own_words.noted", own, actor_id=by.id)


def _keep(own: OwnWords, by: Viewer, why: str) -> None:
    own.revision = (own.revision or 0) + 1
    revision = Revision(
        topic_id=own.topic_id,
        subject_kind=own.kind,
        subject_id=own.id,
        number=own.revision,
        words={"text": own.text, "note": own.note},
        at=now(),
        by_id=by.id,
        why=why,
    )
    db.session.add(revision)
