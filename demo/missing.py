"""What stewards of the demo did about what was missing: a steelman slot, a lot, quiet rounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import sqlalchemy as sa

from accounts.models import Clp, Member
from core import events
from core.clock import freeze, now
from core.db import db
from core.subjects import Subject
from deliberation.actions import quiet_rounds
from deliberation.models import QuietRound
from deliberation.rules import Position
from demo import people, threads, topics
from moderation.actions import answering, offering, steelmen
from moderation.models import Case, Invitation, InvitationRound, Steelman
from moderation.rules.cases import CaseKind

ASKED_OF_SOME = "How do you get to a meeting when the last bus has gone?"
OVER, OPEN = "What does taking the water back cost, honestly?", "Planters on Leabank Road"
HANDED_IN = {
    OVER: (
        (Position.AGAINST, "I read the accounts of ours. The pipes are mortgaged twice over."),
        (Position.FOR, "We pay for it either way. I would rather own it at the end."),
        (Position.UNSURE, "Ask me when somebody has said who mends the sewer in the meantime."),
        (Position.AGAINST, "I have shares in it, through my pension, and so have you."),
    ),
    OPEN: (
        (Position.AGAINST, "I am a plumber. Mine is the van that everybody waits behind."),
        (Position.FOR, "It is quiet enough to hear next door’s piano. He has got better."),
    ),
}
ANSWER = (
    "Three of us share a taxi from the surgery, and the treasurer grumbles and pays. Since we "
    "moved to six o’clock we need it only in winter."
)


def make() -> Iterator[str]:
    """Make each that is missing, in a transaction of its own."""
    for kind, bring, line in (
        (Steelman, _speak_for_others, "On behalf of members who are not here: one steelman slot"),
        (InvitationRound, _invite, "Invited by lot: twelve members, Ada among them"),
        (QuietRound, _ask_quietly, "Quiet rounds: one open, one that has been shown"),
    ):
        if not db.session.scalar(sa.select(sa.exists().where(kind.id.is_not(None)))):
            bring()
            events.commit()
            yield line


def _prompt_on(subject: Subject) -> Case:
    about = (Case.subject_kind == subject.kind, Case.subject_id == subject.id)
    return db.session.scalars(sa.select(Case).where(Case.kind == CaseKind.PROMPT, *about)).one()


def _speak_for_others() -> None:
    """Stella writes what nobody says against votes at 16; two who think so find it fair."""
    case = _prompt_on(topics.option_of("Voting at 16"))
    with freeze(now() - timedelta(hours=2)):
        slot = steelmen.open_slot(
            case,
            people.as_viewer("stella"),
            version=case.version,
            words="Everything else that makes you answer for yourself begins at 18: signing a "
            "lease, sitting on a jury, standing for election. A vote is not practice for that, it "
            "is the thing itself.",
            source="Comments on paper votes, Brambleton, spring meeting",
        )
    for one in people.active(Random("held"), 2):
        steelmen.say_mine(slot, one)


def _invite() -> None:
    """Twelve have agreed, so all are drawn: Ada by mail, one by letter; one of the others answers.

    An officer noted what the one without a computer said.
    """
    ada, others = people.as_viewer("ada"), people.active(Random("invited"), 10)
    with freeze(now() - timedelta(days=3)):
        for one in (ada, *others):
            answering.agree(one.id or 0)
        answering.note_agreement(_without_mail(), people.as_viewer("farah"), agrees=True)
    case = _prompt_on(threads.thread_of(ASKED_OF_SOME))
    with freeze(now() - timedelta(days=1)):
        made = offering.invite(case, people.as_viewer("chen"), version=case.version)
    mine = sa.select(Invitation).where(
        Invitation.round_id == made.id, Invitation.member_id == others[0].id
    )
    with freeze(now() - timedelta(hours=5)):
        said = answering.Said(ANSWER)
        answering.answer(db.session.scalars(mine).one(), said, by=others[0])


def _without_mail() -> Member:
    """A member of Ashford Vale who is told in person."""
    rows = (
        sa.select(Member)
        .join(Clp, Clp.id == Member.clp_id)
        .where(Clp.name == "Ashford Vale", Member.membership_number.like("D0%"))
    )
    # Everybody has an address in some tests: then the newest of the roll is written to there.
    newest = rows.order_by(Member.email.is_not(None), Member.id.desc()).limit(1)
    return db.session.scalars(newest).one()


def _ask_quietly() -> None:
    with freeze(now() - timedelta(days=6)):
        round_ = _begin(OVER, "What does it cost, and who pays? Everyone says it once.")
    with freeze(round_.ends_at):
        quiet_rounds.show(round_.id, now())
    with freeze(now() - timedelta(hours=30)):
        _begin(OPEN, "What would you keep of it, and what not? Nobody sees another’s text.")


def _begin(title: str, question: str) -> QuietRound:
    """Chen opens a round, and members who have not spoken hand in what they think."""
    thread = threads.thread_of(title)
    round_ = quiet_rounds.open_round(thread, question, by=people.as_viewer("chen"))
    crowd = people.active(Random(f"quiet: {title}"), len(HANDED_IN[title]))
    for one, (position, words) in zip(crowd, HANDED_IN[title], strict=True):
        quiet_rounds.hand_in(thread, words, by=one, position=position)
    return round_
