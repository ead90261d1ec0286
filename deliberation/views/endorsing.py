"""“A good point”: one button each way, and what a member's own page shows of it."""

from __future__ import annotations

from flask import abort, current_app, g, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, error_page, local_path
from deliberation.actions import endorsing
from deliberation.models import Post
from deliberation.queries.endorsing import good_points_of
from deliberation.views import bp


def _post(post_id: int) -> Post:
    post = db.session.get(Post, post_id)
    if post is None or post.audience not in viewer().audiences():
        abort(404)
    return post


def _back(post: Post) -> str:
    """The page on which the button stood, at the post."""
    page = local_path(request.form.get("back", "")[:200], "")
    return f"{page}#p{post.number}" if page and "#" not in page else post.url


@bp.post("/posts/<int:post_id>/good-point")
@signed_in
@limited("endorse")
@once
def create_good_point(post_id: int) -> ResponseReturnValue:
    """Say that it is a good point, whether or not one agrees."""
    post = _post(post_id)
    try:
        endorsing.endorse(post, viewer())
    except Refused as refused:
        return error_page(422, refused.sentence)
    return done(_back(post), "You find this a good point. Nobody sees who does.")


@bp.post("/posts/<int:post_id>/good-point/end")
@signed_in
@limited("endorse")
@once
def end_good_point(post_id: int) -> ResponseReturnValue:
    """Take it back."""
    post = _post(post_id)
    endorsing.take_back(post, viewer())
    return done(_back(post), "Taken back.")


def my_good_points(thread_id: int) -> str:
    """For the ETag of a thread's page: what this member found good there. 1 statement."""
    g.good_points = good_points_of(viewer().id, thread_id) if viewer().is_member else frozenset()
    return " ".join(map(str, sorted(g.good_points)))


def good_point(post_id: str, author_id: str, number: str) -> str:
    """A slot: the button, or that it was pressed, for a member who did not write the post."""
    if not viewer().is_member or author_id == str(viewer().id):
        return ""
    given = int(post_id) in g.get("good_points", frozenset())
    button = current_app.jinja_env.get_template("ui/button.html").module.post_button  # type: ignore[attr-defined]
    return str(
        button(
            f"/posts/{post_id}/good-point{'/end' if given else ''}",
            "You find this a good point: take it back" if given else "A good point",
            kind="link",
            about=f"(post {number})",
            values={"back": request.full_path.rstrip("?")},
        )
    )


@bp.record
def _offer_slot(state: BlueprintSetupState) -> None:
    state.app.extensions["pages"].slots["good_point"] = good_point
