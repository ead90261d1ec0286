"""The mails: made by the worker for those who are due, many in one turn.

A mail is queued, and what it tells is marked as told, in one transaction, so that a worker killed
anywhere neither tells twice nor leaves anything out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import current_app, render_template
from itsdangerous import BadSignature, URLSafeSerializer

from accounts.models import Member
from core import mail
from core.clock import now
from core.db import db
from core.subjects import MEMBERS, PUBLIC
from core.web import settings
from notices.actions.arranging import hold
from notices.models import Notice, Receiver
from notices.queries import News, by_thing, may_read, owed, things_of
from notices.rules import (
    LARGEST_MAIL,
    MOST_IN_MAIL,
    MOST_OF_ONE,
    Rhythm,
    mail_subject,
    one_thing,
)

AT_ONCE = 100  # members in one transaction
MARKED_AT_ONCE = 10_000  # notices in one statement
SALT = "wiki.watching.stop"  # of old: mails sent long ago still stop what they said they would

_DUE = (
    sa.select(Receiver, Member)
    .join(Member, Member.id == Receiver.member_id)
    .where(Receiver.due_at <= sa.bindparam("moment"), Receiver.rhythm != Rhythm.OFF.value)
    .order_by(Receiver.due_at, Receiver.member_id)
    .limit(AT_ONCE)
    .with_for_update(of=Receiver)
)
_OWING = sa.select(Notice.id).where(
    Notice.member_id.in_(sa.bindparam("ids", expanding=True)), ~Notice.mailed
)


def send_due() -> int:
    """Queue the mails of up to 100 members who are due; how many were looked at. Never commits."""
    up_to = hold()
    due = db.session.execute(_DUE, {"moment": now()}).all()
    if not due:
        return 0
    ids = [member.id for _, member in due]
    owing = set(db.session.scalars(_OWING, {"ids": ids}))
    rows = {
        member_id: [row for row in some if not row.notice_id or row.notice_id in owing]
        for member_id, some in owed(ids, up_to).items()
    }
    found = things_of(row for some in rows.values() for row in some)
    for receiver, member in due:
        news = may_read(rows.get(member.id, ()), audiences_of(member), found)
        if news and member.email and member.password_hash:
            _mail(member, Rhythm(receiver.rhythm), news, up_to)
    _mark_told(ids, owing, up_to)
    return len(due)


def _mark_told(member_ids: Sequence[int], owing: Collection[int], up_to: int) -> None:
    """These notices are owed no more, and no mail of these members is due."""
    marked = sorted(owing)
    for start in range(0, len(marked), MARKED_AT_ONCE):
        some = Notice.id.in_(marked[start : start + MARKED_AT_ONCE])
        db.session.execute(sa.update(Notice).where(some).values(mailed=True))
    latest = sa.case((Receiver.told_up_to > up_to, Receiver.told_up_to), else_=up_to)
    theirs = sa.update(Receiver).where(Receiver.member_id.in_(member_ids))
    db.session.execute(theirs.values(due_at=None, told_up_to=latest))


def audiences_of(member: Member) -> tuple[str, ...]:
    """The audiences this member belongs to, as Viewer.audiences says of who is signed in."""
    return (PUBLIC, MEMBERS, f"clp:{member.clp_id}") if member.on_roll else (PUBLIC,)


def _mail(member: Member, rhythm: Rhythm, news: Sequence[News], up_to: int) -> None:
    stop = f"{settings().site_url}/notices/stop/{token_of(member)}"
    text, html = _within(news, rhythm, stop)
    newest = max(one.notice_id for one in news)
    headers = {
        "List-Id": f"<notices.{_host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        # The same for the same news, so that a mail handed over twice can be known as one.
        "Message-ID": f"<notices-{member.uuid}-{up_to}-{newest}@{_host()}>",
    }
    wheres = list(dict.fromkeys(one.where for one in news))
    subject = mail_subject(wheres, one_thing(news[0].says, news[0].heading), len(news))
    mail.send(member.email or "", subject, text, headers, html=html)


def _within(news: Sequence[News], rhythm: Rhythm, stop: str) -> tuple[str, str]:
    """Text and HTML with as much of the news, newest first, as keeps the mail small."""
    most = MOST_IN_MAIL
    while True:
        groups = by_thing(news, most=most, most_of_one=MOST_OF_ONE)
        more = len(news) - sum(len(group.news) for group in groups)
        facts = {"groups": groups, "more": more, "rhythm": rhythm, "stop": stop}
        text = render_template("notices/digest.txt", **facts)
        html = render_template("notices/digest.html", **facts)
        if most == 1 or len(text.encode()) + len(html.encode()) <= LARGEST_MAIL:
            return text, html
        most //= 2


def _host() -> str:
    return urlsplit(settings().site_url).hostname or "localhost"


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
    return URLSafeSerializer(current_app.secret_key or "", salt=SALT)
