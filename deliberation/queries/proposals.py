"""One proposal as its page shows it: words, people, amendments, parts, versions."""

from __future__ import annotations

import itertools
import re
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import aliased

from accounts.models import Clp, Member
from core import house_rules, subjects, text
from core.db import db
from deliberation.models import Amendment, Proposal, ProposalAuthor, ProposalVersion, Thread
from deliberation.rules.proposals import Outcome, State, code_of
from wiki.models import Option, Topic

Row = dict[str, Any]
_into = aliased(Proposal)
_answerer = aliased(Member)
_ONE = (
    sa.select(
        *(column for column in Proposal.__table__.columns if column.name != "text"),
        Clp.name.label("clp"),
        Clp.slug.label("clp_slug"),
        Topic.title.label("topic"),
        Topic.slug.label("topic_slug"),
        Option.title.label("option"),
        Thread.posts,
        _into.title.label("into"),
        _into.sort.label("into_sort"),
        _answerer.name.label("answered_by"),
    )
    .outerjoin(Clp, Clp.id == Proposal.clp_id)
    .outerjoin(Topic, Topic.id == Proposal.topic_id)
    .outerjoin(Option, Option.id == Proposal.option_id)
    .outerjoin(Thread, Thread.id == Proposal.thread_id)
    .outerjoin(_into, sa.and_(_into.id == Proposal.merged_into_id, _into.hidden_at.is_(None)))
    .outerjoin(_answerer, _answerer.id == Proposal.answered_by_id)
    .where(Proposal.id == sa.bindparam("proposal_id"))
)
_AUTHORS = (
    sa.select(
        ProposalAuthor.member_id,
        ProposalAuthor.part,
        ProposalAuthor.agreed_at,
        ProposalAuthor.agreed_to,
        Member.name,
        Clp.name.label("clp"),
    )
    .join(Member, Member.id == ProposalAuthor.member_id)
    .outerjoin(Clp, Clp.id == Member.clp_id)
    .where(
        ProposalAuthor.proposal_id == sa.bindparam("proposal_id"),
        ProposalAuthor.ended_at.is_(None),
    )
    .order_by(ProposalAuthor.asked_at, ProposalAuthor.member_id)
)
_AMENDMENTS = (
    sa.select(
        Amendment.id,
        Amendment.state,
        Amendment.reason,
        Amendment.supports,
        Amendment.made_at,
        Amendment.decision,
        Member.name.label("author"),
    )
    .join(Member, Member.id == Amendment.author_id)
    .where(Amendment.proposal_id == sa.bindparam("proposal_id"), Amendment.hidden_at.is_(None))
    .order_by(sa.case((Amendment.state == "open", 0), else_=1), Amendment.id)
    .limit(200)
)
_PARTS = (
    sa.select(Proposal.id, Proposal.sort, Proposal.title, Proposal.supports, Clp.name.label("clp"))
    .outerjoin(Clp, Clp.id == Proposal.clp_id)
    .where(Proposal.merged_into_id == sa.bindparam("proposal_id"), Proposal.hidden_at.is_(None))
    .order_by(Proposal.id)
)
_VERSIONS = (
    sa.select(
        ProposalVersion.number,
        ProposalVersion.summary,
        ProposalVersion.text,
        ProposalVersion.at,
        ProposalVersion.amendment_id,
    )
    .where(ProposalVersion.proposal_id == sa.bindparam("proposal_id"))
    .order_by(ProposalVersion.number)
)


def proposal_shown(proposal_id: int) -> Row | None:
    """A proposal with the names of what it is about and belongs to; None if none. 1 statement.

    With an answer, one more for each of its results.
    """
    row = db.session.execute(_ONE, {"proposal_id": proposal_id}).mappings().first()
    if row is None:
        return None
    state = State(row["state"])
    return {
        **row,
        **named(row),
        "html": Markup(row["html"]),  # noqa: S704 — made by core.text
        "answer_html": Markup(row["answer_html"]),  # noqa: S704 — likewise
        "is_hidden": row["hidden_at"] is not None,
        "state_words": state.words,
        "is_draft": row["published_at"] is None,
        "outcome": Outcome(row["outcome"]) if row["outcome"] else None,
        "answer_by": _answer_by(row),
        "results": [_result(address) for address in row["results"].split("\n") if address],
        "into_code": code_of(row["into_sort"], row["merged_into_id"]) if row["into"] else "",
    }


def _result(address: str) -> tuple[str, str]:
    """An address and what it is called: the heading of what everybody can read there, else itself.

    1 statement for each; only an answer has any.
    """
    place = re.match(r"/(\w+)s/(\d{1,9})\b", address)
    subject = subjects.find(place[1], int(place[2])) if place else None
    readable = subject and subject.hidden_at is None and subject.audience == subjects.PUBLIC
    return address, subject.heading if subject and readable else address


def named(row: sa.RowMapping) -> Row:
    """The code and address of the proposal in a row."""
    return {"code": code_of(row["sort"], row["id"]), "url": f"/proposals/{row['id']}"}


def _answer_by(row: sa.RowMapping) -> datetime | None:
    """The day by which it is to be answered, by the house rules; None when it is not waited for."""
    if row["state"] != State.COUNTED:
        return None
    counted_at: datetime = row["changed_at"]
    return counted_at + house_rules.length("proposal.answer_within", at=counted_at)


def authors(proposal_id: int) -> list[Row]:
    """Its authors and those asked to be, with their CLPs, in order. 1 statement."""
    rows = db.session.execute(_AUTHORS, {"proposal_id": proposal_id}).mappings()
    return [dict(row) for row in rows]


def amendments(proposal_id: int) -> list[Row]:
    """Amendments, those that wait first. 1 statement."""
    rows = db.session.execute(_AMENDMENTS, {"proposal_id": proposal_id}).mappings()
    return [{**row, "url": f"/amendments/{row['id']}"} for row in rows]


def parts(proposal_id: int) -> list[Row]:
    """What became part of it. 1 statement."""
    rows = db.session.execute(_PARTS, {"proposal_id": proposal_id}).mappings()
    return [{**row, **named(row)} for row in rows]


def versions(proposal_id: int) -> list[Row]:
    """Everything it said since it came out, newest first, each with its changes. 1 statement."""
    found = db.session.execute(_VERSIONS, {"proposal_id": proposal_id}).mappings()
    rows = [dict(row) for row in found]
    for before, after in itertools.pairwise(rows):
        after["changes"] = text.word_diff(_whole(before), _whole(after))
    return rows[::-1]


def _whole(version: Row) -> str:
    return f"{version['summary']}\n\n{version['text']}"
