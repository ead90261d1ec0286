"""Taking in what members send: it appears, comes back with a sentence, or is held for a check.

The views of forms that post go through `reply`, `start_thread` and `publish_proposal` here. What
officers enter from paper or a meeting, imports, announcements and stewards' notes do not: they are
answered for by whoever brings them in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from accounts.access import Viewer
from core import versions
from core.clock import now
from core.db import db
from core.errors import Refused, refuse_if
from core.subjects import Subject
from core.text import Text, plain
from core.web import settings
from deliberation.actions import holding, publishing, quiet_rounds, writing
from deliberation.models import HeldPost, Post, Proposal, SaidLately, SealedText, Thread
from deliberation.queries import intake as known
from deliberation.queries.people import mentionable
from deliberation.rules import Position, ThreadKind, Where
from deliberation.rules.intake import (
    AGAIN,
    CHANGING,
    MENDING,
    PHASES,
    SEALING,
    Attempt,
    Does,
    Outcome,
    Phase,
    Verdict,
    repeats,
    verdict,
)
from deliberation.rules.intake.answers import TooSoon, Warned
from deliberation.rules.intake.listed import find
from deliberation.rules.intake.newcomers import hosts_in
from deliberation.rules.posts import Upload, marks_in

Made = TypeVar("Made", bound=Subject)
__all__ = [
    "Beginning",
    "TooSoon",
    "Warned",
    "edit",
    "publish_proposal",
    "reply",
    "resubmit",
    "start_thread",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What came: its words and what they would become."""

    does: Does
    words: str
    by: Viewer
    read: Collection[str]
    title: str = ""
    clp_id: int | None = None
    thread: Thread | None = None
    position: Position | None = None
    file: Upload | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A discussion that somebody wants to begin, as `writing.start_thread` takes it."""

    title: str
    words: str
    where: Where
    asks: ThreadKind = ThreadKind.DISCUSSION
    position: Position | None = None
    origin: Subject | None = None
    file: Upload | None = None

    def by(self, member: Viewer) -> Thread:
        """Begin it."""
        return writing.start_thread(
            self.title,
            self.words,
            by=member,
            where=self.where,
            asks=self.asks,
            position=self.position,
            origin=self.origin,
            file=self.file,
        )


def reply(
    thread: Thread,
    words: str,
    *,
    by: Viewer,
    position: Position | None = None,
    answers: int | None = None,
    file: Upload | None = None,
    read: Collection[str] = (),
) -> Post | HeldPost:
    """A post in a thread. Raises Refused, TooSoon or Warned."""
    refuse_if(writing.why_not_reply(thread, by))
    sent = _Sent(
        does=Does.REPLY,
        words=words,
        by=by,
        read=read,
        title=thread.title,
        clp_id=thread.clp_id,
        thread=thread,
        position=position,
        file=file,
        facts={"answers": answers},
    )
    return _take_in(
        sent,
        lambda: writing.reply(thread, words, by=by, position=position, answers=answers, file=file),
    )


def start_thread(begun: Beginning, *, by: Viewer, read: Collection[str] = ()) -> Thread | HeldPost:
    """A discussion with its first post. Raises Refused, TooSoon or Warned."""
    refuse_if(writing.why_not_start(begun.where, by))
    origin = begun.origin
    sent = _Sent(
        does=Does.THREAD,
        words=begun.words,
        by=by,
        read=read,
        title=" ".join(begun.title.split()),
        clp_id=begun.where.clp_id,
        position=begun.position,
        file=begun.file,
        facts={
            "where": asdict(begun.where),
            "asks": str(begun.asks),
            "origin": [origin.kind, origin.id] if origin else None,
        },
    )
    return _take_in(sent, lambda: begun.by(by))


def publish_proposal(
    proposal: Proposal, *, by: Viewer, read: Collection[str] = ()
) -> Proposal | HeldPost:
    """Bring a draft out. Held, it stays a draft that its authors see. Raises as the others."""
    refuse_if(holding.why_not_again(proposal))
    sent = _Sent(
        does=Does.PROPOSAL,
        words=f"{proposal.summary}\n\n{proposal.text}",
        by=by,
        read=read,
        title=proposal.title,
        clp_id=proposal.clp_id,
        facts={"proposal": proposal.id},
    )

    def publish() -> Proposal:
        publishing.publish(proposal, by=by)
        return proposal

    return _take_in(sent, publish)


def edit(
    post: Post,
    words: str,
    *,
    by: Viewer,
    position: Position | None = None,
    file: Upload | None = None,
    without: Collection[int] = (),
    read: Collection[str] = (),
) -> None:
    """Change a post that stands; neither rates nor a check can stop that. Raises as the others."""
    sent = _Sent(does=Does.REPLY, words=words, by=by, read=read, thread=post.thread)
    if (found := _verdict_on(sent, CHANGING)) is not None:
        raise _refusal(found)
    writing.edit(post, words, by=by, position=position, file=file, without=without)


def is_held_when_mended(post: Post, words: str, *, by: Viewer) -> bool:
    """Whether a person looks first at what the author of a hidden post changed it to.

    Raises as the others.
    """
    sent = _Sent(does=Does.REPLY, words=words, by=by, read=(), thread=post.thread)
    found = _verdict_on(sent, MENDING)
    if found is not None and found.outcome is not Outcome.HOLD:
        raise _refusal(found)
    return found is not None


def seal(
    thread: Thread,
    words: str,
    *,
    by: Viewer,
    own: SealedText | None,
    position: Position | None = None,
    read: Collection[str] = (),
) -> None:
    """A text for a quiet round, or other words for one's own. Raises as the others."""
    sent = _Sent(does=Does.REPLY, words=words, by=by, read=read, thread=thread)
    if (found := _verdict_on(sent, SEALING)) is not None:
        raise _refusal(found)
    quiet_rounds.seal(thread, words, by=by, own=own, position=position)


