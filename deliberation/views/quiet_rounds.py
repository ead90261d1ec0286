"""A quiet round: what it is, handing in one's text, and how the order was drawn."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Member
from core import house_rules, personal
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from deliberation import queries
from deliberation.actions import intake
from deliberation.actions import quiet_rounds as acts
from deliberation.actions.writing import why_not_take_part
from deliberation.forms import PostForm
from deliberation.models import QuietRound, SealedText, Thread
from deliberation.queries import quiet_rounds as rounds
from deliberation.queries.threads import Row
from deliberation.views import bp
from deliberation.views.taken_in import not_taken

personal.part("sealed texts", rounds.held_about)


@bp.get("/threads/<int:thread_id>/quiet-round")
def quiet_round(thread_id: int) -> ResponseReturnValue:
    """The round that is open, with the form; or the last one, with the seed of its order."""
    thread = _thread(thread_id)
    round_ = found(rounds.newest_round_in(thread_id))
    own = rounds.own_text(round_.id, viewer().id)
    form = PostForm(data={"text": own.text, "position": own.position or ""} if own else None)
    return _page(thread, round_, own, form)


def _thread(thread_id: int) -> Row:
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    return found(thread if thread["hidden_at"] is None else None)


def _page(thread: Row, round_: QuietRound, own: SealedText | None, form: PostForm) -> str:
    form.offer(has_option=thread["option_id"] is not None)
    return render_template(
        "deliberation/quiet_round.html",
        thread=thread,
        round=round_,
        own=own if round_.shown_at is None else None,
        form=form,
        why_not=None if own else _why_not(thread["id"], round_),
        handed_in=rounds.handed_in(round_.id),
        posts=rounds.shown_posts(round_.id) if round_.shown_at else [],
        most_posts=house_rules.value("quiet_round.most_posts", at=round_.opened_at),
    )


def _why_not(thread_id: int, round_: QuietRound) -> str | None:
    member = db.session.get(Member, viewer().id) if viewer().id else None
    thread = db.session.get_one(Thread, thread_id)
    if member is None:
        return None
    return why_not_take_part(thread, viewer()) or acts.why_not_hand_in(thread, round_, member)


@bp.post("/threads/<int:thread_id>/quiet-round")
@signed_in
@limited("post")
@once
def hand_in(thread_id: int) -> ResponseReturnValue:
    """Seal one's text; or, while nobody has read it, change it."""
    row = _thread(thread_id)
    round_ = found(rounds.newest_round_in(thread_id))
    own = rounds.own_text(round_.id, viewer().id)
    form = PostForm(request.form)
    form.offer(has_option=row["option_id"] is not None)
    words = form.text.data or ""
    try:
        intake.seal(
            db.session.get_one(Thread, thread_id),
            words,
            by=viewer(),
            own=own,
            position=form.chosen,
            read=form.words_read,
        )
    except Refused as refused:
        return not_taken(refused, form, lambda: _page(row, round_, own, form))
    to = url_for("deliberation.quiet_round", thread_id=thread_id)
    return done(to, "Your text is sealed. It is shown with all the others at the end.")
