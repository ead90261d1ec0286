"""What people do with their accounts, and admins with roles. Nothing here commits."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

import sqlalchemy as sa

from accounts import access, passwords, rules
from accounts.models import Clp, Code, FailedSignIn, Member, RoleGrant, SignIn
from accounts.rules import Power, Role
from core import events, mail
from core.clock import now, today
from core.db import db
from core.errors import Refused
from core.web import settings


def member_by_email(email: str) -> Member | None:
    """The member with this address, in any case of letters."""
    return db.session.scalar(sa.select(Member).where(Member.email == email.strip().lower()))


def sign_up(*, name: str, email: str, password: str, clp: Clp, browser: str) -> None:
    """Ask for an account. There is none until the code sent by mail comes back from this browser.

    An address that already has an account gets a mail saying so; the page answers the same, so that
    nobody learns who is a member. Raises Refused for a bad address or a weak password.
    """
    email = email.strip().lower()
    for reason in (rules.why_not_email(email), rules.why_not_password(password, email=email)):
        if reason:
            raise Refused(reason)
    facts = {"name": name, "password_hash": passwords.hash_password(password), "clp_id": clp.id}
    member = member_by_email(email)
    if member is not None and member.password_hash is not None:
        mail.send(
            email,
            f"You already have an account at {settings().site_name}",
            "Somebody, probably you, asked for an account with this address.\n"
            "You have one already. Sign in, or choose a new password, at "
            f"{settings().site_url}/sign-in\n",
        )
        return
    send_code(email, "confirm", browser=browser, facts=facts)


def send_code(
    email: str, purpose: str, *, browser: str, facts: dict[str, Any] | None = None
) -> None:
    """Mail a new six-digit code; this browser's earlier ones for the same purpose stop working.

    Sends nothing while rules.MOST_CODES are on their way to the address.
    """
    email = email.strip().lower()
    same = (Code.email == email, Code.purpose == purpose)
    db.session.execute(sa.delete(Code).where(*same, Code.browser == browser))
    db.session.execute(sa.delete(Code).where(Code.expires_at < now()))
    if (db.session.scalar(sa.select(sa.func.count(Code.id)).where(*same)) or 0) >= rules.MOST_CODES:
        return
    digits = f"{secrets.randbelow(10**6):06d}"
    db.session.add(
        Code(
            email=email,
            purpose=purpose,
            browser=browser,
            facts=facts or {},
            code_hash=_code_hash(email, purpose, digits),
            expires_at=now() + rules.CODE_LASTS,
        )
    )
    what = {"confirm": "confirm your e-mail address", "reset": "choose a new password"}[purpose]
    mail.send(
        email,
        f"Your code for {settings().site_name}: {digits}",
        f"Your code to {what} is {digits}\n\nIt works once, for 30 minutes, on the page you have "
        "open.\nIf you did not ask for it, do nothing.\n",
    )


def _code_hash(email: str, purpose: str, digits: str) -> str:
    return hashlib.sha256(f"{purpose}:{email}:{digits}".encode()).hexdigest()


def use_code(email: str, purpose: str, digits: str, *, browser: str) -> dict[str, Any]:
    """Use up this browser's code; gives what was typed when it was asked for.

    Raises Refused if it is wrong, has run out, or was guessed too often. A wrong try counts even
    though it is refused: the caller commits either way.
    """
    email = email.strip().lower()
    code = db.session.scalar(
        sa.select(Code)
        .where(Code.email == email, Code.purpose == purpose, Code.browser == browser)
        .with_for_update()
    )
    typed = _code_hash(email, purpose, "".join(digits.split()))
    reason = rules.why_not_code(
        known=code is not None,
        expired=code is not None and code.expires_at < now(),
        tries_left=code.tries_left if code else 0,
        right=code is not None and hmac.compare_digest(code.code_hash, typed),
    )
    if reason or code is None:
        if code is not None:
            code.tries_left -= 1
        raise Refused(reason or "")
    db.session.delete(code)
    return code.facts


def confirm(email: str, digits: str, *, browser: str) -> Member:
    """Make the account with the code of the mail. Raises Refused.

    Someone on the roll with this address gets the account on their own row, name and CLP as there.
    """
    facts = use_code(email, "confirm", digits, browser=browser)
    member = member_by_email(email)
    if member is None:
        member = Member(
            name=facts["name"],
            email=email.strip().lower(),
            clp_id=facts["clp_id"],
            joined_on=today(),
        )
        db.session.add(member)
    member.password_hash, member.confirmed_at = facts["password_hash"], now()
    events.record("member.confirmed", member, actor_id=member.id)
    return member


def reset_password(email: str, digits: str, password: str, *, browser: str) -> Member:
    """Choose a new password with a code; signs out everywhere else. Raises Refused."""
    if reason := rules.why_not_password(password, email=email):
        raise Refused(reason)
    use_code(email, "reset", digits, browser=browser)
    member = member_by_email(email)
    if member is None:
        raise Refused("There is no account with this e-mail address.")
    member.password_hash = passwords.hash_password(password)
    member.confirmed_at = member.confirmed_at or now()
    db.session.execute(sa.delete(SignIn).where(SignIn.member_id == member.id))
    access.forget()
    events.record("member.password_reset", member, actor_id=member.id)
    return member


def check_password(email: str, password: str) -> Member:
    """The member whose address and password these are.

    Raises Refused, having noted the wrong try: the caller commits either way.
    """
    if settings().in_production and rules.is_demo(email):
        raise Refused("The accounts of the demo community work on demo sites only.")
    member = member_by_email(email)
    right = passwords.is_password(password, member.password_hash if member else None)
    reason = rules.why_not_sign_in(failures=_failures(email), password_right=right)
    if reason or member is None:
        if not right:
            db.session.add(FailedSignIn(email=email.strip().lower(), at=now()))
        raise Refused(reason or "")
    if passwords.needs_new_hash(member.password_hash or ""):
        member.password_hash = passwords.hash_password(password)
    return member


def _failures(email: str) -> int:
    """How many wrong passwords there were for this address lately; forgets the older ones."""
    since = now() - rules.FAILURES_COUNT_FOR
    db.session.execute(sa.delete(FailedSignIn).where(FailedSignIn.at < since))
    same = FailedSignIn.email == email.strip().lower()
    return db.session.scalar(sa.select(sa.func.count()).select_from(FailedSignIn).where(same)) or 0


def begin_session(member: Member) -> str:
    """Store a new signed-in browser; gives the token for its cookie."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            token_hash=access.hash_of(token),
            member_id=member.id,
            began_on=today(),
            expires_at=now() + rules.SIGNED_IN_FOR,
        )
    )
    return token


