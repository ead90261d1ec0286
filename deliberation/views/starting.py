"""A new thread in two steps: its title and what is there already; then the words."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, takes_files
from deliberation import actions
from deliberation.actions import intake
from deliberation.forms import ThreadForm, TitleForm
from deliberation.models import HeldPost
from deliberation.rules import ThreadKind
from deliberation.views import bp
from deliberation.views.spots import Spot, spot_asked
from deliberation.views.taken_in import done_held, not_taken
from deliberation.views.writing import LARGEST_UPLOAD, preview_of
from wiki.queries import DraftShown
from wiki.views.drafts import draft_here, drafted, words_in


@bp.get("/threads/new")
@signed_in
def new() -> ResponseReturnValue:
    """First the title; then what is like it, and the whole form."""
    spot = spot_asked()
    title = " ".join(request.args.get("title", "").split())
    if why_not := _why_not(spot):
        return render_template(
            "deliberation/new.html", spot=spot, form=TitleForm(), why_not=why_not
        )
    if not title:
        return render_template("deliberation/new.html", spot=spot, form=TitleForm(), why_not=None)
    draft = draft_here()
    form = ThreadForm(words_in(draft)) if draft else ThreadForm(data={"title": title})
    form.offer(has_option=bool(spot.option))
    return _write_page(spot, form, similar_to_title=title, draft=draft)


def _write_page(
    spot: Spot,
    form: ThreadForm,
    *,
    similar_to_title: str = "",
    draft: DraftShown | None = None,
    preview: str = "",
    body: str = "",
) -> str:
    return render_template(
        "deliberation/write.html",
        spot=spot,
        form=form,
        similar_to_title=similar_to_title,
        draft=draft,
        preview=preview,
        body=body,
    )


def _why_not(spot: Spot) -> str | None:
    return actions.why_not_start(spot.where, viewer())


@bp.post("/threads")
@takes_files(LARGEST_UPLOAD)
@signed_in
@limited("post")
@once
@drafted
def create() -> ResponseReturnValue:
    """Start the thread, or show first how its post will look."""
    spot = spot_asked()
    form = ThreadForm(request.form)
    form.offer(has_option=bool(spot.option))
    if "preview" in request.form:
        title, body = form.title.data or "", form.text.data or ""
        return _write_page(
            spot, form, preview=preview_of(form, 0), similar_to_title=title, body=body
        )
    if form.validate():
        try:
            begun = intake.start_thread(_beginning(spot, form), by=viewer(), read=form.words_read)
        except Refused as refused:
            return not_taken(refused, form, lambda: _write_page(spot, form))
        if isinstance(begun, HeldPost):
            return done_held(begun)
        return done(begun.url, "Your discussion is open.")
    return _write_page(spot, form), 422


def _beginning(spot: Spot, form: ThreadForm) -> intake.Beginning:
    return intake.Beginning(
        title=form.title.data or "",
        words=form.text.data or "",
        where=spot.where,
        asks=ThreadKind(form.asks.data),
        position=form.chosen,
        file=form.upload,
        origin=spot.origin,
    )
