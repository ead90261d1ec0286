"""What people do with their accounts, and admins with roles. Nothing here commits."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import sqlalchemy as sa

from accounts import access, passwords, rules
from accounts.models import Clp, Code, Member, RoleGrant, SignIn
from accounts.rules import Power, Role
from core import events, mail
from core.clock import now, today
from core.db import db
from core.errors import Refused
from core.web import settings


def member_by_email(email: str) -> Member | None:
    """The member with this address, in any case of letters."""
    return db.session.scalar(sa.select(Member).where(Member.email == email.strip().lower()))


def sign_up(*, name: str, email: str, password: str, clp: Clp) -> None:
    """Ask for an account. Nothing is usable until the code sent by mail comes back.

    Someone on the roll with this address gets an account on their own row. An address that already
    has an account gets a mail saying so; the page answers the same, so that nobody learns who is a
    member. Raises Refused for a bad address or a weak password.
    """
    email = email.strip().lower()
    for reason in (rules.why_not_email(email), rules.why_not_password(password, email=email)):
        if reason:
            raise Refused(reason)
    member = member_by_email(email)
    password_hash = passwords.hash_password(password)
    if member is not None and member.confirmed_at is not None:
        mail.send(
            email,
            f"You already have an account at {settings().site_name}",
            "Somebody, probably you, asked for an account with this address.\n"
            "You have one already. Sign in, or choose a new password, at "
            f"{settings().site_url}/sign-in\n",
        )
        return
    if member is None:
        member = Member(name=name, email=email, clp_id=clp.id, joined_on=today())
        db.session.add(member)
    member.password_hash = password_hash
    send_code(email, "confirm")


def send_code(email: str, purpose: str) -> None:
    """Mail a new six-digit code; earlier ones for the same purpose stop working."""
    email = email.strip().lower()
    db.session.execute(sa.delete(Code).where(Code.email == email, Code.purpose == purpose))
    digits = f"{secrets.randbelow(10**6):06d}"
    db.session.add(
        Code(
            email=email,
            purpose=purpose,
            code_hash=_code_hash(email, purpose, digits),
            expires_at=now() + rules.CODE_LASTS,
        )
    )
    what = {"confirm": "confirm your e-mail address", "reset": "choose a new password"}[purpose]
    mail.send(
        email,
        f"Your code for {settings().site_name}: {digits}",
        f"Your code to {what} is {digits}\n\nIt works once, for 30 minutes. Type it on the "
        "page you have open.\nIf you did not ask for it, do nothing.\n",
    )


def _code_hash(email: str, purpose: str, digits: str) -> str:
    return hashlib.sha256(f"{purpose}:{email}:{digits}".encode()).hexdigest()


def use_code(email: str, purpose: str, digits: str) -> None:
    """Use up a code. Raises Refused if it is not the newest, has run out, or was guessed too often.

    A wrong try counts even though it is refused: the caller commits either way.
    """
    email = email.strip().lower()
    code = db.session.scalar(
        sa.select(Code).where(Code.email == email, Code.purpose == purpose).with_for_update()
    )
    typed = _code_hash(email, purpose, "".join(digits.split()))
    reason = rules.why_not_code(
        known=code is not None,
        expired=code is not None and code.expires_at < now(),
        tries_left=code.tries_left if code else 0,
        right=code is not None and hmac.compare_digest(code.code_hash, typed),
    )
    if reason:
        if code is not None:
            code.tries_left -= 1
        raise Refused(reason)
    db.session.delete(code)


def confirm(email: str, digits: str) -> Member:
    """Confirm an address with its code. Raises Refused."""
    use_code(email, "confirm", digits)
    member = member_by_email(email)
    if member is None:
        raise Refused("There is no account with this e-mail address.")
    member.confirmed_at = now()
    events.record("member.confirmed", member, actor_id=member.id)
    return member


def reset_password(email: str, digits: str, password: str) -> Member:
    """Choose a new password with a code; signs out everywhere else. Raises Refused."""
    if reason := rules.why_not_password(password, email=email):
        raise Refused(reason)
    use_code(email, "reset", digits)
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
    """The member whose address and password these are. Raises Refused; may send a new code."""
    member = member_by_email(email)
    right = passwords.is_password(password, member.password_hash if member else None)
    confirmed = member is not None and member.confirmed_at is not None
    if reason := rules.why_not_sign_in(password_right=right, confirmed=confirmed):
        if right:
            send_code(email, "confirm")
        raise Refused(reason)
    assert member is not None  # noqa: S101 — `right` is only true for a member
    if passwords.needs_new_hash(member.password_hash or ""):
        member.password_hash = passwords.hash_password(password)
    return member


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