def end_session(token_hash: str) -> None:
    """Sign one browser out."""
    db.session.execute(sa.delete(SignIn).where(SignIn.token_hash == token_hash))
    access.forget(token_hash)


def grant_role(
    member: Member, role: Role, *, clp_id: int | None, reason: str, by: access.Viewer
) -> RoleGrant:
    """Give a member a role, for a CLP or the whole party. Public from then on. Raises Refused."""
    refusal = rules.why_not_grant(
        role=role, clp_id=clp_id, to_self=member.id == by.id, may_grant=by.can(Power.GRANT)
    )
    if refusal:
        raise Refused(refusal)
    grant = RoleGrant(
        member_id=member.id,
        role=role.value,
        clp_id=clp_id,
        reason=reason,
        granted_by_id=by.id,
        granted_at=now(),
    )
    db.session.add(grant)
    events.record("role.granted", grant, actor_id=by.id, role=role.value)
    access.forget()
    return grant


def end_role(grant: RoleGrant, *, reason: str, by: access.Viewer) -> None:
    """End a role; the grant stays in the register with the reason. Raises Refused."""
    if not by.can(Power.GRANT):
        raise Refused("Only admins can end roles.")
    if grant.ended_at is not None:
        raise Refused("This role has already ended.")
    grant.ended_at, grant.ended_by_id, grant.ended_because = now(), by.id, reason
    events.record("role.ended", grant, actor_id=by.id, role=grant.role)
    access.forget()
