"""Drafting a proposal: its title and what is there already, the words, the authors, coming out."""

from __future__ import annotations

import re
from functools import partial

import sqlalchemy as sa
from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Member
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.limits import limited
from core.web import done, found
from deliberation.actions import intake, publishing
from deliberation.actions import proposals as actions
from deliberation.forms.proposals import AuthorForm, ReasonForm, TableForm, WordsForm
from deliberation.models import HeldPost, Proposal
from deliberation.queries import proposals as queries
from deliberation.rules.intake.answers import TooSoon, Warned
from deliberation.rules.proposals import Part, Sort
from deliberation.views import bp
from deliberation.views.proposal_acts import draft_acts
from deliberation.views.proposal_spot import spot_asked
from deliberation.views.proposals import draft_page
from deliberation.views.taken_in import done_held


@bp.get("/proposals/new")
@signed_in
def new_proposal() -> ResponseReturnValue:
    """First the title; then what is like it, and the whole form."""
    spot = spot_asked()
    title = " ".join(request.args.get("title", "").split())
    template = "deliberation/write_proposal.html" if title else "deliberation/new_proposal.html"
    form = WordsForm(data={"title": title})
    return render_template(template, spot=spot, form=form, similar_to_title=title, body="")


@bp.post("/proposals")
@signed_in
@limited("post")
@once
def create_proposal() -> ResponseReturnValue:
    """Keep the draft, for its author alone; or look first what is like it."""
    spot = spot_asked()
    form = WordsForm(request.form)
    title, body = form.title.data or "", f"{form.summary.data or ''}\n{form.text.data or ''}"
    page = partial(render_template, "deliberation/write_proposal.html", spot=spot, form=form)
    if "look" in request.form:
        return page(similar_to_title=title or body[:200].strip(), body=body)
    try:
        made = actions.begin(
            form.title.data or "",
            form.summary.data or "",
            form.text.data or "",
            by=viewer(),
            sort=Sort.RESOLUTION if spot.where.clp_id else Sort.PROPOSAL,
            where=spot.where,
        )
    except Refused as refused:
        form.refuse(refused)
        return page(similar_to_title="", body=""), 422
    return done(made.url, "Your draft is kept. Nobody else sees it yet.")


def draft_of(proposal_id: int) -> Proposal:
    """The draft, for its authors, those asked to be, and the officers who may table it."""
    draft = found(db.session.get(Proposal, proposal_id))
    if draft.published_at is not None:
        abort(409, description="It is published already.")
    found(draft_acts(draft, viewer()))
    return draft


def _again(proposal_id: int, name: str, form: BaseForm, refused: Refused) -> ResponseReturnValue:
    """The page of the draft with what was refused."""
    db.session.rollback()
    form.refuse(refused)
    return draft_page(found(queries.proposal_shown(proposal_id)), {name: form}), 422


@bp.get("/proposals/<int:proposal_id>/edit")
@signed_in
def edit_proposal(proposal_id: int) -> ResponseReturnValue:
    """The words of a draft."""
    draft = draft_of(proposal_id)
    form = WordsForm(obj=draft)
    return render_template("deliberation/edit_proposal.html", draft=draft, form=form)


