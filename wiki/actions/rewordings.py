"""Looking at a rewording: the sense is the same, or the former words come back at once."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Power
from core import events, mail
from core.clock import now
from core.db import db
from core.web import settings
from wiki.actions.removal_facts import View, people_behind, view_named
from wiki.actions.removal_log import refuse_if
from wiki.actions.texts import write
from wiki.models import Revision, Rewording
from wiki.rules import rewordings as rules

PAGES = ("rewordings", "changes")


def say_same(rewording: Rewording, *, by: Viewer) -> None:
    """Confirm that the sense is the same. Raises Refused."""
    revision, view = _lock(rewording)
    refuse_if(
        rules.why_not_say_same(
            may_edit=by.can(Power.EDIT_WIKI),
            own=rewording.by_id == by.id,
            is_seen=rewording.seen_at is not None,
        )
    )
    rewording.seen_by_id, rewording.seen_at = by.id, now()
    events.record("rewording.same", view, actor_id=by.id, pages=PAGES, revision=revision.number)


def say_changed(rewording: Rewording, *, by: Viewer, words: str) -> None:
    """Object: the former words stand again, and a change needs two editors. Raises Refused."""
    revision, view = _lock(rewording)
    refuse_if(
        rules.why_not_object(
            may_object=by.can(Power.EDIT_WIKI) or by.id in people_behind(view),
            own=rewording.by_id == by.id,
            is_seen=rewording.seen_at is not None,
            is_newest=view.revision == revision.number,
            words=words,
        )
    )
    rewording.seen_by_id, rewording.seen_at, rewording.objection = by.id, now(), words.strip()
    former = sa.select(Revision.words).where(
        Revision.subject_kind == view.kind,
        Revision.subject_id == view.id,
        Revision.number == revision.number - 1,
    )
    why = "Put back: the rewording changed the sense"
    write(view, dict(db.session.scalars(former).one()), by=by, why=why)
    pages = [*PAGES, f"argument:{view.id}"]
    events.record("rewording.changed", view, actor_id=by.id, pages=pages, revision=revision.number)
    _tell_editor(rewording, view, words)


def _lock(rewording: Rewording) -> tuple[Revision, View]:
    db.session.refresh(rewording, with_for_update=True)
    revision = db.session.get_one(Revision, rewording.revision_id)
    view = view_named(revision.subject_kind, revision.subject_id)
    db.session.refresh(view, with_for_update=True)
    return revision, view


def _tell_editor(rewording: Rewording, view: View, words: str) -> None:
    address = db.session.scalar(sa.select(Member.email).where(Member.id == rewording.by_id))
    if address:
        mail.send(
            address,
            "Your rewording was put back",
            f"Somebody writes that your words for “{view.heading}” changed its sense:\n\n"
            f"{words}\n\n"
            "The former words stand again. If the sense is to change, say so when you edit it: a "
            f"second editor then has to agree.\n{settings().site_url}{view.url}\n",
        )