def resubmit(held: HeldPost, words: str, *, by: Viewer, read: Collection[str] = ()) -> None:
    """Its author has changed it as they were asked; it waits again. Raises as the others."""
    holding.check_change(held, words, by=by)
    sent = _Sent(does=Does(held.does), words=words, by=by, read=read, title=held.title)
    if (found := _verdict_on(sent, AGAIN)) is not None:
        raise _refusal(found)
    holding.wait_again(held, words)


def _take_in(sent: _Sent, appear: Callable[[], Made]) -> Made | HeldPost:
    """Let it appear, or hold it. Two posts of one person at once wait for each other."""
    holding.one_at_a_time(sent.by)
    found = _verdict_on(sent)
    if found is None:
        made = appear()
        _remember(sent, made.url)
        return made
    if found.outcome is not Outcome.HOLD:
        raise _refusal(found)
    _would_appear(appear)
    held = holding.hold(_row(sent, found), sent.file)
    _remember(sent, held.url)
    return held


def _verdict_on(sent: _Sent, phases: Iterable[Phase] = PHASES) -> Verdict | None:
    at, limits = now(), known.limits()
    title = sent.title if sent.does is not Does.REPLY else ""
    marks = marks_in(sent.words)
    thread_id = sent.thread.id if sent.thread else 0
    attempt = Attempt(
        does=sent.does,
        at=at,
        words=sent.words,
        title=sent.title,
        hosts=hosts_in(sent.words, urlsplit(settings().site_url).hostname or ""),
        mentions=len(Text(sent.words, mentionable(thread_id, marks)).mentioned) if marks else 0,
        found=find(f"{title}\n{plain(sent.words)}", known.listed_words()),
        read=frozenset(sent.read),
        holds_first_posts=known.holds_first_posts(sent.clp_id),
    )
    return verdict(attempt, known.writer_of(sent.by.id or 0, limits, at), limits, phases)


def _refusal(found: Verdict) -> Refused:
    if found.outcome is Outcome.WARN:
        return Warned(found.sentence, [one.word for one in found.found])
    if found.again_at is not None:
        return TooSoon(found.sentence, found.again_at)
    return Refused(found.sentence)


def _would_appear(appear: Callable[[], object]) -> None:
    """Raise what a post that is to be held would be refused with: try it, and take it back."""
    with versions.unmoved():
        attempt = db.session.begin_nested()
        try:
            appear()
            db.session.flush()
        finally:
            attempt.rollback()


def _row(sent: _Sent, found: Verdict) -> HeldPost:
    return HeldPost(
        does=sent.does.value,
        author_id=sent.by.id,
        thread_id=sent.thread.id if sent.thread else None,
        clp_id=sent.clp_id,
        title=sent.title,
        text=sent.words,
        position=sent.position.value if sent.position else None,
        facts=sent.facts,
        because=str(found.because),
        sentence=found.sentence,
        like_url=found.like_url,
        held_at=now(),
    )


def _remember(sent: _Sent, url: str) -> None:
    """What was said, as numbers, so that the same is known again within a day."""
    db.session.add(
        SaidLately(
            member_id=sent.by.id,
            at=now(),
            url=url,
            digest=repeats.digest(sent.words),
            shingles=repeats.packed(repeats.shingles(sent.words)),
        )
    )
