"""Each member is told that a paper vote was received for them: by mail, the day after, alike.

Who that is lies in the box only, so the worker works out the mark of each member of the CLP and
looks which are there. No row, event or job of the main database says whom it found: the mail goes
straight to the server. A mail is noted in the box once the server has taken it. Killed in
between, it goes out again under the same Message-ID, by which mail programs know it; whoever has
no address is told on the site, where the box is asked when they look.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import smtplib

import sqlalchemy as sa

from accounts.models import Clp
from core import events, mail
from core.clock import now, today
from core.dates import LONDON
from core.db import db, reading
from core.jobs import every
from core.web import settings
from voting.envelopes import Envelopes
from voting.models import PaperBatch, Poll
from voting.paper import roll
from voting.rules import State
from voting.rules.paper import BatchState, may_be_told
from voting.site import booth_of

log = logging.getLogger("folkmoot.paper")
EVERY_SECONDS = 1800
_DUE = (
    sa.select(PaperBatch.id)
    .join(Poll, Poll.id == PaperBatch.poll_id)
    .where(
        PaperBatch.registered_on < sa.bindparam("today"),
        PaperBatch.clp_id.is_not(None),
        PaperBatch.state != BatchState.LAPSED,
        Poll.state.in_([State.OPEN, State.CLOSED, State.COUNTED]),
    )
    .order_by(PaperBatch.id)
)


@every(seconds=EVERY_SECONDS, name="paper.tell")
def tell_marked_members() -> None:
    """Tell whoever was registered before today and has not been told."""
    if not may_be_told(now().astimezone(LONDON)):
        return
    with reading():
        due = db.session.scalars(_DUE, {"today": today()}).all()
        db.session.commit()
    for batch_id in due:
        if _tell_all(batch_id):
            all_told = sa.update(PaperBatch).where(
                PaperBatch.id == batch_id, PaperBatch.registered_on < today()
            )
            db.session.execute(all_told.values(registered_on=None))
            events.commit()


def _tell_all(batch_id: int) -> bool:
    """Mail those of a batch who have not been told; False when one has to be tried again."""
    with reading():  # no writer waits while mail goes out
        batch = db.session.get_one(PaperBatch, batch_id)
        poll = db.session.get_one(Poll, batch.poll_id)
        clp = db.session.get_one(Clp, batch.clp_id)
        members = {one.id: one for one in roll.members(poll, [clp.id])}
        db.session.commit()
    envelopes = Envelopes(booth_of(poll), batch.id)
    untold = [one.member_id for one in envelopes.among(members) if not one.told]
    told = [_told(envelopes, poll, clp, members[member_id]) for member_id in untold]
    return all(told)


def _told(envelopes: Envelopes, poll: Poll, clp: Clp, member: roll.OnRoll) -> bool:
    if member.email:
        try:
            mail.deliver(
                member.email,
                "A paper vote was received for you",
                _words(poll, clp),
                key=_key(envelopes, member.id),
            )
        except (OSError, smtplib.SMTPException) as problem:
            log.warning("a member could not be told of a paper vote: %s", type(problem).__name__)
            return False
    envelopes.note_told(member.id)
    return True


def _words(poll: Poll, clp: Clp) -> str:
    page = f"{settings().site_url}{poll.url}/paper"
    return (
        f"The secretary of {clp.name} has registered a paper vote with your membership number in "
        f"this straw poll:\n\n{poll.question}\n\nNobody knows what it says: the envelope was "
        "registered unopened. You cannot vote on the site in this poll any more.\n\n"
        f"Was it not you? Say so here: {page}\n"
    )


def _key(envelopes: Envelopes, member_id: int) -> str:
    """The same for each try, and telling nothing without the poll's secrets."""
    booth = envelopes.booth
    facts = f"told\0{booth.poll}\0{envelopes.batch_id}\0{member_id}".encode()
    return "paper-" + hmac.digest(booth.keys.pepper, facts, hashlib.sha256).hex()[:24]
