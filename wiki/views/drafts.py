"""Drafts on the server: kept as they are typed, or by a button; seen by their writer only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from accounts.access import signed_in, viewer
from core import events
from core.db import db
from core.errors import Refused
from core.forms import SentForm, strip
from core.limits import limited
from core.web import PRIVATE_FIELDS, done, error_page, found, local_path
from wiki import actions, queries
from wiki.models import Draft
from wiki.queries import DraftShown
from wiki.views.blueprint import bp

P = ParamSpec("P")
OURS = PRIVATE_FIELDS | {"draft_of", "draft_title", "preview"}
LONGEST_TITLE = 200
LONGEST_ADDRESS = 500


def drafted(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """A form that is accepted leaves no draft: it goes in the transaction of what the view does."""

    @wraps(view)
    def forget(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if address := request.form.get("draft_of"):
            actions.drop_draft(viewer().id or 0, local_path(address))
        return view(*args, **kwargs)

    return forget


def draft_here() -> DraftShown | None:
    """What the member has typed into the form of this page before."""
    return queries.draft_at(viewer().id or 0, address_here())


def address_here() -> str:
    """The address of this page's form: its path, with its query if it has one."""
    return request.full_path.rstrip("?") if request.method == "GET" else _draft_of()


def typed_before() -> MultiDict[str, Any] | None:
    """The words of the draft of this page's form, as a form takes them; None without a draft."""
    draft = draft_here()
    return words_in(draft) if draft else None


def words_in(draft: DraftShown) -> MultiDict[str, Any]:
    """The draft's words as a form takes them."""
    return MultiDict(draft.words)


def _draft_of() -> str:
    return local_path(request.form.get("draft_of", "")[:LONGEST_ADDRESS])


@bp.post("/drafts")
@signed_in
@limited("draft")
def keep_draft() -> ResponseReturnValue:
    """Keep what has been typed so far, and go back to the form; a script gets no page."""
    by_script = request.accept_mimetypes.best == "application/json"
    words = {name: strip(text) for name, text in request.form.items() if name not in OURS and text}
    title = request.form.get("draft_title", "")[:LONGEST_TITLE].strip() or "A form"
    address = _draft_of()
    if address == "/" or not words or _sent():
        return Response(status=204) if by_script else done(address)
    try:
        actions.keep_draft(viewer().id or 0, address, title, words)
    except Refused as refused:
        return error_page(409, refused.sentence)
    if by_script:
        events.commit()
        return Response(status=204)
    return done(address, "Your draft is saved. Only you see it.")


def _sent() -> bool:
    """Whether this form was accepted meanwhile: a script's last word may come after it."""
    key = request.form.get("form_key", "")[:64].replace("\x00", "")
    return bool(key) and db.session.get(SentForm, key) is not None


@bp.post("/drafts/<int:draft_id>/end")
@signed_in
def end_draft(draft_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    draft = db.session.get(Draft, draft_id)
    found(draft if draft and draft.member_id == viewer().id else None)
    assert draft is not None  # noqa: S101 — found() has seen to it
    actions.drop_draft(draft.member_id, draft.address)
    return done("/drafts", "The draft is gone.")


@bp.get("/drafts")
@signed_in
def drafts() -> ResponseReturnValue:
    """The member's own drafts."""
    return render_template("wiki/drafts.html", drafts=queries.drafts_of(viewer().id or 0))


@bp.get("/drafts.json")
@signed_in
def drafts_to_take() -> ResponseReturnValue:
    """The member's own drafts, to take away."""
    answer = jsonify(
        [
            {
                "address": one.address,
                "title": one.title,
                "saved_at": one.saved_at.isoformat(),
                "words": one.words,
            }
            for one in queries.drafts_of(viewer().id or 0)
        ]
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="drafts.json"'
    return answer


@bp.app_template_global("draft_of_page")
def draft_of_page() -> tuple[str, DraftShown | None]:
    """For a page with a form: its address, and the draft of it that is shown. ≤ 1 statement."""
    return address_here(), draft_here() if request.method == "GET" else None


@bp.app_template_global("drafts_of")
def drafts_of(member_id: int) -> list[DraftShown]:
    """For the member's own page. 1 statement."""
    return queries.drafts_of(member_id)
