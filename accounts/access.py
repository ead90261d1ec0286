"""Who is looking: the viewer of this request, and decorators for views. Only here: Flask-Login."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec

import flask_login
import sqlalchemy as sa
from flask import Flask, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager

from accounts.apart.models import Avoided, ReplyRest, Separation
from accounts.apart.rules import How
from accounts.models import Clp, Member, Restriction, RoleGrant, SignIn
from accounts.restrictions import in_force
from accounts.rules import Grant, Power, Role, allows
from core.clock import now
from core.db import db
from core.pages import Reader

P = ParamSpec("P")
MOST_SEEN = 20_000  # people remembered by one process, about 10 MB
KEPT_SECONDS = 30  # how long a process may go on believing a session row


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person looking. Signed out, `id` is None. A value: never changes during a request."""

    id: int | None = None
    name: str = ""
    clp_id: int | None = None
    region_id: int | None = None
    joined_on: date | None = None
    on_roll: bool = False
    grants: tuple[Grant, ...] = ()
    token_hash: str = ""
    clp_slug: str = ""
    is_restricted: bool = False  # may not write for now
    folds: bool = False  # somebody’s posts, or replies, may be folded for them

    @property
    def is_signed_in(self) -> bool:
        """True for anyone with an account."""
        return self.id is not None

    is_authenticated = is_signed_in
    is_active = is_signed_in

    @property
    def is_anonymous(self) -> bool:
        """True when signed out."""
        return self.id is None

    @property
    def is_member(self) -> bool:
        """True for a member of the party who is signed in: on the roll."""
        return self.on_roll

    def get_id(self) -> str:
        """What Flask-Login would keep in the cookie; ours holds the session's own token."""
        return self.token_hash

    def can(self, power: Power, *, clp_id: int | None = None) -> bool:
        """Whether a grant in force allows this (there)."""
        return allows(self.grants, power, clp_id)

    def can_anywhere(self, power: Power) -> bool:
        """Whether a grant allows this in any CLP or nationally."""
        return any(allows((grant,), power, grant.clp_id) for grant in self.grants)

    @property
    def variant(self) -> str:
        """Which text of a kept page this person gets: the same for all with the same rights."""
        if not self.is_signed_in:
            return "reader"
        kind = "member" if self.on_roll else "guest"
        return "+".join([kind, *sorted(f"{g.role}:{g.clp_id or ''}" for g in self.grants)])

    def audiences(self) -> tuple[str, ...]:
        """The audiences this person belongs to (`Subject.audience`)."""
        if not self.on_roll:
            return ("public",)
        return ("public", "members", f"clp:{self.clp_id}")


GUEST = Viewer()
_seen: dict[str, tuple[float, Viewer]] = {}
_strips: dict[str, tuple[Viewer, str]] = {}
login_manager = LoginManager()
login_manager.session_protection = None
login_manager.anonymous_user = lambda: GUEST

# Whether to look at all for what is folded: without it, nobody's page costs more.
MAY_FOLD = sa.or_(
    sa.exists().where(Avoided.member_id == Member.id),
    sa.exists().where(Avoided.other_id == Member.id, Avoided.how == How.BLOCKED.value),
    sa.exists().where(Separation.first_id == Member.id),
    sa.exists().where(Separation.second_id == Member.id),
    sa.exists().where(ReplyRest.member_id == Member.id),
)
_AT: sa.BindParameter[datetime] = sa.bindparam("at", type_=Restriction.began_at.type)
_VIEWER = (
    sa.select(
        Member.id,
        Member.name,
        Member.clp_id,
        Clp.region_id,
        Clp.slug,
        Member.joined_on,
        Member.membership_number,
        SignIn.expires_at,
        RoleGrant.role,
        RoleGrant.clp_id.label("grant_clp_id"),
        MAY_FOLD.label("folds"),
        sa.exists().where(Restriction.member_id == Member.id, in_force(_AT)).label("is_restricted"),
    )
    .join(SignIn, SignIn.member_id == Member.id)
    .outerjoin(Clp, Clp.id == Member.clp_id)
    .outerjoin(RoleGrant, sa.and_(RoleGrant.member_id == Member.id, RoleGrant.ended_at.is_(None)))
    .where(SignIn.token_hash == sa.bindparam("token_hash"))
)


