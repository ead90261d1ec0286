"""From forum to wiki: an editor takes a post in, or a member proposes it to the editors."""

from __future__ import annotations

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core import text
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done
from deliberation.actions import taking
from deliberation.forms.taking import ProposeForm, TakeForm
from deliberation.models import Post
from deliberation.queries.taking import PostBehind, post_behind, suggestion_waiting
from deliberation.queries.threads import options_of
from deliberation.rules.taking import Becomes
from deliberation.views import bp
from deliberation.views.posts import post_seen
from wiki.models import Option
from wiki.rules import LONGEST_CLAIM

SIDES = frozenset({"for", "against"})


@bp.app_template_global("post_behind")
def carried_post(suggestion_id: int) -> PostBehind | None:
    """For the page of a suggestion: the post it carries. 1 statement."""
    return post_behind(suggestion_id)


@bp.get("/posts/<int:post_id>/take")
@may(Power.EDIT_WIKI)
def take(post_id: int) -> ResponseReturnValue:
    """The post as an argument or option, ready to be taken into the wiki as it is."""
    post = post_seen(post_id)
    waiting = suggestion_waiting(post)
    if waiting is not None and waiting.author_id != viewer().id:
        return redirect(waiting.url)
    if why_not := taking.why_not_take(post, viewer()):
        abort(403, description=why_not)
    form = TakeForm()
    _fill(form, post)
    return _page(post, form)


@bp.get("/posts/<int:post_id>/propose")
@signed_in
def propose(post_id: int) -> ResponseReturnValue:
    """The post as a suggestion to the editors of the wiki."""
    post = post_seen(post_id)
    if why_not := taking.why_not_propose(post, viewer()):
        abort(403, description=why_not)
    form = ProposeForm()
    _fill(form, post)
    return _page(post, form)


def _fill(form: TakeForm, post: Post) -> None:
    """The author's own words: the first of them as the claim, all of them as the detail."""
    _offer(form, post)
    plain = text.plain(post.text)
    form.option_id.data = str(post.thread.option_id or "")
    form.side.data = post.position if post.position in SIDES else None
    form.claim.data = text.excerpt(plain, LONGEST_CLAIM)
    form.detail.data = "" if form.claim.data == plain else post.text


def _offer(form: TakeForm, post: Post) -> None:
    options = options_of(post.thread.topic_id or 0)
    form.option_id.choices = [("", "Choose the option"), *options.items()]


def _page(post: Post, form: TakeForm) -> str:
    proposing = isinstance(form, ProposeForm)
    return render_template("deliberation/take.html", post=post, form=form, proposing=proposing)


@bp.post("/posts/<int:post_id>/take")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
def create_view(post_id: int) -> ResponseReturnValue:
    """Take the post into the wiki."""
    post = post_seen(post_id)
    form = TakeForm(request.form)
    _offer(form, post)
    if form.validate():
        try:
            view = taking.take_in(
                post,
                _option(form),
                side=form.side.data,
                claim=form.claim.data or "",
                detail=form.detail.data or "",
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(view.url, "Taken into the wiki. The author is told.")
    return _page(post, form), 422


@bp.post("/posts/<int:post_id>/propose")
@signed_in
@limited("suggest")
@once
def create_suggestion_of(post_id: int) -> ResponseReturnValue:
    """Send the post to the editors of the wiki."""
    post = post_seen(post_id)
    form = ProposeForm(request.form)
    _offer(form, post)
    if form.validate():
        try:
            suggestion = taking.propose_for_wiki(
                post,
                _option(form),
                side=form.side.data,
                claim=form.claim.data or "",
                detail=form.detail.data or "",
                reason=form.reason.data or "",
                by=viewer(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(
                suggestion.url, "Proposed. You and the author will hear what the editors decide."
            )
    return _page(post, form), 422


def _option(form: TakeForm) -> Option | None:
    if form.side.data == Becomes.OPTION or not form.option_id.data:
        return None
    return db.session.get(Option, int(form.option_id.data))
