"""Writing a post: the form, how it will look, sending it. Nothing typed is ever lost."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import signed_in, viewer
from core import events, house_rules
from core.db import db, set_reading
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, number_asked, takes_files
from deliberation import actions, queries, rules
from deliberation.actions import intake
from deliberation.actions.between import why_not_reach
from deliberation.actions.nudging import nudge_before, remember_nudge
from deliberation.actions.words import read
from deliberation.forms import PostForm, ReplyForm
from deliberation.models import HeldPost, Post, Thread
from deliberation.queries.threads import Row, numbered_row, post_row
from deliberation.rules.posts import quoted
from deliberation.views import bp
from deliberation.views.taken_in import done_held, not_taken
from wiki.rules.files import LARGEST_FILE
from wiki.views.drafts import draft_here, drafted, words_in

LARGEST_UPLOAD = 2 * LARGEST_FILE  # bytes; up to here the form comes back with the reason


@bp.get("/threads/<int:thread_id>/write")
@signed_in
def write(thread_id: int) -> ResponseReturnValue:
    """The form for a post, with the draft of it."""
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    _allow(thread_id)
    return _page(thread, _form(thread), draft=True)


def _allow(thread_id: int) -> None:
    thread = found(db.session.get(Thread, thread_id))
    if why_not := actions.why_not_reply(thread, viewer()):
        abort(403, description=why_not)


def _form(thread: Row, **words: str) -> ReplyForm:
    """The form as its draft has it, or else with these words."""
    draft = draft_here()
    form = ReplyForm(words_in(draft)) if draft else ReplyForm(data=words)
    form.offer(has_option=thread["option_id"] is not None)
    return form


@bp.get("/posts/<int:post_id>/reply")
@signed_in
def reply(post_id: int) -> ResponseReturnValue:
    """The post, and a form to answer it; with ?quote=yes its words are in the form."""
    post = db.session.get(Post, post_id)
    if post is None or post.audience not in viewer().audiences():
        abort(404)
    _allow(post.thread_id)
    _allow_reply(post)
    thread = found(queries.thread_seen_by(viewer(), post.thread_id))
    row = found(post_row(post_id, thread))
    words = ""
    if "quote" in request.args and post.hidden_at is None:
        words = quoted(post.text, author=row["author"], number=post.number, post_id=post_id)
    return _page(thread, _form(thread, text=words, answers=str(post.number)), draft=True, post=row)


@bp.post("/threads/<int:thread_id>/posts")
@takes_files(LARGEST_UPLOAD)
@signed_in
@limited("post")
@once
@drafted
def create_post(thread_id: int) -> ResponseReturnValue:
    """Write in a thread; or show it first. A refused post comes back with everything typed."""
    row = found(queries.thread_seen_by(viewer(), thread_id))
    form = ReplyForm(request.form)
    form.offer(has_option=row["option_id"] is not None)
    if "preview" in request.form:
        return _page(row, form, preview=preview_of(form, thread_id))
    try:
        post = intake.reply(
            found(db.session.get(Thread, thread_id)),
            form.text.data or "",
            by=viewer(),
            position=form.chosen,
            answers=form.answers_number,
            file=form.upload,
            read=form.words_read,
        )
    except Refused as refused:
        if row["hidden_at"] is not None:
            abort(409, description=refused.sentence)
        return not_taken(refused, form, lambda: _page(row, form))
    if isinstance(post, HeldPost):
        return done_held(post)
    if nudge := nudge_before(post, viewer()):
        db.session.rollback()  # it is published when its author has read this and sends it again
        remember_nudge(thread_id, viewer())
        events.commit()
        return _page(row, form, nudge=nudge)
    actions.read_own(post.thread, post.number, number_asked("seen"), viewer())
    return done(
        post.url,
        f"Your post is published. You can edit it for {house_rules.words('post.edit_hours')}.",
    )


def _page(
    thread: Row,
    form: ReplyForm,
    *,
    post: Row | None = None,
    draft: bool = False,
    preview: Markup | str = "",
    nudge: str = "",
) -> str:
    db.session.rollback()  # what was claimed for a post that is not written yet
    number = form.answers_number
    answered = post or (numbered_row(number, thread) if number else None)
    return render_template(
        "deliberation/write_post.html",
        thread=thread,
        post=answered,
        form=form,
        draft=draft_here() if draft else None,
        preview=preview,
        nudge=nudge,
        why_not_yet=_why_not_yet(thread["id"], number),
    )


def _why_not_yet(thread_id: int, number: int | None) -> str | None:
    """Whose turn it is, where members take turns: what is written can wait as a draft."""
    thread = db.session.get_one(Thread, thread_id)
    return actions.why_not_turn(thread, viewer(), answers=number)


def _allow_reply(post: Post) -> None:
    if why_not := why_not_reach(post, viewer()):
        abort(403, description=why_not)


@bp.post("/posts/preview")
@signed_in
@limited("preview")
def preview_post() -> ResponseReturnValue:
    """What was typed as it would look, for the script that shows it beside the form."""
    set_reading(on=True)  # rendering takes a while, and nothing is written
    thread_id = number_asked("thread")
    if thread_id and queries.thread_seen_by(viewer(), thread_id) is None:
        thread_id = 0
    return preview_of(PostForm(request.form), thread_id)


def preview_of(form: Any, thread_id: int) -> Markup:
    """What was typed as it would look, or why it will not do. Nothing is written."""
    words = form.text.data or ""
    try:
        html = read(words, thread_id=thread_id, anchor="preview").html
        reason = rules.why_not_text(words) or ""
    except Refused as refused:
        html, reason = "", refused.sentence
    shown = render_template(
        "deliberation/_preview.html",
        html=Markup(html),  # noqa: S704 — sanitised
        reason=reason,
    )
    return Markup(shown)  # noqa: S704 — a template's
