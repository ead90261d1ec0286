"""Pictures and files of posts: the files themselves."""

from __future__ import annotations

from flask import redirect
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from accounts.access import viewer
from accounts.rules import Power
from core.db import db
from core.web import found
from deliberation.models import Post, PostFile
from deliberation.views import bp
from wiki.views.attachments import file_answer


@bp.get("/posts/files/<int:file_id>/<name>")
def post_file(file_id: int, name: str) -> ResponseReturnValue:
    """A picture or file, for those who may see its post."""
    one = found(db.session.get(PostFile, file_id))
    post = db.session.get_one(Post, one.post_id)
    hidden = post.hidden_at or post.thread.hidden_at
    if post.audience not in viewer().audiences():
        raise NotFound
    if hidden and not viewer().can(Power.MODERATE, clp_id=post.clp_of):
        raise NotFound
    if one.url != f"/posts/files/{file_id}/{name}":
        return redirect(one.url)
    return file_answer(one.content_hash, one.name, one.media_type, is_picture=one.is_picture)
