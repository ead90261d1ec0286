"""What is held about a member from proposals. It stays: it is the record of what members asked."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core.db import db
from deliberation.models import (
    Amendment,
    AmendmentAgreement,
    AmendmentSupport,
    JoiningAgreement,
    ProposalAuthor,
    ProposalSupport,
)

_FACTS: dict[str, sa.Executable] = {
    "proposals moved": sa.select(
        ProposalAuthor.proposal_id, ProposalAuthor.part, ProposalAuthor.agreed_at.label("at")
    )
    .where(ProposalAuthor.member_id == sa.bindparam("member_id"))
    .order_by(ProposalAuthor.proposal_id),
    "proposals supported": sa.select(ProposalSupport.proposal_id, ProposalSupport.at)
    .where(ProposalSupport.member_id == sa.bindparam("member_id"))
    .order_by(ProposalSupport.proposal_id),
    "amendments made": sa.select(
        Amendment.id, Amendment.proposal_id, Amendment.text, Amendment.made_at.label("at")
    )
    .where(Amendment.author_id == sa.bindparam("member_id"))
    .order_by(Amendment.id),
    "amendments supported": sa.select(AmendmentSupport.amendment_id, AmendmentSupport.at)
    .where(AmendmentSupport.member_id == sa.bindparam("member_id"))
    .order_by(AmendmentSupport.amendment_id),
    "amendments agreed to": sa.select(AmendmentAgreement.amendment_id, AmendmentAgreement.at)
    .where(AmendmentAgreement.member_id == sa.bindparam("member_id"))
    .order_by(AmendmentAgreement.amendment_id),
    "joinings agreed to": sa.select(JoiningAgreement.joining_id, JoiningAgreement.at)
    .where(JoiningAgreement.member_id == sa.bindparam("member_id"))
    .order_by(JoiningAgreement.joining_id),
}


def held_about(member_id: int) -> list[dict[str, Any]]:
    """Every proposal and amendment a member moved, made, supports or agreed to. 6 statements."""
    return [
        {"what": what, **row, "at": row["at"] and row["at"].isoformat()}
        for what, asked in _FACTS.items()
        for row in db.session.execute(asked, {"member_id": member_id}).mappings()
    ]
