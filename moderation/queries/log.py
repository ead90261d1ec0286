"""The public log: what was decided, why, and by which roles. No names.

Members are shown also what was hidden, where it is a matter of opinion whether it had to be, so
that they can judge; never what was hidden as spam, private information, a threat or unlawful.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp
from core.db import db
from core.subjects import MEMBERS, PUBLIC
from moderation.discussions.about_topics import about_topic
from moderation.models import Appeal, Case, Decision, LogNote
from moderation.rules.cases import Action, CaseKind
from moderation.rules.reasons import UNCONTESTED, Dismissal, Reason

PER_PAGE = 50
MOST_TAKEN = 20_000  # lines of a table to take away
_CLOSED = {str(reason) for reason in (*UNCONTESTED, Reason.UNLAWFUL)}  # never shown again
_HIDING = {str(Action.HIDE), str(Action.ASK_AUTHOR_TO_EDIT)}
_MENTION = re.compile(r"@[\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]*){0,3}")
APPEALS = {
    "none": "No appeal",
    "open": "Appealed",
    "reversed": "Reversed on appeal",
}

_LOG = (
    sa.select(
        Decision.id,
        Decision.made_at,
        Decision.action,
        Decision.reason,
        Decision.first_as,
        Decision.second_as,
        Decision.confirmed_at,
        Decision.lapsed_at,
        Decision.overruled_at,
        Decision.terms,
        Case.kind,
        Case.subject_kind,
        Case.evidence,
        Clp.name.label("place"),
        Appeal.made_at.label("appealed_at"),
    )
    .join(Case, Case.id == Decision.case_id)
    .outerjoin(Clp, Clp.id == Case.clp_id)
    .outerjoin(Appeal, Appeal.decision_id == Decision.id)
    .order_by(Decision.id.desc())
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader chose to see; "", 0 and None are everything. Days are whole days, UTC."""

    action: str = ""
    reason: str = ""
    clp_id: int = 0
    topic_id: int = 0
    appeal: str = ""  # a key of APPEALS
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a decision is about. `words` is "" where they are not to be read."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act. `url` is "" when not everybody may read what it was about."""

    id: int
    at: datetime
    action: str
    about: str
    url: str
    place: str
    reason: str
    came_by: str
    signed: str
    state: str
    items: tuple[Item, ...]  # one for each thing hidden
    notes: tuple[str, ...]


