"""The chain of the public log: a fingerprint for each day, so that a changed line is found.

Each day's fingerprint is sha256 of the day before's, the date, and what was done that day, as JSON
lines in the order of time. It covers what was decided, signed second, put back, overruled and
noted; and of sentences their own sha256, so that the chain can be checked without reading them.
Since form 2 it covers also the CLP of the case and the sha256 of what was judged; since form 3,
that of each further post that one decision is about. A day is checked by the form that it was
closed in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from moderation.actions.cases import LOG, signed_as, subject_of
from moderation.models import Case, Decision, LogDay, LogNote
from moderation.rules.drawing import FIRST_FINGERPRINT

SETTLED_AFTER = timedelta(hours=1)  # into the next day: a late commit still finds its place
MOST_DAYS = 400  # closed in one round
LONGEST_NOTE = 500
FORM = 3  # of the facts of days that are closed from now on
Fact = list[object]


def close_days(at: datetime) -> int:
    """Give each day that is over its fingerprint. Returns how many. Never changes one."""
    newest = db.session.scalar(sa.select(LogDay).order_by(LogDay.day.desc()).limit(1))
    first = newest.day + timedelta(days=1) if newest else _first_day()
    last = (at - SETTLED_AFTER).date() - timedelta(days=1)
    fingerprint = newest.fingerprint if newest else FIRST_FINGERPRINT
    closed = 0
    while first is not None and first <= last and closed < MOST_DAYS:
        facts = facts_of(first, FORM)
        fingerprint = fingerprint_of(fingerprint, first, facts)
        closed_day = LogDay(day=first, form=FORM, facts=len(facts), fingerprint=fingerprint)
        closed_day.closed_at = now()
        db.session.add(closed_day)
        first, closed = first + timedelta(days=1), closed + 1
    return closed


def _first_day() -> date | None:
    earliest = db.session.scalar(sa.select(sa.func.min(Decision.made_at)))
    return earliest.date() if earliest else None


def fingerprint_of(before: str, day: date, facts: list[Fact]) -> str:
    """The fingerprint of a day, given the one of the day before and what was done."""
    rows = [json.dumps(fact, separators=(",", ":"), ensure_ascii=True) for fact in facts]
    return hashlib.sha256("\n".join([before, day.isoformat(), *rows]).encode()).hexdigest()


def facts_of(day: date, form: int) -> list[Fact]:
    """Everything that stands in the log of this day, in the order of time. 2 statements."""
    start = datetime.combine(day, time(), UTC)
    moments = (Decision.made_at, Decision.confirmed_at, Decision.lapsed_at, Decision.overruled_at)
    of_day = [sa.and_(it >= start, it < start + timedelta(days=1)) for it in moments]
    decided = db.session.execute(
        sa.select(Decision, Case)
        .join(Case, Case.id == Decision.case_id)
        .where(sa.or_(*of_day))
        .order_by(Decision.id)
    )
    found = [fact for row, case in decided for fact in _of_decision(row, case, form)]
    notes = db.session.scalars(
        sa.select(LogNote)
        .where(LogNote.made_at >= start, LogNote.made_at < start + timedelta(days=1))
        .order_by(LogNote.id)
    )
    found += [
        (note.made_at, ["noted", note.id, note.decision_id, _hash(note.words), note.signed_as])
        for note in notes
    ]
    within = [(at, fact) for at, fact in found if start <= at < start + timedelta(days=1)]
    within.sort(key=lambda it: (it[0], str(it[1][0]), str(it[1][1])))
    return [[at.isoformat(), *fact] for at, fact in within]


def _of_decision(row: Decision, case: Case, form: int) -> Iterator[tuple[datetime, Fact]]:
    what = [row.case_id, case.kind, case.subject_kind, case.subject_id, row.action, row.reason]
    if form > 1:
        what += [case.clp_id, _evidence_of(case)]
    if form > 2:  # noqa: PLR2004 — a number of a form
        what += [row.terms.get("posts", []), _further(row, case)]
    yield row.made_at, ["decided", row.id, *what, _hash(row.words), row.first_as]
    if row.confirmed_at:
        yield row.confirmed_at, ["confirmed", row.id, row.second_as]
    if row.lapsed_at:
        yield row.lapsed_at, ["lapsed", row.id]
    if row.overruled_at:
        yield row.overruled_at, ["overruled", row.id]


def _evidence_of(case: Case) -> str:
    """The sha256 of what was judged, which stays when the words are destroyed.

    While they are there they must be the ones that it was made of.
    """
    said: str = case.evidence.get("sha256", "")
    if not said or case.evidence_gone_at is not None:
        return said
    found = _evidence_hash(case.evidence)
    return said if found == said else f"{said} and not {found}"


def _further(row: Decision, case: Case) -> list[str]:
    """The same of each further post; what the case keeps of one must be what it was made of."""
    said: list[str] = row.terms.get("sha256", [])
    if case.evidence_gone_at is not None:
        return said
    found = {_evidence_hash(one) for one in case.evidence.get("also", ())}
    return [one if one in found else f"{one} is missing" for one in said]


def _evidence_hash(kept: Mapping[str, Any]) -> str:
    return _hash(f"{kept['heading']}\n{kept['body']}")


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def check() -> Iterator[tuple[date, bool]]:
    """Each closed day, oldest first, and whether the log of that day is what it was then.

    A missing day counts as a changed one.
    """
    before, expected = FIRST_FINGERPRINT, None
    for row in db.session.scalars(sa.select(LogDay).order_by(LogDay.day)).all():
        is_next = expected is None or row.day == expected
        facts = facts_of(row.day, row.form)
        yield row.day, is_next and row.fingerprint == fingerprint_of(before, row.day, facts)
        before, expected = row.fingerprint, row.day + timedelta(days=1)


def note(decision: Decision, by: Viewer, *, words: str) -> LogNote:
    """Put a correction beside a line of the log, which itself is never edited. Raises Refused."""
    case = db.session.get_one(Case, decision.case_id)
    if by.id is None or not by.can(Power.MODERATE, clp_id=case.clp_id):
        raise Refused("Only stewards whose case it was put a note beside it.")
    if not words.strip():
        raise Refused("Write what is mistaken.")
    made = LogNote(
        decision_id=decision.id,
        words=words.strip(),
        by_id=by.id,
        signed_as=signed_as(by, case),
        made_at=now(),
    )
    db.session.add(made)
    events.record("moderation.noted", subject_of(case), actor_id=by.id, pages=[LOG])
    return made
