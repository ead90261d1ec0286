"""Summing up a discussion, and saying what a summary misses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events, house_rules, personal
from core.clock import now
from core.db import db
from core.errors import Refused
from core.text import render
from deliberation.actions.words import refuse_if
from deliberation.models import Omission, Summary, Thread
from deliberation.rules import summaries as rules
from notices.actions import tell
from notices.rules import Why


class Overtaken(Refused):
    """Somebody has written a newer version meanwhile."""


def summarise(
    thread: Thread,
    words: str,
    *,
    covers: int | None,
    by: Viewer,
    begun_from: int = 0,
    why: str = "",
    answers: Mapping[int, str] | None = None,
) -> Summary:
    """Write the next version of a summary; earlier ones stay. Raises Refused; Overtaken.

    `covers`: the number of the last post it takes in; `begun_from`: the version it was begun from,
    0 for none. It answers every remark that waits: `answers` has a sentence where the remark was
    not taken up, by its id. Who made them is told.
    """
    db.session.refresh(thread, with_for_update={"of": Thread})
    newest = newest_of(thread.id)
    refuse_if(why_not_summarise(thread, by))
    refuse_if(
        rules.why_not_words(words, most_words=house_rules.value("summary.most_words")),
        rules.why_not_covers(covers, posts=thread.posts, before=newest.covers if newest else 0),
    )
    if reason := rules.why_not_newer(begun_from=begun_from, newest=_number(thread.id)):
        raise Overtaken(reason)
    made = Summary(
        thread_id=thread.id,
        number=_number(thread.id) + 1,
        text=words,
        covers=covers,
        why=why,
        by_id=by.id,
        written_at=now(),
    )
    db.session.add(made)
    db.session.flush()  # gives the id that begins every anchor in it
    made.html = render(words, top=3, anchor=f"s{made.id}-")
    events.record("summary.written", made, actor_id=by.id, number=made.number)
    _answer(made, answers or {}, by)
    return made


def _number(thread_id: int) -> int:
    """Of the last version there is, hidden ones too."""
    asked = sa.select(sa.func.max(Summary.number)).where(Summary.thread_id == thread_id)
    return db.session.scalar(asked) or 0


def newest_of(thread_id: int) -> Summary | None:
    """The version that holds."""
    asked = sa.select(Summary).where(Summary.thread_id == thread_id, Summary.hidden_at.is_(None))
    return db.session.scalar(asked.order_by(Summary.number.desc()).limit(1))


def waiting(thread_id: int) -> list[Omission]:
    """The remarks that the next version answers, oldest first."""
    asked = sa.select(Omission).where(
        Omission.thread_id == thread_id,
        Omission.answered_in_id.is_(None),
        Omission.hidden_at.is_(None),
    )
    return list(db.session.scalars(asked.order_by(Omission.id)))


def _answer(made: Summary, answers: Mapping[int, str], by: Viewer) -> None:
    for remark in waiting(made.thread_id):
        remark.answered_in_id = made.id
        remark.answer = answers.get(remark.id, "").strip()[: rules.LONGEST_ANSWER]
        words = f"You said it misses: {remark.text} {remark.answer or rules.TAKEN_UP}"
        tell([remark.by_id], Why.DECIDED, made, words=words, by=by.id)


def why_not_summarise(thread: Thread, by: Viewer) -> str | None:
    """The reason this person may not sum up this discussion; None when they may."""
    return rules.why_not_summarise(
        may=by.can(Power.EDIT_WIKI) or by.can(Power.MODERATE, clp_id=thread.clp_id),
        hidden=thread.hidden_at is not None,
        posts=thread.posts,
    )


def say_what_is_missing(thread: Thread, words: str, *, by: Viewer) -> Omission:
    """Say in a sentence what the summary misses; its writer is told. Raises Refused."""
    db.session.refresh(thread, with_for_update={"of": Thread})  # no next version in between
    newest = newest_of(thread.id)
    words = " ".join(words.split())
    refuse_if(why_not_say(thread, by), rules.why_not_omission(words))
    assert newest is not None  # noqa: S101 — why_not_say has looked
    made = Omission(
        thread_id=thread.id, summary_id=newest.id, text=words, by_id=by.id, said_at=now()
    )
    db.session.add(made)
    events.record("summary.misses", made, actor_id=by.id)
    tell([newest.by_id], Why.ASKED, newest, words=f"It misses: {words}", by=by.id)
    return made


def why_not_say(thread: Thread, by: Viewer) -> str | None:
    """The reason this person may not say what the summary misses; None when they may."""
    return rules.why_not_say(
        is_member=by.is_member,
        hidden=thread.hidden_at is not None,
        has_summary=newest_of(thread.id) is not None,
        waiting=sum(remark.by_id == by.id for remark in waiting(thread.id)),
    )


def _summaries(member_id: int) -> list[dict[str, Any]]:
    asked = sa.select(Summary).where(Summary.by_id == member_id).order_by(Summary.id)
    return [{"about": one.thread.title, "text": one.text} for one in db.session.scalars(asked)]


def _omissions(member_id: int) -> list[dict[str, Any]]:
    asked = sa.select(Omission).where(Omission.by_id == member_id).order_by(Omission.id)
    return [{"about": one.thread.title, "text": one.text} for one in db.session.scalars(asked)]


personal.part("summaries", _summaries)
personal.part("said_to_be_missing", _omissions)