def viewer() -> Viewer:
    """The person of this request."""
    token = session.get("_user_id")
    if token is None:
        return GUEST
    known = _remembered(hash_of(token))
    if known is not None:
        return known
    current: Viewer = flask_login.current_user._get_current_object()  # noqa: SLF001
    return current


def hash_of(token: str) -> str:
    """What is stored of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(token: str) -> None:
    """Give this browser the token of a stored SignIn row."""
    session.clear()
    session.permanent = True
    session["_user_id"] = token
    session["_fresh"] = True


def browser() -> str:
    """A random word that tells this browser from others; made when first asked for, in a POST."""
    if "browser" not in session:
        session["browser"] = secrets.token_urlsafe(12)
    return str(session["browser"])


def end() -> str:
    """Forget the session in this browser; gives the hash of its token."""
    token = session.get("_user_id", "")
    session.clear()
    return hash_of(token)


def forget(token_hash: str = "") -> None:
    """Read this session (or all) from the database again at the next request."""
    if token_hash:
        _seen.pop(token_hash, None)
    else:
        _seen.clear()


def _remembered(token_hash: str) -> Viewer | None:
    """Whom this process read less than KEPT_SECONDS ago: most requests go no further."""
    until, person = _seen.get(token_hash, (0.0, None))
    return person if until > time.monotonic() else None


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load(token: str) -> Viewer | None:
    token_hash = hash_of(token)
    person = _read(token_hash)
    if person is not None:
        if len(_seen) > MOST_SEEN:
            _seen.clear()
        _seen[token_hash] = (time.monotonic() + KEPT_SECONDS, person)
    return person


def _read(token_hash: str) -> Viewer | None:
    rows = db.session.execute(_VIEWER, {"token_hash": token_hash, "at": now()}).all()
    if not rows or rows[0].expires_at < now():
        return None
    first = rows[0]
    grants = tuple(Grant(Role(row.role), row.grant_clp_id) for row in rows if row.role)
    return Viewer(
        id=first.id,
        name=first.name,
        clp_id=first.clp_id,
        region_id=first.region_id,
        joined_on=first.joined_on,
        on_roll=first.membership_number is not None,
        grants=grants,
        token_hash=token_hash,
        clp_slug=first.slug or "",
        is_restricted=first.is_restricted,
        folds=first.folds,
    )


def reader() -> Reader:
    """For kept pages: which variant, and whose."""
    person = viewer()
    return Reader(person.variant, person.token_hash)


def strip() -> str:
    """The header strip for this person."""
    person = viewer()
    kept = _strips.get(person.token_hash)
    if kept is None or kept[0] is not person:
        kept = (person, render_template("layout/strip.html", viewer=person))
        _strips[person.token_hash] = kept
        if len(_strips) > MOST_SEEN:
            _strips.clear()
    return kept[1]


def signed_in(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Only for people with an account; others are asked to sign in and come back."""

    @wraps(view)
    def check(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not viewer().is_signed_in:
            back = request.full_path.rstrip("?") if request.method == "GET" else request.referrer
            return redirect(url_for("accounts.sign_in", next=back or "/"), 303)
        return view(*args, **kwargs)

    return check


def may(power: Power) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, Any]]:
    """Only for people with a grant that allows this somewhere; the action checks where."""

    def decorate(view: Callable[P, ResponseReturnValue]) -> Callable[P, Any]:
        @signed_in
        @wraps(view)
        def check(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not viewer().can_anywhere(power):
                abort(403, description=f"Your roles do not allow you to {power}.")
            return view(*args, **kwargs)

        return check

    return decorate


def install(app: Flask) -> None:
    """Let the app know who is looking."""
    login_manager.init_app(app, add_context_processor=False)  # templates ask `viewer`
    app.jinja_env.globals["viewer"] = viewer
