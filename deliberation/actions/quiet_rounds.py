"""Opening a quiet round, handing in a sealed text, and showing all of them at the end."""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from accounts import restrictions
from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Power
from core import events, house_rules, jobs
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation import rules
from deliberation.actions.contributions import Slip, stand_in_of, why_not_enter
from deliberation.actions.words import read, refuse_if
from deliberation.actions.writing import why_not_take_part, write
from deliberation.models import Contribution, Post, QuietRound, SealedText, Thread
from deliberation.queries.quiet_rounds import open_round_in, posts_of
from deliberation.queries.voices import discussions_of, stand_ins_of
from deliberation.rules import Position, quiet_rounds
from deliberation.voice_key import voice_of
from notices.actions import tell
from notices.rules import Why

AT_ONCE = 20  # rounds shown in one go of the worker
log = logging.getLogger("folkmoot.work")


def open_round(thread: Thread, words: str, *, by: Viewer) -> QuietRound:
    """Ask everyone for one sealed text; the words stand in the thread as a steward's question.

    Until the end nobody posts openly there. Raises Refused.
    """
    db.session.refresh(thread, with_for_update={"of": Thread})
    refuse_if(
        quiet_rounds.why_not_open(
            is_steward=by.can(Power.MODERATE, clp_id=thread.clp_id),
            is_closed=thread.closed_at is not None or thread.hidden_at is not None,
            is_open=thread.quiet_until is not None,
        ),
        rules.why_not_text(words),
    )
    assert by.id is not None  # noqa: S101 — a steward
    write(thread, words, by=by, is_note=True)
    ends_at = now() + house_rules.length("quiet_round.hours")
    made = QuietRound(thread_id=thread.id, opened_by_id=by.id, opened_at=now(), ends_at=ends_at)
    db.session.add(made)
    thread.quiet_until = ends_at
    events.record("quiet_round.opened", thread, actor_id=by.id)
    tell(
        _heard_in(thread),
        Why.ASKED,
        thread,
        words="A quiet round is open: everyone can hand in one text, sealed until the end.",
        by=by.id,
    )
    return made


def _heard_in(thread: Thread) -> list[int]:
    authors = sa.select(Post.author_id).where(Post.thread_id == thread.id, ~Post.is_note)
    return list(db.session.scalars(authors.distinct()))


def seal(
    thread: Thread, words: str, *, by: Viewer, own: SealedText | None, position: Position | None
) -> None:
    """Hand in one's text, or put other words into `own`, handed in before. Raises Refused."""
    if own is not None:
        change(own, words, by=by, position=position)
    else:
        hand_in(thread, words, by=by, position=position)


def hand_in(
    thread: Thread, words: str, *, by: Viewer, position: Position | None = None
) -> SealedText:
    """Seal one's text until the end of the round. Raises Refused."""
    restrictions.refuse_to_write(by)
    refuse_if(why_not_take_part(thread, by))
    assert by.id is not None  # noqa: S101 — a member
    member = db.session.get_one(Member, by.id)
    return _seal(thread, words, position, member, author_id=by.id)


def hand_in_for(thread: Thread, slip: Slip, *, by: Viewer) -> SealedText:
    """Seal what a member who is not online gave to an officer. Raises Refused."""
    member = db.session.get_one(Member, slip.member_id)
    restrictions.refuse_to_write(by)
    refuse_if(why_not_enter(member, by), why_not_take_part(thread, by))
    author_id = member.id if slip.named else stand_in_of(member, thread)
    sealed = _seal(thread, slip.words, slip.position, member, author_id=author_id)
    sealed.channel, sealed.clp_id, sealed.entered_by_id = slip.channel.value, member.clp_id, by.id
    return sealed


