"""Telling the people behind a view, by mail; that they were told is kept, for their own page."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from accounts.models import Member
from core import house_rules, mail
from core.clock import now
from core.db import db
from core.web import settings
from wiki.actions.removal_facts import people_behind, view_of
from wiki.models import Removal, RemovalNotice
from wiki.rules import removal_letters as letters
from wiki.rules.removal_letters import Letter, Matter
from wiki.rules.removals import Act, RemovalReason

agreed, redacted, restored = letters.agreed, letters.redacted, letters.restored


def tell_behind(removal: Removal, letter: Callable[[Matter], Letter]) -> None:
    """Send everyone behind the view this letter, and remember that they know."""
    known = set(
        db.session.scalars(
            sa.select(RemovalNotice.member_id).where(RemovalNotice.removal_id == removal.id)
        )
    )
    behind = people_behind(view_of(removal)) | known
    for member_id in sorted(behind - known):
        db.session.add(RemovalNotice(removal_id=removal.id, member_id=member_id, at=now()))
    _send(behind, letter(_matter(removal)))


def tell_of_appeal(removal: Removal, words: str, *, stands: bool) -> None:
    """Tell everyone behind the view, and both editors, how the appeal was decided."""
    told = sa.select(RemovalNotice.member_id).where(RemovalNotice.removal_id == removal.id)
    people = {*db.session.scalars(told), removal.first_id, removal.second_id or removal.first_id}
    _send(people, letters.appeal_decided(_matter(removal), words, stands=stands))


def _matter(removal: Removal) -> Matter:
    view = view_of(removal)
    return Matter(
        heading=view.heading,
        act=Act(removal.act),
        reason=RemovalReason(removal.reason),
        due_at=removal.due_at,
        waits=house_rules.words("removal.waits_days", at=removal.made_at),
        appeal_for=house_rules.words("removal.appeal_days", at=removal.made_at),
        view_page=settings().site_url + view.url,
        page=f"{settings().site_url}/removals/{removal.id}",
    )


def _send(people: frozenset[int] | set[int], letter: Letter) -> None:
    addresses = sa.select(Member.email).where(
        Member.id.in_(sorted(people)), Member.email.is_not(None)
    )
    for address in db.session.scalars(addresses.order_by(Member.id)).all():
        mail.send(address or "", letter.subject, letter.text)