def lines(
    chosen: Chosen = Chosen(), *, page: int = 1, shows_words: bool = False
) -> tuple[list[Line], int]:
    """One page of the log, newest first, and how many pages there are. 3 statements."""
    limits = _limits(chosen)
    counted = sa.select(sa.func.count(Decision.id)).join(Case, Case.id == Decision.case_id)
    total = (
        db.session.scalar(
            counted.outerjoin(Appeal, Appeal.decision_id == Decision.id).where(*limits)
        )
        or 0
    )
    asked = _LOG.where(*limits).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return _lines(asked, shows_words=shows_words), max(1, -(-total // PER_PAGE))


def all_lines(chosen: Chosen, *, shows_words: bool) -> list[Line]:
    """Every line that the reader chose, newest first, at most 20,000. 2 statements."""
    return _lines(_LOG.where(*_limits(chosen)).limit(MOST_TAKEN), shows_words=shows_words)


def clps_in_log() -> list[tuple[int, str]]:
    """The CLPs that the log speaks of, for the filter. 1 statement."""
    rows = db.session.execute(
        sa.select(Clp.id, Clp.name)
        .join(Case, Case.clp_id == Clp.id)
        .join(Decision, Decision.case_id == Case.id)
        .distinct()
        .order_by(Clp.name, Clp.id)
    )
    return [(row.id, row.name) for row in rows]


def _limits(chosen: Chosen) -> list[sa.ColumnElement[bool]]:
    exact = ((Decision.action, chosen.action), (Decision.reason, chosen.reason))
    limits: list[sa.ColumnElement[bool]] = [column == value for column, value in exact if value]
    if chosen.clp_id:
        limits.append(Case.clp_id == chosen.clp_id)
    if chosen.topic_id:
        limits.append(about_topic(Case.subject_kind, Case.subject_id, chosen.topic_id))
    if chosen.appeal:
        limits.append(_APPEALED.get(chosen.appeal, sa.false()))
    if chosen.since:
        limits.append(Decision.made_at >= datetime.combine(chosen.since, time(), UTC))
    if chosen.until and chosen.until < date.max:
        next_day = chosen.until + timedelta(days=1)
        limits.append(Decision.made_at < datetime.combine(next_day, time(), UTC))
    return limits


_APPEALED: dict[str, sa.ColumnElement[bool]] = {
    "none": Appeal.case_id.is_(None),
    "open": sa.and_(Appeal.case_id.is_not(None), Decision.overruled_at.is_(None)),
    "reversed": Decision.overruled_at.is_not(None),
}


def _lines(asked: sa.Select[*tuple[Any, ...]], *, shows_words: bool) -> list[Line]:
    rows = db.session.execute(asked).all()
    notes = _notes([row.id for row in rows])
    return [_line(row, notes[row.id], shows_words=shows_words) for row in rows]


def _notes(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if not ids:
        return found
    within = sa.and_(LogNote.decision_id >= min(ids), LogNote.decision_id <= max(ids))
    for note in db.session.scalars(sa.select(LogNote).where(within).order_by(LogNote.id)):
        found[note.decision_id].append(f"{note.words} ({note.signed_as})")
    return found


def _line(row: sa.Row[*tuple[Any, ...]], notes: Iterable[str], *, shows_words: bool) -> Line:
    evidence = row.evidence
    return Line(
        id=row.id,
        at=row.made_at,
        action=Action(row.action).label,
        about=row.subject_kind,
        url=evidence.get("url", "") if evidence.get("audience") == PUBLIC else "",
        place=row.place or "",
        reason=reason_words(row.action, row.reason),
        came_by=_CAME_BY[CaseKind(row.kind)],
        signed=" and ".join(filter(None, (row.first_as, row.second_as))),
        state=_state(row),
        items=_items(row, shows_words=shows_words) if row.action in _HIDING else (),
        notes=tuple(notes),
    )


def _items(row: sa.Row[*tuple[Any, ...]], *, shows_words: bool) -> tuple[Item, ...]:
    """One for each thing hidden: of a decision about many, none is left out."""
    shown = shows_words and row.reason not in _CLOSED
    also, hashes = row.evidence.get("also", []), row.terms.get("sha256")
    if hashes is not None:  # the case may keep what another decision in it was about
        also = [one for one in also if one.get("sha256") in hashes]
    things = [row.evidence, *also]
    return tuple(
        Item(
            thing.get("url", "") if thing.get("audience") == PUBLIC else "",
            _words(thing) if shown and thing.get("audience") in (PUBLIC, MEMBERS) else "",
        )
        for thing in things
    )


def _words(thing: dict[str, Any]) -> str:
    """What was hidden, without the names of those it mentions."""
    return _MENTION.sub("@…", thing.get("body") or thing.get("heading", ""))


_CAME_BY = {
    CaseKind.REPORT: "reported",
    CaseKind.APPEAL: "appeal",
    CaseKind.PROMPT: "a check for missing views",
    CaseKind.HELD_POST: "held for a check",
    CaseKind.SECOND_LOOK: "sent by an editor",
    CaseKind.ILLEGAL_CONTENT: "reported",
    CaseKind.PERSONAL_DATA: "reported",
    CaseKind.ACCOUNT: "reported",
}


def reason_words(action: str, reason: str) -> str:
    """A stored reason in words, with its rule; "" for none."""
    if not reason:
        return ""
    if action == Action.DISMISS:
        return Dismissal(reason).label
    return f"{Reason(reason).label} ({Reason(reason).rule})"


_LAPSED = "undone: not confirmed by a second moderator"


def _state(row: sa.Row[*tuple[Any, ...]]) -> str:
    if row.overruled_at is not None:
        return "reversed on appeal"
    if row.lapsed_at is not None:
        against = row.terms.get("against_as")
        return f"undone: the {against} did not agree" if against else _LAPSED
    if row.confirmed_at is None:
        return "waiting for a second signature"
    return "appealed" if row.appealed_at is not None else ""
