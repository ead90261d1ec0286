"""People one does not want to meet: blocking, muting, resting from replies, who reads for one."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, g, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

import accounts.queries
from accounts.access import signed_in, viewer
from accounts.apart import actions, queries
from accounts.apart.queries import Folds
from accounts.apart.rules import How
from accounts.models import Member
from core import house_rules, personal
from core.clock import now
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, number_asked
from deliberation.queries.replies import replies_to
from deliberation.views import bp
from notices.actions import tell
from notices.rules import Why

LIST = "/me/people"
READ_FOR = timedelta(days=30)  # how far back a delegate reads
personal.part("people kept apart", queries.held_about, queries.erase)


def folds_here() -> Folds | None:
    """What is folded for whoever looks; None for nearly everybody. ≤ 2 statements a request."""
    person = viewer()
    if person.id is None or not person.folds:
        return None
    if "folds" not in g:
        g.folds = queries.folds_of(person.id)
    folds: Folds = g.folds
    return folds if folds.lines or folds.rests else None


def my_folds(thread_id: int) -> str | None:
    """For `kept`: tells the pages of those for whom posts are folded from those of all others."""
    del thread_id
    folds = folds_here()
    return folds.name if folds else None


@bp.get("/me/people")
@signed_in
def people() -> ResponseReturnValue:
    """Everybody one has blocked or muted, and how to undo it."""
    return _page()


def _page(refused: str = "") -> str:
    me = viewer().id or 0
    ties = queries.ties_of(me)
    delegates = queries.delegates_of(me)
    return render_template(
        "deliberation/people.html",
        avoided=[tie for tie in ties if tie.mine],
        apart=[tie for tie in ties if tie.apart_until],
        rests_until=queries.rest_of(me),
        most_days=house_rules.value("reply_rest.days"),
        read_for_me=[one for one in delegates if one["member_id"] == me],
        i_read_for=[one for one in delegates if one["delegate_id"] == me],
        refused=refused,
    )


@bp.get("/people/<int:member_id>")
@signed_in
def person(member_id: int) -> ResponseReturnValue:
    """What one can do about a member: nothing changes before a button is pressed."""
    about = found(accounts.queries.profile(member_id))
    tie = next(iter(queries.ties_of(viewer().id or 0, [member_id])), None)
    return render_template(
        "deliberation/person.html",
        about=about,
        mine=tie.mine if tie else None,
        is_self=member_id == viewer().id,
    )


@bp.post("/people/<int:member_id>/ties")
@signed_in
@limited("edit")
@once
def choose_tie(member_id: int) -> ResponseReturnValue:
    """Block, mute, or undo it."""
    how = request.form.get("how", "")
    if how == "undo":
        actions.meet_again(member_id, viewer())
        return done(LIST, "Undone. You see what they write again.")
    if how not in set(How):
        abort(400, description="Choose whether to block or to mute.")
    try:
        actions.avoid(member_id, How(how), viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    said = "You have blocked them." if how == How.BLOCKED else "You have muted them."
    return done(LIST, f"{said} They are not told, and you can undo it here.")


@bp.post("/me/rest")
@signed_in
@limited("edit")
@once
def rest() -> ResponseReturnValue:
    """Have replies folded for some days; 0 ends it."""
    if request.form.get("days", "") == "0":
        actions.end_rest(viewer())
        return done(LIST, "You see replies again.")
    try:
        actions.rest(number_asked("days"), viewer())
    except Refused as refused:
        return _page(refused.sentence), 422
    return done(LIST, "Replies to you are folded, and you are not told of them. Only for you.")


@bp.post("/me/delegates")
@signed_in
@limited("edit")
@once
def ask_delegate() -> ResponseReturnValue:
    """Ask a member to read one's replies and reports."""
    delegate_id = number_asked("member")
    try:
        actions.ask_delegate(delegate_id, viewer())
    except Refused as refused:
        db.session.rollback()
        return _page(refused.sentence), 422
    words = "They ask you to read the replies they get, so that they need not. Your answer: "
    me = db.session.get_one(Member, viewer().id)
    tell([delegate_id], Why.ASKED, me, words=f"{words}“People” in your account.", by=me.id)
    return done(LIST, "They are asked. They see nothing before they agree.")


@bp.post("/me/delegates/<int:member_id>/<int:delegate_id>")
@signed_in
@limited("edit")
@once
def change_delegate(member_id: int, delegate_id: int) -> ResponseReturnValue:
    """Agree to read for a member, or end it, as either of the two."""
    agrees = request.form.get("answer") == "agree"
    try:
        if agrees and delegate_id == viewer().id:
            actions.agree_to_read(member_id, viewer())
        elif request.form.get("answer") == "end":
            actions.end_delegate(member_id, delegate_id, viewer())
        else:
            raise Refused("Choose whether to agree or to end it.")
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(LIST, "You read for them now." if agrees else "It has ended.")


@bp.get("/people/<int:member_id>/replies")
@signed_in
def replies(member_id: int) -> ResponseReturnValue:
    """Replies to a member, for who reads for them; and for themselves, all on one page."""
    me = viewer()
    if member_id != me.id and not queries.reads_for(me.id or 0, member_id):
        abort(404)
    clp = me.clp_id if me.is_member else None
    return render_template(
        "deliberation/replies.html",
        about=found(accounts.queries.profile(member_id)),
        is_self=member_id == me.id,
        replies=replies_to(member_id, since=now() - READ_FOR, clps=[clp]),
    )


def about_author(author_id: str, post_id: str, number: str) -> str:
    """A slot among what can be done with a post: about its author, or its replies when own."""
    if author_id == str(viewer().id):
        address, words, which = f"/posts/{post_id}/replies", "Limit replies", "to post"
    else:
        address, words, which = f"/people/{author_id}", "Block or mute", "who wrote post"
    link = Markup('<a href="{}">{}<span class="hidden"> {} {}</span></a>')
    return str(link.format(address, words, which, number))


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(about_author=about_author)
