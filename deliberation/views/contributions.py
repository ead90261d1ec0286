"""Entering points for members who are not online; reading them back; correcting them."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from flask import abort, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.models import Clp
from accounts.rules import Power
from core import personal
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import LARGEST_NUMBER, done, found
from deliberation import queries
from deliberation.actions import contributions as acts
from deliberation.actions.quiet_rounds import hand_in_for
from deliberation.forms import WORDS, PostForm
from deliberation.forms.contributions import SlipsForm
from deliberation.models import Post, SealedText, Thread
from deliberation.queries import contributions as entered
from deliberation.queries.threads import Row
from deliberation.rules.contributions import CHANNEL_WORDS, MOST_SLIPS, Channel, find_on_roll
from deliberation.views import bp

SLIPS = 4  # empty ones on the page, unless more are asked for
personal.part("contributions entered for you", entered.held_about)


def own_clps() -> list[int]:
    """The ids of the CLPs whose officer is looking."""
    grants = viewer().grants
    ids = {grant.clp_id for grant in grants if grant.clp_id is not None}
    return sorted(id_ for id_ in ids if viewer().can(Power.NOTICES, clp_id=id_))


@bp.get("/threads/<int:thread_id>/contributions/new")
@may(Power.NOTICES)
def new_contributions(thread_id: int) -> ResponseReturnValue:
    """Some empty slips; ?slips= asks for more."""
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    asked = request.args.get("slips", SLIPS, type=int) or SLIPS
    form = SlipsForm(slips=[{} for _ in range(max(1, min(asked, MOST_SLIPS)))])
    return _slips(thread, form)


def _slips(thread: Row, form: SlipsForm) -> str:
    form.offer(has_option=thread["option_id"] is not None)
    return render_template(
        "deliberation/contributions/new.html", thread=thread, form=form, most=MOST_SLIPS
    )


@bp.post("/threads/<int:thread_id>/contributions")
@may(Power.NOTICES)
@limited("edit")
@once
def create_contributions(thread_id: int) -> ResponseReturnValue:
    """Enter every slip that was filled in, or none."""
    row = found(queries.thread_seen_by(viewer(), thread_id))
    form = SlipsForm(request.form)
    if form.validate() and (posts := _entered(found(db.session.get(Thread, thread_id)), form)):
        clp = db.session.get_one(Clp, posts[0][1])
        if row["quiet_until"]:
            return done(
                url_for("deliberation.quiet_round", thread_id=thread_id),
                "Sealed. They are shown with all the others at the end of the quiet round.",
            )
        ids = [post.id for post, _ in posts]
        return done(
            url_for("deliberation.read_back", slug=clp.slug, post=ids),
            "Entered and published. Print this sheet and read it back to the members.",
        )
    db.session.rollback()
    return _slips(row, form), 422


def _entered(thread: Thread, form: SlipsForm) -> list[tuple[Post | SealedText, int]]:
    """The posts and the CLP of each contributor; none when a slip was refused.

    While a quiet round is open they are sealed texts.
    """
    enter = hand_in_for if thread.quiet_until else acts.enter
    roll = entered.roll_of(own_clps())
    if not form.filled:
        form.form_errors.append("Fill in at least one slip.")
    posts: list[tuple[Post | SealedText, int]] = []
    for number, slip in form.filled:
        member, why_not = find_on_roll(slip.who.data or "", roll)
        if member is None:
            form.refuse_slip(number, slip, "who", why_not)
        elif slip.named.data not in {"yes", "no"}:
            form.refuse_slip(number, slip, "named", "Choose whether the name is shown.")
        else:
            made = acts.Slip(
                member_id=member.id,
                words=slip.text.data or "",
                position=slip.chosen,
                named=slip.named.data == "yes",
                channel=Channel(form.channel.data),
            )
            try:
                posts.append((enter(thread, made, by=viewer()), member.clp_id))
            except Refused as refused:
                form.refuse_slip(number, slip, "text", refused.sentence)
    return posts if not form.form_errors else []


@bp.get("/clps/<slug>/contributions")
@may(Power.NOTICES)
def contributions(slug: str) -> ResponseReturnValue:
    """What the officers of a CLP entered, for them."""
    clp = _officers_clp(slug)
    return render_template(
        "deliberation/contributions/list.html",
        clp=clp,
        entered=entered.entered_in(clp.id),
        words=WORDS,
        channels=CHANNEL_WORDS,
    )


def _officers_clp(slug: str) -> Clp:
    clp = found(db.session.scalar(sa.select(Clp).where(Clp.slug == slug)))
    if not viewer().can(Power.NOTICES, clp_id=clp.id):
        abort(403, description="Only officers of this CLP can see what they entered for others.")
    return clp


@bp.get("/clps/<slug>/contributions/read-back")
@may(Power.NOTICES)
def read_back(slug: str) -> ResponseReturnValue:
    """A sheet with what was entered (?post=… for each), to be read back to the members."""
    clp = _officers_clp(slug)
    asked = request.args.getlist("post", type=int)[:MOST_SLIPS]
    ids = [number for number in asked if 0 < number <= LARGEST_NUMBER]
    return render_template(
        "deliberation/contributions/read_back.html",
        title="To be read back",
        style="",
        clp=clp,
        entered=_or_404(entered.to_read_back(clp.id, ids)),
        words=WORDS,
        channels=CHANNEL_WORDS,
    )


def _or_404(rows: Sequence[Row]) -> Sequence[Row]:
    return rows or abort(404)


@bp.get("/posts/<int:post_id>/correct")
@signed_in
def correct_contribution(post_id: int) -> ResponseReturnValue:
    """The words that were entered, to be put right."""
    post = _entered_post(post_id)
    form = PostForm(data={"text": post.text, "position": post.position or ""})
    return _correct(post, form)


def _entered_post(post_id: int) -> Post:
    post = db.session.get(Post, post_id)
    if post is None or post.audience not in viewer().audiences():
        abort(404)
    if why_not := acts.why_not_correct(post, viewer()):
        abort(403, description=why_not)
    return post


def _correct(post: Post, form: PostForm) -> str:
    form.offer(has_option=post.thread.option_id is not None)
    return render_template("deliberation/contributions/correct.html", post=post, form=form)


@bp.post("/posts/<int:post_id>/correct")
@signed_in
@limited("edit")
@once
def create_correction_of_post(post_id: int) -> ResponseReturnValue:
    """Save the right words; what was entered stays in the history."""
    post = _entered_post(post_id)
    form = PostForm(request.form)
    try:
        acts.correct(post, form.text.data or "", by=viewer(), position=form.chosen)
    except Refused as refused:
        form.refuse(refused)
        return _correct(post, form), 422
    return done(post.url, "Corrected. What it said before is in its history.")


def correct_entered(author_id: str, clp_id: str, post_id: str) -> str:
    """A slot: the way to correct an entered point, for its contributor and the CLP's officers."""
    mine = author_id == str(viewer().id)
    if not (mine or viewer().can(Power.NOTICES, clp_id=int(clp_id))):
        return ""
    return f'<a href="/posts/{post_id}/correct">Correct what was entered</a>'


@bp.record
def _offer_slots(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots.update(correct_entered=correct_entered)
