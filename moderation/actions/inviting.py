"""Inviting members by lot to speak: how many, the draw, telling them, and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from accounts.access import Viewer
from accounts.models import Clp
from core import events, house_rules
from core.clock import now, today
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from core.text import excerpt
from core.web import settings
from deliberation.models import Thread
from moderation import discussions
from moderation.actions import reactions
from moderation.actions.cases import subject_of
from moderation.detectors.finding import Detector
from moderation.detectors.group_gap import Group
from moderation.models import Case, Invitation, InvitationRound
from moderation.queries import heard
from moderation.queries.frames import Candidate, came_of, candidates
from moderation.queries.invitations import round_of_case
from moderation.queries.log_hash import newest_log
from moderation.rules import invitations as rules
from moderation.rules.cases import CaseKind
from moderation.rules.groups import groups_of
from moderation.rules.invitations import Channel, Seats, Ticket
from moderation.rules.reactions import Said
from moderation.tickets import packed, ticket_of, token_of
from notices.actions import tell
from notices.rules import Why
from wiki.models import Topic

LONGEST_ABOUT = 80  # characters
ALREADY = "Members have been invited for this prompt already."


@dataclass(frozen=True, slots=True)
class Frame:
    """Who may be drawn, with their tickets; in the order of the tickets, which says nothing."""

    people: dict[str, Candidate]
    tickets: list[Ticket]

    @property
    def in_group(self) -> int:
        return sum(one.in_group for one in self.tickets)

    @property
    def by_mail(self) -> float:
        """The part of them that is reached by mail."""
        return sum(one.by_mail for one in self.people.values()) / max(1, len(self.people))


def invite(case: Case, steward: Viewer) -> InvitationRound:
    """Draw members for a prompt and ask each for one paragraph. Gives the round with its figures.

    The caller has checked that the steward may answer this case, takes it and records the
    decision. Raises Refused when there is no discussion to invite to, too few have agreed to be
    invited, or this prompt has had its draw. Never commits.
    """
    if case.kind != CaseKind.PROMPT:
        raise Refused("Members are invited where a prompt says that somebody is missing.")
    if round_of_case(case.id) is not None:
        raise Refused(ALREADY)
    subject = subject_of(case)
    thread = discussions.discussion_for(subject, steward)
    at = now()
    frame = _frame(case, thread, at)
    if len(frame.tickets) < rules.LEAST_GROUP:
        raise Refused(
            f"Fewer than {rules.LEAST_GROUP} members can be invited here now: they have to have "
            "agreed, and not to have spoken here or been invited in the last weeks. Ask for the "
            "view in the discussion, or take it to a meeting."
        )
    made = _drawn(case, steward, thread, frame, _seats(case, subject, frame, at), at)
    _ask(made, frame, at)
    events.record("invitation.drawn", made, actor_id=steward.id, pages=thread.pages())
    return made


def _frame(case: Case, thread: Thread, at: datetime) -> Frame:
    clp_id = case.clp_id or thread.clp_id
    group = case.figures.get("group") if _of_group(case) else None
    people = {ticket_of(one.uuid, case.id): one for one in candidates(thread, clp_id, at)}
    tickets = [
        Ticket(word, group in groups_of(people[word].standing, today())) for word in sorted(people)
    ]
    return Frame(people, tickets)


def _of_group(case: Case) -> bool:
    return case.figures.get("detector") == Detector.GROUP_GAP


def _seats(case: Case, subject: Subject, frame: Frame, at: datetime) -> Seats:
    """As many as are likely to bring the voices that are needed, and no fewer than the least."""
    earlier = db.session.scalars(
        sa.select(InvitationRound.id).where(
            InvitationRound.aspect == case.aspect, InvitationRound.ends_at <= at
        )
    ).all()
    asked, answered = came_of(earlier)
    rate = rules.answer_rate(asked, answered, by_mail=frame.by_mail)
    everyone, least = len(frame.tickets), house_rules.value("invitation.least", at=at)
    seats = rules.seats_for(
        _voices(case, subject),
        rate,
        group=frame.in_group,
        everyone=everyone,
        most=house_rules.value("invitation.most", at=at),
    )
    missing = min(least, everyone) - seats.all
    return Seats(seats.group, seats.general + max(0, missing))


def _voices(case: Case, subject: Subject) -> int:
    """How many more voices would be fair. 0 where the figures do not say; 1 to 2 statements."""
    figures = case.figures
    if _of_group(case):
        return _voices_of_group(figures, subject)
    if {"ballots", "all_ballots", "voices", "all_voices"} <= figures.keys():
        share = figures["ballots"] / max(1, figures["all_ballots"])
        return rules.voices_needed(share, figures["all_voices"], figures["voices"])
    return 0


def _voices_of_group(figures: dict[str, Any], subject: Subject) -> int:
    ways: list[list[Group]] = []
    if isinstance(subject, Clp):
        ways = heard.groups_in_clp(subject.id)
    elif isinstance(subject, Topic):
        ways = heard.groups_on_topic(subject.id)
    for groups in ways:
        named = next((one for one in groups if one.name == figures.get("group")), None)
        if named is not None:
            share = named.members / sum(one.members for one in groups)
            speakers = sum(one.speakers for one in groups)
            return rules.voices_needed(share, speakers, named.speakers)
    return 0


def _drawn(
    case: Case, steward: Viewer, thread: Thread, frame: Frame, seats: Seats, at: datetime
) -> InvitationRound:
    clp_id = case.clp_id or thread.clp_id
    log_day, log_hash = newest_log()
    made = InvitationRound(
        case_id=case.id,
        thread_id=thread.id,
        clp_id=clp_id,
        about=excerpt(thread.title, LONGEST_ABOUT),
        aspect=case.aspect,
        place=excerpt(_place(clp_id), LONGEST_ABOUT // 2),
        only_clp=thread.only_clp,
        asked_by_id=steward.id,
        drawn_at=at,
        ends_at=at + house_rules.length("invitation.open_days", at=at),
        log_day=log_day,
        log_hash=log_hash,
        group_seats=seats.group,
        general_seats=seats.general,
        frame=packed(frame.tickets),
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(ALREADY) from None
    return made


def _place(clp_id: int | None) -> str:
    return db.session.get_one(Clp, clp_id).name if clp_id else settings().site_name


def _ask(made: InvitationRound, frame: Frame, at: datetime) -> None:
    """Give each of those drawn their invitation, and tell those who have mail."""
    words = rules.draw(made.seed, frame.tickets, Seats(made.group_seats, made.general_seats))
    asked = [_invitation(made, frame.people[word], at) for word in words]
    db.session.add_all(asked)
    db.session.flush()
    reactions.count(made.case_id, Said.ASKED, len(asked))
    said = rules.message(place=made.place, people=len(asked), about=made.about)
    for one in asked:
        if one.channel == Channel.MAIL:
            no = f"{settings().site_url}/invitations/no/{token_of(one.id)}"
            tell([one.member_id], Why.INVITED, made, words=f"{said} Not now, or never: {no}")


def _invitation(made: InvitationRound, person: Candidate, at: datetime) -> Invitation:
    channel = Channel.MAIL if person.by_mail else Channel.PERSON
    return Invitation(round_id=made.id, member_id=person.id, channel=channel.value, sent_at=at)
