"""Lists of proposals: all of them, a CLP's, a member's own and those they are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accounts.models import Clp, Member
from core.db import db
from deliberation.models import Joining, Proposal, ProposalAuthor, ProposalSupport
from deliberation.queries.proposals import named
from deliberation.rules import PER_PAGE, pages_of
from deliberation.rules.proposals import Outcome, Sort, State
from wiki.models import Topic

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which proposals are asked for; "" and 0 stand for all."""

    state: str = ""
    sort: str = ""
    clp: str = ""  # slug
    topic_id: int = 0
    page: int = 1


_COLUMNS = sa.select(
    Proposal.id,
    Proposal.sort,
    Proposal.state,
    Proposal.title,
    Proposal.summary,
    Proposal.supports,
    Proposal.needed,
    Proposal.outcome,
    Proposal.changed_at,
    Proposal.published_at,
    Member.name.label("author"),
    Clp.name.label("clp"),
    Topic.title.label("topic"),
)
_FROM = (
    _COLUMNS.join(Member, Member.id == Proposal.author_id)
    .outerjoin(Clp, Clp.id == Proposal.clp_id)
    .outerjoin(Topic, Topic.id == Proposal.topic_id)
)
_OUT = sa.and_(Proposal.published_at.is_not(None), Proposal.hidden_at.is_(None))
_NEWEST_FIRST = (Proposal.changed_at.desc(), Proposal.id.desc())
# A filter that is not asked for is "" or 0, and lets everything through.
_WANTED = sa.and_(
    _OUT,
    sa.or_(sa.bindparam("state") == "", Proposal.state == sa.bindparam("state")),
    sa.or_(sa.bindparam("sort") == "", Proposal.sort == sa.bindparam("sort")),
    sa.or_(sa.bindparam("clp") == "", Clp.slug == sa.bindparam("clp")),
    sa.or_(sa.bindparam("topic_id") == 0, Proposal.topic_id == sa.bindparam("topic_id")),
)
_LIST = _FROM.where(_WANTED).order_by(*_NEWEST_FIRST).limit(PER_PAGE).offset(sa.bindparam("skip"))
_COUNT = (
    sa.select(sa.func.count())
    .select_from(Proposal)
    .outerjoin(Clp, Clp.id == Proposal.clp_id)
    .where(_WANTED)
)
_CLPS = (
    sa.select(Clp.slug, Clp.name)
    .where(sa.exists().where(Proposal.clp_id == Clp.id, _OUT))
    .order_by(Clp.name, Clp.slug)
)
_OF_CLP = (
    _FROM.where(_OUT, Proposal.clp_id == sa.bindparam("clp_id")).order_by(*_NEWEST_FIRST).limit(5)
)
_OWN = (
    _FROM.join(
        ProposalAuthor,
        sa.and_(
            ProposalAuthor.proposal_id == Proposal.id,
            ProposalAuthor.member_id == sa.bindparam("member_id"),
            ProposalAuthor.ended_at.is_(None),
        ),
    )
    .add_columns(ProposalAuthor.agreed_at, ProposalAuthor.agreed_to, Proposal.revision)
    .where(
        Proposal.hidden_at.is_(None),
        sa.or_(Proposal.published_at.is_not(None), Proposal.state == State.DRAFT),
    )
    .order_by(*_NEWEST_FIRST)
    .limit(50)
)
_WAITING_FOR_OFFICER = (
    _FROM.where(
        Proposal.clp_id.in_(sa.bindparam("clp_ids", expanding=True)),
        Proposal.state == State.DRAFT,
    )
    .order_by(Proposal.id)
    .limit(50)
)
_SUPPORTED = (
    _FROM.join(
        ProposalSupport,
        sa.and_(
            ProposalSupport.proposal_id == Proposal.id,
            ProposalSupport.member_id == sa.bindparam("member_id"),
            ProposalSupport.via_id.is_(None),
        ),
    )
    .where(_OUT)
    .order_by(*_NEWEST_FIRST)
    .limit(50)
)
_OPEN = (
    _FROM.where(
        _OUT,
        Proposal.state.in_([State.GATHERING, State.SUPPORTED]),
        Proposal.sort == sa.bindparam("sort"),
        Proposal.id != sa.bindparam("but"),
    )
    .order_by(sa.case((Proposal.topic_id == sa.bindparam("topic_id"), 0), else_=1), *_NEWEST_FIRST)
    .limit(40)
)


def list_of(asked: Asked) -> tuple[list[Row], int, int]:
    """A page of the proposals asked for, changed last first; how many there are; how many pages.

    2 statements.
    """
    facts = {"state": asked.state, "sort": asked.sort, "clp": asked.clp, "topic_id": asked.topic_id}
    rows = _rows(_LIST, skip=(asked.page - 1) * PER_PAGE, **facts)
    count = db.session.scalar(_COUNT, facts) or 0
    return rows, count, pages_of(count)


def clps_with_resolutions() -> list[tuple[str, str]]:
    """Slug and name of each CLP that has tabled one. 1 statement."""
    return [(slug, name) for slug, name in db.session.execute(_CLPS)]


def of_clp(clp_id: int) -> list[Row]:
    """What a CLP has tabled, changed last first; five at most. 1 statement."""
    return _rows(_OF_CLP, clp_id=clp_id)


def own(member_id: int) -> list[Row]:
    """What a member moves, drafts too, or is asked to move. 1 statement."""
    return _rows(_OWN, member_id=member_id)


def supported_by(member_id: int) -> list[Row]:
    """What a member stands behind, for the member alone. 1 statement."""
    return _rows(_SUPPORTED, member_id=member_id)


def to_be_tabled(clp_ids: list[int]) -> list[Row]:
    """Drafts of resolutions of these CLPs, for their officers. 1 statement."""
    return _rows(_WAITING_FOR_OFFICER, clp_ids=clp_ids)


def open_ones(sort: str, *, but: int, topic_id: int | None) -> list[Row]:
    """Others of this sort that could be put together with one, on its topic first. 1 statement."""
    return _rows(_OPEN, sort=sort, but=but, topic_id=topic_id or 0)


def joinings_waiting(proposal_id: int) -> list[Row]:
    """Wishes to join, of this one or into it, that are not settled. 1 statement."""
    rows = db.session.execute(_JOININGS, {"proposal_id": proposal_id}).mappings()
    return [{**row, **named(row)} for row in rows]


_JOININGS = (
    sa.select(
        Joining.id.label("joining_id"),
        Joining.from_id,
        Joining.into_id,
        Joining.why,
        Proposal.id,
        Proposal.sort,
        Proposal.title,
        Proposal.published_at,
    )
    .join(
        Proposal,
        sa.or_(
            sa.and_(Joining.from_id == sa.bindparam("proposal_id"), Proposal.id == Joining.into_id),
            sa.and_(Joining.into_id == sa.bindparam("proposal_id"), Proposal.id == Joining.from_id),
        ),
    )
    .where(Joining.done_at.is_(None), Joining.ended_at.is_(None))
    .order_by(Joining.id)
)


def _rows(statement: sa.Executable, **facts: object) -> list[Row]:
    return [_listed(row) for row in db.session.execute(statement, facts).mappings()]


def _listed(row: sa.RowMapping) -> Row:
    state = State(row["state"])
    return {
        **row,
        **named(row),
        "kind": "Resolution" if row["sort"] == Sort.RESOLUTION else "Proposal",
        "state_words": state.words,
        "gathers": state is State.GATHERING,
        "outcome": Outcome(row["outcome"]) if row["outcome"] else None,
    }
