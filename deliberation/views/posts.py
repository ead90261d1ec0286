"""One post: its permanent address, editing it, its history."""

from __future__ import annotations

import itertools

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import text
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, takes_files
from deliberation import actions
from deliberation.actions import intake
from deliberation.forms import WORDS, EditForm
from deliberation.models import Post
from deliberation.queries.forums import threads_from
from deliberation.queries.posts import files_of
from deliberation.queries.threads import Row, versions_of
from deliberation.rules.intake.answers import Warned
from deliberation.views import bp
from deliberation.views.writing import LARGEST_UPLOAD, preview_of
from wiki.queries import DraftShown
from wiki.views.drafts import draft_here, drafted, words_in


def post_seen(post_id: int) -> Post:
    """The post, if this person may see it."""
    post = db.session.get(Post, post_id)
    if post is None or post.audience not in viewer().audiences():
        abort(404)
    return post


@bp.get("/posts/<int:post_id>")
def permanent(post_id: int) -> ResponseReturnValue:
    """The permanent address of a post leads to its place in its thread."""
    return redirect(post_seen(post_id).url)


@bp.get("/posts/<int:post_id>/threads")
def begun(post_id: int) -> ResponseReturnValue:
    """The discussions started from the post that all may read."""
    post = post_seen(post_id)
    if post.hidden_at is not None or post.thread.hidden_at is not None:
        abort(404)
    return render_template(
        "deliberation/begun.html", post=post, threads=threads_from(Post.kind, post_id)
    )


@bp.get("/posts/<int:post_id>/edit")
@signed_in
def edit(post_id: int) -> ResponseReturnValue:
    """The words of one's own post, or the draft of other ones."""
    post = post_seen(post_id)
    if why_not := actions.why_not_edit(post, viewer()):
        abort(403, description=why_not)
    draft = draft_here()
    if draft:
        form = EditForm(words_in(draft))
    else:
        form = EditForm(data={"text": post.text, "position": post.position or ""})
    return _edit_page(post, form, draft=draft)


def _edit_page(
    post: Post, form: EditForm, *, draft: DraftShown | None = None, preview: str = ""
) -> str:
    form.offer(has_option=post.thread.option_id is not None)
    files = files_of(post.id)
    form.without.choices = [(one.id, one.name) for one in files]
    return render_template(
        "deliberation/edit.html", post=post, form=form, files=files, draft=draft, preview=preview
    )


@bp.post("/posts/<int:post_id>/edit")
@takes_files(LARGEST_UPLOAD)
@signed_in
@limited("edit")
@once
@drafted
def create_version(post_id: int) -> ResponseReturnValue:
    """Save the new words, or show them first; the old ones stay in the history."""
    post = post_seen(post_id)
    form = EditForm(request.form)
    if "preview" in request.form:
        return _edit_page(post, form, preview=preview_of(form, post.thread_id))
    try:
        intake.edit(
            post,
            form.text.data or "",
            by=viewer(),
            position=form.chosen,
            file=form.upload,
            without=form.without.data or (),
            read=form.words_read,
        )
    except Refused as refused:
        if isinstance(refused, Warned):
            form.warn(refused)
        else:
            form.refuse(refused)
        db.session.rollback()  # so that the page shows what is stored
        return _edit_page(post_seen(post_id), form), 422
    return done(post.url, "Your post is changed. What it said before is in its history.")


@bp.get("/posts/<int:post_id>/history")
def history(post_id: int) -> ResponseReturnValue:
    """Everything the post has said."""
    post = post_seen(post_id)
    if post.hidden_at is not None or post.thread.hidden_at is not None:
        abort(404)
    return render_template(
        "deliberation/history.html", post=post, versions=_compared(post), words=WORDS
    )


def _compared(post: Post) -> list[Row]:
    """The versions, newest first, each with its difference to the one before."""
    versions = versions_of(post)
    for before, after in itertools.pairwise(versions):
        after["changes"] = text.word_diff(before["text"], after["text"])
        after["position_before"] = before["position"]
        after["files_changed"] = [one.id for one in before["files"]] != [
            one.id for one in after["files"]
        ]
    return versions[::-1]
