"""What invited members do: agree to be invited, answer, say not now or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Power
from core import events, personal
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.actions import contributions
from deliberation.actions.contributions import Slip
from deliberation.actions.invited import answer_invitation
from deliberation.models import Post, Thread
from deliberation.rules import Position
from deliberation.rules.contributions import Channel
from moderation.actions import reactions
from moderation.models import Invitation, InvitationConsent, InvitationRound
from moderation.rules import invitations as rules
from moderation.rules import reactions as taken

NOT_NOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it was given; `channel` None: on the web."""

    words: str
    position: Position | None = None
    named: bool = True
    channel: Channel | None = None


def answer(invitation: Invitation, said: Said, *, by: Viewer) -> Post:
    """Write the answer into the discussion: by the member, or by an officer for them.

    Raises Refused. Without a name nothing ties the member to the post but the keyed voice.
    """
    db.session.refresh(invitation, with_for_update=True)
    made = db.session.get_one(InvitationRound, invitation.round_id)
    refused = why_not_answer(invitation, made) or rules.why_not_words(said.words)
    if refused:
        raise Refused(refused)
    thread = db.session.get_one(Thread, made.thread_id)
    if said.channel is None:
        if by.id != invitation.member_id:
            raise Refused("Only the member who was drawn can answer this invitation.")
        post = answer_invitation(
            thread, said.words, by=by, position=said.position, named=said.named
        )
    else:
        slip = Slip(
            member_id=invitation.member_id,
            words=said.words,
            position=said.position,
            named=said.named,
            channel=said.channel,
        )
        post = contributions.enter(thread, slip, by=by)
    invitation.answered_at = now()
    invitation.post_id = post.id if said.named else None
    return post


def why_not_answer(invitation: Invitation, made: InvitationRound) -> str | None:
    """The reason this invitation takes no answer now; None when it does."""
    return rules.why_not_answer(
        is_over=made.ends_at <= now() or made.hidden_at is not None,
        answered=invitation.answered_at is not None,
        declined=invitation.declined_at is not None,
    )


def decline(invitation: Invitation, *, never: bool) -> None:
    """Say no to this one; and to all for a quarter of a year, or for good. May be done twice.

    It is counted once, by detector and day, with nobody's name; a “never” after a “not now” too.
    """
    db.session.refresh(invitation, with_for_update=True)
    is_new = invitation.answered_at is None and invitation.declined_at is None
    if is_new:
        invitation.declined_at = now()
    consent = db.session.get(InvitationConsent, invitation.member_id)
    if is_new or (never and consent is not None and consent.given_at <= invitation.sent_at):
        made = db.session.get_one(InvitationRound, invitation.round_id)
        reactions.count(made.case_id, taken.Said.NEVER if never else taken.Said.NOT_NOW)
    if consent is None:
        return
    if never:
        db.session.delete(consent)
    else:
        consent.not_before = now() + NOT_NOW


def agree(member_id: int, *, noted_by: int | None = None) -> None:
    """A member agrees to be invited, from now on."""
    consent = db.session.get(InvitationConsent, member_id)
    if consent is None:
        db.session.add(InvitationConsent(member_id=member_id, given_at=now(), noted_by_id=noted_by))
    else:
        consent.not_before = None


def withdraw(member_id: int) -> None:
    """A member is not to be invited any more. The agreement is deleted at once."""
    mine = sa.delete(InvitationConsent).where(InvitationConsent.member_id == member_id)
    db.session.execute(mine)


def note_agreement(member: Member, officer: Viewer, *, agrees: bool) -> None:
    """Note what a member without a computer told an officer of their CLP. Raises Refused."""
    if not officer.can(Power.NOTICES, clp_id=member.clp_id) or member.clp_id is None:
        raise Refused("Only an officer of their CLP can note this for a member.")
    if agrees:
        agree(member.id, noted_by=officer.id)
    else:
        withdraw(member.id)
    events.record("invitation.agreement_noted", member, actor_id=officer.id)


def held_about(member_id: int) -> list[dict[str, object]]:
    """Whether they agreed, and their invitations, for the member."""
    consent = db.session.get(InvitationConsent, member_id)
    rows = db.session.scalars(
        sa.select(Invitation).where(Invitation.member_id == member_id).order_by(Invitation.id)
    )
    agreed: list[dict[str, object]] = (
        [{"agreed_to_be_invited": consent.given_at.isoformat()}] if consent else []
    )
    return agreed + [
        {
            "invitation": f"/invitations/{row.round_id}",
            "sent": row.sent_at.isoformat(),
            "answered": row.answered_at is not None,
            "said_no": row.declined_at is not None,
        }
        for row in rows
    ]


def erase(member_id: int) -> None:
    """That they agreed and were invited. What they answered is a post like any other."""
    withdraw(member_id)
    db.session.execute(sa.delete(Invitation).where(Invitation.member_id == member_id))
    noted = sa.update(InvitationConsent).where(InvitationConsent.noted_by_id == member_id)
    db.session.execute(noted.values(noted_by_id=None))


personal.part("invitations", held_about, erase)
