"""From whom the author of a post wants replies."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core import house_rules
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done
from deliberation.actions.between import limit_replies
from deliberation.models import ReplyLimit
from deliberation.rules.reply_limits import Limit
from deliberation.views import bp
from deliberation.views.posts import post_seen


@bp.get("/posts/<int:post_id>/replies")
@signed_in
def reply_limit(post_id: int) -> ResponseReturnValue:
    """The choice, for the author."""
    post = post_seen(post_id)
    if post.author_id != viewer().id:
        abort(403, description="Only its author limits who may reply to a post.")
    row = db.session.get(ReplyLimit, post_id)
    now_is = Limit.ALL if row is None else Limit.CLP if row.clp_id else Limit.NOBODY
    hours = house_rules.words("reply_limit.hours")
    return render_template(
        "deliberation/reply_limit.html",
        post=post,
        now_is=now_is,
        choices={
            Limit.ALL: "From everybody",
            Limit.CLP: "From members of my CLP only",
            Limit.NOBODY: f"From nobody for {hours}",
        },
    )


@bp.post("/posts/<int:post_id>/replies")
@signed_in
@limited("edit")
@once
def limit(post_id: int) -> ResponseReturnValue:
    """Keep the choice."""
    post, wanted = post_seen(post_id), request.form.get("from", "")
    if wanted not in set(Limit):
        abort(400, description="Choose from whom you want replies.")
    try:
        limit_replies(post, Limit(wanted), viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(post.url, "Your choice is kept. You can change it at any time.")