@bp.post("/proposals/<int:proposal_id>/edit")
@signed_in
@limited("edit")
@once
def change_proposal(proposal_id: int) -> ResponseReturnValue:
    """Save other words."""
    draft = draft_of(proposal_id)
    form = WordsForm(request.form)
    words = (form.title.data or "", form.summary.data or "", form.text.data or "")
    try:
        actions.edit_draft(draft, *words, by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return render_template("deliberation/edit_proposal.html", draft=draft, form=form), 422
    return done(draft.url, "Saved. The other authors are asked to agree to the new words.")


@bp.post("/proposals/<int:proposal_id>/authors")
@signed_in
@limited("edit")
@once
def invite_author(proposal_id: int) -> ResponseReturnValue:
    """Ask a member to be an author."""
    draft = draft_of(proposal_id)
    form = AuthorForm(request.form)
    part = Part.SECONDER if form.part.data == Part.SECONDER.value else Part.AUTHOR
    try:
        actions.invite(draft, _member_named(form.who.data or ""), part, by=viewer())
    except Refused as refused:
        return _again(proposal_id, "author", form, refused)
    return done(draft.url, "Asked. They see the draft now, and are named once they have agreed.")


def _member_named(text: str) -> Member:
    """The member of this name, or whose page this is. Raises Refused."""
    page = re.search(r"/members/(\d{1,9})\b", text)
    of_name = sa.func.lower(Member.name) == " ".join(text.split()).lower()
    wanted = sa.select(Member).where(
        Member.id == int(page[1]) if page else of_name,
        Member.password_hash.is_not(None),
        Member.membership_number.is_not(None),
    )
    members = db.session.scalars(wanted.order_by(Member.id).limit(2)).all()
    if not members:
        raise Refused(f"There is no member “{text[:100]}” with an account here.")
    if len(members) > 1:
        raise Refused("There are several members of this name. Give the address of their page.")
    return members[0]


@bp.post("/proposals/<int:proposal_id>/<any(agree, leave):change>")
@signed_in
@limited("edit")
def change_authorship(proposal_id: int, change: str) -> ResponseReturnValue:
    """Agree to be an author of the words as they are, or be one no longer."""
    proposal = found(db.session.get(Proposal, proposal_id))
    try:
        if change == "agree":
            actions.agree(proposal, by=viewer())
        else:
            actions.step_back(proposal, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    if change == "agree":
        return done(proposal.url, "You are one of its authors.")
    return done("/proposals", "You are none of its authors.")


@bp.post("/proposals/<int:proposal_id>/publish")
@signed_in
@limited("edit")
@once
def publish_proposal(proposal_id: int) -> ResponseReturnValue:
    """Bring the draft out."""
    draft = draft_of(proposal_id)
    try:
        made = intake.publish_proposal(draft, by=viewer(), read=request.form.getlist("read"))
    except Warned as warned:
        return _read_again(draft, warned), 422
    except TooSoon as soon:
        abort(429, description=soon.sentence)
    except Refused as refused:
        abort(409, description=refused.sentence)
    if isinstance(made, HeldPost):
        return done_held(made)
    return done(draft.url, f"Published as {draft.code}. Its discussion is open.")


def _read_again(draft: Proposal, warned: Warned) -> str:
    return render_template("deliberation/read_again.html", draft=draft, warned=warned)


@bp.post("/proposals/<int:proposal_id>/table")
@signed_in
@limited("edit")
@once
def table_resolution(proposal_id: int) -> ResponseReturnValue:
    """An officer tables the resolution of the CLP."""
    draft = draft_of(proposal_id)
    form = TableForm(request.form)
    try:
        publishing.table(draft, form.how.data or "", by=viewer())
    except Refused as refused:
        return _again(proposal_id, "table", form, refused)
    return done(draft.url, f"Tabled as {draft.code}. Its discussion is open.")


@bp.get("/proposals/<int:proposal_id>/withdraw")
@signed_in
def withdraw_form(proposal_id: int) -> ResponseReturnValue:
    """Why it is withdrawn."""
    return _withdraw_page(_own(proposal_id), ReasonForm())


@bp.post("/proposals/<int:proposal_id>/withdraw")
@signed_in
@limited("edit")
@once
def withdraw_proposal(proposal_id: int) -> ResponseReturnValue:
    """Withdraw it, with a reason."""
    proposal = _own(proposal_id)
    form = ReasonForm(request.form)
    try:
        actions.withdraw(proposal, form.reason.data or "", by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return _withdraw_page(proposal, form), 422
    out = proposal.published_at is not None
    return done(proposal.url if out else "/proposals", "Withdrawn.")


def _own(proposal_id: int) -> Proposal:
    proposal = found(db.session.get(Proposal, proposal_id))
    found(proposal if actions.is_author(proposal_id, viewer()) else None)
    return proposal


def _withdraw_page(proposal: Proposal, form: ReasonForm) -> str:
    return render_template("deliberation/withdraw_proposal.html", proposal=proposal, form=form)
