"""What becomes of something sent: what the phases of the intake say of it, and doing that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from accounts.access import Viewer
from core import versions
from core.clock import now
from core.db import db
from core.errors import Refused
from core.subjects import Subject
from core.text import Text, plain
from core.web import settings
from deliberation.actions import holding
from deliberation.models import HeldPost, SaidLately, Thread
from deliberation.queries import intake as known
from deliberation.queries.people import mentionable
from deliberation.rules import Position
from deliberation.rules.intake import (
    PHASES,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
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


def take_in(sent: Sent, appear: Callable[[], Made]) -> Made | HeldPost:
    """Let it appear, or hold it. Two posts of one person at once wait for each other."""
    holding.one_at_a_time(sent.by)
    found = verdict_on(sent)
    if found is None:
        made = appear()
        _remember(sent, made.url)
        return made
    if found.outcome is not Outcome.HOLD:
        raise refusal(found)
    _would_appear(appear)
    held = holding.hold(_row(sent, found), sent.file)
    _remember(sent, held.url)
    return held


def verdict_on(sent: Sent, phases: Iterable[Phase] = PHASES) -> Verdict | None:
    """What the first of these phases that has something to say says; None: let it appear."""
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


def refusal(found: Verdict) -> Refused:
    """What to raise for a verdict that neither lets it appear nor holds it."""
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


def _row(sent: Sent, found: Verdict) -> HeldPost:
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


def _remember(sent: Sent, url: str) -> None:
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
