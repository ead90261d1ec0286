"""Pictures and files: adding one, the page about it, the file itself."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, takes_files
from wiki import queries
from wiki.actions import attaching
from wiki.forms.attachments import AttachForm, DescribeForm
from wiki.models import Attachment, FileContent, Suggestion, Topic
from wiki.queries.sources import FileShown, file_shown, files_of_suggestion
from wiki.rules import files
from wiki.views.blueprint import bp
from wiki.views.history import sayable

# Nothing in a file may run, load or be framed, whatever it turns out to be.
FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Kept by the one browser that may see it: what is hidden must not live on in a shared cache.
    "Cache-Control": "private, max-age=31536000, immutable",
}
LARGEST_UPLOAD = 2 * files.LARGEST_FILE  # bytes; up to here the form comes back with the reason


def _attachment(attachment_id: int) -> Attachment:
    """The attachment, if this person may see it."""
    one = found(db.session.get(Attachment, attachment_id))
    may_judge = viewer().can(Power.MODERATE)
    hidden = one.hidden_at or one.topic.hidden_at or (one.suggestion and one.suggestion.hidden_at)
    if hidden and not may_judge:
        raise NotFound
    own = viewer().is_signed_in and one.author_id == viewer().id
    if not (one.is_taken_in or own or may_judge or viewer().can(Power.EDIT_WIKI)):
        raise NotFound
    return one


@bp.get("/attachments/<int:attachment_id>/<name>")
def attached_file(attachment_id: int, name: str) -> ResponseReturnValue:
    """The file itself."""
    one = _attachment(attachment_id)
    if one.file_url != f"/attachments/{attachment_id}/{name}":
        return redirect(one.file_url)
    return file_answer(one.content_hash, one.name, one.media_type, is_picture=one.is_picture)


def file_answer(
    content_hash: str, name: str, media_type: str, *, is_picture: bool
) -> ResponseReturnValue:
    """A stored file as it is sent: a picture to be shown, everything else to be saved."""
    content = db.session.get_one(FileContent, content_hash).content
    plain = media_type.startswith("text/")
    response = Response(
        content, content_type=f"{media_type}; charset=utf-8" if plain else media_type
    )
    response.headers.update(FILE_HEADERS)
    shown = "inline" if is_picture else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response


@bp.get("/attachments/<int:attachment_id>")
def attachment(attachment_id: int) -> ResponseReturnValue:
    """What is known of a picture or file, and how to put it into a text."""
    return _about(_attachment(attachment_id), None)


def _about(one: Attachment, form: DescribeForm | None) -> str:
    return render_template(
        "wiki/attachment.html",
        attachment=one,
        shown=file_shown(one),
        form=form or DescribeForm(obj=one),
        trails=queries.trails_of(one.topic_id, link_last=True),
    )


@bp.post("/attachments/<int:attachment_id>")
@signed_in
@limited("edit")
@once
def describe(attachment_id: int) -> ResponseReturnValue:
    """Say what it shows."""
    one = _attachment(attachment_id)
    form: Any = DescribeForm(request.form)
    if form.validate():
        try:
            attaching.describe(one, form.description.data or "", by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(one.url, "Saved.")
    return _about(one, form), 422


@bp.get("/topics/<int:topic_id>/attachments/new")
@may(Power.EDIT_WIKI)
def new_attachment(topic_id: int) -> ResponseReturnValue:
    """The form for a picture or file of a topic."""
    return _form_page(sayable("topics", topic_id), AttachForm())


@bp.post("/topics/<int:topic_id>/attachments")
@takes_files(LARGEST_UPLOAD)
@may(Power.EDIT_WIKI)
@limited("attach")
@once
def create_attachment(topic_id: int) -> ResponseReturnValue:
    """Add a picture or file to a topic."""
    topic = sayable("topics", topic_id)
    return _attach(topic)


@bp.get("/suggestions/<int:suggestion_id>/attachments/new")
@signed_in
def new_suggested_attachment(suggestion_id: int) -> ResponseReturnValue:
    """The form for a picture or file with a suggestion."""
    suggestion = _suggestion(suggestion_id)
    return _form_page(suggestion.topic, AttachForm(), suggestion)


@bp.post("/suggestions/<int:suggestion_id>/attachments")
@takes_files(LARGEST_UPLOAD)
@signed_in
@limited("attach")
@once
def create_suggested_attachment(suggestion_id: int) -> ResponseReturnValue:
    """Add a picture or file to one's own suggestion."""
    suggestion = _suggestion(suggestion_id)
    return _attach(suggestion.topic, suggestion)


def _suggestion(suggestion_id: int) -> Suggestion:
    suggestion = found(db.session.get(Suggestion, suggestion_id))
    if suggestion.hidden_at or suggestion.topic is None:
        raise NotFound
    return suggestion


def _attach(topic: Any, suggestion: Suggestion | None = None) -> ResponseReturnValue:
    form: Any = AttachForm(request.form)
    content, name = _came()
    if form.validate() and isinstance(topic, Topic):
        try:
            one = attaching.attach(
                content,
                name,
                form.description.data or "",
                topic=topic,
                by=viewer(),
                suggestion=suggestion,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(one.url, "The file is here. What to write into a text is below.")
    return _form_page(topic, form, suggestion), 422


def _came() -> tuple[bytes, str]:
    """What came, and under which name."""
    came = request.files.get("file")
    if came is None:
        return b"", ""
    content = came.read()
    came.close()
    return content, came.filename or ""


def _form_page(topic: Any, form: AttachForm, suggestion: Suggestion | None = None) -> str:
    return render_template(
        "wiki/new_attachment.html",
        topic=topic,
        suggestion=suggestion,
        form=form,
        taken=files.TAKEN,
        most=files.LARGEST_FILE // 1_000_000,
        trails=queries.trails_of(topic.id, link_last=True),
    )


@bp.app_template_global("files_of_suggestion")
def with_suggestion(suggestion_id: int) -> list[FileShown]:
    """For the page of a suggestion: the files that came with it. 1 statement."""
    return files_of_suggestion(suggestion_id)
