"""The public queue of suggestions, its figures, and one's own part in them."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from core.clock import today
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept
from core.web import done, found, number_asked, page_number
from wiki import actions, forms, queries
from wiki.models import Suggestion
from wiki.rules import AsksFor
from wiki.views.blueprint import bp
from wiki.views.deciding import show_suggestion


@bp.get("/suggestions")
@kept(lambda: ("suggestions", "structure"), apart=lambda: str(today()))
def suggestions() -> ResponseReturnValue:
    """The public queue: what waits, longest first, or what was decided."""
    asked = _asked()
    shown, count = queries.queue(asked)
    about = asked.branch_id or asked.topic_id
    return render_template(
        "wiki/suggestions.html",
        suggestions=shown,
        count=count,
        asked=asked,
        states=[(key, words) for key, (words, _) in queries.SHOWN.items()],
        kinds=[("", "All kinds"), *((kind.value, kind.words) for kind in AsksFor)],
        topic=queries.name_of(about) if about else None,
        pages=-(-count // queries.PER_PAGE),
        url_with=partial(_query, asked),
        median_days=queries.median_days(),
    )


def _asked() -> queries.Asked:
    show, kind = request.args.get("show", "waiting"), request.args.get("kind", "")
    return queries.Asked(
        show=show if show in queries.SHOWN else "waiting",
        kind=kind if kind in set(AsksFor) else "",
        topic_id=number_asked("topic"),
        branch_id=number_asked("branch"),
        page=page_number(),
    )


def _query(asked: queries.Asked, **other: str) -> str:
    """The filters as an address has them, some of them other than they are."""
    chosen = {
        "show": asked.show,
        "kind": asked.kind,
        "topic": asked.topic_id,
        "branch": asked.branch_id,
        **other,
    }
    return urlencode({name: value for name, value in chosen.items() if value})


@bp.get("/suggestions/figures")
@kept(lambda: ("suggestions",), apart=lambda: str(today()))
def figures() -> ResponseReturnValue:
    """How long suggestions waited, and why some were declined."""
    return render_template("wiki/suggestion_figures.html", periods=queries.figures())


@bp.post("/suggestions/<int:suggestion_id>/<any(support, unsupport):change>")
@signed_in
@limited("suggest")
def support_suggestion(suggestion_id: int, change: str) -> ResponseReturnValue:
    """Stand behind a suggestion, or no longer."""
    one = found(db.session.get(Suggestion, suggestion_id))
    try:
        if change == "support":
            actions.support(one, by=viewer())
        else:
            actions.take_back_support(one, by=viewer())
    except Refused as refused:
        return show_suggestion(one, refused=refused)
    return done(one.url, "You support this." if change == "support" else "You no longer do.")


@bp.post("/suggestions/<int:suggestion_id>/answers")
@signed_in
@limited("suggest")
@once
def answer_suggestion(suggestion_id: int) -> ResponseReturnValue:
    """The author answers an editor's question."""
    one = found(db.session.get(Suggestion, suggestion_id))
    form = forms.AnswerForm(request.form)
    if form.validate():
        try:
            actions.answer(one, form.answer.data or "", by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(one.url, "Thank you. It waits for an editor again.")
    return show_suggestion(one, {"answer": form})


@bp.app_template_global("suggestions_of")
def suggestions_of(member_id: int) -> list[queries.SuggestionShown]:
    """For the member's own page: their suggestions and what became of them. 1 statement."""
    return queries.suggestions_of(member_id)


@bp.app_template_global("suggestions_supported_by")
def suggestions_supported_by(member_id: int) -> list[queries.SuggestionShown]:
    """For the member's own page: what became of what they support. 1 statement."""
    return queries.supported_by(member_id)
