"""Taking in what members send: it appears, comes back with a sentence, or is held for a check.

The views of forms that post go through `reply`, `start_thread` and `publish_proposal` here. What
officers enter from paper or a meeting, imports, announcements and stewards' notes do not: they are
answered for by whoever brings them in.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass

from accounts.access import Viewer
from core.errors import refuse_if
from core.subjects import Subject
from deliberation.actions import holding, publishing, quiet_rounds, writing
from deliberation.actions.taking_in import Sent, refusal, take_in, verdict_on
from deliberation.models import HeldPost, Post, Proposal, SealedText, Thread
from deliberation.rules import Position, ThreadKind, Where
from deliberation.rules.intake import AGAIN, CHANGING, MENDING, SEALING, Does, Outcome
from deliberation.rules.intake.answers import TooSoon, Warned
from deliberation.rules.posts import Upload

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
    sent = Sent(
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
    return take_in(
        sent,
        lambda: writing.reply(thread, words, by=by, position=position, answers=answers, file=file),
    )


def start_thread(begun: Beginning, *, by: Viewer, read: Collection[str] = ()) -> Thread | HeldPost:
    """A discussion with its first post. Raises Refused, TooSoon or Warned."""
    refuse_if(writing.why_not_start(begun.where, by))
    origin = begun.origin
    sent = Sent(
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
    return take_in(sent, lambda: begun.by(by))


def publish_proposal(
    proposal: Proposal, *, by: Viewer, read: Collection[str] = ()
) -> Proposal | HeldPost:
    """Bring a draft out. Held, it stays a draft that its authors see. Raises as the others."""
    refuse_if(holding.why_not_again(proposal))
    sent = Sent(
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

    return take_in(sent, publish)


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
    sent = Sent(does=Does.REPLY, words=words, by=by, read=read, thread=post.thread)
    if (found := verdict_on(sent, CHANGING)) is not None:
        raise refusal(found)
    writing.edit(post, words, by=by, position=position, file=file, without=without)


def is_held_when_mended(post: Post, words: str, *, by: Viewer) -> bool:
    """Whether a person looks first at what the author of a hidden post changed it to.

    Raises as the others.
    """
    sent = Sent(does=Does.REPLY, words=words, by=by, read=(), thread=post.thread)
    found = verdict_on(sent, MENDING)
    if found is not None and found.outcome is not Outcome.HOLD:
        raise refusal(found)
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
    sent = Sent(does=Does.REPLY, words=words, by=by, read=read, thread=thread)
    if (found := verdict_on(sent, SEALING)) is not None:
        raise refusal(found)
    quiet_rounds.seal(thread, words, by=by, own=own, position=position)


def resubmit(held: HeldPost, words: str, *, by: Viewer, read: Collection[str] = ()) -> None:
    """Its author has changed it as they were asked; it waits again. Raises as the others."""
    holding.check_change(held, words, by=by)
    sent = Sent(does=Does(held.does), words=words, by=by, read=read, title=held.title)
    if (found := verdict_on(sent, AGAIN)) is not None:
        raise refusal(found)
    holding.wait_again(held, words)
