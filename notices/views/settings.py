"""How a member is told: how often, when not, of what; and stopping all mail at one press."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Member
from core import events, mail
from core.db import db
from core.errors import Refused
from core.web import csrf, done
from notices import actions, digest, queries
from notices.rules import HOURS, How, Rhythm, Why
from notices.views.blueprint import bp


@bp.get("/notices/settings")
@signed_in
def settings() -> ResponseReturnValue:
    """How you are told, and of what."""
    return _page()


def _page(refused: str = "") -> str:
    receiver = queries.receiver(_me())
    address = db.session.get_one(Member, _me()).email or ""
    return render_template(
        "notices/settings.html",
        receiver=receiver,
        rhythms=list(Rhythm),
        hours=[(hour, f"{hour:02}:00") for hour in HOURS],
        kinds=queries.kinds_chosen(_me()),
        hows=[(how.value, how.words) for how in How],
        address=address,
        bounce=db.session.get(mail.Bounce, address),
        refused=refused,
    )


@bp.post("/notices/settings")
@signed_in
def choose() -> ResponseReturnValue:
    """Keep what was chosen."""
    try:
        rhythm = Rhythm(request.form.get("rhythm", ""))
        chosen = {
            why: How(request.form[f"how-{why.name}"])
            for why in Why
            if f"how-{why.name}" in request.form
        }
    except ValueError:
        abort(400, description="Choose from what the page offers.")
    try:
        actions.choose_quiet(_me(), _hour("quiet_from"), _hour("quiet_to"))
        actions.choose_kinds(_me(), chosen)
    except Refused as refused:
        return _page(refused.sentence), 422
    actions.choose_rhythm(_me(), rhythm)
    return done("/notices/settings", "Your choice is kept.")


def _hour(name: str) -> int:
    return request.form.get(name, -1, type=int)


@bp.post("/notices/off")
@signed_in
def no_more_mail() -> ResponseReturnValue:
    """Turn all mail off at one press."""
    actions.choose_rhythm(_me(), Rhythm.OFF)
    return done("/notices/settings", "You get no more mail about what is new.")


@bp.get("/notices/stop/<token>")
@bp.get("/watching/stop/<token>", endpoint="old_ask_stop")
def ask_stop(token: str) -> ResponseReturnValue:
    """The page a mail leads to: one press stops the mails. Opening it changes nothing."""
    _of(token)
    return render_template("notices/stop.html", token=token, stopped=False)


@bp.post("/notices/stop/<token>")
@bp.post("/watching/stop/<token>", endpoint="old_stop")
@csrf.exempt  # type: ignore[untyped-decorator]
def stop(token: str) -> ResponseReturnValue:
    """Stop the mails at one press, also by a mail program by itself (RFC 8058)."""
    actions.choose_rhythm(_of(token).id, Rhythm.OFF)
    events.commit()
    return render_template("notices/stop.html", token=token, stopped=True)


def _of(token: str) -> Member:
    member = digest.member_of(token)
    if member is None:
        abort(400, description="This link is not whole. Copy it from the mail once more.")
    return member


def _me() -> int:
    return viewer().id or 0
