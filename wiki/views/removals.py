"""Removing a view, step by step, and the public log of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core import house_rules, text
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.pages import kept
from core.web import done, found, page_number
from wiki import guards  # noqa: F401 — from now on nothing is deleted
from wiki.actions import redacting, removal_appeals, removal_facts
from wiki.actions import removals as actions
from wiki.actions.removal_effects import words_before
from wiki.forms.removals import RemovalForm, WordsForm
from wiki.models import Removal
from wiki.queries import archives
from wiki.queries import removals as queries
from wiki.rules.removals import Act
from wiki.views.blueprint import bp
from wiki.views.history import FIELDS

VIEWS = "<any(options, arguments):plural>/<int:view_id>"
Answer = Callable[[Removal, str, bool], None]


@bp.get("/removals")
@kept(lambda: ("removals", "structure"))
def removals() -> ResponseReturnValue:
    """The public log: every removal, newest first, or those not yet settled."""
    only_open = request.args.get("show") == "open"
    page = page_number()
    shown, count = queries.removals(only_open=only_open, page=page)
    pages = -(-count // queries.PER_PAGE)
    return render_template(
        "wiki/removals.html", removals=shown, only_open=only_open, page=page, pages=pages
    )


@bp.get(f"/{VIEWS}/removals/new")
@may(Power.EDIT_WIKI)
def new_removal(plural: str, view_id: int) -> ResponseReturnValue:
    """The form with which an editor proposes to remove a view."""
    return _new_page(_view(plural, view_id), RemovalForm())


def _view(plural: str, view_id: int) -> removal_facts.View:
    try:
        return removal_facts.view_named(plural.removesuffix("s"), view_id)
    except Refused:
        return found(None)


def _new_page(view: removal_facts.View, form: RemovalForm) -> str:
    beside = [(one.id, one.heading) for one in archives.beside(view)]
    form.into.choices = [(0, "Choose one"), *beside]
    return render_template(
        "wiki/new_removal.html",
        view=view,
        form=form,
        acts=[act for act in Act if act is not Act.SENSE],
        waits=house_rules.words("removal.waits_days"),
        appeal_for=house_rules.words("removal.appeal_days"),
    )


@bp.post(f"/{VIEWS}/removals")
@may(Power.EDIT_WIKI)
@limited("edit")
@once
def create_removal(plural: str, view_id: int) -> ResponseReturnValue:
    """Propose it; a redaction is done at once."""
    view = _view(plural, view_id)
    form = RemovalForm(request.form)
    if form.validate():
        try:
            made = _propose(view, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            said = "Done." if form.act is Act.REDACT else "Proposed. A second editor has to agree."
            return done(f"/removals/{made.id}", said)
    return _new_page(view, form), 422


def _propose(view: removal_facts.View, form: RemovalForm) -> Removal:
    why: dict[str, Any] = {"reason": form.reason, "words": form.words.data or "", "by": viewer()}
    if form.act is Act.REDACT:
        return redacting.redact(view, **why)
    into = None
    if form.act is Act.MERGE and form.into.data:
        into = removal_facts.view_named(view.kind, form.into.data)
    return actions.propose_removal(view, form.act, into=into, **why)


@bp.get("/removals/<int:removal_id>")
def removal(removal_id: int) -> ResponseReturnValue:
    """One removal: what, why, every step so far, and what the person looking may do."""
    return _page(removal_id, WordsForm())


def _page(removal_id: int, form: WordsForm) -> str:
    row = found(db.session.get(Removal, removal_id))
    person = viewer()
    view = removal_facts.view_of(row)
    shown = found(queries.removal_page(removal_id))
    return render_template(
        "wiki/removal.html",
        removal=shown,
        view=view,
        into=removal_facts.view_named(view.kind, row.into_id) if row.into_id else None,
        changes={} if shown.is_hidden else _changes(row),
        steps=queries.steps_of(removal_id),
        form=form,
        waits_for_second=removal_facts.waits_for_second(row),
        why_not_second=removal_facts.why_not_second(row, person),
        why_not_put_back=removal_facts.why_not_put_back(row, person),
        why_not_appeal=removal_facts.why_not_appeal(row, person),
        why_not_judge=removal_facts.why_not_judge(row, person),
        is_appealed=row.state == "appealed",
        appeal_for=house_rules.words("removal.appeal_days", at=row.made_at),
    )


def _changes(row: Removal) -> dict[str, Markup]:
    """Of a change of sense: what changes, by field."""
    if row.act != Act.SENSE or row.words is None:
        return {}
    before = words_before(row)
    return {
        FIELDS[name]: text.word_diff(before.get(name, ""), after)
        for name, after in row.words.items()
        if after != before.get(name, "")
    }


@bp.post("/removals/<int:removal_id>/second")
@may(Power.EDIT_WIKI)
@once
def second_removal(removal_id: int) -> ResponseReturnValue:
    """Be the second editor: agree or refuse."""
    return _answer(removal_id, _second, "Thank you. Your answer is in the public log.")


def _second(row: Removal, words: str, yes: bool) -> None:  # noqa: FBT001 — one shape for all
    if yes:
        actions.agree(row, by=viewer(), words=words)
    else:
        actions.refuse(row, by=viewer(), words=words)


@bp.post("/removals/<int:removal_id>/put-back")
@may(Power.EDIT_WIKI)
@once
def put_back_view(removal_id: int) -> ResponseReturnValue:
    """Call it off, or restore the view: one editor can."""
    return _answer(
        removal_id,
        lambda row, words, _yes: actions.put_back(row, by=viewer(), words=words),
        "The view stands.",
    )


@bp.post("/removals/<int:removal_id>/appeals")
@signed_in
@limited("report")
@once
def create_removal_appeal(removal_id: int) -> ResponseReturnValue:
    """Appeal: the view stands until somebody else has decided."""
    return _answer(
        removal_id,
        lambda row, words, _yes: removal_appeals.appeal(row, by=viewer(), words=words),
        "You have appealed. Somebody who had no part in it decides, and you will be told.",
    )


@bp.post("/removals/<int:removal_id>/judgements")
@signed_in
@once
def judge_removal(removal_id: int) -> ResponseReturnValue:
    """Decide an appeal."""
    return _answer(
        removal_id,
        lambda row, words, yes: removal_appeals.judge(row, by=viewer(), stands=yes, words=words),
        "The appeal is decided, and everybody it concerns is told.",
    )


def _answer(removal_id: int, act: Answer, said: str) -> ResponseReturnValue:
    """Let `act` do its work with the words sent and whether the answer was yes."""
    row = found(db.session.get(Removal, removal_id))
    form = WordsForm(request.form)
    if form.validate():
        try:
            act(row, form.words.data or "", request.form.get("answer") == "yes")
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(f"/removals/{removal_id}", said)
    return _page(removal_id, form), 422


@bp.app_template_global("removals_of")
def removals_of(member_id: int) -> list[queries.RemovalShown]:
    """For the member's own page: removals of views they stand behind. 1 statement."""
    return queries.removals_of(member_id)
