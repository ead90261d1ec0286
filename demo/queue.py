"""What waits for the stewards of the demo: a report, an appeal and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import sqlalchemy as sa

import deliberation.actions
from core import events
from core.clock import freeze, now
from core.db import db
from deliberation.models import Post
from demo import people, threads
from moderation.actions import appealing, detecting, judging, looking, panels, reporting
from moderation.facts.seats import seats_of
from moderation.models import Case
from moderation.rules.cases import Action, CaseKind
from moderation.rules.reasons import Reason

RUDE = ("Planters on Leabank Road", 5)
BUSY = "Agenda for Thursday: buses, school meals, and who brings the cake"


def make() -> Iterator[str]:
    """Bring each into the queue, unless there has been one of its kind."""
    for kind, bring in (
        (CaseKind.REPORT, _report),
        (CaseKind.APPEAL, _appeal),
        (CaseKind.PROMPT, _prompts),
    ):
        if not db.session.scalar(sa.select(sa.exists().where(Case.kind == kind))):
            bring()
            events.commit()
            yield f"The stewards’ queue: {kind.label}"


def _report() -> None:
    post = threads.post_of(*RUDE)
    with freeze(now() - timedelta(hours=20)):
        for member, words in zip(
            people.active(Random("reports"), 2), ("He means me.", ""), strict=True
        ):
            reporting.report(post, member, reason=Reason.PERSONAL_ABUSE, words=words)


def _appeal() -> None:
    """Bola's joke was hidden by Stella as being in the wrong place, and Bola asks again."""
    post = _joke()
    with freeze(now() - timedelta(days=3)):
        farah = people.as_viewer("farah")
        reported = reporting.report(
            post, farah, reason=Reason.OFF_TOPIC, words="This thread is for motions."
        )
        case = db.session.get_one(Case, reported.case_id)
        decision = judging.decide(
            case,
            people.as_viewer("stella"),
            version=case.version,
            action=Action.HIDE,
            reason=Reason.OFF_TOPIC,
            words="The agenda is for motions and apologies. Please post this in the national room.",
        )
    with freeze(now() - timedelta(days=1)):
        appeal = appealing.appeal(
            decision,
            people.as_viewer("bola"),
            words="The line above mine is about lemon drizzle, and it is still there. "
            "Either both are in the wrong place or neither is.",
        )
        _one_votes(db.session.get_one(Case, appeal.case_id))


def _one_votes(case: Case) -> None:
    """One of the panel has voted: not Chen, so that he can be seen to."""
    chen = people.as_viewer("chen").id
    drawn = (seat.member_id for seat in seats_of(case.id))
    first = next(member_id for member_id in drawn if member_id != chen)
    panels.vote(
        case,
        people.viewer_of(first),
        version=case.version,
        action=Action.OVERTURN,
        words="A joke about the minutes belongs where the minutes are.",
    )


def _joke() -> Post:
    with freeze(now() - timedelta(days=3, hours=2)):
        return deliberation.actions.reply(
            threads.thread_of(BUSY),
            "I move that the cake be taken before the minutes, as the minutes were last time taken "
            "before the cake, with consequences still felt in the accounts.",
            by=people.as_viewer("bola"),
        )


def _prompts() -> None:
    """Let the detectors look some times in three days, as the worker does."""
    for hours_ago in (53, 28, 3):
        at = now() - timedelta(hours=hours_ago)
        with freeze(at):
            looking.want_all(at)  # all was written just now, whatever its dates say
            detecting.sweep(at)
        events.commit()
