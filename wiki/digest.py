"""The mails to watchers: made by the worker from the change log, each member with a cursor.

The mail is queued and the cursor moved in one transaction, so a worker that is killed anywhere
neither tells twice nor leaves anything out.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import current_app, render_template
from itsdangerous import BadSignature, URLSafeSerializer

from accounts.models import Member
from core import events, mail
from core.clock import now
from core.db import db
from core.jobs import every
from core.subjects import MEMBERS, PUBLIC
from core.web import settings
from wiki.models import Watcher
from wiki.queries.watching import News, by_topic, last_step, news
from wiki.rules.watching import MOST_IN_MAIL, Rhythm, mail_subject, next_due

AT_ONCE = 500  # mails in one turn of the worker

_NEXT = (
    sa.select(Watcher)
    .where(Watcher.due_at <= sa.bindparam("moment"), Watcher.rhythm != Rhythm.OFF.value)
    .order_by(Watcher.due_at, Watcher.member_id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


@every(seconds=60, name="wiki.digests")
def send_due() -> int:
    """Mail everyone who is due; how many were looked at. Commits after each."""
    for count in range(AT_ONCE):
        watcher = db.session.scalar(_NEXT, {"moment": now()})
        if watcher is None:
            db.session.rollback()
            return count
        _send(watcher)
        events.commit()
    return AT_ONCE


def _send(watcher: Watcher) -> None:
    member = db.session.get_one(Member, watcher.member_id)
    up_to = events.settled()
    told = max(watcher.told_up_to, watcher.read_up_to)
    found = news(member.id, audiences_of(member), after=told, up_to=up_to)
    if found and member.email and member.password_hash:
        _mail(member, found, Rhythm(watcher.rhythm), up_to)
    watcher.told_up_to = max(watcher.told_up_to, up_to)
    watcher.due_at = next_due(Rhythm(watcher.rhythm), member.id, now())


def audiences_of(member: Member) -> tuple[str, ...]:
    """The audiences this member belongs to, as Viewer.audiences says of who is signed in."""
    return (PUBLIC, MEMBERS, f"clp:{member.clp_id}") if member.on_roll else (PUBLIC,)


def _mail(member: Member, found: Sequence[News], rhythm: Rhythm, up_to: int) -> None:
    topics = by_topic(found[:MOST_IN_MAIL])
    stop = f"{settings().site_url}/watching/stop/{token_of(member)}"
    text = render_template(
        "wiki/digest.txt",
        topics=topics,
        more=len(found) - MOST_IN_MAIL,
        rhythm=rhythm,
        stop=stop,
    )
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        # The same for the same news, so that a mail handed over twice can be known as one.
        "Message-ID": f"<watching-{member.uuid}-{up_to}@{urlsplit(settings().site_url).hostname}>",
    }
    names = [last_step(topic.trail) for topic in topics]
    mail.send(member.email or "", mail_subject(names, len(found)), text, headers)


def token_of(member: Member) -> str:
    """What stops this member's mails, and nothing else, without signing in."""
    return _signer().dumps(member.uuid)


def member_of(token: str) -> Member | None:
    """Whose mails this token stops; None when it is not one of ours."""
    try:
        uuid = _signer().loads(token)
    except BadSignature:
        return None
    return db.session.scalar(sa.select(Member).where(Member.uuid == str(uuid)))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="wiki.watching.stop")