def _seal(
    thread: Thread, words: str, position: Position | None, member: Member, *, author_id: int
) -> SealedText:
    round_ = open_round_in(thread.id)
    refuse_if(
        rules.why_not_text(words),
        rules.why_not_position(position, has_option=thread.option_id is not None),
        why_not_hand_in(thread, round_, member),
    )
    read(words, thread_id=thread.id)  # what a post could not hold is said now, not at the end
    assert round_ is not None  # noqa: S101 — or it was refused
    sealed = SealedText(
        round_id=round_.id,
        voice=_voice(round_, member),
        author_id=author_id,
        text=words,
        position=position.value if position else None,
        handed_in_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(sealed)
    except IntegrityError:  # sent twice in the same moment: the first one counts
        raise Refused("This text is sealed with the others until the end.") from None
    return sealed


def _voice(round_: QuietRound, member: Member) -> str:
    return voice_of(member.uuid, f"quiet round:{round_.id}")


def why_not_hand_in(thread: Thread, round_: QuietRound | None, member: Member) -> str | None:
    """The reason this member may not hand in a text now; None when they may. ≤ 5 statements."""
    if round_ is None or round_.ends_at <= now():
        return quiet_rounds.why_not_hand_in(is_open=False, has=False, posts=0, most_posts=0)
    options = [thread.option_id] if thread.option_id is not None else []
    them = [member.id, *stand_ins_of(member.id, discussions_of([thread.id], options))]
    return quiet_rounds.why_not_hand_in(
        is_open=True,
        has=db.session.scalar(
            sa.select(SealedText.id).where(
                SealedText.round_id == round_.id, SealedText.voice == _voice(round_, member)
            )
        )
        is not None,
        posts=posts_of(them, thread.id),
        most_posts=house_rules.value("quiet_round.most_posts", at=round_.opened_at),
    )


def change(sealed: SealedText, words: str, *, by: Viewer, position: Position | None) -> None:
    """Put other words into one's own sealed text, while nobody has read it. Raises Refused."""
    restrictions.refuse_to_write(by)
    round_ = db.session.get_one(QuietRound, sealed.round_id)
    thread = db.session.get_one(Thread, round_.thread_id)
    if sealed.author_id != by.id or sealed.entered_by_id is not None:
        raise Refused("Only who handed it in can change a sealed text.")
    refuse_if(
        quiet_rounds.why_not_hand_in(
            is_open=round_.ends_at > now(), has=False, posts=0, most_posts=1
        ),
        rules.why_not_text(words),
        rules.why_not_position(position, has_option=thread.option_id is not None),
    )
    read(words, thread_id=thread.id)
    sealed.text, sealed.position = words, position.value if position else None


@jobs.every(60, "show what quiet rounds brought")
def show_due() -> None:
    """Show the texts of the rounds that are over. Commits each."""
    over = sa.select(QuietRound.id).where(
        QuietRound.shown_at.is_(None), QuietRound.ends_at <= now()
    )
    for round_id in db.session.scalars(over.order_by(QuietRound.id).limit(AT_ONCE)).all():
        try:
            show(round_id, now())
        except Refused as refused:  # closed meanwhile: they wait until it is open again
            db.session.rollback()
            log.info("quiet round %s waits: %s", round_id, refused.sentence)
        events.commit()


def show(round_id: int, at: datetime) -> None:
    """Make posts of the sealed texts, in the order that their seed draws. Raises Refused."""
    round_ = db.session.get_one(QuietRound, round_id, with_for_update=True)
    if round_.shown_at is not None:
        return
    sealed = list(
        db.session.scalars(
            sa.select(SealedText).where(SealedText.round_id == round_id).order_by(SealedText.id)
        )
    )
    thread = db.session.get_one(Thread, round_.thread_id)
    round_.seed, order = quiet_rounds.drawn(round_id, [one.text for one in sealed])
    round_.shown_at, round_.texts = at, len(sealed)
    thread.quiet_until = None
    with restrictions.written_before():
        for place in order:
            _show(sealed[place], thread)
    events.record("quiet_round.shown", thread, actor_id=None, texts=len(sealed), seed=round_.seed)
    tell(
        {*_heard_in(thread), *(one.author_id for one in sealed)},
        Why.ASKED,
        thread,
        words=f"The quiet round is over. What {len(sealed):,} people said can be read now.",
    )


def _show(sealed: SealedText, thread: Thread) -> None:
    """Move its words into a post by its author."""
    post = write(
        thread,
        sealed.text,
        by=Viewer(id=sealed.entered_by_id or sealed.author_id),
        author_id=sealed.author_id,
        position=Position(sealed.position) if sealed.position else None,
    )
    if sealed.channel and sealed.clp_id and sealed.entered_by_id:
        db.session.add(
            Contribution(
                post_id=post.id,
                thread_id=thread.id,
                clp_id=sealed.clp_id,
                channel=sealed.channel,
                entered_by_id=sealed.entered_by_id,
                entered_at=post.written_at,
            )
        )
    sealed.post_id, sealed.text = post.id, ""
